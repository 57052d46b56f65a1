"""Fill an empty site with the demo: accounts by role and the founding case."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from counterpoise_site.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, make_accounts
from counterpoise_site.accounts.roles import ROLE_NAMES


class Command(BaseCommand):
    """Load the demo once; a second run adds what is missing."""

    help = "Fill the site with the demo: accounts by role and the founding case."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demo: its passwords are known."""
        if not settings.DEMO:
            raise CommandError(
                "the demo's passwords are public: set COUNTERPOISE_DEMO=1 for a site of its own"
            )
        make_accounts()
        self.stdout.write(f"mật khẩu chung / password of all: {DEMO_PASSWORD}")
        for account in DEMO_ACCOUNTS:
            roles = [ROLE_NAMES[role] for role in account.roles]
            self.stdout.write(
                f"  {account.username:<10} {', '.join(r.vi for r in roles)} / {', '.join(r.en for r in roles)}"
            )
