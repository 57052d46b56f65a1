"""The command `audit`: one case in, one report out."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counterpoise import cli_words as words
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit
from counterpoise.cli_console import (
    OutputError,
    Progress,
    check_output,
    note_problems,
    result_width,
    wants_colour,
    write_bytes,
    write_result,
)
from counterpoise.cli_status import exit_status
from counterpoise.domain.checks import problems_on
from counterpoise.domain.institution import CaseError
from counterpoise.formats import cases, report_html, report_json, report_text

PAPERS = {"docx": "docx", "xlsx": "openpyxl"}
"""The formats of working papers, and the package that each needs."""


def run(options: argparse.Namespace) -> int:
    """Audit the case, write the report, and say whether a finding is as grave as `--fail-on`."""
    check_output(options.output, options.lang)
    write_papers = _papers(options)
    case, warnings = cases.read_with_warnings(Path(options.case))
    found = (*warnings, *problems_on(case, options.on or case.on, places=options.places))
    if any(problem.fatal for problem in found):
        raise CaseError(found)
    note_problems(found, options.lang)
    progress = Progress(options.lang)
    try:
        answers = audit(
            case,
            day=options.on,
            places=options.places,
            matters=options.matters,
            ties=options.ties,
            superiors=options.superiors,
            compromise=options.compromise,
            sets=options.sets,
            progress=progress,
        )
    finally:
        progress.end()
    if write_papers is not None:
        write_bytes(write_papers(answers, language=options.lang), options.output, options.lang)
    else:
        write_result(_report(answers, options), options.output, options.lang)
    return exit_status(answers.findings, options.fail_on)


def _papers(options: argparse.Namespace) -> Callable[..., bytes] | None:
    """Load the writer of working papers that was asked for, if any: they are no text, and need a file to go to."""
    needed = PAPERS.get(options.format)
    if needed is None:
        return None
    if options.output is None:
        raise OutputError(words.BINARY_NEEDS_OUTPUT.of(options.lang).format(options.format))
    try:
        writer: Any = importlib.import_module(f"counterpoise.formats.report_{options.format}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in (needed, "lxml", "et_xmlfile"):
            raise
        raise OutputError(
            (words.NEEDS_DOCX if needed == "docx" else words.NEEDS_OPENPYXL).of(options.lang)
        ) from error
    write: Callable[..., bytes] = writer.write
    return write


def _report(answers: Audit, options: argparse.Namespace) -> str:
    match options.format:
        case "json":
            return report_json.write(answers)
        case "html":
            return report_html.write(answers, language=options.lang)
        case _:
            return report_text.write(
                answers,
                language=options.lang,
                colour=wants_colour(options.output),
                width=result_width(options.output),
            )
