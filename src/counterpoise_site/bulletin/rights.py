"""Who may open a page of those who work on the bulletin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from counterpoise_site.accounts.models import roles_of
from counterpoise_site.accounts.roles import Role

_View = Callable[..., HttpResponse]


def needs(*roles: Role) -> Callable[[_View], _View]:
    """Open a page to whoever is signed in and holds one of the roles."""

    def guard(view: _View) -> _View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
            if not roles_of(request.user) & set(roles):
                raise PermissionDenied
            return view(request, *args, **more)

        return cast("_View", guarded)

    return guard
