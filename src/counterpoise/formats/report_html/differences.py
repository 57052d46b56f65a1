"""What the arrangement changes at each place, and where it changes nothing."""

from __future__ import annotations

from collections import Counter

from counterpoise.analysis.findings import READINGS, MatterAnswers
from counterpoise.domain.words import PlaceId
from counterpoise.formats.report_html.changes import Change, change, matter_change, without_of
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.figures import figure
from counterpoise.formats.report_html.markup import Html, a, b, div, join, li, p, ul

_COUNTS = {
    Change.FEWER: "changes_fewer",
    Change.MORE: "changes_more",
    Change.GROUPS: "changes_groups",
    Change.NONE: "changes_same",
}


def differences(edition: Edition) -> Html:
    """Say for every place what the arrangement changes; places that read alike are told together."""
    alike: dict[Html, list[PlaceId]] = {}
    told = {place: _place(edition, place) for place in edition.places()}
    for place, (shape, _) in told.items():
        alike.setdefault(shape, []).append(place)
    return join(
        div(div(b(", ".join(map(edition.place, places))), class_="who"), told[places[0]][1], class_="block")
        for places in alike.values()
    )


def _place(edition: Edition, place: PlaceId) -> tuple[Html, Html]:
    """Write what changes at a place, first without links so that places can be compared."""
    reached = [answers for answers in edition.answers(place) if answers.without_arrangement]
    if not reached:
        said = p(edition.word("changes_absent"))
        return said, said
    kinds = {answers.matter: matter_change(edition, answers) for answers in reached}
    if set(kinds.values()) == {Change.NONE}:
        said = p(edition.word("changes_none"))
        return said, said
    counts = Counter(kinds.values())
    lead = edition.list_of(
        [edition.count(key, counts[kind]) for kind, key in _COUNTS.items() if counts[kind]]
    )
    changed = [answers for answers in reached if kinds[answers.matter] in (Change.FEWER, Change.MORE)]
    lines = [(answers, _line(edition, answers)) for answers in changed]
    shape = join(p(lead), ul(li(edition.matter(answers.matter), line) for answers, line in lines))
    linked = ul(li(_link(edition, answers), ": ", line) for answers, line in lines) if lines else None
    return shape, join(p(lead[:1].upper() + lead[1:], "."), linked)


def _link(edition: Edition, answers: MatterAnswers) -> Html:
    return a(edition.matter(answers.matter), href=f"#power-{answers.place}-{answers.matter}")


def _line(edition: Edition, answers: MatterAnswers) -> str:
    """Say the numbers that changed, reading by reading."""
    said: dict[str, list[str]] = {}
    for reading in READINGS:
        without = without_of(answers, reading)
        if without is not None and change(edition, answers, reading) in (Change.FEWER, Change.MORE):
            now = figure(edition, answers.readings.of(reading), "capture_number")
            before = figure(edition, without, "capture_number")
            nobody = edition.word("nobody")
            words = edition.word(
                "instead_of", now=nobody if now == "–" else now, before=nobody if before == "–" else before
            )
            said.setdefault(words, []).append(_small(edition.word(reading)))
    return "; ".join(f"{words} ({', '.join(readings)})" for words, readings in said.items())


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
