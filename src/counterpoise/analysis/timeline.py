"""A case over time: who held what, and when findings appeared and ended.

Between two change days nothing an audit reads of a place changes, so one audit speaks for every day between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterpoise.analysis.change_days import (
    change_days,
    places_bound,
    places_with_superiors,
    recorded_days,
    source_days,
)
from counterpoise.analysis.episodes import Episode, Holding, Identity, Timeline, Uncovered
from counterpoise.analysis.examine import Known, Progress, audit
from counterpoise.analysis.findings import Finding
from counterpoise.analysis.framework_gaps import framework_findings
from counterpoise.boolean.budget import Purse
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import SECONDS, LadderEngine
from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.people import Tenure
from counterpoise.domain.words import PlaceId, Text

Key = Hashable


@dataclass(frozen=True, slots=True)
class Interval:
    """Days on which every answer is the same; no last day means for ever. `places` is empty where none can be examined."""

    first: date
    last: date | None
    places: tuple[PlaceId, ...]
    framework: bool


Stood = tuple[Interval, tuple[Finding, ...]]


def timeline(
    case: Case,
    *,
    places: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Timeline:
    """Tell a case from day to day: one audit for each interval without change.

    Without `first` it begins with the first recorded tenure or pilot; without `last` it has no end. Raises CaseError
    for an unknown place or when no day can be examined.
    """
    found = intervals(case, places=places, first=first, last=last)
    asked = _asked(case, places)
    used, known = engine or LadderEngine(purse=Purse(SECONDS)), dict[Hashable, Known]()
    stood: list[Stood] = []
    for number, one in enumerate(found):
        if one.places:
            then = audit(case, day=one.first, places=one.places, engine=used, known=known, brief=True)
            stood += _by_sources(case, one, then.findings)
        if progress is not None:
            progress(number + 1, len(found))
    return Timeline(
        case,
        found[0].first,
        last,
        tuple(one.first for one in found),
        tuple(_holdings(case, asked, found[0].first, last)),
        tuple(_episodes(stood, last)),
        tuple(_uncovered(found)),
    )


def intervals(
    case: Case, *, places: Sequence[str] = (), first: date | None = None, last: date | None = None
) -> tuple[Interval, ...]:
    """Part the days asked about where an answer can change."""
    asked = _asked(case, places)
    begin = first or _begin(case, places_with_superiors(case, asked))
    if last is not None and last < begin:
        raise _refused(
            "--to",
            Text("ngày cuối đứng trước ngày đầu", "the last day stands before the first"),
            Text("đổi --from hoặc --to", "change --from or --to"),
        )
    inside = [
        day
        for day in change_days(case, places_bound(case, asked))
        if begin < day and (last is None or day <= last)
    ]
    starts = [begin, *inside]
    ends = [day - timedelta(days=1) for day in inside]
    return tuple(
        Interval(
            start,
            end,
            tuple(place.id for place in case.audited_places(start) if place.id in asked),
            case.framework_on(start) is not None,
        )
        for start, end in zip(starts, [*ends, last], strict=True)
    )


def _by_sources(case: Case, whole: Interval, findings: tuple[Finding, ...]) -> Iterator[Stood]:
    """Part an interval where sources come into force or go: that changes what is said of the framework, and no more."""
    inside = sorted(
        d for d in source_days(case) if whole.first < d and (whole.last is None or d <= whole.last)
    )
    framework = case.framework_on(whole.first)
    local = tuple(finding for finding in findings if finding.place is not None)
    ends = [day - timedelta(days=1) for day in inside]
    for start, end in zip([whole.first, *inside], [*ends, whole.last], strict=True):
        said = findings
        if framework is not None and start != whole.first:
            said = (*local, *framework_findings(case, framework, tuple(framework.matters.values()), start))
        yield replace(whole, first=start, last=end), said


def _asked(case: Case, places: Sequence[str]) -> frozenset[PlaceId]:
    audited = {p.id for f in case.frameworks for p in case.places.values() if p.level == f.audits}
    missing = [place for place in places if place not in audited]
    if missing or not audited:
        raise _refused(
            "--place",
            Text(
                f"không có địa bàn nào được xét mang mã: {', '.join(missing) or '–'}",
                f"no audited place has the id: {', '.join(missing) or '–'}",
            ),
            Text(
                f"các địa bàn có thể chọn: {', '.join(sorted(audited)) or '–'}",
                f"the places to choose from: {', '.join(sorted(audited)) or '–'}",
            ),
        )
    return frozenset(PlaceId(place) for place in places) or frozenset(audited)


def _begin(case: Case, around: frozenset[PlaceId]) -> date:
    """Begin with the first recorded day, else with the first framework, else with the day of the case."""
    valid = [f.valid.first for f in case.frameworks if f.valid.start is not None]
    days = sorted(recorded_days(case, around)) or sorted(valid) or [day for day in [case.on] if day]
    if not days:
        raise _refused(
            "case.yaml, on",
            Text("chưa biết bắt đầu từ ngày nào", "no day to begin with"),
            Text("ghi `on:` trong case.yaml hoặc thêm --from", "write `on:` in case.yaml or give --from"),
        )
    return days[0]


def _refused(where: str, what: Text, remedy: Text) -> CaseError:
    return CaseError((Problem(where, what, remedy),))


# Who held what


def _holdings(case: Case, asked: frozenset[PlaceId], first: date, last: date | None) -> Iterator[Holding]:
    """List who held what at the places, rows that follow on one another joined, by place, office and first day."""
    runs: dict[Hashable, list[Holding]] = {}
    for tenure in sorted(case.tenures, key=lambda t: (t.span.first, t.span.last)):
        if tenure.place in asked:
            seat = tenure.seat if tenure.person is None else None
            run = runs.setdefault((tenure.place, tenure.office, tenure.person, seat), [])
            joined = _joined(run[-1], tenure) if run else None
            if joined is None:
                run.append(_holding(tenure))
            else:
                run[-1] = joined
    order = {office: number for f in case.frameworks for number, office in enumerate(f.offices)}
    told = [holding for run in runs.values() for holding in run if _within(holding, first, last)]
    yield from sorted(
        told, key=lambda h: (h.place, order.get(h.office, 0), h.first or date.min, h.person or "")
    )


def _holding(tenure: Tenure) -> Holding:
    span = tenure.span
    ends = [end for end in (span.start, span.end) if end is not None]
    return Holding(
        tenure.person,
        tenure.office,
        tenure.place,
        span.first if span.start else None,
        span.last if span.end or span.ended_unknown else None,
        not span.ended_unknown and all(end.is_exact for end in ends),
    )


def _joined(before: Holding, tenure: Tenure) -> Holding | None:
    """Join a row to what goes before it, unless there are days between."""
    if before.last is not None and tenure.span.first > before.last + timedelta(days=1):
        return None
    new = _holding(tenure)
    last = None if before.last is None or new.last is None else max(before.last, new.last)
    return replace(before, last=last, certain=before.certain and new.certain)


def _within(holding: Holding, first: date, last: date | None) -> bool:
    begun = last is None or holding.first is None or holding.first <= last
    return begun and (holding.last is None or holding.last >= first)


# When findings stood


def _episodes(stood: Sequence[Stood], last: date | None) -> Iterator[Episode]:
    """Join the intervals in which one finding stands on end; a finding that comes back is another episode."""
    told_apart = _repeated(stood)
    done: list[Episode] = []
    open_now: dict[Key, Episode] = {}
    ended: date | None = None
    for interval, findings in stood:
        follows = ended is not None and interval.first == ended + timedelta(days=1)
        now: dict[Key, Episode] = {}
        for finding in findings:
            key = _key(finding, told_apart)
            before = open_now.get(key) if follows else None
            now[key] = _longer(before, finding, interval)
        done += [episode for key, episode in open_now.items() if not (follows and key in now)]
        open_now, ended = now, interval.last
    for episode in (*done, *open_now.values()):
        still = episode.last is not None and episode.last == last
        yield replace(episode, last=None) if still else episode


def _longer(before: Episode | None, finding: Finding, interval: Interval) -> Episode:
    if before is None:
        return Episode(_identity(finding), finding.message, finding.severity, interval.first, interval.last)
    grave = max(before.severity, finding.severity)
    return replace(before, message=finding.message, severity=grave, last=interval.last)


def _identity(finding: Finding) -> Identity:
    return Identity(
        finding.code, finding.place, finding.matter, finding.steps, finding.persons, finding.offices
    )


_FINER: tuple[Callable[[Finding], Key], ...] = (
    _identity,
    lambda finding: (_identity(finding), tuple((c.source, c.cite) for c in finding.basis)),
    lambda finding: (_identity(finding), finding.basis, finding.message),
)


def _key(finding: Finding, told_apart: frozenset[Key]) -> Key:
    """Give what tells a finding from the others of its day: its identity, and its basis or words where that is shared."""
    for finer in _FINER[:-1]:
        if finer(finding) not in told_apart:
            return finer(finding)
    return _FINER[-1](finding)


def _repeated(stood: Sequence[Stood]) -> frozenset[Key]:
    """List the identities that two findings of one day share."""
    shared: set[Key] = set()
    for _, findings in stood:
        for finer in _FINER[:-1]:
            counts = Counter(map(finer, findings))
            shared.update(key for key, count in counts.items() if count > 1)
    return frozenset(shared)


def _uncovered(found: Sequence[Interval]) -> Iterator[Uncovered]:
    """Join the intervals that could not be examined, for one reason each."""
    run: Uncovered | None = None
    for one in found:
        if one.places:
            if run is not None:
                yield run
            run = None
        elif run is not None and run.framework == one.framework:
            run = replace(run, last=one.last)
        else:
            if run is not None:
                yield run
            run = Uncovered(one.first, one.last, one.framework)
    if run is not None:
        yield run
