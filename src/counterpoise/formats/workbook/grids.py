"""A sheet as a grid of texts: what stands between the workbook file and the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpoise.domain.institution import Problem
from counterpoise.domain.words import Text


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet that hold something, by row and column from 1; `faults` cannot be read as text."""

    title: str
    rows: Mapping[int, Mapping[int, str]]
    faults: Mapping[tuple[int, int], tuple[Text, Text]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, str], ...] = ()

    def row(self, number: int) -> Mapping[int, str]:
        """Give the cells of one row."""
        return self.rows.get(number, {})


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in a workbook."""

    book: str
    sheet: str
    row: int = 0
    column: int = 0
    heading: str = ""

    def __str__(self) -> str:
        parts = [self.book, f"sheet {self.sheet}"] if self.sheet else [self.book]
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {letter(self.column)}" + (f" ({self.heading})" if self.heading else ""))
        return ", ".join(parts)

    def problem(self, what: Text, remedy: Text, *, fatal: bool = True) -> Problem:
        """Note a problem here."""
        return Problem(str(self), what, remedy, fatal)


def letter(column: int) -> str:
    """Give the letters of a column.

    >>> letter(1), letter(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
