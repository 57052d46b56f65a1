"""The register in the reader's words: names instead of ids, days as people write them, what an edit says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterpoise.domain.day_words import written_name
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.words import OfficeId, Text, plain
from counterpoise_site.register.case_rows import FrameworkNamed, columns_of
from counterpoise_site.register.framework_words import framework_fields, version_before
from counterpoise_site.register.levels import level_name
from counterpoise_site.register.models import Tenure, Version
from counterpoise_site.register.paper_words import names_in, paper_lines, paper_name
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import framework
from counterpoise_site.register.wording import VACANT, Wording

TABLE_NAMES = {
    "place": Text("địa bàn", "place"),
    "person": Text("người", "person"),
    "kin": Text("quan hệ gia đình", "kinship"),
    "tenure": Text("nhiệm kỳ giữ chức", "tenure"),
    "paper": Text("tài liệu", "paper"),
}
PAPER_NAMES = {
    "study": Text("thông tin chung", "general information"),
    "framework": Text("khung quy chế", "framework"),
    "arrangement": Text("mô hình thí điểm", "piloted arrangement"),
    "regulation": Text("quy chế làm việc", "working regulation"),
    "reorganisation": Text("lần sắp xếp tổ chức", "reorganisation"),
    "indicator": Text("chỉ tiêu", "indicator"),
    "evidence": Text("tài liệu chứng minh", "evidence"),
    "source": Text("nguồn", "source"),
    "exception": Text("ngoại lệ", "exception"),
    "review": Text("rà soát", "review"),
    "measures": Text("điều kiện của biện pháp", "terms of measures"),
    "workload": Text("giả định về khối lượng việc", "assumptions about work"),
}


@dataclass(frozen=True, slots=True)
class ShownTenure:
    """A tenure as a page shows it."""

    key: str
    place_id: str
    place: Text
    office: Text
    seat: int
    seats: int
    person_id: str | None
    person: Text
    start: Text
    end: Text
    basis: str
    is_over: bool


def shown_tenures(rows: Iterable[Tenure], wording: Wording, *, today: date) -> list[ShownTenure]:
    """Turn tenures into what a page shows."""
    listed = list(rows)
    wording.learn(
        places=(row.place for row in listed), persons=(row.person for row in listed if row.person is not None)
    )
    return [_shown(row, wording, today) for row in listed]


def _shown(row: Tenure, wording: Wording, today: date) -> ShownTenure:
    known = [f.offices[OfficeId(row.office)] for f in wording.frameworks if OfficeId(row.office) in f.offices]
    return ShownTenure(
        key=row.key,
        place_id=row.place,
        place=wording.place(row.place),
        office=wording.office(row.office),
        seat=row.seat,
        seats=known[-1].seats if known else 1,
        person_id=row.person,
        person=wording.person(row.person),
        start=written_name(row.start),
        end=written_name(row.end) if row.end != "?" else plain("?"),
        basis=row.basis,
        is_over=row.last_day < today or row.end == "?",
    )


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """What an edit does, as a page shows it: what it is about, and each thing it says before and after."""

    kind: Text
    what: Text
    verb: Text
    fields: tuple[tuple[Text, str, str], ...]


_VERBS = {
    (False, True): Text("thêm", "add"),
    (True, True): Text("sửa", "correct"),
    (True, False): Text("bỏ", "withdraw"),
}
_FIELDS = {
    "place": Text("địa bàn", "place"),
    "office": Text("chức danh", "office"),
    "seat": Text("ghế", "seat"),
    "person": Text("người giữ", "person"),
    "start": Text("từ", "from"),
    "end": Text("đến hết", "to"),
    "basis": Text("căn cứ", "basis"),
    "name": Text("họ tên", "name"),
    "name_vi": Text("tên", "name"),
    "level": Text("cấp", "level"),
    "parent": Text("thuộc", "within"),
    "compromise": Text("xác suất bị chi phối", "probability of capture"),
    "a": Text("người thứ nhất", "first person"),
    "b": Text("người thứ hai", "second person"),
    "relation": Text("quan hệ", "relation"),
}


def shown_edit(edit: Edit, wording: Wording, *, language: str) -> ShownEdit:
    """Turn an edit into what a page shows."""
    before = columns_of(edit.before) if edit.before is not None else {}
    after: Mapping[str, Any] = edit.after.columns if edit.after is not None else {}
    table = _table(edit)
    says = after or before
    if table == "paper":
        return _shown_paper(edit, before, after, wording=wording, language=language)
    fields = tuple(
        (
            _FIELDS[name],
            _say(name, before.get(name), wording, language),
            _say(name, after.get(name), wording, language),
        )
        for name in _FIELDS
        if name in says and before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    )
    return ShownEdit(TABLE_NAMES[table], _what(table, says, wording), _verb(edit), fields)


def _shown_paper(
    edit: Edit, before: Mapping[str, Any], after: Mapping[str, Any], *, wording: Wording, language: str
) -> ShownEdit:
    """Say line by line what becomes of a paper; of a framework part by part."""
    kind = (after or before)["kind"]
    name = paper_name(kind, (after or before)["content"], wording)
    if kind == "framework":
        changed = _framework_fields(before, after, language)
        return ShownEdit(PAPER_NAMES[kind], name, _verb(edit), changed)
    was, becomes = (dict(_lines(says, wording)) for says in (before, after))
    fields = tuple(
        (
            label,
            was[label].of(language) if label in was else "",
            becomes[label].of(language) if label in becomes else "",
        )
        for label in dict.fromkeys([*becomes, *was])
        if was.get(label) != becomes.get(label)
    )
    return ShownEdit(PAPER_NAMES[kind], name, _verb(edit), fields)


def _framework_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], language: str
) -> tuple[tuple[Text, str, str], ...]:
    """Compare a framework with what it was, a new version with the one it was cut from."""
    was, now = (read(FrameworkNamed, says["content"]) if says else None for says in (before, after))
    old = framework(was.digest) if was is not None else version_before(now) if now is not None else None
    return framework_fields(old, framework(now.digest) if now is not None else None, language=language)


def _lines(says: Mapping[str, Any], wording: Wording) -> tuple[tuple[Text, Text], ...]:
    return paper_lines(says["kind"], says["content"], wording) if says else ()


def _verb(edit: Edit) -> Text:
    return _VERBS[edit.before is not None, edit.after is not None]


def names_needed(edits: Iterable[Edit]) -> tuple[set[str], set[str]]:
    """List the places and persons that edits name, to look their names up at once."""
    places: set[str] = set()
    persons: set[str] = set()
    for edit in edits:
        for says in (
            columns_of(edit.before) if edit.before else {},
            edit.after.columns if edit.after else {},
        ):
            places |= {says[name] for name in ("place", "parent") if says.get(name)}
            persons |= {says[name] for name in ("person", "a", "b") if says.get(name)}
            if "content" in says:
                more = names_in(says["kind"], says["content"])
                places, persons = places | more[0], persons | more[1]
    return places, persons


def _table(edit: Edit) -> str:
    model: type[Version] = type(edit.before) if edit.before is not None else _row(edit).model
    return str(model._meta.model_name)


def _row(edit: Edit) -> Row:
    if edit.after is None:
        raise ValueError("an edit changes something")
    return edit.after


def _what(table: str, says: Mapping[str, Any], wording: Wording) -> Text:
    if table == "tenure":
        office, place = wording.office(says["office"]), wording.place(says["place"])
        return Text(f"{office.vi}, {place.vi}", f"{office.en}, {place.en}")
    if table == "place":
        return plain(says["name_vi"])
    if table == "person":
        return plain(says["name"] or says["person"])
    a, b = wording.person(says["a"]), wording.person(says["b"])
    return Text(f"{a.vi} – {b.vi}", f"{a.en} – {b.en}")


def _say(name: str, value: Any, wording: Wording, language: str) -> str:
    if value is None:
        return VACANT.of(language) if name == "person" else ""
    if name in ("place", "parent"):
        return wording.place(value).of(language) if value else ""
    if name in ("person", "a", "b"):
        return wording.person(value).of(language)
    if name == "office":
        return wording.office(value).of(language)
    if name == "level":
        return level_name(value).of(language)
    if name == "relation":
        return relation_name(value).of(language) if value else ""
    if name in ("start", "end"):
        return "?" if value == "?" else written_name(value).of(language)
    return str(value)
