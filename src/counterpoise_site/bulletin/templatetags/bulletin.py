"""Days, numbers and the running header of the bulletin."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from counterpoise_site.bulletin import notices, reading, weather
from counterpoise_site.bulletin.comments import REASON_NAMES, Reason
from counterpoise_site.bulletin.models import Section
from counterpoise_site.layout.words import language

register = template.Library()

SIZES = ("1", "2", "3")
_VI = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@register.filter
def long_day(day: date) -> str:
    """Write a day with its weekday."""
    if language() == "en":
        return f"{_EN[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_VI[day.weekday()]}, {day.day:02}/{day.month:02}/{day.year}"


@register.filter
def clock(moment: datetime) -> str:
    """Write a day and a time as the header does, in the time of Vietnam."""
    here = timezone.localtime(moment)
    return f"{long_day(here)} | {here:%H:%M} GMT+7"


@register.filter
def month_name(month: str) -> str:
    """Write `2024-03` as people read it."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}" if language() == "en" else f"tháng {int(number)}/{year}"


@register.filter
def number(value: int) -> str:
    """Write a number with its thousands apart."""
    return f"{value:,}" if language() == "en" else f"{value:,}".replace(",", ".")


@register.filter
def address(article: Any) -> str:
    """Give the address of an article."""
    return reading.address(article)


@register.simple_tag
def text_size(request: HttpRequest) -> str:
    """Give the size the reader chose."""
    chosen = request.COOKIES.get("text-size", "1")
    return chosen if chosen in SIZES else "1"


@register.inclusion_tag("bulletin/running_header.html")
def running_header(request: HttpRequest) -> dict[str, Any]:
    """Show the day, the running time, the weather if it is on, and the sections."""
    now = timezone.localtime()
    sections = Section.objects.live().filter(locale__language_code=language()).order_by("path")
    return {
        "now": now,
        "day": long_day(now),
        "provider": weather.provider(),
        "place": weather.place(),
        "weather": weather.known(),
        "sections": sections,
        "waiting": notices.waiting_for(request.user),
        "path": request.get_full_path(),
        "size": text_size(request),
        "request": request,
    }


@register.filter
def waited(time: timedelta) -> str:
    """Write how long a comment has waited."""
    hours = int(time.total_seconds() // 3600)
    minutes = int(time.total_seconds() // 60) % 60
    if language() == "en":
        return f"{hours} h {minutes} min"
    return f"{hours} giờ {minutes} phút"


@register.filter
def reason_name(reason: str) -> str:
    """Write a reason for refusing a comment."""
    return REASON_NAMES[Reason(reason)].of(language())
