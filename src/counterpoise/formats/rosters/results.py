"""Write what a sweep tells as Parquet: one table of answers, one of findings; see docs/reference/sweep.md.

What is told comes as columns of numbers beside short lists of distinct answers and findings (the protocols below),
so that a national table is written without a record for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

Integers = npt.NDArray[np.int64]

READINGS = ("paper", "ties", "practice")
SEVERITIES = ("info", "warning", "error", "critical")


class Rows(Protocol):
    """Columns of numbers of a told table; see `counterpoise.analysis.sweep.telling`."""

    @property
    def place(self) -> Integers: ...

    @property
    def base(self) -> Integers: ...


@dataclass(frozen=True, slots=True)
class Tables:
    """The two tables of a part, as Parquet."""

    answers: bytes
    findings: bytes


_WORD = pa.dictionary(pa.int32(), pa.string())
_PERSONS = pa.list_(_WORD)
_SETS = pa.list_(_PERSONS)


def tables_of(chapter: Any, *, matters: Sequence[str], power: bool, sets: bool) -> Tables:
    """Write both tables of one chapter."""
    people = _People(chapter)
    answers = _answers(chapter, people, matters, power=power, sets=sets)
    return Tables(_written(answers), _written(_findings(chapter, people)))


class _People:
    """Persons of rows by their local numbers, as a dictionary of names."""

    def __init__(self, chapter: Any) -> None:
        self.names = pa.array(chapter.names, type=pa.string())
        self._people = chapter.people

    def of(self, base: Integers, local: Integers) -> pa.Array:
        """Name the persons of some local numbers."""
        codes = self._people[base + local] if len(base) else np.zeros(0, dtype=np.int64)
        return pa.DictionaryArray.from_arrays(pa.array(codes, type=pa.int32()), self.names)


def _answers(chapter: Any, people: _People, matters: Sequence[str], *, power: bool, sets: bool) -> pa.Table:
    rows, told = chapter.answers, chapter.answers.told
    spread = _Spread(rows.answer, rows.base, people)
    columns: dict[str, pa.Array] = {
        "place": _words(rows.place, chapter.places),
        "matter": _words(rows.matter, matters),
        "without_arrangement": pa.array(rows.side == 1),
        "reading": _words(rows.reading, READINGS),
        "exact": spread.plain([one.exact for one in told], pa.bool_()),
        "method": spread.word([one.method for one in told]),
        "unnamed": spread.plain([one.unnamed for one in told], pa.int32()),
        "capture_number": spread.plain([one.capture_number for one in told], pa.int32()),
        "capture_sets_total": spread.word([_digits(one.capture_sets_total) for one in told]),
        "blocking_number": spread.plain([one.blocking_number for one in told], pa.int32()),
        "blocking_sets_total": spread.word([_digits(one.blocking_sets_total) for one in told]),
        "capture_probability": spread.plain([one.capture_probability for one in told], pa.float64()),
    }
    for name in ("capture_number", "blocking_number"):
        for end, which in (("low", 1), ("high", 2)):
            values = [_bound(one.bounds, name, which) for one in told]
            columns[f"{name}_{end}"] = spread.plain(values, pa.float64())
    columns["strongest"] = spread.person([_strongest(one.power) for one in told])
    columns["strongest_shapley_shubik"] = spread.plain(
        [max((p[3] for p in one.power), default=None) for one in told], pa.float64()
    )
    if sets:
        columns["capture_sets"] = spread.sets([one.capture_sets for one in told])
        columns["blocking_sets"] = spread.sets([one.blocking_sets for one in told])
    if power:
        columns["power"] = spread.power([one.power for one in told])
    columns["with_holder"] = spread.holders([one.with_holder for one in told])
    return pa.table(columns)


def _digits(total: int | None) -> str | None:
    return None if total is None else str(total)


def _bound(bounds: Sequence[tuple[str, Any, Any]], name: str, which: int) -> Any:
    for one in bounds:
        if one[0] == name:
            return one[which]
    return None


def _strongest(power: Sequence[tuple[int, float, float, float]]) -> tuple[int, ...]:
    return (max(power, key=lambda one: (one[3], -one[0]))[0],) if power else ()


def _findings(chapter: Any, people: _People) -> pa.Table:
    rows, told = chapter.findings, chapter.findings.told
    spread = _Spread(rows.finding, rows.base, people)
    because = [[(link[0], link[1], link[2]) for link in one.because] for one in told]
    return pa.table(
        {
            "place": _words(rows.place, chapter.places),
            "code": spread.word([one.code for one in told]),
            "severity": spread.word([SEVERITIES[one.severity] for one in told]),
            "capped_from": spread.word(
                [None if one.capped_from is None else SEVERITIES[one.capped_from] for one in told]
            ),
            "reading": spread.word([one.reading for one in told]),
            "matter": spread.word([one.matter for one in told]),
            "steps": spread.words([one.steps for one in told]),
            "persons": spread.persons([one.persons for one in told]),
            "offices": spread.words([one.offices for one in told]),
            "because": spread.structs(
                because,
                ("person", "moved_by", "how"),
                (None, pa.string(), pa.string()),
            ),
        }
    )


class _Spread:
    """Lay columns of distinct records out over rows, each row having the record of its number."""

    def __init__(self, kind: Integers, base: Integers, people: _People) -> None:
        self._kind = kind
        self._base = base
        self._people = people

    def plain(self, values: Sequence[Any], kind: pa.DataType) -> pa.Array:
        """Give each row its value."""
        return pa.array(values, type=kind).take(pa.array(self._kind))

    def word(self, values: Sequence[str | None]) -> pa.Array:
        """Give each row its word, each distinct one stored once."""
        known = [value for value in dict.fromkeys(values) if value is not None]
        number = {value: at for at, value in enumerate(known)}
        codes = pa.array([None if v is None else number[v] for v in values], type=pa.int32())
        return pa.DictionaryArray.from_arrays(
            codes.take(pa.array(self._kind)), pa.array(known, type=pa.string())
        )

    def words(self, lists: Sequence[Sequence[str]]) -> pa.Array:
        """Give each row its list of words."""
        column = pa.array([list(one) for one in lists], type=pa.list_(pa.string()))
        return column.take(pa.array(self._kind))

    def person(self, lists: Sequence[Sequence[int]]) -> pa.Array:
        """Give each row its one person, or nobody."""
        if not len(self._kind):
            return self._people.of(self._base, self._base)
        some = np.array([bool(one) for one in lists], dtype=bool)[self._kind]
        local = np.array([one[0] if one else 0 for one in lists], dtype=np.int64)
        codes = self._people.of(self._base, np.where(some, local[self._kind], 0))
        return pa.DictionaryArray.from_arrays(
            pa.array(codes.indices.to_numpy(), mask=~some), self._people.names
        )

    def persons(self, lists: Sequence[Sequence[int]]) -> pa.Array:
        """Give each row its list of persons."""
        rows, local, offsets = self._ragged(lists)
        return pa.ListArray.from_arrays(offsets, self._people.of(self._base[rows], local))

    def sets(self, lists: Sequence[Sequence[Sequence[int]]]) -> pa.Array:
        """Give each row its list of sets of persons."""
        outer, inner = self._nested([[tuple(one) for one in sets] for sets in lists])
        return pa.ListArray.from_arrays(outer, inner)

    def _nested(self, lists: Sequence[Sequence[Sequence[int]]]) -> tuple[pa.Array, pa.Array]:
        flat = [one for sets in lists for one in sets]
        numbers = iter(range(len(flat)))
        rows, which, outer = self._ragged([[next(numbers) for _ in sets] for sets in lists])
        inside = _Spread(which, self._base[rows], self._people)
        return outer, inside.persons(flat)

    def power(self, lists: Sequence[Sequence[tuple[int, float, float, float]]]) -> pa.Array:
        """Give each row the power of every person who has some."""
        kinds = (None, pa.float64(), pa.float64(), pa.float64())
        return self.structs(lists, ("person", "banzhaf", "banzhaf_absolute", "shapley_shubik"), kinds)

    def structs(
        self, lists: Sequence[Sequence[tuple[Any, ...]]], names: Sequence[str], kinds: Sequence[Any]
    ) -> pa.Array:
        """Give each row a list of records whose first field is a person."""
        flat = [one for records in lists for one in records]
        numbers = iter(range(len(flat)))
        rows, which, offsets = self._ragged([[next(numbers) for _ in records] for records in lists])
        local = np.array([one[0] for one in flat], dtype=np.int64)
        picked = pa.array(which)
        fields = [self._people.of(self._base[rows], local[which] if len(which) else which)]
        fields += [
            pa.array([one[at] for one in flat], type=kinds[at]).take(picked) for at in range(1, len(names))
        ]
        return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(fields, names=list(names)))

    def holders(self, lists: Sequence[Sequence[tuple[int, str, int | None, Any]]]) -> pa.Array:
        """Give each row the persons who fulfil an arrangement, with how many others each needs, and who."""
        flat = [one for records in lists for one in records]
        numbers = iter(range(len(flat)))
        rows, which, offsets = self._ragged([[next(numbers) for _ in records] for records in lists])
        local = np.array([one[0] for one in flat], dtype=np.int64)
        inside = _Spread(which, self._base[rows], self._people)
        picked = pa.array(which)
        fields = [
            self._people.of(self._base[rows], local[which] if len(which) else which),
            pa.array([one[1] for one in flat], type=pa.string()).take(picked),
            pa.array([one[2] for one in flat], type=pa.int32()).take(picked),
            inside.sets([one[3] for one in flat]),
        ]
        return pa.ListArray.from_arrays(
            offsets, pa.StructArray.from_arrays(fields, names=["person", "arrangement", "others", "sets"])
        )

    def _ragged(self, lists: Sequence[Sequence[int]]) -> tuple[Integers, Integers, pa.Array]:
        starts = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64)
        flat = np.array([number for one in lists for number in one], dtype=np.int64)
        lengths = np.diff(starts)[self._kind] if len(lists) else np.zeros(0, dtype=np.int64)
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        rows = np.repeat(np.arange(len(lengths)), lengths)
        within = np.arange(total) - np.repeat(ends - lengths, lengths)
        picked = flat[starts[self._kind][rows] + within] if total else np.zeros(0, dtype=np.int64)
        return rows, picked, pa.array(np.concatenate([[0], ends]), type=pa.int32())


def _words(codes: Integers, words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(codes, type=pa.int32(), mask=codes < 0), pa.array(list(words), type=pa.string())
    )


def _written(table: pa.Table) -> bytes:
    """Write a table as Parquet."""
    content = pa.BufferOutputStream()
    pq.write_table(table, content, compression="zstd")
    return cast(bytes, content.getvalue().to_pybytes())


def join(parts: Iterable[Path], path: Path) -> int:
    """Put tables one after another into one file, row group by row group, and count the rows."""
    count = 0
    writer: pq.ParquetWriter | None = None
    try:
        for part in parts:
            with pq.ParquetFile(part) as file:
                for group in range(file.num_row_groups):
                    table = file.read_row_group(group)
                    if writer is None:
                        writer = pq.ParquetWriter(path, table.schema, compression="zstd")
                    writer.write_table(table.cast(writer.schema))
                    count += table.num_rows
    finally:
        if writer is not None:
            writer.close()
    return count
