"""Time repairs: the proof alone and with its audits, and the same proof by trying every set; asserts no time.

The peer is trying: every set of the measures allowed is held against every demand by the same oracle, and the cheapest
that meets as much as can be met is kept. It doubles with every measure. Seconds are of work, not of waiting.
"""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path

from counterpoise.analysis.demands import GOALS
from counterpoise.analysis.measures import candidates
from counterpoise.analysis.repair import repair
from counterpoise.analysis.setting import Setting, setting_of
from counterpoise.analysis.trial import Goal, Trial
from counterpoise.domain.measures import Measure, conflict
from counterpoise.formats.cases import read

CASES = Path(__file__).parents[1] / "cases"
WHOLE = (("loc-ninh", "five communes sharing"), ("xa-moi-bi-thu-chu-tich-hdnd", "one commune of two tiers"))
SMALL = CASES / "council-mayor"
ALLOWED = (6, 9, 12, 15)


def main() -> None:
    """Print the whole cases, then the small one beside its peer."""
    print("\nrepair (goal: the founding case's five communes together under 30 s)")
    print("  seconds: proof and ties   with audits   measures   cost   status")
    for name, what in WHOLE:
        case = read(CASES / name)
        start = time.process_time()
        repair(case, preview=False)
        middle = time.process_time()
        whole = repair(case)
        end = time.process_time()
        print(
            f"  {middle - start:23.1f}   {end - middle:11.1f}   {whole.candidates:8}   {whole.cost:4}   "
            f"{whole.status}   {name}, {what}",
            flush=True,
        )
    _against_trying()


def _against_trying() -> None:
    print("\nrepair of the case council-mayor, few measures allowed, against trying every set")
    print("  measures allowed   seconds   trying every set   ratio")
    case = read(SMALL)
    setting = setting_of(case)
    known = candidates(setting)
    for count in ALLOWED:
        allowed = known[:: len(known) // count][:count]
        forbidden = [one.id for one in known if one not in allowed]
        start = time.process_time()
        ours = repair(case, forbid=forbidden, preview=False)
        middle = time.process_time()
        best = _tried(setting, allowed)
        end = time.process_time()
        assert best == (len(ours.obstacles), ours.cost), "trying every set says otherwise"
        print(
            f"  {len(allowed):16}   {middle - start:7.3f}   {end - middle:16.2f}   {(end - middle) / (middle - start):5.0f}",
            flush=True,
        )


def _tried(setting: Setting, allowed: tuple[Measure, ...]) -> tuple[int, int]:
    """Try every set of measures that do not contradict one another; give what the cheapest gives up, and its cost."""
    trial = Trial(setting, allowed, Goal())
    base = {one.demand for one in trial.refusals(frozenset()) if one.demand.need in GOALS}
    prices = []
    for size in range(len(allowed) + 1):
        for chosen in combinations(range(len(allowed)), size):
            if any(conflict(allowed[a], allowed[b]) for a, b in combinations(chosen, 2)):
                continue
            wrong = {one.demand for one in trial.refusals(frozenset(chosen))}
            if wrong <= base:
                prices.append((len(wrong), sum(allowed[n].cost for n in chosen)))
    return min(prices)


if __name__ == "__main__":
    main()
