"""Read the rows of one CSV table, checking its header against the known columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoise.domain.days import DateError, PartialDate, read_date
from counterpoise.formats.case_folder.problems import Problems, Spot, both, nearest
from counterpoise.formats.case_folder.scalars import END_DATE, ENDED_UNKNOWN, PARTIAL_DATE
from counterpoise.formats.case_folder.shapes import is_id, note_bad_id, short


@dataclass(frozen=True, slots=True)
class Table:
    """A table's file name and columns."""

    file: str
    columns: tuple[str, ...]
    required: tuple[str, ...]


PLACES = Table("places.csv", ("id", "name", "kind", "parent", "from", "to"), ("id", "kind"))
PERSONS = Table("persons.csv", ("id", "name", "compromise"), ("id",))
KIN = Table("kin.csv", ("a", "b", "relation"), ("a", "b"))
TENURES = Table(
    "tenures.csv", ("place", "office", "seat", "person", "from", "to", "basis"), ("place", "office", "person")
)
INDICATORS = Table(
    "indicators.csv", ("place", "period", "indicator", "value"), ("place", "period", "indicator", "value")
)
TABLES = (PLACES, PERSONS, KIN, TENURES, INDICATORS)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, stripped, and the line it starts on."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def spot(self, column: str = "") -> Spot:
        """Give the place of a cell, or of the row."""
        return Spot(self.file, self.line, column=column)

    def one_line(self, column: str, *, problems: Problems) -> str:
        """Give a cell that must hold something on one line; give nothing when it does not."""
        text = self[column]
        if not text:
            problems.add(
                self.spot(column), both("ô trống", "the cell is empty"), both("điền vào ô này", "fill it in")
            )
        elif len(text.splitlines()) > 1:
            problems.add(
                self.spot(column),
                both("ô có nhiều dòng", "the cell holds several lines"),
                both("viết trên một dòng", "write one line"),
            )
        else:
            return text
        return ""

    def identity(self, column: str, *, problems: Problems) -> str:
        """Give a cell that must be an id; give nothing when it is not."""
        text = self.one_line(column, problems=problems)
        if text and not is_id(text):
            note_bad_id(text, at=self.spot(column), problems=problems)
            return ""
        return text

    def date(self, column: str, *, problems: Problems) -> PartialDate | None:
        """Read a date, or nothing from an empty cell."""
        text = self[column]
        if not text:
            return None
        try:
            return read_date(text)
        except DateError:
            self._note_date(column, ends=False, problems=problems)
            return None

    def end(self, column: str, *, problems: Problems) -> PartialDate | str | None:
        """Read an end: a date, `?` or nothing."""
        text = self[column]
        if not text or text == ENDED_UNKNOWN:
            return text or None
        try:
            return read_date(text)
        except DateError:
            self._note_date(column, ends=True, problems=problems)
            return None

    def _note_date(self, column: str, *, ends: bool, problems: Problems) -> None:
        shown, wanted = short(self[column]), (END_DATE if ends else PARTIAL_DATE).wanted
        problems.add(
            self.spot(column),
            both(f"“{shown}” không phải là ngày", f"“{shown}” is not a date"),
            both(f"viết {wanted.vi}", f"write {wanted.en}"),
        )


def read_rows(text: str, table: Table, *, problems: Problems) -> tuple[tuple[Row, ...], frozenset[str]]:
    """Read the rows that are not empty, and the columns that are there."""
    records = _records(text, table.file, problems=problems)
    first = next(records, None)
    if first is None:
        problems.add(
            Spot(table.file),
            both("tệp trống", "the file is empty"),
            both(
                f"dòng đầu ghi tên cột: {','.join(table.columns)}",
                f"write the columns on the first line: {','.join(table.columns)}",
            ),
        )
        return (), frozenset(table.columns)
    header = _header(first, table, problems=problems)
    rows = tuple(_row(line, cells, header, table.file, problems=problems) for line, cells in records)
    return rows, frozenset(header)


def _records(text: str, file: str, *, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(
            Spot(file, line),
            both(f"không đọc được dòng này ({error})", f"this row cannot be read ({error})"),
            both(
                "kiểm tra dấu ngoặc kép: mở phải có đóng", "check the quotes: each opened one must be closed"
            ),
        )


def _header(first: tuple[int, list[str]], table: Table, *, problems: Problems) -> list[str]:
    line, header = first
    at = Spot(table.file, line)
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        problems.add(
            at,
            both("các cột không cách nhau bằng dấu phẩy", "the columns are not separated by commas"),
            both("lưu lại thành CSV với dấu phẩy", "save the table as CSV with commas"),
        )
        return list(table.columns)
    for number, name in enumerate(header):
        if name and name in header[:number]:
            problems.add(
                at,
                both(f"cột “{short(name)}” có hai lần", f"the column “{short(name)}” is there twice"),
                both("bỏ một cột", "leave one out"),
            )
        elif not name:
            problems.add(
                at,
                both(f"cột thứ {number + 1} không có tên", f"column {number + 1} has no name"),
                both("ghi tên cột, hoặc bỏ cột", "name the column, or leave it out"),
            )
        elif name not in table.columns:
            problems.add(
                at,
                both(f"không có cột “{short(name)}”", f"unknown column “{short(name)}”"),
                nearest(name, table.columns),
            )
    return header


def check_columns(
    present: frozenset[str], table: Table, *, optional: frozenset[str], problems: Problems
) -> None:
    """Note required columns that are missing."""
    for name in table.required:
        if name not in present and name not in optional:
            problems.add(
                Spot(table.file, 1),
                both(f"thiếu cột “{name}”", f"the column “{name}” is missing"),
                both("thêm cột này", "add it"),
            )


def _row(line: int, cells: list[str], header: list[str], file: str, *, problems: Problems) -> Row:
    if any(cells[len(header) :]):
        problems.add(
            Spot(file, line),
            both(
                f"có {len(cells)} ô mà chỉ có {len(header)} cột",
                f"there are {len(cells)} cells but {len(header)} columns",
            ),
            both("ô có dấu phẩy phải đặt trong ngoặc kép", "put a cell that holds a comma in quotes"),
        )
    return Row(file, line, dict(zip(header, cells, strict=False)))
