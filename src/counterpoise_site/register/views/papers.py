"""What else a case holds, as pages: kinship, evidence, figures, sources, exceptions, reviews – listed, proposed, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from counterpoise.domain import people
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.words import PersonId, Text
from counterpoise_site.layout.words import language
from counterpoise_site.register.framework_rows import row_choices
from counterpoise_site.register.models import Kin, Paper
from counterpoise_site.register.paper_forms import KinForm, WithdrawForm, relation_choices
from counterpoise_site.register.paper_words import names_in, paper_lines, paper_name
from counterpoise_site.register.papers import EDITED, Edited, edits_of, withdrawn
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.rights import Right, may, needs
from counterpoise_site.register.showing import PAPER_NAMES
from counterpoise_site.register.views.asked import page_of, posted
from counterpoise_site.register.views.proposing import proposed, show_form
from counterpoise_site.register.wording import Wording, frameworks_known

# In the order people meet them; the last two come with an imported case and have no form.
_LISTED = ("study", "evidence", "indicator", "arrangement", "reorganisation", "source", "exception", "review")
_IMPORTED = ("workload", "measures")


@needs(Right.READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Say what else the register holds, and how much of it."""
    rows = Paper.objects.known_on(None)
    counted = [(kind, PAPER_NAMES[kind], rows.filter(kind=kind).count()) for kind in _LISTED]
    known = {
        "counted": counted,
        "kin": Kin.objects.known_on(None).count(),
        "imported": [PAPER_NAMES[kind] for kind in _IMPORTED if rows.filter(kind=kind).exists()],
        "may_propose": may(request.user, Right.PROPOSE),
    }
    return render(request, "register/papers.html", known)


@needs(Right.READ)
def papers(request: HttpRequest, kind: str) -> HttpResponse:
    """List the papers of one kind."""
    edited = _edited(kind)
    page = page_of(request, Paper.objects.known_on(None).filter(kind=kind).order_by("order", "pk"))
    wording = _wording(list(page))
    shown = [
        (row.key, paper_name(kind, row.content, wording), paper_lines(kind, row.content, wording))
        for row in page
    ]
    known = {
        "kind": kind,
        "kind_name": PAPER_NAMES[kind],
        "page": page,
        "shown": shown,
        "may_add": may(request.user, Right.PROPOSE) and not edited.only_one,
        "may_propose": may(request.user, Right.PROPOSE),
        "only_one": edited.only_one,
    }
    return render(request, "register/papers_of.html", known)


@needs(Right.PROPOSE)
def paper_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a paper."""
    edited, name = _edited(kind), PAPER_NAMES[kind]
    if edited.only_one:
        raise Http404
    form = edited.form(posted(request), choices=_choices(kind))
    title = Text(f"Thêm {name.vi}", f"Add: {name.en}")
    if request.method == "POST" and form.is_valid():
        return proposed(request, form, edits_of(edited, form.cleaned_data, None), title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def paper_change(request: HttpRequest, key: str) -> HttpResponse:
    """Say of a paper what is right."""
    row = get_object_or_404(Paper, key=key, recorded_to=None)
    edited = _edited(row.kind)
    begun = edited.begun(read(edited.record, row.content))
    form = edited.form(posted(request), choices=_choices(row.kind), initial=begun)
    name = paper_name(row.kind, row.content, _wording([row]))
    title = Text(f"Sửa {PAPER_NAMES[row.kind].vi}: {name.vi}", f"Correct: {name.en}")
    if request.method == "POST" and form.is_valid():
        return proposed(request, form, edits_of(edited, form.cleaned_data, row), title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def paper_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take a paper out of the register."""
    row = get_object_or_404(Paper, key=key, recorded_to=None)
    if _edited(row.kind).only_one:
        raise Http404
    form = WithdrawForm(posted(request))
    name = paper_name(row.kind, row.content, _wording([row]))
    title = Text(f"Rút {PAPER_NAMES[row.kind].vi}: {name.vi}", f"Withdraw: {name.en}")
    if request.method == "POST" and form.is_valid():
        return proposed(request, form, withdrawn(row), title)
    return show_form(request, form, title)


@needs(Right.READ)
def kin(request: HttpRequest) -> HttpResponse:
    """List who is declared to be related to whom."""
    page = page_of(request, Kin.objects.known_on(None).order_by("order", "pk"))
    wording = Wording.of(persons={person for row in page for person in (row.a, row.b)})
    shown = [
        (row.key, wording.person(row.a), wording.person(row.b), relation_name(row.relation), row)
        for row in page
    ]
    known = {"page": page, "shown": shown, "may_propose": may(request.user, Right.PROPOSE)}
    return render(request, "register/kin.html", known)


@needs(Right.PROPOSE)
def kin_new(request: HttpRequest) -> HttpResponse:
    """Record that two persons are relatives."""
    form = KinForm(posted(request), choices={"relation": relation_choices()})
    title = Text("Ghi quan hệ gia đình", "Record kinship")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        one = people.Kin(PersonId(said["a"]), PersonId(said["b"]), said["relation"])
        if Kin.objects.known_on(None).filter(a__in=(one.a, one.b), b__in=(one.a, one.b)).exists():
            messages.info(
                request,
                Text(
                    "Sổ đã ghi một quan hệ giữa hai người này.",
                    "The register already relates these two persons.",
                ).of(language()),
            )
        order = Kin.objects.known_on(None).count()
        row = Row(Kin, _free_kin(f"{one.a}|{one.b}|{one.relation}"), order, Kin.columns(one))
        return proposed(request, form, [Edit(None, row)], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def kin_change(request: HttpRequest, key: str) -> HttpResponse:
    """Correct a declared kinship."""
    row = get_object_or_404(Kin, key=key, recorded_to=None)
    choices = relation_choices()
    if row.relation not in dict(choices):
        choices.append((row.relation, relation_name(row.relation).of(language())))
    begun = {"a": row.a, "b": row.b, "relation": row.relation}
    form = KinForm(posted(request), choices={"relation": choices}, initial=begun)
    title = Text("Sửa quan hệ gia đình", "Correct kinship")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        one = people.Kin(PersonId(said["a"]), PersonId(said["b"]), said["relation"])
        return proposed(request, form, [Edit(row, Row(Kin, row.key, row.order, Kin.columns(one)))], title)
    return show_form(request, form, title)


@needs(Right.PROPOSE)
def kin_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take a declared kinship back."""
    row = get_object_or_404(Kin, key=key, recorded_to=None)
    wording = Wording.of(persons=[row.a, row.b])
    a, b = wording.person(row.a), wording.person(row.b)
    form = WithdrawForm(posted(request))
    title = Text(f"Rút quan hệ gia đình: {a.vi} – {b.vi}", f"Withdraw kinship: {a.en} – {b.en}")
    if request.method == "POST" and form.is_valid():
        return proposed(request, form, [Edit(row, None)], title)
    return show_form(request, form, title)


def _free_kin(key: str) -> str:
    taken = set(Kin.objects.known_on(None).filter(key__startswith=key).values_list("key", flat=True))
    return next(one for one in (key, *(f"{key}#{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _edited(kind: str) -> Edited:
    if kind not in EDITED:
        raise Http404
    return EDITED[kind]


def _choices(kind: str) -> dict[str, list[tuple[str, str]]]:
    """List what a form of this kind lets people choose, by name."""
    here, frameworks = language(), frameworks_known()
    if kind == Paper.Kind.REVIEW:
        return {"row": row_choices(frameworks, here)}
    if kind == Paper.Kind.EXCEPTION:
        return {
            "rule": [
                (address.partition(":")[2], name.partition(": ")[2])
                for address, name in row_choices(frameworks, here)
                if address.startswith("rule:")
            ]
        }
    if kind == Paper.Kind.ARRANGEMENT:
        offices = {str(o.id): o.name.of(here) for one in frameworks for o in one.offices.values()}
        return {"offices": list(offices.items()), "accompanying": list(offices.items())}
    return {}


def _wording(rows: Sequence[Paper]) -> Wording:
    named = [names_in(row.kind, row.content) for row in rows]
    return Wording.of(
        places=set().union(*(one[0] for one in named)), persons=set().union(*(one[1] for one in named))
    )
