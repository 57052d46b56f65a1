"""Examine every place below one ahead of its readers, so that rankings are complete; run it from a timer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from counterpoise_site.examination.ranking import known_places, ranked


class Command(BaseCommand):
    """Bring the results of many places up to date."""

    help = "Examine every place below one (all of them by default) on a day, as far as their records changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the place above, and the day."""
        parser.add_argument("--below", default="", metavar="PLACE", help="only the places below this one")
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, metavar="DAY", help="today by default"
        )
        parser.add_argument(
            "--seconds", type=float, default=3600.0, help="stop after so long; go on at the next run"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine, and say how many are left."""
        below, on = options["below"], options["on"] or timezone.localdate()
        if below and not known_places().filter(place=below).exists():
            raise CommandError(
                f"--below: the register knows no place {below!r}; see /examination/ for their names"
            )
        found = ranked(below, on, seconds=options["seconds"])
        failed = sum(row.failed for row in found.results)
        self.stdout.write(f"{len(found.results)} examined ({failed} impossible), {len(found.waiting)} left")
