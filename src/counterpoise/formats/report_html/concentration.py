"""Sole captures, fallen checks and controls stopped, in plain words; places where they are the same are told together."""

from __future__ import annotations

from counterpoise.analysis.findings import READINGS
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.markup import Child, Html, a, b, dd, div, dl, dt, join, li, p, small, ul
from counterpoise.formats.report_html.numbering import Numbered, each_of
from counterpoise.formats.report_html.witness import step_in_words

ByReading = tuple[tuple[str, tuple[MatterId, ...]], ...]
Who = tuple[PlaceId | None, tuple[PersonId, ...]]
Held = dict[Who, list[Numbered]]


def alone(edition: Edition, findings: tuple[Numbered, ...]) -> Html:
    """Say what one person can do alone: by person and place, with the reading from which on."""
    held = _held(findings, "C01")
    if not held:
        return p(edition.word("alone_none"))
    alike: dict[tuple[tuple[OfficeId, ...], ByReading], list[Who]] = {}
    for who, ones in held.items():
        alike.setdefault((_offices(edition, who, ones), _by_reading(edition, ones)), []).append(who)
    most_first = sorted(alike.items(), key=lambda told: -sum(len(matters) for _, matters in told[0][1]))
    blocks = (
        _block(_persons(edition, who, offices), _matters(edition, matters, held[who[0]]))
        for (offices, matters), who in most_first
    )
    return join(blocks, _elsewhere(edition, {place for place, _ in held}))


def checks(edition: Edition, findings: tuple[Numbered, ...], code: str, key: str) -> Html:
    """Say which checks fell in one way, by matter; checks of the same name are told once."""
    lines: dict[PlaceId | None, dict[tuple[MatterId | None, Html], Numbered]] = {}
    order = edition.in_order(finding.matter for finding, _ in each_of(findings, code) if finding.matter)
    ranked = sorted(
        each_of(findings, code), key=lambda told: order.index(told[0].matter) if told[0].matter else -1
    )
    for finding, one in ranked:
        lines.setdefault(finding.place, {}).setdefault((finding.matter, _steps(edition, one)), one)
    if not lines:
        return p(edition.word(f"{key}_none"))
    alike: dict[tuple[tuple[MatterId | None, Html], ...], list[PlaceId | None]] = {}
    for place, told in lines.items():
        alike.setdefault(tuple(told), []).append(place)
    blocks = (
        _block(
            b(", ".join(map(edition.place, places))),
            ul(li(_link(edition, one), " – ", steps) for (_, steps), one in lines[places[0]].items()),
        )
        for places in alike.values()
    )
    return join(p(edition.word(f"{key}_is")), blocks, _elsewhere(edition, set(lines)))


def own_control(edition: Edition, findings: tuple[Numbered, ...]) -> Html:
    """Say who can stop which control of themselves."""
    held = _held(findings, "C04")
    if not held:
        return p(edition.word("own_none"))
    alike: dict[tuple[tuple[OfficeId, ...], tuple[MatterId, ...]], list[Who]] = {}
    for who, ones in held.items():
        matters = edition.in_order(one.first.matter for one in ones if one.first.matter)
        alike.setdefault((_offices(edition, who, ones), matters), []).append(who)
    blocks = (
        _block(_persons(edition, who, offices), ul(li(_link(edition, one)) for one in _once(held[who[0]])))
        for (offices, _), who in alike.items()
    )
    return join(blocks, _elsewhere(edition, {place for place, _ in held}))


def _held(findings: tuple[Numbered, ...], code: str) -> Held:
    held: Held = {}
    for finding, one in each_of(findings, code):
        held.setdefault((finding.place, finding.persons), []).append(one)
    return held


def _elsewhere(edition: Edition, told: set[PlaceId | None]) -> Html | None:
    """Say at which places there is nothing of the kind."""
    left = [edition.place(place) for place in edition.places() if place not in told]
    return p(edition.word("elsewhere", places=", ".join(left))) if left else None


def _block(head: Child, body: Child) -> Html:
    return div(div(head, class_="who"), body, class_="block")


def _offices(edition: Edition, who: Who, ones: list[Numbered]) -> tuple[OfficeId, ...]:
    place, persons = who
    held = (edition.offices_of(person, place) for person in persons)
    return tuple(dict.fromkeys(office for offices in held for office in offices)) or ones[0].first.offices


def _by_reading(edition: Edition, ones: list[Numbered]) -> ByReading:
    """Put each matter under the first reading that already shows it, in the order of the framework."""
    first: dict[MatterId, str] = {}
    for reading in (*READINGS, None):
        for one in ones:
            if one.first.reading == reading and one.first.matter is not None:
                first.setdefault(one.first.matter, reading or READINGS[0])
    order = edition.in_order(first)
    shown = {reading: tuple(m for m in order if first[m] == reading) for reading in READINGS}
    return tuple((reading, matters) for reading, matters in shown.items() if matters)


def _persons(edition: Edition, who: list[Who], offices: tuple[OfficeId, ...]) -> Html:
    """Name the persons with their places, and once the offices they all hold."""
    where: dict[str, list[str]] = {}
    for place, persons in who:
        name = edition.list_of([edition.person(p, place) for p in persons])
        where.setdefault(name, []).append(edition.place(place))
    said = (div(b(name), f" – {', '.join(places)}") for name, places in where.items())
    return join(said, small(", ".join(map(edition.office, offices)), class_="offices"))


def _matters(edition: Edition, by_reading: ByReading, ones: list[Numbered]) -> Html:
    first = {one.first.matter: one for one in reversed(ones)}
    return dl(
        (
            div(dt(edition.word(f"from_{reading}")), dd(ul(li(_link(edition, first[m])) for m in matters)))
            for reading, matters in by_reading
        ),
        class_="pairs",
    )


def _steps(edition: Edition, one: Numbered) -> Html:
    matter = edition.known_matter(one.first.matter) if one.first.matter else None
    steps = [step for step in matter.steps if step.id in one.first.steps] if matter else []
    return Html("; ".join(step_in_words(edition, step) for step in steps))


def _link(edition: Edition, one: Numbered) -> Html:
    matter = one.first.matter
    name = edition.text(edition.names.matter(matter)) if matter else edition.code(one.first.code)
    return a(name, href=f"#{one.anchor}")


def _once(ones: list[Numbered]) -> list[Numbered]:
    return list({one.first.matter: one for one in reversed(ones)}.values())[::-1]
