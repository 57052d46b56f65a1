"""Whose wrong passwords are counted: the name that was tried, wherever in the sign-in it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest


def tried_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Give the user name of an attempt; a second factor is asked for without one, and its attempts have limits of their own."""
    return str((credentials or {}).get("username") or request.POST.get("login", ""))
