"""One batch of places: which patterns they hold, and one example of each pattern nobody has answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import repeat
from typing import Any

import numpy as np

from counterpoise.analysis.sweep.answering import Example, Unknown
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.fulfilling import HeldBy, held_by, without_them
from counterpoise.analysis.sweep.patterns import (
    Columns,
    Integers,
    Local,
    Seats,
    Truths,
    Words,
    columns_of_persons,
    holders_of,
    localised,
    rows_of,
)
from counterpoise.analysis.sweep.standing import Layout, Standing
from counterpoise.analysis.sweep.supports import Bits, Reach, words_of
from counterpoise.domain.words import OfficeId

_UNEVEN, _BESIDE = 1, 2
"""Kinds of places a question sorts apart, as bits: where somebody has two seats of an office, where it has another side."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places of which a question asks one or both: how they stand, and how without arrangements; their patterns."""

    question: int
    places: Integers
    now: Local
    other: Local | None
    keys: tuple[bytes, ...]
    kind: Integers
    first: Integers


@dataclass(frozen=True, slots=True)
class Batch:
    """Some places on the day, those without their arrangements, and the groups of every question."""

    standings: tuple[Standing, ...]
    others: tuple[Standing | None, ...]
    held: tuple[HeldBy, ...]
    groups: tuple[Group, ...]

    def examples(self, known: Container[bytes]) -> list[Example]:
        """Choose for each pattern not known the first place that holds it."""
        wanted: dict[int, dict[bytes, Unknown]] = defaultdict(dict)
        met: set[bytes] = set()
        for group in self.groups:
            new: list[tuple[bytes, int]] = []
            for key, at in zip(group.keys, group.first.tolist(), strict=True):
                if key not in known and key not in met:
                    met.add(key)
                    new.append((key, at))
            place = group.places.tolist() if new else []
            now, beside = _listed(group.now, new), _listed(group.other, new)
            for (key, at), persons, others in zip(new, now, beside, strict=True):
                wanted[place[at]][key] = Unknown(key, group.question, persons, others)
        return [
            Example(self.standings[at], self.others[at], self.held[at], tuple(unknown.values()))
            for at, unknown in sorted(wanted.items())
        ]


def _listed(local: Local | None, new: Sequence[tuple[bytes, int]]) -> Iterable[Any]:
    """Give whom a question concerns at some places of a group, nothing where it has no such side."""
    return repeat(None, len(new)) if local is None else local.at([at for _, at in new])


def batch_of(asked: Asked, reach: Reach, standings: Sequence[Standing]) -> Batch:
    """Sort the places of a batch into groups and patterns, question by question."""
    if not standings:
        return Batch((), (), (), ())
    held, others = _apart(asked, standings)
    columns = columns_of_persons(asked.layout, standings, held)
    there = [one for one in others if one is not None]
    row = np.cumsum([one is not None for one in others]).astype(np.int64) - 1
    beside = _Others(columns_of_persons(asked.layout, there, [()] * len(there)), row)
    supports = _supports(asked, reach, columns, beside, held)
    groups: list[Group] = []
    for question in range(len(asked.matters)):
        groups.extend(_groups(question, supports, columns, beside))
    return Batch(tuple(standings), others, held, tuple(groups))


@dataclass(frozen=True, slots=True)
class _Others:
    """Places without their arrangements, and the row of each place among them."""

    columns: Columns
    row: Integers


def _apart(
    asked: Asked, standings: Sequence[Standing]
) -> tuple[tuple[HeldBy, ...], tuple[Standing | None, ...]]:
    """Find who fulfils an arrangement at each place, and the places without these."""
    holders = holders_of(asked.layout, standings)
    maybe = np.zeros(len(standings), dtype=np.bool_)
    for one in asked.arrangements:
        maybe |= _may_be_held(asked.layout, holders, one.offices)
    found = [
        _without(asked, standing) if at else ((), None)
        for standing, at in zip(standings, maybe.tolist(), strict=True)
    ]
    return tuple([held for held, _ in found]), tuple([other for _, other in found])


def _may_be_held(layout: Layout, holders: Seats, offices: Sequence[OfficeId]) -> Truths:
    """Mark the places at which somebody sits in all of some offices."""
    first, *others = [holders[:, layout.start[o] : layout.start[o] + layout.seats[o]] for o in offices]
    found: Truths = np.asarray(first >= 0)
    for other in others:
        np.logical_and(found, (first[:, :, None] == other[:, None, :]).any(axis=2), out=found)
    return np.asarray(found.any(axis=1))


def _without(asked: Asked, standing: Standing) -> tuple[HeldBy, Standing | None]:
    """Find who fulfils an arrangement, and the place without it."""
    held = held_by(asked, standing)
    if not held:
        return (), None
    given = [((*asked.arrangements[a].offices, *asked.arrangements[a].accompanying), p) for a, p in held]
    return held, without_them(asked.layout, standing, given)


@dataclass(frozen=True, slots=True)
class _Supports:
    """The offices each question reaches at each place, as things stand; where an arrangement touches it, also without."""

    now: Words
    beside: Words


def _supports(
    asked: Asked, reach: Reach, columns: Columns, other: _Others, held: Sequence[HeldBy]
) -> _Supports:
    words = columns.offices.shape[2]
    number = {office: at for at, office in enumerate(asked.framework.offices)}
    touching = [
        sum({1 << number[office] for office in (*one.offices, *one.accompanying)})
        for one in asked.arrangements
    ]
    touched = words_of([_union(touching[a] for a, _ in one) for one in held], words)
    against = words_of([0 if m.against is None else 1 << number[m.against] for m in asked.matters], words)
    now = reach.supports(asked.layout, columns)
    touches = (now & touched[:, None, :]).any(axis=2)
    beside = np.zeros_like(now)
    places, questions = np.nonzero(touches)
    without_them = reach.supports(asked.layout, other.columns)
    beside[places, questions] = without_them[other.row[places], questions] | against[questions]
    return _Supports(now | against, beside)


def _union(bits: Iterable[Bits]) -> Bits:
    found = 0
    for one in bits:
        found |= one
    return found


def _groups(question: int, supports: _Supports, now: Columns, other: _Others) -> Iterator[Group]:
    offices, without_them = supports.now[:, question], supports.beside[:, question]
    is_beside = without_them.any(axis=1)
    kinds = 2 * is_beside + now.uneven
    for kind in dict.fromkeys(kinds.tolist()):
        places = np.flatnonzero(kinds == kind)
        local = localised(now, places, offices[places])
        parts = [*rows_of(local)]
        apart = None
        if kind & _BESIDE:
            apart = localised(other.columns, other.row[places], without_them[places])
            parts += rows_of(apart)
        if kind & _UNEVEN:
            parts.append([seats.tobytes() for seats in now.holders[places]])
        first, which, contents = _sorted_apart(list(map(b"".join, zip(*parts, strict=True))))
        signature = f"{question} {kind} ".encode()
        keys = tuple([blake2b(signature + one, digest_size=16).digest() for one in contents])
        yield Group(question, places, local, apart, keys, which, first)


def _sorted_apart(rows: Sequence[bytes]) -> tuple[Integers, Integers, list[bytes]]:
    """Sort equal rows: where each kind is met first, the kind of each row, and the kinds."""
    kinds = list(dict.fromkeys(rows))
    number = dict(zip(kinds, range(len(kinds)), strict=True))
    met = dict(zip(reversed(rows), range(len(rows) - 1, -1, -1), strict=True))
    first = np.fromiter(map(met.__getitem__, kinds), dtype=np.int64, count=len(kinds))
    which = np.fromiter(map(number.__getitem__, rows), dtype=np.int64, count=len(rows))
    return first, which, kinds
