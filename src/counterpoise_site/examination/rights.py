"""Who may read the examination: whoever holds a role inside; a citizen reads the public register and the bulletin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from counterpoise_site.accounts.models import User, roles_of
from counterpoise_site.accounts.roles import INSIDE

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def inside_only(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let a page be seen by those with a role inside: others sign in first, or are refused."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        visitor = request.user
        if not isinstance(visitor, User):
            return redirect_to_login(request.get_full_path())
        if not roles_of(visitor) & INSIDE:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
