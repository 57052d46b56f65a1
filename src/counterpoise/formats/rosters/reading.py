"""Read a roster file a piece at a time: row by row as texts, or column by column as numbers of distinct texts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_folder.problems import nearest
from counterpoise.formats.rosters.arrays import Integers, numbers_in

REQUIRED = ("place", "office", "person")
COLUMNS = ("place", "office", "seat", "person", "from", "to", "seats")
PARQUET = (".parquet", ".pq")
PIECE = 65_536
"""Rows of a piece of Parquet."""
LINES = 8_192
"""Lines of a piece of CSV: fewer, since each is a list for a while."""

Cells = tuple[str, ...]
"""The cells of one row, in the order of COLUMNS; a column that is missing is empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a piece: which of some distinct texts each row has."""

    codes: Integers
    texts: tuple[str, ...]


def pieces_of(path: Path) -> Iterator[tuple[Column, ...]]:
    """Read the columns of a piece after another, in the order of COLUMNS; a column that is missing is empty."""
    if path.suffix.lower() in PARQUET:
        for batch in _batches(path):
            yield tuple(_column(batch, name) for name in COLUMNS)
    else:
        rows = _csv_rows(path)
        while piece := list(islice(rows, LINES)):
            columns = list(zip_longest(*[cells for *_, cells in piece], fillvalue=""))
            absent = ("",) * len(piece)
            order = piece[0][1].at
            yield tuple(_coded(columns[at] if 0 <= at < len(columns) else absent) for at in order)


def rows_of(path: Path) -> Iterator[tuple[int, Cells]]:
    """Read every row with its number: in a CSV the line it starts on, in Parquet the row counted from 1."""
    if path.suffix.lower() in PARQUET:
        pieces = (zip(*(_texts(batch, name) for name in COLUMNS), strict=True) for batch in _batches(path))
        yield from enumerate((cells for piece in pieces for cells in piece), 1)
    else:
        yield from ((line, at.pick(cells)) for line, at, cells in _csv_rows(path))


def _csv_rows(path: Path) -> Iterator[tuple[int, _Header, list[str]]]:
    """Read every row that is not empty, with the line it starts on."""
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
                if any(cells[:1]) or any(cells):
                    yield line, at, cells
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
        self.at = [at.get(column, -1) for column in COLUMNS]
        self.width = width

    def pick(self, cells: list[str]) -> Cells:
        """Put the cells of a row in our order."""
        count = len(cells)
        return tuple([cells[at].strip() if 0 <= at < count else "" for at in self.at])


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


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
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
        yield from file.iter_batches(batch_size=PIECE)


def _texts(batch: pa.RecordBatch, name: str) -> list[str]:
    if name not in batch.schema.names:
        return [""] * batch.num_rows
    return [text.strip() for text in _written(_dated(batch.column(name)))]


def _column(batch: pa.RecordBatch, name: str) -> Column:
    if name not in batch.schema.names:
        return _coded([""] * batch.num_rows)
    column = _dated(batch.column(name))
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        coded = column.dictionary_encode(null_encoding="encode")
    except pa.ArrowNotImplementedError:
        return _coded(_written(column))
    return _stripped(numbers_in(coded.indices), _written(coded.dictionary))


def _dated(column: pa.Array) -> pa.Array:
    return column.cast(pa.date32(), safe=False) if pa.types.is_timestamp(column.type) else column


def _written(column: pa.Array) -> list[str]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_string(column.type) and not column.null_count:
        return values
    return ["" if value is None else str(value) for value in values]


def _coded(texts: Sequence[str]) -> Column:
    number = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    codes = np.fromiter(map(number.__getitem__, texts), dtype=np.int32, count=len(texts))
    return _stripped(codes, list(number))


def _stripped(codes: Integers, texts: Sequence[str]) -> Column:
    """Leave out the spaces around texts; some may then be one."""
    bare = tuple(map(str.strip, texts))
    if len(set(bare)) == len(bare):
        return Column(codes, bare)
    number = {text: code for code, text in enumerate(dict.fromkeys(bare))}
    one = np.fromiter(map(number.__getitem__, bare), dtype=np.int32, count=len(bare))
    return Column(one[codes], tuple(number))


def _refused(where: str, what: Text, remedy: Text) -> CaseError:
    return CaseError((Problem(where, what, remedy),))
