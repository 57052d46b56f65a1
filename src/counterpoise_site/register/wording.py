"""What people call the places, persons and offices of the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from counterpoise.domain.institution import Framework
from counterpoise.domain.words import BodyId, MatterId, OfficeId, Source, Text, plain
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.models import Paper, Person, Place
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import framework

VACANT = Text("(khuyết)", "(vacant)")


def frameworks_known(moment: datetime | None = None) -> tuple[Framework, ...]:
    """Give the frameworks of the register as known at a moment, the earliest first."""
    contents = (
        Paper.objects.known_on(moment)
        .filter(kind=Paper.Kind.FRAMEWORK)
        .order_by("order", "pk")
        .values_list("content", flat=True)
    )
    known = (framework(read(FrameworkNamed, content).digest) for content in contents)
    return tuple(sorted(known, key=lambda one: one.valid.first))


@dataclass(slots=True)
class Wording:
    """Names of places, persons and offices, looked up for the rows of one page at a time."""

    frameworks: tuple[Framework, ...]
    places: dict[str, Text] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, *, places: Iterable[str] = (), persons: Iterable[str] = ()) -> Wording:
        """Look the names up that a page needs."""
        made = cls(frameworks_known())
        made.learn(places=places, persons=persons)
        return made

    def learn(self, *, places: Iterable[str] = (), persons: Iterable[str] = ()) -> None:
        """Look up more names, a few hundred at a time; of what was withdrawn the last one."""
        for some in _batches(set(places) - set(self.places)):
            rows = Place.objects.filter(place__in=some).order_by("recorded_from")  # the last known name
            self.places |= {row.place: row.name for row in rows}
        for some in _batches(set(persons) - set(self.persons)):
            named = Person.objects.filter(person__in=some).order_by("recorded_from")
            self.persons |= {person: name or person for person, name in named.values_list("person", "name")}

    def place(self, place: str) -> Text:
        """Name a place."""
        return self.places.get(place, plain(place))

    def person(self, person: str | None) -> Text:
        """Name a person, or say that the seat is vacant."""
        return VACANT if person is None else plain(self.persons.get(person, person))

    def office(self, office: str) -> Text:
        """Name an office by the latest framework that has it."""
        known = [f.offices[OfficeId(office)].name for f in self.frameworks if OfficeId(office) in f.offices]
        return known[-1] if known else plain(office)

    def body(self, body: str) -> Text:
        """Name a body."""
        known = [f.bodies[BodyId(body)].name for f in self.frameworks if BodyId(body) in f.bodies]
        return known[-1] if known else plain(body)

    def source(self, source: str) -> Text:
        """Name a source by its title; what is no source of the register is said as it stands."""
        if source and not self.sources:
            papers = (
                Paper.objects.known_on(None).filter(kind=Paper.Kind.SOURCE).values_list("content", flat=True)
            )
            cited = [one for framework in self.frameworks for one in framework.sources.values()]
            self.sources = {one.id: one.title for one in (*cited, *(read(Source, paper) for paper in papers))}
        return self.sources.get(source, plain(source))

    def matter(self, matter: str) -> Text:
        """Name a matter."""
        known = [f.matters[MatterId(matter)].name for f in self.frameworks if MatterId(matter) in f.matters]
        return known[-1] if known else plain(matter)


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    listed = sorted(values)
    return (listed[start : start + 400] for start in range(0, len(listed), 400))
