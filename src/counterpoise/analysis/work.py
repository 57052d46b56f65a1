"""How many hours a year the steps of the matters, and the duties, take each person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoise.analysis.structure import Structure
from counterpoise.domain.institution import Case
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.words import PersonId
from counterpoise.domain.workload import NOTHING, Estimate, Volume, Workload

Hours = dict[PersonId, Estimate]


@dataclass(frozen=True, slots=True)
class Taken:
    """The hours a year of one step: of those who can each take it alone, in all; else of each who has a part in it."""

    step: Step
    alone: Estimate
    member: Estimate


def work_of_all(case: Case, structure: Structure, workload: Workload, matters: Sequence[Matter]) -> Hours:
    """Add up the hours of everybody here; matters without a known volume add nothing."""
    hours: Hours = {}
    for taken in steps_taken(workload, matters, figures_of(case, structure)):
        _add_step(hours, structure, taken)
    _add_duties(hours, structure, workload)
    return hours


def steps_taken(workload: Workload, matters: Sequence[Matter], figures: dict[str, float]) -> Iterator[Taken]:
    """List the steps that take hours, in the order in which these are added up."""
    volumes = {volume.matter: volume_of(volume, figures) for volume in workload.volumes}
    by_act = dict(workload.by_act)
    for matter in matters:
        volume = volumes.get(matter.id)
        if volume is not None:
            member = workload.as_member.times(volume)
            for step in matter.steps:
                yield Taken(step, by_act.get(step.act, NOTHING).times(volume), member)


def figures_of(case: Case, structure: Structure) -> dict[str, float]:
    """Read the latest figure of each indicator of the place, up to the day; figures that are words are left out."""
    latest: dict[str, tuple[str, float]] = {}
    for entry in case.indicators:
        if entry.place != structure.roster.place or entry.period > structure.roster.day.isoformat():
            continue
        try:
            figure = float(entry.value)
        except ValueError:
            continue
        if entry.indicator not in latest or entry.period >= latest[entry.indicator][0]:
            latest[entry.indicator] = (entry.period, figure)
    return {name: figure for name, (_, figure) in latest.items()}


def volume_of(volume: Volume, figures: dict[str, float]) -> Estimate | None:
    """Give the cases a year: as reported, else in proportion to another figure, else as assumed."""
    if volume.indicator in figures:
        reported = figures[volume.indicator]
        return Estimate(reported, reported, reported)
    if volume.per_1000 is not None and volume.of in figures:
        thousands = figures[volume.of] / 1000
        return volume.per_1000.times(Estimate(thousands, thousands, thousands))
    return volume.flat


def _add_step(hours: Hours, structure: Structure, taken: Taken) -> None:
    """Share a step among those who can each take it alone, or charge every member of the body that takes it."""
    root = structure.step(taken.step)
    alone = structure.alone(root)
    if alone:
        share = taken.alone.over(len(alone))
        for person in alone:
            _add(hours, person, share)
    else:
        for variable in structure.builder.variables(root):
            _add(hours, structure.persons[variable], taken.member)


def _add_duties(hours: Hours, structure: Structure, workload: Workload) -> None:
    yearly = dict(workload.duties)
    if not yearly:
        return
    for person in structure.persons:
        duties = {
            d for seat in structure.seats_of(person) for d in structure.framework.offices[seat.office].duties
        }
        for duty in sorted(duties & yearly.keys()):
            _add(hours, person, yearly[duty])


def _add(hours: Hours, person: PersonId, more: Estimate) -> None:
    hours[person] = hours.get(person, NOTHING).plus(more)
