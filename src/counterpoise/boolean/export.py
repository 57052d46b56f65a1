"""Write a formula for other tools: as an Open-PSA fault tree, and as a plain list of games.

Open-PSA MEF (the exchange format of fault trees, version 2.0d, 2007) knows and, or and at-least of distinct unit parts;
a weight becomes so many seats, gates that each just repeat the part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from math import gcd
from xml.sax.saxutils import escape

from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var

SEATS = 100_000
"""How many seats weights may become."""


def open_psa(f: Formula, names: Sequence[str], *, chances: Sequence[float] = ()) -> str:
    """Write a formula as an Open-PSA fault tree whose last gate is the formula; names become labels."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<opsa-mef>", '<define-fault-tree name="matter">']
    for number, node in enumerate(f.nodes):
        if isinstance(node, AtLeast):
            lines.extend(_gate(f, number, node))
    if isinstance(f.nodes[-1], Var):
        lines.append(f'<define-gate name="top">{_part(f, len(f.nodes) - 1)}</define-gate>')
    lines.append("</define-fault-tree>")
    lines.append("<model-data>")
    for variable, name in enumerate(names):
        chance = f'<float value="{chances[variable]!r}"/>' if chances else ""
        lines.append(
            f'<define-basic-event name="v{variable}"><label>{escape(name)}</label>{chance}</define-basic-event>'
        )
    return "\n".join([*lines, "</model-data>", "</opsa-mef>", ""])


def _gate(f: Formula, number: int, node: AtLeast) -> Iterator[str]:
    """Write one threshold, with a gate for every seat beyond a part's first."""
    weights = [weight for _, weight in node.parts if weight]
    unit = reduce(gcd, weights, 0) or 1
    quota = -(-node.quota // unit)
    parts = [(part, min(weight // unit, max(quota, 0))) for part, weight in node.parts if weight]
    if sum(weight for _, weight in parts) > SEATS:
        raise TooLargeError("the weights make too many seats")
    seats = [(part, seat) for part, weight in parts for seat in range(weight)] if quota > 0 else []
    for part, seat in seats:
        if seat:
            yield f'<define-gate name="g{number}-{part}-seat{seat + 1}">{_part(f, part)}</define-gate>'
    yield f'<define-gate name="g{number}">{_inside(f, number, quota, seats)}</define-gate>'


def _inside(f: Formula, number: int, quota: int, seats: Sequence[tuple[int, int]]) -> str:
    if quota <= 0 or quota > len(seats):
        return f'<constant value="{"true" if quota <= 0 else "false"}"/>'
    named = "".join(
        f'<gate name="g{number}-{part}-seat{seat + 1}"/>' if seat else _part(f, part) for part, seat in seats
    )
    if len(seats) == 1:
        return named
    if quota == 1:
        return f"<or>{named}</or>"
    if quota == len(seats):
        return f"<and>{named}</and>"
    return f'<atleast min="{quota}">{named}</atleast>'


def _part(f: Formula, number: int) -> str:
    node = f.nodes[number]
    return f'<basic-event name="v{node.variable}"/>' if isinstance(node, Var) else f'<gate name="g{number}"/>'


def games(f: Formula, names: Sequence[str]) -> str:
    """Write a formula as a list of games, one a line, the last being the formula.

    >>> print(games(Formula((Var(0), Var(1), AtLeast(2, ((0, 2), (1, 1)))), 2), ["Ada", "Ben"]))
    g2 = [2; 2 × Ada, 1 × Ben]
    """
    lines = []
    for number, node in enumerate(f.nodes):
        if isinstance(node, AtLeast):
            parts = ", ".join(f"{weight} × {_name(f, part, names)}" for part, weight in node.parts)
            lines.append(f"g{number} = [{node.quota}; {parts}]")
    if isinstance(f.nodes[-1], Var):
        lines.append(f"g{len(f.nodes) - 1} = [1; 1 × {_name(f, len(f.nodes) - 1, names)}]")
    return "\n".join(lines)


def _name(f: Formula, number: int, names: Sequence[str]) -> str:
    node = f.nodes[number]
    return names[node.variable] if isinstance(node, Var) else f"g{number}"
