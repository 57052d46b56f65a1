"""The plain summary: what one person can do alone, which checks fell, what the arrangement changes, what is assumed."""

from __future__ import annotations

from collections import Counter

from counterpoise.analysis.codes import MARKS
from counterpoise.analysis.findings import Severity
from counterpoise.formats.report_html.assumptions import assumptions
from counterpoise.formats.report_html.concentration import alone, checks, own_control
from counterpoise.formats.report_html.differences import differences
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.markup import Html, b, h2, h3, join, li, p, section, span, ul
from counterpoise.formats.report_html.numbering import Numbered


def summary_part(edition: Edition, findings: tuple[Numbered, ...]) -> Html:
    """Say the whole result in plain words."""
    return section(
        h2(edition.word("summary"), id="summary"),
        _lede(edition),
        p(edition.word("caveat"), class_="caveat"),
        h3(edition.word("severities")),
        _severities(edition),
        h3(edition.word("alone"), id="alone"),
        alone(edition, findings),
        h3(edition.word("collapsed"), id="collapsed"),
        checks(edition, findings, "C03", "collapsed"),
        h3(edition.word("hollow"), id="hollow"),
        checks(edition, findings, "C02", "hollow"),
        h3(edition.word("own"), id="own"),
        own_control(edition, findings),
        h3(edition.word("changes"), id="changes"),
        differences(edition),
        h3(edition.word("assumed"), id="assumed"),
        assumptions(edition),
        class_="part",
    )


def _lede(edition: Edition) -> Html:
    """Count the main results; one matter at two places counts twice."""
    codes = Counter(finding.code for finding in edition.audit.findings)
    captured = {(f.place, f.matter) for f in edition.audit.findings if f.code == "C01"}
    counts = {
        "alone_n": len(captured),
        "collapsed_n": codes["C03"],
        "hollow_n": codes["C02"],
        "own_n": codes["C04"],
    }
    places = len(edition.places())
    matters = {answers.matter for answers in edition.audit.matters}
    lead = edition.word(
        "lede" if places == 1 else "lede_places",
        day=edition.day(edition.audit.on),
        places=edition.count("places_n", places),
        matters=edition.count("matters_n", len(matters)),
    )
    return join(
        p(lead, class_="lede"),
        ul((li(_counted(edition, key, n)) for key, n in counts.items()), class_="counts"),
    )


def _counted(edition: Edition, key: str, n: int) -> Html:
    """Set the number of a count off from its words."""
    number = edition.whole(n)
    return join(b(number), " ", span(edition.count(key, n).removeprefix(number).strip()))


def _severities(edition: Edition) -> Html:
    counts = Counter(finding.severity for finding in edition.audit.findings)
    return ul(
        (
            li(
                span(MARKS[severity], class_="mark", aria_hidden="true"),
                " ", edition.severity(severity), ": ", b(edition.whole(counts[severity])),
                class_=severity.word,
            )
            for severity in sorted(Severity, reverse=True)
        ),
        class_="tally",
    )  # fmt: skip
