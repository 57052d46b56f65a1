"""How many offices, duties and hours lie in one hand, at all places of a batch at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.findings import Severity
from counterpoise.analysis.load import LIMIT
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.sweep.found import Found, sorted_by_marks
from counterpoise.analysis.sweep.hands import Deeds
from counterpoise.analysis.sweep.seated import Integers, Seated, Truths
from counterpoise.analysis.sweep.told import ToldFinding
from counterpoise.analysis.work import Taken, steps_taken
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.words import OfficeId
from counterpoise.domain.workload import Workload

Figures = npt.NDArray[np.float64]
AtPlace = Callable[[int], Structure]
"""One place as formulas, by its number in the batch."""


def loads(deeds: Deeds, matters: Sequence[Matter], at_place: AtPlace) -> Iterator[Found]:
    """Find who holds many offices and duties, and whose work passes a working year."""
    seated = deeds.seated
    here = seated.here
    yield from _many(seated, here)
    workload = seated.framework.workload
    if workload is not None:
        hours = hours_of(deeds, workload, matters, at_place)
        over = here & (hours.point > workload.hours_a_year)
        surely = hours.low > workload.hours_a_year
        yield from _told(seated, over & surely, "L02", Severity.WARNING)
        yield from _told(seated, over & ~surely, "L02", Severity.INFO)


def _many(seated: Seated, here: Truths) -> Iterator[Found]:
    count = (seated.holds).sum(axis=0)
    for holders in _duties(seated).values():
        count = count + holders
    yield from _told(seated, here & (count > LIMIT), "L01", Severity.WARNING)


def _duties(seated: Seated) -> Mapping[str, Truths]:
    """Mark who has each duty."""
    offices: dict[str, list[OfficeId]] = {}
    for office in seated.framework.offices.values():
        for duty in office.duties:
            offices.setdefault(duty, []).append(office.id)
    return {duty: seated.of_any(names) for duty, names in offices.items()}


def _told(seated: Seated, who: Truths, code: str, severity: Severity) -> Iterator[Found]:
    names = tuple(seated.framework.offices)
    for held, places, persons in sorted_by_marks(who, seated.holds):
        offices = tuple(names[office] for office in held)
        told = ToldFinding(code, int(severity), None, None, None, (), (0,), offices, ())
        yield Found.of(told, places, persons)


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours a year of each person at each place: at least so many, about so many."""

    low: Figures
    point: Figures


def hours_of(deeds: Deeds, workload: Workload, matters: Sequence[Matter], at_place: AtPlace) -> Hours:
    """Add up the hours of everybody, in the order in which `work_of_all` does: the same figures to the last digit."""
    shape = deeds.seated.unnamed.shape
    hours = Hours(np.zeros(shape), np.zeros(shape))
    flat = Hours(hours.low.reshape(-1), hours.point.reshape(-1))
    charged: dict[int, _Charged] = {}
    for taken in steps_taken(workload, matters, {}):
        hands = deeds.step(taken.step)
        if id(hands) not in charged:
            charged[id(hands)] = _charged(deeds, taken.step, at_place)
        _add(flat, charged[id(hands)], taken)
    duties = _duties(deeds.seated)
    for duty, yearly in sorted(dict(workload.duties).items()):
        if duty in duties:
            who = np.flatnonzero(duties[duty])
            flat.low[who] += yearly.low
            flat.point[who] += yearly.point
    return hours


@dataclass(frozen=True, slots=True)
class _Charged:
    """Who takes a step: each of those alone, as one of so many, or as a member; persons of all places in one row."""

    alone: Integers
    among: Integers
    members: Integers


def _charged(deeds: Deeds, step: Step, at_place: AtPlace) -> _Charged:
    hands = deeds.step(step)
    count = hands.alone.sum(axis=1)
    members = hands.parts & (count == 0)[:, None]
    for place in np.flatnonzero(hands.unsure & (count == 0)).tolist():
        structure = at_place(place)
        members[place] = False
        members[place, structure.builder.variables(structure.step(step))] = True
    alone = np.flatnonzero(hands.alone)
    return _Charged(alone, count[alone // hands.alone.shape[1]], np.flatnonzero(members))


def _add(hours: Hours, charged: _Charged, taken: Taken) -> None:
    hours.low[charged.alone] += taken.alone.low / charged.among
    hours.point[charged.alone] += taken.alone.point / charged.among
    hours.low[charged.members] += taken.member.low
    hours.point[charged.members] += taken.member.point
