"""The register in the reader's words: names instead of ids, days as people write them, what an edit says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from counterpoise.domain.day_words import written_name
from counterpoise.domain.institution import Framework
from counterpoise.domain.words import BodyId, MatterId, OfficeId, Text, plain
from counterpoise_site.register.case_rows import FrameworkNamed, columns_of
from counterpoise_site.register.models import Paper, Person, Place, Tenure, Version
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import framework

VACANT = Text("(khuyết)", "(vacant)")
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


def frameworks_known(moment: datetime | None = None) -> tuple[Framework, ...]:
    """Give the frameworks of the register as known at a moment."""
    contents = (
        Paper.objects.known_on(moment)
        .filter(kind=Paper.Kind.FRAMEWORK)
        .order_by("order", "pk")
        .values_list("content", flat=True)
    )
    return tuple(framework(read(FrameworkNamed, content).digest) for content in contents)


@dataclass(slots=True)
class Wording:
    """Names of places, persons and offices, looked up for the rows of one page at a time."""

    frameworks: tuple[Framework, ...]
    places: dict[str, Text] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *, places: Iterable[str] = (), persons: Iterable[str] = ()) -> Wording:
        """Look the names up that a page needs."""
        made = cls(frameworks_known())
        made.learn(places=places, persons=persons)
        return made

    def learn(self, *, places: Iterable[str] = (), persons: Iterable[str] = ()) -> None:
        """Look up more names, a few hundred at a time."""
        for some in _batches(set(places) - set(self.places)):
            rows = Place.objects.filter(recorded_to=None, place__in=some)
            self.places |= {row.place: row.name for row in rows}
        for some in _batches(set(persons) - set(self.persons)):
            found = Person.objects.filter(recorded_to=None, person__in=some).values_list("person", "name")
            self.persons |= {person: name or person for person, name in found}

    def place(self, place: str) -> Text:
        """Name a place."""
        return self.places.get(place, plain(place))

    def person(self, person: str | None) -> Text:
        """Name a person, or say that the seat is vacant."""
        return VACANT if person is None else plain(self.persons.get(person, person))

    def office(self, office: str) -> Text:
        """Name an office by the latest framework that has it."""
        known = [f.offices[OfficeId(office)].name for f in self.frameworks if OfficeId(office) in f.offices]
        return known[-1] if known else plain(office)

    def body(self, body: str) -> Text:
        """Name a body."""
        known = [f.bodies[BodyId(body)].name for f in self.frameworks if BodyId(body) in f.bodies]
        return known[-1] if known else plain(body)

    def matter(self, matter: str) -> Text:
        """Name a matter."""
        known = [f.matters[MatterId(matter)].name for f in self.frameworks if MatterId(matter) in f.matters]
        return known[-1] if known else plain(matter)


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    listed = sorted(values)
    return (listed[start : start + 400] for start in range(0, len(listed), 400))


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
    fields = tuple(
        (
            _FIELDS[name],
            _say(name, before.get(name), wording, language),
            _say(name, after.get(name), wording, language),
        )
        for name in _FIELDS
        if name in says and before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    )
    kind = PAPER_NAMES[says["kind"]] if table == "paper" else TABLE_NAMES[table]
    verb = _VERBS[edit.before is not None, edit.after is not None]
    return ShownEdit(kind, _what(table, says, edit, wording), verb, fields)


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
    return places, persons


def _table(edit: Edit) -> str:
    model: type[Version] = type(edit.before) if edit.before is not None else _row(edit).model
    return str(model._meta.model_name)


def _row(edit: Edit) -> Row:
    if edit.after is None:
        raise ValueError("an edit changes something")
    return edit.after


def _what(table: str, says: Mapping[str, Any], edit: Edit, wording: Wording) -> Text:
    if table == "tenure":
        office, place = wording.office(says["office"]), wording.place(says["place"])
        return Text(f"{office.vi}, {place.vi}", f"{office.en}, {place.en}")
    if table == "place":
        return plain(says["name_vi"])
    if table == "person":
        return plain(says["name"] or says["person"])
    if table == "kin":
        return Text(
            f"{wording.person(says['a']).vi} – {wording.person(says['b']).vi}",
            f"{wording.person(says['a']).en} – {wording.person(says['b']).en}",
        )
    key = edit.before.key if edit.before is not None else _row(edit).key
    return plain(key.partition(":")[2])


def _say(name: str, value: Any, wording: Wording, language: str) -> str:
    if value is None:
        return VACANT.of(language) if name == "person" else ""
    if name in ("place", "parent"):
        return wording.place(value).of(language) if value else ""
    if name in ("person", "a", "b"):
        return wording.person(value).of(language)
    if name == "office":
        return wording.office(value).of(language)
    if name in ("start", "end"):
        return "?" if value == "?" else written_name(value).of(language)
    return str(value)
