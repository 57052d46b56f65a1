"""Make a workbook to fill in: for a framework, or the small starter case."""

from __future__ import annotations

from datetime import date
from importlib import resources

from counterpoise.domain.institution import Case
from counterpoise.domain.words import LANGUAGES
from counterpoise.formats.case_files import read_files
from counterpoise.formats.case_files.yaml_data import scalar
from counterpoise.formats.workbook.writing import write


def template(name: str, *, framework: str | None, language: str, today: date) -> bytes:
    """Give a valid workbook with choices for a shipped framework; without one, that of the starter case."""
    spoken = language if language in LANGUAGES else "en"
    files = _starter(spoken) if framework is None else _empty(name, framework, today)
    case, _ = read_files(files, name=name)
    return write(files, case, language=spoken)[0]


def _starter(language: str) -> dict[str, str]:
    folder = resources.files("counterpoise").joinpath("templates", "starter", language)
    items = sorted(folder.iterdir(), key=lambda item: item.name)
    return {item.name: item.read_text("utf-8") for item in items}


def _empty(name: str, framework: str, today: date) -> dict[str, str]:
    text = f"counterpoise: 1\ntitle: {scalar(name)}\nframework: {scalar(framework)}\n"
    case, _ = read_files({"case.yaml": text}, name=name)
    return {"case.yaml": f"{text}on: {_day_within(case, today).isoformat()}\n"}


def _day_within(case: Case, today: date) -> date:
    """Choose today, or the nearest day on which the framework is in force."""
    valid = case.frameworks[0].valid
    return min(max(today, valid.first), valid.last)
