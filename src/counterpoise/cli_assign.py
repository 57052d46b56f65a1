"""The command `assign`: who can do each step of a case today, or the answer to an instance of the literature."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.analysis.assignment.asking import assignments
from counterpoise.analysis.assignment.records import Assignments
from counterpoise.cli_console import (
    OutputError,
    Progress,
    check_output,
    note,
    result_width,
    wants_colour,
    write_result,
)
from counterpoise.cli_opening import opened
from counterpoise.formats import assignment_json, assignment_text, workflow_text
from counterpoise.workflow.assigning import assign
from counterpoise.workflow.instance import TimeUpError, TooLargeError


def run(options: argparse.Namespace) -> int:
    """Answer; that nobody can do a matter is an answer too, that the time ended is none."""
    check_output(options.output, options.lang)
    if (options.case is None) == (options.instance is None):
        raise OutputError(words.CASE_OR_INSTANCE.of(options.lang))
    text, status = _instance(options) if options.case is None else (_case(options), 0)
    write_result(text, options.output, options.lang)
    return status


def _instance(options: argparse.Namespace) -> tuple[str, int]:
    """Decide an instance; 1 when the time ended before an answer."""
    instance = workflow_text.read(Path(options.instance))
    try:
        return workflow_text.write(assign(instance, seconds=options.seconds)), 0
    except TimeUpError:
        note(words.INSTANCE_UNKNOWN.of(options.lang).format(options.seconds))
        return workflow_text.UNKNOWN, 1
    except TooLargeError as refusal:
        raise OutputError(words.INSTANCE_TOO_LARGE.of(options.lang).format(refusal.steps)) from refusal


def _case(options: argparse.Namespace) -> str:
    case = opened(options)
    progress = Progress(options.lang)
    try:
        answers = assignments(
            case,
            day=options.on,
            places=options.places,
            matters=options.matters,
            absent=options.absent,
            interest=options.interest,
            about=options.about,
            progress=progress,
        )
    finally:
        progress.end()
    return _report(answers, options)


def _report(answers: Assignments, options: argparse.Namespace) -> str:
    if options.format == "json":
        return assignment_json.write(answers)
    return assignment_text.write(
        answers,
        language=options.lang,
        colour=wants_colour(options.output),
        width=result_width(options.output),
    )
