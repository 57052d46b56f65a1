"""Who has which share of the power in a matter: a table with a bar beside each number."""

from __future__ import annotations

from counterpoise.analysis.findings import READINGS, MatterAnswers, Power
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.groups import parts_of, unnamed_office
from counterpoise.formats.report_html.markup import (
    Html,
    caption,
    element,
    join,
    p,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
)
from counterpoise.formats.report_html.numerals import percent
from counterpoise.formats.report_html.tables import boxed

_MOST_ROWS = 5

Powers = tuple[Power | None, ...]


def foremost(edition: Edition, answers: MatterAnswers) -> str:
    """Name the person with the largest share once ties are followed."""
    power = answers.readings.ties.power
    if not power:
        return ""
    first = min(power, key=lambda person: (-power[person].shapley_shubik, person))
    share = percent(power[first].shapley_shubik, edition.language)
    return edition.word("top_is", person=edition.person(first, answers.place), share=share)


def shares_table(edition: Edition, answers: MatterAnswers) -> Html:
    """Show the largest shares, a group of columns for the readings that have the same ones."""
    columns = _columns(edition, answers)
    ranked = _ranking(edition, [power for power, _ in columns], answers.place)
    if not ranked:
        return p(edition.word("no_power"))
    title = edition.word("power_caption")
    rows = [
        tr(th(name, scope="row"), (_cells(edition, one) for one in powers))
        for name, powers in ranked[:_MOST_ROWS]
    ]
    if ranked[_MOST_ROWS:]:
        most = percent(_largest(ranked[_MOST_ROWS][1]), edition.language)
        rows.append(tr(td(edition.word("rest", most=most), colspan=1 + 3 * len(columns))))
    heads = _heads(edition, [readings for _, readings in columns])
    return boxed(title, table(caption(title), heads, tbody(rows), class_="shares"))


def bar(share: float) -> Html:
    """Draw a share of one as a bar; the number stands beside it."""
    return element("svg", element("rect", width=f"{100 * share:.1f}%", height="100%"), class_="bar")


def _columns(edition: Edition, answers: MatterAnswers) -> list[tuple[dict[PersonId, Power], str]]:
    told: list[tuple[dict[PersonId, Power], int, list[str]]] = []
    for reading in READINGS:
        answer = answers.readings.of(reading)
        power = {person: power for person, power in answer.power.items() if power.banzhaf_absolute}
        same = next(
            (names for other, unnamed, names in told if (other, unnamed) == (power, answer.unnamed)), None
        )
        if same is None:
            told.append((power, answer.unnamed, [edition.word(reading)]))
        else:
            same.append(edition.word(reading))
    return [
        (power, f"{', '.join(names)} ({edition.count('assumes_n', unnamed)})")
        for power, unnamed, names in told
    ]


def _ranking(
    edition: Edition, columns: list[dict[PersonId, Power]], place: PlaceId
) -> list[tuple[str, Powers]]:
    """List persons by their largest share; unnamed holders of one office with equal shares stand together."""
    powers = {
        person: tuple(column.get(person) for column in columns) for column in columns for person in column
    }
    alike: dict[tuple[Powers, OfficeId | PersonId], list[PersonId]] = {}
    for person in sorted(powers, key=lambda person: (-_largest(powers[person]), person)):
        alike.setdefault((powers[person], unnamed_office(edition, person) or person), []).append(person)
    return [(_each(edition, persons, place), shares) for (shares, _), persons in alike.items()]


def _largest(powers: Powers) -> float:
    return max(power.shapley_shubik for power in powers if power)


def _each(edition: Edition, persons: list[PersonId], place: PlaceId) -> str:
    said = edition.list_of(parts_of(edition, persons, place))
    return said if len(persons) == 1 else edition.word("each", persons=said)


def _heads(edition: Edition, readings: list[str]) -> Html:
    names = [edition.word(key) for key in ("shapley", "banzhaf", "absolute")]
    return thead(
        tr(
            th(edition.word("person"), scope="col", rowspan=2),
            (th(r, scope="colgroup", colspan=3) for r in readings),
        ),
        tr(th(name, scope="col") for _ in readings for name in names),
    )


def _cells(edition: Edition, power: Power | None) -> Html:
    if power is None:
        return join(td("–"), td("–"), td("–"))
    shapley, banzhaf, absolute = (
        percent(share, edition.language)
        for share in (power.shapley_shubik, power.banzhaf, power.banzhaf_absolute)
    )
    return join(td(bar(power.shapley_shubik), " ", shapley), td(banzhaf), td(absolute))
