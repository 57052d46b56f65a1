"""Check an assignment by the words of each constraint, sharing nothing with the solvers that found it."""

from __future__ import annotations

from counterpoise.workflow.instance import (
    Assignment,
    AtMost,
    Binding,
    Constraint,
    Instance,
    OneTeam,
    Separation,
)


def is_valid(instance: Instance, users: Assignment) -> bool:
    """Tell whether every step is done by a user who may do it and every constraint is kept."""
    authorised = len(users) == instance.steps and all(
        user in may for user, may in zip(users, instance.may, strict=True)
    )
    return authorised and all(is_kept(constraint, users) for constraint in instance.constraints)


def is_kept(constraint: Constraint, users: Assignment) -> bool:
    """Tell whether one constraint is kept."""
    match constraint:
        case Separation(one, other):
            return users[one] != users[other]
        case Binding(one, other):
            return users[one] == users[other]
        case AtMost(count, steps):
            return len({users[step] for step in steps}) <= count
        case OneTeam(steps, teams):
            return not steps or any(all(users[step] in team for step in steps) for team in teams)
