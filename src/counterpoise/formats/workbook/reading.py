"""Turn the sheets of a workbook into the files of a case, so that every check of the folder runs on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_files import own_frameworks, read_files
from counterpoise.formats.case_files.csv_rows import table_text
from counterpoise.formats.case_files.yaml_data import Data, flow, scalar
from counterpoise.formats.case_folder.csv_tables import TABLES
from counterpoise.formats.workbook.cells import CellError, read_cells, tidy
from counterpoise.formats.workbook.drafts import Draft, translated
from counterpoise.formats.workbook.grids import Grid, Placed
from counterpoise.formats.workbook.meaning import Meanings, meanings
from counterpoise.formats.workbook.opening import open_grids
from counterpoise.formats.workbook.recognising import Attached, Table, fold, recognised
from counterpoise.formats.workbook.sheets import (
    CASE_FILE,
    COMPLETE,
    DOCUMENTS,
    EMPTY_TEXTS,
    SHEETS,
    Column,
    Kind,
    Sheet,
    sheets_of,
)
from counterpoise.formats.workbook.titles import sheet_title

_FILL = Text("điền vào ô này", "fill it in")
_EMPTY = Text("ô trống", "the cell is empty")


@dataclass(slots=True)
class Found:
    """What a workbook holds: tables by key, texts of files, and the problems met so far."""

    path: Path
    tables: dict[str, Table] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unmerged: set[Placed] = field(default_factory=set)
    meant: Meanings = field(default_factory=Meanings)

    @property
    def files(self) -> dict[str, str]:
        """Give the texts of the files, with the frameworks that lie beside the workbook."""
        return own_frameworks({name: draft.text for name, draft in self.drafts.items()}, self.path.parent)

    def titles(self) -> dict[str, str]:
        """Name the sheet of each file."""
        return {
            file: self.tables[sheet.key].grid.title
            for file in [table.file for table in TABLES] + [file for file, _ in DOCUMENTS]
            for sheet in reversed(sheets_of(file))
            if sheet.key in self.tables
        }


def read_files_of(path: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Give the files a valid workbook stands for, and the problems that do not stop it."""
    found = _found(path)
    _, problems = _checked(found)
    return found.files, problems


def read_with_warnings(path: Path) -> tuple[Case, tuple[Problem, ...]]:
    """Read the case a workbook holds and the problems that do not stop it."""
    return _checked(_found(path))


def _checked(found: Found) -> tuple[Case, tuple[Problem, ...]]:
    case = None
    if CASE_FILE not in found.drafts:
        raise CaseError(tuple(found.problems))
    try:
        case, problems = read_files(found.files, name=found.path.stem)
    except CaseError as refusal:
        problems = refusal.problems
    more = translated(problems, found.drafts, found.titles())
    listed = (*found.problems, *(problem for problem in more if not _is_told(problem, found)))
    if case is None or any(problem.fatal for problem in listed):
        raise CaseError(listed)
    return _with_rows(case, found), listed


def _with_rows(case: Case, found: Found) -> Case:
    """Let every tenure say its row of the sheet instead of its line of the file."""
    draft = found.drafts.get(SHEETS["tenures"].file)
    if draft is None:
        return case
    rows = (replace(tenure, line=draft.place(tenure.line, "").row) for tenure in case.tenures)
    return replace(case, tenures=tuple(rows))


def _is_told(problem: Problem, found: Found) -> bool:
    """Tell whether the place of a problem is already known to be unreadable."""
    return problem.where in {known.where for known in found.problems} or any(
        f"{problem.where},".startswith(f"{row},") for row in found.unmerged
    )


def _found(path: Path) -> Found:
    found = Found(path)
    grids = open_grids(path)
    for grid in grids:
        what, problems = recognised(grid, path.name, [g.title for g in grids])
        found.problems += problems
        if isinstance(what, Table):
            _take(found, what)
        elif isinstance(what, Attached):
            _attach(found, what)
    if "case" not in found.tables:
        _note_no_case(found, grids)
        return found
    found.meant = meanings(grids, found.tables)
    for table in TABLES:
        _draft_table(found, SHEETS[table.file.partition(".")[0]])
    for file, _ in DOCUMENTS:
        _draft_document(found, file)
    _add_complete(found)
    return found


def _take(found: Found, table: Table) -> None:
    known = found.tables.setdefault(table.sheet.key, table)
    if known is not table:
        title = known.grid.title
        found.problems.append(
            Placed(table.book, table.grid.title).problem(
                Text(f"bảng này đã có ở trang “{title}”", f"the sheet “{title}” already holds this table"),
                Text("giữ lại một trang", "keep one of the two sheets"),
            )
        )
        return
    read = set(table.columns.values())
    for (row, column), (what, remedy) in sorted(table.grid.faults.items()):
        if row > table.head and column in read:
            cell = next(cell for cell, number in table.columns.items() if number == column)
            found.problems.append(table.at(row, cell).problem(what, remedy))
    for first, last, area in table.grid.merged:
        if last > table.head:
            found.problems.append(_merged(table, area))
            found.unmerged |= {table.at(row) for row in range(first, last + 1)}


def _merged(table: Table, area: str) -> Problem:
    return Placed(table.book, table.grid.title).problem(
        Text(f"các ô {area} bị gộp", f"the cells {area} are merged"),
        Text("bỏ gộp, rồi điền từng ô", "unmerge them and fill in each cell"),
    )


def _attach(found: Found, sheet: Attached) -> None:
    path = PurePosixPath(sheet.file.replace("\\", "/"))
    if not sheet.file or path.is_absolute() or ".." in path.parts or ":" in sheet.file:
        found.problems.append(
            sheet.place.problem(
                Text(f"“{sheet.file}” không phải là tên tệp", f"“{sheet.file}” is not the name of a file"),
                Text("ô A1 ghi như file:framework.yaml", "write cell A1 like file:framework.yaml"),
            )
        )
        return
    draft = found.drafts.setdefault(str(path), Draft(sheet.place))
    for number, line in enumerate(sheet.text.split("\n")[:-1], start=sheet.first):
        draft.add(line, Placed(sheet.place.book, sheet.place.sheet, number))


def _note_no_case(found: Found, grids: Iterable[Grid]) -> None:
    if any(problem.fatal for problem in found.problems):
        return
    title = sheet_title("case")
    listed = ", ".join(grid.title for grid in grids)
    found.problems.append(
        Placed(found.path.name, "").problem(
            Text(
                f"không có trang “{title.vi}”; có: {listed}",
                f"there is no sheet “{title.en}”; there are: {listed}",
            ),
            Text(
                "tạo mẫu bằng counterpoise new --workbook TỆP.xlsx",
                "make a template with counterpoise new --workbook FILE.xlsx",
            ),
        )
    )


def _draft_table(found: Found, sheet: Sheet) -> None:
    table = found.tables.get(sheet.key)
    if table is None or not table.rows:
        return
    filled = {cell for row in table.rows for cell in table.columns if table.text(row, cell).strip()}
    required = {column.key for column in sheet.columns if column.required and column.key != "place"}
    header = [cell for cell in sheet.cells if cell in table.columns and cell in filled | required]
    draft = found.drafts[sheet.file] = Draft(Placed(table.book, table.grid.title))
    draft.add(_line(header), table.at(table.head))
    for row in table.rows:
        cells = [str(_value(found, table, row, cell) or "") for cell in header]
        draft.add(_line(cells), table.at(row), table.around(row))


def _line(cells: list[str]) -> str:
    return table_text([cells]).removesuffix("\n")


def _value(found: Found, table: Table, row: int, cell: str) -> Data:
    column = table.sheet.column_of(cell)
    return None if column is None else _meant(found, column, (table.text(row, cell).strip(),))


def _meant(found: Found, column: Column, texts: tuple[str, ...]) -> Data:
    """Give what cells say, names turned into the ids they stand for and days into ours."""
    value = read_cells(column, texts)
    is_plain = isinstance(value, str) and column.kind in (Kind.TEXT, Kind.OFFICE, Kind.DATE)
    return found.meant.of(column, str(value)) if is_plain else value


def _draft_document(found: Found, file: str) -> None:
    sheets = [found.tables[sheet.key] for sheet in sheets_of(file) if sheet.key in found.tables]
    if file != CASE_FILE and not any(table.rows for table in sheets if not table.sheet.part_of):
        for table in sheets:
            _note_strays(found, table, known=())
        return
    draft = found.drafts[file] = Draft(Placed(found.path.name, sheets[0].grid.title))
    if file == CASE_FILE:
        draft.add("counterpoise: 1", Placed(found.path.name, sheets[0].grid.title))
        _draft_case(found, draft)
    for table in sheets:
        if table.sheet.key != "case" and not table.sheet.part_of and table.rows:
            _draft_list(found, draft, table)


def _draft_case(found: Found, draft: Draft) -> None:
    """Write the keys of the case: its sheet has one key in each row."""
    table = found.tables["case"]
    values, places = _case_cells(found, table)
    for column in table.sheet.columns:
        if column.key == COMPLETE:
            continue
        texts = tuple(tidy(column, values.get(cell, "")) for cell in column.cells)
        place = next((places[cell] for cell in column.cells if cell in places), table.at(table.head))
        try:
            value = _meant(found, column, texts)
        except CellError as error:
            found.problems.append(place.problem(error.what, error.remedy))
            continue
        if value is not None:
            draft.add(f"{scalar(column.key)}: {flow(value)}", place, {column.key: place})
        elif column.required:
            found.problems.append(place.problem(_EMPTY, _FILL))


def _case_cells(found: Found, table: Table) -> tuple[dict[str, str], dict[str, Placed]]:
    values: dict[str, str] = {}
    places: dict[str, Placed] = {}
    for row in table.rows:
        key = table.text(row, "key").strip() or _key_of(table.text(row, "label"))
        if key not in CASE_CELLS:
            near = get_close_matches(key, CASE_CELLS, n=1, cutoff=0.5)
            meant = (
                Text(f"có phải là “{near[0]}” không?", f"did you mean “{near[0]}”?") if near else Text("", "")
            )
            found.problems.append(
                table.at(row, "key").problem(Text(f"không có mục “{key}”", f"unknown entry “{key}”"), meant)
            )
        else:
            values[key], places[key] = table.text(row, "value"), _entry_at(table, row)
    return values, places


def _entry_at(table: Table, row: int) -> Placed:
    """Give the place of an entry, called by its label."""
    label = table.text(row, "label").strip() or table.text(row, "key").strip()
    return replace(table.at(row, "value"), heading=label)


def _key_of(label: str) -> str:
    """Find the key of an entry by its label, in either language."""
    for column in SHEETS["case"].columns:
        for cell in column.cells:
            said = column.heading_of(cell)
            if fold(label) in (fold(said.vi), fold(said.en)):
                return cell
    return label


def _draft_list(found: Found, draft: Draft, table: Table) -> None:
    indent = ""
    if table.sheet.inside:
        draft.add(f"{table.sheet.inside}:", table.at(table.head))
        indent = "  "
    parts = [t for t in found.tables.values() if t.sheet.part_of == table.sheet.key]
    seen: dict[str, None] = {}
    for row in table.rows:
        identity = table.text(row, "id").strip()
        first = identity not in seen
        seen[identity] = None
        if table.sheet.by_id:
            _draft_named(found, draft, table, row, indent)
            continue
        _draft_entry(found, draft, table, row, indent)
        for part in parts if first else ():
            _draft_part(found, draft, part, identity, f"{indent}  ")
    for part in parts:
        _note_strays(found, part, known=seen)


def _draft_entry(found: Found, draft: Draft, table: Table, row: int, indent: str) -> None:
    fields = _fields(found, table, row)
    if not fields:
        draft.add(f"{indent}- {{}}", table.at(row), table.around(row))
    for number, (key, value, place) in enumerate(fields):
        mark = "- " if number == 0 else "  "
        draft.add(f"{indent}{mark}{scalar(key)}: {flow(value)}", place, table.around(row))


def _draft_named(found: Found, draft: Draft, table: Table, row: int, indent: str) -> None:
    identity = table.text(row, "id").strip()
    if not identity:
        found.problems.append(table.at(row, "id").problem(_EMPTY, _FILL))
        return
    fields = [(key, value, place) for key, value, place in _fields(found, table, row) if key != "id"]
    draft.add(
        f"{indent}{scalar(identity)}:" + ("" if fields else " {}"), table.at(row, "id"), table.around(row)
    )
    for key, value, place in fields:
        draft.add(f"{indent}  {scalar(key)}: {flow(value)}", place, table.around(row))


def _draft_part(found: Found, draft: Draft, part: Table, identity: str, indent: str) -> None:
    rows = [row for row in part.rows if part.text(row, "of").strip() == identity]
    if rows:
        draft.add(f"{indent}{part.sheet.inside}:", part.at(part.head))
    for row in rows:
        fields = [(key, value) for key, value, _ in _fields(found, part, row) if key != "of"]
        draft.add(f"{indent}  - {flow(dict(fields))}", part.at(row), part.around(row))


def _note_strays(found: Found, part: Table, *, known: Iterable[str]) -> None:
    names = list(known)
    for row in part.rows if part.sheet.part_of else ():
        name = part.text(row, "of").strip()
        if name in names:
            continue
        near = get_close_matches(name, names, n=1)
        title = sheet_title(part.sheet.part_of)
        remedy = (
            Text(f"có phải là “{near[0]}” không?", f"did you mean “{near[0]}”?")
            if near
            else Text(f"ghi một mã ở trang “{title.vi}”", f"write an id of the sheet “{title.en}”")
        )
        what = Text(f"không có “{name}”", f"unknown “{name}”") if name else _EMPTY
        found.problems.append(part.at(row, "of").problem(what, remedy))


def _fields(found: Found, table: Table, row: int) -> list[tuple[str, Data, Placed]]:
    fields: list[tuple[str, Data, Placed]] = []
    for column in table.sheet.columns:
        texts = tuple(tidy(column, table.text(row, cell)) for cell in column.cells)
        cell = next((c for c, text in zip(column.cells, texts, strict=True) if text), column.cells[0])
        try:
            value = _meant(found, column, texts)
        except CellError as error:
            found.problems.append(table.at(row, cell).problem(error.what, error.remedy))
            continue
        if value is not None:
            fields.append((column.key, value, table.at(row, cell)))
    return fields


def _add_complete(found: Found) -> None:
    """Write the tables that are there although they are empty."""
    table = found.tables["case"]
    heads = {t.file.partition(".")[0]: (t.file, ",".join(t.columns)) for t in TABLES}
    heads |= {file.partition(".")[0]: (file, text.rstrip("\n")) for file, text in EMPTY_TEXTS.items()}
    column = next(column for column in table.sheet.columns if column.key == COMPLETE)
    for row in table.rows:
        if (table.text(row, "key").strip() or _key_of(table.text(row, "label"))) != COMPLETE:
            continue
        names = read_cells(column, (table.text(row, "value").strip(),)) or []
        for name in names if isinstance(names, list) else [names]:
            _add_one(found, str(name), heads, _entry_at(table, row))


def _add_one(found: Found, name: str, heads: Mapping[str, tuple[str, str]], place: Placed) -> None:
    if name not in heads:
        near = get_close_matches(name, heads, n=1)
        listed = near[0] if near else ", ".join(heads)
        found.problems.append(
            place.problem(
                Text(f"không có bảng “{name}”", f"unknown table “{name}”"),
                Text(f"chọn: {listed}", f"choose: {listed}"),
            )
        )
        return
    file, text = heads[name]
    if file not in found.drafts:
        found.drafts[file] = Draft(place)
        found.drafts[file].add(text, place)


CASE_CELLS = SHEETS["case"].cells
