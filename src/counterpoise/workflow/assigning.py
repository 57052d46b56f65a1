"""Decide an instance: an assignment that has been checked, or none because none exists."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from counterpoise.workflow.checking import is_valid
from counterpoise.workflow.instance import Assignment, Instance
from counterpoise.workflow.patterns import users_by_patterns
from counterpoise.workflow.reducing import Reduced, reduced

Decide = Callable[[Reduced, float | None], tuple[int, ...] | None]
"""Finds the user of each step, or none; raises TimeUpError when the moment given passes first."""

FEW_STEPS = 8
"""Up to so many steps the search by patterns answers before a solver is loaded."""


class _Solver(Protocol):
    users_by_solver: Decide


def assign(
    instance: Instance, *, seconds: float | None = None, decide: Decide | None = None
) -> Assignment | None:
    """Find a valid assignment, or prove that there is none; raise TimeUpError when neither ends in so many seconds."""
    until = None if seconds is None else time.monotonic() + seconds
    parts = reduced(instance)
    if parts is None:
        return None
    assignment = [0] * instance.steps
    for part in parts:
        users = (decide or _chosen(part))(part, until)
        if users is None:
            return None
        for user, steps in zip(users, part.steps, strict=True):
            for step in steps:
                assignment[step] = user
    assert is_valid(instance, tuple(assignment)), "the solver's answer breaks a constraint"
    return tuple(assignment)


def _chosen(part: Reduced) -> Decide:
    """Choose the search for few steps or where no solver is installed."""
    few = len(part.may) <= FEW_STEPS and len(part.one_team) <= 1
    if few or find_spec("pysat") is None:
        return users_by_patterns
    return cast(_Solver, import_module("counterpoise.workflow.solver")).users_by_solver
