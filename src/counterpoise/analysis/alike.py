"""Places that differ only in the names of persons have the same answers, under other names.

Two rosters are alike when the same seats are held by persons of the same rank in the order of ids, the same of them
unnamed, related, and as likely to be compromised. Then every answer of the one becomes an answer of the other by
putting each person's counterpart in the same rank, and lists keep their order.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.capture import Question
from counterpoise.analysis.findings import Answer, Readings, Sets
from counterpoise.analysis.structure import Structure
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import PersonId

Names = Mapping[PersonId, PersonId]


def shape_of(structure: Structure, question: Question, held: Sequence[Fulfilled]) -> Hashable:
    """Describe a roster by the ranks of its persons alone; equal descriptions have equal answers."""
    rank = structure.number
    return (
        structure.framework.id,
        _seated(structure.roster, rank),
        tuple(
            (
                tuple(other.chain),
                tuple(structure.roster.has(place) for place in other.chain.values()),
                _seated(other, rank),
            )
            for other in structure.roster.neighbours()
        ),
        tuple(sorted(rank[person] for person in structure.unnamed)),
        tuple(tuple(rank[other] for other in structure.relatives(person)) for person in structure.persons),
        tuple(question.chance(person) for person in structure.persons),
        tuple((rank[one.person], one.arrangement.id) for one in held),
    )


def _seated(roster: Roster, rank: Mapping[PersonId, int]) -> Hashable:
    return tuple(
        (office, tuple(None if s.holder is None else rank[s.holder] for s in seats))
        for office, seats in roster.seats.items()
    )


def counterparts(here: Structure, there: Structure) -> dict[PersonId, PersonId]:
    """Match the persons of two alike rosters, rank by rank."""
    return dict(zip(here.persons, there.persons, strict=True))


def renamed(answers: Readings, names: Names) -> Readings:
    """Tell the same answers of other persons."""
    return Readings(*(_answer(answers.of(reading), names) for reading in ("paper", "ties", "practice")))


def _answer(answer: Answer, names: Names) -> Answer:
    return replace(
        answer,
        capture_sets=_sets(answer.capture_sets, names),
        blocking_sets=_sets(answer.blocking_sets, names),
        power={names[person]: power for person, power in answer.power.items()},
        with_holder=tuple(
            replace(one, person=names[one.person], sets=_sets(one.sets, names)) for one in answer.with_holder
        ),
        patterns=tuple(
            tuple(replace(share, members=tuple(names[p] for p in share.members)) for share in pattern)
            for pattern in answer.patterns
        ),
    )


def _sets(sets: Sets, names: Names) -> Sets:
    return tuple(tuple([names[person] for person in found]) for found in sets)
