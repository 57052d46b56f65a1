"""Adopt measures: the case with them, as a new case; nothing that was given is changed.

Each measure touches one step, adds one step, cuts one tie, hands over one duty or gives a seat to somebody else; the
result does not depend on the order in which they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from counterpoise.domain.actors import Actor, BodyTerm
from counterpoise.domain.bodies import Office
from counterpoise.domain.days import PartialDate, Span
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.matters import Act, Matter, Step, When, power_of
from counterpoise.domain.measures import (
    AddCheck,
    AddPublication,
    Change,
    CoSign,
    CutTie,
    HandOver,
    MakeStanding,
    Measure,
    MoveStep,
    RaiseQuota,
    SetDeadlines,
    Split,
    StepAside,
    Terms,
)
from counterpoise.domain.people import Person, Tenure
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus
from counterpoise.domain.quotas import Quota
from counterpoise.domain.rosters import chain_of
from counterpoise.domain.words import Basis, MatterId, OfficeId, PersonId, PlaceId, StepId

_MARK = "-repaired"
"""Ends the id of a framework that is no longer the one its id named."""

Added = CoSign | AddCheck | AddPublication
_ACTS = {CoSign: Act.SIGN, AddCheck: Act.SUPERVISE, AddPublication: Act.PUBLISH}
_WORDS = {CoSign: "cosign", AddCheck: "check", AddPublication: "publish"}


def applied(case: Case, measures: Iterable[Measure], *, day: date | None = None) -> Case:
    """Give the case in which the measures hold from a day on (the case's own day when none is given)."""
    on = day or case.on
    framework = case.framework_on(on) if on is not None else None
    adopted = sorted(measures, key=lambda one: one.id)
    if on is None or framework is None:
        raise ValueError("measures are adopted on a day on which a framework is in force")
    changed = with_sources(reformed(framework, adopted), case, adopted)
    if changed != framework and not changed.id.endswith(_MARK):
        changed = replace(changed, id=f"{changed.id}{_MARK}")
    frameworks = tuple(changed if one is framework else one for one in case.frameworks)
    reformed_case = replace(case, frameworks=frameworks)
    for measure in adopted:
        if isinstance(measure.change, Split):
            reformed_case = _parted(reformed_case, measure.change, on)
    return reformed_case


def reformed(framework: Framework, measures: Sequence[Measure]) -> Framework:
    """Give the framework in which the measures hold, each with its own basis."""
    by_matter: dict[MatterId, list[Measure]] = {}
    for measure in measures:
        if measure.matter is not None:
            by_matter.setdefault(measure.matter, []).append(measure)
    matters = {
        known.id: matter_with(known, by_matter[known.id]) if known.id in by_matter else known
        for known in framework.matters.values()
    }
    changes = [measure.change for measure in measures]
    return replace(framework, matters=matters, offices=_offices(framework.offices, changes))


def with_sources(framework: Framework, case: Case, measures: Sequence[Measure]) -> Framework:
    """Let the framework know the sources that adopted measures cite."""
    terms: Terms | None = case.measures
    cited = {citation.source for measure in measures for citation in measure.basis}
    known = terms.sources if terms is not None else {}
    new = {s: known[s] for s in known if s in cited and s not in framework.sources and s not in case.sources}
    return replace(framework, sources={**framework.sources, **new}) if new else framework


# Steps


def matter_with(matter: Matter, measures: Sequence[Measure]) -> Matter:
    """Give a matter with its own measures."""
    changes = [measure.change for measure in measures]
    additions = [m for m in measures if isinstance(m.change, Added)]
    taken = {step.id for step in matter.steps}
    routes = []
    for route in matter.routes:
        steps: list[Step] = []
        for step in route:
            steps.append(_changed(step, changes))
            for one in additions:
                if isinstance(one.change, Added) and one.change.step == step.id:
                    steps.append(added_step(one.change, one.basis, taken))
                    taken.add(steps[-1].id)
        routes.append(tuple(steps))
    return replace(matter, routes=tuple(routes))


def changed_step(step: Step, change: Change) -> Step:
    """Give a step under one change of itself; any other change leaves it."""
    match change:
        case MoveStep(_, named, to) if named == step.id:
            return replace(step, actor=to, excludes=(), substitute=None)
        case StepAside(_, named, offices, substitute) if step.id in named:
            excludes = tuple(dict.fromkeys((*step.excludes, *offices)))
            return replace(step, excludes=excludes, substitute=substitute or step.substitute)
        case RaiseQuota(_, named, quota) if named == step.id:
            return _with_quota(step, quota)
        case MakeStanding(_, named) if named == step.id:
            return replace(step, when=When.ALWAYS)
        case SetDeadlines(_, named, days) if step.id in named and step.days is None:
            return replace(step, days=days)
        case _:
            return step


def _changed(step: Step, changes: Sequence[Change]) -> Step:
    """Apply all changes of a step: who acts first, then with which quota, when, and by when."""
    order = (MoveStep, StepAside, RaiseQuota, MakeStanding, SetDeadlines)
    for kind in order:
        for change in changes:
            if isinstance(change, kind):
                step = changed_step(step, change)
    return step


def _with_quota(step: Step, quota: Quota) -> Step:
    match step.actor.terms:
        case (BodyTerm(body, None),):
            return replace(step, actor=Actor((BodyTerm(body, quota),)))
        case _:
            return step


def added_step(change: Added, basis: Basis, taken: Iterable[StepId] = ()) -> Step:
    """Make the step that a measure adds, under an id that is free."""
    act = _ACTS[type(change)]
    name = f"{_WORDS[type(change)]}-{change.step}-{change.by}"
    identity, number = StepId(name), 2
    while identity in taken:
        identity, number = StepId(f"{name}-{number}"), number + 1
    return Step(identity, act, change.by, power_of(act), days=change.days, basis=basis)


# Offices


def _offices(offices: Mapping[OfficeId, Office], changes: Sequence[Change]) -> Mapping[OfficeId, Office]:
    cut = {(c.office, number) for c in changes if isinstance(c, CutTie) for number in c.numbers}
    handed = [c for c in changes if isinstance(c, HandOver)]
    if not cut and not handed:
        return offices
    return {office.id: _office(office, cut, handed) for office in offices.values()}


def _office(office: Office, cut: set[tuple[OfficeId, int]], handed: Sequence[HandOver]) -> Office:
    ties = tuple(tie for number, tie in enumerate(office.ties) if (office.id, number) not in cut)
    gone = {one.duty for one in handed if one.giver == office.id}
    new = [one.duty for one in handed if one.to == office.id]
    duties = tuple(dict.fromkeys([*(d for d in office.duties if d not in gone), *new]))
    return (
        office
        if (ties, duties) == (office.ties, office.duties)
        else replace(office, ties=ties, duties=duties)
    )


# Persons


def successor(split: Split) -> PersonId:
    """Name the person who takes what another gives up."""
    return PersonId(f"{split.offices[0]}@{split.place} (new)")


def _parted(case: Case, split: Split, on: date) -> Case:
    """Let another person hold what one gives up, from the day on, and end the pilot the day before."""
    fresh = successor(split)
    framework = case.framework_on(on)
    assert framework is not None
    here = frozenset(chain_of(case, framework=framework, place=case.places[split.place]).values())
    tenures: list[Tenure] = []
    for tenure in case.tenures:
        given = tenure.place in here and _is_given(tenure, split, on)
        tenures += _handed(tenure, fresh, on) if given else [tenure]
    known = case.persons and fresh not in case.persons
    name = framework.offices[split.offices[0]].name.vi
    persons = {**case.persons, fresh: Person(fresh, f"{name} (người mới)")} if known else case.persons
    return replace(
        case,
        tenures=tuple(tenures),
        persons=persons,
        arrangements=_ended_all(case.arrangements, split, on),
        frameworks=tuple(
            replace(f, arrangements=_ended_all(f.arrangements, split, on)) if f.arrangements else f
            for f in case.frameworks
        ),
    )


def _is_given(tenure: Tenure, split: Split, on: date) -> bool:
    return tenure.person == split.person and tenure.office in split.offices and tenure.span.covers(on)


def _handed(tenure: Tenure, fresh: PersonId, on: date) -> list[Tenure]:
    if tenure.span.first >= on:
        return [replace(tenure, person=fresh)]
    before = replace(tenure, span=Span(tenure.span.start, day_of(on - timedelta(days=1))))
    after = Tenure(
        tenure.place, tenure.office, tenure.seat, fresh, Span(day_of(on), tenure.span.end), tenure.basis
    )
    return [before, after]


def day_of(day: date) -> PartialDate:
    """Write an exact day."""
    return PartialDate(day.isoformat(), day, day)


def _ended_all(arrangements: Sequence[Arrangement], split: Split, on: date) -> tuple[Arrangement, ...]:
    ended = []
    for one in arrangements:
        if one.id != split.arrangement or not one.pilots:
            ended.append(one)
            continue
        pilots = tuple(p for p in (_ended(pilot, split.place, on) for pilot in one.pilots) if p is not None)
        if pilots:  # an arrangement that lists no place would be in force everywhere
            ended.append(replace(one, pilots=pilots))
    return tuple(ended)


def _ended(pilot: Pilot, place: PlaceId, on: date) -> Pilot | None:
    if pilot.place != place or not pilot.span.covers(on):
        return pilot
    if pilot.span.first >= on:
        return None
    span = Span(pilot.span.start, day_of(on - timedelta(days=1)))
    return replace(pilot, span=span, status=PilotStatus.ENDED)
