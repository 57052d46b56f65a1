"""Matters and the steps that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterpoise.domain.actors import Actor
from counterpoise.domain.words import Basis, MatterId, OfficeId, StepId, Text


class Act(StrEnum):
    """What is done in a step."""

    PROPOSE = "propose"
    APPRAISE = "appraise"
    OPINION_BINDING = "opinion_binding"
    DECIDE = "decide"
    APPROVE = "approve"
    SIGN = "sign"
    EXECUTE = "execute"
    INSPECT = "inspect"
    AUDIT = "audit"
    SUPERVISE = "supervise"
    JUDGE = "judge"
    OPINION = "opinion"
    REPORT = "report"
    PUBLISH = "publish"


class Power(StrEnum):
    """What a step can do to the matter: carry it, check it, or only inform."""

    CONSENT = "consent"
    OVERSIGHT = "oversight"
    NONE = "none"


OVERSIGHT_ACTS = frozenset({Act.INSPECT, Act.AUDIT, Act.SUPERVISE, Act.JUDGE})
INFORMING_ACTS = frozenset({Act.OPINION, Act.REPORT, Act.PUBLISH})


def power_of(act: Act) -> Power:
    """Give the power an act has unless the step says otherwise."""
    if act in OVERSIGHT_ACTS:
        return Power.OVERSIGHT
    return Power.NONE if act in INFORMING_ACTS else Power.CONSENT


class When(StrEnum):
    """When a check takes place."""

    ALWAYS = "always"
    PERIODIC = "periodic"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Deadline:
    """So many calendar or working days, counted before or after another step where one is named."""

    days: int
    working: bool = False
    before: StepId | None = None
    after: StepId | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one actor; `excludes` names the offices whose holders step aside."""

    id: StepId
    act: Act
    actor: Actor
    power: Power
    name: Text | None = None
    when: When = When.ALWAYS
    binding: bool = True
    excludes: tuple[OfficeId, ...] = ()
    substitute: Actor | None = None
    days: Deadline | None = None
    refs: tuple[str, ...] = ()
    basis: Basis = ()

    @property
    def is_consent(self) -> bool:
        """Tell whether the matter needs this step to be carried."""
        return self.power is Power.CONSENT

    @property
    def is_binding_check(self) -> bool:
        """Tell whether this step stands in the way of whoever carries the matter."""
        return self.power is Power.OVERSIGHT and self.binding


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of public business; each route is one way to carry it. `against` names the office it controls."""

    id: MatterId
    name: Text
    routes: tuple[tuple[Step, ...], ...]
    field: str = ""
    stakes: int = 1
    against: OfficeId | None = None
    refs: tuple[str, ...] = ()
    basis: Basis = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """List the steps of all routes in order."""
        return tuple(step for route in self.routes for step in route)
