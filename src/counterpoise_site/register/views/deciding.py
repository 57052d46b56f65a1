"""Look at what is proposed and what it would cause; agree as a second person, refuse, or take it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from counterpoise.analysis.codes import SEVERITIES
from counterpoise.analysis.findings import Finding
from counterpoise.domain.names import Names
from counterpoise.domain.words import Text
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register import actions, edits_json
from counterpoise_site.register.actions import RefusedError
from counterpoise_site.register.consequences import PATIENCE, Consequences, consequences
from counterpoise_site.register.forms import PlaceField
from counterpoise_site.register.models import Proposal
from counterpoise_site.register.recording import Edit, StaleError
from counterpoise_site.register.rights import Right, may, needs
from counterpoise_site.register.showing import names_needed, shown_edit
from counterpoise_site.register.views.asked import asked, page_of
from counterpoise_site.register.wording import Wording

MOST_SHOWN = 100


@needs(Right.READ)
def proposals(request: HttpRequest) -> HttpResponse:
    """List proposals, those that wait first."""
    rows = Proposal.objects.select_related("by", "decision__by").order_by("decision__at", "-at")
    waiting = Proposal.objects.waiting().select_related("by").order_by("at")
    return render(request, "register/proposals.html", {"waiting": waiting, "page": page_of(request, rows)})


@needs(Right.READ)
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """Show one proposal, for ever: the edits, what they would cause while it waits, and what became of it."""
    found = get_object_or_404(
        Proposal.objects.select_related("by", "account", "decision__by", "dispute"), pk=number
    )
    decision = getattr(found, "decision", None)
    seen = actions.last_change()
    wanted = asked(request)
    edits, stale = edits_json.read_as_proposed(found.edits), False
    if decision is None:
        try:
            edits = edits_json.read(found.edits)
        except StaleError:
            stale = True
    page = Paginator(edits, MOST_SHOWN).get_page(request.GET.get("page"))
    places, persons = names_needed(page)
    wording = Wording.of(places=places, persons=persons)
    waits = decision is None and not stale
    known = {
        "proposal": found,
        "decision": decision,
        "stale": stale,
        "page": page,
        "edits": [shown_edit(edit, wording, language=language()) for edit in page],
        "told": [Text(*line) for line in json.loads(found.told or "[]")],
        "foreseen": _foreseen(request, found, edits, seen=seen, on=wanted.on) if waits else None,
        "seen": seen,
        "asked": wanted,
        "is_own": request.user.is_authenticated and request.user.identity_id == found.by_id,
        "may_decide": may(request.user, Right.DECIDE),
        "may_propose": may(request.user, Right.PROPOSE),
    }
    return render(request, "register/proposal.html", known)


@require_POST
@needs(Right.READ)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Do what the button says."""
    found = get_object_or_404(Proposal, pk=number)
    verb, why = request.POST.get("do", ""), request.POST.get("why", "")
    try:
        if verb == "approve":
            seen = request.POST.get("seen", "")
            actions.approve(request.user, found, seen=int(seen) if seen.isdecimal() else -1, why=why)
            said = saying("Đã duyệt và ghi vào sổ.", "Approved and recorded.")
        elif verb == "reject":
            actions.reject(request.user, found, why=why)
            said = saying("Đã từ chối.", "Refused.")
        else:
            actions.withdraw(request.user, found)
            said = saying("Đã rút đề nghị.", "Withdrawn.")
    except RefusedError as refusal:
        for reason in refusal.why:
            messages.error(request, reason.of(language()))
    else:
        messages.success(request, said)
    return redirect("register:proposal", number)


def _foreseen(
    request: HttpRequest, found: Proposal, edits: Sequence[Edit], *, seen: int, on: date | None
) -> dict[str, object]:
    """Ask the library once for each state of the register: every look after the first finds the answer kept.

    Where more places are touched than were looked at, `?more=N` looks at the next when N were seen, `?place=` at one by name.
    """
    key = f"foreseen-{found.pk}-{seen}-{on or ''}"
    kept: dict[str, Any] | None = cache.get(key)
    wanted, wrong = _place_wanted(request.GET.get("place", "").strip())
    more = request.GET.get("more", "")
    looked = kept["looked_at"] if kept is not None else []
    if kept is None or wanted not in (None, *looked) or (more.isdecimal() and len(looked) <= int(more[:9])):
        patience = PATIENCE if wanted in (None, *looked) else 0.0
        asked_for = consequences(edits, on=on, skip=frozenset(looked), first=wanted, patience=patience)
        shown = [_shown(one) for one in asked_for.at]
        kept = {
            "at": [*(shown if wanted else ()), *(kept["at"] if kept else ()), *(() if wanted else shown)],
            "looked_at": [*looked, *asked_for.looked_at],
            "left_out": asked_for.left_out,
            "count": asked_for.count,
        }
        cache.set(key, kept, timeout=7 * 24 * 3600)
    if wanted is not None and wanted not in kept["looked_at"]:
        wrong = saying("thay đổi không chạm địa bàn này", "the change does not touch this place")
    return {**kept, "seen": len(kept["looked_at"]), "wrong_place": wrong}


def _place_wanted(typed: str) -> tuple[str | None, str]:
    if not typed:
        return None, ""
    try:
        return PlaceField().clean(typed), ""
    except ValidationError as error:
        return None, str(error.messages[0])


def _shown(one: Consequences) -> dict[str, object]:
    """Turn the consequences at one place into rows: findings that come, findings that end, matters whose number changes."""
    compared = one.comparison
    names = Names(compared.after.case, compared.after.framework)
    return {
        "place": one.place_name,
        "on": one.on,
        "gained": _gravest_first(compared.gained),
        "lost": _gravest_first(compared.lost),
        "changed": [
            (names.matter(was.matter), " · ".join(was.readings.shown), " · ".join(now.readings.shown))
            for was, now in compared.changed
        ],
        "count": Text(
            f"{len(compared.before.findings)} → {len(compared.after.findings)}",
            f"{len(compared.before.findings)} → {len(compared.after.findings)}",
        ),
    }


def _gravest_first(found: Sequence[Finding]) -> list[tuple[Text, str, Text]]:
    ordered = sorted(found, key=lambda finding: -finding.severity)
    return [(SEVERITIES[one.severity], one.code, one.message) for one in ordered]
