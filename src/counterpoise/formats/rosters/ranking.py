"""Write a ranking of places, as CSV or Parquet, whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.formats.rosters.reading import PARQUET

COLUMNS = ("rank", "place", "weight", "gained", "lost", "gained_matters", "lost_matters", "persons")


class Place(Protocol):
    """One place of a ranking."""

    @property
    def place(self) -> str: ...
    @property
    def gained(self) -> tuple[str, ...]: ...
    @property
    def lost(self) -> tuple[str, ...]: ...
    @property
    def weight(self) -> int: ...
    @property
    def persons(self) -> tuple[str, ...]: ...


def write_ranking(places: Sequence[Place], path: Path) -> None:
    """Write the places in their order; lists are lists in Parquet and separated by spaces in CSV."""
    beside = path.with_name(f".{path.name}.new")
    try:
        if path.suffix.lower() in PARQUET:
            _parquet(places, beside)
        else:
            _csv(places, beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _parquet(places: Sequence[Place], path: Path) -> None:
    listed = pa.list_(pa.string())
    table = pa.table(
        {
            "rank": pa.array(range(1, len(places) + 1), type=pa.int32()),
            "place": pa.array([one.place for one in places], type=pa.string()),
            "weight": pa.array([one.weight for one in places], type=pa.int32()),
            "gained": pa.array([len(one.gained) for one in places], type=pa.int32()),
            "lost": pa.array([len(one.lost) for one in places], type=pa.int32()),
            "gained_matters": pa.array([list(one.gained) for one in places], type=listed),
            "lost_matters": pa.array([list(one.lost) for one in places], type=listed),
            "persons": pa.array([list(one.persons) for one in places], type=listed),
        }
    )
    pq.write_table(table, path, compression="zstd")


def _csv(places: Sequence[Place], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for rank, one in enumerate(places, 1):
            writer.writerow(
                [
                    rank,
                    one.place,
                    one.weight,
                    len(one.gained),
                    len(one.lost),
                    " ".join(one.gained),
                    " ".join(one.lost),
                    " ".join(one.persons),
                ]
            )
