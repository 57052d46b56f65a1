"""Put Parquet files of one layout one behind another: their content is copied as it is, and one footer written for all.

A footer says of each piece of a column where in the file it begins. Behind other files a piece begins later by as much
as stands before; nothing else of it changes, so that no row is read and none written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from counterpoise.formats.rosters.footers import (
    LIST,
    LONG,
    RECORD,
    SHORT,
    FooterError,
    Listed,
    Record,
    read_record,
    written_record,
)

_MARK = b"PAR1"
_END = 8
"""The last bytes of a file: the length of the footer, and the mark again."""

_PIECE = 1 << 20

# Fields by their numbers in parquet.thrift: of a file, of a group of rows, of a column in it.
_SCHEMA, _ROWS, _GROUPS = 2, 3, 4
_COLUMNS, _COUNT, _GROUP_BEGINS, _ORDINAL = 1, 3, 5, 7
_PAGES = 3
_COLUMN_BEGINS = (2, 4, 6)
"""Where a column is described once more, and where its two indexes begin."""
_PAGES_BEGIN = (9, 10, 11, 14)
"""Where the pages of a column begin: those of data, of an index, of the dictionary, of a Bloom filter."""


def join(parts: Iterable[Path], path: Path) -> int:
    """Put tables one after another into one file and count the rows."""
    with joining(path) as whole:
        for part in parts:
            whole.add(part)
        return whole.finish()


@contextmanager
def joining(path: Path) -> Iterator[Joined]:
    """Begin a file that tables are added to as they come; it is whole when it is finished."""
    with path.open("wb") as whole:
        yield Joined(whole)


class Joined:
    """Tables put one after another, of which each is copied when it is added."""

    def __init__(self, whole: BinaryIO) -> None:
        self._whole = whole
        self._first: Record = {}
        self._groups: list[Record] = []
        whole.write(_MARK)

    def add(self, part: Path) -> None:
        """Put a table behind the others."""
        with part.open("rb") as file:
            footer, length = _footer(file)
            self._first = self._first or footer
            if footer[_SCHEMA] != self._first[_SCHEMA]:
                raise FooterError(f"{part.name}: other columns than in the first part")
            self._groups += _moved(footer, self._whole.tell() - len(_MARK), len(self._groups))
            _copied(file, self._whole, length)

    def finish(self) -> int:
        """Write the footer of all and count the rows."""
        rows = sum(int(group[_COUNT][1]) for group in self._groups)
        listed = Listed(RECORD, tuple(self._groups))
        content = written_record({**self._first, _ROWS: (LONG, rows), _GROUPS: (LIST, listed)})
        self._whole.write(content + len(content).to_bytes(4, "little") + _MARK)
        return rows


def _copied(file: BinaryIO, whole: BinaryIO, length: int) -> None:
    file.seek(len(_MARK))
    while length:
        piece = file.read(min(length, _PIECE))
        whole.write(piece)
        length -= len(piece)


def _footer(file: BinaryIO) -> tuple[Record, int]:
    """Read the footer of a file, and say how many bytes of rows stand between the mark and it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END))
    end = file.read()
    length = int.from_bytes(end[:4], "little")
    begins = size - _END - length
    if end[4:] != _MARK or begins < len(_MARK):
        raise FooterError("no whole Parquet file")
    file.seek(begins)
    return read_record(file.read(length)), begins - len(_MARK)


def _moved(footer: Record, by: int, number: int) -> Iterator[Record]:
    """Give the groups of rows of a file that begins later by so many bytes, numbered on."""
    for ordinal, group in enumerate(footer[_GROUPS][1].entries, number):
        columns = tuple(_column(column, by) for column in group[_COLUMNS][1].entries)
        moved = {**_later(group, (_GROUP_BEGINS,), by), _COLUMNS: (LIST, Listed(RECORD, columns))}
        if _ORDINAL in group:
            moved[_ORDINAL] = SHORT, ordinal
        yield moved


def _column(column: Record, by: int) -> Record:
    pages = _later(column[_PAGES][1], _PAGES_BEGIN, by)
    return {**_later(column, _COLUMN_BEGINS, by), _PAGES: (RECORD, pages)}


def _later(record: Record, fields: Sequence[int], by: int) -> Record:
    """Move the beginnings a record names; none is told by 0."""
    return {
        number: (kind, value + by if number in fields and value else value)
        for number, (kind, value) in record.items()
    }
