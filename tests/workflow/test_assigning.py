"""The solver, the search by patterns and trying everything agree; what is printed is checked first."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings

from counterpoise.workflow import assigning, clauses, solver
from counterpoise.workflow.assigning import Decide, assign
from counterpoise.workflow.checking import is_kept, is_valid
from counterpoise.workflow.instance import (
    AtMost,
    Binding,
    Constraint,
    Instance,
    OneTeam,
    Separation,
    TooLargeError,
)
from counterpoise.workflow.patterns import users_by_patterns
from counterpoise.workflow.solver import users_by_solver
from workflow.instances import by_hand, instances, keeps

WAYS = pytest.mark.parametrize("decide", [users_by_patterns, users_by_solver])


@pytest.mark.slow
@WAYS
@settings(max_examples=200)
@given(instance=instances())
def test_an_assignment_is_found_exactly_when_trying_everything_finds_one(
    decide: Decide, instance: Instance
) -> None:
    valid = by_hand(instance)
    found = assign(instance, decide=decide)
    assert found in valid if valid else found is None


@pytest.mark.slow
@settings(max_examples=150)
@given(instance=instances(most_steps=6, most_users=4))
def test_a_limit_counted_says_the_same_as_a_limit_written_out(instance: Instance) -> None:
    written_out = assign(instance, decide=users_by_solver)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clauses, "_MOST_SUBSETS", 0)
        counted = assign(instance, decide=users_by_solver)
    assert (written_out is None) == (counted is None)


@settings(max_examples=150)
@given(instance=instances())
def test_the_checker_says_of_each_constraint_what_its_words_say(instance: Instance) -> None:
    randomly = Random(1)
    for _ in range(10):
        users = tuple(randomly.randrange(instance.users) for _ in range(instance.steps))
        assert [is_kept(c, users) for c in instance.constraints] == [
            keeps(c, users) for c in instance.constraints
        ]
        assert is_valid(instance, users) == (users in by_hand(instance))


@settings(max_examples=100)
@given(instance=instances())
def test_another_constraint_never_makes_an_unsatisfiable_instance_satisfiable(instance: Instance) -> None:
    fewer = replace(instance, constraints=instance.constraints[:-1])
    if assign(fewer) is None:
        assert assign(instance) is None


@WAYS
def test_every_user_of_a_team_may_also_belong_to_another(decide: Decide) -> None:
    anybody = frozenset(range(3))
    teams = OneTeam((0, 1), (frozenset({0, 1}), frozenset({1, 2})))
    apart = Instance(3, (frozenset({0}), frozenset({2})), (teams,))
    assert assign(apart, decide=decide) is None
    assert assign(replace(apart, may=(anybody, frozenset({2}))), decide=decide) in {(1, 2), (2, 2)}


@WAYS
def test_more_steps_apart_than_users_cannot_be_assigned(decide: Decide) -> None:
    apart = tuple(Separation(i, j) for i in range(7) for j in range(i))
    assert assign(Instance(7, (frozenset(range(7)),) * 7, apart), decide=decide) is not None
    assert assign(Instance(6, (frozenset(range(6)),) * 7, apart), decide=decide) is None


def test_steps_that_do_not_hang_together_are_decided_apart() -> None:
    anybody = frozenset(range(50))
    chain = tuple(Separation(2 * i, 2 * i + 1) for i in range(200))
    found = assign(Instance(50, (anybody,) * 400, chain))
    assert found is not None


def test_without_the_solver_the_search_by_patterns_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assigning, "find_spec", lambda _: None)
    anybody = frozenset(range(20))
    bound: tuple[Constraint, ...] = (
        Binding(0, 11),
        AtMost(3, (1, 2, 3, 4, 5)),
        *(Separation(i, i + 1) for i in range(11)),
    )
    found = assign(Instance(20, (anybody,) * 12, bound))
    assert found is not None
    assert found[0] == found[11]


def test_what_would_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "MOST_CLAUSES", 100)
    chain = tuple(Separation(i, i + 1) for i in range(9))
    with pytest.raises(TooLargeError, match="10 steps"):
        assign(Instance(20, (frozenset(range(20)),) * 10, chain))
