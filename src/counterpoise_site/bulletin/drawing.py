"""Draw a fact over time: a bar for each of its rows, each under its words, a line for each year; the table says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from counterpoise.domain.words import Text
from counterpoise.formats.report_html.lettering import wrapped
from counterpoise_site.bulletin.facts import Fact, Stretch

_WIDTH, _LEFT, _SIZE, _LINE, _BAR, _TOP = 400, 6, 13, 17, 10, 26
_GRADES = frozenset(
    {"running", "ended", "to-end", "unknown", "tenure", "joined", "vacant", "warning", "error", "critical"}
)
_STANDING = {
    "running": Text("đang thực hiện", "running"),
    "ended": Text("đã dừng", "ended"),
    "to-end": Text("sẽ dừng", "to end"),
}
_UNSURE = Text("Nét đứt: không rõ ngày.", "Dashed: the day is not known.")
_YEAR_WIDTH = 34
_TOLD = {
    "vi": "{}; bảng bên dưới nói cùng nội dung",
    "en": "{}; the table below says the same",
}


def drawn(fact: Fact, language: str) -> SafeString | None:
    """Draw a fact that has a stretch of days for each row; none for a plain table."""
    if not fact.stretches or len(fact.stretches) != len(fact.rows):
        return None
    first, last = _span(fact)
    days = max(1, (last - first).days)

    def at(day: date) -> int:
        inside = min(max(day, first), last)
        return _LEFT + round((_WIDTH - 2 * _LEFT) * (inside - first).days / days)

    bars: list[SafeString] = []
    y = _TOP
    for row, stretch in zip(fact.rows, fact.stretches, strict=True):
        for line in wrapped(_label(row[0], stretch, language), _SIZE, _WIDTH - 2 * _LEFT):
            bars.append(format_html('<text x="{}" y="{}">{}</text>', _LEFT, y + 11, line))
            y += _LINE
        bars.append(_bar(stretch, at(stretch.first), at(stretch.last or fact.day), y))
        y += _BAR + 12
    told = _TOLD[language].format(fact.title.of(language))
    return format_html(
        '<svg class="drawn" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>{}{}</svg>',
        _WIDTH,
        y + 2,
        told,
        told,
        format_html_join("", *_years(first, last, at(last) - at(first), at, y)),
        format_html_join("", "{}", ((bar,) for bar in bars)),
    )


def unsure(fact: Fact, language: str) -> str:
    """Say what a dashed bar means, where there is one."""
    return "" if all(one.sure for one in fact.stretches) else _UNSURE.of(language)


def _label(name: Text, stretch: Stretch, language: str) -> str:
    """Name a bar; where a pilot stands is told by words, too, not by its colour alone."""
    standing = _STANDING.get(stretch.grade)
    return f"{name.of(language)} – {standing.of(language)}" if standing else name.of(language)


def _span(fact: Fact) -> tuple[date, date]:
    """Span every stretch and the day of the fact; a stretch since ever begins where the others do."""
    known = [one.first for one in fact.stretches if one.first > date.min] or [fact.day]
    ends = [one.last for one in fact.stretches if one.last is not None and one.last < date.max]
    return min(known), max([fact.day, *ends])


def _bar(stretch: Stretch, left: int, right: int, y: int) -> SafeString:
    grade = stretch.grade if stretch.grade in _GRADES else "unknown"
    return format_html(
        '<rect class="{}{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>',
        grade,
        "" if stretch.sure else " unsure",
        left,
        y + 2,
        max(3, right - left),
        _BAR,
    )


def _years(
    first: date, last: date, width: int, at: Callable[[date], int], y: int
) -> tuple[str, Iterator[tuple[int, int, int, int, int]]]:
    """Mark firsts of January, as many as have room for their number."""
    starts = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    inside = [day for day in starts if first <= day <= last]
    step = max(1, -(-len(inside) * _YEAR_WIDTH // max(1, width)))
    marks = ((at(day), at(day), y, at(day) + 3, day.year) for day in inside[::step])
    return (
        '<line class="year" x1="{}" x2="{}" y1="16" y2="{}"/><text class="year" x="{}" y="12">{}</text>',
        marks,
    )
