"""Say the same places twice: by a sweep over all of them, and by an audit of each alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from counterpoise import audit
from counterpoise.analysis.findings import READINGS, Answer, Audit
from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.answering import Answerer
from counterpoise.analysis.sweep.answers import NONE, Answers
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.lists import Lists
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.standing import layout_of
from counterpoise.analysis.sweep.telling import Chapter, Teller
from counterpoise.domain.institution import ONLY_PLACE, Case, Framework, Place
from counterpoise.domain.matters import Matter
from counterpoise.domain.people import Tenure
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import PlaceId, plain
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.formats.rosters.rows import Rows as Columns
from counterpoise.formats.rosters.rows import read_rows
from counterpoise.sweeping.examining import history_of, standings

Said = dict[PlaceId, tuple[dict[tuple[str, str, bool], Any], list[Any]]]
Rows = Mapping[PlaceId, Sequence[RosterRow]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What both are asked."""

    day: date
    matters: tuple[Matter, ...]
    arrangements: tuple[Arrangement, ...] = ()
    choices: Choices = field(default_factory=Choices)
    compromise: float | None = None
    sets: int = 20


def swept(framework: Framework, rows: Rows, asking: Asking, *, compiled: bool = False) -> Said:
    """Sweep all places in one batch, patterns answered as an audit does or in compiled code."""
    seats = [{row.office: row.seats for row in found if row.seats} for found in rows.values()]
    asked = Asked(
        framework,
        layout_of(framework, seats),
        asking.day,
        asking.matters,
        asking.arrangements,
        asking.choices,
        asking.compromise,
        asking.sets,
        power=True,
        compiled=compiled,
    )
    columns = columns_of(framework, rows)
    batch = batch_of(asked, asked.reach(), standings(asked, columns))
    known = Remembered()
    for told in Answerer(asked).answer(batch.examples({})):
        known.learn(told)
    return said_by(Teller(asked).chapter(batch, known, dict(history_of(asked, columns))), asking.matters)


def columns_of(framework: Framework, rows: Rows) -> Columns:
    """Write rows as the columns a part of a sweep is handed, and read them again."""
    offices = {str(office): number for number, office in enumerate(framework.offices)}
    spans: dict[tuple[str, str], int] = {}
    places = sorted(rows)
    numbers = []
    for place in places:
        for row in rows[place]:
            start, end = str(row.span.start or ""), "?" if row.span.ended_unknown else str(row.span.end or "")
            which = spans.setdefault((start, end), len(spans))
            numbers.append((places.index(place), offices[row.office], row.seat, row.seats or 0, which))
    at, office, seat, seats, span = np.array(numbers, dtype=np.int32).reshape(-1, 5).T
    persons = pa.array([row.person for one in places for row in rows[one]], type=pa.string())
    columns = Columns(tuple(places), tuple(offices), tuple(spans), at, office, seat, seats, span, persons)
    return read_rows(columns.written())


def said_by(chapter: Chapter, matters: Sequence[Matter]) -> Said:
    """Read the columns of a chapter as the places, persons and answers they stand for."""
    found: Said = {place: ({}, []) for place in chapter.places}
    rows = chapter.answers
    for at in range(len(rows.place)):
        key = (
            str(matters[rows.matter[at]].id),
            READINGS[rows.reading[at]],
            bool(rows.side[at]),
        )
        names = _Names(chapter, int(rows.base[at]))
        found[chapter.places[rows.place[at]]][0][key] = answer_at(rows.told, rows.answer[at], names)
    for place, number, base in zip(
        chapter.findings.place, chapter.findings.finding, chapter.findings.base, strict=True
    ):
        one, names = chapter.findings.told[number], _Names(chapter, int(base))
        found[chapter.places[place]][1].append(
            (
                one.code,
                one.severity,
                one.capped_from,
                one.reading,
                one.matter,
                one.steps,
                tuple(map(names, one.persons)),
                one.offices,
                tuple((names(person), by, how) for person, by, how in one.because),
            )
        )
    return found


class _Names:
    def __init__(self, chapter: Chapter, base: int) -> None:
        self._chapter = chapter
        self._base = base

    def __call__(self, local: int) -> str:
        return str(self._chapter.names[self._chapter.people[self._base + local]])


def answer_at(told: Answers, row: int, names: Callable[[int], Any]) -> dict[str, Any]:
    """Read one answer out of its columns, its persons named."""

    def sets(of: Any, at: int) -> list[list[Any]]:
        return [[names(of.entries.entries[p]) for p in within(of.entries, one)] for one in within(of, at)]

    def family(one: Any) -> tuple[int | None, int | None, list[list[Any]]]:
        return known(one.smallest[row]), known(one.total[row]), sets(one.sets, row)

    power, seconded, strongest = told.power.entries, told.with_holder.entries, known(told.strongest[row])
    return {
        "exact": bool(told.exact[row]),
        "unnamed": int(told.unnamed[row]),
        "capture": family(told.capture),
        "blocking": family(told.blocking),
        "chance": figure(told.chance[row]),
        "bounds": told.bounds[row] or (),
        "strongest": (None if strongest is None else names(strongest), figure(told.share[row])),
        "power": {
            names(power.person[at]): tuple(
                figure(one[at]) for one in (power.banzhaf, power.absolute, power.shapley)
            )
            for at in within(told.power, row)
        },
        "with": [
            (
                names(seconded.person[at]),
                seconded.arrangement[at],
                known(seconded.others[at]),
                sets(seconded.sets, at),
            )
            for at in within(told.with_holder, row)
        ],
    }


def within(lists: Lists[Any], row: int) -> range:
    """Say where the entries of a list stand."""
    return range(lists.first[row], lists.first[row + 1])


def known(number: int) -> int | None:
    """Read a whole number of a column."""
    return None if number == NONE else int(number)


def figure(number: float) -> float | None:
    """Read a figure of a column."""
    return None if np.isnan(number) else _rounded(float(number))


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 9)


def audited(framework: Framework, rows: Sequence[RosterRow], place: PlaceId, asking: Asking) -> Said:
    """Audit one place as a case of its own, which stands at every level of its framework."""
    seats = {row.office: row.seats for row in rows if row.seats}
    offices = {o.id: replace(o, seats=seats.get(o.id, o.seats)) for o in framework.offices.values()}
    case = Case(
        "alone",
        plain("alone"),
        (replace(framework, offices=offices, arrangements=()),),
        asking.day,
        {ONLY_PLACE: Place(ONLY_PLACE, plain("all"), framework.audits)},
        tenures=tuple(
            Tenure(ONLY_PLACE, row.office, row.seat, row.person, row.span, "", row.number) for row in rows
        ),
        arrangements=tuple(
            replace(a, pilots=tuple(replace(p, place=_at(p.place, place)) for p in a.pilots))
            for a in asking.arrangements
        ),
    )
    found = audit(
        case,
        day=asking.day,
        matters=[matter.id for matter in asking.matters],
        ties=sorted(asking.choices.followed),
        superiors=asking.choices.superiors,
        compromise=asking.compromise,
        sets=asking.sets,
    )
    return {place: _said(found, place)}


def _at(pilot: PlaceId, place: PlaceId) -> PlaceId:
    return ONLY_PLACE if pilot == place else PlaceId(f"not-{pilot}")


def _said(found: Audit, place: PlaceId) -> tuple[dict[tuple[str, str, bool], Any], list[Any]]:
    def name(person: str) -> str:
        return person.replace(f"@{ONLY_PLACE}#", f"@{place}#")

    def sets(of: Any) -> list[list[str]]:
        return [[name(person) for person in one] for one in of]

    def answer(one: Answer) -> dict[str, Any]:
        return {
            "exact": one.exact,
            "unnamed": one.unnamed,
            "capture": (one.capture_number, one.capture_sets_total, sets(one.capture_sets)),
            "blocking": (one.blocking_number, one.blocking_sets_total, sets(one.blocking_sets)),
            "chance": _rounded(one.capture_probability),
            "bounds": tuple((key, *ends) for key, ends in (one.bounds or {}).items()),
            "strongest": _strongest(
                {name(person): round(p.shapley_shubik, 9) for person, p in one.power.items()}
            ),
            "power": {
                name(person): (
                    _rounded(p.banzhaf),
                    _rounded(p.banzhaf_absolute),
                    _rounded(p.shapley_shubik),
                )
                for person, p in one.power.items()
            },
            "with": [(name(w.person), w.arrangement, w.others, sets(w.sets)) for w in one.with_holder],
        }

    answers = {}
    for matter in found.matters:
        for side, given in ((False, matter.readings), (True, matter.without_arrangement)):
            if given is not None:
                for reading in READINGS:
                    answers[str(matter.matter), reading, side] = answer(given.of(reading))
    findings = [
        (
            one.code,
            int(one.severity),
            None if one.capped_from is None else int(one.capped_from),
            one.reading,
            one.matter,
            one.steps,
            tuple(map(name, one.persons)),
            one.offices,
            tuple((name(link.person), name(link.moved_by), link.how) for link in one.because),
        )
        for one in found.findings
        if one.place is not None
    ]
    return answers, findings


def _strongest(power: Mapping[str, float]) -> tuple[str | None, float | None]:
    """Tell who has most power, the first by id where several do."""
    found = max(sorted(power), key=lambda person: power[person], default=None)
    return found, None if found is None else power[found]


def in_order(findings: Sequence[Any]) -> list[str]:
    """Put findings in an order that both share."""
    return sorted(map(repr, findings))
