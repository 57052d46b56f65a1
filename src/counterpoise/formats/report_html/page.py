"""The whole page: head, title, contents, parts."""

from __future__ import annotations

from collections import Counter

from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.markup import (
    Html,
    a,
    dd,
    div,
    dl,
    dt,
    element,
    footer,
    h1,
    h2,
    header,
    join,
    li,
    main,
    nav,
    ol,
    p,
    ul,
)
from counterpoise.formats.report_html.numbering import Numbered, links, numbered
from counterpoise.formats.report_html.part_findings import findings_part
from counterpoise.formats.report_html.part_matters import matters_part
from counterpoise.formats.report_html.part_power import power_part
from counterpoise.formats.report_html.part_seats import seats_part
from counterpoise.formats.report_html.part_sources import chains_part, limits_part, sources_part
from counterpoise.formats.report_html.part_summary import summary_part
from counterpoise.formats.report_html.styles import SCREEN
from counterpoise.formats.report_html.styles_print import PAPER

# Nothing may be fetched and no script may run, whatever the data say.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PARTS = ("summary", "seats", "matters", "findings", "power", "chains", "sources", "limits", "by-hand")


def page_of(edition: Edition) -> str:
    """Write the whole document."""
    findings = numbered(edition)
    content = element(
        "body",
        a(edition.word("skip"), href="#summary", class_="skip"),
        _header(edition),
        div(_contents(edition, findings), main(_parts(edition, findings)), class_="sheet"),
        footer(p(edition.word("made_by")), p(edition.word("caveat"))),
    )
    return "<!doctype html>\n" + element("html", _head(edition), content, lang=edition.language) + "\n"


def _head(edition: Edition) -> Html:
    title = f"{edition.audit.case.title.of(edition.language)} – {edition.word('report')}"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content="Counterpoise"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", Html(SCREEN + PAPER)),
    )


def _header(edition: Edition) -> Html:
    audit = edition.audit
    matters = {answers.matter for answers in audit.matters}
    extent = (
        edition.count("places_n", len(edition.places())),
        edition.count("matters_n", len(matters)),
        edition.count("findings_n", len(audit.findings)),
    )
    facts = (
        (edition.word("day"), edition.day(audit.on)),
        (edition.word("places"), ", ".join(map(edition.place, edition.places()))),
        (edition.word("framework"), edition.text(audit.framework.title)),
        (edition.word("extent"), ", ".join(extent)),
    )
    return header(
        p(edition.word("report"), class_="eyebrow"),
        h1(edition.text(audit.case.title)),
        dl((div(dt(name), dd(value)) for name, value in facts if value), class_="facts"),
        class_="title",
    )


def _contents(edition: Edition, findings: tuple[Numbered, ...]) -> Html:
    entries = [
        li(_entry(edition, part), _codes(edition, findings) if part == "findings" else None)
        for part in _PARTS
    ]
    return nav(
        h2(edition.word("contents"), id="contents"),
        ol(entries),
        aria_labelledby="contents",
        class_="contents",
    )


def _entry(edition: Edition, part: str) -> Html:
    return a(edition.word(part.replace("-", "_")), href=f"#{part}")


def _codes(edition: Edition, findings: tuple[Numbered, ...]) -> Html | None:
    counted = Counter(finding.code for finding in edition.audit.findings)
    lines = [
        li(a(f"{code} {edition.code(code)}", f" ({edition.whole(counted[code])})", href=f"#code-{code}"))
        for code in dict.fromkeys(one.first.code for one in findings)
    ]
    return ul(lines) if lines else None


def _parts(edition: Edition, findings: tuple[Numbered, ...]) -> Html:
    return join(
        summary_part(edition, findings),
        seats_part(edition),
        matters_part(edition, links(findings)),
        findings_part(edition, findings),
        power_part(edition),
        chains_part(edition),
        sources_part(edition),
        limits_part(edition),
    )
