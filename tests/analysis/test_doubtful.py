"""Tenures with a partial date: listed when the other way of reading them would change an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from analysis import records, worlds
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit
from counterpoise.domain.days import ALWAYS, Span, read_date
from counterpoise.domain.institution import Case
from counterpoise.domain.people import Tenure

LINE = re.compile(r"line (\d+)")
ENDED = Span(read_date("2020"), ended_unknown=True)


def listed(found: Audit) -> set[int]:
    lines = (LINE.search(tenure.en) for tenure in found.doubtful_tenures)
    return {int(line[1]) for line in lines if line}


def answers(found: Audit) -> list[Any]:
    """Keep what no rounding can change."""
    kept: list[Any] = []
    for matter in found.matters:
        for readings in (matter.readings, matter.without_arrangement):
            for one in map(readings.of, ("paper", "ties", "practice")) if readings is not None else ():
                kept.append(
                    (one.capture_sets, one.blocking_sets, one.with_holder, one.unnamed, sorted(one.power))
                )
            kept.append(readings is None)
    return kept


def otherwise(case: Case, tenure: Tenure) -> Case:
    """Read one doubtful row the other way."""
    day = case.on
    assert day is not None
    now = tenure.span.covers(day)
    others = tuple(other for other in case.tenures if other is not tenure)
    return replace(case, tenures=others if now else (*others, replace(tenure, span=ALWAYS)))


def doubtful(case: Case) -> Iterator[Tenure]:
    """List the doubtful rows whose seat nobody else has."""
    assert case.on is not None
    for tenure in case.tenures:
        seat = (tenure.place, tenure.office, tenure.seat)
        taken = any(
            other is not tenure
            and (other.place, other.office, other.seat) == seat
            and other.span.covers(case.on)
            for other in case.tenures
        )
        if tenure.span.is_doubtful_on(case.on) and not taken:
            yield tenure


def made(seed: int) -> Case:
    """Make a case in which some rows ended on an unknown day."""
    chance = Random(seed)
    case = records.case_of(worlds.world_of(chance))
    rows = (
        replace(t, span=ENDED) if t.span.end is None and chance.random() < 0.4 else t for t in case.tenures
    )
    return replace(case, tenures=tuple(rows))


@pytest.mark.parametrize("seed", range(5 * 10**6, 5 * 10**6 + 60, 20))
def test_every_tenure_whose_partial_date_changes_an_answer_is_listed(seed: int) -> None:
    changed = 0
    for number in range(seed, seed + 20):
        case = made(number)
        found = audit(case)
        for tenure in doubtful(case):
            if answers(audit(otherwise(case, tenure))) != answers(found):
                changed += 1
                assert tenure.line in listed(found), tenure
    assert changed > 10


def hand_made(*rows: tuple[str, str, str, str], kin: tuple[tuple[str, str], ...] = ()) -> Case:
    """Make a case in which a clerk decides, a porter obeys a boss, and a gardener matters to nobody."""
    boss = {"actor": "boss", "how": "commands", "status": "verified"}
    offices = {name: {"seats": 1, "ties": []} for name in ("clerk", "porter", "boss", "gardener")}
    world: dict[str, Any] = {
        "id": "made",
        "on": "2024-06-01",
        "levels": None,
        "audits": None,
        "places": None,
        "offices": offices | {"porter": {"seats": 1, "ties": [boss]}},
        "bodies": {},
        "groups": {},
        "matters": {
            "m": {"stakes": 1, "status": "verified", "steps": [{"id": "s", "act": "sign", "actor": "clerk"}]}
        },
        "tenures": [
            {"place": "all", "office": o, "seat": 1, "person": p, "from": f, "to": t.strip("?")}
            for o, p, f, t in rows
        ],
        "persons": None,
        "kin": kin,
        "arrangements": [],
        "framework_arrangements": [],
    }
    case = records.case_of(world)
    ended = {line for line, row in enumerate(rows, start=2) if row[3] == "?"}
    return replace(
        case,
        tenures=tuple(
            replace(t, span=Span(t.span.start, ended_unknown=True)) if t.line in ended else t
            for t in case.tenures
        ),
    )


def test_a_row_that_would_bind_its_holder_is_listed() -> None:
    case = hand_made(
        ("clerk", "Ann", "2020", ""), ("porter", "Ann", "2021", "?"), ("gardener", "Ann", "2021", "?")
    )
    assert listed(audit(case)) == {3}


def test_a_row_that_would_seat_a_relative_is_listed() -> None:
    case = hand_made(("clerk", "Ann", "2020", ""), ("gardener", "Bob", "2021", "2024"), kin=(("Ann", "Bob"),))
    assert listed(audit(case)) == {3}
    assert listed(audit(replace(case, kin=()))) == set()
