"""What the arrangement does to a matter: how many people it takes, and who they are."""

from __future__ import annotations

from enum import Enum

from counterpoise.analysis.findings import READINGS, Answer, MatterAnswers
from counterpoise.domain.words import PersonId
from counterpoise.formats.report_html.edition import Edition


class Change(Enum):
    """What an arrangement does to one matter in one reading."""

    NONE = "same"
    FEWER = "fewer"
    MORE = "more"
    GROUPS = "groups"


def without_of(answers: MatterAnswers, reading: str) -> Answer | None:
    """Find the answer of one reading without the arrangement."""
    return answers.without_arrangement.of(reading) if answers.without_arrangement else None


def change(edition: Edition, answers: MatterAnswers, reading: str) -> Change:
    """Compare a reading with itself without the arrangement; what is not exact is not compared."""
    now, without = answers.readings.of(reading), without_of(answers, reading)
    if without is None or not (now.exact and without.exact):
        return Change.NONE
    needed, before = _needed(now), _needed(without)
    if needed != before:
        return Change.FEWER if needed < before else Change.MORE
    return Change.NONE if _same_groups(edition, answers, now, without) else Change.GROUPS


def matter_change(edition: Edition, answers: MatterAnswers) -> Change:
    """Give the weightiest change of a matter over the readings."""
    found = {change(edition, answers, reading) for reading in READINGS}
    order = (Change.FEWER, Change.MORE, Change.GROUPS)
    return next((kind for kind in order if kind in found), Change.NONE)


def _needed(answer: Answer) -> float:
    return float("inf") if answer.capture_number is None else answer.capture_number


def _same_groups(edition: Edition, answers: MatterAnswers, now: Answer, without: Answer) -> bool:
    """Tell whether the same groups suffice, whoever took over an office standing for the holder who gave it up."""
    if now.capture_sets_total != without.capture_sets_total:
        return False
    if now.capture_sets_total != len(now.capture_sets):  # lists cut short are ordered by names, which differ
        return sorted(map(len, now.capture_sets)) == sorted(map(len, without.capture_sets))
    taken_over = _taken_over(edition, answers, now)
    before = {frozenset(taken_over.get(person, person) for person in group) for group in without.capture_sets}
    return before == {frozenset(group) for group in now.capture_sets}


def _taken_over(edition: Edition, answers: MatterAnswers, now: Answer) -> dict[PersonId, PersonId]:
    roster = edition.roster(answers.place)
    if roster is None:
        return {}
    return {
        PersonId(f"{seat.office}@{seat.place}#without"): holder.person
        for holder in now.with_holder
        for seat in roster.seats_of(holder.person)
    }
