"""Serve the site with gunicorn: a few workers, each with threads."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from gunicorn.app.base import BaseApplication

from counterpoise_site.wsgi import application


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn ships no types
    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return application


class Command(BaseCommand):
    """Serve until stopped."""

    help = "Serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address and the number of workers."""
        parser.add_argument("--bind", default="127.0.0.1:8000")
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Start the workers."""
        _Server(
            {
                "bind": options["bind"],
                "workers": options["workers"],
                "threads": 4,
                "timeout": 60,
                "loglevel": "warning",
            }
        ).run()
