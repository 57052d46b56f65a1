"""Put our screens of accounts in the place of Wagtail's."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsAtTheDesk(WagtailUsersAppConfig):  # type: ignore[misc] # Wagtail ships no types
    """Wagtail's users with the person behind each account."""

    user_viewset = "counterpoise_site.accounts.desk.AccountViewSet"
