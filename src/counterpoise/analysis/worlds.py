"""The rosters a repair can lead to: who sits where when some concurrencies have ended and some ties are cut."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.analysis.adoption import applied, reformed, successor
from counterpoise.analysis.by_hand import Persons
from counterpoise.analysis.setting import Setting
from counterpoise.analysis.structure import Structure
from counterpoise.domain.institution import Place
from counterpoise.domain.measures import Kind, Measure, Split
from counterpoise.domain.rosters import Roster, roster
from counterpoise.domain.words import PersonId


class World:
    """One place with some concurrencies ended and some ties cut; formulas and movements are kept."""

    def __init__(self, setting: Setting, place: Place, reaching: Sequence[Measure]) -> None:
        splits = [one for one in reaching if one.kind is Kind.SPLIT]
        cuts = [one for one in reaching if one.kind is Kind.CUT]
        framework = reformed(setting.framework, cuts)
        case = applied(setting.case, splits, day=setting.day) if splits else setting.case
        self.roster: Roster = roster(case, framework=framework, place=place, day=setting.day)
        self.structure = Structure(self.roster, setting.choices)
        self.splits = tuple(one.change for one in splits if isinstance(one.change, Split))
        self._moved: dict[Persons, Persons] = {}

    def moved(self, group: Persons) -> Persons:
        """Give everybody a group moves, itself too."""
        known = self._moved.get(group)
        if known is None:
            known = self._moved[group] = self.structure.moved(group)
        return known

    def says_yes(self, node: int, group: Persons) -> bool:
        """Tell whether a function is true of a group."""
        number = self.structure.number
        return self.structure.builder.holds(node, frozenset(number[p] for p in group))

    def before(self, person: PersonId) -> PersonId:
        """Name who held the seats of a person before concurrencies ended."""
        return next((split.person for split in self.splits if successor(split) == person), person)


def reaches(measure: Measure, place: Place, world: World) -> bool:
    """Tell whether ending a concurrency may change who acts at a place: it is there, or the person acts there."""
    change = measure.change
    return isinstance(change, Split) and (change.place == place.id or change.person in world.structure.number)
