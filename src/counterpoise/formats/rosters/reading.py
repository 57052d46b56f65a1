"""Read the rows of a roster file, a piece at a time, as texts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_folder.problems import nearest

REQUIRED = ("place", "office", "person")
COLUMNS = ("place", "office", "seat", "person", "from", "to", "seats")
PARQUET = (".parquet", ".pq")
PIECE = 65_536

Cells = tuple[str, ...]
"""The cells of one row, in the order of COLUMNS; a column that is missing is empty."""


def rows_of(path: Path) -> Iterator[tuple[int, Cells]]:
    """Read every row with its number: in a CSV the line it starts on, in Parquet the row counted from 1."""
    if path.suffix.lower() in PARQUET:
        yield from _parquet(path)
    else:
        yield from _csv(path)


def _csv(path: Path) -> Iterator[tuple[int, Cells]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            at = _places_of(path, next(reader, []))
            line = reader.line_num + 1
            for cells in reader:
                if len(cells) > at.width:
                    raise _refused(
                        f"{path.name}, line {line}",
                        Text("dòng có nhiều ô hơn dòng tiêu đề", "the row has more cells than the header"),
                        Text("kiểm tra dấu phẩy và dấu ngoặc kép", "check commas and quotation marks"),
                    )
                if any(cells):
                    yield line, at.pick(cells)
                line = reader.line_num + 1
        except csv.Error as error:
            raise _refused(
                f"{path.name}, line {reader.line_num}",
                Text(f"không đọc được dòng này: {error}", f"the row cannot be read: {error}"),
                Text("kiểm tra dấu ngoặc kép", "check quotation marks"),
            ) from error
        except UnicodeDecodeError as error:
            raise _refused(
                path.name,
                Text("tệp không phải UTF-8", "the file is not UTF-8"),
                Text("lưu lại bằng mã UTF-8", "save it as UTF-8"),
            ) from error


class _Header:
    """Where each of our columns is in a table."""

    def __init__(self, at: Mapping[str, int], width: int) -> None:
        self._at = [at.get(column, -1) for column in COLUMNS]
        self.width = width

    def pick(self, cells: list[str]) -> Cells:
        """Put the cells of a row in our order."""
        count = len(cells)
        return tuple([cells[at].strip() if 0 <= at < count else "" for at in self._at])


def _places_of(path: Path, header: list[str]) -> _Header:
    """Find the columns, or say which are missing, strange or there twice."""
    names = [name.strip() for name in header]
    problems = [
        Problem(
            f"{path.name}, column {name or '?'}",
            Text(f"không có cột nào tên “{name}”", f"no column is called “{name}”"),
            nearest(name, COLUMNS),
        )
        for name in names
        if name not in COLUMNS
    ]
    problems += [
        Problem(
            f"{path.name}, column {name}",
            Text("cột này có hai lần", "the column is there twice"),
            Text("bỏ một cột", "leave one out"),
        )
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    problems += [
        Problem(
            f"{path.name}, column {name}",
            Text("thiếu cột này", "the column is missing"),
            Text(f"các cột: {', '.join(COLUMNS)}", f"the columns: {', '.join(COLUMNS)}"),
        )
        for name in REQUIRED
        if name not in names
    ]
    if problems:
        raise CaseError(tuple(problems))
    return _Header({name: at for at, name in enumerate(names)}, len(names))


def _parquet(path: Path) -> Iterator[tuple[int, Cells]]:
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowException as error:
        raise _refused(
            path.name,
            Text("đây không phải tệp Parquet đọc được", "this is no Parquet file that can be read"),
            Text("ghi lại tệp, hoặc dùng CSV", "write the file again, or use CSV"),
        ) from error
    with file:
        _places_of(path, file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=PIECE):
            columns = [_texts(batch, name) for name in COLUMNS]
            for cells in zip(*columns, strict=True):
                number += 1
                yield number, cells


def _texts(batch: pa.RecordBatch, name: str) -> list[str]:
    if name not in batch.schema.names:
        return [""] * batch.num_rows
    column = batch.column(name)
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.date32(), safe=False)
    return ["" if value is None else str(value).strip() for value in column.to_pylist()]


def _refused(where: str, what: Text, remedy: Text) -> CaseError:
    return CaseError((Problem(where, what, remedy),))
