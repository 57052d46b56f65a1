"""Each finding told with its witness: who moves with whom, what it rests on, the articles, the remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from counterpoise.analysis.codes import MARKS, SEVERITIES
from counterpoise.analysis.findings import Because, Finding, Severity
from counterpoise.domain.bodies import How
from counterpoise.domain.citing import cite_text
from counterpoise.domain.names import HOWS, STATUSES
from counterpoise.domain.words import Basis, PlaceId, SourceId, Status
from counterpoise.formats import naming
from counterpoise.formats.report_text.page import COLOURS, Line, Page


def listed(page: Page, findings: Sequence[Finding]) -> Iterator[Line]:
    """Tell findings, those that are alike at several places together; a remedy closes the run of its code."""
    groups = page.grouped(findings)
    if not groups:
        yield from page.wrapped(page.say("none"))
    for alike, following in zip_longest(groups, groups[1:]):
        yield from _finding(page, alike)
        finding = alike[0]
        if finding.remedy is not None and (following is None or following[0].remedy != finding.remedy):
            yield from page.detail(page.say("remedy", finding.code, finding.remedy.of(page.language)))
        if following is not None:
            yield Line("")


def _finding(page: Page, alike: tuple[Finding, ...]) -> Iterator[Line]:
    finding = alike[0]
    grade = SEVERITIES[finding.severity].of(page.language)
    yield from page.wrapped(
        finding.message.of(page.language),
        first=f"{MARKS[finding.severity]} {finding.code} [{grade}] ",
        rest="  ",
        style=COLOURS[finding.severity],
    )
    yield from _places(page, alike)
    if finding.capped_from is not None:
        yield from page.detail(page.say("capped", SEVERITIES[finding.capped_from].of(page.language)))
    if finding.severity is not Severity.INFO:
        yield from _witness(page, alike)


def _places(page: Page, alike: tuple[Finding, ...]) -> Iterator[Line]:
    """Say where the finding stands, and who holds the same offices where the persons differ."""
    finding = alike[0]
    same = [other.place for other in alike if other.message == finding.message]
    where = page.places(same)
    if where:
        yield from page.detail(page.say("at", where))
    others = [other for other in alike if other.message != finding.message]
    if others:
        said = "; ".join(
            f"{page.places([o.place])} ({page.persons(o)})" if o.persons else page.places([o.place])
            for o in others
        )
        yield from page.detail(page.say("alike", said))


def _witness(page: Page, alike: tuple[Finding, ...]) -> Iterator[Line]:
    finding, language = alike[0], page.language
    if len(finding.steps) > 1:
        yield from page.detail(page.say("steps", page.steps(finding)))
    yield from page.details(page.say("path"), [_link(page, link, finding.place) for link in finding.because])
    several = len({other.place for other in alike}) > 1
    heading = page.say("rests_on_at", page.places([finding.place])) if several else page.say("rests_on")
    yield from page.details(heading, [row.of(language) for row in finding.rests_on])
    yield from page.details(page.say("basis"), list(_articles(page, finding.basis)))


def _link(page: Page, link: Because, at: PlaceId | None) -> str:
    known = link.how in set(How)
    return page.say(
        "moves",
        person=naming.person_name(page.audit, link.person, at, page.language),
        mover=naming.mover_name(page.audit, link.moved_by, at, page.language),
        how=HOWS[How(link.how)].of(page.language) if known else page.say("kin"),
    )


def _articles(page: Page, basis: Basis) -> Iterator[str]:
    """Cite each source once for each degree of verification, with all its articles."""
    cites: dict[tuple[SourceId, Status | None], list[str]] = {}
    for citation in basis:
        article = cite_text(citation.cite).of(page.language)
        cites.setdefault((citation.source, citation.status), []).append(article)
    for (source, status), articles in cites.items():
        known = page.audit.framework.sources.get(source) or page.audit.case.sources.get(source)
        title = known.title.of(page.language) if known else source
        said = "; ".join(dict.fromkeys(article for article in articles if article))
        verified = STATUSES[status].of(page.language) if status else page.say("no_status")
        yield f"{title}{f': {said}' if said else ''} ({verified})"
