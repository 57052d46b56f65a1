"""What a dispute is about, in words: a row of the law, an entry of the register, or who holds a seat.

A subject is one line: `vn-commune-3t rule:r12`, `tenure 3f…`, or `seat thi-diem-1/council-chair/1`, which needs no entry to exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from counterpoise.domain.words import OfficeId, Text
from counterpoise_site.register.case_rows import TABLES, columns_of
from counterpoise_site.register.framework_rows import row_name
from counterpoise_site.register.models import Paper, Place, Tenure, Version
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.showing import TABLE_NAMES, names_needed, shown_edit
from counterpoise_site.register.wording import Wording, frameworks_known

SEAT = "seat"
STATES = {
    "open": Text("chờ xem xét", "open"),
    "examined": Text("đang xem xét", "being examined"),
    "upheld": Text("chấp nhận, còn phải sửa", "upheld, to be carried out"),
    "settled": Text("đã sửa", "corrected"),
    "refused": Text("không chấp nhận, giữ nguyên", "refused, nothing changes"),
    "set-aside": Text("gác lại: không nói về mục này", "set aside: not about this entry"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Where an upheld dispute is carried out."""

    name: Text
    address: str


def seat_subject(place: str, office: str, seat: int) -> str:
    """Write the subject of a dispute about who holds a seat."""
    return f"{SEAT} {place}/{office}/{seat}"


def subject_name(subject: str) -> Text | None:
    """Name what a dispute is about; nothing where there is no such thing."""
    where, _, what = subject.partition(" ")
    if where == SEAT:
        return _seat_name(what)
    for framework in frameworks_known():
        if framework.id == where:
            name = row_name(framework, what)
            return name and Text(f"{name.vi} ({framework.title.vi})", f"{name.en} ({framework.title.en})")
    entry = _entry(where, what)
    if entry is None:
        return None
    edit = Edit(None, Row(type(entry), entry.key, entry.order, columns_of(entry)))
    places, persons = names_needed([edit])
    shown = shown_edit(edit, Wording.of(places=places, persons=persons), language="vi")
    return Text(f"{TABLE_NAMES[where].vi}: {shown.what.vi}", f"{TABLE_NAMES[where].en}: {shown.what.en}")


def ways_to_mend(subject: str, number: int) -> list[Way]:
    """List the forms in which an upheld dispute about the register is carried out, each knowing which dispute it settles."""
    where, _, what = subject.partition(" ")
    if where == SEAT:
        return _ways_of_seat(what, number)
    if (row := _row_form(where, what)) is not None:
        return [Way(Text("Sửa dòng này", "Change this row"), f"{row}?{urlencode({'dispute': number})}")]
    entry = _entry(where, what)
    if entry is None or entry.recorded_to is not None:
        return []
    correct = Text("Sửa mục này", "Correct this entry")
    if isinstance(entry, Paper) and entry.kind == Paper.Kind.FRAMEWORK:
        at = reverse("register:framework", args=[entry.key.partition(":")[2]])
        return [Way(Text("Mở khung quy chế", "Open the framework"), at)]
    addresses = {
        "tenure": lambda: reverse("register:tenure-change", args=[entry.key]),
        "place": lambda: reverse("register:place-change", args=[entry.key]),
        "person": lambda: reverse("register:person-change", args=[entry.key]),
        "kin": lambda: reverse("register:kin-change", args=[entry.key]),
        "paper": lambda: reverse("register:paper-change", args=[entry.key]),
    }
    return [Way(correct, f"{addresses[where]()}?{urlencode({'dispute': number})}")]


def _row_form(framework: str, address: str) -> str | None:
    """Give the form of a body or an office of a framework; other rows have none."""
    kind, _, key = address.partition(":")
    forms = {"office": ("offices", "register:office-change"), "body": ("bodies", "register:body-change")}
    if kind not in forms:
        return None
    rows, form = forms[kind]
    has = any(one.id == framework and key in getattr(one, rows) for one in frameworks_known())
    return reverse(form, args=[framework, key]) if has else None


def _entry(table: str, key: str) -> Version | None:
    model = next((one for one in TABLES if one._meta.model_name == table), None)
    if model is None or "\0" in key:
        return None
    found: Version | None = model._default_manager.filter(key=key).order_by("-recorded_from").first()
    return found


def _seat(what: str) -> tuple[str, str, int] | None:
    place, _, rest = what.partition("/")
    office, _, seat = rest.partition("/")
    return (place, office, int(seat)) if seat.isdecimal() and len(seat) < 7 else None


def _seat_name(what: str) -> Text | None:
    said = _seat(what)
    if said is None or "\0" in what:
        return None
    place, office, seat = said
    row = Place.objects.known_on(None).filter(place=place).first()
    known = [f.offices[OfficeId(office)] for f in frameworks_known() if OfficeId(office) in f.offices]
    if row is None or not known or not 1 <= seat <= max(one.seats for one in known):
        return None
    number = (f" (ghế {seat})", f" (seat {seat})") if known[-1].seats > 1 else ("", "")
    name = known[-1].name
    return Text(f"{name.vi}, {row.name.vi}{number[0]}", f"{name.en}, {row.name.en}{number[1]}")


def _ways_of_seat(what: str, number: int) -> list[Way]:
    said = _seat(what)
    if said is None:
        return []
    place, office, seat = said
    settles = urlencode({"dispute": number})
    rows = Tenure.objects.known_on(None).filter(place=place, office=office, seat=seat).order_by("-first_day")
    wording = Wording.of(persons=[row.person for row in rows if row.person])
    ways = []
    for row in rows:
        who = wording.person(row.person)
        correct = Text(f"Sửa nhiệm kỳ: {who.vi}", f"Correct the tenure: {who.en}")
        ways.append(Way(correct, f"{reverse('register:tenure-change', args=[row.key])}?{settles}"))
        if not row.end:
            end = Text(f"Kết thúc nhiệm kỳ: {who.vi}", f"End the tenure: {who.en}")
            ways.append(Way(end, f"{reverse('register:tenure-end', args=[row.key])}?{settles}"))
    begin = urlencode({"dispute": number, "office": office, "seat": seat})
    record = Text("Ghi người giữ ghế này", "Record who holds this seat")
    return [*ways, Way(record, f"{reverse('register:tenure-new', args=[place])}?{begin}")]
