"""Choose the frameworks of a register: shipped ones by id, or a file of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counterpoise.domain.institution import CaseError, Framework, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_files import read_files
from counterpoise.formats.case_files.yaml_data import Data, flow
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.text_files import read_text


@dataclass(frozen=True, slots=True)
class Chosen:
    """Frameworks, how a case names them, and the files they need beside it."""

    frameworks: tuple[Framework, ...]
    names: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)


def choose(written: str) -> Chosen:
    """Read the frameworks named by ids or paths, separated by commas."""
    names: list[str] = []
    files: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in written.split(","))):
        if part.endswith((".yaml", ".yml")) or "/" in part:
            name = Path(part).name if Path(part).name not in files else f"{len(files)}-{Path(part).name}"
            files[name] = _text(Path(part))
            names.append(f"./{name}")
        else:
            names.append(part)
    listed: Data = list(names)
    case, _ = read_files({**files, "case.yaml": f"counterpoise: 1\nframework: {flow(listed)}\n"}, name="case")
    return Chosen(case.frameworks, tuple(names), files)


def _text(path: Path) -> str:
    problems = Problems()
    text = read_text(path, file=str(path), problems=problems)
    if text is None:
        raise CaseError(problems.listed())
    return text


def missing(where: str) -> CaseError:
    """Say that a framework must be named, and which are shipped."""
    listed = ", ".join(shipped_frameworks())
    return CaseError(
        (
            Problem(
                where,
                Text("không rõ theo khung quy chế nào", "no framework is named"),
                Text(f"thêm --framework MÃ; có sẵn: {listed}", f"add --framework ID; shipped: {listed}"),
            ),
        )
    )
