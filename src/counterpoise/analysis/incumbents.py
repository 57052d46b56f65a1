"""Who holds which seat, as numbers, at a place and at others seen from it; some holdings may be given to strangers.

Here a matter is tried by hand: with a group of persons who say yes, step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from counterpoise.analysis.clerk import Clerk, Group, Says, Seated
from counterpoise.analysis.law import Law
from counterpoise.domain.matters import Matter, Step, When
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId

Held = tuple[PersonId, OfficeId, PlaceId]
Counts = Callable[[Step], bool]
Route = tuple[tuple[Step, ...], tuple[Says, ...], tuple[Says, ...]]

_MOST_REMEMBERED = 200
"""Incumbents changed in other ways than the last so many are looked at anew."""


class Incumbents:
    """The holders of every seat of some rosters as numbers, the first roster being that of the place itself."""

    def __init__(
        self,
        law: Law,
        rosters: Sequence[Roster],
        number: Mapping[PersonId, int],
        *,
        given: frozenset[Held] = frozenset(),
        before: Incumbents | None = None,
    ) -> None:
        self.law = law
        self._rosters = rosters
        self._number = number
        self._given = given
        self._strangers: dict[tuple[OfficeId, PlaceId, int], int] = {}
        self._changed: dict[frozenset[Held], Incumbents] = {}
        self._routes: dict[tuple[MatterId, Counts], tuple[Route, ...]] = {}
        changed = law.all_of(office for _, office, _ in given)
        others: Sequence[Clerk | None] = [None] * len(rosters) if before is None else before.clerks
        self.clerks: tuple[Clerk, ...] = tuple(
            Clerk(law, self._seated(roster), before=other, changed=changed)
            for roster, other in zip(rosters, others, strict=True)
        )

    def _seated(self, roster: Roster) -> Seated:
        return lambda office: [self._holder(seat) for seat in roster.seats.get(office, ())]

    def _holder(self, seat: Seat) -> Group:
        if seat.holder is None:
            return 0
        if self._given and (seat.holder, seat.office, seat.place) in self._given:
            strangers = self._strangers
            stranger = strangers.setdefault((seat.office, seat.place, seat.number), len(strangers))
            return 1 << len(self._number) + stranger
        return 1 << self._number[seat.holder]

    def bit(self, person: PersonId) -> Group:
        """Give a person as a group."""
        return 1 << self._number[person]

    @property
    def here(self) -> Clerk:
        """Give who counts at the place itself."""
        return self.clerks[0]

    def at(self, place: PlaceId) -> Clerk:
        """Give who counts at a place."""
        return next(
            clerk for clerk, roster in zip(self.clerks, self._rosters, strict=True) if roster.has(place)
        )

    def given_away(self, holdings: Collection[Held]) -> Incumbents:
        """Give some holdings to strangers, each seat to another one."""
        given = frozenset(holdings)
        known = self._changed.get(given)
        if known is None:
            if len(self._changed) >= _MOST_REMEMBERED:
                self._changed.clear()
            known = Incumbents(self.law, self._rosters, self._number, given=given, before=self)
            self._changed[given] = known
        return known

    def carrying_route(self, matter: Matter, group: Group, *, counts: Counts) -> tuple[Step, ...] | None:
        """Find the first route a group carries past every counting check, if there is one."""
        for route, consents, checks in self._tried(matter, counts):
            if _all_say(consents, group) and not _any_says(checks, ~group):
                return route
        return None

    def _tried(self, matter: Matter, counts: Counts) -> tuple[Route, ...]:
        known = self._routes.get((matter.id, counts))
        if known is None:
            known = self._routes[matter.id, counts] = tuple(self._made_ready(matter, counts))
        return known

    def _made_ready(self, matter: Matter, counts: Counts) -> Iterator[Route]:
        step_of = self.here.step
        for route in matter.routes:
            consents = tuple([step_of(step) for step in route if step.is_consent])
            checks = tuple([step_of(step) for step in route if step.is_binding_check and counts(step)])
            yield route, consents, checks

    def can_stop(self, matter: Matter, group: Group) -> bool:
        """Tell whether the matter cannot be carried by everybody else."""
        return self.carrying_route(matter, ~group, counts=no_check) is None


def _all_say(asked: Sequence[Says], group: Group) -> bool:
    for says in asked:  # noqa: SIM110 asked so often that a generator costs more than the answers
        if not says(group):
            return False
    return True


def _any_says(asked: Sequence[Says], group: Group) -> bool:
    for says in asked:  # noqa: SIM110 as above
        if says(group):
            return True
    return False


def no_check(_: Step) -> bool:
    """Count no check: consent alone."""
    return False


def every_check(_: Step) -> bool:
    """Count every binding check."""
    return True


def standing_check(step: Step) -> bool:
    """Count only the checks that always take place."""
    return step.when is When.ALWAYS
