"""What an article may show of an audit: offices and numbers, never the name of a person; and a draft made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation

from counterpoise.analysis.codes import SEVERITIES, TITLES
from counterpoise.analysis.findings import Audit, Finding, MatterAnswers, Severity
from counterpoise.domain.day_words import day_name, partial_name
from counterpoise.domain.institution import Case, CaseError
from counterpoise.domain.names import Names
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus
from counterpoise.domain.words import Text
from counterpoise.version import version
from counterpoise_site.bulletin.facts import Choice, Fact, FactGoneError, Outline
from counterpoise_site.examination.answers import NoSuchPlaceError, Subject, examined, subject
from counterpoise_site.examination.ranking import known_places
from counterpoise_site.register.snapshot import snapshot

_MOST_ROWS = 15
_MOST_CHOICES = 500
_PILOTS = "pilots"
_NOBODY = Text("—", "—")
_STANDING = {
    PilotStatus.RUNNING: Text("đang thực hiện", "running"),
    PilotStatus.ENDED: Text("đã dừng", "ended"),
    PilotStatus.TO_END: Text("sẽ dừng", "to end"),
    None: Text("không rõ", "not known"),
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """An audited place with the words for it."""

    about: Subject
    audit: Audit
    names: Names


class ExaminationFacts:
    """Tables of an audit of one place, and the pilots of the register."""

    name = Text("Xem xét", "Examination")

    def choices(self) -> tuple[Choice, ...]:
        """Name what can be embedded: three tables a place, and the pilots."""
        tables = (
            ("alone", Text("việc cần ít người nhất", "matters that need the fewest persons")),
            ("findings", Text("phát hiện nghiêm trọng", "grave findings")),
            ("seats", Text("ghế nào kiêm ghế nào", "which seats are held together")),
        )
        offered = [
            Choice(f"{kind}/{place}", Text(f"{name.vi}: {said.vi}", f"{name.en}: {said.en}"))
            for place, name in _places()
            for kind, said in tables
        ]
        return (Choice(_PILOTS, Text("các thí điểm trong sổ", "the pilots in the register")), *offered)

    def take(self, key: str) -> Fact:
        """Give a table as it stands now."""
        kind, _, place = key.partition("/")
        if kind == _PILOTS:
            return _pilots(snapshot())
        made = {"alone": _alone, "findings": _grave, "seats": _seats}.get(kind)
        if made is None:
            raise FactGoneError(key)
        return made(_seen(place))

    def outlines(self) -> tuple[Choice, ...]:
        """Name the places whose audit an article can be begun from."""
        return tuple(Choice(place, name) for place, name in _places())

    def outline(self, key: str) -> Outline:
        """Say in a few plain sentences what the audit of a place found."""
        return _outline(_seen(key), key)


def _places() -> Iterator[tuple[str, Text]]:
    """Give the places of the register by name; only those with nothing below them are audited."""
    rows = list(known_places().order_by("sorted_by", "place"))
    above = {row.parent for row in rows}
    lowest = [row for row in rows if row.place not in above][:_MOST_CHOICES]
    return ((row.place, row.name) for row in lowest)


def _seen(place: str) -> _Seen:
    try:
        about = subject(place, None, None)
        audit = examined(about)
    except (NoSuchPlaceError, CaseError) as error:
        raise FactGoneError(place) from error
    return _Seen(about, audit, Names(audit.case, audit.framework))


def _alone(seen: _Seen) -> Fact:
    framework = seen.audit.framework
    by_weight = sorted(
        seen.audit.matters, key=lambda row: (_needed(row), -framework.matters[row.matter].stakes)
    )
    rows = [
        (
            seen.names.matter(row.matter),
            *(Text(shown, shown) for shown in row.readings.shown),
            _without(row),
        )
        for row in by_weight
        if row.readings.practice.capture_number is not None
    ]
    return _fact(
        seen,
        Text(
            "Số người ít nhất đưa được việc đi trọn quy trình",
            "Fewest persons who can carry a matter through",
        ),
        columns=(
            Text("Việc", "Matter"),
            Text("trên văn bản", "on paper"),
            Text("tính cả ràng buộc", "with ties"),
            Text("trong thực tế", "in practice"),
            Text("nếu không kiêm nhiệm", "without the arrangement"),
        ),
        rows=rows,
    )


def _grave(seen: _Seen) -> Fact:
    rows = [
        (
            Text(f"{finding.code} {TITLES[finding.code].vi}", f"{finding.code} {TITLES[finding.code].en}"),
            SEVERITIES[finding.severity],
            seen.names.matter(finding.matter) if finding.matter else _NOBODY,
        )
        for finding in _grave_ones(seen.audit)
    ]
    return _fact(
        seen,
        Text("Phát hiện nghiêm trọng", "Grave findings"),
        columns=(Text("Phát hiện", "Finding"), Text("Mức độ", "Severity"), Text("Việc", "Matter")),
        rows=list(dict.fromkeys(rows)),
    )


def _seats(seen: _Seen) -> Fact:
    roster = seen.audit.rosters[seen.about.place]
    rows: list[tuple[Text, ...]] = []
    for office, seats in roster.seats.items():
        for seat in seats:
            others = () if seat.holder is None else roster.seats_of(seat.holder)
            together = [seen.names.office(one.office) for one in others if one.office != office]
            if seat.holder is None or together:
                rows.append((seen.names.office(office), _held(seat.holder is None, together)))
    return _fact(
        seen,
        Text("Ghế khuyết và ghế kiêm nhiệm", "Vacant seats, and seats held together"),
        columns=(Text("Chức danh", "Office"), Text("Người giữ ghế này còn giữ", "Its holder also holds")),
        rows=rows,
    )


def _held(vacant: bool, together: list[Text]) -> Text:
    if vacant:
        return Text("(khuyết)", "(vacant)")
    return Text(", ".join(one.vi for one in together), ", ".join(one.en for one in together))


def _fact(seen: _Seen, title: Text, *, columns: tuple[Text, ...], rows: list[tuple[Text, ...]]) -> Fact:
    place, on = seen.names.place(seen.about.place), seen.about.on
    left_out = len(rows) - _MOST_ROWS
    rest = Text(f" Còn {left_out} dòng nữa.", f" {left_out} more rows.") if left_out > 0 else Text("", "")
    origin = _origin(seen.about.key)
    return Fact(
        title=Text(f"{title.vi} – {place.vi}", f"{title.en} – {place.en}"),
        day=on,
        columns=columns,
        rows=tuple(rows[:_MOST_ROWS]),
        note=Text(origin.vi + rest.vi, origin.en + rest.en),
        proof=_address("public:place", seen.about.place, f"?on={on}&known={timezone.localdate()}"),
    )


def _pilots(case: Case) -> Fact:
    names = {framework.id: Names(case, framework) for framework in case.frameworks}
    said = next(iter(names.values()), None)
    if said is None:
        raise FactGoneError(_PILOTS)
    rows = [
        _pilot(said, arrangement, pilot) for arrangement in case.arrangements for pilot in arrangement.pilots
    ]
    day = case.on or timezone.localdate()
    return Fact(
        title=Text(
            "Nơi thí điểm một người giữ nhiều chức danh", "Where one person is to hold several offices"
        ),
        day=day,
        columns=(
            Text("Địa bàn", "Place"),
            Text("Mô hình", "Arrangement"),
            Text("Bắt đầu", "Began"),
            Text("Tình trạng", "Standing"),
        ),
        rows=tuple(rows[: 4 * _MOST_ROWS]),
        note=Text("Theo sổ chức danh.", "From the register."),
        proof=_address("public:home", None, ""),
    )


def _pilot(names: Names, arrangement: Arrangement, pilot: Pilot) -> tuple[Text, ...]:
    began = pilot.span.start
    return (
        names.place(pilot.place),
        arrangement.name or Text(arrangement.id, arrangement.id),
        partial_name(began) if began is not None else _NOBODY,
        _STANDING[pilot.status],
    )


def _outline(seen: _Seen, place: str) -> Outline:
    name, day = seen.names.place(seen.about.place), day_name(seen.about.on)
    alone = sum(_needed(row) == 1 for row in seen.audit.matters)
    without = sum(_number_without(row) == 1 for row in seen.audit.matters)
    total = len(seen.audit.matters)
    grave, collapsed = _grave_ones(seen.audit), _count(seen.audit, "C03")
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


def _grave_ones(audit: Audit) -> list[Finding]:
    return [finding for finding in audit.findings if finding.severity >= Severity.ERROR]


def _count(audit: Audit, code: str) -> int:
    return sum(finding.code == code for finding in audit.findings)


def _needed(row: MatterAnswers) -> int:
    number = row.readings.practice.capture_number
    return number if number is not None else 10**6


def _number_without(row: MatterAnswers) -> int | None:
    other = row.without_arrangement
    return other.practice.capture_number if other is not None else row.readings.practice.capture_number


def _without(row: MatterAnswers) -> Text:
    other = row.without_arrangement
    shown = (other or row.readings).practice.shown
    return Text(shown, shown)


def _origin(key: str) -> Text:
    short = key[:16]
    return Text(
        f"Tính bằng Counterpoise {version()}, dấu của dữ liệu {short}.",
        f"Calculated by Counterpoise {version()}, mark of the data {short}.",
    )


def _address(name: str, place: str | None, query: str) -> Text:
    written = []
    for spoken in ("vi", "en"):
        with translation.override(spoken):
            written.append(reverse(name, args=[place] if place else []) + query)
    return Text(*written)
