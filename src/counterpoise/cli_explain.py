"""The command `explain`: the page of one finding code, or the list of codes."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from counterpoise import cli_words as words
from counterpoise.analysis.codes import TITLES
from counterpoise.cli_console import OutputError, result_width, wants_colour, write_result
from counterpoise.formats import explain


def run(options: argparse.Namespace) -> int:
    """Show the page of a code; without one, list the codes."""
    if options.code is None:
        write_result(explain.index(TITLES, language=options.lang), None, options.lang)
        return 0
    code = options.code.strip().upper()
    if code not in TITLES:
        raise OutputError(_unknown(options.code, code, options.lang))
    page = explain.write(
        code, language=options.lang, colour=wants_colour(None), width=min(result_width(None), 100)
    )
    write_result(page, None, options.lang)
    return 0


def _unknown(asked: str, code: str, language: str) -> str:
    said = words.UNKNOWN_CODE.of(language).format(asked)
    near = next(iter(get_close_matches(code, list(TITLES), 1, cutoff=0.3)), "")
    hint = words.NEAREST.of(language).format(near) if near else ""
    return "; ".join(part for part in (said, hint, words.LIST_CODES.of(language)) if part)
