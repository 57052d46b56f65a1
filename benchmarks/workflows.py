"""Time workflow-satisfiability instances of growing size around their phase transition; asserts nothing.

Instances as in Karapetyan, Parkes, Gutin and Gagarin (JAIR 66, 2019): each user may do a random number of random steps,
at most half of them; a tenth of all pairs of steps is separated; each limit lets at most three users do five steps. With
few limits nearly every instance has an assignment, with many none has: in between they are hard. Seconds are of work,
not of waiting.
"""

from __future__ import annotations

import time
from itertools import combinations
from random import Random

from counterpoise.workflow.assigning import assign
from counterpoise.workflow.instance import AtMost, Constraint, Instance, OneTeam, Separation

SIZES = (
    (10, 100, (5, 10, 15)),
    (20, 200, (12, 18, 24)),
    (40, 400, (25, 32, 40)),
    (60, 500, (30, 40, 55, 70)),
)
SEEDS = 3


def main() -> None:
    """Print one line for each size and number of limits."""
    print("\nworkflow satisfiability (goal: 10 steps well under 1 s, 60 steps and 500 users under 60 s)")
    print("  steps  users  limits   with an assignment   seconds: middle    most")
    for steps, users, limits in SIZES:
        for limit in limits:
            answers = [timed(made(steps, users, limits=limit, seed=seed)) for seed in range(SEEDS)]
            seconds = sorted(taken for taken, _ in answers)
            found = sum(found for _, found in answers)
            print(
                f"  {steps:5}  {users:5}  {limit:6}   {found} of {SEEDS}               "
                f"{seconds[SEEDS // 2]:15.2f}  {seconds[-1]:6.2f}",
                flush=True,
            )


def timed(instance: Instance) -> tuple[float, bool]:
    """Decide an instance; give the seconds and whether it has an assignment."""
    start = time.process_time()
    found = assign(instance) is not None
    return time.process_time() - start, found


def made(
    steps: int, users: int, *, limits: int, teams: int = 1, apart: float = 0.1, seed: int = 0
) -> Instance:
    """Make a random instance, the same for the same seed."""
    randomly = Random(seed)
    own = [randomly.sample(range(steps), randomly.randint(1, max(1, (steps - 1) // 2))) for _ in range(users)]
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
