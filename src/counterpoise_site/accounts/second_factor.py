"""Whoever holds a role confirms every sign-in by a second factor; until they have one, only the page that makes one opens."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from counterpoise_site.accounts.models import User

_OPEN = ("mfa_activate_totp", "account_logout", "account_reauthenticate")


class RequireSecondFactor:
    """Send an account that can do something to the page where a second factor is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass, or ask for the second factor first."""
        if settings.SECOND_FACTOR_REQUIRED and self._lacks_one(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _lacks_one(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, User) or request.path in {reverse(name) for name in _OPEN}:
            return False
        trusted = bool(user.roles) or user.is_staff or user.is_superuser
        return trusted and not is_mfa_enabled(user)
