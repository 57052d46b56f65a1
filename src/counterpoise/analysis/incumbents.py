"""Who holds which seat, as numbers, at a place and at others seen from it; some holdings may be given to strangers.

Here a matter is tried by hand: with a group of persons who say yes, step by step.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from counterpoise.analysis.clerk import NO_ONE, Clerk, Group, Seated
from counterpoise.analysis.law import Counts, Law, Route, no_check
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import OfficeId, PersonId, PlaceId

Held = tuple[PersonId, OfficeId, PlaceId]

_MOST_REMEMBERED = 200
"""Incumbents changed in other ways than the last so many are looked at anew."""

_MOST_TRIED = 100
"""Of so many groups is remembered which route of a matter they carry."""


class Incumbents:
    """The holders of every seat of some rosters as numbers, the first roster being that of the place itself.

    `seated` tells who sits where at the place itself, where somebody knows.
    """

    def __init__(
        self,
        law: Law,
        rosters: Sequence[Roster],
        number: Mapping[PersonId, int],
        *,
        seated: Seated | None = None,
        given: frozenset[Held] = frozenset(),
        before: Incumbents | None = None,
    ) -> None:
        self.law = law
        self._rosters = rosters
        self._number = number
        self._changed: dict[frozenset[Held], Incumbents] = {}
        self._carried: dict[tuple[int, Counts], tuple[Matter, dict[Group, tuple[Step, ...] | None]]] = {}
        changed = law.all_of(office for _, office, _ in given)
        if before is None:
            known = [_seated(roster, number) for roster in rosters] if seated is None else [seated]
            self._seated: tuple[Seated, ...] = tuple(known)
            self.clerks: tuple[Clerk, ...] = tuple(Clerk(law, one) for one in self._seated)
        else:
            self._seated = _seated_but(given, rosters, number, before._seated)
            self.clerks = tuple(
                Clerk(law, one, before=clerk, changed=changed)
                for one, clerk in zip(self._seated, before.clerks, strict=True)
            )
        self.here = self.clerks[0]

    def bit(self, person: PersonId) -> Group:
        """Give a person as a group."""
        return 1 << self._number[person]

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
        carried = self._carried.get((id(matter), counts))
        if carried is None:
            carried = self._carried[id(matter), counts] = matter, {}
        known = carried[1]
        if group not in known:
            if len(known) >= _MOST_TRIED:
                known.clear()
            known[group] = self._first_carried(self.law.routes(matter, counts), group)
        return known[group]

    def _first_carried(self, routes: Sequence[Route], group: Group) -> tuple[Step, ...] | None:
        for route in routes:
            if self._is_carried(route, group):
                return route.steps
        return None

    def _is_carried(self, route: Route, group: Group) -> bool:
        says = self.here.step
        for step in route.consents:
            if not says(step)(group):
                return False
        for step in route.checks:  # noqa: SIM110 asked so often that a generator costs more than the answers
            if says(step)(~group):
                return False
        return True

    def can_stop(self, matter: Matter, group: Group) -> bool:
        """Tell whether the matter cannot be carried by everybody else."""
        return self.carrying_route(matter, ~group, counts=no_check) is None


def _seated(roster: Roster, number: Mapping[PersonId, int]) -> Seated:
    """Give who sits where at a place, without a way to any incumbents: they go as soon as nobody needs them."""
    seats = roster.seats
    return lambda office: [
        NO_ONE if seat.holder is None else 1 << number[seat.holder] for seat in seats.get(office, ())
    ]


def _seated_but(
    given: Collection[Held],
    rosters: Sequence[Roster],
    number: Mapping[PersonId, int],
    before: Sequence[Seated],
) -> tuple[Seated, ...]:
    """Give who sits where at each place, some holdings being given to strangers; what nobody gives is as it was before."""
    offices = frozenset([office for _, office, _ in given])
    strangers: dict[tuple[OfficeId, PlaceId, int], int] = {}

    def holder(seat: Seat) -> Group:
        if seat.holder is None:
            return NO_ONE
        if (seat.holder, seat.office, seat.place) in given:
            stranger = strangers.setdefault((seat.office, seat.place, seat.number), len(strangers))
            return 1 << len(number) + stranger
        return 1 << number[seat.holder]

    def at(roster: Roster, then: Seated) -> Seated:
        seats = roster.seats
        return lambda office: (
            [holder(seat) for seat in seats.get(office, ())] if office in offices else then(office)
        )

    return tuple([at(roster, then) for roster, then in zip(rosters, before, strict=True)])
