"""How people get an account: an administrator makes it, nobody signs up alone."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Close the sign-up pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say that accounts are made by an administrator."""
        return False
