"""The games the engines are timed on: well-known, or drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from counterpoise.boolean.formula import Builder, Formula

ELECTORS_1996 = (
    *(54, 33, 32, 25, 23, 22, 21, 18, 15, 14, 13, 13, 12, 12, 11, 11, 11, 11, 10, 10, 9, 9, 8, 8, 8, 8, 8, 8),
    *(7, 7, 7, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3),
)


def vote(quota: int, weights: Iterable[int]) -> Formula:
    """Make one weighted vote."""
    build = Builder()
    members = [(build.var(number), weight) for number, weight in enumerate(weights)]
    return build.formula(build.at_least(quota, members))[0]


def shares(count: int, *, seed: int = 1) -> list[int]:
    """Draw unequal voting shares in hundredths of a percent."""
    chance = Random(seed)
    raw = sorted((chance.lognormvariate(0, 1.5) for _ in range(count)), reverse=True)
    return [max(1, round(10_000 * share / sum(raw))) for share in raw]


def us_legislature() -> Formula:
    """Make House, Senate, Vice-President's tie and President, with the override of a veto."""
    build = Builder()
    house = [(build.var(number), 1) for number in range(435)]
    senate = [(build.var(435 + number), 1) for number in range(100)]
    vice_president, president = build.var(535), build.var(536)
    tie = build.all([build.at_least(50, senate), vice_president])
    passed = build.all([build.at_least(218, house), build.any([build.at_least(51, senate), tie])])
    overridden = build.all([build.at_least(290, house), build.at_least(67, senate)])
    return build.formula(build.any([build.all([passed, president]), overridden]))[0]


def bodies(shared: int, each: int, *, how: str = "all", seed: int = 1) -> Formula:
    """Make ten majority bodies of 25 to 45 members, `each` of whom are drawn from so many shared persons."""
    chance, build = Random(seed), Builder()
    common = [build.var(v) for v in range(shared)]
    named, made = shared, []
    for _ in range(10):
        members = chance.sample(common, each)
        for _ in range(chance.randint(25, 45) - each):
            members.append(build.var(named))
            named += 1
        made.append(build.at_least(len(members) // 2 + 1, [(member, 1) for member in members]))
    root = build.all(made) if how == "all" else build.at_least(6, [(body, 1) for body in made])
    return build.formula(root)[0]


def fault_tree(groups: int, *, seed: int, shared: float = 0.2, family: int = 40) -> Formula:
    """Make a directed graph of "and", "or" and "at least" groups which share parts inside families of groups."""
    chance, build = Random(seed), Builder()
    events = 0
    tops = []
    for _ in range(groups // (family * 3 // 2)):
        leaves: list[int] = []
        pool: list[int] = []
        for _ in range(family):
            parts = set()
            for _ in range(chance.randint(2, 4)):
                draw = chance.random()
                if leaves and draw < shared:
                    parts.add(chance.choice(leaves))
                elif pool and draw < 0.5:
                    parts.add(pool.pop(0))
                else:
                    leaves.append(build.var(events))
                    parts.add(leaves[-1])
                    events += 1
            quota = 1 if chance.random() < 0.5 else chance.randint(1, len(parts))
            pool.append(build.at_least(quota, [(part, 1) for part in sorted(parts)]))
        while len(pool) > 1:
            joined, pool = pool[:3], pool[3:]
            pool.append(build.any(joined) if chance.random() < 0.6 else build.all(joined))
        tops.append(pool[0])
    while len(tops) > 1:
        joined, tops = tops[:4], tops[4:]
        tops.append(build.at_least((len(joined) + 1) // 2, [(top, 1) for top in joined]))
    return build.formula(tops[0])[0]


def council_of_committees(committees: int, members: int) -> Formula:
    """Make a weighted council whose members are weighted committees: one module each."""
    build = Builder()
    made = []
    for at in range(committees):
        weights = [1 + (at + 3 * v) % 7 for v in range(members)]
        votes = [(build.var(at * members + v), weight) for v, weight in enumerate(weights)]
        made.append((build.at_least(sum(weights) // 2 + 1, votes), at + 1))
    return build.formula(build.at_least(committees * (committees + 1) // 4 + 1, made))[0]
