"""Say on the spot that a row is wrong, and follow what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from counterpoise.domain.institution import Framework
from counterpoise.domain.words import Text
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register import actions
from counterpoise_site.register.actions import RefusedError
from counterpoise_site.register.case_rows import TABLES
from counterpoise_site.register.forms import SayForm
from counterpoise_site.register.models import Dispute, DisputeAnswer
from counterpoise_site.register.rights import Right, may, needs
from counterpoise_site.register.showing import TABLE_NAMES, frameworks_known
from counterpoise_site.register.views.asked import page_of, posted

STATES = {
    "open": Text("chờ xem xét", "open"),
    "examined": Text("đang xem xét", "being examined"),
    "upheld": Text("đúng, sẽ sửa", "upheld"),
    "refused": Text("không đúng, giữ nguyên", "refused"),
}


@needs(Right.DISPUTE)
def disputes(request: HttpRequest) -> HttpResponse:
    """List disputes: staff see all of them, others their own."""
    rows = Dispute.objects.select_related("by")
    if not may(request.user, Right.READ) and request.user.is_authenticated:
        rows = rows.filter(by=request.user.identity)
    page = page_of(request, rows)
    shown = [(row, STATES[row.state], subject_name(row.subject)) for row in page]
    return render(request, "register/disputes.html", {"page": page, "shown": shown})


@needs(Right.DISPUTE)
def dispute_new(request: HttpRequest) -> HttpResponse:
    """Dispute the row that the page before named."""
    subject = request.POST.get("subject") or request.GET.get("subject", "")
    name = subject_name(subject)
    if name is None:
        raise Http404
    form = SayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = actions.dispute(request.user, subject=subject, said=form.cleaned_data["said"])
        messages.success(request, saying("Đã ghi ý kiến của bạn.", "What you said was recorded."))
        return redirect("register:dispute", made.pk)
    known = {"form": form, "subject": subject, "name": name}
    return render(request, "register/dispute_new.html", known, status=422 if form.errors else 200)


@needs(Right.DISPUTE)
def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """Show one dispute and its trail, and let those who may answer."""
    found = get_object_or_404(Dispute.objects.select_related("by"), pk=number)
    is_own = request.user.is_authenticated and request.user.identity_id == found.by_id
    if not is_own and not may(request.user, Right.READ):
        raise Http404
    form = SayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        state = request.POST.get("state", "")
        if state not in DisputeAnswer.State.values:
            raise Http404
        try:
            actions.answer(
                request.user, found, state=DisputeAnswer.State(state), said=form.cleaned_data["said"]
            )
        except RefusedError as refusal:
            form.add_error(None, "; ".join(why.of(language()) for why in refusal.why))
        else:
            return redirect("register:dispute", number)
    answers = [(one, STATES[one.state]) for one in found.answers.select_related("by")]
    known = {
        "dispute": found,
        "name": subject_name(found.subject),
        "state": STATES[found.state],
        "answers": answers,
        "form": form,
        "may_answer": may(request.user, Right.ANSWER) and not is_own,
        "states": [(key, name) for key, name in STATES.items() if key != "open"],
    }
    return render(request, "register/dispute.html", known, status=422 if form.errors else 200)


def subject_name(subject: str) -> Text | None:
    """Name what a dispute is about: a row of a framework (`vn-commune-3t rule:r12`) or an entry (`tenure 3f…`)."""
    where, _, what = subject.partition(" ")
    for framework in frameworks_known():
        if framework.id == where:
            return _row_name(framework, what)
    table = next((one for one in TABLES if one._meta.model_name == where), None)
    if table is None or not table._default_manager.filter(key=what).exists():
        return None
    return TABLE_NAMES[where]


def _row_name(framework: Framework, address: str) -> Text | None:
    kind, _, key = address.partition(":")
    kinds: Mapping[str, Mapping[Any, Any]] = {
        "office": framework.offices,
        "body": framework.bodies,
        "matter": framework.matters,
        "rule": {rule.id: rule for rule in framework.rules},
    }
    row = kinds.get(kind, {}).get(key)
    if row is None:
        return None
    name = row.name or Text(key, key)
    return Text(f"{name.vi} ({framework.title.vi})", f"{name.en} ({framework.title.en})")
