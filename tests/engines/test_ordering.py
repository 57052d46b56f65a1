"""Types stand in an order that keeps diagrams small, in whatever order they came."""

from __future__ import annotations

from random import Random

import pytest

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.compile import compile_root
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.ordering import ordered
from counterpoise.boolean.table import Table
from counterpoise.boolean.types import Typing, types_of


def bodies() -> Formula:
    """Let two of four bodies decide, whose five members have different weights."""
    build = Builder()
    members = [[build.var(5 * body + member) for member in range(5)] for body in range(4)]
    votes = [build.at_least(8, [(one, 1 + at) for at, one in enumerate(some)]) for some in members]
    return build.formula(build.at_least(2, [(vote, 1) for vote in votes]))[0]


def led() -> Formula:
    """Let twelve members vote with different weights, of whom each two are led by two others together."""
    build = Builder()
    voting = []
    for first in range(0, 24, 4):
        leading = build.all([build.var(first), build.var(first + 1)])
        voting += [build.any([build.var(first + at), leading]) for at in (2, 3)]
    return build.formula(build.at_least(7, [(one, 1 + at % 3) for at, one in enumerate(voting)]))[0]


@pytest.mark.parametrize(("f", "most"), [(bodies(), 450), (led(), 900)])
def test_a_diagram_is_small_in_whatever_order_types_came(f: Formula, most: int) -> None:
    """Those who vote together stand together, and those whom somebody moves beside who moves them."""
    for seed in range(8):
        typing = shuffled(types_of((f,)), Random(seed))
        found = ordered(f, typing)
        assert sorted(found.members) == sorted(typing.members)
        assert [found.members[one] for one in found.type_of] == [
            typing.members[one] for one in typing.type_of
        ]
        assert nodes(f, found) < most < nodes(f, typing)


def shuffled(typing: Typing, chance: Random) -> Typing:
    """Put types into any order."""
    order = list(range(len(typing.counts)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    return Typing(tuple(typing.members[old] for old in order), tuple(place[one] for one in typing.type_of))


def nodes(f: Formula, typing: Typing) -> int:
    """Count the nodes that are made while a formula is compiled."""
    table = Table(typing.counts, budget=Budget())
    compile_root(f, typing, table)
    return len(table.level)
