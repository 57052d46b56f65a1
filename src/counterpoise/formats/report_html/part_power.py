"""Power in each matter: every number, the groups that can carry or block it, and who has the largest shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from counterpoise.analysis.findings import READINGS, Answer, MatterAnswers
from counterpoise.domain.words import MatterId, PersonId, PlaceId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.figures import figure, method, unnamed_of, within
from counterpoise.formats.report_html.groups import MOST_PERSONS, one_smallest_group, smallest_groups
from counterpoise.formats.report_html.likeness import alike
from counterpoise.formats.report_html.markup import (
    Html,
    dd,
    details,
    div,
    dl,
    dt,
    h2,
    h3,
    join,
    p,
    section,
    small,
    span,
    summary,
)
from counterpoise.formats.report_html.numerals import percent
from counterpoise.formats.report_html.shares import foremost, shares_table
from counterpoise.formats.report_html.tables import plain_table, row

_NUMBERS = ("capture_number", "capture_sets_total", "blocking_number", "blocking_sets_total")


def power_part(edition: Edition) -> Html:
    """Show the numbers and the power behind every matter, field by field; places that are alike together."""
    fields: dict[str, dict[MatterId, list[MatterAnswers]]] = {}
    for place in edition.places():
        for answers in edition.answers(place):
            fields.setdefault(edition.field_of(answers.matter), {}).setdefault(answers.matter, []).append(
                answers
            )
    return section(
        h2(edition.word("power"), id="power"),
        p(edition.word("power_intro"), class_="intro"),
        p(edition.word("indices_are"), class_="intro"),
        (
            join(h3(edition.field(field)) if fields.keys() != {""} else None, _field(edition, matters))
            for field, matters in fields.items()
        ),
        class_="part",
    )


def _field(edition: Edition, matters: dict[MatterId, list[MatterAnswers]]) -> Html:
    return join(_matter(edition, group) for answers in matters.values() for group in alike(edition, answers))


def _matter(edition: Edition, group: list[MatterAnswers]) -> Html:
    answers, others = group[0], group[1:]
    name = edition.text(edition.names.matter(answers.matter))
    where = ", ".join(edition.place(one.place) for one in group)
    lead = "; ".join(
        filter(None, [edition.count("assumes_n", unnamed_of(answers)), foremost(edition, answers)])
    )
    return join(
        (span(id=_anchor(one)) for one in others),
        details(
            summary(span(name, class_="name"), " ", small(where, " – ", lead)),
            p(small(edition.word("told_for", place=edition.place(answers.place)))) if others else None,
            _numbers(edition, answers),
            dl(_lines(edition, answers), class_="pairs"),
            shares_table(edition, answers),
            id=_anchor(answers),
            class_="more matter",
        ),
    )


def _anchor(answers: MatterAnswers) -> str:
    return f"power-{answers.place}-{answers.matter}"


def _lines(edition: Edition, answers: MatterAnswers) -> Html:
    """Say what does not fit in a table: method, groups, and what the person of an arrangement needs."""
    holders = dict.fromkeys(w.person for r in READINGS for w in answers.readings.of(r).with_holder)
    needs = (
        _line(
            edition,
            answers,
            edition.word("holder_needs", person=edition.person(person, answers.place)),
            partial(_needs, person=person),
        )
        for person in holders
    )
    return join(
        _line(edition, answers, edition.word("method"), _method),
        _carrying(edition, answers),
        _line(edition, answers, edition.word("blocking_sets"), _blockers),
        (line for line in needs if line),
    )


def _line(
    edition: Edition, answers: MatterAnswers, lead: str, say: Callable[[Edition, PlaceId, Answer], str]
) -> Html | None:
    """Say one thing of every reading, once for readings alike; nothing where there is nothing to say."""
    told: dict[str, list[str]] = {}
    for reading in READINGS:
        told.setdefault(say(edition, answers.place, answers.readings.of(reading)), []).append(
            edition.word(reading)
        )
    if not any(told):
        return None
    if len(told) == 1:
        return div(dt(lead), dd(*told))
    return div(
        dt(lead), dd(div(small(", ".join(readings), ": "), said or "–") for said, readings in told.items())
    )


def _numbers(edition: Edition, answers: MatterAnswers) -> Html:
    """Show the numbers, readings with the same ones in one row."""
    with_probability = any(answers.readings.of(r).capture_probability is not None for r in READINGS)
    heads = [*_NUMBERS, *(["capture_probability"] if with_probability else []), "assumes"]
    told: dict[tuple[str, ...], list[str]] = {}
    for reading in READINGS:
        cells = _cells(edition, answers.readings.of(reading), with_probability)
        told.setdefault(cells, []).append(edition.word(reading))
    rows = [row(", ".join(readings), *cells) for cells, readings in told.items()]
    return plain_table(
        edition.word("numbers_caption"), map(edition.word, ["reading", *heads]), rows, class_="numbers"
    )


def _cells(edition: Edition, answer: Answer, with_probability: bool) -> tuple[str, ...]:
    probability = (_probability(edition, answer),) if with_probability else ()
    return (
        *(figure(edition, answer, name) for name in _NUMBERS),
        *probability,
        edition.whole(answer.unnamed),
    )


def _probability(edition: Edition, answer: Answer) -> str:
    if answer.capture_probability is not None:
        return percent(answer.capture_probability, edition.language)
    low, high = (answer.bounds or {}).get("capture_probability", (None, None))
    if low is None or high is None:
        return "–"
    return f"{percent(low, edition.language)} – {percent(high, edition.language)}"


def _method(edition: Edition, _place: PlaceId, answer: Answer) -> str:
    return method(edition, answer)


def _carrying(edition: Edition, answers: MatterAnswers) -> Html | None:
    """Spell out one smallest group that can carry the matter, where the table of matters had no room for it."""
    sets = answers.readings.practice.capture_sets
    if min(map(len, sets), default=0) <= MOST_PERSONS:
        return None
    return div(dt(edition.word("one_group")), dd(one_smallest_group(edition, sets, answers.place)))


def _blockers(edition: Edition, place: PlaceId, answer: Answer) -> str:
    if answer.blocking_number == 0:
        return edition.word("blocked_already")
    return f"; {edition.word('or')} ".join(smallest_groups(edition, answer.blocking_sets, place))


def _needs(edition: Edition, place: PlaceId, answer: Answer, *, person: PersonId) -> str:
    """Say how many others a person needs, and who they may be."""
    number, found = next(((n, w) for n, w in enumerate(answer.with_holder) if w.person == person), (0, None))
    if found is None:
        return ""
    bounds = (answer.bounds or {}).get(f"with_holder[{number}].others")
    if bounds is not None:
        return within(edition, bounds)
    if not found.others:
        return edition.word("holder_never" if found.others is None else "holder_zero")
    count = edition.count("persons_n", found.others)
    groups = smallest_groups(edition, found.sets, place) if found.others <= MOST_PERSONS else ()
    return f"{count} ({groups[0]})" if groups else count
