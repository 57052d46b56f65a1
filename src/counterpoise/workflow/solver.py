"""Decide an instance by a clause-learning solver (Glucose, of PySAT). Needs the extra `solver`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import comb
from threading import Timer

from pysat.solvers import Solver  # type: ignore[import-not-found,import-untyped,unused-ignore]

from counterpoise.workflow.clauses import written
from counterpoise.workflow.instance import TimeUpError, TooLargeError
from counterpoise.workflow.matching import Matched, matched
from counterpoise.workflow.reducing import Reduced

MOST_CLAUSES = 20_000_000
"""About 4 GB of memory; 60 steps and 500 users take less than half a million."""

_SOLVER = "glucose4"


def users_by_solver(instance: Reduced, until: float | None = None) -> tuple[int, ...] | None:
    """Find a user for each step, or prove that none can be found; raise TimeUpError when neither ends in time."""
    if _foreseen(instance) > MOST_CLAUSES:
        raise TooLargeError(len(instance.may))
    told = written(instance)
    with Solver(name=_SOLVER, bootstrap_with=told.clauses) as solver:
        while _solved(solver, until):
            true = frozenset(solver.get_model())
            blocks = told.blocks(true)
            found = matched([told.users(block, true) for block in blocks])
            assert found is not None, "the solver's answer leaves a block without users"
            if not found.short:
                return _by_step(blocks, found)
            for clause in told.alone(sorted(found.short)):
                solver.add_clause(clause)
    return None


def _solved(solver: Solver, until: float | None) -> bool:
    if until is None:
        return bool(solver.solve())
    timer = Timer(max(0.0, until - time.monotonic()), solver.interrupt)
    timer.start()
    try:
        answer = solver.solve_limited(expect_interrupt=True)
    finally:
        timer.cancel()
    solver.clear_interrupt()
    if answer is None:
        raise TimeUpError
    return bool(answer)


def _by_step(blocks: Sequence[Sequence[int]], found: Matched) -> tuple[int, ...]:
    users = {step: user for block, user in zip(blocks, found.users, strict=True) for step in block}
    return tuple(users[step] for step in sorted(users))


def _foreseen(instance: Reduced) -> int:
    """Bound the number of clauses: three for each triple of steps, and one for each pair and user of either."""
    steps = len(instance.may)
    return 3 * comb(steps, 3) + (steps - 1) * sum(len(may) for may in instance.may)
