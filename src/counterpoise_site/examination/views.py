"""Pages of the examination; what they say is the library's, and none of them calculates."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from counterpoise.analysis.codes import TITLES
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import CaseError
from counterpoise.formats import explain
from counterpoise_site.examination.answers import NoSuchPlaceError, Subject, examined, subject
from counterpoise_site.examination.asked import Asked, asked, day_asked
from counterpoise_site.examination.comparing import choices, compared, two_days, what_if
from counterpoise_site.examination.downloads import DOWNLOADS
from counterpoise_site.examination.leading import led
from counterpoise_site.examination.markdown import as_html
from counterpoise_site.examination.periods import periods_told
from counterpoise_site.examination.ranking import known_places, ranked
from counterpoise_site.examination.report_style import report_style
from counterpoise_site.examination.rights import inside_only
from counterpoise_site.examination.showing import Entry, PlaceTold, matter_told, place_told, proof
from counterpoise_site.examination.tenure_links import with_tenure_links
from counterpoise_site.layout.words import language
from counterpoise_site.searching import matching

_A_YEAR = 365 * 24 * 3600
_ON_A_PAGE = 50
_EXAMINING = 1.0  # seconds a reader who asks for it waits; the command `examine` does the rest from a timer
_LONGEST_ID = 200


@require_GET
@inside_only
def home(request: HttpRequest) -> HttpResponse:
    """List the places, found by their names."""
    typed = request.GET.get("q", "")
    rows = matching(known_places(), typed)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    parents = set(
        known_places().filter(parent__in=[row.place for row in page]).values_list("parent", flat=True)
    )
    known = {"typed": typed, "page": page, "areas": parents}
    return render(request, "examination/home.html", known)


@require_GET
@inside_only
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show what an audit of one place found: summary, seats, matters, findings, power."""
    wanted = asked(request.GET)
    about = _subject(place, wanted)
    known = _about(about, wanted)
    try:
        told = place_told(about, language())
    except CaseError as error:
        known["problems"] = _said(error)
    else:
        known |= {
            "told": told,
            "parts": [
                with_tenure_links(led(part, told, about.place, wanted), about, wanted)
                for part in (told.summary, told.seats, told.matters)
            ],
            "codes": _by_code(told),
        }
    return render(request, "examination/place.html", known)


@require_GET
@inside_only
def findings(request: HttpRequest, place: str) -> HttpResponse:
    """List what was found at a place, of one code where one is asked for, a page at a time."""
    wanted = asked(request.GET)
    about = _subject(place, wanted)
    told = _told_or_none(about)
    code = request.GET.get("code", "")
    page = Paginator(told.found(code if code in TITLES else ""), _ON_A_PAGE).get_page(request.GET.get("page"))
    codes = [(code, title, len(told.found(code))) for code, title, _ in _by_code(told)]
    known = _about(about, wanted) | {"told": told, "page": page, "code": code, "codes": codes}
    return render(request, "examination/findings.html", known)


@require_GET
@inside_only
def matter(request: HttpRequest, place: str, matter: str) -> HttpResponse:
    """Show one matter: its steps, what was found about it, the numbers and shares behind it."""
    wanted = asked(request.GET)
    about = _subject(place, wanted)
    told = _told_or_none(about)
    shown = matter_told(about, matter, language())
    if shown is None:
        raise Http404
    known = _about(about, wanted) | {
        "told": told,
        "matter": matter,
        "shown": shown,
        "entries": [one for one in told.entries if one.matter == matter],
    }
    return render(request, "examination/matter.html", known)


def _told_or_none(about: Subject) -> PlaceTold:
    try:
        return place_told(about, language())
    except CaseError as error:
        raise Http404 from error


def _by_code(told: PlaceTold) -> list[tuple[str, str, list[Entry]]]:
    """Sort findings by code, the gravest codes first as the library tells them."""
    sorted_out: dict[str, list[Entry]] = {}
    for one in told.entries:
        sorted_out.setdefault(one.code, []).append(one)
    return [(code, TITLES[code].of(language()), entries) for code, entries in sorted_out.items()]


@require_GET
@inside_only
def finding(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """Show one finding with its proof and the page of its code."""
    wanted = asked(request.GET)
    about = _subject(place, wanted)
    told = _told_or_none(about)
    entry = told.entry(key)
    if entry is None:
        return render(request, "examination/no_finding.html", _about(about, wanted), status=404)
    known = _about(about, wanted) | {
        "told": told,
        "entry": entry,
        "proof": with_tenure_links(
            led(proof(about, key, language()), told, about.place, wanted), about, wanted
        ),
        "page": as_html(explain.page(entry.code, language()), from_level=2),
    }
    return render(request, "examination/finding.html", known)


@require_GET
@inside_only
def comparison(request: HttpRequest, place: str) -> HttpResponse:
    """Compare a place with itself: on another day, or if offices met in one hand or parted."""
    wanted = asked(request.GET)
    about = _subject(place, wanted)
    other, problems = day_asked(request.GET, "with")
    known = _about(about, wanted) | {"other": other, "other_problems": problems}
    try:
        known["offices"], known["persons"] = choices(about, language())
        known["compared"] = _compared(request, about, wanted, other)
    except CaseError as error:
        known["problems"] = _said(error)
    return render(request, "examination/compare.html", known)


def _compared(request: HttpRequest, about: Subject, wanted: Asked, other: date | None) -> Any:
    if other is not None:
        after = _subject(about.place, Asked(other, wanted.known))
        return compared(two_days(about, after), language())
    one, two = request.GET.get("join", ""), request.GET.get("to", "")
    if one and two:
        return compared(what_if(about, merge=(one, two), split=None), language())
    if request.GET.get("part"):
        return compared(what_if(about, merge=None, split=request.GET["part"]), language())
    return None


@require_GET
@inside_only
def periods(request: HttpRequest, place: str) -> HttpResponse:
    """Show who held what and when each finding stood."""
    wanted = asked(request.GET)
    about = _subject(place, wanted)
    known = _about(about, wanted)
    try:
        known["told"] = periods_told(about, language())
    except CaseError as error:
        known["problems"] = _said(error)
    return render(request, "examination/timeline.html", known)


@require_GET
@inside_only
def area(request: HttpRequest, place: str) -> HttpResponse:
    """Rank the places below one by what was found there."""
    wanted = asked(request.GET)
    row = known_places().filter(place=place).first()
    if row is None:
        raise Http404
    on = wanted.on or timezone.localdate()
    found = ranked(place, on, seconds=_EXAMINING if "go" in request.GET else 0.0)
    rows = [(one, found.names[one.place].name) for one in found.results]
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    known = {
        "asked": wanted,
        "row": row,
        "on": on,
        "day": day_name(on).of(language()),
        "page": page,
        "found": found,
        "most": max((one.alone for one in found.results), default=0),
    }
    return render(request, "examination/area.html", known)


@require_GET
@inside_only
def download(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """Hand an audit out in one of the library's formats."""
    if kind not in DOWNLOADS:
        raise Http404
    about = _subject(place, asked(request.GET))
    try:
        audit = examined(about)
    except CaseError as error:
        raise Http404 from error
    offered = DOWNLOADS[kind]
    answer = HttpResponse(offered.write(audit, language()), content_type=offered.content_type)
    name = f"{about.place}-{about.on.isoformat()}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Explain a code to anybody."""
    if code not in TITLES:
        raise Http404
    known = {
        "code": code,
        "title": TITLES[code],
        "page": as_html(explain.page(code, language()), from_level=1),
    }
    return render(request, "examination/code.html", known)


@require_GET
def style(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out the style of the library's parts; its address changes when it does."""
    answer = HttpResponse(report_style(), content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return answer


def style_version() -> str:
    """Name this version of the style."""
    return hashlib.sha256(report_style().encode()).hexdigest()[:8]


def _said(error: CaseError) -> list[str]:
    """Say what stands in the way; where it stands in a file means nothing here."""
    told = []
    for problem in error.problems:
        remedy = problem.remedy.of(language())
        told.append(f"{problem.what.of(language())}; {remedy}" if remedy else problem.what.of(language()))
    return told


def _subject(place: str, wanted: Asked) -> Subject:
    if len(place) > _LONGEST_ID or "\0" in place:
        raise Http404
    try:
        return subject(place, wanted.on, wanted.known_at)
    except NoSuchPlaceError as error:
        raise Http404 from error


def _about(about: Subject, wanted: Asked) -> dict[str, Any]:
    where = about.case.places[about.place]
    return {
        "asked": wanted,
        "about": about,
        "name": where.name,
        "parent": about.case.places.get(where.parent) if where.parent else None,
        "day": day_name(about.on).of(language()),
        "downloads": DOWNLOADS,
        "style_version": style_version(),
    }
