"""Law becomes algebra: matters and ties of one roster as monotone formulas over persons.

The only module, with its neighbours, that speaks both vocabularies. All seats of one person act together because a
person is one variable; two offices in one hand need no special case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from counterpoise.analysis.acting import NOBODY, Acting, Excluded
from counterpoise.analysis.by_hand import Growing, Holding, Persons
from counterpoise.analysis.clerk import NO_ONE, Group, Seated, members
from counterpoise.analysis.components import components
from counterpoise.analysis.incumbents import Incumbents
from counterpoise.analysis.law import Law, Offices
from counterpoise.analysis.reaching import Reaching
from counterpoise.analysis.ties import Bond, Ties
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.fixed_point import fixed_point
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How, Tie
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choices:
    """Which ties are followed."""

    followed: frozenset[How] = frozenset(FOLLOWED_BY_DEFAULT)
    superiors: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """What the steps of a matter reach through groups, bodies and ties: persons, and offices whose seats count."""

    persons: frozenset[PersonId]
    offices: frozenset[OfficeId]
    elsewhere: frozenset[tuple[OfficeId, PlaceId]]


@dataclass(frozen=True, slots=True)
class Reached:
    """The same, persons and offices as the bits of numbers."""

    persons: Group
    offices: Offices
    elsewhere: frozenset[tuple[OfficeId, PlaceId]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known beforehand of a roster that shows no other place and no kin.

    Everybody seated by id, the seats each of them holds in the order of the offices, the offices of these as bits by
    the number of the person, who sits on the seats of an office, as bits in the order of ids, and what matters reach.
    """

    persons: tuple[PersonId, ...]
    seats: Mapping[PersonId, Sequence[Seat]]
    offices: Sequence[Offices]
    seated: Seated
    reaching: Callable[[], Reaching]


class Structure:
    """One roster as formulas; every question on the same roster shares them."""

    def __init__(
        self, roster: Roster, choices: Choices, *, law: Law | None = None, listed: Listed | None = None
    ) -> None:
        self.roster = roster
        self.framework: Framework = roster.framework
        self.choices = choices
        self.law = law or law_of(roster.framework, choices)
        self._rosters = (roster, *roster.neighbours())
        self._listed = listed
        self.persons: tuple[PersonId, ...] = (
            listed.persons
            if listed is not None
            else tuple(sorted({s.holder for s in self._held if s.holder is not None}))
        )
        self.number = {person: number for number, person in enumerate(self.persons)}
        self._moved: dict[int, int] = {}
        self._joined: dict[PersonId, dict[int, int]] = {}
        self._holdings: dict[PersonId, tuple[Holding, ...]] = {}
        self._cuts: dict[int, tuple[Formula, tuple[PersonId, ...]]] = {}
        self._supports: dict[MatterId, Support] = {}
        self._reached: dict[MatterId, Reached] = {}
        self._nearby: dict[int, Reached] = {}
        self._far: dict[int, Reached] = {}
        self._carried: dict[tuple[MatterId, Callable[[Step], bool]], int] = {}
        self._routes_alone: dict[
            tuple[MatterId, Callable[[Step], bool], bool], tuple[tuple[tuple[Step, ...], frozenset[int]], ...]
        ] = {}

    @cached_property
    def _held(self) -> list[Seat]:
        """List the seats that are held, here and then elsewhere."""
        return [
            s for one in self._rosters for seats in one.seats.values() for s in seats if s.holder is not None
        ]

    @cached_property
    def unnamed(self) -> frozenset[PersonId]:
        """Give the persons nobody told us about."""
        return frozenset(s.holder for s in self._held if s.unnamed and s.holder is not None)

    @cached_property
    def builder(self) -> Builder:
        """Give what formulas grow in: variables in the order of seats, so that alike rosters grow alike formulas."""
        builder = Builder()
        for seat in self._held:
            if seat.holder is not None:
                builder.var(self.number[seat.holder])
        return builder

    @cached_property
    def _acting(self) -> tuple[Acting, ...]:
        return tuple(Acting(one, self.builder, self.number) for one in self._rosters)

    def acts(self, actor: Actor, excluded: Excluded = NOBODY) -> int:
        """Give e(T), as persons act independently; whoever is excluded counts as a vacant seat."""
        return self._acting[0].acts(actor, excluded)

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

    # By hand

    @cached_property
    def incumbents(self) -> Incumbents:
        """Give who holds the seats: what is tried by hand, without formulas."""
        seated = None if self._listed is None else self._listed.seated
        return Incumbents(self.law, self._rosters, self.number, seated=seated)

    @cached_property
    def ties(self) -> Ties:
        """Give what binds the holders of seats to others."""
        if self._listed is None:
            return Ties(self.law, self._rosters, self.persons)
        return Ties(
            self.law, self._rosters, self.persons, seats=self._listed.seats, offices=self._listed.offices
        )

    @cached_property
    def growing(self) -> Growing:
        """Give what groups grow by, hand in hand: every way in which somebody here moves with somebody else."""
        return Growing(self.incumbents, self.ties)

    def moved(self, group: Iterable[PersonId]) -> Persons:
        """Give everybody a group moves, itself too, all ties followed by hand."""
        return self.persons_of(self.growing.moved(self.group_of(group)))

    def group_of(self, persons: Iterable[PersonId]) -> Group:
        """Give persons as the bits of a number."""
        found = NO_ONE
        for person in persons:
            found |= 1 << self.number[person]
        return found

    def persons_of(self, group: Group) -> Persons:
        """Give the persons that the bits of a number stand for."""
        return frozenset([self.persons[number] for number in members(group)])

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
        actors = [self._acting[bond.at].acts(bond.tie.actor) for bond in self.bonds(person)]
        kin = [self._var(other) for other in self.relatives(person)]
        return list(dict.fromkeys([*actors, *kin]))

    def bonds(self, person: PersonId) -> tuple[Bond, ...]:
        """List the ties by which a person is bound, in offices held here and then elsewhere."""
        return self.ties.bonds(self.number[person])

    def ties_of(self, office: OfficeId) -> tuple[Tie, ...]:
        """List the ties of an office that are followed."""
        return self.law.ties_of(office)

    def roster_of(self, place: PlaceId) -> Roster:
        """Give the roster in which a place is seen."""
        return next(one for one in self._rosters if one.has(place))

    def holdings_of(self, person: PersonId) -> tuple[Seat, ...]:
        """List the seats a person holds, here and then elsewhere."""
        return self.ties.holdings_of(person)

    def holdings(self, person: PersonId) -> tuple[Holding, ...]:
        """List the holdings of a person, here and then elsewhere, each once."""
        known = self._holdings.get(person)
        if known is None:
            known = self._holdings[person] = tuple(self._all_holdings(person))
        return known

    def _all_holdings(self, person: PersonId) -> Iterable[Holding]:
        if self._listed is not None:
            return self._listed_holdings(person, self._listed.offices[self.number[person]])
        return dict.fromkeys([Holding(person, s.office, s.place) for s in self.holdings_of(person)])

    def holdings_among(self, person: PersonId, offices: Offices) -> Iterable[Holding]:
        """List the holdings of a person here of some offices, each once."""
        if self._listed is not None:
            return self._listed_holdings(person, self._listed.offices[self.number[person]] & offices)
        seats = [seat for seat in self.seats_of(person) if self.law.bit(seat.office) & offices]
        return dict.fromkeys([Holding(person, seat.office, seat.place) for seat in seats])

    def _listed_holdings(self, person: PersonId, offices: Offices) -> list[Holding]:
        """List what somebody holds of some offices, where there is no other place."""
        place = self.roster.place
        return [Holding(person, office, place) for office in self.law.named(offices)]

    def seats_of(self, person: PersonId) -> Sequence[Seat]:
        """List the seats a person holds here."""
        return self.ties.seats_of(person)

    def sits_here(self, person: PersonId) -> bool:
        """Tell whether a person holds a seat at the audited place, not only above it."""
        offices = self.framework.offices
        return any(offices[seat.office].level == self.framework.audits for seat in self.seats_of(person))

    def relatives(self, person: PersonId) -> tuple[PersonId, ...]:
        """List everybody seated who is related to a person, through relatives who hold no seat too."""
        return self.ties.relatives(person)

    # Support

    def support(self, matter: Matter) -> Support:
        """Collect what the steps of a matter reach: offices through groups and bodies, persons through ties."""
        known = self._supports.get(matter.id)
        if known is None:
            known = self._supports[matter.id] = self._supported(matter)
        return known

    def _supported(self, matter: Matter) -> Support:
        reached = self.reached(matter)
        offices = frozenset(
            [office for office in self.framework.offices if self.law.bit(office) & reached.offices]
        )
        return Support(self.persons_of(reached.persons), offices, reached.elsewhere)

    def reached(self, matter: Matter) -> Reached:
        """Collect what the steps of a matter reach, as the bits of numbers."""
        known = self._reached.get(matter.id)
        if known is None:
            known = self._reached[matter.id] = self._all_reached(matter)
        return known

    def offices_reached(self, matter: Matter) -> Offices:
        """Collect the offices among what the steps of a matter reach, as bits."""
        if self._reaching is None:
            return self.reached(matter).offices
        entered, beside = self._reaching.of(self.law.stated(matter))
        return entered | beside

    def _all_reached(self, matter: Matter) -> Reached:
        stated = self.law.stated(matter)
        if self._reaching is not None:
            return self._reached_by_office(*self._reaching.of(stated))
        persons, offices = NO_ONE, stated.acting | stated.aside
        elsewhere: set[tuple[OfficeId, PlaceId]] = set()
        for actor in stated.actors:
            persons |= self.incumbents.here.reached(actor)
        waiting = persons & self._bound
        while waiting:
            far = self._pulling(waiting.bit_length() - 1)
            offices |= far.offices
            elsewhere |= far.elsewhere
            persons |= far.persons
            waiting &= ~far.persons
        return Reached(persons, offices, frozenset(elsewhere))

    @cached_property
    def _reaching(self) -> Reaching | None:
        return None if self._listed is None else self._listed.reaching()

    def _reached_by_office(self, entered: Offices, beside: Offices) -> Reached:
        """Collect the same where nobody is bound at another place or by kin: everybody in the offices entered."""
        persons = NO_ONE
        for office in self.law.named(entered):
            persons |= self.incumbents.here.holders(office)
        return Reached(persons, entered | beside, frozenset())

    def _pulling(self, number: int) -> Reached:
        """Tell who may move a person, and these in turn, the person too, with the offices of both ends of the ties."""
        known = self._far.get(number)
        if known is None:
            known = self._far[number] = self._all_pulling(number)
        return known

    def _all_pulling(self, number: int) -> Reached:
        persons, offices = 1 << number, 0
        elsewhere: set[tuple[OfficeId, PlaceId]] = set()
        waiting, bound = persons, self._bound
        while waiting:
            person = waiting.bit_length() - 1
            far = self._far.get(person)
            near = self._near(person) if far is None else far
            offices |= near.offices
            elsewhere |= near.elsewhere
            waiting ^= 1 << person
            waiting |= near.persons & ~persons & bound
            persons |= near.persons
            if far is not None:
                waiting &= ~far.persons
        return Reached(persons, offices, frozenset(elsewhere))

    @cached_property
    def _bound(self) -> Group:
        """Give everybody who moves with somebody: who holds an office with a tie, or has relatives."""
        found = self.group_of(self.ties.related)
        for clerk in self.incumbents.clerks:
            for office in self.law.tied:
                found |= clerk.holders(office)
        return found

    def _near(self, number: int) -> Reached:
        """Tell who may move a person, and the offices, with their places, of both ends of the ties."""
        known = self._nearby.get(number)
        if known is None:
            person = self.persons[number]
            persons, offices = self.group_of(self.relatives(person)), 0
            elsewhere: set[tuple[OfficeId, PlaceId]] = set()
            for bond in self.bonds(person):
                persons |= self.incumbents.clerks[bond.at].reached(bond.tie.actor)
                if bond.at == 0:
                    offices |= self.law.bit(bond.office) | self.law.offices(bond.tie.actor) & self._seated
                else:
                    for office, place in self._ends(bond):
                        if self.roster.has(place):
                            offices |= self.law.bit(office)
                        else:
                            elsewhere.add((office, place))
            known = self._nearby[number] = Reached(persons, offices, frozenset(elsewhere))
        return known

    @cached_property
    def _seated(self) -> int:
        """Give the offices that have seats here, as the bits of a number."""
        found = 0
        for office in self.roster.seats:
            found |= self.law.bit(office)
        return found

    def _ends(self, bond: Bond) -> Iterator[tuple[OfficeId, PlaceId]]:
        """List the offices, with their places, of both ends of a tie."""
        yield bond.office, bond.place
        yield from self.made_of(bond.tie.actor, self._rosters[bond.at])

    def made_of(self, actor: Actor, there: Roster) -> Iterator[tuple[OfficeId, PlaceId]]:
        """List the offices, with their places, that an actor is made of in a roster."""
        for office in self.reach(actor):
            if office in there.seats:
                yield office, there.place_of(office)

    def reach(self, actor: Actor) -> frozenset[OfficeId]:
        """List the offices an actor is made of."""
        return self.law.reach(actor)


def law_of(framework: Framework, choices: Choices) -> Law:
    """Read a framework as some choices say."""
    return Law(framework, followed=choices.followed, superiors=choices.superiors)


def has_holder(structure: Structure, step: Step) -> bool:
    """Tell whether anybody holds a seat of the step's actor (or of the substitute that acts in its place)."""
    clerk = structure.incumbents.here
    return clerk.reached(clerk.acting(step)) & ~clerk.aside(step) != NO_ONE
