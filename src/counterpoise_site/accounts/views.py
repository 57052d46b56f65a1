"""The page about one's own account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from counterpoise_site.accounts.models import roles_of
from counterpoise_site.accounts.roles import ROLE_NAMES


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show who I am here and what I may do."""
    roles = [ROLE_NAMES[role] for role in ROLE_NAMES if role in roles_of(request.user)]
    return render(request, "accounts/mine.html", {"roles": roles})


def forgotten(request: HttpRequest) -> HttpResponse:
    """Say who sets a new password."""
    return render(request, "accounts/forgotten.html")
