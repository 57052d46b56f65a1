"""The command `compare`: what changes when offices meet in one person, or part."""

from __future__ import annotations

import argparse

from counterpoise.analysis.compare import compare
from counterpoise.analysis.findings import Comparison
from counterpoise.cli_console import (
    Progress,
    check_output,
    result_width,
    wants_colour,
    write_result,
)
from counterpoise.cli_opening import opened
from counterpoise.cli_status import exit_status
from counterpoise.formats import report_json, report_text


def run(options: argparse.Namespace) -> int:
    """Compare before and after; say whether a finding gained is as grave as `--fail-on`."""
    check_output(options.output, options.lang)
    case = opened(options)
    progress = Progress(options.lang)
    try:
        change = compare(
            case,
            merge=options.merge,
            split=options.split,
            day=options.on,
            places=options.places,
            matters=options.matters,
            ties=options.ties,
            superiors=options.superiors,
            compromise=options.compromise,
            sets=options.sets,
            progress=progress,
            brief=True,
        )
    finally:
        progress.end()
    write_result(_report(change, options), options.output, options.lang)
    return exit_status(change.gained, options.fail_on)


def _report(change: Comparison, options: argparse.Namespace) -> str:
    if options.format == "json":
        return report_json.write_comparison(change)
    return report_text.write_comparison(
        change,
        language=options.lang,
        colour=wants_colour(options.output),
        width=result_width(options.output),
    )
