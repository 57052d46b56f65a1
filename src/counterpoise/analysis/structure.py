"""Law becomes algebra: matters and ties of one roster as monotone formulas over persons.

The only module, with its neighbours, that speaks both vocabularies. All seats of one person act together because a
person is one variable; two offices in one hand need no special case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from counterpoise.analysis.acting import NOBODY, Acting, Excluded, leaf_terms
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.fixed_point import fixed_point
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.domain.actors import Actor, BodyTerm, OfficeTerm
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How, Tie
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter, Step, When
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choices:
    """Which ties are followed."""

    followed: frozenset[How] = frozenset(FOLLOWED_BY_DEFAULT)
    superiors: bool = False


@dataclass(frozen=True, slots=True)
class Bond:
    """One tie of a seat that somebody holds, and the formulas of the place at which it is seen."""

    seat: Seat
    tie: Tie
    acting: Acting


@dataclass(frozen=True, slots=True)
class Support:
    """What the steps of a matter reach through groups, bodies and ties: persons, and offices whose seats count."""

    persons: frozenset[PersonId]
    offices: frozenset[OfficeId]
    elsewhere: frozenset[tuple[OfficeId, PlaceId]]


class Structure:
    """One roster as formulas; every question on the same roster shares them."""

    def __init__(self, roster: Roster, choices: Choices) -> None:
        self.roster = roster
        self.framework: Framework = roster.framework
        self.choices = choices
        rosters = (roster, *roster.neighbours())
        held = [s for one in rosters for seats in one.seats.values() for s in seats if s.holder is not None]
        self.persons: tuple[PersonId, ...] = tuple(sorted({s.holder for s in held if s.holder is not None}))
        self.number = {person: number for number, person in enumerate(self.persons)}
        self.unnamed = frozenset(s.holder for s in held if s.unnamed and s.holder is not None)
        self._held = held
        self._bonds: dict[PersonId, tuple[Bond, ...]] = {}
        self._moved: dict[int, int] = {}
        self._joined: dict[PersonId, dict[int, int]] = {}
        self._cuts: dict[int, tuple[Formula, tuple[PersonId, ...]]] = {}
        self._supports: dict[MatterId, Support] = {}
        self._nearby: dict[PersonId, tuple[tuple[PersonId, ...], frozenset[tuple[OfficeId, PlaceId]]]] = {}
        self._carried: dict[tuple[MatterId, Callable[[Step], bool]], int] = {}
        self._routes_alone: dict[
            tuple[MatterId, Callable[[Step], bool], bool], tuple[tuple[tuple[Step, ...], frozenset[int]], ...]
        ] = {}
        self._stepped: dict[MatterId, frozenset[tuple[OfficeId, PlaceId]]] = {}
        self._reach: dict[Actor, frozenset[OfficeId]] = {}
        self._seated: dict[tuple[int, PlaceId], tuple[Actor, tuple[PersonId, ...]]] = {}

    @cached_property
    def builder(self) -> Builder:
        """Give what formulas grow in: variables in the order of seats, so that alike rosters grow alike formulas."""
        builder = Builder()
        for seat in self._held:
            if seat.holder is not None:
                builder.var(self.number[seat.holder])
        return builder

    @cached_property
    def _here(self) -> Acting:
        return Acting(self.roster, self.builder, self.number)

    @cached_property
    def _beyond(self) -> tuple[Acting, ...]:
        return tuple(Acting(other, self.builder, self.number) for other in self.roster.neighbours())

    def acts(self, actor: Actor, excluded: Excluded = NOBODY) -> int:
        """Give e(T), as persons act independently; whoever is excluded counts as a vacant seat."""
        return self._here.acts(actor, excluded)

    def _var(self, person: PersonId) -> int:
        return self.builder.var(self.number[person])

    # Steps and matters

    def excluded_from(self, step: Step) -> Excluded:
        """List the persons who step aside in a step."""
        return frozenset(p for office in step.excludes for p in self.roster.holders(office))

    def step(self, step: Step) -> int:
        """Give e(T) of a step: of its substitute when recusal or vacancy leaves the actor unable to act at all."""
        excluded = self.excluded_from(step)
        acting = self.acts(step.actor, excluded)
        if acting == self.builder.never and step.substitute is not None:
            return self.acts(step.substitute, excluded)
        return acting

    def carries(self, matter: Matter, counts: Callable[[Step], bool]) -> int:
        """Give f: one whole route of consent steps, with each counting check neutralised."""
        known = self._carried.get((matter.id, counts))
        if known is None:
            known = self._carried[matter.id, counts] = self._carries(matter, counts)
        return known

    def _carries(self, matter: Matter, counts: Callable[[Step], bool]) -> int:
        return self.builder.any([self._carries_route(route, counts) for route in matter.routes])

    def _carries_route(self, route: Sequence[Step], counts: Callable[[Step], bool]) -> int:
        parts = [self.step(step) for step in route if step.is_consent]
        parts += [self.builder.dual(self.step(s)) for s in route if s.is_binding_check and counts(s)]
        return self.builder.all(parts)

    def routes_alone(
        self, matter: Matter, counts: Callable[[Step], bool], *, with_ties: bool = False
    ) -> tuple[tuple[tuple[Step, ...], frozenset[int]], ...]:
        """Tell of each route who carries it alone, moving nobody or with ties, by number; everybody is tried at once."""
        key = matter.id, counts, with_ties
        known = self._routes_alone.get(key)
        if known is None:
            written = [(route, self._carries_route(route, counts)) for route in matter.routes]
            known = self._routes_alone[key] = tuple(
                (route, self.builder.alone(self.grown(node) if with_ties else node))
                for route, node in written
            )
        return known

    def cut(self, root: int) -> tuple[Formula, tuple[PersonId, ...]]:
        """Cut a function out as a formula of its own, and tell whom each variable stands for."""
        known = self._cuts.get(root)
        if known is None:
            formula, variables = self.builder.formula(root)
            known = self._cuts[root] = formula, tuple([self.persons[v] for v in variables])
        return known

    def alone(self, root: int) -> tuple[PersonId, ...]:
        """List who makes a function true alone."""
        return tuple(self.persons[v] for v in sorted(self.builder.alone(root)))

    def joined_by(self, person: PersonId, root: int) -> int:
        """Put a person into every group."""
        with_person = self._joined.setdefault(person, {})
        return self.builder.compose(root, {self.number[person]: self.builder.always}, with_person)

    # Ties

    def grown(self, root: int) -> int:
        """Put M(T) in the place of T: everybody the group moves acts with it.

        Raises TooLargeError when so many persons move one another in a circle that nobody could write down when.
        """
        if self._leaves is None:
            raise TooLargeError("too many persons move one another in a circle")
        return self.builder.compose(root, self._leaves, self._moved)

    @property
    def can_grow(self) -> bool:
        """Tell whether the ties can be written down as formulas."""
        return self._leaves is not None

    @cached_property
    def _leaves(self) -> dict[int, int] | None:
        """Say for each person when it moves: the least fixed point of the ties, cycles included."""
        edges = {person: self._movers(person) for person in self.persons}
        near = {
            person: frozenset(self.persons[v] for actor in actors for v in self.builder.variables(actor))
            for person, actors in edges.items()
        }
        leaves: dict[int, int] = {}
        for component in components(self.persons, lambda p: sorted(near[p])):
            movers = {
                self.number[p]: [self.builder.compose(actor, leaves) for actor in edges[p]] for p in component
            }
            if len(component) == 1 and component[0] not in near[component[0]]:
                ((variable, actors),) = movers.items()
                leaves[variable] = self.builder.any([self.builder.var(variable), *actors])
                continue
            solved = fixed_point(self.builder, movers, beyond=len(self.persons))
            if solved is None:
                return None
            leaves |= solved
        return {variable: leaf for variable, leaf in leaves.items() if leaf != self.builder.var(variable)}

    def _movers(self, person: PersonId) -> list[int]:
        """List the actors, and the relatives, with whom a person moves."""
        actors = [bond.acting.acts(bond.tie.actor) for bond in self.bonds(person)]
        kin = [self._var(other) for other in self.relatives(person)]
        return list(dict.fromkeys([*actors, *kin]))

    def bonds(self, person: PersonId) -> tuple[Bond, ...]:
        """List the ties by which a person is bound, in offices held here and then elsewhere."""
        known = self._bonds.get(person)
        if known is None:
            seats = [(self._here, seat) for seat in self.seats_of(person)] + self._elsewhere.get(person, [])
            known = self._bonds[person] = tuple(
                Bond(seat, tie, acting) for acting, seat in seats for tie in self.ties_of(seat.office)
            )
        return known

    def ties_of(self, office: OfficeId) -> tuple[Tie, ...]:
        """List the ties of an office that are followed."""
        return self._followed[office]

    @cached_property
    def _followed(self) -> dict[OfficeId, tuple[Tie, ...]]:
        found: dict[OfficeId, tuple[Tie, ...]] = {}
        for office in self.framework.offices.values():
            rank = self.framework.rank(office.level)
            found[office.id] = tuple(
                tie
                for tie in office.ties
                if tie.how in self.choices.followed
                and (self.choices.superiors or self._rank(tie.actor) <= rank)
            )
        return found

    def _rank(self, actor: Actor) -> int:
        """Give the highest level an actor reaches."""
        levels = [
            self.framework.bodies[term.body].level
            if isinstance(term, BodyTerm)
            else self.framework.offices[term.office].level
            for term in leaf_terms(self.framework, actor)
        ]
        return max(self.framework.rank(level) for level in levels)

    @cached_property
    def _seats(self) -> dict[PersonId, list[Seat]]:
        seats: dict[PersonId, list[Seat]] = {person: [] for person in self.persons}
        for held in self.roster.seats.values():
            for seat in held:
                if seat.holder is not None:
                    seats[seat.holder].append(seat)
        return seats

    def roster_of(self, place: PlaceId) -> Roster:
        """Give the roster in which a place is seen."""
        return next(one.roster for one in (self._here, *self._beyond) if one.roster.has(place))

    def seated(self, actor: Actor, place: PlaceId) -> tuple[PersonId, ...]:
        """List everybody with a seat in what an actor of a place is made of; remembered by the very actor."""
        known = self._seated.get((id(actor), place))
        if known is None:
            there = self.roster_of(place)
            persons = dict.fromkeys(p for office in self.reach(actor) for p in there.holders(office))
            known = self._seated[id(actor), place] = actor, tuple(persons)
        return known[1]

    @cached_property
    def _elsewhere(self) -> dict[PersonId, list[tuple[Acting, Seat]]]:
        """Gather what persons hold at other places, each seat once."""
        held: dict[PersonId, list[tuple[Acting, Seat]]] = {}
        seen = set(self.roster.chain.values())
        for acting in self._beyond:
            for seats in acting.roster.seats.values():
                for seat in seats:
                    if seat.holder is not None and seat.place not in seen:
                        held.setdefault(seat.holder, []).append((acting, seat))
            seen.update(acting.roster.chain.values())
        return held

    def holdings_of(self, person: PersonId) -> tuple[Seat, ...]:
        """List the seats a person holds, here and then elsewhere."""
        return (*self.seats_of(person), *(seat for _, seat in self._elsewhere.get(person, ())))

    def seats_of(self, person: PersonId) -> Sequence[Seat]:
        """List the seats a person holds here."""
        return self._seats[person]

    def sits_here(self, person: PersonId) -> bool:
        """Tell whether a person holds a seat at the audited place, not only above it."""
        offices = self.framework.offices
        return any(offices[seat.office].level == self.framework.audits for seat in self.seats_of(person))

    def relatives(self, person: PersonId) -> tuple[PersonId, ...]:
        """List everybody seated who is related to a person, through relatives who hold no seat too."""
        return self._kin.get(person, ())

    @cached_property
    def _kin(self) -> dict[PersonId, tuple[PersonId, ...]]:
        near: dict[PersonId, list[PersonId]] = {}
        for kin in self.roster.kin:
            near.setdefault(kin.a, []).append(kin.b)
            near.setdefault(kin.b, []).append(kin.a)
        families: dict[PersonId, tuple[PersonId, ...]] = {}
        for family in components(sorted(near), lambda p: near[p]):
            here = [p for p in sorted(family) if p in self.number]
            for person in family:
                families[person] = tuple(p for p in here if p != person)
        return families

    # Support

    def support(self, matter: Matter) -> Support:
        """Collect what the steps of a matter reach: offices through groups and bodies, persons through ties."""
        known = self._supports.get(matter.id)
        if known is None:
            known = self._supports[matter.id] = self._supported(matter)
        return known

    def _supported(self, matter: Matter) -> Support:
        offices: set[OfficeId] = set()
        for step in matter.steps:
            offices |= self.reach(step.actor)
            if step.substitute is not None:
                offices |= self.reach(step.substitute)
        persons: set[PersonId] = set()
        seats: set[tuple[OfficeId, PlaceId]] = set()
        waiting = [p for office in offices for p in self.roster.holders(office)]
        while waiting:
            person = waiting.pop()
            if person in persons:
                continue
            persons.add(person)
            movers, bound = self._near(person)
            waiting.extend(movers)
            seats |= bound
        offices |= {office for office, place in seats if self.roster.has(place)}
        offices |= {office for step in matter.steps for office in step.excludes}
        beyond = frozenset((office, place) for office, place in seats if not self.roster.has(place))
        return Support(frozenset(persons), frozenset(offices), beyond)

    def stepped(self, matter: Matter) -> frozenset[tuple[OfficeId, PlaceId]]:
        """List the offices here, with their places, that the actors and substitutes of the steps are made of."""
        known = self._stepped.get(matter.id)
        if known is None:
            actors = [step.actor for step in matter.steps]
            actors += [step.substitute for step in matter.steps if step.substitute is not None]
            offices = frozenset().union(*(self.reach(actor) for actor in actors))
            known = self._stepped[matter.id] = frozenset(
                (office, self.roster.place_of(office)) for office in offices if office in self.roster.seats
            )
        return known

    def _near(self, person: PersonId) -> tuple[tuple[PersonId, ...], frozenset[tuple[OfficeId, PlaceId]]]:
        """List who may move a person, and the offices, with their places, of both ends of the ties."""
        known = self._nearby.get(person)
        if known is None:
            movers = dict.fromkeys(self.relatives(person))
            seats: set[tuple[OfficeId, PlaceId]] = set()
            for bond in self.bonds(person):
                there, reached = bond.acting.roster, self.reach(bond.tie.actor)
                seats.add((bond.seat.office, bond.seat.place))
                seats |= {(office, there.place_of(office)) for office in reached if office in there.seats}
                movers.update(dict.fromkeys(p for office in reached for p in there.holders(office)))
            known = self._nearby[person] = tuple(movers), frozenset(seats)
        return known

    def reach(self, actor: Actor) -> frozenset[OfficeId]:
        """List the offices an actor is made of."""
        known = self._reach.get(actor)
        if known is None:
            offices: set[OfficeId] = set()
            for term in leaf_terms(self.framework, actor):
                if isinstance(term, OfficeTerm):
                    offices.add(term.office)
                else:
                    offices.update(self.framework.bodies[term.body].members)
            known = self._reach[actor] = frozenset(offices)
        return known


def has_holder(structure: Structure, step: Step) -> bool:
    """Tell whether anybody holds a seat of the step's actor (or of the substitute that acts in its place)."""
    actor = step.actor
    excluded = structure.excluded_from(step)
    if step.substitute is not None and structure.acts(actor, excluded) == structure.builder.never:
        actor = step.substitute
    return any(
        p not in excluded for office in structure.reach(actor) for p in structure.roster.holders(office)
    )


def no_check(_: Step) -> bool:
    """Count no check: consent alone."""
    return False


def every_check(_: Step) -> bool:
    """Count every binding check."""
    return True


def standing_check(step: Step) -> bool:
    """Count only the checks that always take place."""
    return step.when is When.ALWAYS


def components(nodes: Sequence[T], follow: Callable[[T], Iterable[T]]) -> list[list[T]]:
    """Group nodes that reach one another; a group comes after every group it reaches (Tarjan 1972).

    Cost: linear in nodes and edges; no recursion.
    """
    index: dict[T, int] = {}
    low: dict[T, int] = {}
    path: list[T] = []
    on_path: set[T] = set()
    found: list[list[T]] = []
    for start in nodes:
        if start in index:
            continue
        work = [(start, iter(list(follow(start))))]
        index[start] = low[start] = len(index)
        path.append(start)
        on_path.add(start)
        while work:
            node, rest = work[-1]
            for following in rest:
                if following not in index:
                    index[following] = low[following] = len(index)
                    path.append(following)
                    on_path.add(following)
                    work.append((following, iter(list(follow(following)))))
                    break
                if following in on_path:
                    low[node] = min(low[node], index[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group: list[T] = []
                    while not group or group[-1] != node:
                        group.append(path.pop())
                        on_path.discard(group[-1])
                    found.append(group)
    return found
