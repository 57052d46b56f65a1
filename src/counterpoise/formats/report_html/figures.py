"""The numbers of an answer in words and figures."""

from __future__ import annotations

from counterpoise.analysis.findings import READINGS, Answer, MatterAnswers
from counterpoise.formats import naming
from counterpoise.formats.report_html.edition import Edition


def figure(edition: Edition, answer: Answer, name: str) -> str:
    """Write one whole number of an answer: itself, its proven bounds, or a dash where nobody suffices."""
    number: int | None = getattr(answer, name)
    if number is not None:
        return edition.whole(number)
    if answer.bounds is None or name not in answer.bounds:
        return "–" if answer.exact else edition.word("unknown")
    return within(edition, answer.bounds[name])


def within(edition: Edition, bounds: tuple[float | None, float | None]) -> str:
    """Write the proven bounds of a whole number."""
    low, high = bounds
    return _between(edition, _end(edition, low), _end(edition, high))


def method(edition: Edition, answer: Answer) -> str:
    """Say which methods gave an answer; one without a name of its own is written as it stands."""
    said = naming.method_name(answer.method, edition.language)
    return f"{said}, {edition.word('exact' if answer.exact else 'bounded')}"


def unnamed_of(answers: MatterAnswers) -> int:
    """Count the seats the answers of a matter assume independent: the most that any reading does."""
    return max(answers.readings.of(reading).unnamed for reading in READINGS)


def is_exact(answers: MatterAnswers) -> bool:
    """Tell whether every number of a matter is exact."""
    told = [answers.readings, *filter(None, [answers.without_arrangement])]
    return all(readings.of(reading).exact for readings in told for reading in READINGS)


def _end(edition: Edition, end: float | None) -> str | None:
    return None if end is None else edition.whole(round(end))


def _between(edition: Edition, low: str | None, high: str | None) -> str:
    if low is not None and high is not None:
        return low if low == high else f"{low}–{high}"
    if low is not None:
        return edition.word("at_least", n=low)
    return edition.word("at_most", n=high) if high is not None else edition.word("unknown")
