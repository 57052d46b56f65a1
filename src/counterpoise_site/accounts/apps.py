"""Tell Django about this app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from counterpoise_site.accounts.roles import Role


class AccountsConfig(AppConfig):
    """The app `accounts`: its roles are there as soon as the tables are."""

    name = "counterpoise_site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make the groups of the roles after each migration."""
        post_migrate.connect(_make_roles, sender=self)


def _make_roles(using: str, **_: Any) -> None:
    groups = apps.get_model("auth", "Group")._default_manager.using(using)
    for role in Role:
        groups.get_or_create(name=role.value)
