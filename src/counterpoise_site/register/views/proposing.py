"""Propose changes: each page makes edits, nothing more; a second person applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from counterpoise.domain import institution, people
from counterpoise.domain.days import read_date
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus, Regulation
from counterpoise.domain.words import (
    BodyId,
    Level,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    Text,
    plain,
)
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register import tenure_edits
from counterpoise_site.register.actions import RefusedError, propose
from counterpoise_site.register.forms import (
    EndForm,
    PersonForm,
    PilotForm,
    PlaceForm,
    TenureCorrection,
    TenureForm,
    WithReason,
    office_choices,
    suggests,
)
from counterpoise_site.register.models import Dispute, DisputeAnswer, Paper, Person, Place, Tenure, span_of
from counterpoise_site.register.papers import slug
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read, written
from counterpoise_site.register.regulation_form import RegulationForm, choices_of
from counterpoise_site.register.rights import Right, needs
from counterpoise_site.register.showing import shown_tenures
from counterpoise_site.register.snapshot import snapshot
from counterpoise_site.register.views.asked import posted
from counterpoise_site.register.wording import Wording, frameworks_known

_STARTS = ("office", "person", "seat")  # what an address may begin a form with


@needs(Right.PROPOSE)
def tenure_new(request: HttpRequest, place: str) -> HttpResponse:
    """Appoint somebody to an office of a place, or declare a seat vacant."""
    row = _place(place)
    offices = office_choices(frameworks_known(), row.level)
    form = TenureForm(
        posted(request),
        offices=offices,
        initial={name: value for name, value in request.GET.items() if name in _STARTS},
    )
    title = Text(f"Ghi người giữ chức danh: {row.name.vi}", f"Record who holds an office: {row.name.en}")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        tenure = _tenure(place, said)
        case = snapshot(place, persons=[tenure.person] if tenure.person else [])
        edits: tuple[Edit, ...] = (tenure_edits.appointed(case, tenure),)
        if said["acting"]:
            seat = replace(tenure, seat=tenure.seat or 1)
            sitting = Tenure.objects.known_on(None).filter(place=place, office=seat.office, seat=seat.seat)
            edits = tenure_edits.acting(list(sitting), seat)
        return proposed(request, form, edits, title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def tenure_change(request: HttpRequest, key: str) -> HttpResponse:
    """Correct what the register says of a tenure."""
    row = _tenure_row(key)
    place = _place(row.place)
    initial = {
        "office": row.office,
        "person": row.person,
        "seat": row.seat,
        "start": row.start,
        "end": row.end,
        "basis": row.basis,
    }
    form = TenureCorrection(
        posted(request), offices=office_choices(frameworks_known(), place.level), initial=initial
    )
    title = Text(f"Sửa nhiệm kỳ: {_named(row).vi}", f"Correct the tenure: {_named(row).en}")
    if request.method == "POST" and form.is_valid():
        edit = tenure_edits.corrected(row, _tenure(row.place, form.cleaned_data))
        return proposed(request, form, [edit], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def tenure_end(request: HttpRequest, key: str) -> HttpResponse:
    """End a tenure."""
    row = _tenure_row(key)
    form = EndForm(posted(request))
    title = Text(f"Kết thúc nhiệm kỳ: {_named(row).vi}", f"End the tenure: {_named(row).en}")
    if request.method == "POST" and form.is_valid():
        return proposed(request, form, [tenure_edits.ended(row, end=form.cleaned_data["end"])], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def place_new(request: HttpRequest) -> HttpResponse:
    """Add a place."""
    form = PlaceForm(posted(request), levels=_levels())
    title = Text("Thêm địa bàn", "Add a place")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        order = Place.objects.known_on(None).count()
        if Place.objects.known_on(None).filter(place=said["place"]).exists():
            form.add_error("place", saying("sổ đã có mã này", "the register already has this id"))
            return show_form(request, form, title)
        row = Row(Place, said["place"], order, Place.columns(_place_record(said)))
        return proposed(request, form, [Edit(None, row)], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def place_change(request: HttpRequest, place: str) -> HttpResponse:
    """Correct or end a place."""
    row = _place(place)
    initial = {
        "place": row.place,
        "name": row.name_vi,
        "level": row.level,
        "parent": row.parent,
        "start": row.start,
        "end": row.end,
    }
    form = PlaceForm(posted(request), levels=_levels(), fixed=True, initial=initial)
    title = Text(f"Sửa địa bàn: {row.name.vi}", f"Correct the place: {row.name.en}")
    if request.method == "POST" and form.is_valid():
        after = Row(Place, row.key, row.order, Place.columns(_place_record(form.cleaned_data)))
        return proposed(request, form, [Edit(row, after)], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def person_new(request: HttpRequest) -> HttpResponse:
    """Add a person; the id is made of the name."""
    form = PersonForm(posted(request))
    title = Text("Thêm người", "Add a person")
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"].strip()
        record = people.Person(PersonId(_free_id(name)), name, form.cleaned_data["compromise"])
        row = Row(Person, record.id, Person.objects.known_on(None).count(), Person.columns(record))
        return proposed(request, form, [Edit(None, row)], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def person_change(request: HttpRequest, person: str) -> HttpResponse:
    """Correct a person's name, or the probability stated for them."""
    row = get_object_or_404(Person, person=person, recorded_to=None)
    form = PersonForm(posted(request), initial={"name": row.name, "compromise": row.compromise})
    title = Text(f"Sửa: {row.name or row.person}", f"Correct: {row.name or row.person}")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        record = replace(row.record, name=said["name"].strip(), compromise=said["compromise"])
        return proposed(
            request, form, [Edit(row, Row(Person, row.key, row.order, Person.columns(record)))], title
        )
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def pilot_new(request: HttpRequest) -> HttpResponse:
    """Record that an arrangement is piloted in a place."""
    rows = Paper.objects.known_on(None).filter(kind=Paper.Kind.ARRANGEMENT).order_by("order")
    wording = Wording.of()
    choices = [(row.key, _arrangement_name(read(Arrangement, row.content), wording)) for row in rows]
    form = PilotForm(posted(request), arrangements=choices)
    title = Text("Ghi thí điểm ở một địa bàn", "Record a pilot in a place")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = rows.get(key=said["arrangement"])
        pilot = Pilot(PlaceId(said["place"]), span_of(said["start"], said["end"]), _status(said["status"]))
        one = read(Arrangement, row.content)
        return proposed(request, form, [_paper_edit(row, replace(one, pilots=(*one.pilots, pilot)))], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def pilot_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Correct or end one pilot of an arrangement."""
    row = get_object_or_404(Paper, key=key, kind=Paper.Kind.ARRANGEMENT, recorded_to=None)
    one = read(Arrangement, row.content)
    if number >= len(one.pilots):
        raise Http404
    pilot = one.pilots[number]
    initial = {
        "arrangement": key,
        "place": pilot.place,
        "start": str(pilot.span.start or ""),
        "end": "?" if pilot.span.ended_unknown else str(pilot.span.end or ""),
        "status": pilot.status.value if pilot.status else "",
    }
    choices = [(key, _arrangement_name(one, Wording.of()))]
    form = PilotForm(posted(request), arrangements=choices, initial=initial)
    title = Text("Sửa hoặc kết thúc thí điểm", "Correct or end a pilot")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = Pilot(PlaceId(said["place"]), span_of(said["start"], said["end"]), _status(said["status"]))
        pilots = (*one.pilots[:number], new, *one.pilots[number + 1 :])
        return proposed(request, form, [_paper_edit(row, replace(one, pilots=pilots))], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def regulation_new(request: HttpRequest) -> HttpResponse:
    """Record a working regulation."""
    form = _regulation_form(request)
    title = Text("Ghi quy chế làm việc", "Record a working regulation")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        stem = slug(said["title_vi"])[:60] or "regulation"
        taken = set(
            Paper.objects.known_on(None).filter(kind=Paper.Kind.REGULATION).values_list("key", flat=True)
        )
        name = next(
            n for n in (stem, *(f"{stem}-{i}" for i in range(2, 9999))) if f"regulation:{n}" not in taken
        )
        record = _regulation(name, said, before=None)
        columns = {"kind": "regulation", "place": record.place or "", "content": written(record)}
        return proposed(
            request, form, [Edit(None, Row(Paper, f"regulation:{name}", len(taken), columns))], title
        )
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def regulation_change(request: HttpRequest, key: str) -> HttpResponse:
    """Correct or end a working regulation."""
    row = get_object_or_404(Paper, key=key, kind=Paper.Kind.REGULATION, recorded_to=None)
    one = read(Regulation, row.content)
    form = _regulation_form(request, one)
    title = Text("Sửa hoặc kết thúc quy chế", "Correct or end a regulation")
    if request.method == "POST" and form.is_valid():
        return proposed(
            request, form, [_paper_edit(row, _regulation(one.id, form.cleaned_data, before=one))], title
        )
    return show_form(request, form, title)


def _regulation_form(request: HttpRequest, one: Regulation | None = None) -> RegulationForm:
    here = language()
    frameworks = frameworks_known()
    bodies = {body.id: body.name.of(here) for known in frameworks for body in known.bodies.values()}
    form = RegulationForm(
        posted(request),
        bodies=[(str(key), name) for key, name in bodies.items()],
        matters=choices_of(frameworks),
        initial={} if one is None else _said_of(one),
    )
    form.begin(() if one is None else one.leads)
    return form


def _said_of(one: Regulation) -> dict[str, Any]:
    return {
        "title_vi": one.title.vi,
        "title_en": one.title.en,
        "body": one.body or "",
        "place": one.place or "",
        "start": str(one.span.start or ""),
        "end": "?" if one.span.ended_unknown else str(one.span.end or ""),
        "everything": one.covers is None,
        "covers": list(one.covers or ()),
    }


def _regulation(identity: str, said: dict[str, Any], *, before: Regulation | None) -> Regulation:
    """Read a regulation off its form; what stood before keeps its order, and its grounds."""
    covered = [MatterId(matter) for matter in said["covers"]]
    led: dict[MatterId, OfficeId] = said["leads"]
    return Regulation(
        identity,
        Text(said["title_vi"], said["title_en"] or said["title_vi"]),
        span_of(said["start"], said["end"]),
        PlaceId(said["place"]) if said["place"] else None,
        BodyId(said["body"]) if said["body"] else None,
        None if said["everything"] else tuple(_as_before(covered, before.covers or () if before else ())),
        tuple((matter, led[matter]) for matter in _as_before(led, dict(before.leads) if before else ())),
        before.basis if before else (),
    )


def _as_before(matters: Iterable[MatterId], before: Iterable[MatterId]) -> list[MatterId]:
    """Put matters that stood before in the order they had, and new ones after them."""
    place = {matter: at for at, matter in enumerate(before)}
    return sorted(matters, key=lambda matter: place.get(matter, len(place)))


def _paper_edit(row: Paper, record: Arrangement | Regulation) -> Edit:
    place = record.place if isinstance(record, Regulation) else None
    columns = {"kind": row.kind, "place": place or "", "content": written(record)}
    return Edit(row, Row(Paper, row.key, row.order, columns))


def _tenure(place: str, said: dict[str, Any]) -> people.Tenure:
    return people.Tenure(
        PlaceId(place),
        OfficeId(said["office"]),
        said["seat"] or 0,
        PersonId(said["person"]) if said["person"] else None,
        span_of(said["start"], said["end"]),
        said["basis"],
    )


def _place_record(said: dict[str, Any]) -> institution.Place:
    return institution.Place(
        PlaceId(said["place"]),
        plain(said["name"].strip()),
        Level(said["level"]),
        PlaceId(said["parent"]) if said["parent"] else None,
        span_of(said["start"], said["end"]),
    )


def _status(value: str) -> PilotStatus | None:
    return PilotStatus(value) if value else None


def _levels() -> list[str]:
    return list(dict.fromkeys(level for one in frameworks_known() for level in one.levels))


def _place(place: str) -> Place:
    return get_object_or_404(Place, place=place, recorded_to=None)


def _tenure_row(key: str) -> Tenure:
    return get_object_or_404(Tenure, key=key, recorded_to=None)


def _named(row: Tenure) -> Text:
    shown = shown_tenures([row], Wording.of(), today=read_date("2000").first)[0]
    return Text(
        f"{shown.person.vi}, {shown.office.vi}, {shown.place.vi}",
        f"{shown.person.en}, {shown.office.en}, {shown.place.en}",
    )


def _arrangement_name(one: Arrangement, wording: Wording) -> str:
    here = language()
    return one.name.of(here) if one.name else " + ".join(wording.office(o).of(here) for o in one.offices)


def _free_id(name: str) -> str:
    stem = slug(name) or "nguoi"
    taken = set(Person.objects.filter(person__startswith=stem).values_list("person", flat=True))
    return next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, 99_999))) if one not in taken)


def proposed(
    request: HttpRequest,
    form: WithReason,
    edits: Sequence[Edit],
    title: Text,
    *,
    show: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Propose, and show what it would cause; a refusal is shown at the form."""
    changed = [edit for edit in edits if not _says_the_same(edit)]
    try:
        made = propose(request.user, changed, why=form.cleaned_data["why"], dispute=_settled(request))
    except RefusedError as refusal:
        for why in refusal.why:
            form.add_error(None, why.of(language()))
        return show_form(request, form, title) if show is None else show()
    messages.success(
        request,
        saying(
            "Đã lập đề nghị. Hãy xem hệ quả; người thứ hai sẽ duyệt.",
            "Proposed. Look at the consequences; a second person will decide.",
        ),
    )
    return redirect("register:proposal", made.pk)


def _settled(request: HttpRequest) -> Dispute | None:
    """Find the upheld dispute that the page before named, if the edits are to settle one."""
    number = request.GET.get("dispute", "")
    found = (
        Dispute.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    )
    return found if found is not None and found.state == DisputeAnswer.State.UPHELD else None


def _says_the_same(edit: Edit) -> bool:
    before, after = edit.before, edit.after
    return (
        before is not None
        and after is not None
        and all(getattr(before, name) == value for name, value in after.columns.items())
    )


def show_form(request: HttpRequest, form: WithReason, title: Text) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    known = {"form": form, "form_title": title, "suggests": suggests(form)}
    return render(request, form.page, known, status=status)
