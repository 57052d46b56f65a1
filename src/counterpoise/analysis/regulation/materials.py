"""What a drafter works from: one place before and after repair, and the measures adopted for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.analysis.arrangements import Fulfilled, fulfilled, in_force
from counterpoise.analysis.findings import Audit, Finding
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.domain.bodies import How
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.names import Names
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import Basis, OfficeId, PlaceId, Source, SourceId, Text


@dataclass(frozen=True, slots=True)
class Adopted:
    """A measure that the regulation adopts: its clause, and the findings it ends."""

    title: Text
    clause: Text
    ends: tuple[Finding, ...]
    conditions: tuple[Text, ...] = ()
    superior: bool = False
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Materials:
    """One place as it stands, as it will stand, and the measures between the two."""

    before: Audit
    after: Audit
    place: PlaceId
    adopted: tuple[Adopted, ...]
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


def materials(
    before: Audit, *, place: PlaceId, after: Audit | None = None, adopted: tuple[Adopted, ...] = ()
) -> Materials:
    """Lay out what is known of a place; without a repair it stays as it stands."""
    standing = after or before
    choices = Choices(frozenset(How(how) for how in standing.followed), standing.superiors)
    structure = Structure(standing.rosters[place], choices)
    return Materials(before, standing, place, adopted, structure, Names(standing.case, standing.framework))
