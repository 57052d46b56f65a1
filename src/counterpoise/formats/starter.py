"""Write a small valid case to start from, whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from importlib import resources
from pathlib import Path

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import LANGUAGES, Text


def write(folder: Path, *, language: str) -> None:
    """Write the starter case into a new or empty folder, with comments in one language."""
    texts = _texts(language if language in LANGUAGES else "en")
    target = folder.resolve()
    is_there = target.exists()
    _refuse_unless_free(folder, target)
    staging = (target if is_there else target.parent) / f".counterpoise-{secrets.token_hex(4)}"
    try:
        staging.mkdir(parents=True)
        for name, content in texts.items():
            (staging / name).write_bytes(content)
        if is_there:
            _move_up(staging, target, names=list(texts))
        else:
            staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _texts(language: str) -> dict[str, bytes]:
    folder = resources.files("counterpoise").joinpath("templates", "starter", language)
    return {item.name: item.read_bytes() for item in sorted(folder.iterdir(), key=lambda item: item.name)}


def _move_up(staging: Path, target: Path, *, names: list[str]) -> None:
    """Move the files into their folder, or take back those already moved."""
    moved: list[Path] = []
    try:
        for name in names:
            (staging / name).rename(target / name)
            moved.append(target / name)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        raise


def _refuse_unless_free(folder: Path, target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        what = Text(vi="đã có một tệp mang tên này", en="there is already a file of this name")
    elif any(target.iterdir()):
        what = Text(vi="thư mục đã có và không trống", en="the folder exists and is not empty")
    else:
        return
    remedy = Text(vi="chọn một tên mới, hoặc một thư mục trống", en="choose a new name, or an empty folder")
    raise CaseError((Problem(str(folder), what, remedy),))
