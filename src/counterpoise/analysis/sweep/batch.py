"""One batch of places: which patterns they hold, and one example of each pattern nobody has answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.arrangements import Fulfilled, fulfilled, without
from counterpoise.analysis.sweep.answering import Example, Unknown
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.patterns import Columns, Local, alike, columns_of_persons, localised
from counterpoise.analysis.sweep.standing import Layout, Standing, reseated, roster_of
from counterpoise.analysis.sweep.supports import Bits, Reach
from counterpoise.domain.words import OfficeId

Integers = npt.NDArray[np.int64]
HeldBy = tuple[tuple[int, int], ...]
"""Which arrangement is fulfilled by the person of which number."""


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
            for key, at in zip(group.keys, group.first.tolist(), strict=True):
                if key not in known and key not in met:
                    met.add(key)
                    wanted[int(group.places[at])][key] = Unknown(
                        key,
                        group.question,
                        group.now.of(at),
                        group.other.of(at) if group.other is not None else None,
                    )
        return [
            Example(self.standings[at], self.others[at], self.held[at], tuple(unknown.values()))
            for at, unknown in sorted(wanted.items())
        ]


def batch_of(asked: Asked, reach: Reach, standings: Sequence[Standing]) -> Batch:
    """Sort the places of a batch into groups and patterns, question by question."""
    if not standings:
        return Batch((), (), (), ())
    apart = [_apart(asked, standing) for standing in standings]
    held = tuple(one[0] for one in apart)
    others = tuple(one[1] for one in apart)
    supports = _supports(asked, reach, standings, others, held)
    columns = columns_of_persons(asked.layout, standings, held)
    there = [one for one in others if one is not None]
    row = np.cumsum([one is not None for one in others]).astype(np.int64) - 1
    beside = _Others(columns_of_persons(asked.layout, there, [()] * len(there)), row)
    groups: list[Group] = []
    for question, offices in enumerate(supports):
        groups.extend(_groups(question, offices, columns, beside))
    return Batch(tuple(standings), others, held, tuple(groups))


@dataclass(frozen=True, slots=True)
class _Others:
    """Places without their arrangements, and the row of each place among them."""

    columns: Columns
    row: Integers


def _apart(asked: Asked, standing: Standing) -> tuple[HeldBy, Standing | None]:
    """Find who fulfils an arrangement, and the place without it."""
    seated = standing.holders.tolist()
    if not any(_may_be_held(asked.layout, seated, one.offices) for one in asked.arrangements):
        return (), None
    concerned = dict.fromkeys(o for one in asked.arrangements for o in (*one.offices, *one.accompanying))
    roster = roster_of(asked.layout, standing, asked.day, offices=concerned)
    found: tuple[Fulfilled, ...] = fulfilled(asked.arrangements, roster)
    if not found:
        return (), None
    rank = {person: number for number, person in enumerate(standing.persons)}
    held = tuple((asked.arrangements.index(one.arrangement), rank[one.person]) for one in found)
    return held, reseated(asked.layout, standing, without(roster, found))


def _may_be_held(layout: Layout, seated: Sequence[int], offices: Sequence[OfficeId]) -> bool:
    """Tell whether somebody sits in all of some offices."""
    first, *others = [seated[layout.start[o] : layout.start[o] + layout.seats[o]] for o in offices]
    return any(person >= 0 and all(person in other for other in others) for person in first)


def _supports(
    asked: Asked,
    reach: Reach,
    standings: Sequence[Standing],
    others: Sequence[Standing | None],
    held: Sequence[HeldBy],
) -> Iterator[list[tuple[Bits, Bits]]]:
    """Give for each question, place by place, the offices it reaches now and, if touched, without arrangements."""
    now = [reach.supports(asked.layout, one.holders) for one in standings]
    then = [reach.supports(asked.layout, one.holders) if one is not None else None for one in others]
    number = {office: at for at, office in enumerate(asked.framework.offices)}
    touching = []
    for arrangement in asked.arrangements:
        bits = 0
        for office in (*arrangement.offices, *arrangement.accompanying):
            bits |= 1 << number[office]
        touching.append(bits)
    touched = [_union(touching[a] for a, _ in one) for one in held]
    for question, matter in enumerate(asked.matters):
        against = 1 << number[matter.against] if matter.against is not None else 0
        pairs = []
        for one, other, bits in zip(now, then, touched, strict=True):
            touches = bits & one[question]
            pairs.append((one[question] | against, other[question] | against if other and touches else 0))
        yield pairs


def _union(bits: Iterable[Bits]) -> Bits:
    found = 0
    for one in bits:
        found |= one
    return found


def _groups(
    question: int, offices: Sequence[tuple[Bits, Bits]], now: Columns, other: _Others
) -> Iterator[Group]:
    kinds: dict[tuple[bool, bool], list[int]] = defaultdict(list)
    uneven = now.uneven.tolist()
    for place, (_, beside) in enumerate(offices):
        kinds[beside != 0, uneven[place]].append(place)
    for (is_beside, is_uneven), members in kinds.items():
        places = np.array(members, dtype=np.int64)
        local = localised(now, places, [offices[place][0] for place in members])
        parts = [local.content]
        apart = None
        if is_beside:
            apart = localised(other.columns, other.row[places], [offices[place][1] for place in members])
            parts.append(apart.content)
        if is_uneven:
            parts.append(now.holders[places].astype(np.int64).view(np.uint64))
        first, kind = alike(np.concatenate(parts, axis=1))
        signature = f"{question} {is_beside} {is_uneven}".encode()
        keys = tuple(_key(signature, [part[at] for part in parts]) for at in first.tolist())
        yield Group(question, places, local, apart, keys, kind, first)


def _key(signature: bytes, parts: Sequence[npt.NDArray[np.uint64]]) -> bytes:
    """Name a pattern by its content, however wide the batch it was met in."""
    digest = blake2b(signature, digest_size=16)
    for part in parts:
        trimmed = part.tobytes().rstrip(b"\0")
        digest.update(len(trimmed).to_bytes(4, "big"))
        digest.update(trimmed)
    return digest.digest()
