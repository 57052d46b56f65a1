"""What is written for other tools says the same as the formula."""

from __future__ import annotations

from random import Random
from xml.etree import ElementTree

import pytest

from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.export import games, open_psa
from counterpoise.boolean.formula import AtLeast, Formula, Var, holds
from engines.formulas import every_set, made, weighted


def read(text: str, true: frozenset[int]) -> bool:
    """Evaluate an Open-PSA fault tree by hand, gate by gate; the last gate is the answer."""
    value: dict[str, bool] = {}
    answer = False
    for gate in ElementTree.fromstring(text).iter("define-gate"):
        answer = value[gate.attrib["name"]] = evaluate(gate[0], value, true)
    return answer


def evaluate(part: ElementTree.Element, value: dict[str, bool], true: frozenset[int]) -> bool:
    match part.tag:
        case "constant":
            return part.attrib["value"] == "true"
        case "gate":
            return value[part.attrib["name"]]
        case "basic-event":
            return int(part.attrib["name"][1:]) in true
    reached = sum(evaluate(inner, value, true) for inner in part)
    needed = {"and": len(part), "or": 1}.get(part.tag) or int(part.attrib["min"])
    return reached >= needed


def test_the_fault_tree_is_true_when_the_formula_is() -> None:
    chance = Random(2)
    for _ in range(150):
        f = made(chance, most=6)
        try:
            text = open_psa(f, [f"<{v}>" for v in range(f.size)])
        except TooLargeError:
            continue
        for members in every_set(f.size):
            assert read(text, members) == holds(f, members)


def test_weights_become_seats_after_dividing_by_what_they_share() -> None:
    text = open_psa(weighted(40, [30, 20, 10]), ["Ada", "Ben", "Cy"], chances=[0.1, 0.2, 0.3])
    assert '<atleast min="4">' in text
    assert "<label>Cy</label>" in text
    assert '<float value="0.3"/>' in text


def test_too_many_seats_are_refused() -> None:
    with pytest.raises(TooLargeError):
        open_psa(weighted(10**15, [10**15 - 1, 10**15 - 3, 5]), ["Ada", "Ben", "Cy"])


def test_games_name_earlier_games() -> None:
    f = Formula((Var(0), Var(1), AtLeast(1, ((0, 1), (1, 1))), AtLeast(2, ((0, 1), (2, 1)))), 2)
    assert games(f, ["Ada", "Ben"]) == "g2 = [1; 1 × Ada, 1 × Ben]\ng3 = [2; 1 × Ada, 1 × g2]"
