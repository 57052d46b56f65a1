"""Give a drawn framework rules of every kind that looks at seats or steps, duties, and hours that steps take.

Some offices get a seat more, but none that presides over a body or decides for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TypeVar

from counterpoise.domain.bodies import HeadDecides
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Act
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    OwnCase,
    Rule,
    SeatNumber,
    SeatShare,
)
from counterpoise.domain.words import Basis, Citation, OfficeId, SourceId, Status
from counterpoise.domain.workload import Estimate, Volume, Workload

T = TypeVar("T")

DUTIES = ("seal", "account", "roster", "archive", "keys", "post")


def ruled(framework: Framework, chance: Random) -> Framework:
    """Draw rules, duties, seats and a workload for a framework."""
    single = set(_single(framework))
    offices = {
        name: replace(
            office,
            duties=_some(chance, DUTIES, least=0),
            seats=office.seats + chance.choice([0, 0, 1]) * (name not in single),
        )
        for name, office in framework.offices.items()
    }
    return replace(
        framework,
        offices=offices,
        rules=tuple(_rules(framework, chance)),
        workload=_workload(framework, chance) if chance.random() < 0.8 else None,
    )


def _single(framework: Framework) -> Iterator[OfficeId | None]:
    """List the offices that may have one seat only."""
    for body in framework.bodies.values():
        if isinstance(body.decides, HeadDecides):
            yield body.decides.office
        elif body.decides is not None:
            yield body.decides.presiding


def _rules(framework: Framework, chance: Random) -> Iterator[Rule]:
    offices, matters = list(framework.offices), list(framework.matters)
    for number in range(chance.randint(1, 3)):
        yield IncompatibleOffices(
            id=f"r{number}", basis=_basis(chance), offices=_some(chance, offices, least=2)
        )
    yield HeldWith(id="with", office=chance.choice(offices), one_of=_some(chance, offices))
    least, most = chance.choice([None, 1, 2]), chance.choice([None, 1, 3])
    yield SeatNumber(id="seats", office=chance.choice(offices), at_least=least, at_most=most)
    for body in framework.bodies:
        yield SeatNumber(id=f"number-{body}", body=body, at_least=least, at_most=most)
        share = chance.choice([Fraction(1, 3), Fraction(1, 2), Fraction(1)])
        low = chance.random() < 0.5
        yield SeatShare(
            id=f"share-{body}",
            body=body,
            holding=_some(chance, offices),
            at_least=share if low else None,
            at_most=None if low else share,
        )
    yield OwnCase(id="own", basis=_basis(chance))
    for number in range(2):
        yield DistinctPersons(
            id=f"apart{number}", one=_some(chance, list(Act)), other=_some(chance, list(Act))
        )
    yield DistinctPersons(id="apart", one=tuple(Act), other=tuple(Act), matters=_some(chance, matters))
    yield DeadlinesStated(id="days", matters=chance.choice([None, _some(chance, matters)]))
    yield DecidedTogether(id="together", basis=_basis(chance), matters=_some(chance, matters))


def _workload(framework: Framework, chance: Random) -> Workload:
    return Workload(
        hours_a_year=chance.choice([0.7, 1.0, 1.5, 3.0]),
        by_act=tuple((act, _estimate(chance)) for act in _some(chance, list(Act), least=4)),
        as_member=_estimate(chance),
        volumes=tuple(
            Volume(name, flat=_estimate(chance)) for name in _some(chance, list(framework.matters))
        ),
        duties=tuple((duty, _estimate(chance)) for duty in _some(chance, DUTIES, least=0)),
    )


def _estimate(chance: Random) -> Estimate:
    """Draw tenths: their sums differ in the last digit with the order in which they are added."""
    return Estimate(*sorted(chance.randint(0, 12) / 10 for _ in range(3)))


def _basis(chance: Random) -> Basis:
    return (Citation(SourceId("law"), "1", chance.choice([Status.VERIFIED, Status.MEMORY])),)


def _some(chance: Random, of: Sequence[T], *, least: int = 1) -> tuple[T, ...]:
    return tuple(chance.sample(of, chance.randint(min(least, len(of)), len(of))))
