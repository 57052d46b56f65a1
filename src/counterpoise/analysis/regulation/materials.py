"""What a drafter works from: one place before and after repair, and the measures adopted for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.analysis.arrangements import Fulfilled, fulfilled, in_force
from counterpoise.analysis.findings import Audit
from counterpoise.analysis.repairs import Adopted, Repair
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.domain.bodies import How
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.names import Names
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import OfficeId, PlaceId, Source, SourceId


@dataclass(frozen=True, slots=True)
class Materials:
    """One place as it stands, as it will stand, and the measures between the two."""

    before: Audit
    after: Audit
    place: PlaceId
    adopted: tuple[Adopted, ...]
    repair: Repair | None
    structure: Structure
    names: Names

    @property
    def case(self) -> Case:
        """Give the case as it will stand."""
        return self.after.case

    @property
    def framework(self) -> Framework:
        """Give the framework as it will stand."""
        return self.after.framework

    @property
    def roster(self) -> Roster:
        """Give the roster as it will stand."""
        return self.structure.roster

    @property
    def sources(self) -> Mapping[SourceId, Source]:
        """Give every source that rows may cite."""
        return {**self.case.sources, **self.framework.sources}

    @property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """List the arrangements in force at the place as it will stand."""
        return in_force((*self.framework.arrangements, *self.case.arrangements), self.roster)

    @property
    def held(self) -> tuple[Fulfilled, ...]:
        """List who will fulfil which arrangement."""
        return fulfilled(self.arrangements, self.roster)

    @property
    def held_before(self) -> tuple[Fulfilled, ...]:
        """List who fulfils which arrangement today."""
        standing = self.before.rosters[self.place]
        return fulfilled((*self.before.framework.arrangements, *self.before.case.arrangements), standing)

    def is_here(self, office: OfficeId) -> bool:
        """Tell whether an office is of the level that is audited."""
        return self.framework.offices[office].level == self.framework.audits


def materials(work: Audit | Repair, *, place: PlaceId) -> Materials:
    """Lay out what is known of a place: as it stands, or before and after a repair."""
    before, after, adopted = _sides(work)
    choices = Choices(frozenset(How(how) for how in after.followed), after.superiors)
    structure = Structure(after.rosters[place], choices)
    repair = work if isinstance(work, Repair) else None
    return Materials(before, after, place, adopted, repair, structure, Names(after.case, after.framework))


def _sides(work: Audit | Repair) -> tuple[Audit, Audit, tuple[Adopted, ...]]:
    if isinstance(work, Audit):
        return work, work, ()
    if work.before is None or work.after is None:
        raise ValueError("a regulation is drafted from a repair that was previewed")
    return work.before, work.after, work.measures
