"""What a framework says whoever holds its offices: what actors are made of, and which ties are followed.

Places of one framework may share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterpoise.analysis.acting import groups_below, leaf_terms
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm, Term
from counterpoise.domain.bodies import How, Tie
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter, Step, When
from counterpoise.domain.words import Basis, GroupId, OfficeId, is_uncertain

Offices = int
"""Offices as the bits of a number, in the order of the framework."""

Counts = Callable[[Step], bool]
"""Tells which checks count."""

Leaf = OfficeTerm | BodyTerm

_MOST_REMEMBERED = 10_000
"""So many sets of offices are remembered: with the actors made of them, with their ties, with their names."""


@dataclass(frozen=True, slots=True)
class Made:
    """An actor without groups: its offices and bodies, each once, and what is joined of these and of earlier joins.

    Values are numbered, leaves first; `whole` is the number of the actor itself. `any_of` lists the offices where any
    holder of any of them is enough.
    """

    leaves: tuple[Leaf, ...]
    joins: tuple[AtLeastTerm, ...]
    whole: int
    any_of: tuple[OfficeId, ...] | None


@dataclass(frozen=True, slots=True)
class Stated:
    """The actors and substitutes of the steps of a matter, the offices these are made of, and those that step aside."""

    actors: tuple[Actor, ...]
    acting: Offices
    aside: Offices


@dataclass(frozen=True, slots=True)
class Route:
    """One way to carry a matter: its steps, those that consent, and the binding checks that count."""

    steps: tuple[Step, ...]
    consents: tuple[Step, ...]
    checks: tuple[Step, ...]


class Law:
    """A framework as some choices of ties read it; what was looked up is remembered by the very actor."""

    def __init__(self, framework: Framework, *, followed: frozenset[How], superiors: bool) -> None:
        self.framework = framework
        self._followed = followed
        self._superiors = superiors
        self._bits = {office: 1 << number for number, office in enumerate(framework.offices)}
        self._order = tuple(framework.offices)
        self._reach: dict[int, tuple[Actor, frozenset[OfficeId]]] = {}
        self._offices: dict[int, tuple[Actor, Offices]] = {}
        self._made: dict[int, tuple[Actor, Made]] = {}
        self._same: dict[Actor, Actor] = {}
        self._first: dict[int, tuple[Actor, Actor]] = {}
        self._stated: dict[int, tuple[Matter, Stated]] = {}
        self._routes: dict[tuple[int, Counts], tuple[Matter, tuple[Route, ...]]] = {}
        self._moved_by: dict[Offices, tuple[Actor, ...]] = {}
        self._named: dict[Offices, tuple[OfficeId, ...]] = {}
        self._tied: dict[Offices, tuple[tuple[OfficeId, Tie], ...]] = {}
        self._written_out: dict[int, tuple[Actor, str]] = {}
        self._uncertain: dict[int, tuple[Basis, bool]] = {}

    def reach(self, actor: Actor) -> frozenset[OfficeId]:
        """List the offices an actor is made of."""
        known = self._reach.get(id(actor))
        if known is None:
            offices: set[OfficeId] = set()
            for term in leaf_terms(self.framework, actor):
                if isinstance(term, OfficeTerm):
                    offices.add(term.office)
                else:
                    offices.update(self.framework.bodies[term.body].members)
            known = self._reach[id(actor)] = actor, frozenset(offices)
        return known[1]

    def same(self, actor: Actor) -> Actor:
        """Give the first actor met that is written in the same way."""
        known = self._first.get(id(actor))
        if known is None:
            known = self._first[id(actor)] = actor, self._same.setdefault(actor, actor)
        return known[1]

    def bit(self, office: OfficeId) -> Offices:
        """Give an office as a bit of a number, in the order of the framework."""
        return self._bits[office]

    def office(self, bit: Offices) -> OfficeId:
        """Give the office of a bit."""
        return self._order[bit.bit_length() - 1]

    def named(self, offices: Offices) -> tuple[OfficeId, ...]:
        """List offices given as bits, in the order of the framework."""
        known = self._named.get(offices)
        if known is None:
            if len(self._named) >= _MOST_REMEMBERED:
                self._named.clear()
            known = self._named[offices] = tuple([one for one in self._order if self._bits[one] & offices])
        return known

    def offices(self, actor: Actor) -> Offices:
        """Give the offices an actor is made of as the bits of a number."""
        known = self._offices.get(id(actor))
        if known is None:
            known = self._offices[id(actor)] = actor, self.all_of(self.reach(actor))
        return known[1]

    def stated(self, matter: Matter) -> Stated:
        """Say what a matter says whoever holds the offices."""
        known = self._stated.get(id(matter))
        if known is None:
            known = self._stated[id(matter)] = matter, self._read(matter)
        return known[1]

    def _read(self, matter: Matter) -> Stated:
        actors = [one for step in matter.steps for one in (step.actor, step.substitute) if one is not None]
        acting = 0
        for actor in actors:
            acting |= self.offices(actor)
        aside = self.all_of(office for step in matter.steps for office in step.excludes)
        return Stated(tuple(dict.fromkeys(map(self.same, actors))), acting, aside)

    def routes(self, matter: Matter, counts: Counts) -> tuple[Route, ...]:
        """Write each route as its consents and those of its binding checks that count."""
        known = self._routes.get((id(matter), counts))
        if known is None:
            routes = tuple([_route(steps, counts) for steps in matter.routes])
            known = self._routes[id(matter), counts] = matter, routes
        return known[1]

    def all_of(self, offices: Iterable[OfficeId]) -> Offices:
        """Give several offices as the bits of a number."""
        found = 0
        for office in offices:
            found |= self._bits[office]
        return found

    def written(self, actor: Actor) -> str:
        """Write an actor on one line."""
        known = self._written_out.get(id(actor))
        if known is None:
            known = self._written_out[id(actor)] = actor, str(actor)
        return known[1]

    def made_of(self, actor: Actor) -> Made:
        """Write an actor without groups."""
        known = self._made.get(id(actor))
        if known is None:
            known = self._made[id(actor)] = actor, self._without_groups(actor)
        return known[1]

    def _without_groups(self, actor: Actor) -> Made:
        leaves = {leaf: at for at, leaf in enumerate(dict.fromkeys(leaf_terms(self.framework, actor)))}
        joins: list[AtLeastTerm] = []
        groups: dict[GroupId, int] = {}

        def whole(terms: tuple[Term, ...]) -> int:
            made: list[int] = []
            for term in terms:
                match term:
                    case OfficeTerm() | BodyTerm():
                        made.append(leaves[term])
                    case GroupTerm(group):
                        made.append(groups[group])
                    case AtLeastTerm(count, parts):
                        made.append(len(leaves) + len(joins))
                        joins.append(AtLeastTerm(count, tuple(made[part] for part in parts)))
            return made[-1]

        for group in groups_below(self.framework, actor):
            groups[group] = whole(self.framework.groups[group].terms)
        number = whole(actor.terms)
        return Made(tuple(leaves), tuple(joins), number, _any_of(tuple(leaves), joins, number))

    def ties_of(self, office: OfficeId) -> tuple[Tie, ...]:
        """List the ties of an office that are followed."""
        return self._ties[office]

    def ties_among(self, offices: Offices) -> tuple[tuple[OfficeId, Tie], ...]:
        """List the followed ties of some offices, office by office."""
        tied = offices & self.all_tied
        known = self._tied.get(tied)
        if known is None:
            if len(self._tied) >= _MOST_REMEMBERED:
                self._tied.clear()
            found = [(office, tie) for office in self.named(tied) for tie in self._ties[office]]
            known = self._tied[tied] = tuple(found)
        return known

    def binding(self, offices: Offices) -> Offices:
        """Give the offices that the actors of the followed ties of some offices are made of."""
        found = 0
        for _, tie in self.ties_among(offices):
            found |= self.offices(tie.actor)
        return found

    @cached_property
    def all_tied(self) -> Offices:
        """Give the offices with a tie that is followed, as bits."""
        return self.all_of(self.tied)

    @cached_property
    def tied(self) -> tuple[OfficeId, ...]:
        """List the offices with a tie that is followed."""
        return tuple(office for office, ties in self._ties.items() if ties)

    @cached_property
    def _ties(self) -> Mapping[OfficeId, tuple[Tie, ...]]:
        found: dict[OfficeId, tuple[Tie, ...]] = {}
        for office in self.framework.offices.values():
            rank = self.framework.rank(office.level)
            found[office.id] = tuple(
                tie
                for tie in office.ties
                if tie.how in self._followed and (self._superiors or self._rank(tie.actor) <= rank)
            )
        return found

    def is_uncertain(self, basis: Basis) -> bool:
        """Tell whether a row rests on nothing better than a secondary source or memory."""
        known = self._uncertain.get(id(basis))
        if known is None:
            known = self._uncertain[id(basis)] = basis, is_uncertain(basis)
        return known[1]

    def moving(self, offices: Offices) -> tuple[Actor, ...]:
        """List the actors of ties that are made of some of these offices, each once: whom a holder may help to move."""
        known = self._moved_by.get(offices)
        if known is None:
            if len(self._moved_by) >= _MOST_REMEMBERED:
                self._moved_by.clear()
            found = {id(one): one for bit, some in self._moving.items() if bit & offices for one in some}
            known = self._moved_by[offices] = tuple(found.values())
        return known

    @cached_property
    def all_moving(self) -> Offices:
        """Give the offices of which actors of ties are made, as bits."""
        found = 0
        for bit in self._moving:
            found |= bit
        return found

    @cached_property
    def _moving(self) -> Mapping[Offices, tuple[Actor, ...]]:
        found: dict[Offices, list[Actor]] = {}
        for actor, _ in self._bound.values():
            for office in self.reach(actor):
                found.setdefault(self.bit(office), []).append(actor)
        return {bit: tuple(actors) for bit, actors in found.items()}

    def bound_to(self, actor: Actor) -> tuple[OfficeId, ...]:
        """List the offices with a tie to an actor, the actor being the first met that is written so."""
        return self._bound[id(actor)][1]

    @cached_property
    def _bound(self) -> Mapping[int, tuple[Actor, tuple[OfficeId, ...]]]:
        found: dict[int, tuple[Actor, dict[OfficeId, None]]] = {}
        for office, ties in self._ties.items():
            for tie in ties:
                actor = self.same(tie.actor)
                found.setdefault(id(actor), (actor, {}))[1][office] = None
        return {number: (actor, tuple(offices)) for number, (actor, offices) in found.items()}

    def _rank(self, actor: Actor) -> int:
        """Give the highest level an actor reaches."""
        levels = [
            self.framework.bodies[term.body].level
            if isinstance(term, BodyTerm)
            else self.framework.offices[term.office].level
            for term in leaf_terms(self.framework, actor)
        ]
        return max(self.framework.rank(level) for level in levels)


def _any_of(leaves: Sequence[Leaf], joins: Sequence[AtLeastTerm], whole: int) -> tuple[OfficeId, ...] | None:
    """List the offices of which any holder is enough, if it is as simple as that."""
    if whole < len(leaves):
        chosen = [leaves[whole]]
    elif len(joins) == 1 and joins[0].count == 1:
        chosen = [leaves[part] for part in joins[0].parts]
    else:
        return None
    offices = tuple(leaf.office for leaf in chosen if isinstance(leaf, OfficeTerm))
    return offices if len(offices) == len(chosen) else None


def _route(steps: tuple[Step, ...], counts: Counts) -> Route:
    consents = tuple([step for step in steps if step.is_consent])
    checks = tuple([step for step in steps if step.is_binding_check and counts(step)])
    return Route(steps, consents, checks)


def no_check(_: Step) -> bool:
    """Count no check: consent alone."""
    return False


def every_check(_: Step) -> bool:
    """Count every binding check."""
    return True


def standing_check(step: Step) -> bool:
    """Count only the checks that always take place."""
    return step.when is When.ALWAYS
