"""The timeline of a place: who held what and when each finding stood, as rows of a picture and a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.analysis.codes import MARKS
from counterpoise.analysis.episodes import Timeline
from counterpoise.analysis.timeline import timeline
from counterpoise.domain.day_words import day_name
from counterpoise.domain.names import Names
from counterpoise.formats.report_html.lettering import wrapped
from counterpoise.formats.report_html.markup import Html, element, join
from counterpoise_site.examination.answers import Subject, kept

_WIDTH, _ROW, _LEFT, _SIZE = 360, 22, 6, 12
_YEAR = 30  # what the number of a year takes


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of days: what, how grave (nothing for a tenure), from when to when as said and as counted."""

    label: str
    grade: str
    said: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Periods:
    """Everything the page of a timeline says in one language; the pictures are markup of ours."""

    tenures: tuple[Bar, ...]
    findings: tuple[Bar, ...]
    tenures_picture: str
    findings_picture: str
    changes: tuple[tuple[str, str], ...]


def periods_told(about: Subject, language: str) -> Periods:
    """Tell a place from day to day. Raises CaseError where no day can be examined."""
    return kept(f"timeline:{language}", about, lambda: _told(about, language))


def _told(about: Subject, language: str) -> Periods:
    found = timeline(about.case, places=[about.place])
    first, last = found.first, _last(found, about.on)
    tenures = tuple(_tenures(found, about, language, first, last))
    findings = tuple(_findings(found, about, language, last))
    grave = tuple(bar for bar in findings if bar.grade in ("critical", "error"))
    return Periods(
        tenures,
        findings,
        str(_picture(tenures, first, last, language, _TENURES[language])),
        str(_picture(grave, first, last, language, _FINDINGS[language])),
        tuple((day.isoformat(), day_name(day).of(language)) for day in found.changes),
    )


_TENURES = {
    "vi": "Ai giữ chức danh nào, từ ngày nào đến ngày nào",
    "en": "Who held which office, from when to when",
}
_FINDINGS = {
    "vi": "Phát hiện nghiêm trọng tồn tại trong thời gian nào",
    "en": "When each grave finding stood",
}


def _last(found: Timeline, on: date) -> date:
    """End the picture a year after the last change, or after the day asked about."""
    return max([*found.changes, on]) + timedelta(days=365)


def _tenures(found: Timeline, about: Subject, language: str, first: date, last: date) -> Iterable[Bar]:
    for one in found.holdings:
        if one.place != about.place:
            continue
        frameworks = about.case.frameworks
        names = Names(about.case, next((f for f in frameworks if one.office in f.offices), frameworks[0]))
        who = names.person(one.person, one.place).of(language) if one.person else "–"
        mark = "" if one.certain else "≈ "
        yield Bar(
            f"{names.office(one.office).of(language)}: {who}",
            "",
            mark + _days(one.first, one.last, language),
            max(one.first or first, first),
            one.last or last,
        )


def _findings(found: Timeline, about: Subject, language: str, last: date) -> Iterable[Bar]:
    for one in found.episodes:
        if one.finding.place == about.place:
            yield Bar(
                f"{MARKS[one.severity]} {one.finding.code} {one.message.of(language)}",
                one.severity.word,
                _days(one.first, one.last, language),
                one.first,
                one.last or last,
            )


def _days(first: date | None, last: date | None, language: str) -> str:
    still = {"vi": "nay", "en": "now"}[language]
    start = day_name(first).of(language) if first else "…"
    return f"{start} – {day_name(last).of(language) if last else still}"


def _picture(bars: tuple[Bar, ...], first: date, last: date, language: str, title: str) -> Html:
    """Draw the bars one under another, each under its words, with a line for each first of January; years as far as they fit."""
    span = max(1, (last - first).days)

    def place(day: date) -> int:
        return _LEFT + round((_WIDTH - 2 * _LEFT) * (day - first).days / span)

    drawn: list[Html] = []
    y = 24
    for bar in bars:
        for line in wrapped(bar.label, _SIZE, _WIDTH - 2 * _LEFT):
            drawn.append(element("text", line, x=_LEFT, y=y + 10))
            y += 15
        left, right = place(bar.first), place(min(bar.last, last))
        drawn.append(
            element(
                "rect",
                x=left,
                y=y + 1,
                width=max(2, right - left),
                height=8,
                rx=2,
                class_=bar.grade or "tenure",
            )
        )
        y += _ROW
    every = max(1, -(-_YEAR * (last.year - first.year + 1) // (_WIDTH - 2 * _LEFT)))
    years = [
        join(
            element("line", x1=place(day), x2=place(day), y1=16, y2=y, class_="year"),
            element("text", str(day.year), x=place(day) + 2, y=12, class_="year")
            if day.year % every == 0
            else None,
        )
        for day in (date(year, 1, 1) for year in range(first.year, last.year + 1))
        if first <= day <= last
    ]
    told = {
        "vi": f"{title}; bảng bên dưới nói cùng nội dung.",
        "en": f"{title}; the table below says the same.",
    }
    return element(
        "svg",
        element("title", told[language]),
        years,
        drawn,
        viewBox=f"0 0 {_WIDTH} {y + 4}",
        role="img",
        class_="periods",
        aria_label=told[language],
    )
