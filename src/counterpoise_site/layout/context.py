"""What the dress of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url

from counterpoise_site.layout.words import language


def layout(request: HttpRequest) -> dict[str, Any]:
    """Give the page's language and its address in the other one."""
    here = language()
    other = "en" if here == "vi" else "vi"
    path = request.get_full_path()
    return {"language": here, "other_language": other, "other_address": translate_url(path, other)}
