"""Look things up: places, persons, offices, pilots, regulations, and what was known of each entry when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from counterpoise.domain.institution import Framework
from counterpoise.domain.names import STATUSES
from counterpoise.domain.pilots import Arrangement, Regulation
from counterpoise.domain.words import Text, status_of
from counterpoise_site.layout.words import language
from counterpoise_site.register.case_rows import TABLES
from counterpoise_site.register.framework_edits import stem_of
from counterpoise_site.register.framework_rows import rule_name
from counterpoise_site.register.models import Change, Dispute, Paper, Person, Place, Proposal, Tenure
from counterpoise_site.register.paper_words import PILOT_STATES
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.rights import Right, may, needs
from counterpoise_site.register.showing import (
    PAPER_NAMES,
    TABLE_NAMES,
    names_needed,
    shown_edit,
    shown_tenures,
)
from counterpoise_site.register.views.asked import asked, page_of
from counterpoise_site.register.wording import Wording, frameworks_known
from counterpoise_site.searching import matching

_BY_NAME = {str(table._meta.model_name): table for table in TABLES}


def home(request: HttpRequest) -> HttpResponse:
    """Show where the register begins; the law it rests on is open to everybody."""
    known = may(request.user, Right.READ)
    return render(
        request,
        "register/home.html",
        {
            "may_read": known,
            "places": Place.objects.known_on(None).count() if known else None,
            "persons": Person.objects.known_on(None).count() if known else None,
            "tenures": Tenure.objects.known_on(None).count() if known else None,
            "waiting": Proposal.objects.waiting().count() if known else None,
            "unread": Dispute.objects.standing_at("open").count() if known else None,
            "to_do": Dispute.objects.standing_at("upheld").count() if known else None,
            "frameworks": frameworks_known(),
        },
    )


@needs(Right.READ)
def places(request: HttpRequest) -> HttpResponse:
    """List places, or those whose name holds the typed words."""
    typed = _typed(request)
    rows = matching(Place.objects.known_on(None), typed)
    if request.GET.get("suggest"):
        return _suggested(request, [(row.place, row.name.of(language())) for row in rows[:12]])
    return _list(request, "register/places.html", {"page": page_of(request, rows), "q": typed})


@needs(Right.READ)
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show one place: who sits there, what lies above and below it."""
    wanted = asked(request)
    row = Place.objects.known_on(wanted.known_on).filter(place=place).first()
    if row is None:
        raise Http404
    tenures = (
        Tenure.objects.known_on(wanted.known_on).filter(place=place).order_by("first_day", "order", "pk")
    )
    if wanted.on is not None:
        tenures = tenures.filter(first_day__lte=wanted.on, last_day__gte=wanted.on)
    wording = Wording.of(places=[place, row.parent])
    today = wanted.on or timezone.localdate()
    shown = sorted(
        shown_tenures(tenures, wording, today=today), key=lambda one: (one.is_over, one.office.vi, one.seat)
    )
    below = Place.objects.known_on(wanted.known_on).filter(parent=place).order_by("sorted_by", "pk")
    known = {
        "row": row,
        "tenures": shown,
        "above": wording.place(row.parent) if row.parent else None,
        "law": _law_of(wording.frameworks, today),
        "below": page_of(request, below),
        "asked": wanted,
        "may_propose": may(request.user, Right.PROPOSE),
    }
    return render(request, "register/place.html", known)


def _law_of(frameworks: Sequence[Framework], day: date) -> Framework | None:
    """Find the framework of a day; where none holds, the last that did before it, else the first."""
    begun = [one for one in frameworks if one.valid.first <= day]
    return next(
        (one for one in (begun or frameworks)[::-1] if one.valid.covers(day)),
        next(iter((begun or frameworks)[-1:]), None),
    )


@needs(Right.READ)
def persons(request: HttpRequest) -> HttpResponse:
    """List persons, or those whose name holds the typed words."""
    typed = _typed(request)
    rows = matching(Person.objects.known_on(None), typed)
    if request.GET.get("suggest"):
        return _suggested(request, [(row.person, row.name) for row in rows[:12]])
    return _list(request, "register/persons.html", {"page": page_of(request, rows), "q": typed})


@needs(Right.READ)
def person(request: HttpRequest, person: str) -> HttpResponse:
    """Show one person and every office held."""
    wanted = asked(request)
    row = Person.objects.known_on(wanted.known_on).filter(person=person).first()
    held = Tenure.objects.known_on(wanted.known_on).filter(person=person).order_by("first_day", "order")
    if row is None and not held.exists():
        raise Http404
    if wanted.on is not None:
        held = held.filter(first_day__lte=wanted.on, last_day__gte=wanted.on)
    shown = shown_tenures(held, Wording.of(persons=[person]), today=wanted.on or timezone.localdate())
    known = {
        "row": row,
        "person": person,
        "tenures": shown,
        "asked": wanted,
        "may_propose": may(request.user, Right.PROPOSE),
    }
    return render(request, "register/person.html", known)


def framework(request: HttpRequest, framework: str) -> HttpResponse:
    """Show the bodies, offices, matters and rules of a legal regime, each row with its ground and open to dispute."""
    wanted = asked(request)
    frameworks = frameworks_known(wanted.known_on)
    found = next((one for one in frameworks if one.id == framework), None)
    if found is None:
        raise Http404
    about = Dispute.objects.filter(subject__startswith=f"{framework} ")
    disputed = set(about.standing_at("open", "examined", "upheld").values_list("subject", flat=True))
    parts = (
        (Text("Cơ quan", "Bodies"), [("body", b.id, b.name, b.basis) for b in found.bodies.values()]),
        (Text("Chức danh", "Offices"), [("office", o.id, o.name, o.basis) for o in found.offices.values()]),
        (Text("Việc", "Matters"), [("matter", m.id, m.name, m.basis) for m in found.matters.values()]),
        (Text("Quy tắc", "Rules"), [("rule", r.id, rule_name(found, r), r.basis) for r in found.rules]),
    )
    shown = [
        (
            title,
            [
                _framework_row(found.id, kind, key, name, basis, found.sources, disputed)
                for kind, key, name, basis in rows
            ],
        )
        for title, rows in parts
    ]
    known = {
        "framework": found,
        "parts": shown,
        "versions": [one for one in frameworks if one is not found and stem_of(one.id) == stem_of(found.id)],
        "asked": wanted,
        "may_read": may(request.user, Right.READ),
        "may_propose": may(request.user, Right.PROPOSE) and wanted.known_on is None,
    }
    return render(request, "register/framework.html", known)


def _framework_row(
    framework: str, kind: str, key: str, name: Text | None, basis: Any, sources: Any, disputed: set[str]
) -> dict[str, Any]:
    status = status_of(basis)
    cited = [
        (sources[c.source].title if c.source in sources else Text(c.source, c.source), c.cite) for c in basis
    ]
    subject = f"{framework} {kind}:{key}"
    pages = {"office": "register:office", "body": "register:body"}
    return {
        "at": reverse(pages[kind], args=[framework, key]) if kind in pages else None,
        "subject": subject,
        "name": name or Text(key, key),
        "cited": cited,
        "status": STATUSES[status] if status else None,
        "disputed": subject in disputed,
    }


@needs(Right.READ)
def pilots(request: HttpRequest) -> HttpResponse:
    """List the piloted arrangements and where they stand."""
    rows = Paper.objects.known_on(None).filter(kind=Paper.Kind.ARRANGEMENT).order_by("order", "pk")
    listed = [(row.key, read(Arrangement, row.content)) for row in rows]
    wording = Wording.of(places=[pilot.place for _, one in listed for pilot in one.pilots])
    shown = [
        {
            "key": key,
            "id": one.id,
            "name": one.name,
            "offices": [wording.office(office) for office in one.offices],
            "pilots": [
                {
                    "place_id": pilot.place,
                    "place": wording.place(pilot.place),
                    "span": pilot.span,
                    "status": PILOT_STATES.get(pilot.status or "", Text("—", "—")),
                    "number": number,
                }
                for number, pilot in enumerate(one.pilots)
            ],
        }
        for key, one in listed
    ]
    return render(
        request,
        "register/pilots.html",
        {"arrangements": shown, "may_propose": may(request.user, Right.PROPOSE)},
    )


@needs(Right.READ)
def regulations(request: HttpRequest) -> HttpResponse:
    """List the working regulations."""
    rows = Paper.objects.known_on(None).filter(kind=Paper.Kind.REGULATION).order_by("order", "pk")
    listed = [(row.key, read(Regulation, row.content)) for row in rows]
    wording = Wording.of(places=[one.place for _, one in listed if one.place])
    shown = [
        {
            "key": key,
            "title": one.title,
            "span": one.span,
            "place": wording.place(one.place) if one.place else None,
            "body": wording.body(one.body) if one.body else None,
            "covers": None if one.covers is None else [wording.matter(matter) for matter in one.covers],
        }
        for key, one in listed
    ]
    return render(
        request,
        "register/regulations.html",
        {"regulations": shown, "may_propose": may(request.user, Right.PROPOSE)},
    )


@needs(Right.READ)
def history(request: HttpRequest, table: str, key: str) -> HttpResponse:
    """Show every version of one entry: what it said, from when to when it was the record, who changed it and why."""
    if table not in _BY_NAME:
        raise Http404
    rows = list(
        _BY_NAME[table]
        ._default_manager.filter(key=key)
        .select_related("opened__by", "opened__approved_by", "closed__by", "closed__approved_by")
        .order_by("recorded_from")
    )
    if not rows:
        raise Http404
    edits = [Edit(rows[number - 1] if number else None, _as_row(row)) for number, row in enumerate(rows)]
    needed = names_needed(edits)
    wording = Wording.of(places=needed[0], persons=needed[1])
    versions = [
        {"row": row, "edit": shown_edit(edit, wording, language=language())}
        for row, edit in zip(rows, edits, strict=True)
    ]
    title = PAPER_NAMES[key.partition(":")[0]] if table == "paper" else TABLE_NAMES[table]
    known = {
        "versions": versions[::-1],
        "table": title,
        "subject": f"{table} {key}",
        "what": versions[-1]["edit"],
    }
    return render(request, "register/history.html", known)


def _as_row(row: Any) -> Row:
    names = {field.name for field in row._meta.concrete_fields}
    skipped = {"id", "key", "order", "opened", "closed", "recorded_from", "recorded_to"}
    skipped |= {"found_by", "found_exactly_by", "sorted_by"}
    return Row(type(row), row.key, row.order, {name: getattr(row, name) for name in names - skipped})


@needs(Right.READ)
def changes(request: HttpRequest) -> HttpResponse:
    """List what was done to the register, the latest first."""
    rows = Change.objects.select_related("by", "approved_by", "decision__proposal").order_by("-at")
    return render(request, "register/changes.html", {"page": page_of(request, rows)})


def _typed(request: HttpRequest) -> str:
    """Give what was typed into the search box, or into whichever field of a form asks for suggestions."""
    if request.GET.get("suggest"):
        return next((str(value) for name, value in request.GET.items() if name != "suggest"), "")
    return request.GET.get("q", "")


def _suggested(request: HttpRequest, found: list[tuple[str, str]]) -> HttpResponse:
    """Offer names; the id only where two have the same one."""
    names = [name for _, name in found]
    offered = [(name if name and names.count(name) == 1 else key, name or key) for key, name in found]
    return render(request, "register/suggested.html", {"suggested": offered})


def _list(request: HttpRequest, template: str, known: dict[str, Any]) -> HttpResponse:
    """Show a list with its search box; with htmx only its rows."""
    known |= {
        "may_propose": may(request.user, Right.PROPOSE),
        "base": request.headers.get("HX-Request") != "true",
    }
    return render(request, template, known)
