"""What people write in a cell in place of an id: the name of an office, a place or a person, a day their own way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterpoise.domain.days import DateError, read_date
from counterpoise.domain.people import VACANT
from counterpoise.formats.case_files.dates import day_first, our_date
from counterpoise.formats.workbook.grids import Grid
from counterpoise.formats.workbook.recognising import Table, fold
from counterpoise.formats.workbook.sheets import Column, Kind
from counterpoise.formats.workbook.titles import sheet_title

_VACANT_WORDS = frozenset({"vacant", "vacancy", "khuyết", "trống"})  # with their marks: Trọng is a name
_OFFICE_LIST = {"offices.id", "offices.name"}


@dataclass(frozen=True, slots=True)
class Meanings:
    """The ids that names stand for, by what the column offers, and whether days come before months."""

    ids: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    first_is_day: bool | None = None

    def of(self, column: Column, written: str) -> str:
        """Give the id or the day a cell means; what is not understood stays as it is, to be reported."""
        if column.kind is Kind.DATE:
            return self._day(written)
        if column.key == "person" and fold(written).strip("()") in _VACANT_WORDS:
            return VACANT
        named = self.ids.get(column.offers, {})
        found = named.get(_letters(written), frozenset())
        return next(iter(found)) if len(found) == 1 else written

    def _day(self, written: str) -> str:
        ours = our_date(written, first_is_day=self.first_is_day)
        if not ours:
            return ours
        try:
            read_date(ours)
        except DateError:
            return written
        return ours


def meanings(grids: Iterable[Grid], tables: Mapping[str, Table]) -> Meanings:
    """Gather the names of a workbook and the way its days are written."""
    ids = {key: _named(tables[key]) for key in ("places", "persons") if key in tables}
    for grid in grids:
        ids |= _office_list(grid)
    dates = [
        table.text(row, cell)
        for table in tables.values()
        for column in table.sheet.columns
        if column.kind is Kind.DATE
        for cell in column.cells
        for row in table.rows
    ]
    return Meanings(ids, day_first(dates, by_language=_is_vietnamese(tables)))


def _named(table: Table) -> dict[str, frozenset[str]]:
    return _gathered((table.text(row, "id").strip(), table.text(row, "name")) for row in table.rows)


def _office_list(grid: Grid) -> dict[str, dict[str, frozenset[str]]]:
    """Read the list of offices that a template carries for its readers."""
    columns = {text.strip(): column for column, text in grid.row(1).items()}
    if not columns.keys() >= _OFFICE_LIST:
        return {}
    rows = (grid.row(number) for number in sorted(grid.rows) if number > 2)
    cells = ((row.get(columns["offices.id"], ""), row.get(columns["offices.name"], "")) for row in rows)
    return {"offices": _gathered(cells)}


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """List the ids each name may stand for; an id always stands for itself."""
    listed = [(identity, name) for identity, name in pairs if identity]
    named: dict[str, frozenset[str]] = {}
    short: dict[str, frozenset[str]] = {}  # names as far as their first comma
    for identity, name in listed:
        for names, said in ((named, _letters(name)), (short, _letters(name.partition(",")[0]))):
            if said:
                names[said] = names.get(said, frozenset()) | {identity}
    return short | named | {_letters(identity): frozenset({identity}) for identity, _ in listed}


def _is_vietnamese(tables: Mapping[str, Table]) -> bool:
    titles = {key: sheet_title(key) for key in tables}
    return any(
        fold(table.grid.title) == fold(titles[key].vi) != fold(titles[key].en)
        for key, table in tables.items()
    )


def _letters(text: str) -> str:
    """Compare names by letters alone, without marks.

    >>> _letters(" Chủ  tịch UBND xã ")
    'chu tich ubnd xa'
    """
    parts = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")
