"""Law becomes algebra: matters and ties of one roster as monotone formulas over persons.

The only module, with its neighbours, that speaks both vocabularies. All seats of one person act together because a
person is one variable; two offices in one hand need no special case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from counterpoise.boolean.formula import Builder
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, BodyVotes, HeadDecides, How, Tie, Votes
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter, Step, When
from counterpoise.domain.quotas import Majority, Quota
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import BodyId, GroupId, MatterId, OfficeId, PersonId

T = TypeVar("T")

Excluded = frozenset[PersonId]
NOBODY: Excluded = frozenset()


@dataclass(frozen=True, slots=True)
class Choices:
    """Which ties are followed."""

    followed: frozenset[How] = frozenset(FOLLOWED_BY_DEFAULT)
    superiors: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a body on the day: who has how many, how many are needed, and who wins a tie at half."""

    votes: dict[PersonId, int]
    needed: int
    base: int
    presiding: PersonId | None


@dataclass(frozen=True, slots=True)
class Support:
    """What the steps of a matter reach through groups, bodies and ties: persons, and offices whose seats count."""

    persons: frozenset[PersonId]
    offices: frozenset[OfficeId]


class Structure:
    """One roster as formulas; every question on the same roster shares them."""

    def __init__(self, roster: Roster, choices: Choices) -> None:
        self.roster = roster
        self.framework: Framework = roster.framework
        self.choices = choices
        self.builder = Builder()
        held = {s.holder for seats in roster.seats.values() for s in seats if s.holder is not None}
        self.persons: tuple[PersonId, ...] = tuple(sorted(held))
        self.number = {person: number for number, person in enumerate(self.persons)}
        self.unnamed = frozenset(
            s.holder for seats in roster.seats.values() for s in seats if s.unnamed and s.holder is not None
        )
        for (
            seats
        ) in roster.seats.values():  # in the order of seats, so that alike rosters grow alike formulas
            for seat in seats:
                if seat.holder is not None:
                    self._var(seat.holder)
        self._actors: dict[tuple[Actor, Excluded], int] = {}
        self._groups: dict[tuple[GroupId, Excluded], int] = {}
        self._bodies: dict[tuple[BodyId, Quota | None, Excluded], int] = {}
        self._offices: dict[tuple[OfficeId, Excluded], int] = {}
        self._moved: dict[int, int] = {}
        self._supports: dict[MatterId, Support] = {}
        self._carried: dict[tuple[MatterId, Callable[[Step], bool]], int] = {}
        self._reach: dict[Actor, frozenset[OfficeId]] = {}

    # Actors

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
        routes = []
        for route in matter.routes:
            parts = [self.step(step) for step in route if step.is_consent]
            parts += [self.builder.dual(self.step(s)) for s in route if s.is_binding_check and counts(s)]
            routes.append(self.builder.all(parts))
        return self.builder.any(routes)

    def alone(self, root: int) -> tuple[PersonId, ...]:
        """List who makes a function true alone."""
        return tuple(self.persons[v] for v in sorted(self.builder.alone(root)))

    # Ties

    def grown(self, root: int) -> int:
        """Put M(T) in the place of T: everybody the group moves acts with it."""
        return self.builder.compose(root, self._leaves, self._moved)

    @cached_property
    def _leaves(self) -> dict[int, int]:
        """Say for each person when it moves: the least fixed point of the ties, cycles included."""
        edges = {person: self._movers(person) for person in self.persons}
        leaves: dict[int, int] = {}
        for component in components(
            self.persons,
            lambda p: [self.persons[v] for actor in edges[p] for v in self.builder.variables(actor)],
        ):
            leaves |= self._solved({self.number[p]: edges[p] for p in component}, leaves)
        return {variable: leaf for variable, leaf in leaves.items() if leaf != self.builder.var(variable)}

    def _solved(self, movers: dict[int, list[int]], outside: dict[int, int]) -> dict[int, int]:
        """Solve the persons of one cycle by eliminating one after another (Bekić 1969).

        In the least solution nobody moves for their own sake: a person's equation holds with "never" in its own
        place, and may then stand for the person in the equations of the others. Whether a person is in the group to
        begin with is a second variable until the end.
        """
        builder, beyond = self.builder, len(self.persons)
        equations = {
            v: builder.any([builder.var(beyond + v), *(builder.compose(actor, outside) for actor in actors)])
            for v, actors in movers.items()
        }
        for v in sorted(equations, key=lambda one: (len(builder.variables(equations[one])), one)):
            solved = equations[v] = builder.compose(equations[v], {v: builder.never})
            for other in equations:
                if other != v:
                    equations[other] = builder.compose(equations[other], {v: solved})
        start = {beyond + v: builder.var(v) for v in equations}
        return {v: builder.compose(equation, start) for v, equation in equations.items()}

    def _movers(self, person: PersonId) -> list[int]:
        """List the actors, and the relatives, with whom a person moves."""
        actors = [self.acts(tie.actor) for seat in self.seats_of(person) for tie in self.ties_of(seat.office)]
        kin = [self._var(other) for other in self.relatives(person)]
        return list(dict.fromkeys([*actors, *kin]))

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

    def seats_of(self, person: PersonId) -> Sequence[Seat]:
        """List the seats a person holds."""
        return self._seats[person]

    def sits_here(self, person: PersonId) -> bool:
        """Tell whether a person holds a seat at the audited place, not only above it."""
        offices = self.framework.offices
        return any(offices[seat.office].level == self.framework.audits for seat in self.seats_of(person))

    def relatives(self, person: PersonId) -> tuple[PersonId, ...]:
        """List everybody here who is related to a person, through relatives who hold no seat too."""
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
            for person in here:
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
        waiting = [p for office in offices for p in self.roster.holders(office)]
        while waiting:
            person = waiting.pop()
            if person in persons:
                continue
            persons.add(person)
            waiting.extend(self.relatives(person))
            for seat in self.seats_of(person):
                for tie in self.ties_of(seat.office):
                    offices.add(seat.office)
                    reached = self.reach(tie.actor)
                    offices |= reached
                    waiting.extend(p for office in reached for p in self.roster.holders(office))
        recused = {office for step in matter.steps for office in step.excludes}
        return Support(frozenset(persons), frozenset(offices | recused))

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


def tally(roster: Roster, body: BodyId, *, quota: Quota | None = None, excluded: Excluded = NOBODY) -> Tally:
    """Count the votes of a body as they exist on the day, leaving out whoever steps aside."""
    record = roster.framework.bodies[body]
    decides = record.decides
    assert isinstance(decides, BodyVotes)
    weight_of = dict(decides.weights) if decides.weights is not None else None
    votes: dict[PersonId, int] = {}
    established = 0
    for office in record.members:
        weight = 1 if weight_of is None else weight_of[office]
        for seat in roster.seats.get(office, ()):
            established += weight
            if seat.holder is not None and seat.holder not in excluded:
                adds_up = weight_of is not None or decides.votes is Votes.PER_SEAT
                votes[seat.holder] = votes.get(seat.holder, 0) + weight if adds_up else 1
    base = established if decides.of_seats else sum(votes.values())
    asked = quota if quota is not None else decides.quota
    presiding = None
    if (
        decides.presiding is not None
        and quota is None
        and isinstance(asked, Majority)
        and base
        and base % 2 == 0
    ):
        presiding = next((p for p in roster.holders(decides.presiding) if p not in excluded), None)
    return Tally(votes, asked.needed(base), base, presiding)


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
