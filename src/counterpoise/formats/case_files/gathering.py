"""Take the texts of a case's files out of its folder, and say which files stay behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from counterpoise.domain.institution import Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_files.yaml_data import Data, parsed
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.text_files import read_text

CASE_FILE = "case.yaml"
_READ = (".csv", ".yaml", ".yml")
_STAYS = Text(vi="tệp này không được đưa sang", en="this file is not carried over")


@dataclass(frozen=True, slots=True)
class Carried:
    """The texts of a case's files by name, and what could not come along."""

    files: Mapping[str, str]
    left_out: tuple[Problem, ...] = field(default=())


def gather(folder: Path) -> Carried:
    """Read every table and YAML file of a folder whose case has been found valid."""
    files: dict[str, str] = {}
    left_out = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        text = _text(path) if path.suffix in _READ and path.is_file() else None
        if text is not None:
            files[path.name] = text
        elif not path.name.startswith("."):
            left_out.append(Problem(path.name, _STAYS, Text(vi="", en=""), fatal=False))
    return Carried(own_frameworks(files, folder), tuple(left_out))


def own_frameworks(files: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Add the frameworks that lie beside or around a case, under names inside it."""
    brought = dict(files)
    for written in framework_paths(files.get(CASE_FILE, "")):
        path = PurePosixPath(written.replace("\\", "/"))
        if path.is_absolute() or ":" in written or str(path) in brought:
            continue
        text = _text(folder / path)
        if text is None:
            continue
        name = path.name if ".." in path.parts else str(path)
        while ".." in path.parts and name in brought:
            name = f"other-{name}"
        brought[name] = text
        if name != str(path):
            brought[CASE_FILE] = brought[CASE_FILE].replace(written, f"./{name}")
    return brought


def framework_paths(case_text: str) -> tuple[str, ...]:
    """List the frameworks that a case file names as files of its own."""
    entry = parsed(case_text)
    named: Data = entry.get("framework") if isinstance(entry, dict) else None
    listed = named if isinstance(named, list) else [named]
    return tuple(
        name for name in listed if isinstance(name, str) and ("/" in name or "\\" in name or _is_yaml(name))
    )


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _text(path: Path) -> str | None:
    """Read a text, or give nothing: the reader of the case says why where it matters."""
    problems = Problems()
    text = read_text(path, file=path.name, problems=problems)
    return None if problems.are_fatal else text
