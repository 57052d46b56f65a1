"""Check a backup without touching the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from counterpoise_site.layout.backups import BackupError, check


class Command(BaseCommand):
    """Check a backup without touching the site."""

    help = "Check that a backup is whole."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        try:
            check(options["file"])
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"verify: {options['file']}")
