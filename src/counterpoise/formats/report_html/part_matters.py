"""Matters and readings: one table for each place, as things stand and without the arrangement."""

from __future__ import annotations

from counterpoise.analysis.findings import READINGS, Answer, MatterAnswers, Severity
from counterpoise.domain.matters import Matter
from counterpoise.domain.words import PlaceId
from counterpoise.formats.report_html.changes import Change, change, without_of
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.figures import figure, unnamed_of
from counterpoise.formats.report_html.groups import smallest_groups
from counterpoise.formats.report_html.markup import (
    Html,
    a,
    b,
    caption,
    dd,
    div,
    dl,
    dt,
    h2,
    h3,
    join,
    li,
    p,
    section,
    small,
    span,
    table,
    tbody,
    td,
    th,
    tr,
    ul,
)
from counterpoise.formats.report_html.numbering import Links
from counterpoise.formats.report_html.tables import boxed, headings

MARKS = {Change.FEWER: "▼", Change.MORE: "▲", Change.GROUPS: "~", Change.NONE: ""}
_FEW = 2


def matters_part(edition: Edition, links: Links) -> Html:
    """Show every matter in every reading, place by place; `links` leads from a matter to its findings."""
    return section(
        h2(edition.word("matters"), id="matters"),
        p(edition.word("matters_intro"), class_="intro"),
        _readings(edition),
        _marks(edition),
        (_place(edition, place, links) for place in edition.places()),
        class_="part",
    )


def _readings(edition: Edition) -> Html:
    return dl(
        (div(dt(edition.word(reading)), dd(edition.word(f"{reading}_is"))) for reading in READINGS),
        class_="pairs",
    )


def _marks(edition: Edition) -> Html:
    said = [(b("1", class_="one"), "mark_alone"), (b("–"), "mark_none")]
    said += [
        (span(MARKS[kind], class_="mark"), f"mark_{kind.value}")
        for kind in (Change.FEWER, Change.MORE, Change.GROUPS)
    ]
    return ul(
        (li(mark, " ", edition.word(key)) for mark, key in said),
        li(edition.word("mark_same")),
        class_="marks",
    )


def _place(edition: Edition, place: PlaceId, links: Links) -> Html:
    title = edition.word("table_caption", place=edition.place(place))
    heads = ["matter", "stakes", *READINGS, "assumes", "groups"]
    fields: dict[str, list[MatterAnswers]] = {}
    for answers in edition.answers(place):
        fields.setdefault(edition.field_of(answers.matter), []).append(answers)
    bodies = [
        tbody(
            _heading(edition, field, len(heads)) if fields.keys() != {""} else None,
            (_row(edition, answers, links) for answers in rows),
        )
        for field, rows in fields.items()
    ]
    drawn = table(caption(title), headings(*map(edition.word, heads)), bodies, class_="matters")
    return join(h3(edition.place(place), id=f"matters-{place}"), boxed(title, drawn, class_="box tall"))


def _heading(edition: Edition, field: str, columns: int) -> Html:
    return tr(th(edition.field(field), scope="rowgroup", colspan=columns), class_="field")


def _row(edition: Edition, answers: MatterAnswers, links: Links) -> Html:
    matter = edition.known_matter(answers.matter)
    return tr(
        th(_name(edition, answers, links), scope="row"),
        td(_stakes(edition, matter), class_="stakes"),
        (_cell(edition, answers, reading) for reading in READINGS),
        td(edition.whole(unnamed_of(answers)), class_="n"),
        td(_groups(edition, answers), _stoppers(edition, answers, matter)),
    )


def _name(edition: Edition, answers: MatterAnswers, links: Links) -> Html:
    found = links.get((answers.place, answers.matter), [])
    shown = edition.text(edition.names.matter(answers.matter))
    grave = [one for one in found if one.first.severity > Severity.INFO]
    anchors = [a(f"{one.first.code} ({one.number})", href=f"#{one.anchor}") for one in grave]
    return join(
        a(shown, href=f"#power-{answers.place}-{answers.matter}"),
        div(anchors, class_="links") if anchors else None,
    )


def _stakes(edition: Edition, matter: Matter | None) -> str:
    return f"{matter.stakes} – {edition.word(f'stakes_{matter.stakes}')}" if matter else "–"


def _cell(edition: Edition, answers: MatterAnswers, reading: str) -> Html:
    answer = answers.readings.of(reading)
    alone = answer.capture_number == 1
    number = b(figure(edition, answer, "capture_number"), class_="one" if alone else None)
    return td(number, _was(edition, answers, reading), class_="n")


def _was(edition: Edition, answers: MatterAnswers, reading: str) -> Html | None:
    kind, without = change(edition, answers, reading), without_of(answers, reading)
    if kind is Change.NONE or without is None:
        return None
    if kind is Change.GROUPS:
        words = edition.word("other_groups")
    else:
        words = edition.word("fewer", n=figure(edition, without, "capture_number"))
    return small(span(MARKS[kind], class_="mark"), " ", words)


def _groups(edition: Edition, answers: MatterAnswers) -> Html:
    """Say the smallest groups in practice: a few where they are small, one where they are not."""
    answer = answers.readings.practice
    if answer.patterns:
        return _patterns(edition, answers)
    groups = smallest_groups(edition, answer.capture_sets, answers.place)
    return div(
        _sentence(
            edition, groups[:1] if (answer.capture_number or 0) > _FEW else groups, answer.capture_sets_total
        )
    )


def _patterns(edition: Edition, answers: MatterAnswers) -> Html:
    """Say all minimal groups as patterns: so many of those who can change places."""
    found = answers.readings.practice
    ways = [edition.pattern(one, answers.place) for one in found.patterns]
    said = f"; {edition.word('or')} ".join(ways)
    return div(
        said, small(f" ({edition.count('others_n', found.capture_sets_total or 0)})"), class_="patterns"
    )


def _sentence(edition: Edition, groups: tuple[str, ...], total: int | None) -> Html:
    if not groups:
        return join("–")
    said = f"; {edition.word('or')} ".join(groups)
    more = (
        small(f" ({edition.count('others_n', total)})") if total is not None and total > len(groups) else None
    )
    return join(said, more)


def _stoppers(edition: Edition, answers: MatterAnswers, matter: Matter | None) -> Html | None:
    """Say who can stop a control, where the matter controls an office."""
    if matter is None or matter.against is None:
        return None
    answer: Answer = answers.readings.ties
    groups = smallest_groups(edition, answer.blocking_sets, answers.place)
    lead = edition.word("against", office=edition.office(matter.against))
    stop = edition.word("can_stop")
    return div(
        small(lead, "; ", stop, ": ", _sentence(edition, groups, answer.blocking_sets_total)), class_="aside"
    )
