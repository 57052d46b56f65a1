"""What the report rests on: the steps of each matter, the sources, the limits, and how to check by hand."""

from __future__ import annotations

from collections import Counter

from counterpoise.domain.matters import Matter, Power, Step
from counterpoise.domain.names import ACTS, STATUSES
from counterpoise.domain.vietnamese import alphabetical
from counterpoise.domain.words import MatterId, Source, SourceId, Status
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.markup import (
    Html,
    a,
    dd,
    details,
    div,
    dl,
    dt,
    h2,
    join,
    li,
    ol,
    p,
    section,
    small,
    span,
    summary,
    ul,
)
from counterpoise.formats.report_html.tables import plain_table, row
from counterpoise.formats.report_html.witness import citation, is_web, step_notes
from counterpoise.formats.report_html.words_codes import STATUS_MARKS, STATUS_MEANINGS

_ROLES = {Power.CONSENT: "consent", Power.OVERSIGHT: "oversight", Power.NONE: "inform"}


def chains_part(edition: Edition) -> Html:
    """Show the steps of every matter examined, once."""
    told: dict[MatterId, None] = dict.fromkeys(answers.matter for answers in edition.audit.matters)
    matters = [matter for wanted in told if (matter := edition.known_matter(wanted))]
    return section(
        h2(edition.word("chains"), id="chains"),
        p(edition.word("chains_intro"), class_="intro"),
        (_chain(edition, matter) for matter in matters),
        class_="part",
    )


def sources_part(edition: Edition) -> Html:
    """List the sources with how often findings cite them, and what the statuses mean."""
    cited = Counter(one.source for finding in edition.audit.findings for one in finding.basis)
    known = {**edition.audit.framework.sources, **edition.audit.case.sources}
    order = sorted(
        known.values(), key=lambda s: (not cited[s.id], alphabetical(s.title.of(edition.language)), s.id)
    )
    heads = [edition.word("source"), edition.word("cited")]
    rows = [_source(edition, source, cited) for source in order]
    return section(
        h2(edition.word("sources"), id="sources"),
        p(edition.word("sources_intro"), class_="intro"),
        _statuses(edition),
        plain_table(edition.word("sources"), heads, rows, class_="sources")
        if rows
        else p(edition.word("none")),
        class_="part",
    )


def limits_part(edition: Edition) -> Html:
    """Say what the report is not, and how anybody can check it."""
    return section(
        h2(edition.word("limits"), id="limits"),
        ul(li(edition.word(f"limit_{n}")) for n in range(1, 6)),
        h2(edition.word("by_hand"), id="by-hand"),
        ol(li(edition.word(f"hand_{n}")) for n in range(1, 7)),
        class_="part",
    )


def _chain(edition: Edition, matter: Matter) -> Html:
    heads = [edition.word(key) for key in ("step", "role", "actor", "basis")]
    routes = [
        plain_table(
            _route_title(edition, matter, number),
            heads,
            [_step(edition, step) for step in route],
            class_="steps",
        )
        for number, route in enumerate(matter.routes, start=1)
    ]
    basis = ul(li(citation(edition, one)) for one in matter.basis) if matter.basis else None
    name = span(edition.text(matter.name), class_="name")
    return details(summary(name), routes, basis, id=f"steps-{matter.id}", class_="more matter")


def _route_title(edition: Edition, matter: Matter, number: int) -> str:
    name = matter.name.of(edition.language)
    return name if len(matter.routes) == 1 else f"{name} – {edition.word('route', n=number)}"


def _step(edition: Edition, step: Step) -> Html:
    act = ACTS[step.act].of(edition.language)
    name = edition.text(step.name) if step.name else join(act[:1].upper() + act[1:])
    role = ", ".join([edition.word(_ROLES[step.power]), *step_notes(edition, step)])
    basis = ul(li(citation(edition, one)) for one in step.basis) if step.basis else "–"
    return row(name, role, _actor(edition, step), basis)


def _actor(edition: Edition, step: Step) -> Html:
    said = [edition.actor(step.actor)]
    if step.excludes:
        said.append(edition.word("excludes", offices=", ".join(map(edition.office, step.excludes))))
    if step.substitute:
        said.append(edition.word("substitute", actor=edition.actor(step.substitute)))
    return join("; ".join(said))


def _source(edition: Edition, source: Source, cited: Counter[SourceId]) -> Html:
    title = edition.text(source.title)
    linked = a(title, href=source.url) if is_web(source.url) else title
    times = cited[source.id]
    return row(linked, edition.count("times_n", times) if times else small(edition.word("not_cited")))


def _statuses(edition: Edition) -> Html:
    told = (
        div(
            dt(span(STATUS_MARKS[one], aria_hidden="true"), " ", STATUSES[one].of(edition.language)),
            dd(meaning),
        )
        for one in Status
        for meaning in [STATUS_MEANINGS[one].of(edition.language)]
    )
    return dl(told, class_="pairs")
