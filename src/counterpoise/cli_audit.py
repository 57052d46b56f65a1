"""The command `audit`: one case in, one report out."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit
from counterpoise.cli_console import (
    Progress,
    check_output,
    note_problems,
    result_width,
    wants_colour,
    write_result,
)
from counterpoise.cli_status import exit_status
from counterpoise.domain.checks import problems_on
from counterpoise.domain.institution import CaseError
from counterpoise.formats import cases, report_html, report_json, report_text


def run(options: argparse.Namespace) -> int:
    """Audit the case, write the report, and say whether a finding is as grave as `--fail-on`."""
    check_output(options.output, options.lang)
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
    write_result(_report(answers, options), options.output, options.lang)
    return exit_status(answers.findings, options.fail_on)


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
