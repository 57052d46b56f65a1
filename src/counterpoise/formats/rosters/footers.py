"""Read and write the footer of a Parquet file: a Thrift record in the compact protocol, kept as plain values.

Source: Apache Thrift, thrift-compact-protocol.md; Apache Parquet, parquet.thrift. Only what footers are made of is
known here: records, lists, whole numbers, texts, yes and no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

YES, NO, BYTE, SHORT, INT, LONG, DOUBLE, TEXT, LIST, SET, MAP, RECORD = range(1, 13)

Record = dict[int, tuple[int, Any]]
"""The fields of a record by number: the kind of each, and its value."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose entries are all of one kind."""

    kind: int
    entries: tuple[Any, ...]


class FooterError(ValueError):
    """Say that a footer holds what no footer of Parquet is made of."""


def read_record(content: bytes) -> Record:
    """Read a record."""
    return _Reader(content).record()


def written_record(record: Record) -> bytes:
    """Write a record."""
    return b"".join(_record(record))


class _Reader:
    """Reads one value after another."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def record(self) -> Record:
        fields: Record = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else _folded(self._count())
            kind = head & 15
            fields[number] = kind, kind == YES if kind in (YES, NO) else self._value(kind)
        return fields

    def _value(self, kind: int) -> Any:
        match kind:
            case 1 | 2:  # in a list; a field of a record has its answer in its kind
                return self._byte() == YES
            case 3:
                return self._byte()
            case 4 | 5 | 6:
                return _folded(self._count())
            case 8:
                return self._bytes(self._count())
            case 9:
                return self._listed()
            case 12:
                return self.record()
            case _:
                raise FooterError(f"kind {kind}")

    def _listed(self) -> Listed:
        head = self._byte()
        count = head >> 4 if head >> 4 < 15 else self._count()
        return Listed(head & 15, tuple(self._value(head & 15) for _ in range(count)))

    def _byte(self) -> int:
        return self._bytes(1)[0]

    def _bytes(self, count: int) -> bytes:
        found = self._content[self._at : self._at + count]
        if len(found) < count:
            raise FooterError("too short")
        self._at += count
        return found

    def _count(self) -> int:
        found = shift = 0
        while (byte := self._byte()) & 128:
            found |= (byte & 127) << shift
            shift += 7
        return found | byte << shift


def _record(record: Record) -> Iterator[bytes]:
    before = 0
    for number, (kind, value) in record.items():
        step = number - before
        before = number
        shown = (YES if value else NO) if kind in (YES, NO) else kind
        yield bytes([step << 4 | shown]) if 0 < step < 16 else bytes([shown]) + _number(number)
        if kind not in (YES, NO):
            yield from _value(kind, value)
    yield b"\0"


def _value(kind: int, value: Any) -> Iterator[bytes]:
    match kind:
        case 1 | 2:
            yield bytes([YES if value else NO])
        case 3:
            yield bytes([value])
        case 4 | 5 | 6:
            yield _number(value)
        case 8:
            yield _varint(len(value)) + value
        case 9:
            count = len(value.entries)
            yield (
                bytes([count << 4 | value.kind]) if count < 15 else bytes([240 | value.kind]) + _varint(count)
            )
            for entry in value.entries:
                yield from _value(value.kind, entry)
        case 12:
            yield from _record(value)
        case _:
            raise FooterError(f"kind {kind}")


def _folded(count: int) -> int:
    """Undo the folding by which small negative numbers stay short."""
    return count >> 1 ^ -(count & 1)


def _number(value: int) -> bytes:
    return _varint(value << 1 ^ value >> 63)


def _varint(count: int) -> bytes:
    found = bytearray()
    while count > 127:
        found.append(count & 127 | 128)
        count >>= 7
    found.append(count)
    return bytes(found)
