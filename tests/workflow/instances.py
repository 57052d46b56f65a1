"""Small instances of every kind, and every assignment of one by hand."""

from __future__ import annotations

from itertools import product

from hypothesis import strategies as st

from counterpoise.workflow.instance import (
    Assignment,
    AtMost,
    Binding,
    Constraint,
    Instance,
    OneTeam,
    Separation,
)


def _constraints(steps: int, users: int) -> st.SearchStrategy[Constraint]:
    step = st.integers(0, steps - 1)
    some = st.lists(step, min_size=1, max_size=5).map(tuple)
    team = st.frozensets(st.integers(0, users - 1), max_size=users)
    return st.one_of(
        st.builds(Separation, step, step),
        st.builds(Binding, step, step),
        st.builds(AtMost, st.integers(0, 3), some),
        st.builds(OneTeam, some, st.lists(team, min_size=1, max_size=3).map(tuple)),
    )


@st.composite
def instances(draw: st.DrawFn, most_steps: int = 5, most_users: int = 5) -> Instance:
    """Make an instance small enough to try every assignment."""
    steps, users = draw(st.integers(1, most_steps)), draw(st.integers(1, most_users))
    everybody = frozenset(range(users))
    some = st.frozensets(st.integers(0, users - 1), min_size=1)
    may = draw(st.lists(st.one_of(st.just(everybody), some), min_size=steps, max_size=steps))
    constraints = draw(st.lists(_constraints(steps, users), max_size=6))
    return Instance(users, tuple(may), tuple(constraints))


def keeps(constraint: Constraint, users: Assignment) -> bool:
    """Say by hand whether a constraint is kept."""
    if isinstance(constraint, Separation):
        return users[constraint.one] != users[constraint.other]
    if isinstance(constraint, Binding):
        return users[constraint.one] == users[constraint.other]
    chosen = {users[step] for step in constraint.steps}
    if isinstance(constraint, AtMost):
        return len(chosen) <= constraint.count
    return any(chosen <= team for team in constraint.teams)


def by_hand(instance: Instance) -> list[Assignment]:
    """List every valid assignment by trying all of them."""
    return [
        users
        for users in product(*(sorted(may) for may in instance.may))
        if all(keeps(constraint, users) for constraint in instance.constraints)
    ]
