"""Fill the demo with its bulletin: articles about the founding case, and comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from counterpoise.formats import case_folder
from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin.demo import make_articles

_FOUNDING = Path(__file__).parents[5] / "cases" / "loc-ninh"


class Command(BaseCommand):
    """Load the demo bulletin once, after `demo`."""

    help = "Fill the demo with its bulletin."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the founding case from elsewhere."""
        parser.add_argument("--case", type=Path, default=_FOUNDING)

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demo."""
        if not settings.DEMO:
            raise CommandError("the demo's articles belong on a demo: set COUNTERPOISE_DEMO=1")
        people = {user.username: user for user in User.objects.filter(username__in=["bien-tap", "duyet-bai"])}
        if len(people) != 2:
            raise CommandError("run `demo` first: it makes the accounts")
        if not (options["case"] / "case.yaml").exists():
            raise CommandError(f"{options['case']} is no case: name the founding case's folder with --case")
        case = case_folder.read(options["case"])
        count = make_articles(case, writer=people["bien-tap"], second=people["duyet-bai"])
        self.stderr.write(f"{count} articles")
