"""Both languages where the words stand: `{% say "Địa bàn" "Places" %}`; a page cannot have one without the other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from counterpoise.domain.day_words import span_name, written_name
from counterpoise.domain.days import Span
from counterpoise.domain.words import Text

register = template.Library()


@register.simple_tag
def say(vi: str, en: str, **values: Any) -> SafeString:
    """Say one of two texts; {name} in it is filled by the value of that name, made safe."""
    chosen = Text(vi, en).of(get_language() or "vi")
    filled = (
        chosen.format(**{name: conditional_escape(value) for name, value in values.items()})
        if values
        else chosen
    )
    return mark_safe(filled)


@register.filter
def said(text: Text) -> str:
    """Read a text of the library in the reader's language."""
    return text.of(get_language() or "vi")


@register.filter
def day(written: object) -> str:
    """Write a date of the register, perhaps known only in part, as its readers do."""
    text = "" if written is None else str(written)
    return "?" if text == "?" else written_name(text).of(get_language() or "vi")


@register.filter
def moment(at: datetime | date | None) -> str:
    """Write a moment, or a day, as its readers do.

    >>> moment(date(2024, 3, 28))
    '28/3/2024'
    """
    if at is None:
        return ""
    if not isinstance(at, datetime):
        return day(at.isoformat())
    here = timezone.localtime(at)
    return f"{day(here.date().isoformat())} {here:%H:%M}"


@register.filter
def days(span: Span) -> str:
    """Write a span of days as its readers do."""
    return span_name(span).of(get_language() or "vi")
