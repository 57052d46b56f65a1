"""Laws on answers that are not exact: they say so, and what they bound lies where they say."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given

from analysis import comparing, records
from counterpoise.analysis.examine import audit
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.formats import report_json
from laws.institutions import CHANCE, EVERYTHING, EXAMPLES, World, audited, made

BUDGET = 6
NUMBERS = ("capture_number", "capture_sets_total", "blocking_number", "blocking_sets_total")
ENGINES = pytest.mark.parametrize("kind", [DiagramEngine, LadderEngine], ids=lambda kind: kind.name)


def starved(world: World, engine: Engine) -> dict[tuple[str, str], Any]:
    """Answer every matter with an engine that has next to no budget."""
    options = EVERYTHING
    found = audit(records.case_of(world), compromise=options.compromise, sets=options.sets, engine=engine)
    matters = json.loads(report_json.write(found))["matters"]
    return {(matter["place"], matter["matter"]): matter for matter in matters}


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_what_is_bounded_lies_between_its_bounds(kind: type[DiagramEngine], chance: Random) -> None:
    world = made(chance)
    exact = audited(world)
    for key, answers in starved(world, kind(budget=BUDGET)).items():
        for reading, answer in answers["readings"].items():
            truth = exact[key]["readings"][reading]
            if answer["exact"]:
                assert comparing.same_answer(answer, truth)
            else:
                check_bounds(answer, truth)


def check_bounds(answer: dict[str, Any], truth: dict[str, Any]) -> None:
    """Hold an answer that is not exact against the exact one."""
    for name in (*NUMBERS, "capture_probability"):
        low, high = answer["bounds"][name]
        assert answer[name] is None
        if truth[name] is None:
            assert high is None or name == "capture_probability"
        else:
            assert low is None or low <= truth[name] + 1e-12
            assert high is None or truth[name] - 1e-12 <= high
    for name in ("capture_sets", "blocking_sets"):
        assert all(found in truth[name] for found in answer[name])
    for number, (holder, known) in enumerate(zip(answer["with_holder"], truth["with_holder"], strict=True)):
        assert (holder["person"], holder["arrangement"]) == (known["person"], known["arrangement"])
        low, high = answer["bounds"].get(f"with_holder[{number}].others", (known["others"],) * 2)
        if holder["others"] is not None or low == high:
            assert holder["others"] == known["others"]
        elif known["others"] is None:
            assert high is None
        else:
            assert low <= known["others"] <= (known["others"] if high is None else high)
        assert all(found in known["sets"] for found in holder["sets"])
    assert answer["method"] != truth["method"]
    assert answer["unnamed"] == truth["unnamed"]


def test_a_small_budget_does_leave_answers_bounded() -> None:
    """Else the law above would say nothing."""
    bounded = [
        answer
        for seed in range(40)
        for answers in starved(made(Random(seed)), DiagramEngine(budget=BUDGET)).values()
        for answer in answers["readings"].values()
        if not answer["exact"]
    ]
    assert len(bounded) > 20
