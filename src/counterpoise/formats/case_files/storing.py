"""Write the texts of a case's files into a folder, whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from counterpoise.formats.case_files.staging import write_all

_OF_A_CASE = (".csv", ".yaml", ".yml")


def store(files: Mapping[str, str], folder: Path) -> None:
    """Make the folder hold these files; tables and YAML of an earlier case go, anything else beside them stays."""
    target = folder.resolve()
    mark = secrets.token_hex(4)
    staging = target.parent / f".counterpoise-{mark}.new"
    try:
        staging.mkdir()
        write_all(files, staging)
        _put_in_place(staging, target, aside=target.parent / f".counterpoise-{mark}.old")
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put_in_place(staging: Path, target: Path, *, aside: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    _copy_others(target, staging)
    target.rename(aside)
    try:
        staging.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _copy_others(source: Path, staging: Path) -> None:
    for path in source.iterdir():
        copy = staging / path.name
        if copy.exists() or (path.is_file() and path.suffix in _OF_A_CASE):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, copy, symlinks=True)
        else:
            shutil.copy2(path, copy, follow_symlinks=False)
