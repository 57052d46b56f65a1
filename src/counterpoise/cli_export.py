"""The command `export`: one matter as a formula that other tools read, so that an answer can be checked elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.analysis.handing_over import handed_over
from counterpoise.cli_console import OutputError, check_output, write_result
from counterpoise.cli_opening import opened
from counterpoise.domain.checks import problems_on

_OPEN_PSA, _GAMES = (".xml",), (".txt", ".games")


def run(options: argparse.Namespace) -> int:
    """Write one matter as an Open-PSA fault tree or as a list of games, as the file's name ends."""
    kind = Path(options.output or "-.txt").suffix.lower()
    if kind not in (*_OPEN_PSA, *_GAMES):
        raise OutputError(words.NO_EXPORT.of(options.lang).format(options.output))
    check_output(options.output, options.lang)
    places = (options.place,) if options.place else ()
    case = opened(options, lambda case: problems_on(case, options.on or case.on, places=places))
    handed = handed_over(
        case,
        matter=options.matter,
        place=options.place,
        day=options.on,
        reading=options.reading,
        question=options.question,
        apart=options.without_arrangement,
        ties=options.ties,
        superiors=options.superiors,
        compromise=options.compromise,
    )
    text = handed.open_psa(options.lang) if kind in _OPEN_PSA else handed.games(options.lang)
    write_result(text, options.output, options.lang)
    return 0
