"""Decide by hand: count the votes of one group of persons, as a clerk would, without any formula.

Used to cut witnesses down to what they need, and in tests as an independent reading of the law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from counterpoise.analysis.acting import NOBODY, Excluded, groups_below, tally
from counterpoise.analysis.structure import Structure, no_check
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import HeadDecides, Tie
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.quotas import Quota
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import BodyId, GroupId, OfficeId, PersonId, PlaceId

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


def says_yes(roster: Roster, actor: Actor, yes: Set[PersonId], excluded: Excluded = NOBODY) -> bool:
    """Tell whether an actor acts when just these persons say yes and some have no say."""
    groups: dict[GroupId, bool] = {}
    for group in groups_below(roster.framework, actor):
        groups[group] = _value(roster, roster.framework.groups[group], groups, yes, excluded)
    return _value(roster, actor, groups, yes, excluded)


def _value(
    roster: Roster, actor: Actor, groups: dict[GroupId, bool], yes: Set[PersonId], excluded: Excluded
) -> bool:
    said: list[bool] = []
    for term in actor.terms:
        match term:
            case OfficeTerm(office):
                said.append(any(p in yes and p not in excluded for p in roster.holders(office)))
            case BodyTerm(body, quota):
                said.append(_decides(roster, body, quota, yes, excluded))
            case GroupTerm(group):
                said.append(groups[group])
            case AtLeastTerm(count, parts):
                said.append(sum(said[part] for part in parts) >= count)
    return said[-1]


def _decides(
    roster: Roster, body: BodyId, quota: Quota | None, yes: Set[PersonId], excluded: Excluded
) -> bool:
    decides = roster.framework.bodies[body].decides
    if decides is None:
        return False
    if isinstance(decides, HeadDecides):
        return any(p in yes and p not in excluded for p in roster.holders(decides.office))
    count = tally(roster, body, quota=quota, excluded=excluded)
    votes = sum(weight for person, weight in count.votes.items() if person in yes)
    return votes >= count.needed or (count.presiding in yes and 2 * votes == count.base)


def step_says_yes(structure: Structure, step: Step, yes: Persons) -> bool:
    """Tell whether a step is taken: by its substitute when its actor can no longer act at all."""
    roster, excluded = structure.roster, structure.excluded_from(step)
    if step.substitute is not None:
        everybody = frozenset(structure.persons)
        if not says_yes(roster, step.actor, everybody, excluded):
            return says_yes(roster, step.substitute, yes, excluded)
    return says_yes(roster, step.actor, yes, excluded)


def carrying_route(
    structure: Structure, matter: Matter, group: Persons, counts: Callable[[Step], bool]
) -> tuple[Step, ...] | None:
    """Find the first route a group carries past every counting check, if there is one."""
    others = frozenset(structure.persons) - group
    for route in matter.routes:
        consents = all(step_says_yes(structure, step, group) for step in route if step.is_consent)
        if consents and not any(
            step_says_yes(structure, step, others) for step in route if step.is_binding_check and counts(step)
        ):
            return route
    return None


def can_stop(structure: Structure, matter: Matter, group: Persons) -> bool:
    """Tell whether the matter cannot be carried by everybody else."""
    others = frozenset(structure.persons) - group
    return carrying_route(structure, matter, others, no_check) is None


def links(structure: Structure) -> tuple[Link, ...]:
    """List every way in which somebody here moves with somebody else."""
    found: list[Link] = []
    for person in structure.persons:
        found += [Link(person, b.seat.office, b.tie, place=b.seat.place) for b in structure.bonds(person)]
        found += [Link(person, None, None, other) for other in structure.relatives(person)]
    return tuple(found)


class Growing:
    """Grows groups along the same links, looking up once whom each of them waits for.

    The links are gone through again and again until nobody more moves. Nobody is moved by a link before somebody of
    its actor is in the group, so a link is looked at only when somebody of its actor has joined.
    """

    def __init__(self, structure: Structure, ways: Iterable[Link]) -> None:
        self._structure = structure
        self._links = tuple(ways)
        self._waiting = _by_puller(structure, self._links)

    def grown(self, group: Iterable[PersonId]) -> tuple[Persons, tuple[Link, ...]]:
        """Grow a group to everybody it moves; also tell which links moved somebody, in order."""
        moved, used = set(group), []
        pulls = _Pulling(self._structure, moved)
        queue = [(0, number) for person in moved for number in self._waiting.get(person, ())]
        heapify(queue)
        while queue:
            at = heappop(queue)
            link = self._links[at[1]]
            if link.person in moved or not pulls(link):
                continue
            moved.add(link.person)
            used.append(link)
            for number in self._waiting.get(link.person, ()):
                heappush(queue, (at[0] + (number <= at[1]), number))
        return frozenset(moved), tuple(used)


class _Pulling:
    """Tells whether a growing group moves somebody by a link.

    Many may be led by the same body: what an actor says holds until somebody more joins, and a yes for good.
    """

    def __init__(self, structure: Structure, moved: Set[PersonId]) -> None:
        self._structure = structure
        self._moved = moved
        self._said: dict[tuple[Actor, PlaceId], tuple[int, bool]] = {}

    def __call__(self, link: Link) -> bool:
        if link.tie is None or link.place is None:
            return link.relative in self._moved
        asked = link.tie.actor, link.place
        of, said = self._said.get(asked, (0, False))
        if not said and of != len(self._moved):
            said = says_yes(self._structure.roster_of(link.place), link.tie.actor, self._moved)
            self._said[asked] = len(self._moved), said
        return said


def moved_by(
    structure: Structure, group: Iterable[PersonId], ways: Iterable[Link]
) -> tuple[Persons, tuple[Link, ...]]:
    """Grow a group to everybody it moves along some links; also tell which links moved somebody, in order."""
    return Growing(structure, ways).grown(group)


def _by_puller(structure: Structure, ways: Sequence[Link]) -> dict[PersonId, list[int]]:
    """List for each person the links whose actor has a seat of that person, or whose relative it is."""
    found: dict[PersonId, list[int]] = {}
    for number, link in enumerate(ways):
        if link.tie is not None and link.place is not None:
            pullers: Iterable[PersonId] = structure.seated(link.tie.actor, link.place)
        else:
            pullers = () if link.relative is None else (link.relative,)
        for person in pullers:
            found.setdefault(person, []).append(number)
    return found


def fewest_links(
    structure: Structure,
    group: Iterable[PersonId],
    suffices: Callable[[Persons], bool],
    *,
    doubtful: Callable[[Link], bool],
    is_over: Callable[[], bool] = lambda: False,
) -> tuple[Link, ...]:
    """Cut the links a group needs down to a set of which none can be spared, sparing doubtful ones first.

    When the time is over, links not yet tried are kept.
    """
    start = frozenset(group)
    ways = links(structure)
    surely, used = moved_by(structure, start, [one for one in ways if not doubtful(one)])
    kept = [*used, *moved_by(structure, surely, ways)[1]]
    for link in sorted(kept, key=lambda one: not doubtful(one)):
        if is_over():
            break
        fewer = [other for other in kept if other is not link]
        if suffices(moved_by(structure, start, fewer)[0]):
            kept = fewer
    return tuple(kept)
