"""What a repaired case must satisfy, and what is still wrong with one that does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterpoise.boolean.requirements import Requirement
from counterpoise.domain.words import MatterId, PersonId, PlaceId


class Need(StrEnum):
    """What is demanded of a repaired case.

    `capture`: no group smaller than the target carries the matter. `own`: nobody stops the control of the own office.
    `rule`: no rule of the framework is broken. `load`: nobody has more offices and duties than the limit.
    `carried`: what could be carried still can. `sole`: nobody carries a matter alone who did not before.
    `work`: nobody's expected work newly passes a working year. `published`: the result is published.
    """

    CAPTURE = "capture"
    OWN = "own"
    RULE = "rule"
    LOAD = "load"
    CARRIED = "carried"
    SOLE = "sole"
    WORK = "work"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """One demand at one place, of one matter where it is about one; `rule` names the rule it is about."""

    place: PlaceId
    matter: MatterId | None
    need: Need
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A demand that is not met: by whom, and what every set of measures that meets it must satisfy."""

    demand: Demand
    requirement: Requirement
    persons: tuple[PersonId, ...] = ()


GOALS = frozenset({Need.CAPTURE, Need.OWN, Need.RULE, Need.LOAD, Need.PUBLISHED})
"""What may be wrong to begin with; the other needs hold at the start and are never given up."""
