"""Actors become formulas: who must act together so that an office, a body or an expression acts, at one place.

Also how the votes of a body are counted on the day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from counterpoise.boolean.formula import Builder
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides, Votes
from counterpoise.domain.institution import Framework
from counterpoise.domain.quotas import Majority, Quota
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import BodyId, GroupId, OfficeId, PersonId

Voter = TypeVar("Voter", bound=Hashable)
Excluded = frozenset[PersonId]
NOBODY: Excluded = frozenset()


@dataclass(frozen=True, slots=True)
class Tally(Generic[Voter]):
    """The votes of a body on the day: who has how many, how many are needed, and who wins a tie at half."""

    votes: dict[Voter, int]
    needed: int
    base: int
    presiding: Voter | None


class Acting:
    """The actors of one roster as formulas over numbered persons; whoever asks for one again gets the same node."""

    def __init__(self, roster: Roster, builder: Builder, number: Mapping[PersonId, int]) -> None:
        self.roster = roster
        self.framework: Framework = roster.framework
        self.builder = builder
        self.number = number
        self._actors: dict[tuple[Actor, Excluded], int] = {}
        self._groups: dict[tuple[GroupId, Excluded], int] = {}
        self._bodies: dict[tuple[BodyId, Quota | None, Excluded], int] = {}
        self._offices: dict[tuple[OfficeId, Excluded], int] = {}

    def acts(self, actor: Actor, excluded: Excluded = NOBODY) -> int:
        """Give e(T), as persons act independently; whoever is excluded counts as a vacant seat."""
        known = self._actors.get((actor, excluded))
        if known is None:
            for group in groups_below(self.framework, actor):
                if (group, excluded) not in self._groups:
                    self._groups[group, excluded] = self._terms(self.framework.groups[group], excluded)
            known = self._actors[actor, excluded] = self._terms(actor, excluded)
        return known

    def _terms(self, actor: Actor, excluded: Excluded) -> int:
        made: list[int] = []
        for term in actor.terms:
            match term:
                case OfficeTerm(office):
                    made.append(self._office(office, excluded))
                case BodyTerm(body, quota):
                    made.append(self._body(body, quota, excluded))
                case GroupTerm(group):
                    made.append(self._groups[group, excluded])
                case AtLeastTerm(count, parts):
                    made.append(self.builder.at_least(count, [(made[part], 1) for part in parts]))
        return made[-1]

    def _office(self, office: OfficeId, excluded: Excluded) -> int:
        known = self._offices.get((office, excluded))
        if known is None:
            holders = (p for p in self.roster.holders(office) if p not in excluded)
            known = self._offices[office, excluded] = self.builder.any(self._var(p) for p in holders)
        return known

    def _body(self, body: BodyId, quota: Quota | None, excluded: Excluded) -> int:
        known = self._bodies.get((body, quota, excluded))
        if known is None:
            known = self._bodies[body, quota, excluded] = self._decides(body, quota, excluded)
        return known

    def _decides(self, body: BodyId, quota: Quota | None, excluded: Excluded) -> int:
        decides = self.framework.bodies[body].decides
        if isinstance(decides, HeadDecides):
            return self._office(decides.office, excluded)
        if decides is None:
            return self.builder.never
        count = tally(self.roster, body, quota=quota, excluded=excluded)
        votes = [(self._var(person), weight) for person, weight in count.votes.items()]
        carried = self.builder.at_least(count.needed, votes)
        if count.presiding is None:
            return carried
        half = self.builder.at_least(count.base // 2, votes)
        return self.builder.any([carried, self.builder.all([half, self._var(count.presiding)])])

    def _var(self, person: PersonId) -> int:
        return self.builder.var(self.number[person])


def tally(
    roster: Roster, body: BodyId, *, quota: Quota | None = None, excluded: Excluded = NOBODY
) -> Tally[PersonId]:
    """Count the votes of a body as they exist on the day, leaving out whoever steps aside."""

    def seated(office: OfficeId) -> Sequence[PersonId | None]:
        return [seat.holder for seat in roster.seats.get(office, ())]

    return tally_of(roster.framework.bodies[body], seated, quota=quota, excluded=excluded)


def tally_of(
    body: Body,
    seated: Callable[[OfficeId], Sequence[Voter | None]],
    *,
    quota: Quota | None,
    excluded: Collection[Voter],
) -> Tally[Voter]:
    """Count the votes of a body, whatever stands for persons; `seated` gives the holder of each seat of an office."""
    decides = body.decides
    assert isinstance(decides, BodyVotes)
    weight_of = dict(decides.weights) if decides.weights is not None else None
    adds_up = not counts_heads(decides)
    votes: dict[Voter, int] = {}
    established = 0
    for office in body.members:
        weight = 1 if weight_of is None else weight_of[office]
        for holder in seated(office):
            established += weight
            if holder is not None and holder not in excluded:
                votes[holder] = votes.get(holder, 0) + weight if adds_up else 1
    base = established if decides.of_seats else sum(votes.values())
    asked = quota if quota is not None else decides.quota
    presides = breaks_ties(decides, quota, base)
    seats = () if presides is None else seated(presides)
    presiding = next((one for one in seats if one is not None and one not in excluded), None)
    return Tally(votes, asked.needed(base), base, presiding)


def counts_heads(decides: BodyVotes) -> bool:
    """Tell whether everybody has one vote, however many seats they hold."""
    return decides.weights is None and decides.votes is not Votes.PER_SEAT


def breaks_ties(decides: BodyVotes, quota: Quota | None, base: int) -> OfficeId | None:
    """Give the office whose holder wins a tie at half, if there may be one: under no quota but a majority of its own."""
    may_tie = quota is None and isinstance(decides.quota, Majority) and base and base % 2 == 0
    return decides.presiding if may_tie else None


def groups_below(framework: Framework, actor: Actor) -> list[GroupId]:
    """List the groups an actor is made of, parts first."""
    order: list[GroupId] = []
    seen: set[GroupId] = set()
    stack: list[tuple[GroupId, bool]] = [(t.group, False) for t in actor.terms if isinstance(t, GroupTerm)]
    while stack:
        group, ready = stack.pop()
        if ready:
            order.append(group)
        elif group not in seen:
            seen.add(group)
            stack.append((group, True))
            inner = framework.groups[group].terms
            stack.extend((t.group, False) for t in inner if isinstance(t, GroupTerm))
    return order


def leaf_terms(framework: Framework, actor: Actor) -> Iterable[OfficeTerm | BodyTerm]:
    """List the offices and bodies an actor is made of, through its groups."""
    inside = [framework.groups[group] for group in groups_below(framework, actor)]
    for part in (*inside, actor):
        for term in part.terms:
            if isinstance(term, OfficeTerm | BodyTerm):
                yield term
