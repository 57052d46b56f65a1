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

from counterpoise.formats.rosters.arrays import flags, texts, words
from counterpoise.formats.rosters.spreading import People, Share, Spread

READINGS = ("paper", "ties", "practice")
SEVERITIES = ("info", "warning", "error", "critical")

_DICTIONARY = 1 << 26
"""So many bytes of distinct names a part may hold: beyond it each name would be written out wherever it occurs."""


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
    spread = Spread(_short(rows.answer), _short(rows.base), people)
    yield "place", _words(rows.place, chapter.places)
    yield "matter", _words(rows.matter, matters)
    yield "without_arrangement", flags(rows.side == 1)
    yield "reading", _words(rows.reading, READINGS)
    yield "exact", spread.flag([one.exact for one in told])
    yield "method", spread.word([one.method for one in told])
    yield "unnamed", spread.whole([one.unnamed for one in told])
    yield "capture_number", spread.whole([one.capture_number for one in told])
    yield "capture_sets_total", spread.word([one.capture_sets_total for one in told])
    yield "blocking_number", spread.whole([one.blocking_number for one in told])
    yield "blocking_sets_total", spread.word([one.blocking_sets_total for one in told])
    yield "capture_probability", spread.real([one.capture_probability for one in told])
    yield from _bounds(told, spread)
    strongest = [_strongest(one.power) for one in told]
    yield "strongest", spread.person(strongest)
    yield "strongest_shapley_shubik", spread.real([one[3] if one else None for one in strongest])
    if sets:
        yield "capture_sets", spread.sets([one.capture_sets for one in told])
        yield "blocking_sets", spread.sets([one.blocking_sets for one in told])
    if power:
        yield "power", spread.power([one.power for one in told])
    yield "with_holder", spread.holders([one.with_holder for one in told])


def _bounds(told: Sequence[Any], spread: Spread) -> Iterator[tuple[str, pa.Array]]:
    """Give the ends of what is known within bounds only; mostly everything is exact."""
    bounded = any(one.bounds for one in told)
    known = [{name: ends for name, *ends in one.bounds} for one in told] if bounded else []
    for name in ("capture_number", "blocking_number"):
        for at, end in enumerate(("low", "high")):
            ends = [one[name][at] if name in one else None for one in known]
            yield f"{name}_{end}", spread.real(ends) if bounded else spread.nothing()


def _findings(chapter: Any, people: People) -> Iterator[tuple[str, pa.Array]]:
    rows, told = chapter.findings, chapter.findings.told
    spread = Spread(_short(rows.finding), _short(rows.base), people)
    yield "place", _words(rows.place, chapter.places)
    yield "code", spread.word([one.code for one in told])
    yield "severity", spread.word([SEVERITIES[one.severity] for one in told])
    capped = [None if one.capped_from is None else SEVERITIES[one.capped_from] for one in told]
    yield "capped_from", spread.word(capped)
    yield "reading", spread.word([one.reading for one in told])
    yield "matter", spread.word([one.matter for one in told])
    yield "steps", spread.words([one.steps for one in told])
    yield "persons", spread.persons([one.persons for one in told])
    yield "offices", spread.words([one.offices for one in told])
    yield "because", spread.links([one.because for one in told])


def _strongest(power: Sequence[Share]) -> Sequence[Any]:
    """Give whoever has most power, the first by id where several do; nothing where nobody has any."""
    if len(power) == 1:
        return power[0]
    return max(power, key=lambda one: (one[3], -one[0])) if power else ()


def _short(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    return codes.astype(np.int32)


def _words(codes: npt.NDArray[np.int64], known: Sequence[str]) -> pa.Array:
    return words(_short(codes), texts(known), missing=codes < 0)


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
    )
    return cast(bytes, content.getvalue().to_pybytes())
