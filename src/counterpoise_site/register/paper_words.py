"""What a paper of the register says, in words: its name and its lines, each with a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from counterpoise.domain.day_words import span_name, written_name
from counterpoise.domain.institution import Evidence, Indicator, Review
from counterpoise.domain.measures import Terms
from counterpoise.domain.names import STATUSES
from counterpoise.domain.pilots import Arrangement, Pilot, Regulation, Reorganisation
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import Source, Text, plain
from counterpoise.domain.workload import Workload
from counterpoise_site.register.case_rows import FrameworkNamed, Study
from counterpoise_site.register.framework_rows import row_name
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import framework
from counterpoise_site.register.wording import Wording

Line = tuple[Text, Text]

RECORDS: Mapping[str, type[Any]] = {
    "study": Study,
    "framework": FrameworkNamed,
    "arrangement": Arrangement,
    "regulation": Regulation,
    "reorganisation": Reorganisation,
    "indicator": Indicator,
    "evidence": Evidence,
    "source": Source,
    "exception": RuleException,
    "review": Review,
    "workload": Workload,
    "measures": Terms,
}
PILOT_STATES = {
    "running": Text("đang chạy", "running"),
    "ended": Text("đã dừng", "ended"),
    "to-end": Text("sẽ dừng", "to end"),
}
_KINDS = {
    "article": Text("bài báo", "article"),
    "paper": Text("bài viết", "paper"),
    "opinion": Text("ý kiến", "opinion"),
    "report": Text("báo cáo", "report"),
    "decision": Text("quyết định", "decision"),
    "seminar": Text("tọa đàm", "seminar"),
}
_EVERYWHERE = Text("mọi nơi", "everywhere")
_ALL = Text("mọi việc", "all matters")
_NONE = plain("")


def paper_name(kind: str, content: str, wording: Wording) -> Text:
    """Name a paper as people do."""
    return _named(read(RECORDS[kind], content), wording)


def paper_lines(kind: str, content: str, wording: Wording) -> tuple[Line, ...]:
    """Write what a paper says, line by line; what is empty is left out."""
    said = _LINES[kind](read(RECORDS[kind], content), wording)
    return tuple((label, value) for label, value in said if value.vi or value.en)


def names_in(kind: str, content: str) -> tuple[set[str], set[str]]:
    """List the places and persons a paper names."""
    record = read(RECORDS[kind], content)
    places = {getattr(record, "place", None), *(pilot.place for pilot in getattr(record, "pilots", ()))}
    return {place for place in places if place}, {p for p in (getattr(record, "person", None),) if p}


def _named(one: Any, wording: Wording) -> Text:
    match one:
        case Study() | Regulation() | Reorganisation() | Evidence() | Source():
            return one.title
        case FrameworkNamed():
            return _framework(one, wording)
        case Arrangement():
            return one.name or joined((wording.office(office) for office in one.offices), " + ")
        case Indicator():
            place = wording.place(one.place)
            return Text(
                f"{place.vi}: {one.indicator}, {one.period}", f"{place.en}: {one.indicator}, {one.period}"
            )
        case RuleException():
            return _rule(one.rule, wording)
        case Review():
            return reviewed_row(one.row, wording)
    return _NONE


def _framework(one: FrameworkNamed, wording: Wording) -> Text:
    return (
        next((known.title for known in wording.frameworks if known.id == one.id), None)
        or framework(one.digest).title
    )


def _rule(rule: str, wording: Wording) -> Text:
    return reviewed_row(f"rule:{rule}", wording)


def reviewed_row(address: str, wording: Wording) -> Text:
    """Name a row of whatever regime has it."""
    named = (row_name(framework, address) for framework in wording.frameworks)
    return next((name for name in named if name is not None), plain(address))


def joined(texts: Iterable[Text], by: str = "; ") -> Text:
    """Join texts in both languages."""
    listed = list(texts)
    return Text(by.join(one.vi for one in listed), by.join(one.en for one in listed))


def _pilot(pilot: Pilot, wording: Wording) -> Text:
    place, days = wording.place(pilot.place), span_name(pilot.span)
    state = PILOT_STATES.get(pilot.status or "")
    more = (f", {state.vi}", f", {state.en}") if state else ("", "")
    return Text(f"{place.vi} ({days.vi}{more[0]})", f"{place.en} ({days.en}{more[1]})")


def _day(text: str) -> Text:
    return written_name(text) if text else _NONE


def _study(one: Study, wording: Wording) -> list[Line]:  # noqa: ARG001 - one shape for all kinds
    return [
        (Text("tên", "title"), one.title),
        (Text("ngày được xét", "day examined"), _day(one.on.isoformat() if one.on else "")),
    ]


def _arrangement(one: Arrangement, wording: Wording) -> list[Line]:
    return [
        (Text("tên", "name"), one.name or _NONE),
        (Text("một người giữ", "one person holds"), joined((wording.office(o) for o in one.offices), " + ")),
        (Text("kèm theo", "and with them"), joined(wording.office(o) for o in one.accompanying)),
        (Text("nơi thí điểm", "where it is tried"), joined(_pilot(pilot, wording) for pilot in one.pilots)),
        (Text("điều kiện", "conditions"), joined(one.conditions)),
        (Text("khi nào dừng", "when it stops"), joined(one.stop)),
        (Text("hết hạn", "sunset"), _day(str(one.sunset or ""))),
    ]


def _regulation(one: Regulation, wording: Wording) -> list[Line]:
    covers = _ALL if one.covers is None else joined(wording.matter(matter) for matter in one.covers)
    leads = [
        Text(
            f"{wording.matter(matter).vi}: {wording.office(office).vi}",
            f"{wording.matter(matter).en}: {wording.office(office).en}",
        )
        for matter, office in one.leads
    ]
    return [
        (Text("tên", "title"), one.title),
        (Text("hiệu lực", "in force"), span_name(one.span)),
        (Text("địa bàn", "place"), wording.place(one.place) if one.place else _EVERYWHERE),
        (Text("cơ quan ban hành", "body"), wording.body(one.body) if one.body else _NONE),
        (Text("điều chỉnh", "covers"), covers),
        (Text("chủ trì", "leads"), joined(leads)),
    ]


def _reorganisation(one: Reorganisation, wording: Wording) -> list[Line]:
    return [
        (Text("tên", "title"), one.title),
        (Text("ngày", "day"), _day(str(one.on))),
        (Text("địa bàn", "place"), wording.place(one.place) if one.place else _EVERYWHERE),
    ]


def _indicator(one: Indicator, wording: Wording) -> list[Line]:
    return [
        (Text("địa bàn", "place"), wording.place(one.place)),
        (Text("kỳ", "period"), plain(one.period)),
        (Text("chỉ tiêu", "indicator"), plain(one.indicator)),
        (Text("số liệu", "figure"), plain(one.value)),
    ]


def _evidence(one: Evidence, wording: Wording) -> list[Line]:
    return [
        (Text("tên", "title"), one.title),
        (Text("loại", "kind"), _KINDS.get(one.kind, plain(one.kind))),
        (Text("ngày", "date"), _day(one.date)),
        (Text("lấy từ", "from"), wording.source(one.source)),
        (Text("nội dung", "says"), one.says or _NONE),
    ]


def _source(one: Source, wording: Wording) -> list[Line]:  # noqa: ARG001 - one shape for all kinds
    return [
        (Text("tên", "title"), one.title),
        (Text("địa chỉ", "address"), plain(one.url)),
        (Text("hiệu lực từ", "in force from"), _day(one.start)),
        (Text("đến hết", "to"), _day(one.end)),
    ]


def _exception(one: RuleException, wording: Wording) -> list[Line]:
    return [
        (Text("quy tắc", "rule"), _rule(one.rule, wording)),
        (Text("lý do", "reason"), one.reason),
        (Text("người cho phép", "allowed by"), one.approver),
        (Text("đến hết", "until"), _day(one.until.isoformat() if one.until else "")),
        (Text("địa bàn", "place"), wording.place(one.place) if one.place else _EVERYWHERE),
        (Text("người", "person"), wording.person(one.person) if one.person else _NONE),
    ]


def _review(one: Review, wording: Wording) -> list[Line]:
    return [
        (Text("dòng", "row"), reviewed_row(one.row, wording)),
        (Text("mức kiểm chứng", "how far verified"), STATUSES[one.status]),
        (Text("người rà soát", "reviewed by"), one.by),
        (Text("ngày", "day"), _day(one.on.isoformat())),
        (Text("ghi chú", "note"), one.note or _NONE),
    ]


def _named_framework(one: FrameworkNamed, wording: Wording) -> list[Line]:
    version = plain(one.digest[:12])
    return [
        (Text("tên", "title"), _framework(one, wording)),
        (Text("bản (mã nội dung)", "version (of its content)"), version),
    ]


def _workload(one: Workload, wording: Wording) -> list[Line]:  # noqa: ARG001 - one shape for all kinds
    hours = Text("giờ làm việc mỗi năm", "working hours a year")
    counts = Text("số việc có ước lượng", "matters with estimates")
    return [(hours, plain(f"{one.hours_a_year:g}")), (counts, plain(str(len(one.volumes))))]


def _terms(one: Terms, wording: Wording) -> list[Line]:  # noqa: ARG001 - one shape for all kinds
    return [
        (Text("điều kiện của hồ sơ", "terms of the case itself"), Text("có", "yes") if one.own else _NONE)
    ]


_LINES: Mapping[str, Callable[[Any, Wording], list[Line]]] = {
    "study": _study,
    "framework": _named_framework,
    "arrangement": _arrangement,
    "regulation": _regulation,
    "reorganisation": _reorganisation,
    "indicator": _indicator,
    "evidence": _evidence,
    "source": _source,
    "exception": _exception,
    "review": _review,
    "workload": _workload,
    "measures": _terms,
}
