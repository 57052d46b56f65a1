"""Places with those above them, as the register knew them at a moment: a case folder names every parent of its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from counterpoise.domain.institution import Place
from counterpoise.domain.words import PlaceId
from counterpoise_site.examination.ranking import known_places


def with_those_above(places: Iterable[PlaceId], known_at: datetime | None) -> Mapping[PlaceId, Place]:
    """Give places by id, and everything above them."""
    found: dict[PlaceId, Place] = {}
    wanted = {str(place) for place in places}
    while wanted:
        rows = [row.record for row in known_places(known_at).filter(place__in=wanted)]
        found |= {row.id: row for row in rows}
        wanted = {str(row.parent) for row in rows if row.parent} - set(found)
    return found
