"""Create, change and end bodies and offices of a framework: each page makes edits, nothing more; a second person applies them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from counterpoise.domain.bodies import Body, Office
from counterpoise.domain.institution import CaseError
from counterpoise.domain.succession import mentions
from counterpoise.domain.words import BodyId, OfficeId, Text
from counterpoise.formats.case_files.framework_data import Record
from counterpoise_site.layout.words import language
from counterpoise_site.register.forms import WithReason
from counterpoise_site.register.framework_begun import (
    body_begun,
    grounds_begun,
    office_begun,
    ties_begun,
    weights_named,
)
from counterpoise_site.register.framework_edits import Changed, Kept, changed, kept_framework
from counterpoise_site.register.framework_ending import MOST_NAMED, ended, sitting_in
from counterpoise_site.register.framework_forms import BodyForm, EndRowForm, OfficeForm
from counterpoise_site.register.framework_refusals import refusals
from counterpoise_site.register.framework_rows import mention_name
from counterpoise_site.register.framework_said import free_id, with_body, with_office
from counterpoise_site.register.framework_sheet import Sheet, check_said, sheet_of
from counterpoise_site.register.levels import level_name
from counterpoise_site.register.models import Place, Proposal
from counterpoise_site.register.recording import Edit
from counterpoise_site.register.rights import Right, needs
from counterpoise_site.register.showing import shown_tenures
from counterpoise_site.register.views.asked import posted
from counterpoise_site.register.views.proposing import proposed
from counterpoise_site.register.wording import Wording


@needs(Right.PROPOSE)
def office_new(request: HttpRequest, framework: str) -> HttpResponse:
    """Create an office."""
    kept = _kept(framework)
    title = Text("Thêm chức danh", "Add an office")
    return _office(request, kept, None, title)


@needs(Right.PROPOSE)
def office_change(request: HttpRequest, framework: str, office: str) -> HttpResponse:
    """Change an office, from a day on or because it was recorded wrongly."""
    kept = _kept(framework)
    row = _row_of(kept, "offices", office)
    return _office(
        request, kept, row, Text(f"Sửa chức danh: {row.name.vi}", f"Change the office: {row.name.en}")
    )


@needs(Right.PROPOSE)
def office_end(request: HttpRequest, framework: str, office: str) -> HttpResponse:
    """End an office on a day."""
    kept = _kept(framework)
    return _end(request, kept, _row_of(kept, "offices", office))


@needs(Right.PROPOSE)
def body_new(request: HttpRequest, framework: str) -> HttpResponse:
    """Create a body."""
    return _body(request, _kept(framework), None, Text("Thêm cơ quan", "Add a body"))


@needs(Right.PROPOSE)
def body_change(request: HttpRequest, framework: str, body: str) -> HttpResponse:
    """Change a body, from a day on or because it was recorded wrongly."""
    kept = _kept(framework)
    row = _row_of(kept, "bodies", body)
    return _body(request, kept, row, Text(f"Sửa cơ quan: {row.name.vi}", f"Change the body: {row.name.en}"))


@needs(Right.PROPOSE)
def body_end(request: HttpRequest, framework: str, body: str) -> HttpResponse:
    """End a body on a day."""
    kept = _kept(framework)
    return _end(request, kept, _row_of(kept, "bodies", body))


def _office(request: HttpRequest, kept: Kept, row: Office | None, title: Text) -> HttpResponse:
    one, data = kept.framework, kept.data
    begun: dict[str, Any] = {"level": one.audits} if row is None else office_begun(one, row)
    entry = {} if row is None else cast("Record", cast("Record", data["offices"])[row.id])
    lists = {"ties": ties_begun(entry), "basis": [] if row is None else grounds_begun(row.basis)}
    sheet = sheet_of(posted(request), OfficeForm, kept, begun=begun, lists=lists, row=row)

    def made(said: Mapping[str, Any]) -> Record:
        return with_office(one, data, said, ties=sheet.rows("ties"), basis=sheet.rows("basis"))

    return _proposed(request, kept, sheet, made, title=title, section="offices")


def _body(request: HttpRequest, kept: Kept, row: Body | None, title: Text) -> HttpResponse:
    one, data = kept.framework, kept.data
    begun: dict[str, Any] = {"level": one.audits, "decides": "majority"}
    if row is not None:
        begun = body_begun(row)
        begun["weights"] = weights_named(one, begun.get("weights", ""))
    lists = {"basis": [] if row is None else grounds_begun(row.basis)}
    sheet = sheet_of(posted(request), BodyForm, kept, begun=begun, lists=lists, row=row)

    def made(said: Mapping[str, Any]) -> Record:
        return with_body(one, data, said, basis=sheet.rows("basis"))

    return _proposed(request, kept, sheet, made, title=title, section="bodies")


def _proposed(
    request: HttpRequest,
    kept: Kept,
    sheet: Sheet,
    made: Callable[[Mapping[str, Any]], Record],
    *,
    title: Text,
    section: str,
) -> HttpResponse:
    """Let the library read the framework as it would be; propose, or say what is wrong and where."""
    known = {"kept": kept, "sheet": sheet, "title": title, "section": section}
    if request.method != "POST" or "more" in request.POST or not sheet.is_valid:
        return _show(request, known)
    said = dict(sheet.main.cleaned_data)
    is_new = not sheet.main.fields["id"].disabled
    if is_new:
        said["id"] = free_id(kept.framework, said)
    check_said(
        sheet,
        said,
        kept,
        taken=is_new
        and said["id"] in {*kept.framework.offices, *kept.framework.bodies, *kept.framework.groups},
    )
    if not sheet.main.is_valid():
        return _show(request, known)
    try:
        change = changed(kept, made(said), starting=said["starting"])
    except CaseError as error:
        found = refusals(error.problems, kept.framework, section=section, key=said["id"])
        sheet.refuse(found, language())
        return _show(request, known)
    return _propose(request, sheet.main, change, change.edits, known)


def _end(request: HttpRequest, kept: Kept, row: Office | Body) -> HttpResponse:
    one, is_office = kept.framework, isinstance(row, Office)
    section = "offices" if is_office else "bodies"
    others: Mapping[Any, Office | Body] = one.offices if is_office else one.bodies
    successors = [(str(o.id), o.name.of(language())) for o in others.values() if o.id != row.id]
    sitting = sitting_in(row, after=None) if is_office else []
    form = EndRowForm(
        posted(request),
        successors=successors,
        is_office=is_office,
        sitting=len(sitting),
        initial={"seen": kept.digest},
    )
    title = Text(f"Kết thúc: {row.name.vi}", f"End: {row.name.en}")
    known = {
        "kept": kept,
        "sheet": Sheet(form, {}),
        "title": title,
        "section": section,
        "ending": row,
        "named": [name for at in mentions(one, row.id) if (name := mention_name(one, at)) is not None],
        "sitting": shown_tenures(sitting[:MOST_NAMED], Wording.of(), today=timezone.localdate()),
        "sitting_count": len(sitting),
    }
    if request.method == "POST" and form.is_valid():
        done = ended(kept, row, form)
        if done is not None:
            return _propose(request, form, done[0], done[1], known)
    return _show(request, known)


def _propose(
    request: HttpRequest,
    form: WithReason,
    change: Changed,
    edits: Sequence[Edit],
    known: dict[str, Any],
) -> HttpResponse:
    """Keep the documents and propose, both or neither; a refusal is shown at the form."""
    with transaction.atomic():
        change.keep()
        answer = proposed(request, form, edits, known["title"], show=lambda: _show(request, known))
        if answer.status_code != 302:
            transaction.set_rollback(True)
    return answer


def _show(request: HttpRequest, known: dict[str, Any]) -> HttpResponse:
    kept: Kept = known["kept"]
    wrong = request.method == "POST" and "more" not in request.POST
    return render(
        request,
        "register/framework_form.html",
        known | _reach(kept) | {"form_title": known["title"]},
        status=422 if wrong else 200,
    )


def _reach(kept: Kept) -> dict[str, Any]:
    """Say which places a change of this framework touches, and which other proposals wait for the same framework."""
    one = kept.framework
    today = timezone.localdate()
    day = today if one.valid.covers(today) else one.valid.last if today > one.valid.last else one.valid.first
    there = Place.objects.known_on(None).filter(first_day__lte=day, last_day__gte=day)
    counts = [(level_name(level), there.filter(level=level).count()) for level in one.levels]
    first = there.filter(level=one.audits).order_by("sorted_by", "pk")[:5]
    waiting = Proposal.objects.waiting().filter(
        edits__contains=f'"before": {kept.paper.pk}, "key": "{kept.paper.key}"'
    )
    return {
        "framework": one,
        "counts": [(name, number) for name, number in counts if number],
        "examples": [row.name for row in first],
        "waiting": list(waiting[:5]),
    }


def _kept(framework: str) -> Kept:
    found = kept_framework(framework)
    if found is None:
        raise Http404
    return found


def _row_of(kept: Kept, section: str, key: str) -> Any:
    rows = kept.framework.offices if section == "offices" else kept.framework.bodies
    row = cast("Mapping[Any, Any]", rows).get(OfficeId(key) if section == "offices" else BodyId(key))
    if row is None:
        raise Http404
    return row
