"""Who sits where: one picture for each place and the table that says the same."""

from __future__ import annotations

from itertools import groupby

from counterpoise.domain.day_words import partial_name
from counterpoise.domain.days import Span
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import PlaceId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.markup import (
    Html,
    details,
    figure,
    h2,
    h3,
    join,
    li,
    p,
    section,
    small,
    summary,
    ul,
)
from counterpoise.formats.report_html.picture import picture
from counterpoise.formats.report_html.seating import Seating, body_titles, is_here, seating
from counterpoise.formats.report_html.tables import boxed, plain_table, row


def seats_part(edition: Edition) -> Html:
    """Show who sits where, place by place."""
    return section(
        h2(edition.word("seats"), id="seats"),
        p(edition.word("seats_intro"), class_="intro"),
        (_place(edition, place) for place in edition.places()),
        class_="part",
    )


def _place(edition: Edition, place: PlaceId) -> Html:
    heading = h3(edition.place(place), id=f"seats-{place}")
    roster = edition.roster(place)
    if roster is None:
        return join(heading, p(edition.word("no_roster")))
    seats = seating(edition, roster)
    drawn = _picture(edition, seats, roster)
    rest = p(small(edition.word("above_rest"))) if seats.left_out else None
    return join(heading, drawn, rest, _table(edition, roster), _kin(edition, roster))


def _picture(edition: Edition, seats: Seating, roster: Roster) -> Html:
    title = edition.word("picture_title", place=edition.place(roster.place))
    said = edition.word(
        "picture_desc",
        offices=len(roster.seats),
        several=edition.count("persons_n", len(seats.lanes)),
        who=edition.list_of([lane.name for lane in seats.lanes]) or edition.word("nobody_several"),
        unnamed=edition.count("seats_n", sum(s.unnamed for s in _seats(roster))),
        vacant=edition.count("seats_n", sum(s.holder is None for s in _seats(roster))),
    )
    drawn = picture(edition, seats, anchor=f"picture-{roster.place}", title=title, description=said)
    return figure(boxed(title, drawn, class_="box picture"))


def _table(edition: Edition, roster: Roster) -> Html:
    title = edition.word("table_of", place=edition.place(roster.place))
    titles = body_titles(edition, roster)
    rows = [
        row(
            _office(edition, roster, seats[0]),
            "; ".join(titles.get(office, [])) or "–",
            _holders(edition, roster, seats),
        )
        for office, seats in roster.seats.items()
        if seats
    ]
    heads = [edition.word(key) for key in ("office", "body", "holder")]
    return details(summary(title), plain_table(title, heads, rows), class_="more")


def _office(edition: Edition, roster: Roster, first: Seat) -> Html:
    office = roster.framework.offices[first.office]
    where = None if is_here(roster, office) else small(f", {edition.place(first.place)}")
    return join(edition.text(office.name), where)


def _holders(edition: Edition, roster: Roster, seats: tuple[Seat, ...]) -> Html:
    """Say who holds the seats of an office: a line for each named holder, one for each run of unnamed or vacant seats."""
    runs = [list(run) for _, run in groupby(seats, key=_kind)]
    lines = [join(_numbers(edition, seats, run), _holder(edition, roster, run)) for run in runs]
    return lines[0] if len(lines) == 1 else ul(li(line) for line in lines)


def _numbers(edition: Edition, seats: tuple[Seat, ...], run: list[Seat]) -> Html | None:
    if len(seats) == 1:
        return None
    first, last = run[0].number, run[-1].number
    return small(edition.word("seat_n", n=first if first == last else f"{first}–{last}"), " ")


def _holder(edition: Edition, roster: Roster, run: list[Seat]) -> Html:
    first = run[0]
    if first.holder is None:
        return join(edition.count("vacant_n", len(run)))
    if first.unnamed:
        return join(edition.count("unnamed_n", len(run)))
    name, days = edition.original(edition.person(first.holder, roster.place)), _days(edition, roster, first)
    return join(name, small(" – ", days) if days else None)


def _days(edition: Edition, roster: Roster, seat: Seat) -> str:
    if seat.tenure is None:
        return ""
    said = [_span(edition, seat.tenure.span)]
    said.append(edition.word("date_doubtful") if seat.tenure.span.is_doubtful_on(roster.day) else "")
    ground = edition.names.ground(seat.tenure.basis).of(edition.language)
    said.append(edition.word("source_note", basis=ground) if ground else "")
    return "; ".join(filter(None, said))


def _span(edition: Edition, span: Span) -> str:
    start = partial_name(span.start).of(edition.language) if span.start else ""
    end = partial_name(span.end).of(edition.language) if span.end else ""
    if start and end:
        return f"{start} – {end}"
    return edition.word("from", day=start) if start else edition.word("until", day=end) if end else ""


def _kin(edition: Edition, roster: Roster) -> Html | None:
    present = {seat.holder for seat in _seats(roster)}
    told = [
        edition.word(
            "kin_is",
            a=edition.person(kin.a, roster.place),
            b=edition.person(kin.b, roster.place),
            relation=edition.relation(kin.relation),
        )
        for kin in roster.kin
        if kin.a in present and kin.b in present
    ]
    return join(p(edition.word("kin")), ul(li(line) for line in told)) if told else None


def _kind(seat: Seat) -> str:
    """Give what seats must share to stand in one row: unnamed and vacant ones run together, named ones do not."""
    if seat.holder is None:
        return "vacant"
    return "unnamed" if seat.unnamed else f"named {seat.number}"


def _seats(roster: Roster) -> list[Seat]:
    return [seat for seats in roster.seats.values() for seat in seats]
