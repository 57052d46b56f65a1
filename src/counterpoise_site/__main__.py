"""Run a command of the site: `python -m counterpoise_site migrate`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main(arguments: list[str] | None = None) -> None:
    """Run one management command with the site's own settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoise_site.settings")
    execute_from_command_line(["counterpoise_site", *(sys.argv[1:] if arguments is None else arguments)])


if __name__ == "__main__":
    main()
