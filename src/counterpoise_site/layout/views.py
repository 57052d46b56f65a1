"""The front page until the bulletin has one, and what is said when a page cannot be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.translation import get_language_from_path, override


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site holds."""
    return render(request, "layout/home.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that the request cannot be understood."""
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that the reader may not see this."""
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that nothing is here."""
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault."""
    return _error(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that the form came from elsewhere or is too old."""
    return _error(request, 403, page="csrf")


def _error(request: HttpRequest, status: int, *, page: str = "") -> HttpResponse:
    """Write an error page without the database: it may be what failed."""
    here = get_language_from_path(request.path) or "vi"
    other = "en" if here == "vi" else "vi"
    with override(here):
        known = {
            "language": here,
            "other_language": other,
            "other_address": translate_url(request.path, other),
            "kind": page or str(status),
        }
        return HttpResponse(render_to_string("layout/error.html", known), status=status)
