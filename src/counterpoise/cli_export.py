"""The command `export`: one matter as a formula that other tools read, so that an answer can be checked elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.analysis.handing_over import handed_over
from counterpoise.cli_console import OutputError, check_output, note_problems, write_result
from counterpoise.domain.checks import problems_on
from counterpoise.domain.institution import CaseError
from counterpoise.formats import cases

_OPEN_PSA, _GAMES = (".xml",), (".txt", ".games")


def run(options: argparse.Namespace) -> int:
    """Write one matter as an Open-PSA fault tree or as a list of games, as the file's name ends."""
    kind = Path(options.output or "-.txt").suffix.lower()
    if kind not in (*_OPEN_PSA, *_GAMES):
        raise OutputError(words.NO_EXPORT.of(options.lang).format(options.output))
    check_output(options.output, options.lang)
    case, warnings = cases.read_with_warnings(Path(options.case))
    found = (
        *warnings,
        *problems_on(case, options.on or case.on, places=[options.place] if options.place else []),
    )
    if any(problem.fatal for problem in found):
        raise CaseError(found)
    note_problems(found, options.lang)
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
