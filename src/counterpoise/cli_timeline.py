"""The command `timeline`: who held what and when, and when findings appeared and ended."""

from __future__ import annotations

import argparse

from counterpoise.analysis.episodes import Timeline
from counterpoise.analysis.timeline import intervals, timeline
from counterpoise.cli_console import (
    Progress,
    check_output,
    result_width,
    wants_colour,
    write_result,
)
from counterpoise.cli_opening import opened
from counterpoise.domain.checks import problems_on
from counterpoise.domain.institution import Case, Problem
from counterpoise.formats import timeline_json, timeline_text


def run(options: argparse.Namespace) -> int:
    """Tell the case over time."""
    check_output(options.output, options.lang)
    case = opened(options, lambda case: _problems(case, options))
    progress = Progress(options.lang)
    try:
        told = timeline(
            case, places=options.places, first=options.first, last=options.last, progress=progress
        )
    finally:
        progress.end()
    write_result(_report(told, options), options.output, options.lang)
    return 0


def _problems(case: Case, options: argparse.Namespace) -> tuple[Problem, ...]:
    """Note what is wrong on the days that can be examined, each thing once."""
    parts = intervals(case, places=options.places, first=options.first, last=options.last)
    days = (problems_on(case, one.first, places=one.places) for one in parts if one.places)
    return tuple(dict.fromkeys(problem for problems in days for problem in problems))


def _report(told: Timeline, options: argparse.Namespace) -> str:
    if options.format == "json":
        return timeline_json.write(told)
    return timeline_text.write(
        told,
        language=options.lang,
        colour=wants_colour(options.output),
        width=result_width(options.output),
    )
