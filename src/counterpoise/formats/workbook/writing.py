"""Lay the files of a case out as sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_files.csv_rows import table_rows
from counterpoise.formats.case_files.yaml_data import Data, count_comments, is_map, parsed
from counterpoise.formats.case_folder.csv_tables import TABLES
from counterpoise.formats.workbook import titles
from counterpoise.formats.workbook.cells import OFFICE_AND_NAME, write_cells
from counterpoise.formats.workbook.grids import letter
from counterpoise.formats.workbook.recognising import FILE_MARK
from counterpoise.formats.workbook.saving import FIRST_ROW, LONGEST_CELL, ROOM, Head, Page, Value, book_bytes
from counterpoise.formats.workbook.sheets import (
    CASE_FILE,
    COMPLETE,
    DOCUMENTS,
    SHEETS,
    Column,
    Kind,
    Sheet,
    sheets_of,
)

_DAY = re.compile(
    r"(?:19(?!0[05])\d\d|[2-9]\d{3})-\d{2}-\d{2}"
)  # not 1900, which spreadsheets miscount, nor 1905
_WIDE = (Kind.LINES, Kind.LINES_IN_TWO_LANGUAGES, Kind.PAIRS, Kind.CITATIONS, Kind.ANY)
_LONG = ("name", "title", "says", "basis", "person", "office")
_TAB = "A6A6A6"


def write(files: Mapping[str, str], case: Case, *, language: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Give a workbook that reads back as the same case, and what could not come along."""
    layout = _Layout(files, case, language)
    pages = [_guide(language), *layout.tables(), *layout.attached(), layout.offices()]
    too_long = tuple(problem for page in pages for problem in _too_long(page))
    if too_long:
        raise CaseError(too_long)
    return book_bytes(pages), tuple(layout.left_out())


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lays out one case in one language."""

    files: Mapping[str, str]
    case: Case
    language: str

    def tables(self) -> list[Page]:
        """Lay out every table, empty ones too: they are there to be filled in."""
        rows: dict[str, list[tuple[Value, ...]]] = {key: [] for key in SHEETS}
        for table in TABLES:
            key = table.file.partition(".")[0]
            rows[key] = self._table_rows(SHEETS[key])
        for file, _ in DOCUMENTS:
            self._document_rows(file, rows)
        rows["case"] = self._case_rows(rows)
        return [self._page(sheet, rows[sheet.key]) for sheet in SHEETS.values()]

    def attached(self) -> list[Page]:
        """Lay out frameworks and other files of the case as text, one line in each row."""
        known = {table.file for table in TABLES} | {file for file, _ in DOCUMENTS}
        pages: list[Page] = []
        for file in sorted(self.files.keys() - known):
            is_framework = (
                "framework" in file or (parsed_map(self.files[file]) or {}).get("offices") is not None
            )
            title = (titles.FRAMEWORK_SHEET if is_framework else titles.ATTACHED_SHEET).of(self.language)
            count = sum(page.title.startswith(title) for page in pages)
            lines = self.files[file].replace("\r\n", "\n").removesuffix("\n").split("\n")
            head = Head(f"{FILE_MARK}{file}", file, width=120)
            pages.append(
                Page(
                    f"{title} {count + 1}" if count else title,
                    (head,),
                    tuple((line,) for line in lines),
                    _TAB,
                )
            )
        return pages

    def offices(self) -> Page:
        """List the offices to choose from."""
        words = ("id", "name", "kind", "seat")
        heads = [Head(f"offices.{w}", titles.heading("places", w).of(self.language), width=30) for w in words]
        heads[3] = replace(heads[3], is_text=False, width=8)
        heads.append(Head("offices.choice", titles.heading("tenures", "office").of(self.language), width=50))
        rows = [
            (office.id, office.name.of(self.language), office.level, office.seats, self._choice(office.id))
            for office in self._offices().values()
        ]
        return Page(titles.sheet_title("offices").of(self.language), tuple(heads), tuple(rows), _TAB)

    def left_out(self) -> Iterable[Problem]:
        """Say which comments stay behind."""
        for file, _ in DOCUMENTS:
            count = count_comments(self.files.get(file, ""))
            if count:
                yield Problem(
                    file,
                    Text(
                        f"ghi chú (#) không được đưa sang: {count}",
                        f"comments (#) not carried over: {count}",
                    ),
                    Text("", ""),
                    fatal=False,
                )

    def _offices(self) -> dict[str, _OfficeLine]:
        return {
            office.id: _OfficeLine(office.id, office.name, office.level, office.seats)
            for framework in self.case.frameworks
            for office in framework.offices.values()
        }

    def _choice(self, office: str) -> str:
        name = self._offices_named().get(office, "")
        return f"{office}{OFFICE_AND_NAME}{name}" if name and name != office else office

    def _offices_named(self) -> dict[str, str]:
        return {
            office.id: office.name.of(self.language)
            for framework in self.case.frameworks
            for office in framework.offices.values()
        }

    def _table_rows(self, sheet: Sheet) -> list[tuple[Value, ...]]:
        records = table_rows(self.files.get(sheet.file, ""), file=sheet.file)
        header = records[0][1] if records else []
        named = self._offices_named() if any(column.kind is Kind.OFFICE for column in sheet.columns) else {}
        rows: list[tuple[Value, ...]] = []
        for _, cells in records[1:]:
            given = dict(zip(header, cells, strict=False))
            rows.append(tuple(_value(column, given.get(column.key, ""), named) for column in sheet.columns))
        return rows

    def _document_rows(self, file: str, rows: dict[str, list[tuple[Value, ...]]]) -> None:
        content = parsed(self.files.get(file, ""))
        for sheet in sheets_of(file):
            if sheet.key == "case" or sheet.part_of:
                continue
            for entry in _entries(content, sheet):
                rows[sheet.key].append(_row(sheet, entry))
                for part in sheets_of(file):
                    if part.part_of == sheet.key:
                        rows[part.key] += [_row(part, piece) for piece in _parts(entry, part)]

    def _case_rows(self, rows: Mapping[str, list[tuple[Value, ...]]]) -> list[tuple[Value, ...]]:
        entry = parsed_map(self.files.get(CASE_FILE, "")) or {}
        empty: list[Data] = [
            file.partition(".")[0]
            for file in (*(table.file for table in TABLES), *(file for file, _ in DOCUMENTS))
            if file in self.files
            and not any(rows[sheet.key] for sheet in sheets_of(file))
            and file != CASE_FILE
        ]
        lines = []
        for column in SHEETS["case"].columns:
            texts = write_cells(column, empty if column.key == COMPLETE else entry.get(column.key))
            for cell, text in zip(column.cells, texts, strict=True):
                lines.append((cell, column.heading_of(cell).of(self.language), _value(column, text, {})))
        return list(lines)

    def _page(self, sheet: Sheet, rows: list[tuple[Value, ...]]) -> Page:
        title = sheet.title.of(self.language)
        if sheet.key == "case":
            heads = [
                Head(f"case.{key}", said.of(self.language), width=width)
                for (key, said), width in zip(sheet.heads.items(), (14, 34, 90), strict=True)
            ]
            return Page(title, tuple(heads), tuple(rows), hidden_columns=(1,))
        return Page(
            title,
            tuple(self._head(sheet, column, cell) for column in sheet.columns for cell in column.cells),
            tuple(rows),
        )

    def _head(self, sheet: Sheet, column: Column, cell: str) -> Head:
        notes = [column.note.of(self.language)]
        if column.kind.value in titles.HOW_TO_WRITE:
            notes.append(titles.HOW_TO_WRITE[column.kind.value].of(self.language))
        note = "\n".join(filter(None, notes))
        star = " *" if column.required else ""
        wide = 46 if column.kind in _WIDE else 32 if column.key in _LONG else 16
        return Head(
            f"{sheet.key}.{cell}",
            column.heading_of(cell).of(self.language) + star,
            note[:1].upper() + note[1:],
            wide,
            column.kind not in (Kind.DATE, Kind.NUMBER),
            self._choices(column),
            column.note.of(self.language),
        )

    def _choices(self, column: Column) -> str:
        if column.key == "kind" and column.kind is Kind.TEXT and not column.choices and column.required:
            levels = dict.fromkeys(level for framework in self.case.frameworks for level in framework.levels)
            return _inline(tuple(levels))
        if column.choices:
            return _inline(column.choices)
        if not column.offers or column.kind not in (Kind.TEXT, Kind.OFFICE):
            return ""
        title = titles.sheet_title(column.offers).of(self.language)
        if column.offers == "offices":
            which, count = 5 if column.kind is Kind.OFFICE else 1, len(self._offices())
        else:
            which, count = 1, ROOM
        return f"'{title}'!${letter(which)}${FIRST_ROW}:${letter(which)}${FIRST_ROW + max(1, count) - 1}"


@dataclass(frozen=True, slots=True)
class _OfficeLine:
    id: str
    name: Text
    level: str
    seats: int


def parsed_map(text: str) -> dict[str, Data] | None:
    """Read YAML that holds a map; give nothing for anything else."""
    value = parsed(text) if text else None
    return value if is_map(value) else None


def _inline(words: tuple[str, ...]) -> str:
    listed = ",".join(words)
    return f'"{listed}"' if words and len(listed) < 250 else ""


def _entries(content: Data, sheet: Sheet) -> list[dict[str, Data]]:
    inside = content.get(sheet.inside) if is_map(content) and sheet.inside else content
    if sheet.by_id:
        named = inside if is_map(inside) else {}
        return [{"id": key, **(value if is_map(value) else {})} for key, value in named.items()]
    return [entry for entry in inside if is_map(entry)] if isinstance(inside, list) else []


def _parts(entry: dict[str, Data], part: Sheet) -> list[dict[str, Data]]:
    pieces = entry.get(part.inside)
    listed = pieces if isinstance(pieces, list) else []
    return [{"of": entry.get("id"), **piece} for piece in listed if is_map(piece)]


def _row(sheet: Sheet, entry: dict[str, Data]) -> tuple[Value, ...]:
    cells: list[Value] = []
    for column in sheet.columns:
        cells += [_value(column, text, {}) for text in write_cells(column, entry.get(column.key))]
    return tuple(cells)


def _value(column: Column, text: str, offices: Mapping[str, str]) -> Value:
    """Give a date, a number or a text: whichever reads back as the same text."""
    if column.kind is Kind.DATE and _DAY.fullmatch(text):
        return date.fromisoformat(text)
    if column.kind is Kind.NUMBER and text.isascii():
        if text.isdigit() and len(text) < 15 and str(int(text)) == text:
            return int(text)
        if re.fullmatch(r"0\.\d{1,12}", text) and repr(float(text)) == text:
            return float(text)
    name = offices.get(text, "")
    if column.kind is Kind.OFFICE and name and name != text:
        return f"{text}{OFFICE_AND_NAME}{name}"
    return text.replace("\r\n", "\n")


def _too_long(page: Page) -> Iterable[Problem]:
    for number, row in enumerate(page.rows, start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                yield Problem(
                    f"{page.title}!{letter(column)}{number}",
                    Text(
                        f"ô có {len(value)} ký tự; bảng tính chỉ chứa {LONGEST_CELL}",
                        f"the cell has {len(value)} characters; a workbook holds {LONGEST_CELL}",
                    ),
                    Text(
                        "rút ngắn, hoặc chia thành nhiều dòng", "shorten it, or divide it into several rows"
                    ),
                )


def _guide(language: str) -> Page:
    lines = [(line.of(language),) for line in titles.GUIDE]
    head = Head("guide", titles.sheet_title("guide").of(language), width=110)
    return Page(titles.sheet_title("guide").of(language), (head,), tuple(lines), _TAB)
