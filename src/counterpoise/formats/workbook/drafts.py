"""Texts of files written line by line, each line remembering the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from counterpoise.domain.institution import Problem
from counterpoise.domain.words import Text
from counterpoise.formats.workbook.grids import Placed

_WHERE = re.compile(
    r"(?P<file>.+?\.(?:csv|ya?ml))(?:, line (?P<line>\d+))?(?:, column (?P<column>[^,]+))?(?:, (?P<path>.+))?"
)
_LINES = re.compile(r"“[^”]*”|\b(?P<word>line|dòng) (?P<numbers>\d+(?:, \d+)*)")
_MISSING = re.compile(r"the key “(\w+)” is missing")
_EMPTY = Text("ô trống", "the cell is empty")
_FILL_IT = Text("điền vào ô này", "fill it in")


@dataclass(slots=True)
class Draft:
    """One file in the making."""

    home: Placed
    lines: list[str] = field(default_factory=list)
    places: dict[int, Placed] = field(default_factory=dict)
    cells: dict[int, Mapping[str, Placed]] = field(default_factory=dict)
    count: int = 0

    def add(self, text: str, place: Placed, cells: Mapping[str, Placed] | None = None) -> None:
        """Write a text that ends its line, from one place; `cells` say where each column of the row stands."""
        for number in range(self.count + 1, self.count + 2 + text.count("\n")):
            self.places[number] = place
            if cells is not None:
                self.cells[number] = cells
        self.lines.append(text)
        self.count += 1 + text.count("\n")

    @property
    def text(self) -> str:
        """Give the whole file."""
        return "".join(f"{line}\n" for line in self.lines)

    def place(self, line: int, name: str) -> Placed:
        """Find the cell of a column or key on a line, else the line's own place."""
        found = self.places.get(line, self.home)
        return self.cells.get(line, {}).get(name, found)


def translated(
    problems: Iterable[Problem], drafts: Mapping[str, Draft], titles: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Say every problem in terms of sheets, rows and columns; `titles` name the sheet of each file."""
    return tuple(dict.fromkeys(_translated(problem, drafts, titles) for problem in problems))


def _translated(problem: Problem, drafts: Mapping[str, Draft], titles: Mapping[str, str]) -> Problem:
    match = _WHERE.fullmatch(problem.where)
    if match is None or match["file"] not in drafts:
        return replace(
            problem, what=_sheets_named(problem.what, titles), remedy=_sheets_named(problem.remedy, titles)
        )
    draft = drafts[match["file"]]
    path = (match["path"] or "").split(" > ")
    missing = _MISSING.fullmatch(problem.what.en)
    name = missing[1] if missing else match["column"] or path[-1]
    place = draft.place(int(match["line"]), name) if match["line"] else draft.home
    if missing and place.column:
        return Problem(str(place), _EMPTY, _FILL_IT, problem.fatal)
    what, remedy = (
        _sheets_named(_rows_named(text, draft), titles) for text in (problem.what, problem.remedy)
    )
    return Problem(str(place), what, remedy, problem.fatal)


def _rows_named(text: Text, draft: Draft) -> Text:
    def row_of(number: str) -> str:
        place = draft.places.get(int(number))
        return str(place.row) if place is not None and place.row else number

    def named(found: re.Match[str]) -> str:
        if not found["word"]:
            return found[0]
        rows = ", ".join(row_of(number) for number in found["numbers"].split(", "))
        return f"{'row' if found['word'] == 'line' else 'dòng'} {rows}"

    return Text(_LINES.sub(named, text.vi), _LINES.sub(named, text.en))


def _sheets_named(text: Text, titles: Mapping[str, str]) -> Text:
    vi, en = text.vi, text.en
    for file, title in titles.items():
        vi = re.sub(rf"(?<![“\w./-])(?:tệp )?{re.escape(file)}\b", f"trang “{title}”", vi)
        en = re.sub(rf"(?<![“\w./-])(?:a )?{re.escape(file)}\b", f"the sheet “{title}”", en)
    return Text(vi, en)
