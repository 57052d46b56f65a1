"""The sheets of a workbook and their columns, drawn from the tables and keys that the case folder has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterpoise.domain.words import Text
from counterpoise.formats.case_folder.csv_tables import TABLES, Table
from counterpoise.formats.case_folder.fields import (
    ARRANGEMENTS,
    CASE,
    CITATION,
    EVIDENCE,
    EXCEPTIONS,
    REGULATIONS,
    REVIEWS,
)
from counterpoise.formats.case_folder.scalars import END_DATE, EXACT_DAY, PARTIAL_DATE, Localised, OneScalar
from counterpoise.formats.case_folder.shapes import (
    ByKind,
    Field,
    ListOf,
    MapOf,
    NameOf,
    OneOf,
    Record,
    Wrapped,
)
from counterpoise.formats.workbook import titles


class Kind(StrEnum):
    """What a cell of a column says, and how."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    OFFICE = "office"
    TWO_LANGUAGES = "two languages"  # one cell for each language
    NAMES = "names"
    LINES = "lines"
    LINES_IN_TWO_LANGUAGES = "lines in two languages"
    PAIRS = "pairs"
    CITATIONS = "citations"
    ANY = "any"  # YAML in the cell


_BY_LANGUAGE = (Kind.TWO_LANGUAGES, Kind.LINES_IN_TWO_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Column:
    """One key of a table; `single` lists the words that stand alone where names are listed ("*": any one)."""

    key: str
    kind: Kind
    heading: Text
    note: Text
    required: bool = False
    choices: tuple[str, ...] = ()
    offers: str = ""
    single: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """List the keys of its cells: one, or one for each language."""
        return (f"{self.key}:vi", f"{self.key}:en") if self.kind in _BY_LANGUAGE else (self.key,)

    def heading_of(self, cell: str) -> Text:
        """Name one of its cells."""
        language = cell.partition(":")[2]
        if not language:
            return self.heading
        vi, en = titles.LANGUAGE_NAMES[language]
        return Text(f"{self.heading.vi} ({vi})", f"{self.heading.en} ({en})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the file it stands for, the key inside that file, and where it hangs when it is part of another."""

    key: str
    title: Text
    file: str
    columns: tuple[Column, ...]
    inside: str = ""
    by_id: bool = False
    part_of: str = ""

    def column_of(self, cell: str) -> Column | None:
        """Find the column a cell key belongs to."""
        return next((column for column in self.columns if cell in column.cells), None)

    @property
    def cells(self) -> tuple[str, ...]:
        """List the keys of all cells in order."""
        return tuple(cell for column in self.columns for cell in column.cells)

    @property
    def heads(self) -> dict[str, Text]:
        """Name the columns that stand side by side: those of a table, or key and value where keys go downwards."""
        if self.key == "case":
            return titles.CASE_HEADS
        return {cell: column.heading_of(cell) for column in self.columns for cell in column.cells}


CASE_FILE = "case.yaml"
DOCUMENTS: tuple[tuple[str, Any], ...] = (
    (CASE_FILE, CASE),
    ("arrangements.yaml", ARRANGEMENTS),
    ("regulations.yaml", REGULATIONS),
    ("evidence.yaml", EVIDENCE),
    ("exceptions.yaml", EXCEPTIONS),
    ("review.yaml", REVIEWS),
)
COMPLETE = "complete"  # a row of the case sheet: tables that are there although they are empty
_VERSION = "counterpoise"
_PARTS = {("arrangements", "places"): "pilots"}
_OFFERED = {"office": "offices", "place": "places", "parent": "places", "person": "persons", "a": "persons"}
_OFFERED |= {"b": "persons"}


def _stem(file: str) -> str:
    return file.partition(".")[0]


def _table_sheet(table: Table) -> Sheet:
    return Sheet(
        _stem(table.file),
        titles.sheet_title(_stem(table.file)),
        table.file,
        tuple(_table_column(_stem(table.file), key, key in table.required) for key in table.columns),
    )


def _table_column(sheet: str, key: str, required: bool) -> Column:
    kind = Kind.TEXT
    if key in ("from", "to"):
        kind = Kind.DATE
    elif key in ("seat", "compromise", "value"):
        kind = Kind.NUMBER
    elif key == "office":
        kind = Kind.OFFICE
    heading, note = titles.heading(sheet, key), titles.note(sheet, key)
    return Column(key, kind, heading, note, required, titles.choices(key), _OFFERED.get(key, ""))


def _document_sheets(file: str, shape: Any) -> list[Sheet]:
    if isinstance(shape, ListOf):
        entry: Any = shape.item
        return _record_sheets(_stem(file), file, entry)
    sheets: list[Sheet] = []
    for field in shape.fields:
        inner: Any = field.shape
        record = _record_of(inner)
        if record is not None:
            sheets += _record_sheets(
                field.name, file, record, inside=field.name, by_id=isinstance(inner, MapOf)
            )
    if file == CASE_FILE:
        sheets.insert(0, _case_sheet(shape))
    return sheets


def _case_sheet(shape: Record) -> Sheet:
    kept = [f for f in shape.fields if f.name != _VERSION and _record_of(f.shape) is None]
    complete = Column(
        COMPLETE, Kind.NAMES, titles.heading("case", COMPLETE), titles.note("case", COMPLETE), single=("*",)
    )
    return Sheet(
        "case", titles.sheet_title("case"), CASE_FILE, (*(_column("case", f) for f in kept), complete)
    )


def _record_of(shape: Any) -> Record | None:
    """Give the record a list or map holds: such a key becomes a sheet."""
    inner = shape.item if isinstance(shape, ListOf) else shape.value if isinstance(shape, MapOf) else None
    return inner if isinstance(inner, Record) else None


def _record_sheets(
    key: str, file: str, record: Record, *, inside: str = "", by_id: bool = False
) -> list[Sheet]:
    parts = [(f, _PARTS[key, f.name]) for f in record.fields if (key, f.name) in _PARTS]
    own = [_column(key, f) for f in record.fields if (key, f.name) not in _PARTS]
    if by_id:
        own.insert(
            0, Column("id", Kind.TEXT, titles.heading(key, "id"), titles.note(key, "id"), required=True)
        )
    sheets = [Sheet(key, titles.sheet_title(key), file, tuple(own), inside, by_id)]
    for field, name in parts:
        part: Any = field.shape
        link = Column("of", Kind.TEXT, titles.heading(name, "of"), titles.note(name, "of"), True, (), key)
        columns = (link, *(_column(name, f) for f in part.item.fields))
        sheets.append(Sheet(name, titles.sheet_title(name), file, columns, field.name, part_of=key))
    return sheets


def _column(sheet: str, field: Field) -> Column:
    kind, choices, single = _kind(field.shape)
    return Column(
        field.name,
        kind,
        titles.heading(sheet, field.name),
        field.says,
        field.required,
        choices,
        _OFFERED.get(field.name, ""),
        single,
    )


def _kind(shape: Any) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
    kind, choices, single = Kind.ANY, tuple[str, ...](), tuple[str, ...]()
    match shape:
        case Localised():
            kind = Kind.TWO_LANGUAGES
        case OneScalar():
            kind = Kind.DATE if shape in (PARTIAL_DATE, END_DATE, EXACT_DAY) else Kind.TEXT
        case NameOf():
            kind = Kind.TEXT
        case OneOf():
            kind, choices = Kind.TEXT, tuple(shape.words)
        case ListOf(item=NameOf()):
            kind = Kind.NAMES
        case ListOf(item=OneScalar()):
            kind = Kind.LINES
        case ListOf(item=Localised()):
            kind = Kind.LINES_IN_TWO_LANGUAGES
        case MapOf(value=NameOf()):
            kind = Kind.PAIRS
        case ByKind(mapping=Wrapped(item=record)) if record is CITATION:
            kind = Kind.CITATIONS
        case ByKind(scalar=OneOf() as word, sequence=ListOf(item=NameOf())):
            kind, single = Kind.NAMES, tuple(word.words)
        case ByKind(scalar=Wrapped(), sequence=ListOf(item=NameOf())):
            kind, single = Kind.NAMES, ("*",)
        case _:
            pass
    return kind, choices, single


_TABLES = {_stem(table.file): _table_sheet(table) for table in TABLES}
_DOCUMENTS = {sheet.key: sheet for file, shape in DOCUMENTS for sheet in _document_sheets(file, shape)}
_FIRST: tuple[str, ...] = (
    *("case", "places", "persons", "kin", "tenures", "arrangements", "pilots"),
    *("regulations", "reorganisations", "indicators", "evidence"),
)
_ALL = {**_TABLES, **_DOCUMENTS}

SHEETS: dict[str, Sheet] = {key: _ALL[key] for key in (*_FIRST, *(key for key in _ALL if key not in _FIRST))}
EMPTY_TEXTS = {
    file: "[]\n" if isinstance(shape, ListOf) else "{}\n" for file, shape in DOCUMENTS if file != CASE_FILE
}


def sheets_of(file: str) -> tuple[Sheet, ...]:
    """List the sheets a file becomes."""
    return tuple(sheet for sheet in SHEETS.values() if sheet.file == file)
