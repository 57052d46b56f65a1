"""Which places give a matter the same answers but for the names of persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from counterpoise.analysis.findings import READINGS, Answer, MatterAnswers
from counterpoise.domain.words import PersonId, PlaceId
from counterpoise.formats.report_html.edition import Edition


def alike(edition: Edition, answers: Iterable[MatterAnswers]) -> list[list[MatterAnswers]]:
    """Bring together the answers that differ only in who holds the same offices, in the order given."""
    groups: dict[tuple[object, ...], list[MatterAnswers]] = {}
    for one in answers:
        groups.setdefault(_shape(edition, one), []).append(one)
    return list(groups.values())


def _shape(edition: Edition, answers: MatterAnswers) -> tuple[object, ...]:
    readings = (_reading(edition, answers.readings.of(reading), answers.place) for reading in READINGS)
    return answers.matter, *readings


def _reading(edition: Edition, answer: Answer, place: PlaceId) -> tuple[object, ...]:
    shares = Counter((_role(edition, person, place), power) for person, power in answer.power.items())
    bounds = frozenset(answer.bounds.items()) if answer.bounds else None
    needs = tuple((_role(edition, one.person, place), one.others) for one in answer.with_holder)
    numbers = (
        answer.capture_number,
        answer.capture_sets_total,
        answer.blocking_number,
        answer.blocking_sets_total,
    )
    return (
        answer.method,
        numbers,
        bounds,
        answer.unnamed,
        answer.capture_probability,
        needs,
        frozenset(shares.items()),
    )


def _role(edition: Edition, person: PersonId, place: PlaceId) -> tuple[str, ...]:
    return edition.offices_of(person, place) or (person,)
