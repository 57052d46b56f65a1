"""The areas of a Popolo file as places of a case."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.domain.institution import Framework
from counterpoise.formats.case_folder.known import ONLY_LEVEL
from counterpoise.formats.popolo.reading import Area
from counterpoise.formats.register.grounds import Ground, Grounds


def grounds_of(areas: Iterable[Area], frameworks: tuple[Framework, ...]) -> Grounds:
    """Make a place of every area whose level is known; the others wait for an office that tells it."""
    grounds = Grounds(frameworks)
    levels = grounds.levels()
    listed = list(areas)
    made: dict[str, Ground] = {}
    for area in listed:
        level = area.kind if area.kind in levels else "" if levels else ONLY_LEVEL
        if level:
            ground = grounds.place(area.id, level, name=area.name)
            ground.start, ground.end = area.start, area.end
            made[area.id] = ground
    for area in listed:
        if area.id in made and area.parent in made:
            made[area.id].parent = made[area.parent].id
    return grounds
