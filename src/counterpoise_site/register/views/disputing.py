"""Say on the spot that a row is wrong, and follow what becomes of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from counterpoise_site.layout.words import language, saying
from counterpoise_site.register import actions
from counterpoise_site.register.actions import NEXT, RefusedError
from counterpoise_site.register.disputed import STATES, subject_name, ways_to_mend
from counterpoise_site.register.forms import SayForm
from counterpoise_site.register.models import Dispute, DisputeAnswer
from counterpoise_site.register.rights import Right, may, needs
from counterpoise_site.register.views.asked import page_of, posted


@needs(Right.DISPUTE)
def disputes(request: HttpRequest) -> HttpResponse:
    """List disputes, of one state where one is asked for: staff see all of them, others their own."""
    rows = Dispute.objects.select_related("by")
    if not may(request.user, Right.READ) and request.user.is_authenticated:
        rows = rows.filter(by=request.user.identity)
    state = request.GET.get("state", "")
    chosen = rows.standing_at(state) if state in STATES else rows
    page = page_of(request, chosen)
    shown = [(row, STATES[row.state], subject_name(row.subject)) for row in page]
    states = [(key, name, rows.standing_at(key).count()) for key, name in STATES.items()]
    known = {"page": page, "shown": shown, "states": states, "state": state}
    return render(request, "register/disputes.html", known)


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
        "states": [(key.value, STATES[key]) for key in NEXT[found.state]],
        "proposals": found.proposals.select_related("decision").order_by("pk"),
        "ways": ways_to_mend(found.subject, found.pk)
        if found.state == "upheld" and may(request.user, Right.PROPOSE)
        else [],
    }
    return render(request, "register/dispute.html", known, status=422 if form.errors else 200)
