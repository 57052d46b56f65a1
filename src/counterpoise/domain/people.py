"""Persons, who is related to whom, and who holds which office from when to when."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.domain.days import Span
from counterpoise.domain.words import OfficeId, PersonId, PlaceId

VACANT = "(vacant)"


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `compromise` is the probability of being captured at the start, if anybody stated one."""

    id: PersonId
    name: str = ""
    compromise: float | None = None


@dataclass(frozen=True, slots=True)
class Kin:
    """Two persons declared to be relatives; the relation reads from `a` to `b`."""

    a: PersonId
    b: PersonId
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person holding one seat of one office for a span of days; no person means the seat is vacant."""

    place: PlaceId
    office: OfficeId
    seat: int
    person: PersonId | None
    span: Span
    basis: str = ""
    line: int = 0
