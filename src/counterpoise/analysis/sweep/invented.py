"""Invented rosters of Vietnamese communes for measuring sweeps: no person, no place and no number is real.

Sizes and shares are those the sweep is measured with: a council of 15 to 30 of whom 30 to 50 % are officials, a Party
committee of 15 with a standing committee of 5, an inspection committee of 3 to 5, a People's Committee of 5 to 7,
3 % of the seats vacant; 60 % of the places hold key offices separately, 20 % have the secretary as chair, 10 % the
secretary as council chair, 5 % the standing deputy secretary as inspection chair, 5 % another joined pair.
Each place is drawn from the seed and its own number, so that a larger set begins with the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

FRAMEWORK = "vn-commune-3t"
VACANT = "(vacant)"
START = "2021-06-01"

SHARES = (
    (60, ()),
    (20, ("secretary", "chair")),
    (10, ("secretary", "council-chair")),
    (5, ("standing-deputy-secretary", "inspection-chair")),
    (3, ("deputy-secretary", "chair")),
    (2, ("standing-deputy-secretary", "council-chair")),
)
"""Of a hundred places, how many join which offices in one person."""

LEADERS = (
    *("secretary", "standing-deputy-secretary", "deputy-secretary", "inspection-chair", "council-chair"),
    *("council-vice-chair", "chair", "vice-chair", "military-commander", "police-chief"),
)
CIVIL_SERVANTS = (
    *("finance-accounting", "justice-civil-status", "cadastral", "office-statistics", "culture-society"),
    "deputy-military-commander",
)
OUTSIDE = (
    *("front-chair", "youth-secretary", "womens-union-chair", "farmers-union-chair", "veterans-chair"),
    "health-station-head",
)
SEVERAL = (
    *(("cell-secretary", 1), ("cell-member", 8), ("peoples-inspection-head", 1)),
    *(("peoples-inspection-member", 4), ("community-supervision-head", 1)),
    *(("community-supervision-member", 4), ("village-head", 8), ("village-front-head", 8)),
    ("village-representative", 8),
)


class Row(NamedTuple):
    """One row of a roster; `seats` is how many the place has established where it differs from the framework."""

    place: str
    office: str
    seat: int
    person: str
    start: str
    end: str
    seats: int | None


def invented(places: int, *, seed: int) -> Iterator[list[Row]]:
    """Invent rosters, place by place."""
    for number in range(1, places + 1):
        yield _Place(number, Random(f"{seed}/{number}")).rows()


class _Place:
    """One place while it is being invented."""

    def __init__(self, number: int, chance: Random) -> None:
        self._chance = chance
        self._place = f"xa-{number:06d}"
        self._codes = 0
        self._holders: dict[str, list[str]] = {}
        self._seats: dict[str, int] = {}

    def rows(self) -> list[Row]:
        """Fill every seat, then leave three in a hundred vacant."""
        self._lead()
        self._party()
        self._council()
        for office, count in SEVERAL:
            self._holders[office] = [self._fresh() for _ in range(count)]
        rows = []
        for office, holders in self._holders.items():
            for seat, person in enumerate(holders, 1):
                shown = VACANT if self._chance.random() < 0.03 else person
                rows.append(Row(self._place, office, seat, shown, START, "", self._seats.get(office)))
        return rows

    def _fresh(self) -> str:
        self._codes += 1
        return f"{self._place}-{self._codes:03d}"

    def _lead(self) -> None:
        joined = self._chance.choices([pair for _, pair in SHARES], [share for share, _ in SHARES])[0]
        committee = self._chance.randint(5, 7)
        self._seats["vice-chair"] = committee - 3
        for office in (*LEADERS, *CIVIL_SERVANTS, *OUTSIDE):
            count = self._seats.get(office, 1)
            self._holders[office] = [self._fresh() for _ in range(count)]
        if joined:
            self._holders[joined[1]] = list(self._holders[joined[0]])
        inspectors = self._chance.randint(2, 4)
        self._seats["inspection-member"] = inspectors
        self._holders["inspection-member"] = [self._fresh() for _ in range(inspectors)]

    def _party(self) -> None:
        """Seat leaders first, then heads of organisations, in the Party committee; its first ones in the standing one."""
        order = [p for office in (*LEADERS, *OUTSIDE) for p in self._holders[office][:2]]
        first = [p for o in LEADERS[:5] for p in self._holders[o]]
        members = list(dict.fromkeys([*first, *order]))[:15]
        members += [self._fresh() for _ in range(15 - len(members))]
        self._holders["party-committee-member"] = members
        self._holders["party-standing-member"] = members[:5]

    def _council(self) -> None:
        """Seat the council's own chair and vice-chair, then so many officials as the share says, then citizens."""
        size = self._chance.randint(15, 30)
        officials = round(size * self._chance.uniform(0.3, 0.5))
        own = [p for o in ("council-chair", "council-vice-chair") for p in self._holders[o]]
        others = [p for o in (*LEADERS, *CIVIL_SERVANTS, *OUTSIDE) for p in self._holders[o]]
        deputies = list(dict.fromkeys([*own, *others]))[:officials]
        citizens = [self._fresh() for _ in range(size - len(deputies))]
        self._seats["council-deputy"] = size
        self._holders["council-deputy"] = deputies + citizens
        self._boards(citizens)

    def _boards(self, citizens: list[str]) -> None:
        """Seat deputies who are no officials in the council's two boards."""
        drawn = citizens[:10]
        drawn += [self._fresh() for _ in range(10 - len(drawn))]
        self._holders["legal-board-head"], self._holders["economic-board-head"] = drawn[:1], drawn[1:2]
        self._holders["legal-board-member"], self._holders["economic-board-member"] = drawn[2:6], drawn[6:10]
