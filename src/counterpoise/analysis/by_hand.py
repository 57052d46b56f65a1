"""Who moves with whom, followed by hand: a group grows link by link, without any formula.

Used to cut witnesses down to what they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from counterpoise.analysis.clerk import NO_ONE, Group, Says, has_any, members
from counterpoise.analysis.incumbents import Incumbents
from counterpoise.analysis.law import Offices
from counterpoise.analysis.ties import Bond, Ties
from counterpoise.boolean.budget import Clock
from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import Tie
from counterpoise.domain.words import OfficeId, PersonId, PlaceId

_MOST_REMEMBERED = 100_000
"""So many links are remembered of the groups last grown."""


_TRIAL = 64
"""The work of trying one group, beside that of growing it, counted in ways."""

_FEW = 16
"""So many ways are tried all at once before some of them."""

Persons = frozenset[PersonId]


class Holding(NamedTuple):
    """A person's seat or seats in one office at one place."""

    person: PersonId
    office: OfficeId
    place: PlaceId


@dataclass(frozen=True, slots=True)
class Link:
    """One way in which a person moves: with the actor of a tie of an office held at a place, or with a relative."""

    person: PersonId
    office: OfficeId | None
    tie: Tie | None
    relative: PersonId | None = None
    place: PlaceId | None = None

    @property
    def holding(self) -> Holding | None:
        """Give the holding that binds the person, if it is one."""
        if self.office is None or self.place is None:
            return None
        return Holding(self.person, self.office, self.place)


class _Puller:
    """An actor, or a relative, with whom some persons move: when, and by which ways of whom, as far as these are made."""

    __slots__ = ("bound", "is_whole", "moves", "says", "ways")

    def __init__(self, says: Says, bound: Callable[[], Group]) -> None:
        self.says = says
        self.bound = bound
        self.ways: list[tuple[int, int]] = []
        self.moves = NO_ONE
        self.is_whole = False


class Way:
    """A link as a group follows it: whom it moves, and when; `cause` is the bond or the relative."""

    __slots__ = ("cause", "is_doubtful", "known", "moves", "person", "puller")

    def __init__(
        self, person: PersonId, cause: Bond | PersonId, moves: Group, puller: _Puller, *, is_doubtful: bool
    ) -> None:
        self.person = person
        self.cause = cause
        self.moves = moves
        self.puller = puller
        self.is_doubtful = is_doubtful
        self.known: Link | None = None

    @property
    def link(self) -> Link:
        """Give the link; most ways are never told."""
        if self.known is None:
            self.known = self._link()
        return self.known

    def _link(self) -> Link:
        cause = self.cause
        if isinstance(cause, Bond):
            return Link(self.person, cause.office, cause.tie, place=cause.place)
        return Link(self.person, None, None, cause)


Pulls = Sequence[tuple[Group, Says]]
"""Whom each of some ways moves, and when."""


class Used(NamedTuple):
    """The ways that move somebody when a group starts, in order; and as they are tried, doubtful ones first."""

    ways: tuple[Way, ...]
    trying: Sequence[Way]
    pulls: Pulls


class Growing:
    """Grows groups along every way in which somebody moves with somebody else; ways are made as they are met.

    The ways of all persons are gone through again and again until nobody more moves. Nobody is moved before somebody of
    the actor is in the group, so an actor is asked only when somebody of it has joined, and no more once it said yes.
    """

    def __init__(self, incumbents: Incumbents, ties: Ties) -> None:
        self._incumbents = incumbents
        self._ties = ties
        self._ways: dict[int, tuple[Way, ...]] = {}
        self._pullers: dict[tuple[int, int] | PersonId, _Puller] = {}
        self._moved_by: dict[tuple[int, Offices], tuple[_Puller, ...]] = {}
        self._helped: dict[int, list[_Puller]] = {}
        self._grown: dict[tuple[Group, bool], tuple[Group, tuple[Way, ...]]] = {}
        self._used: dict[Group, Used] = {}
        self._remembered = 0

    def ways_of(self, person: int) -> tuple[Way, ...]:
        """List the ways in which a person moves with others."""
        known = self._ways.get(person)
        if known is None:
            known = self._ways[person] = tuple(self._made(person))
            for number, way in enumerate(known):
                way.puller.ways.append((person, number))
                way.puller.moves |= way.moves
        return known

    def _made(self, number: int) -> Iterator[Way]:
        person, moves, law = self._ties.persons[number], 1 << number, self._incumbents.law
        for bond in self._ties.bonds(number):
            tie = bond.tie
            yield Way(
                person, bond, moves, self._actor(tie.actor, bond.at), is_doubtful=law.is_uncertain(tie.basis)
            )
        for other in self._ties.relatives(person):
            yield Way(person, other, moves, self._relative(other), is_doubtful=False)

    def _actor(self, actor: Actor, at: int) -> _Puller:
        same = self._incumbents.law.same(actor)
        known = self._pullers.get((id(same), at))
        if known is None:
            known = self._pullers[id(same), at] = self._puller(same, at)
        return known

    def _puller(self, actor: Actor, at: int) -> _Puller:
        law, clerk = self._incumbents.law, self._incumbents.clerks[at]

        def bound() -> Group:
            found = NO_ONE
            for office in law.bound_to(actor):
                found |= clerk.holders(office)
            return found

        return _Puller(clerk.pulls(actor), bound)

    def _relative(self, person: PersonId) -> _Puller:
        known = self._pullers.get(person)
        if known is None:
            bound = NO_ONE
            for other in self._ties.relatives(person):
                bound |= self._incumbents.bit(other)
            known = self._pullers[person] = _Puller(has_any(self._incumbents.bit(person)), lambda: bound)
        return known

    def _helped_by_one(self, number: int) -> list[_Puller]:
        """List the same of one person who joined; asked for again in most groups."""
        known = self._helped.get(number)
        if known is None:
            known = self._helped[number] = self._helped_by(1 << number)
        return known

    def _helped_by(self, joined: Group) -> list[_Puller]:
        """List the actors with a seat of somebody who joined, and whoever joined as a relative."""
        ties, moving = self._ties, self._incumbents.law.all_moving
        found: list[_Puller] = []
        for at in range(len(self._incumbents.clerks)):
            found += self._with_a_seat(at, ties.offices_in(at, joined) & moving)
        if ties.related:
            related = [ties.persons[number] for number in members(joined)]
            found += [self._relative(person) for person in related if ties.relatives(person)]
        return found

    def _with_a_seat(self, at: int, offices: Offices) -> tuple[_Puller, ...]:
        """List the actors with a seat of any of some offices, each once."""
        known = self._moved_by.get((at, offices))
        if known is None:
            actors = self._incumbents.law.moving(offices)
            known = self._moved_by[at, offices] = tuple([self._actor(actor, at) for actor in actors])
        return known

    def grown(self, group: Group, *, surely: bool = False) -> tuple[Group, tuple[Way, ...]]:
        """Grow a group to everybody it moves, or surely moves; also tell which ways moved somebody, in order."""
        known = self._grown.get((group, surely))
        if known is None:
            known = self._followed(group, surely=surely)
            self._remember(len(known[1]))
            self._grown[group, surely] = known
        return known

    def _remember(self, links: int) -> None:
        """Make room for so many links: where there is none all others are forgotten."""
        self._remembered += links + 1
        if self._remembered > _MOST_REMEMBERED:
            self._grown.clear()
            self._used.clear()
            self._remembered = links + 1

    def _followed(self, group: Group, *, surely: bool) -> tuple[Group, tuple[Way, ...]]:
        moved = group
        used: list[Way] = []
        willing: set[_Puller] = set()
        queue: list[tuple[int, int, int]] = []
        first: dict[int, tuple[int, int]] = {}
        turn, last, helped = 0, (-1, -1), self._helped_by(group)
        while True:
            for person, number in self._now_pulling(moved, helped, willing):
                way = self._ways[person][number]
                if moved & way.moves or (surely and way.is_doubtful):
                    continue
                when = turn + ((person, number) <= last), number
                if person not in first or when < first[person]:  # only its first way moves a person
                    first[person] = when
                    heappush(queue, (when[0], person, number))
            while queue and moved >> queue[0][1] & 1:
                heappop(queue)
            if not queue:
                return moved, tuple(used)
            turn, person, number = heappop(queue)
            last, way = (person, number), self._ways[person][number]
            moved |= way.moves
            used.append(way)
            helped = self._helped_by_one(person)

    def moved(self, group: Group, *, until: Group = NO_ONE) -> Group:
        """Grow a group to everybody it moves, without telling by which ways; or until it has somebody of some others."""
        known = self._grown.get((group, False))
        if known is not None:
            return known[0]
        moved = joined = group
        willing: set[_Puller] = set()
        while joined and not moved & until:
            before = moved
            for puller in self._helped_by(joined):
                if puller not in willing and puller.says(moved):
                    willing.add(puller)
                    self._with(puller)
                    moved |= puller.moves
            joined = moved & ~before
        return moved

    def _now_pulling(
        self, moved: Group, helped: Sequence[_Puller], willing: set[_Puller]
    ) -> list[tuple[int, int]]:
        """List the ways with those of some actors that now say yes: of whom, and which of theirs."""
        found: list[tuple[int, int]] = []
        for puller in helped:
            if puller not in willing and puller.says(moved):
                willing.add(puller)
                found += self._with(puller)
        return found

    def _with(self, puller: _Puller) -> Sequence[tuple[int, int]]:
        """List the ways with an actor or a relative, those of everybody who may have one made first."""
        if not puller.is_whole:
            for person in members(puller.bound()):
                self.ways_of(person)
            puller.ways.sort()
            puller.is_whole = True
        return puller.ways

    def used(self, start: Group) -> Used:
        """Tell which ways move somebody when a group starts, in order: doubtful ones only where others do not."""
        known = self._used.get(start)
        if known is None:
            ways = self._ways_used(start)
            self._remember(3 * len(ways))
            trying = sorted(ways, key=lambda way: not way.is_doubtful)
            known = self._used[start] = Used(ways, trying, [(way.moves, way.puller.says) for way in trying])
        return known

    def _ways_used(self, start: Group) -> tuple[Way, ...]:
        moved, ways = self.grown(start)
        if not any(way.is_doubtful for way in ways):
            return ways
        moved, certain = self.grown(start, surely=True)
        return (*certain, *self.grown(moved)[1])


def fewest(
    start: Group,
    used: Used,
    suffices: Callable[[Group], bool],
    *,
    clock: Clock,
) -> tuple[Way, ...]:
    """Cut the ways a group needs down to some of which none can be spared, sparing doubtful ones first.

    They are tried one by one, in order; of those that can all be spared together many are tried at once, since with more
    ways a group can only do more. When the time is over, ways not yet tried are kept.
    """
    ways, trying, pulls = used
    needed: list[int] = []
    at = 0

    def can_spare(end: int) -> bool:
        return suffices(followed(start, [*[pulls[number] for number in needed], *pulls[end:]]))

    while at < len(trying) and not clock.is_over_after(_TRIAL + len(ways)):
        end = _furthest(at, len(trying), can_spare)
        if end < len(trying):
            needed.append(end)
        at = end + 1
    left = {*(trying[number] for number in needed), *trying[at:]}
    return tuple([way for way in ways if way in left])


def along(start: Group, ways: Sequence[Way]) -> Group:
    """Grow a group along a few ways."""
    return followed(start, [(way.moves, way.puller.says) for way in ways])


def followed(start: Group, ways: Sequence[tuple[Group, Says]]) -> Group:
    """Grow a group along a few ways: whom each moves, and when."""
    moved, waiting = start, ways
    while True:
        still = []
        for way in waiting:
            if way[1](moved):
                moved |= way[0]
            else:
                still.append(way)
        if not still or len(still) == len(waiting):
            return moved
        waiting = still


def _furthest(at: int, end: int, can_spare: Callable[[int], bool]) -> int:
    """Find how far all can be spared together, in steps that double and then halve; few are first tried all at once."""
    step = 1 if end - at > _FEW else end - at
    sure = at
    while sure < end:
        further = min(sure + step, end)
        if not can_spare(further):
            end = further - 1
            break
        sure, step = further, 2 * step
    while sure < end:
        middle = (sure + end + 1) // 2
        if can_spare(middle):
            sure = middle
        else:
            end = middle - 1
    return sure
