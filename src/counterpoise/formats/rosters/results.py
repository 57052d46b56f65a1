"""Write what a sweep tells as Parquet: one table of answers, one of findings; see docs/reference/sweep.md.

What is told comes as columns of numbers beside short lists of distinct answers and findings, so that a national table
is written without a record for each row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.analysis.sweep.lists import numbers
from counterpoise.formats.rosters.arrays import flags, texts, words
from counterpoise.formats.rosters.spreading import People, Spread

READINGS = ("paper", "ties", "practice")
SEVERITIES = ("info", "warning", "error", "critical")

_DICTIONARY = 1 << 26
"""So many bytes of distinct names a part may hold: beyond it each name would be written out wherever it occurs."""


_BATCH = 1 << 16
"""So many values are written at a time: by the thousand, as is usual, takes a seventh longer."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The two tables of a part, as Parquet."""

    answers: bytes
    findings: bytes


def tables_of(chapter: Any, *, matters: Sequence[str], power: bool, sets: bool) -> Tables:
    """Write both tables of one chapter; see `counterpoise.analysis.sweep.telling` for what it holds."""
    people = People(chapter.names, chapter.people)
    answers = dict(_answers(chapter, people, matters, power=power, sets=sets))
    return Tables(_written(answers), _written(dict(_findings(chapter, people))))


def _answers(
    chapter: Any, people: People, matters: Sequence[str], *, power: bool, sets: bool
) -> Iterator[tuple[str, pa.Array]]:
    rows, told = chapter.answers, chapter.answers.told
    spread = Spread(rows.answer, rows.base, people)
    yield "place", _words(rows.place, chapter.places)
    yield "matter", _words(rows.matter, matters)
    yield "without_arrangement", flags(rows.side == 1)
    yield "reading", _words(rows.reading, READINGS)
    yield "exact", spread.flag(told.exact)
    yield "method", spread.word(told.method.tolist())
    yield "unnamed", spread.whole(told.unnamed)
    for name in ("capture", "blocking"):
        family = getattr(told, name)
        yield f"{name}_number", spread.whole(family.smallest)
        yield f"{name}_sets_total", spread.word(family.total.tolist(), none=-1)
    yield "capture_probability", spread.real(told.chance)
    yield from _bounds(told.bounds.tolist(), spread)
    yield "strongest", spread.person(told.strongest)
    yield "strongest_shapley_shubik", spread.real(told.share)
    if sets:
        yield "capture_sets", spread.sets(told.capture.sets)
        yield "blocking_sets", spread.sets(told.blocking.sets)
    if power:
        yield "power", spread.power(told.power)
    yield "with_holder", spread.holders(told.with_holder)


def _bounds(told: Sequence[Any], spread: Spread) -> Iterator[tuple[str, pa.Array]]:
    """Give the ends of what is known within bounds only; mostly everything is exact."""
    bounded = any(told)
    known = [{name: ends for name, *ends in one or ()} for one in told] if bounded else []
    for name in ("capture_number", "blocking_number"):
        for at, end in enumerate(("low", "high")):
            ends = np.array([one[name][at] if name in one else None for one in known], dtype=np.float64)
            yield f"{name}_{end}", spread.real(ends) if bounded else spread.nothing()


def _findings(chapter: Any, people: People) -> Iterator[tuple[str, pa.Array]]:
    rows, told = chapter.findings, chapter.findings.told
    spread = Spread(rows.finding, rows.base, people)
    yield "place", _words(rows.place, chapter.places)
    yield "code", spread.word([one.code for one in told])
    yield "severity", spread.word([SEVERITIES[one.severity] for one in told])
    capped = [None if one.capped_from is None else SEVERITIES[one.capped_from] for one in told]
    yield "capped_from", spread.word(capped)
    yield "reading", spread.word([one.reading for one in told])
    yield "matter", spread.word([one.matter for one in told])
    yield "steps", spread.words([one.steps for one in told])
    yield "persons", spread.persons(numbers([one.persons for one in told]))
    yield "offices", spread.words([one.offices for one in told])
    yield "because", spread.links([one.because for one in told])


def _words(codes: npt.NDArray[np.int64], known: Sequence[str]) -> pa.Array:
    return words(codes.astype(np.int32), texts(known), missing=codes < 0)


def _written(columns: dict[str, pa.Array]) -> bytes:
    """Write a table as Parquet; the least and greatest of a column are kept where somebody may look for rows by them."""
    table = pa.Table.from_arrays(list(columns.values()), names=list(columns))
    plain = [name for name in columns if not pa.types.is_nested(columns[name].type)]
    content = pa.BufferOutputStream()
    pq.write_table(
        table,
        content,
        compression="zstd",
        compression_level=1,
        write_statistics=plain,
        dictionary_pagesize_limit=_DICTIONARY,
        write_batch_size=_BATCH,
    )
    return cast(bytes, content.getvalue().to_pybytes())
