"""Which rules that look at seats alone are broken, at all places of a batch at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterpoise.analysis.rules import exceeds, falls_short, offices_counted
from counterpoise.analysis.sweep.found import Found, breach, sorted_by_marks, sorted_by_number
from counterpoise.analysis.sweep.seated import Seated
from counterpoise.domain.rules import HeldWith, IncompatibleOffices, Rule, SeatNumber, SeatShare


def found_by_seats(seated: Seated) -> Iterator[Found]:
    """Find the rules about seats that are broken; how long somebody has held one is asked place by place."""
    for rule in seated.framework.rules:
        yield from _broken(seated, rule)


def _broken(seated: Seated, rule: Rule) -> Iterator[Found]:
    match rule:
        case IncompatibleOffices():
            yield from _incompatible(seated, rule)
        case HeldWith():
            yield from _held_with(seated, rule)
        case SeatNumber():
            yield from _seat_number(seated, rule)
        case SeatShare():
            yield from _seat_share(seated, rule)
        case _:
            pass


def _incompatible(seated: Seated, rule: IncompatibleOffices) -> Iterator[Found]:
    framework = seated.framework
    held = np.array([seated.of(office) for office in rule.offices])
    here = [framework.offices[office].level == framework.audits for office in rule.offices]
    who = (held.sum(axis=0) > 1) & held[here].any(axis=0)
    for marks, places, persons in sorted_by_marks(who, held):
        told = breach(rule, persons=1, offices=[rule.offices[mark] for mark in marks])
        yield Found.of(told, places, persons)


def _held_with(seated: Seated, rule: HeldWith) -> Iterator[Found]:
    who = seated.of(rule.office) & ~seated.unnamed & ~seated.of_any(rule.one_of)
    places, persons = np.nonzero(who)
    yield Found.of(breach(rule, persons=1, offices=(rule.office, *rule.one_of)), places, persons)


def _seat_number(seated: Seated, rule: SeatNumber) -> Iterator[Found]:
    offices = offices_counted(seated.framework, rule)
    held = sum((seated.held[seated.number[office]].sum(axis=1) for office in offices), np.int64(0))
    wrong = [falls_short(rule, number) or exceeds(rule, number) for number in np.atleast_1d(held).tolist()]
    yield Found.at(breach(rule, offices=offices), np.flatnonzero(wrong))


def _seat_share(seated: Seated, rule: SeatShare) -> Iterator[Found]:
    members = seated.of_any(seated.framework.bodies[rule.body].members)
    joint = members & seated.of_any(rule.holding)
    shares = zip(joint.sum(axis=1).tolist(), members.sum(axis=1).tolist(), strict=True)
    wrong = np.array([bool(of) and _is_wrong(rule, some / of) for some, of in shares], dtype=np.bool_)
    told = breach(rule, offices=rule.holding)
    yield Found.at(told, np.flatnonzero(wrong & ~joint.any(axis=1)))
    for places, persons in sorted_by_number(joint & wrong[:, None]):
        yield Found(breach(rule, persons=persons.shape[1], offices=rule.holding), places, persons)


def _is_wrong(rule: SeatShare, share: float) -> bool:
    return falls_short(rule, share) or exceeds(rule, share)
