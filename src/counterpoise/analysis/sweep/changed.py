"""A place changed: two offices joined in one hand, or parted among two."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.analysis.arrangements import Fulfilled, fulfilled, holding_all, without
from counterpoise.analysis.compare import merged
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.standing import Standing, roster_of, standing_of_roster
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import ArrangementId, OfficeId


def joined(asked: Asked, standing: Standing, offices: Sequence[OfficeId]) -> Standing | None:
    """Let the holder of the first seat of one office take the first seat of another; nothing if that changes nothing."""
    one, other = offices
    first, second = (int(standing.holders[asked.layout.start[office]]) for office in (one, other))
    if first < 0 or first == second:
        return None
    roster = merged(roster_of(asked.layout, standing, asked.day), one, other)
    return standing_of_roster(asked.layout, roster)


def parted(asked: Asked, standing: Standing, offices: Sequence[OfficeId]) -> Standing | None:
    """End an arrangement of these offices, or every one in force when none are named; nothing if nobody fulfils it."""
    roster = roster_of(asked.layout, standing, asked.day)
    if offices:
        arrangement = Arrangement(ArrangementId("split"), tuple(offices))
        held = tuple(Fulfilled(arrangement, person) for person in holding_all(roster, offices))
    else:
        held = fulfilled(asked.arrangements, roster)
    return standing_of_roster(asked.layout, without(roster, held)) if held else None
