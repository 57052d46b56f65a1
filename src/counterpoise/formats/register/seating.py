"""Give every mandate a seat; where two persons overlap on one, the earlier keeps it and the later acts meanwhile."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from counterpoise.domain.days import Span, read_date


@dataclass(frozen=True, slots=True)
class Claim:
    """A mandate that asks for a seat of an office at a place; `number` keeps the order of the register."""

    number: int
    place: str
    office: str
    person: str
    span: Span
    seats: int
    seat: int = 0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who by the register holds a seat that another already holds, for the days of `span`."""

    claim: Claim
    beside: Claim
    span: Span

    @property
    def is_handover(self) -> bool:
        """Tell whether the two share a single day: one left and the other came."""
        return self.span.first == self.span.last


def seated(claims: Iterable[Claim]) -> tuple[list[Claim], list[Acting]]:
    """Seat the claims in the order of their first days."""
    kept: list[Claim] = []
    acting: list[Acting] = []
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.place, claim.office].append(claim)
    for group in groups.values():
        _seat_group(group, kept, acting)
    kept.sort(key=lambda claim: (claim.number, claim.span.first))
    acting.sort(key=lambda one: (one.claim.number, one.span.first))
    return kept, acting


def _seat_group(group: list[Claim], kept: list[Claim], acting: list[Acting]) -> None:
    waiting = [(claim.span.first, claim.number, claim) for claim in group]
    heapq.heapify(waiting)
    taken: dict[int, list[Claim]] = defaultdict(list)
    while waiting:
        claim = heapq.heappop(waiting)[2]
        seat = _free_seat(claim, taken)
        if seat:
            taken[seat].append(claim)
            kept.append(replace(claim, seat=seat))
            continue
        beside = _first_to_leave(claim, taken)
        meanwhile, later = _cut(claim.span, beside.span)
        acting.append(Acting(claim, beside, meanwhile))
        if later is not None:
            rest = replace(claim, span=later, moved=True)
            heapq.heappush(waiting, (later.first, claim.number, rest))


def _free_seat(claim: Claim, taken: dict[int, list[Claim]]) -> int:
    seats = [claim.seat] if 0 < claim.seat <= claim.seats else range(1, claim.seats + 1)
    own = 0
    for seat in seats:
        clashing = [other for other in taken[seat] if other.span.overlaps(claim.span)]
        if not clashing:
            return seat
        if not own and all(other.person == claim.person for other in clashing):
            own = seat
    return own


def _first_to_leave(claim: Claim, taken: dict[int, list[Claim]]) -> Claim:
    seats = [claim.seat] if 0 < claim.seat <= claim.seats else range(1, claim.seats + 1)
    lasting = [
        max(
            (other for other in taken[seat] if other.span.overlaps(claim.span)),
            key=lambda other: other.span.last,
        )
        for seat in seats
    ]
    return min(lasting, key=lambda other: other.span.last)


def _cut(span: Span, taken: Span) -> tuple[Span, Span | None]:
    """Part a span into the days another holds the seat and those after."""
    if span.last <= taken.last:
        return span, None
    after = taken.last + timedelta(days=1)
    until = read_date(taken.last.isoformat())
    return replace(span, end=until), replace(span, start=read_date(after.isoformat()))
