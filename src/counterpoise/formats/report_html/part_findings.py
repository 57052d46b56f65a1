"""The findings, by code and place."""

from __future__ import annotations

from itertools import groupby

from counterpoise.analysis.codes import MARKS
from counterpoise.analysis.findings import Finding, Severity
from counterpoise.domain.words import PlaceId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.groups import parts_of
from counterpoise.formats.report_html.markup import (
    Html,
    a,
    article,
    b,
    details,
    h2,
    h3,
    h4,
    h5,
    join,
    p,
    section,
    small,
    span,
    summary,
)
from counterpoise.formats.report_html.numbering import Numbered
from counterpoise.formats.report_html.witness import witness
from counterpoise.formats.report_html.words_codes import CODE_MEANINGS

_MOST_OFFICES = 3


def findings_part(edition: Edition, findings: tuple[Numbered, ...]) -> Html:
    """Show every finding with its witness; what several places share is shown once."""
    merged = len(findings) < len(edition.audit.findings)
    return section(
        h2(edition.word("findings"), id="findings"),
        p(edition.word("findings_intro"), class_="intro"),
        p(_merging(edition, findings), class_="intro") if merged else None,
        None if findings else p(edition.word("no_findings")),
        (
            _code(edition, code, list(found))
            for code, found in groupby(findings, key=lambda one: one.first.code)
        ),
        class_="part",
    )


def _merging(edition: Edition, findings: tuple[Numbered, ...]) -> str:
    return edition.word(
        "merged",
        total=edition.count("findings_n", len(edition.audit.findings)),
        entries=edition.count("entries_n", len(findings)),
        severity=edition.severity(Severity.ERROR),
    )


def severity_mark(edition: Edition, severity: Severity) -> Html:
    """Show how grave in a mark and a word."""
    mark = span(MARKS[severity], class_="mark", aria_hidden="true")
    return span(mark, " ", edition.severity(severity), class_=f"severity {severity.word}")


def _code(edition: Edition, code: str, found: list[Numbered]) -> Html:
    meaning = CODE_MEANINGS.get(code)
    remedies = {one.first.remedy for one in found}
    shared = remedies.pop() if len(remedies) == 1 else None
    return join(
        h3(span(code, class_="code"), " ", edition.code(code), id=f"code-{code}"),
        p(meaning.of(edition.language), class_="intro") if meaning else None,
        p(b(edition.word("remedy"), ": "), edition.text(shared)) if shared else None,
        (
            _places(edition, places, list(those), shared is not None)
            for places, those in groupby(found, key=lambda one: one.places)
        ),
    )


def _places(
    edition: Edition, places: tuple[PlaceId | None, ...], found: list[Numbered], remedied: bool
) -> Html:
    key = "findings_n" if len(places) == 1 else "findings_each_n"
    count = span(edition.count(key, len(found)), class_="count")
    name = ", ".join(map(edition.place, places))
    return join(h4(name, " ", count), (_finding(edition, one, remedied) for one in found))


def _finding(edition: Edition, one: Numbered, remedied: bool) -> Html:
    finding = one.first
    proof = witness(edition, one, remedied=remedied)
    told = edition.word("witness" if remedied or finding.remedy is None else "witness_remedy")
    return article(
        h5(_title(edition, finding), " ", severity_mark(edition, finding.severity)),
        p(span(edition.word("number", n=one.number), class_="number"), " ", edition.text(finding.message)),
        _likewise(edition, one),
        details(summary(told), proof, class_="more") if proof else None,
        id=one.anchor,
        class_=f"finding {finding.severity.word}",
    )


def _likewise(edition: Edition, one: Numbered) -> Html | None:
    """Say where else the same stands with other names, and whose."""
    if all(finding.message == one.first.message for finding in one.findings):
        return None
    others = [f"{edition.place(f.place)}{_names(edition, f)}" for f in one.findings[1:]]
    return p(small(edition.word("likewise"), ": ", "; ".join(others)))


def _names(edition: Edition, finding: Finding) -> str:
    if finding.place is None or not finding.persons:
        return ""
    return f" ({edition.list_of(parts_of(edition, finding.persons, finding.place))})"


def _title(edition: Edition, finding: Finding) -> Html:
    if finding.matter is not None:
        name = edition.text(edition.names.matter(finding.matter))
        return a(name, href=f"#steps-{finding.matter}") if edition.has_steps(finding.matter) else name
    offices = [edition.office(office) for office in finding.offices]
    return join(
        ", ".join(offices[:_MOST_OFFICES]) or edition.code(finding.code),
        "…" if offices[_MOST_OFFICES:] else None,
    )
