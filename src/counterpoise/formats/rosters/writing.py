"""Write rosters, as CSV or Parquet by the ending of the name, a piece at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.formats.rosters.reading import COLUMNS, PARQUET, PIECE

Given = tuple[str, str, int, str, str, str, int | None]
"""One row, in the order of COLUMNS."""

_SCHEMA = pa.schema(
    [
        ("place", pa.string()),
        ("office", pa.string()),
        ("seat", pa.int32()),
        ("person", pa.string()),
        ("from", pa.date32()),
        ("to", pa.date32()),
        ("seats", pa.int32()),
    ]
)


def write_rosters(places: Iterable[Sequence[Given]], path: Path, *, kind: str) -> int:
    """Write rosters place by place and count the rows; `kind` is the ending of the name the file will have."""
    if kind.lower() in PARQUET:
        return _parquet(places, path)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for rows in places:
            writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
            count += len(rows)
    return count


def _parquet(places: Iterable[Sequence[Given]], path: Path) -> int:
    count = 0
    with pq.ParquetWriter(path, _SCHEMA, compression="zstd") as writer:
        for rows in _pieces(places):
            columns = list(zip(*rows, strict=True))
            for at in (4, 5):
                columns[at] = tuple(date.fromisoformat(day) if day else None for day in columns[at])
            arrays = [pa.array(c, type=field.type) for c, field in zip(columns, _SCHEMA, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=_SCHEMA))
            count += len(rows)
    return count


def _pieces(places: Iterable[Sequence[Given]]) -> Iterator[list[Given]]:
    piece: list[Given] = []
    for rows in places:
        piece.extend(rows)
        if len(piece) >= PIECE:
            yield piece
            piece = []
    if piece:
        yield piece
