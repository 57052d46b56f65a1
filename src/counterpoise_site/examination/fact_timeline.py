"""Facts that are drawn over time: the pilots of the register, and one pilot with what was joined and what collapsed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from counterpoise.analysis.codes import TITLES
from counterpoise.analysis.episodes import Episode, Holding, Timeline
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.timeline import timeline
from counterpoise.domain.day_words import day_name, partial_name
from counterpoise.domain.days import Span
from counterpoise.domain.institution import Case
from counterpoise.domain.names import Names
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus
from counterpoise.domain.words import OfficeId, Text
from counterpoise_site.bulletin.facts import Fact, FactGoneError, Stretch
from counterpoise_site.examination.above import with_those_above
from counterpoise_site.examination.answers import Subject
from counterpoise_site.examination.fact_tables import MOST_ROWS, NOBODY, Seen, address, fact_of
from counterpoise_site.register.snapshot import snapshot

_COLUMNS = (Text("Nội dung", "What"), Text("Từ", "From"), Text("Đến", "To"))
_STILL = Text("chưa hết", "still")
_UNKNOWN = Text("không rõ ngày", "on an unknown day")
_STANDING = {
    PilotStatus.RUNNING: Text("đang thực hiện", "running"),
    PilotStatus.ENDED: Text("đã dừng", "ended"),
    PilotStatus.TO_END: Text("sẽ dừng", "to end"),
    None: Text("không rõ", "not known"),
}

Row = tuple[tuple[Text, ...], Stretch]


def pilots_case(known_at: datetime | None) -> Case:
    """Read from the register its pilots and the names of their places, and nothing else of it."""
    papers = snapshot("", known_on=known_at)
    named = {pilot.place for one in papers.arrangements for pilot in one.pilots}
    return Case(
        id=papers.id,
        title=papers.title,
        frameworks=papers.frameworks,
        on=papers.on,
        places=with_those_above(named, known_at),
        arrangements=papers.arrangements,
        sources=papers.sources,
    )


def pilots_fact(case: Case, day: date) -> Fact:
    """List every pilot with its days and where it stands."""
    names = next((Names(case, framework) for framework in case.frameworks), None)
    rows = [_pilot(names, one, pilot) for one in case.arrangements for pilot in one.pilots] if names else []
    if not rows:
        raise FactGoneError("pilots")
    return Fact(
        title=Text(
            "Nơi thí điểm một người giữ nhiều chức danh", "Where one person is to hold several offices"
        ),
        day=day,
        columns=(
            Text("Địa bàn", "Place"),
            Text("Mô hình", "Arrangement"),
            *_COLUMNS[1:],
            Text("Tình trạng", "Standing"),
        ),
        rows=tuple(row for row, _ in rows[: 4 * MOST_ROWS]),
        note=Text("Theo sổ chức danh.", "From the register."),
        proof=address("public:home", None, ""),
        stretches=tuple(one for _, one in rows[: 4 * MOST_ROWS]),
    )


class _Same:
    """A subject as a key: what it is made from names it."""

    __slots__ = ("about",)

    def __init__(self, about: Subject) -> None:
        self.about = about

    def __hash__(self) -> int:
        return hash(self.about.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.about.key == self.about.key


def told_over_time(about: Subject) -> Timeline:
    """Tell a place from day to day up to a day; the last few are remembered."""
    return _told_over_time(_Same(about))


@lru_cache(maxsize=4)
def _told_over_time(same: _Same) -> Timeline:
    return timeline(same.about.case, places=[same.about.place], last=same.about.on)


def timeline_fact(seen: Seen) -> Fact:
    """Tell one place over time: its pilots, who held the joined offices, and when each grave finding stood."""
    place, found = seen.about.place, told_over_time(seen.about)
    rows = [*_pilots_of(seen), *_held(found, seen), *_stood(found, seen)]
    if not rows:
        raise FactGoneError(place)
    return fact_of(
        seen,
        Text("Diễn biến", "Timeline"),
        columns=_COLUMNS,
        rows=[row for row, _ in rows],
        stretches=tuple(one for _, one in rows),
    )


def _pilot(names: Names, arrangement: Arrangement, pilot: Pilot) -> Row:
    began, ended = _ends(pilot.span)
    standing = _STANDING[pilot.status]
    row = (names.place(pilot.place), names.arrangement(arrangement.id), began, ended, standing)
    return row, _drawn(pilot.span, pilot.status.value if pilot.status else "unknown")


def _pilots_of(seen: Seen) -> Iterator[Row]:
    for arrangement in seen.about.case.arrangements_with(seen.audit.framework):
        for pilot in arrangement.pilots:
            if pilot.place == seen.about.place:
                name = seen.names.arrangement(arrangement.id)
                said = Text(f"Thí điểm: {name.vi}", f"Pilot: {name.en}")
                grade = pilot.status.value if pilot.status else "unknown"
                yield (said, *_ends(pilot.span)), _drawn(pilot.span, grade)


def _held(found: Timeline, seen: Seen) -> Iterator[Row]:
    """Tell each stretch in which an office of an arrangement had one holder; held together with its others it is marked."""
    here = [one for one in found.holdings if one.place == seen.about.place]
    for arrangement in seen.about.case.arrangements_with(seen.audit.framework):
        mine = [one for one in here if one.office in arrangement.offices]
        joined = {one for one in mine if one.person and _holds_all(mine, one, arrangement.offices)}
        if joined or any(pilot.place == seen.about.place for pilot in arrangement.pilots):
            for one in mine:
                yield _holding(seen, one, together=one in joined, first=found.first, last=seen.about.on)


def _holds_all(held: list[Holding], one: Holding, offices: tuple[OfficeId, ...]) -> bool:
    others = [other for other in held if other.person == one.person and _overlap(one, other)]
    return {other.office for other in others} == set(offices)


def _overlap(one: Holding, other: Holding) -> bool:
    first = max(one.first or date.min, other.first or date.min)
    return first <= min(one.last or date.max, other.last or date.max)


def _holding(seen: Seen, one: Holding, *, together: bool, first: date, last: date) -> Row:
    office = seen.names.office(one.office)
    if one.person is None:
        said, grade = Text(f"{office.vi}: khuyết", f"{office.en}: vacant"), "vacant"
    elif together:
        said, grade = Text(f"{office.vi}: giữ cùng lúc", f"{office.en}: held together"), "joined"
    else:
        said, grade = office, "tenure"
    about = "" if one.certain else "≈\u00a0"
    began = _about(about, one.first) if one.first else NOBODY
    ended = _about(about, one.last) if one.last else _STILL
    start = max(one.first or first, first)
    return (said, began, ended), Stretch(start, min(one.last or last, last), grade, one.certain)


def _about(mark: str, day: date) -> Text:
    said = day_name(day)
    return Text(mark + said.vi, mark + said.en)


def _stood(found: Timeline, seen: Seen) -> Iterator[Row]:
    grave = [
        one
        for one in found.episodes
        if one.severity >= Severity.ERROR and one.finding.place == seen.about.place
    ]
    told: dict[tuple[Text, ...], Stretch] = {}
    for one in sorted(grave, key=lambda one: (-one.severity, one.first)):
        row, stretch = _episode(seen, one)
        told.setdefault(row, stretch)
    yield from told.items()


def _episode(seen: Seen, one: Episode) -> Row:
    title = TITLES[one.finding.code]
    matter = seen.names.matter(one.finding.matter) if one.finding.matter else None
    said = Text(
        f"{one.finding.code} {title.vi}{f': {matter.vi}' if matter else ''}",
        f"{one.finding.code} {title.en}{f': {matter.en}' if matter else ''}",
    )
    last = one.last if one.last is not None and one.last < seen.about.on else None
    ended = day_name(last) if last else _STILL
    return (said, day_name(one.first), ended), Stretch(
        one.first, one.last or seen.about.on, one.severity.word
    )


def _ends(span: Span) -> tuple[Text, Text]:
    began = partial_name(span.start) if span.start is not None else NOBODY
    if span.ended_unknown:
        return began, _UNKNOWN
    return began, partial_name(span.end) if span.end is not None else _STILL


def _drawn(span: Span, grade: str) -> Stretch:
    first = (
        span.start.first if span.start is not None else date(span.last.year, 1, 1) if span.end else date.min
    )
    exact = (span.start is None or span.start.is_exact) and (span.end is None or span.end.is_exact)
    if span.ended_unknown:
        return Stretch(first, None, grade, sure=False)
    return Stretch(first, span.last if span.end is not None else None, grade, sure=exact)
