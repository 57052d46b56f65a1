"""Bodies and offices as pages: found by name, each shown with what it is, where it is named, and who holds it where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from counterpoise.domain.bodies import Body, Office
from counterpoise.domain.institution import Framework
from counterpoise.domain.succession import mentions
from counterpoise.domain.words import Text
from counterpoise_site.folding import folded, query_words, sort_key
from counterpoise_site.layout.words import language
from counterpoise_site.register.framework_rows import mention_name
from counterpoise_site.register.framework_words import body_parts, office_parts
from counterpoise_site.register.levels import level_name
from counterpoise_site.register.models import Tenure
from counterpoise_site.register.rights import Right, may
from counterpoise_site.register.showing import shown_tenures
from counterpoise_site.register.views.asked import asked, page_of
from counterpoise_site.register.wording import Wording, frameworks_known

_SECTIONS = {"offices": "office", "bodies": "body"}


def offices(request: HttpRequest) -> HttpResponse:
    """Find bodies and offices by name, in the frameworks of a day (all of them where none is asked for)."""
    wanted, typed = asked(request), request.GET.get("q", "")
    found = []
    for one in frameworks_known(wanted.known_on):
        if wanted.on is None or one.valid.covers(wanted.on):
            rows = [row for row in _listed(one) if _matches(row["name"], typed)]
            found.append((one, sorted(rows, key=lambda row: sort_key(row["name"].of(language())))))
    known = {
        "found": [(one, rows) for one, rows in found if rows],
        "q": typed,
        "asked": wanted,
        "may_propose": may(request.user, Right.PROPOSE),
    }
    return render(request, "register/offices.html", known)


def office(request: HttpRequest, framework: str, office: str) -> HttpResponse:
    """Show an office: what it is, where it is named, and to those inside who holds it where."""
    one, row = _known_row(request, framework, "offices", office)
    return _row_page(request, one, row, office_parts(one, row.id))


def body(request: HttpRequest, framework: str, body: str) -> HttpResponse:
    """Show a body: what it is and where it is named."""
    one, row = _known_row(request, framework, "bodies", body)
    return _row_page(request, one, row, body_parts(one, row.id))


def _row_page(
    request: HttpRequest, one: Framework, row: Office | Body, parts: Sequence[tuple[Text, Text]]
) -> HttpResponse:
    wanted = asked(request)
    section = "offices" if isinstance(row, Office) else "bodies"
    known: dict[str, Any] = {
        "framework": one,
        "row": row,
        "section": section,
        "parts": parts,
        "named": [name for at in mentions(one, row.id) if (name := mention_name(one, at)) is not None],
        "members": [one.offices[office] for office in row.members] if isinstance(row, Body) else [],
        "elsewhere": _elsewhere(one, section, row.id),
        "subject": f"{one.id} {_SECTIONS[section]}:{row.id}",
        "asked": wanted,
        "may_propose": may(request.user, Right.PROPOSE) and wanted.known_on is None,
        "may_read": may(request.user, Right.READ),
    }
    if isinstance(row, Office) and known["may_read"]:
        held = Tenure.objects.known_on(wanted.known_on).filter(office=row.id)
        if wanted.on is not None:
            held = held.filter(first_day__lte=wanted.on, last_day__gte=wanted.on)
        page = page_of(request, held.order_by("-last_day", "place", "seat", "pk"))
        today = wanted.on or timezone.localdate()
        known |= {"page": page, "tenures": shown_tenures(page, Wording.of(), today=today)}
    return render(request, "register/office.html", known)


def _known_row(request: HttpRequest, framework: str, section: str, key: str) -> tuple[Framework, Any]:
    one = next((one for one in frameworks_known(asked(request).known_on) if one.id == framework), None)
    row = None if one is None else getattr(one, section).get(key)
    if one is None or row is None:
        raise Http404
    return one, row


def _listed(one: Framework) -> list[dict[str, Any]]:
    bodies = [{"section": "bodies", "id": b.id, "name": b.name, "level": level_name(b.level)} for b in one.bodies.values()]  # fmt: skip
    found = [{"section": "offices", "id": o.id, "name": o.name, "level": level_name(o.level)} for o in one.offices.values()]  # fmt: skip
    return [*bodies, *found]


def _matches(name: Text, typed: str) -> bool:
    words = folded(f"{name.vi} {name.en}")
    return all(word in words for word in query_words(typed))


def _elsewhere(one: Framework, section: str, key: str) -> list[Framework]:
    """List the other frameworks that have the same row."""
    return [other for other in frameworks_known() if other.id != one.id and key in getattr(other, section)]
