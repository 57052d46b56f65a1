"""Time workflow-satisfiability instances of growing size around their phase transition; asserts nothing.

Instances as in Karapetyan, Parkes, Gutin and Gagarin (JAIR 66, 2019): each user may do a random number of random steps,
a tenth of all pairs of steps is separated, each limit lets at most three users do five steps. With few limits nearly
every instance has an assignment, with many none has: in between they are hard. Two families: users who may do at most a
third of the steps, as the hard instances that are handed around have them, and at most half, which is harder. The peer
is CP-SAT on the pseudo-Boolean formulation of the same paper: every user of every step a variable, bound to the pattern.
Seconds are of work, not of waiting.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from itertools import combinations
from random import Random

from counterpoise.workflow.assigning import assign
from counterpoise.workflow.instance import (
    AtMost,
    Binding,
    Constraint,
    Instance,
    OneTeam,
    Separation,
)

SIZES = (  # steps, users, the share of the steps a user may do at most, limits
    (10, 100, 1 / 2, (5, 10, 15)),
    (20, 200, 1 / 2, (12, 18, 24)),
    (40, 400, 1 / 2, (25, 32, 40)),
    (60, 500, 1 / 3, (28, 32, 36)),
    (60, 500, 1 / 2, (30, 40, 55, 70)),
)
SEEDS = 3
PEER_SECONDS = 120.0
PEER = (10, 20, 60)
"""The sizes at which the peer answers too, the first instance of each row."""


def main() -> None:
    """Print one line for each size and number of limits."""
    print("\nworkflow satisfiability (goal: 10 steps well under 1 s, 60 steps and 500 users under 60 s)")
    print("  steps  users  may do  limits   with an assignment   seconds: middle    most   CP-SAT   ratio")
    for steps, users, share, limits in SIZES:
        for limit in limits:
            made_ones = [made(steps, users, limits=limit, share=share, seed=seed) for seed in range(SEEDS)]
            answers = [timed(one, lambda known: assign(known) is not None) for one in made_ones]
            seconds = sorted(taken for taken, _ in answers)
            found = sum(bool(found) for _, found in answers)
            print(
                f"  {steps:5}  {users:5}  {share:6.2f}  {limit:6}   {found} of {SEEDS}               "
                f"{seconds[SEEDS // 2]:15.2f}  {seconds[-1]:6.2f}{_beside(made_ones[0], answers[0])}",
                flush=True,
            )


def timed(instance: Instance, decide: Callable[[Instance], bool | None]) -> tuple[float, bool | None]:
    """Decide an instance; give the seconds and whether it has an assignment."""
    start = time.process_time()
    found = decide(instance)
    return time.process_time() - start, found


def _beside(instance: Instance, ours: tuple[float, bool | None]) -> str:
    """Answer the same instance by the peer, and say how many times as long that took."""
    if instance.steps not in PEER or importlib.util.find_spec("ortools") is None:
        return ""
    seconds, found = timed(instance, by_cp_sat)
    if found is None:
        return f"   > {PEER_SECONDS:4.0f}  > {seconds / ours[0]:4.1f}"
    assert found == ours[1], "the peer says otherwise"
    return f"   {seconds:6.2f}  {seconds / ours[0]:6.1f}"


def by_cp_sat(instance: Instance) -> bool | None:
    """Decide by CP-SAT, one worker; nothing when the time ended."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  a peer that may not be installed

    model, steps = cp_model.CpModel(), range(instance.steps)
    by = [{u: model.new_bool_var("") for u in sorted(may)} for may in instance.may]
    same = {pair: model.new_bool_var("") for pair in combinations(steps, 2)}
    for one in by:
        model.add_exactly_one(one.values())
    for (i, j), together in same.items():
        for user in by[i].keys() | by[j].keys():
            a, b = by[i].get(user, 0), by[j].get(user, 0)
            model.add(a == b).only_enforce_if(together)
            model.add(a + b <= 1).only_enforce_if(~together)
    for a, b, c in combinations(steps, 3):
        ab, bc, ac = same[a, b], same[b, c], same[a, c]
        model.add_bool_or(~ab, ~bc, ac)
        model.add_bool_or(~ab, ~ac, bc)
        model.add_bool_or(~ac, ~bc, ab)
    for constraint in instance.constraints:
        match constraint:
            case Separation(i, j):
                model.add(same[min(i, j), max(i, j)] == 0)
            case Binding(i, j) if i != j:
                model.add(same[min(i, j), max(i, j)] == 1)
            case AtMost(count, limited):
                for some in combinations(sorted(set(limited)), count + 1):
                    model.add_bool_or(same[pair] for pair in combinations(some, 2))
            case OneTeam(members, teams):
                chosen = [model.new_bool_var("") for _ in teams]
                model.add_exactly_one(chosen)
                for taken, team in zip(chosen, teams, strict=True):
                    for step in members:
                        for user in by[step].keys() - team:
                            model.add(by[step][user] == 0).only_enforce_if(taken)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, PEER_SECONDS
    status = solver.solve(model)
    return None if status == cp_model.UNKNOWN else status != cp_model.INFEASIBLE


def made(
    steps: int,
    users: int,
    *,
    limits: int,
    share: float = 1 / 2,
    teams: int = 1,
    apart: float = 0.1,
    seed: int = 0,
) -> Instance:
    """Make a random instance, the same for the same seed."""
    randomly = Random(seed)
    most = max(1, int((steps - 1) * share))
    own = [randomly.sample(range(steps), randomly.randint(1, most)) for _ in range(users)]
    may = tuple(frozenset(u for u, chosen in enumerate(own) if step in chosen) for step in range(steps))
    pairs = list(combinations(range(steps), 2))
    constraints: list[Constraint] = [
        Separation(*pair) for pair in randomly.sample(pairs, round(apart * len(pairs)))
    ]
    constraints += [AtMost(3, tuple(randomly.sample(range(steps), 5))) for _ in range(limits)]
    for _ in range(teams):
        shuffled = randomly.sample(range(users), users)
        parts = tuple(frozenset(shuffled[start::5]) for start in range(5))
        constraints.append(OneTeam(tuple(randomly.sample(range(steps), 5)), parts))
    return Instance(users, may, tuple(constraints))


if __name__ == "__main__":
    main()
