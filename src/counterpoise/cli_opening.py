"""Open the case that a command is about."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from counterpoise.cli_console import note_problems
from counterpoise.domain.checks import problems_on
from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.formats import cases

Look = Callable[[Case], Iterable[Problem]]


def opened(options: argparse.Namespace, look: Look | None = None) -> Case:
    """Read the case; what is wrong with it on the day and at the places asked is raised all together, or shown.

    `look` says of a command that asks for other days or places what is wrong there.
    """
    case, warnings = cases.read_with_warnings(Path(options.case))
    found = (*warnings, *(look(case) if look else _on_the_day(case, options)))
    if any(problem.fatal for problem in found):
        raise CaseError(found)
    note_problems(found, options.lang)
    return case


def _on_the_day(case: Case, options: argparse.Namespace) -> Iterable[Problem]:
    return problems_on(case, options.on or case.on, places=options.places)
