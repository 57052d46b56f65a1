"""Fill an empty site with the demo: accounts by role and the founding case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from counterpoise.formats.case_files import gather, read_files
from counterpoise_site.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, make_accounts
from counterpoise_site.accounts.roles import ROLE_NAMES
from counterpoise_site.register.exchange import framework_files
from counterpoise_site.register.models import Change
from counterpoise_site.register.snapshot import store

_FOUNDING = Path(__file__).parents[5] / "cases" / "loc-ninh"


class Command(BaseCommand):
    """Load the demo once; a second run adds what is missing."""

    help = "Fill the site with the demo: accounts by role and the founding case."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another case than the founding one."""
        parser.add_argument("--case", type=Path, default=_FOUNDING)

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demo: its passwords are known."""
        if not settings.DEMO:
            raise CommandError(
                "the demo's passwords are public: set COUNTERPOISE_DEMO=1 for a site of its own"
            )
        make_accounts()
        if not Change.objects.exists() and options["case"].is_dir():
            carried = gather(options["case"])
            case, _ = read_files(carried.files, name=options["case"].name)
            store(
                case,
                why="hồ sơ mẫu của trang dùng thử / the demo's case",
                sources=framework_files(carried.files),
            )
        self.stdout.write(f"mật khẩu chung / password of all: {DEMO_PASSWORD}")
        for account in DEMO_ACCOUNTS:
            roles = [ROLE_NAMES[role] for role in account.roles]
            self.stdout.write(
                f"  {account.username:<10} {', '.join(r.vi for r in roles)} / {', '.join(r.en for r in roles)}"
            )
