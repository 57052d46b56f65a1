"""The command `site`: open the demo of the site on this machine; the site itself is another package, loaded only here."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.cli_console import OutputError, note


def run(options: argparse.Namespace) -> int:
    """Make the site ready in a folder of its own, load the demo, say its address, and serve until stopped."""
    os.environ["COUNTERPOISE_DEMO"] = "1"
    os.environ["COUNTERPOISE_DATA"] = str(Path(options.folder).resolve())
    manage = _manage(options.lang)
    manage(["prepare"])
    manage(["demo"])
    manage(["demo_bulletin"])
    note(words.SITE_OPEN.of(options.lang).format(f"http://{options.bind}/"))
    manage(["serve", "--bind", options.bind])
    return 0


def _manage(language: str) -> Callable[[list[str]], None]:
    try:
        main: Callable[[list[str]], None] = importlib.import_module("counterpoise_site.__main__").main
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("counterpoise"):
            raise
        raise OutputError(words.SITE_NEEDS.of(language).format(error.name)) from error
    return main
