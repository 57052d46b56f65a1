"""The command `check`: say everything that is wrong with a case, or that nothing is."""

from __future__ import annotations

import argparse
from datetime import date

from counterpoise import cli_words as words
from counterpoise.cli_console import write_result
from counterpoise.cli_opening import opened
from counterpoise.domain.checks import problems_on
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import Case


def run(options: argparse.Namespace) -> int:
    """Read and check the case; problems stop it, warnings do not."""
    case = opened(options, lambda case: problems_on(case, options.on or case.on))
    write_result(_counts(case, options.on or case.on, options.lang) + "\n", None, options.lang)
    return 0


def _counts(case: Case, day: date | None, language: str) -> str:
    framework = case.framework_on(day) if day else None
    day_said = words.ON_DAY.of(language).format(day_name(day).of(language)) if day else ""
    return words.VALID.of(language).format(
        case=case.id,
        framework=framework.id if framework else "",
        day=day_said,
        places=len(case.audited_places(day)) if day else 0,
        matters=len(framework.matters) if framework else 0,
        offices=len(framework.offices) if framework else 0,
        tenures=len(case.tenures),
    )
