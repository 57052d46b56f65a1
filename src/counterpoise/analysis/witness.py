"""What a finding rests on: the links, seats and rows it falls without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from counterpoise.analysis.by_hand import Holding, Link
from counterpoise.analysis.findings import Because
from counterpoise.analysis.law import Law
from counterpoise.analysis.wording import Wording
from counterpoise.boolean.budget import Budget, Purse
from counterpoise.domain.actors import Actor
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import Basis, Citation, PersonId, Text

SECONDS = 20.0
"""What cutting the witnesses of one matter down to what they need may take."""

LINKS = 100_000
"""The links that all witnesses of an audit may name together: a reader needs few, and memory ends."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the witnesses of one audit may take together: the time to cut them down, and the room for their links."""

    purse: Purse = field(default_factory=lambda: Purse(SECONDS))
    room: Budget = field(default_factory=lambda: Budget(nodes=LINKS))


@dataclass(frozen=True, slots=True)
class Witness:
    """The links that move somebody, the holdings used, and the steps carried or stopped.

    Of a witness that is not `listed` the links are left out, since those of others took the room for them.
    """

    links: tuple[Link, ...]
    seats: tuple[Holding, ...]
    steps: tuple[Step, ...]
    listed: bool = True


NOT_LISTED = Text(
    "các ràng buộc kéo theo những người khác (quá nhiều để liệt kê ở đây)",
    "the ties by which others are moved (too many to be listed here)",
)


def _rows(matter: Matter, witness: Witness) -> Iterator[Basis]:
    """List the basis of each row: a step without a basis of its own rests on the matter's."""
    yield matter.basis
    for step in witness.steps:
        if step.basis:
            yield step.basis
    for link in witness.links:
        if link.tie is not None:
            yield link.tie.basis


def rests_on_uncertain(law: Law, matter: Matter, witness: Witness) -> bool:
    """Tell whether some row has nothing better than a secondary source or memory behind it; who cannot tell says so."""
    return not witness.listed or any(law.is_uncertain(basis) for basis in _rows(matter, witness))


def cited(matter: Matter, witness: Witness) -> tuple[Citation, ...]:
    """List the citations of every row once, in order."""
    return tuple(dict.fromkeys(citation for basis in _rows(matter, witness) for citation in basis))


def because(witness: Witness, law: Law, roster: Roster) -> tuple[Because, ...]:
    """Tell who moves with whom, in the order in which it happens."""
    return tuple([Because(*link) for link in moves(witness, law, roster)])


def moves(witness: Witness, law: Law, roster: Roster) -> Iterator[tuple[PersonId, str, str]]:
    """Tell of each link who moves, with which actor or relative, and how: the same as plain words."""
    for link in witness.links:
        if link.tie is not None:
            yield link.person, _mover(link, link.tie.actor, law, roster), link.tie.how
        elif link.relative is not None:
            yield link.person, link.relative, "kin"


def _mover(link: Link, actor: Actor, law: Law, roster: Roster) -> str:
    """Write the actor of a tie, with its place where that is another one than those examined."""
    written = law.written(actor)
    return written if link.place is None or roster.has(link.place) else f"{written}@{link.place}"


def rows_of(wording: Wording, roster: Roster, matter: Matter, witness: Witness) -> tuple[Text, ...]:
    """Word every row: seats first, then ties, then the matter."""
    seats = [wording.seat_row(roster, holding) for holding in witness.seats]
    ties = [
        wording.kin_row(link.person, link.relative, roster.place)
        if link.relative is not None
        else wording.tie_row(roster, link)
        for link in witness.links
    ]
    left_out = [] if witness.listed else [NOT_LISTED]
    return tuple(dict.fromkeys([*seats, *ties, *left_out, wording.matter_row(matter)]))
