"""What an article may show of the examination: offices and numbers, never a person; and a draft made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from counterpoise.analysis.episodes import Timeline
from counterpoise.analysis.findings import MatterAnswers
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import Case, CaseError
from counterpoise.domain.names import Names
from counterpoise.domain.words import Text
from counterpoise_site.bulletin.facts import Choice, Fact, FactGoneError, Outline, Proof
from counterpoise_site.examination.above import with_those_above
from counterpoise_site.examination.answers import NoSuchPlaceError, Subject, examined, kept, subject
from counterpoise_site.examination.fact_finding import finding_choices, finding_fact
from counterpoise_site.examination.fact_tables import Seen, alone, grave, grave_ones, needed, seats
from counterpoise_site.examination.fact_timeline import (
    pilots_case,
    pilots_fact,
    timeline_fact,
    told_over_time,
)
from counterpoise_site.examination.keys import answer_key
from counterpoise_site.examination.proofs import audit_answer, proof, timeline_answer
from counterpoise_site.examination.ranking import known_places
from counterpoise_site.examination.veil import veiled

_MOST_CHOICES = 500
_PILOTS = "pilots"
_TIMELINE, _FINDING = "timeline", "finding"
_TABLES: Mapping[str, tuple[Text, Callable[[Seen], Fact]]] = {
    "alone": (Text("Bảng: việc cần ít người nhất", "Table: matters that need the fewest persons"), alone),
    "findings": (Text("Bảng: phát hiện nghiêm trọng", "Table: grave findings"), grave),
    "seats": (Text("Bảng: ghế nào kiêm ghế nào", "Table: which seats are held together"), seats),
    _TIMELINE: (Text("Hình: diễn biến thí điểm", "Picture: the pilot over time"), timeline_fact),
}


class ExaminationFacts:
    """Tables and single findings of an audit of one place, its pilot over time, and the pilots of the register."""

    name = Text("Xem xét", "Examination")

    def groups(self) -> tuple[Choice, ...]:
        """Name the register as a whole, and the places that are audited."""
        whole = Choice(_PILOTS, Text("cả sổ chức danh", "the whole register"))
        return (whole, *(Choice(place, name) for place, name in _places()))

    def choices(self, group: str) -> tuple[Choice, ...]:
        """Name what can be shown of a place: its tables, its timeline, each of its findings."""
        if group == _PILOTS:
            return (Choice(_PILOTS, Text("Hình và bảng: các thí điểm", "Picture and table: the pilots")),)
        try:
            seen = _seen(group, None, None)
        except FactGoneError:
            return ()
        tables = (Choice(f"{kind}/{group}", name) for kind, (name, _) in _TABLES.items())
        return (*tables, *finding_choices(seen))

    def group_of(self, key: str) -> str:
        """Give the place a fact is about, or the register as a whole."""
        return key if key == _PILOTS else _parts(key)[1]

    def take(self, key: str) -> Fact:
        """Give a fact as it stands now, with the moment up to which records counted."""
        moment = timezone.now()
        if key == _PILOTS:
            case = pilots_case(None)
            return replace(pilots_fact(case, case.on or timezone.localdate()), known=moment)
        _, place, _ = _parts(key)
        return replace(_fact(key, _seen(place, None, None)), known=moment)

    def prove(self, key: str, fact: Fact) -> Proof:
        """Read the register as it was known when a fact was taken, and make the fact again from what may be shown of it."""
        if key == _PILOTS:
            pilots = pilots_case(fact.known)
            return proof(pilots, fact, again=lambda case: pilots_fact(case, fact.day), answer=None)
        kind, place, _ = _parts(key)
        about = _subject(place, fact.day, fact.known)

        def told(case: Case) -> Timeline:
            return told_over_time(_about(case, about))

        def again(case: Case) -> Fact:
            return _fact(key, _seen_in(_about(case, about), place))

        answer = timeline_answer(place, fact, told) if kind == _TIMELINE else audit_answer(place, fact)
        return proof(about.case, fact, again=again, answer=answer)

    def outlines(self) -> tuple[Choice, ...]:
        """Name the places whose audit an article can be begun from."""
        return tuple(Choice(place, name) for place, name in _places())

    def outline(self, key: str) -> Outline:
        """Say in a few plain sentences what the audit of a place found."""
        return _outline(_seen(key, None, None), key)


def _places() -> Iterator[tuple[str, Text]]:
    """Give the places of the register by name; only those with nothing below them are audited."""
    rows = list(known_places().order_by("sorted_by", "place"))
    above = {row.parent for row in rows}
    lowest = [row for row in rows if row.place not in above][:_MOST_CHOICES]
    return ((row.place, row.name) for row in lowest)


def _parts(key: str) -> tuple[str, str, str]:
    kind, _, rest = key.partition("/")
    place, _, which = rest.partition("/")
    return kind, place, which


def _fact(key: str, seen: Seen) -> Fact:
    kind, _, which = _parts(key)
    if kind == _FINDING:
        return finding_fact(seen, which)
    if kind not in _TABLES:
        raise FactGoneError(key)
    make = _TABLES[kind][1]
    try:
        return kept(f"fact:{kind}", seen.about, lambda: make(seen))
    except CaseError as error:
        raise FactGoneError(key) from error


def _subject(place: str, on: date | None, known_at: datetime | None) -> Subject:
    try:
        about = subject(place, on, known_at)
    except NoSuchPlaceError as error:
        raise FactGoneError(place) from error
    places = with_those_above(about.case.places, known_at)
    return _about(veiled(replace(about.case, places=places)), about)


def _about(case: Case, about: Subject) -> Subject:
    return Subject(case, about.place, about.on, answer_key(case, about.place, about.on))


def _seen(place: str, on: date | None, known_at: datetime | None) -> Seen:
    return _seen_in(_subject(place, on, known_at), place)


def _seen_in(about: Subject, place: str) -> Seen:
    try:
        audit = examined(about)
    except CaseError as error:
        raise FactGoneError(place) from error
    return Seen(about, audit, Names(audit.case, audit.framework))


def _outline(seen: Seen, place: str) -> Outline:
    name, day = seen.names.place(seen.about.place), day_name(seen.about.on)
    alone = sum(needed(row) == 1 for row in seen.audit.matters)
    without = sum(_number_without(row) == 1 for row in seen.audit.matters)
    total = len(seen.audit.matters)
    grave, collapsed = grave_ones(seen.audit), sum(one.code == "C03" for one in seen.audit.findings)
    return Outline(
        title=Text(
            f"{name.vi}: {alone} việc chỉ cần một người", f"{name.en}: {alone} matters need one person only"
        ),
        lead=Text(
            f"Ngày {day.vi}, trong {total} việc được xem xét ở {name.vi}, có {alone} việc mà một người có thể đưa đi trọn quy trình.",
            f"On {day.en}, of {total} matters examined in {name.en}, {alone} could be carried through by one person.",
        ),
        paragraphs=(
            (Text("Phát hiện", "Findings"), (_found(len(grave), collapsed), _compared(alone, without))),
            (Text("Cách kiểm tra lại", "How to check this"), (_checking(),)),
        ),
        facts=(f"alone/{place}", f"findings/{place}"),
    )


def _found(grave: int, collapsed: int) -> Text:
    return Text(
        f"Có {grave} phát hiện ở mức nghiêm trọng trở lên; {collapsed} lần một khâu kiểm soát mất tác dụng vì kiêm nhiệm.",
        f"There are {grave} findings graded error or above; {collapsed} times a check collapsed because of the arrangement.",
    )


def _compared(alone: int, without: int) -> Text:
    return Text(
        f"Nếu không kiêm nhiệm, số việc chỉ cần một người là {without} thay vì {alone}.",
        f"Without the arrangement, {without} matters instead of {alone} would need one person only.",
    )


def _checking() -> Text:
    return Text(
        "Bảng dưới đây được tính từ sổ chức danh và quy định đã nêu nguồn; ai cũng tính lại được. Kết quả không phải là kết luận về sai phạm.",
        "The tables below are calculated from the register and from rules whose sources are named; anybody can calculate them again. They are no finding of guilt.",
    )


def _number_without(row: MatterAnswers) -> int | None:
    other = row.without_arrangement
    return other.practice.capture_number if other is not None else row.readings.practice.capture_number
