"""Restore a backup into a site that holds nothing yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from counterpoise_site.layout.backups import BackupError, restore


class Command(BaseCommand):
    """Restore a backup into a site that holds nothing yet."""

    help = "Restore a backup into an empty site."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        try:
            restore(options["file"])
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"restore: {options['file']}")
