"""What a reader asks of the register: a day, a moment of knowledge, a page of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from counterpoise.domain.days import DateError, read_date
from counterpoise_site.searching import M

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """The day the rows speak of, and the moment they were known; none means all days, and now."""

    on: date | None
    known_on: datetime | None
    on_text: str
    known_text: str
    is_wrong: bool


def asked(request: HttpRequest) -> Asked:
    """Read `?on=2024-03-28&known=2025-01-01`; known on a day means at its end."""
    on_text, known_text = request.GET.get("on", "").strip(), request.GET.get("known", "").strip()
    on, on_wrong = _day(on_text)
    known, known_wrong = _day(known_text)
    moment = None
    if known is not None:
        moment = timezone.make_aware(datetime.combine(known, time())) + timedelta(days=1)
    return Asked(on, moment, on_text, known_text, on_wrong or known_wrong)


def page_of(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    """Give one page of a list."""
    shown: Page[M] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return shown


def _day(text: str) -> tuple[date | None, bool]:
    if not text:
        return None, False
    try:
        known = read_date(text)
    except DateError:
        return None, True
    return known.last, not known.is_exact


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, also when it is empty; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None
