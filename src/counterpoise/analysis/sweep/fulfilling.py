"""Who fulfils an arrangement at each place, and the place without these, in numbers: no roster is written.

What `arrangements` finds and changes in a roster, seat by seat, is found and changed here in the columns of a standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from counterpoise.analysis.arrangements import fresh_name, in_force
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.standing import Layout, Standing
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import OfficeId, PersonId

HeldBy = tuple[tuple[int, int], ...]
"""Which arrangement is fulfilled by the person of which number."""

Given = Iterable[tuple[Sequence[OfficeId], int]]
"""The offices of arrangements, with those that go with them, and the number of the person who fulfils each."""


def held_by(asked: Asked, standing: Standing) -> HeldBy:
    """Find who fulfils which arrangement in force at a place."""
    holders: list[int] = standing.holders.tolist()
    chain = dict.fromkeys(asked.framework.levels, standing.place)
    there = in_force(asked.arrangements, Roster(standing.place, asked.day, asked.framework, chain, {}))
    return tuple(
        [
            (asked.arrangements.index(one), person)
            for one in there
            for person in _holding_all(asked.layout, holders, one.offices)
        ]
    )


def _holding_all(layout: Layout, holders: Sequence[int], offices: Sequence[OfficeId]) -> list[int]:
    """List the persons who hold every one of some offices, in the order of the seats of the first."""
    first, *others = [dict.fromkeys(_seated(layout, holders, office)) for office in offices]
    return [person for person in first if person >= 0 and all(person in other for other in others)]


def _seated(layout: Layout, holders: Sequence[int], office: OfficeId) -> Sequence[int]:
    columns = layout.columns(office)
    return holders[columns.start : columns.stop]


def without_them(layout: Layout, standing: Standing, given: Given) -> Standing:
    """Give every office of each arrangement after the first to one fresh person, as `arrangements.without` does."""
    holders: list[int] = standing.holders.tolist()
    names, fresh = list(standing.persons), set[PersonId]()
    for offices, person in given:
        for office in offices[1:]:
            for at in layout.columns(office):
                if holders[at] == person:
                    holders[at] = len(names)
        names.append(fresh_name(offices[1], standing.place, fresh))
        fresh.add(names[-1])
    return _numbered_anew(standing, holders, names)


def _numbered_anew(standing: Standing, holders: Sequence[int], names: Sequence[PersonId]) -> Standing:
    """Number the persons who hold a seat by their ids."""
    still = {holder for holder in holders if holder >= 0}
    persons = tuple(sorted({names[number] for number in still}))
    rank = {person: number for number, person in enumerate(persons)}
    numbers = [holder if holder < 0 else rank[names[holder]] for holder in holders]
    unnamed = [rank[names[number]] for number in standing.unnamed if number in still]
    before: list[int] = standing.holders.tolist()
    tenures = {
        at: tenure
        for at, tenure in standing.tenures.items()
        if holders[at] < 0 or names[holders[at]] == names[before[at]]
    }
    return Standing(standing.place, persons, np.array(numbers, np.int16), frozenset(unnamed), tenures)
