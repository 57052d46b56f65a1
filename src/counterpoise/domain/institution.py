"""A framework, a case, and the roster of one place on one day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import Body, Office
from counterpoise.domain.day_words import written_name
from counterpoise.domain.days import Span
from counterpoise.domain.issuing import Issuing
from counterpoise.domain.matters import Matter
from counterpoise.domain.measures import Terms
from counterpoise.domain.people import Kin, Person, Tenure
from counterpoise.domain.pilots import Arrangement, Regulation, Reorganisation
from counterpoise.domain.rules import Rule, RuleException
from counterpoise.domain.words import (
    Basis,
    BodyId,
    GroupId,
    Level,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    Source,
    SourceId,
    Status,
    Text,
)
from counterpoise.domain.workload import Workload

ONLY_PLACE = PlaceId("all")


@dataclass(frozen=True, slots=True)
class Duty:
    """A task that comes with an office by role."""

    id: str
    name: Text
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the sources do not give, named so that nobody takes silence for an answer."""

    id: str
    what: Text
    matters: tuple[MatterId, ...] = ()
    refs: tuple[str, ...] = ()
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Who confirmed (or doubted) one row of a framework, in what capacity, when; the status shown follows it.

    `row` is an address such as `office:chair`, `tie:chair/1`, `body:council`, `matter:payment`,
    `step:payment/sign`, `rule:r12`, `duty:account-holder`.
    """

    row: str
    status: Status
    by: Text
    on: date
    note: Text | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Framework:
    """The bodies, offices, ties, matters and rules of one legal regime, each in the order of its file."""

    id: str
    title: Text
    valid: Span
    levels: tuple[Level, ...]
    audits: Level
    offices: Mapping[OfficeId, Office]
    bodies: Mapping[BodyId, Body]
    groups: Mapping[GroupId, Actor]
    matters: Mapping[MatterId, Matter]
    rules: tuple[Rule, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    duties: Mapping[str, Duty] = field(default_factory=dict)
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    workload: Workload | None = None
    issuing: Issuing | None = None

    def __repr__(self) -> str:
        return f"Framework({self.id!r}: {len(self.bodies)} bodies, {len(self.offices)} offices, {len(self.matters)} matters)"

    def rank(self, level: Level) -> int:
        """Count the levels below this one."""
        return self.levels.index(level)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, district or province, valid for a span of days."""

    id: PlaceId
    name: Text
    level: Level
    parent: PlaceId | None = None
    span: Span = field(default_factory=Span)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure reported for one place and period."""

    place: PlaceId
    period: str
    indicator: str
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One paper, opinion or article and what it says."""

    id: str
    title: Text
    kind: str
    date: str = ""
    source: str = ""
    says: Text | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """Frameworks, places, tenures and the rest of one study."""

    id: str
    title: Text
    frameworks: tuple[Framework, ...]
    on: date | None
    places: Mapping[PlaceId, Place]
    persons: Mapping[PersonId, Person] = field(default_factory=dict)
    kin: tuple[Kin, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    regulations: tuple[Regulation, ...] | None = None
    reorganisations: tuple[Reorganisation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    exceptions: tuple[RuleException, ...] = ()
    reviews: tuple[Review, ...] = ()
    workload: Workload | None = None
    measures: Terms | None = None

    def __repr__(self) -> str:
        return f"Case({self.id!r}: {len(self.places)} places, {len(self.persons)} persons, {len(self.tenures)} tenures)"

    def framework_on(self, day: date) -> Framework | None:
        """Find the framework valid on a day."""
        return next((f for f in self.frameworks if f.valid.covers(day)), None)

    def arrangements_with(self, framework: Framework) -> tuple[Arrangement, ...]:
        """List the framework's arrangements and the case's own; its own stand for those of the same offices."""
        own = {frozenset(arrangement.offices) for arrangement in self.arrangements}
        kept = (a for a in framework.arrangements if frozenset(a.offices) not in own)
        return (*kept, *self.arrangements)

    def audited_places(self, day: date) -> tuple[Place, ...]:
        """List the places whose level the framework of the day audits, by id."""
        framework = self.framework_on(day)
        if framework is None:
            return ()
        chosen = (p for p in self.places.values() if p.level == framework.audits and p.span.covers(day))
        return tuple(sorted(chosen, key=lambda p: p.id))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the input: where, what, and how to mend it."""

    where: str
    what: Text
    remedy: Text
    fatal: bool = True

    def line(self, language: str) -> str:
        """Write the problem on one line."""
        where = _WORDS_OF_PLACE.sub(_in_vietnamese, self.where) if language == "vi" else self.where
        remedy = self.remedy.of(language)
        return f"{where}: {self.what.of(language)}" + (f"; {remedy}" if remedy else "")


_WORDS_OF_PLACE = re.compile(r", (?:line|column|row|sheet) |(?<![\w./-])\d{4}-\d{2}-\d{2}(?![\w./-])")


def _in_vietnamese(found: re.Match[str]) -> str:
    known = {", line ": ", dòng ", ", row ": ", dòng ", ", column ": ", cột ", ", sheet ": ", trang "}
    return known.get(found[0]) or written_name(found[0]).vi


class CaseError(Exception):
    """The input cannot be used; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(p.line("en") for p in problems))
        self.problems = problems
