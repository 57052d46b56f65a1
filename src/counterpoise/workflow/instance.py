"""A workflow-satisfiability instance: steps, users, who may do what, and constraints between steps.

Steps and users are numbers from 0; a user who does a step is its value in an assignment.
"""

from __future__ import annotations

from dataclasses import dataclass

Assignment = tuple[int, ...]
"""The user of each step, in order of the steps."""


@dataclass(frozen=True, slots=True)
class Separation:
    """Two steps are done by two users."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Binding:
    """Two steps are done by one user."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """All these steps together are done by no more than so many users."""

    count: int
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OneTeam:
    """All these steps are done by users of one and the same team; a user may belong to several teams."""

    steps: tuple[int, ...]
    teams: tuple[frozenset[int], ...]


Constraint = Separation | Binding | AtMost | OneTeam


@dataclass(frozen=True, slots=True)
class Instance:
    """Who may do each step (`may[step]`), and what must hold between steps."""

    users: int
    may: tuple[frozenset[int], ...]
    constraints: tuple[Constraint, ...] = ()

    @property
    def steps(self) -> int:
        """Count the steps."""
        return len(self.may)


class TooLargeError(Exception):
    """So many steps hang together that no search we have would end; carries how many."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"{steps} steps hang together")
        self.steps = steps


class TimeUpError(Exception):
    """The time ended before an assignment was found or proved not to exist."""
