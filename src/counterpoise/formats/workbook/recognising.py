"""Tell which table a sheet is and what each of its columns holds, whichever language it speaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from counterpoise.domain.institution import Problem
from counterpoise.domain.words import Text
from counterpoise.formats.workbook.grids import Grid, Placed
from counterpoise.formats.workbook.sheets import SHEETS, Sheet
from counterpoise.formats.workbook.titles import sheet_title

FILE_MARK = "file:"
FOR_PEOPLE = ("guide", "offices")

_KEY = re.compile(r"([a-z_]+)\.([a-z_]+(?::(?:vi|en))?)")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet known as a table: where each of its cells stands, and its rows."""

    sheet: Sheet
    grid: Grid
    book: str
    columns: dict[str, int]
    headings: dict[str, str]
    head: int
    rows: tuple[int, ...]

    def text(self, row: int, cell: str) -> str:
        """Give what a cell says, as it stands."""
        return self.grid.row(row).get(self.columns.get(cell, 0), "")

    def at(self, row: int, cell: str = "") -> Placed:
        """Give the place of a cell, or of the row."""
        column = self.columns.get(cell, 0)
        return Placed(self.book, self.grid.title, row, column, self.headings.get(cell, ""))

    def around(self, row: int) -> dict[str, Placed]:
        """Give the places of all cells of a row by column key; the first cell stands for both languages."""
        found: dict[str, Placed] = {}
        for column in self.sheet.columns:
            cells = [cell for cell in column.cells if cell in self.columns]
            if cells:
                found[column.key] = self.at(row, cells[0])
        return found


@dataclass(frozen=True, slots=True)
class Attached:
    """A sheet that holds the text of a file, one line in each row."""

    file: str
    text: str
    place: Placed
    first: int


def recognised(
    grid: Grid, book: str, present: Iterable[str]
) -> tuple[Table | Attached | None, list[Problem]]:
    """Tell what a sheet is; `present` are the titles of all sheets, so that no good one is taken for a slip."""
    first = grid.row(1)
    if first.get(1, "").startswith(FILE_MARK):
        return _attached(grid, book, first[1].removeprefix(FILE_MARK).strip()), []
    keys = {column: match for column, text in first.items() if (match := _KEY.fullmatch(text.strip()))}
    named = next((match[1] for match in keys.values()), "")
    if named in FOR_PEOPLE or fold(first.get(1, "")) in FOR_PEOPLE:
        return None, []
    if named in SHEETS:
        return _keyed(grid, book, SHEETS[named], {c: m[2] for c, m in keys.items() if m[1] == named})
    return _by_title(grid, book, present)


def _attached(grid: Grid, book: str, file: str) -> Attached:
    last = max(grid.rows, default=2)
    lines = [grid.row(number).get(1, "") for number in range(3, last + 1)]
    return Attached(file, "\n".join(lines) + "\n", Placed(book, grid.title), 3)


def _keyed(grid: Grid, book: str, sheet: Sheet, keys: dict[int, str]) -> tuple[Table, list[Problem]]:
    columns = {key: column for column, key in keys.items() if key in sheet.heads}
    known = _headings_of(sheet)
    has_headings = any(known.get(fold(text)) == keys.get(column) for column, text in grid.row(2).items())
    head = 2 if has_headings else 1
    problems = _more_columns(grid, book, sheet, columns, head)
    return _table(grid, book, sheet, columns, head), problems


def _by_title(grid: Grid, book: str, present: Iterable[str]) -> tuple[Table | None, list[Problem]]:
    titles = _titles()
    key = titles.get(fold(grid.title))
    if key in FOR_PEOPLE or not grid.rows:
        return None, []
    if key is None:
        return None, [_unknown_sheet(grid, book, {titles.get(fold(title)) for title in present})]
    columns: dict[str, int] = {}
    head = min(grid.rows)
    problems = _more_columns(grid, book, SHEETS[key], columns, head)
    return _table(grid, book, SHEETS[key], columns, head), problems


def _unknown_sheet(grid: Grid, book: str, present: set[str | None]) -> Problem:
    titles = _titles()
    close = get_close_matches(fold(grid.title), titles, n=3, cutoff=0.7)
    near = [title for title in close if titles[title] not in present]
    what = Text("trang này không được đọc", "this sheet is not read")
    if not near:
        return Placed(book, grid.title).problem(what, Text("", ""), fatal=False)
    meant = sheet_title(titles[near[0]])
    remedy = Text(f"có phải là “{meant.vi}” không?", f"did you mean “{meant.en}”?")
    return Placed(book, grid.title).problem(what, remedy)


def _more_columns(grid: Grid, book: str, sheet: Sheet, columns: dict[str, int], head: int) -> list[Problem]:
    """Add the columns that only their headings tell, and note those that nothing tells."""
    problems = []
    known = _headings_of(sheet)
    used = {column for number, row in grid.rows.items() if number > head for column in row}
    for column, heading in sorted(grid.row(head).items()):
        cell = known.get(fold(heading))
        if column in columns.values() or (head == 1 and _KEY.fullmatch(heading)):
            continue
        if cell is not None and cell not in columns:
            columns[cell] = column
        elif column in used:
            problems.append(_unknown_column(Placed(book, grid.title, head, column, heading), heading, sheet))
    for column in sorted(used - set(columns.values()) - set(grid.row(head))):
        problems.append(_unknown_column(Placed(book, grid.title, head, column), "", sheet))
    return problems


def _unknown_column(place: Placed, heading: str, sheet: Sheet) -> Problem:
    known = _headings_of(sheet)
    what = Text("cột này không được đọc", "this column is not read")
    near = get_close_matches(fold(heading), known, n=1, cutoff=0.75)
    if not near:
        return place.problem(
            what, Text("bỏ cột này nếu không cần", "leave it out if it is not needed"), fatal=False
        )
    meant = sheet.heads[known[near[0]]]
    return place.problem(what, Text(f"có phải là “{meant.vi}” không?", f"did you mean “{meant.en}”?"))


def _table(grid: Grid, book: str, sheet: Sheet, columns: dict[str, int], head: int) -> Table:
    headings = {cell: grid.row(head).get(column, cell).rstrip(" *") for cell, column in columns.items()}
    read = set(columns.values())
    rows = {number for number, row in grid.rows.items() if number > head and read & row.keys()}
    rows |= {row for row, column in grid.faults if row > head and column in read}
    return Table(sheet, grid, book, columns, headings, head, tuple(sorted(rows)))


def _titles() -> dict[str, str]:
    titles: dict[str, str] = {}
    for key in (*SHEETS, *FOR_PEOPLE):
        title = sheet_title(key)
        titles |= {fold(title.vi): key, fold(title.en): key, key: key}
    return titles


def _headings_of(sheet: Sheet) -> dict[str, str]:
    known: dict[str, str] = {}
    for cell, heading in sheet.heads.items():
        known |= {fold(heading.vi): cell, fold(heading.en): cell, cell: cell}
    for column in sheet.columns if sheet.key != "case" else ():
        known.setdefault(fold(column.heading.vi), column.cells[0])
        known.setdefault(fold(column.heading.en), column.cells[0])
        known.setdefault(column.key, column.cells[0])
    return known


def fold(text: str) -> str:
    """Compare titles and headings by their letters only."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("*", " ").split())
