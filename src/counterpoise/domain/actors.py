"""Actor expressions: who acts in a step, or on whom an office depends.

An expression is a flat list of terms in which each term names only earlier ones and the last is the whole;
nothing nests, so nothing recurses however deep the law is.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.domain.quotas import Quota
from counterpoise.domain.words import BodyId, GroupId, OfficeId


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """Any holder of the office."""

    office: OfficeId


@dataclass(frozen=True, slots=True)
class BodyTerm:
    """The body by its decision rule, or with another quota for this once."""

    body: BodyId
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class GroupTerm:
    """A named expression of the framework."""

    group: GroupId


@dataclass(frozen=True, slots=True)
class AtLeastTerm:
    """At least `count` of the parts (indices of earlier terms; a part may repeat)."""

    count: int
    parts: tuple[int, ...]


Term = OfficeTerm | BodyTerm | GroupTerm | AtLeastTerm


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor expression; the last term is the actor."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return describe(self)


def office_actor(office: OfficeId) -> Actor:
    """Write the actor that is one office."""
    return Actor((OfficeTerm(office),))


def describe(actor: Actor) -> str:
    """Write an actor expression on one line, for messages.

    >>> from counterpoise.domain.words import OfficeId
    >>> str(Actor((OfficeTerm(OfficeId("a")), OfficeTerm(OfficeId("b")), AtLeastTerm(1, (0, 1)))))
    'any(a, b)'
    """
    said: list[str] = []
    for term in actor.terms:
        match term:
            case OfficeTerm(office):
                said.append(office)
            case BodyTerm(body, quota):
                said.append(body if quota is None else f"{body}[{quota}]")
            case GroupTerm(group):
                said.append(group)
            case AtLeastTerm(count, parts):
                inside = ", ".join(said[part] for part in parts)
                said.append(f"{_connective(count, len(parts))}({inside})"[:200])
    return said[-1]


def _connective(count: int, parts: int) -> str:
    if count == parts:
        return "all"
    return "any" if count == 1 else f"at_least {count}"
