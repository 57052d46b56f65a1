"""The command `new`: make a small valid case to start from, in a folder or in a workbook."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.cli_console import OutputError, check_output, write_bytes, write_result
from counterpoise.formats import cases, starter


def run(options: argparse.Namespace) -> int:
    """Write the starter case and say what to do next."""
    if (options.folder is None) == (options.workbook is None):
        raise OutputError(words.NEEDS_PLACE.of(options.lang))
    if options.workbook is not None:
        return _workbook(options)
    if options.framework is not None:
        raise OutputError(words.NEEDS_WORKBOOK.of(options.lang))
    starter.write(Path(options.folder), language=options.lang)
    write_result(words.MADE.of(options.lang).format(folder=options.folder) + "\n", None, options.lang)
    return 0


def _workbook(options: argparse.Namespace) -> int:
    path = Path(options.workbook)
    check_output(options.workbook, options.lang)
    if path.exists():
        raise OutputError(words.NEW_IS_THERE.of(options.lang).format(path))
    content = cases.workbook().template(
        path.stem, framework=options.framework, language=options.lang, today=date.today()
    )
    write_bytes(content, options.workbook, options.lang)
    write_result(words.MADE_WORKBOOK.of(options.lang).format(file=path) + "\n", None, options.lang)
    return 0
