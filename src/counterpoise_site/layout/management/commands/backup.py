"""Write a backup that has been read again and found whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from counterpoise_site.layout.backups import BackupError, back_up


class Command(BaseCommand):
    """Write a backup that has been read again and found whole."""

    help = "Back the site up into one file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        try:
            back_up(options["file"])
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"backup: {options['file']}")
