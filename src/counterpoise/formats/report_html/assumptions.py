"""What the results assume: unnamed and vacant seats, ties, superiors, probabilities, doubtful dates, exactness."""

from __future__ import annotations

from counterpoise.domain.bodies import How
from counterpoise.domain.rosters import Seat
from counterpoise.domain.words import PlaceId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.figures import is_exact
from counterpoise.formats.report_html.markup import Html, dd, details, div, dl, dt, join, li, p, summary, ul
from counterpoise.formats.report_html.numerals import percent
from counterpoise.formats.report_html.seating import is_here
from counterpoise.formats.report_html.tables import plain_table, row


def assumptions(edition: Edition) -> Html:
    """Say everything the numbers take for granted."""
    told: list[tuple[str, str | Html]] = [
        ("followed", _followed(edition)),
        ("superiors", edition.word("superiors_in" if edition.audit.superiors else "superiors_out")),
        ("probability", _probability(edition)),
        ("doubtful", _doubtful(edition)),
        ("exactness", _exactness(edition)),
    ]
    return join(
        p(edition.word("assumed_intro")),
        _seats(edition),
        dl((div(dt(edition.word(key)), dd(said)) for key, said in told), class_="pairs"),
    )


def _seats(edition: Edition) -> Html | None:
    places = [place for place in edition.places() if edition.roster(place)]
    if not places:
        return None
    heads = [
        edition.word(k)
        for k in ("places", "seats_total", "seats_unnamed", "seats_unnamed_above", "seats_vacant")
    ]
    rows = [row(edition.place(place), *map(edition.whole, _counts(edition, place))) for place in places]
    return plain_table(edition.word("assumed"), heads, rows, class_="tallied")


def _counts(edition: Edition, place: PlaceId) -> tuple[int, ...]:
    roster = edition.roster(place)
    if roster is None:
        return ()
    seats: list[Seat] = [seat for held in roster.seats.values() for seat in held]
    here = {office for office in roster.seats if is_here(roster, roster.framework.offices[office])}
    unnamed = [seat for seat in seats if seat.unnamed]
    at_home = sum(seat.office in here for seat in unnamed)
    return len(seats), at_home, len(unnamed) - at_home, sum(seat.holder is None for seat in seats)


def _followed(edition: Edition) -> str:
    return edition.list_of(
        [edition.how(how) for how in How if how in edition.audit.followed]
    ) or edition.word("followed_none")


def _probability(edition: Edition) -> str:
    told = [a.readings.of("practice").capture_probability for a in edition.audit.matters]
    if all(probability is None for probability in told):
        return edition.word("probability_none")
    stated = [p.compromise for p in edition.audit.case.persons.values() if p.compromise is not None]
    return edition.word("probability_given", range=_range(edition, stated))


def _range(edition: Edition, stated: list[float]) -> str:
    if not stated:
        return ""
    low, high = percent(min(stated), edition.language), percent(max(stated), edition.language)
    return (
        edition.word("probability_same", low=low)
        if low == high
        else edition.word("probability_range", low=low, high=high)
    )


def _doubtful(edition: Edition) -> str | Html:
    rows = edition.audit.doubtful_tenures
    if not rows:
        return edition.word("doubtful_none")
    listed = ul(li(edition.text(row)) for row in rows)
    return details(summary(edition.count("doubtful_n", len(rows))), listed, class_="more")


def _exactness(edition: Edition) -> str:
    bounded = sum(not is_exact(answers) for answers in edition.audit.matters)
    return edition.count("exact_not", bounded) if bounded else edition.word("exact_all")
