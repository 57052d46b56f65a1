"""Make the site ready to serve: tables, cache, static files; run it after each upgrade."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Bring the database and the static files up to this version."""

    help = "Make the site ready to serve: tables, cache, static files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each step; all may be repeated."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stderr.write("ready")
