"""Decide an instance by a clause-learning solver (Glucose, of PySAT). Needs the extra `solver`."""

from __future__ import annotations

from math import comb

from pysat.solvers import Glucose4  # type: ignore[import-not-found,import-untyped,unused-ignore]

from counterpoise.workflow.clauses import written
from counterpoise.workflow.instance import TooLargeError
from counterpoise.workflow.reducing import Reduced

MOST_CLAUSES = 20_000_000
"""About 4 GB of memory; 60 steps and 500 users take a little over half a million."""


def users_by_solver(instance: Reduced) -> tuple[int, ...] | None:
    """Find a user for each step, or prove that none can be found."""
    if _foreseen(instance) > MOST_CLAUSES:
        raise TooLargeError(len(instance.may))
    told = written(instance)
    with Glucose4(bootstrap_with=told.clauses) as solver:
        if not solver.solve():
            return None
        return told.users(solver.get_model())


def _foreseen(instance: Reduced) -> int:
    """Bound the number of clauses: three for each triple of steps, and two for each pair and user."""
    steps = len(instance.may)
    return 3 * comb(steps, 3) + 2 * (steps - 1) * sum(len(may) for may in instance.may)
