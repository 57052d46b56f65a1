"""Rules a register can decide, a small closed set: each kind one record here and one match arm in the analysis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from counterpoise.domain.matters import Act
from counterpoise.domain.words import Basis, BodyId, MatterId, OfficeId, PersonId, PlaceId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What every rule says of itself."""

    id: str
    name: Text | None = None
    refs: tuple[str, ...] = ()
    basis: Basis = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompatibleOffices(_Stated):
    """One person may not hold two of these offices at one time."""

    offices: tuple[OfficeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KinBetween(_Stated):
    """Relatives of these kinds may not hold two of these offices; no kinds listed means any relative."""

    between: tuple[OfficeId, ...]
    relatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLimit(_Stated):
    """Nobody holds the office for more than so many years on end."""

    office: OfficeId
    at_most_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation(_Stated):
    """Whoever holds one of the offices moves to another post after so many years."""

    offices: tuple[OfficeId, ...]
    at_most_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWith(_Stated):
    """The holder of the office must hold one of the others too."""

    office: OfficeId
    one_of: tuple[OfficeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatNumber(_Stated):
    """The held seats of a body or an office number between two bounds."""

    body: BodyId | None = None
    office: OfficeId | None = None
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatShare(_Stated):
    """Among the persons in a body at most (or at least) a share also hold one of the offices."""

    body: BodyId
    holding: tuple[OfficeId, ...]
    at_least: Fraction | None = None
    at_most: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase(_Stated):
    """Nobody decides, inspects or judges alone in a matter against an office of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinctPersons(_Stated):
    """No one person can take both of two kinds of step in one matter; no matters listed means all of them."""

    one: tuple[Act, ...]
    other: tuple[Act, ...]
    matters: tuple[MatterId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesStated(_Stated):
    """Every consent step of the matters has a deadline; no matters listed means all of them."""

    matters: tuple[MatterId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedTogether(_Stated):
    """The matters are decided by a body, never by one person alone."""

    matters: tuple[MatterId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsRecords(_Stated):
    """A rule no register decides: it needs the daily records named, and is left to the control of daily work."""

    what: Text


Rule = (
    IncompatibleOffices
    | KinBetween
    | TermLimit
    | Rotation
    | HeldWith
    | SeatNumber
    | SeatShare
    | OwnCase
    | DistinctPersons
    | DeadlinesStated
    | DecidedTogether
    | NeedsRecords
)


@dataclass(frozen=True, slots=True)
class RuleException:
    """Leave to break a rule: for whom or where, why, by whose decision, until when."""

    rule: str
    reason: Text
    approver: Text
    until: date | None = None
    place: PlaceId | None = None
    person: PersonId | None = None
    basis: Basis = ()
