"""Places that differ only in the names of persons have the same answers, under other names.

Two rosters are alike when the same seats are held by persons of the same rank in the order of ids, the same of them
unnamed, related, and as likely to be compromised. Then every answer of the one becomes an answer of the other by
putting each person's counterpart in the same rank, and lists keep their order. What is found there is found here too,
with its witness, of the counterparts and at the places of the same levels; only the wording is each place's own.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.by_hand import Holding, Link
from counterpoise.analysis.capture import Question
from counterpoise.analysis.findings import Answer, Readings, Sets
from counterpoise.analysis.scene import Seen
from counterpoise.analysis.structure import Structure
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import PersonId, PlaceId

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


@dataclass(frozen=True, slots=True)
class Match:
    """Who and where at one place answers to whom and where at a place that is alike."""

    names: Names
    places: Mapping[PlaceId, PlaceId]

    def seen(self, seen: Seen) -> Seen:
        """Tell what was found at the one place of the persons of the other."""
        witness = seen.witness
        return replace(
            seen,
            persons=tuple(self.names[person] for person in seen.persons),
            witness=replace(
                witness,
                links=tuple(self._link(link) for link in witness.links),
                seats=tuple(
                    Holding(self.names[p], office, self.places[at]) for p, office, at in witness.seats
                ),
            ),
        )

    def _link(self, link: Link) -> Link:
        return replace(
            link,
            person=self.names[link.person],
            relative=None if link.relative is None else self.names[link.relative],
            place=None if link.place is None else self.places[link.place],
        )


def matched(here: Structure, there: Structure) -> Match:
    """Match the persons of two alike rosters, rank by rank, and the places of their seats, level by level."""
    pairs = zip(
        (here.roster, *here.roster.neighbours()), (there.roster, *there.roster.neighbours()), strict=True
    )
    places = {
        at: other
        for one, two in pairs
        for at, other in zip(one.chain.values(), two.chain.values(), strict=True)
    }
    return Match(counterparts(here, there), places)


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
