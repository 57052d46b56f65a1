"""Pages of the public register: for anybody, without an account; only `names` is for those who keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from counterpoise.domain.day_words import day_name, written_name
from counterpoise.domain.words import PlaceId, Text
from counterpoise.formats import popolo
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.examination.asked import Asked, asked
from counterpoise_site.layout.words import language
from counterpoise_site.public import publicity
from counterpoise_site.public.disputing import count_read, disputed_seats
from counterpoise_site.public.holders import (
    Held,
    at_place,
    counted,
    cumulated,
    held_of,
    holders_of,
    of_person,
    public_case,
    standing_tenures,
)
from counterpoise_site.public.models import Address, Publicity
from counterpoise_site.public.structured import embedded, holder_data, place_data, rows
from counterpoise_site.register.models import Person, Place
from counterpoise_site.register.snapshot import frameworks, snapshot
from counterpoise_site.searching import matching

_ON_A_PAGE = 50
_BATCH = 2000

REFUSALS = {
    "role": Text("Tài khoản của bạn không có quyền này.", "Your account may not do this."),
    "why": Text("Hãy ghi lý do.", "Write the reason."),
    "unknown": Text(
        "Sổ không có người này, hoặc chưa ghi tên.", "The register has no such person, or no name."
    ),
    "same person": Text(
        "Người đề nghị không được tự đồng ý, kể cả bằng tài khoản khác.",
        "Whoever asked may not agree, not through another account either.",
    ),
    "stale": Text("Đề nghị này không còn chờ nữa.", "This wish is no longer waiting."),
}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the places, found by their names."""
    typed = request.GET.get("q", "")
    found: Any = Place.objects.known_on(None)
    page = Paginator(matching(found, typed), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "public/home.html", {"typed": typed, "page": page})


@require_GET
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show who holds which offices at a place on a day."""
    wanted, on, name, held = _held_at(request, place)
    address = request.build_absolute_uri(reverse("public:place", args=[place]))
    data = place_data(
        name.of(language()),
        address,
        held,
        language=language(),
        holder_address=_absolute(request, "public:holder"),
    )
    known = {
        "asked": wanted,
        "on": on,
        "day": day_name(on).of(language()),
        "place": place,
        "name": name,
        "held": [(one, *_said_days(one)) for one in held],
        "disputed": disputed_seats(place),
        "disputes": count_read(place),
        "data": embedded(data),
    }
    return render(request, "public/place.html", known)


@require_GET
def holder(request: HttpRequest, token: str) -> HttpResponse:
    """Show every office one person holds or held."""
    person = Address.objects.filter(token=token[:16]).values_list("person", flat=True).first()
    if person is None:
        raise Http404
    held = of_person(person, frameworks())
    if not held:
        raise Http404
    who = holders_of([person])[person]
    address = request.build_absolute_uri()
    data = holder_data(
        who, address, held, language=language(), place_address=_absolute(request, "public:place")
    )
    now = counted(timezone.localdate(), [person]).get(person, 0)
    known = {
        "who": who,
        "held": [(one, *_said_days(one)) for one in held],
        "now": now,
        "data": embedded(data),
    }
    return render(request, "public/holder.html", known)


@require_GET
def most(request: HttpRequest) -> HttpResponse:
    """Show who holds the most offices on a day."""
    wanted = asked(request.GET)
    on = wanted.on or timezone.localdate()
    page = Paginator(cumulated(on), _ON_A_PAGE).get_page(request.GET.get("page"))
    persons = [person for person, _ in page]
    holders = holders_of(persons)
    held: dict[str, list[Held]] = {}
    for one in held_of(
        standing_tenures(on).filter(person__in=persons).order_by("place", "order"), holders, frameworks()
    ):
        if one.holder is not None:
            held.setdefault(one.holder.token, []).append(one)
    told = [(holders[person], n, held[holders[person].token]) for person, n in page]
    known = {"asked": wanted, "on": on, "day": day_name(on).of(language()), "page": page, "told": told}
    return render(request, "public/most.html", known)


@require_GET
def place_rows(request: HttpRequest, place: str) -> HttpResponse:
    """Hand out a place's seats as a table."""
    _, on, _, held = _held_at(request, place)
    answer = HttpResponse("\ufeff" + "".join(rows(held, language())), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{place}-{on.isoformat()}.csv"'
    return answer


@require_GET
def everything(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out every seat held on a day, a batch at a time."""
    on = asked(request.GET).on or timezone.localdate()
    answer = StreamingHttpResponse(_everything(on, language()), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="register-{on.isoformat()}.csv"'
    return answer


@require_GET
def place_popolo(request: HttpRequest, place: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out a place as Popolo JSON."""
    _place_row(place)
    text, _ = popolo.write(public_case(place), language=language())
    answer = HttpResponse(text, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{place}.popolo.json"'
    return answer


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """Let those who keep the register ask, agree and stop that names are shown."""
    user = request.user
    if not isinstance(user, User) or not user.roles & {Role.REGISTRAR, Role.APPROVER}:
        raise PermissionDenied
    if request.method == "POST":
        try:
            _act(request, user)
            messages.success(request, Text("Đã ghi.", "Recorded.").of(language()))
        except publicity.RefusedError as refused:
            messages.error(request, REFUSALS[refused.reason].of(language()))
        return redirect("public:names")
    people: Any = Person.objects.known_on(None)
    typed = request.GET.get("q", "")
    page = Paginator(matching(people.exclude(name=""), typed), _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = publicity.shown_names(row.person for row in page)
    named = dict(
        people.filter(person__in=[one.person for one in publicity.waiting()]).values_list("person", "name")
    )
    waiting = [(one, named.get(one.person, one.person)) for one in publicity.waiting()]
    known = {"typed": typed, "page": page, "shown": shown, "waiting": waiting}
    return render(request, "public/names.html", known)


def _act(request: HttpRequest, user: User) -> None:
    why, person = request.POST.get("why", ""), request.POST.get("person", "")
    acts: dict[str, Callable[[], object]] = {
        "ask": lambda: publicity.ask(user, person, why=why),
        "stop": lambda: publicity.stop(user, person, why=why),
        "agree": lambda: publicity.agree(user, _wish(request.POST.get("wish", ""))),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    act()


def _wish(number: str) -> Publicity:
    found = Publicity.objects.filter(pk=int(number) if number.isdecimal() else 0).first()
    if found is None:
        raise Http404
    return found


def _everything(on: date, said_in: str) -> Iterator[str]:
    known = frameworks()
    tenures = standing_tenures(on).order_by("place", "order", "pk")
    yield "\ufeff" + next(rows((), said_in))
    for start in range(0, tenures.count(), _BATCH):
        some = list(tenures[start : start + _BATCH])
        holders = holders_of(one.person for one in some if one.person is not None)
        lines = rows(held_of(some, holders, known), said_in)
        next(lines)
        yield "".join(lines)


def _held_at(request: HttpRequest, place: str) -> tuple[Asked, date, Text, tuple[Held, ...]]:
    wanted = asked(request.GET)
    row = _place_row(place)
    on = wanted.on or timezone.localdate()
    return wanted, on, row.name, at_place(snapshot(place), PlaceId(place), on)


def _place_row(place: str) -> Place:
    found: Any = Place.objects.known_on(None)
    row: Place | None = None if "\0" in place else found.filter(place=place).first()
    if row is None:
        raise Http404
    return row


def _absolute(request: HttpRequest, name: str) -> Callable[[str], str]:
    return lambda value: request.build_absolute_uri(reverse(name, args=[value]))


def _said_days(one: Held) -> tuple[str, str]:
    unknown = Text("không rõ ngày", "on an unknown day")
    start = written_name(one.start).of(language()) if one.start else ""
    end = (
        unknown.of(language()) if one.end == "?" else written_name(one.end).of(language()) if one.end else ""
    )
    return start, end
