"""Days as their readers write them: 28/3/2024 in Vietnamese, 28 March 2024 in English."""

from __future__ import annotations

from datetime import date

from counterpoise.domain.days import DateError, PartialDate, Span, read_date
from counterpoise.domain.words import Text, plain

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_name(day: date) -> Text:
    """Write a day.

    >>> day_name(date(2024, 3, 28))
    Text(vi='28/3/2024', en='28 March 2024')
    """
    return Text(f"{day.day}/{day.month}/{day.year}", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def partial_name(known: PartialDate) -> Text:
    """Write as much of a day as is known.

    >>> partial_name(read_date("2024-03")), partial_name(read_date("2024")).vi
    (Text(vi='3/2024', en='March 2024'), '2024')
    """
    first, last = known.first, known.last
    if known.is_exact:
        return day_name(first)
    if first.month != last.month:
        return plain(str(first.year))
    return Text(f"{first.month}/{first.year}", f"{_MONTHS[first.month - 1]} {first.year}")


def written_name(written: str) -> Text:
    """Write a day that stands in a file as text; what is no date stays as it stands, nothing at all is a `…`.

    >>> written_name("2025-06-30").vi, written_name("").en, written_name("spring").en
    ('30/6/2025', '…', 'spring')
    """
    if not written:
        return plain("…")
    try:
        return partial_name(read_date(written))
    except DateError:
        return plain(written)


def span_name(span: Span) -> Text:
    """Write the first and the last day of a span, as far as they are known.

    >>> span_name(Span(read_date("2021"), read_date("2025-06-30"))).vi
    '2021 – 30/6/2025'
    """
    start = partial_name(span.start) if span.start else plain("…")
    end = plain("?") if span.ended_unknown else partial_name(span.end) if span.end else plain("…")
    return Text(f"{start.vi} – {end.vi}", f"{start.en} – {end.en}")
