"""The command `audit`: one case in, one report out."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

from counterpoise import cli_words as words
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit
from counterpoise.boolean.budget import Purse
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.cli_console import (
    OutputError,
    Progress,
    check_output,
    result_width,
    wants_colour,
    write_bytes,
    write_result,
)
from counterpoise.cli_helper import Copy
from counterpoise.cli_opening import opened
from counterpoise.cli_status import exit_status

PAPERS = {"docx": "docx", "xlsx": "openpyxl"}
"""The formats of working papers, and the package that each needs."""


def run(options: argparse.Namespace) -> int:
    """Audit the case, write the report, and say whether a finding is as grave as `--fail-on`."""
    check_output(options.output, options.lang)
    writer = _writer(options)
    case = opened(options)
    progress = Progress(options.lang)
    brief = options.format == "text"
    try:
        with Copy() as copy:
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
                brief=brief,
                engine=LadderEngine(purse=Purse(options.seconds)),
                helper=copy if brief else None,  # where every digit is written they are those of one process
            )
    finally:
        progress.end()
    _write(writer, answers, options)
    return exit_status(answers.findings, options.fail_on)


def _writer(options: argparse.Namespace) -> Any:
    """Load only the writer of the format asked for: working papers are no text, and need a file and a package."""
    needed = PAPERS.get(options.format)
    if needed is not None and options.output is None:
        raise OutputError(words.BINARY_NEEDS_OUTPUT.of(options.lang).format(options.format))
    try:
        return importlib.import_module(f"counterpoise.formats.report_{options.format}")
    except ModuleNotFoundError as error:
        if needed is None or error.name is None:
            raise
        if error.name.partition(".")[0] not in (needed, "lxml", "et_xmlfile"):
            raise
        raise OutputError(
            (words.NEEDS_DOCX if needed == "docx" else words.NEEDS_OPENPYXL).of(options.lang)
        ) from error


def _write(writer: Any, answers: Audit, options: argparse.Namespace) -> None:
    match options.format:
        case "docx" | "xlsx":
            write_bytes(writer.write(answers, language=options.lang), options.output, options.lang)
            return
        case "json":
            report = writer.write(answers)
        case "html":
            report = writer.write(answers, language=options.lang)
        case _:
            report = writer.write(
                answers,
                language=options.lang,
                colour=wants_colour(options.output),
                width=result_width(options.output),
            )
    write_result(report, options.output, options.lang)
