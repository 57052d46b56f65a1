"""Tell every place of a batch the answers and findings of its patterns, as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.findings import Finding
from counterpoise.analysis.pilots import pilot_findings
from counterpoise.analysis.rules import Court, broken_rules
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.sweep.answers import READ, Answered, Answers, Things
from counterpoise.analysis.sweep.asked import Asked, dated_rules
from counterpoise.analysis.sweep.batch import Batch, Group
from counterpoise.analysis.sweep.by_law import Open, found_by_law, left_open
from counterpoise.analysis.sweep.by_seats import found_by_seats
from counterpoise.analysis.sweep.found import Found
from counterpoise.analysis.sweep.hands import Deeds
from counterpoise.analysis.sweep.lists import picked
from counterpoise.analysis.sweep.loads import loads
from counterpoise.analysis.sweep.patterns import Local
from counterpoise.analysis.sweep.seated import Truths, seated_of
from counterpoise.analysis.sweep.standing import Layout, Standing, roster_of
from counterpoise.analysis.sweep.told import (
    ToldFinding,
    bare_case,
    told_finding,
    weak_steps,
)
from counterpoise.analysis.wording import Wording
from counterpoise.domain.names import Names
from counterpoise.domain.people import Tenure
from counterpoise.domain.words import MatterId, PersonId, PlaceId, StepId

Integers = npt.NDArray[np.int64]

NOW, WITHOUT = 0, 1
NOWHERE = -1
"""The place of a finding about the framework itself."""

CELLS = 16_000_000
"""The cells of one array by which places are examined at once: offices by places by persons."""


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """One row a place, matter, side (as things stand, without the arrangement) and reading.

    `answer` picks one of `told`; `people[base + local]` is the person of a local number in `names`.
    """

    place: Integers
    matter: Integers
    side: Integers
    reading: Integers
    answer: Integers
    base: Integers
    told: Answers


@dataclass(frozen=True, slots=True)
class FindingRows:
    """One row a finding: the place, which of `told`, and where its local numbers begin."""

    place: Integers
    finding: Integers
    base: Integers
    told: tuple[ToldFinding, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is told of one batch: places and persons by name, rows of answers and of findings."""

    places: tuple[PlaceId, ...]
    names: tuple[PersonId, ...]
    people: Integers
    answers: AnswerRows
    findings: FindingRows

    def with_findings_of_no_place(self, found: Sequence[Finding]) -> Chapter:
        """Put findings about no place in front."""
        rows = self.findings
        start = len(rows.told)
        count = len(found)
        return replace(
            self,
            findings=FindingRows(
                np.concatenate([np.full(count, NOWHERE), rows.place]),
                np.concatenate([np.arange(start, start + count), rows.finding]),
                np.concatenate([np.zeros(count, dtype=np.int64), rows.base]),
                (*rows.told, *(told_finding(one, {}) for one in found)),
            ),
        )


class Known(Protocol):
    """What is told of patterns, by their keys."""

    def told(self, keys: Sequence[bytes], /) -> Answered: ...


History = Mapping[PlaceId, Sequence[Tenure]]
"""For each place the tenures of offices that a rule limits in time, those that have ended too."""


class Teller:
    """Tells of one batch of places after another; what holds of all places alike is worked out once."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._open = left_open(asked)

    def chapter(self, batch: Batch, known: Known, history: History) -> Chapter:
        """Tell everything about the places of a batch, its patterns being known."""
        keys = [key for group in batch.groups for key in group.keys]
        told = _Telling(self._asked, self._open, batch, known.told(keys))
        answers = told.patterns()
        told.by_columns()
        told.by_place(history)
        return told.chapter(answers)


class _Telling:
    """Gathers rows group by group."""

    def __init__(self, asked: Asked, matters: Sequence[Open], batch: Batch, told: Answered) -> None:
        self._asked = asked
        self._open = matters
        self._batch = batch
        self._told = told
        self._names: list[PersonId] = []
        self._now = [self._named(one) for one in batch.standings]
        self._then = [self._named(one) if one is not None else 0 for one in batch.others]
        self._people: list[Integers] = []
        self._length = 0
        self._findings = _Rows(3)
        self._told_findings: dict[ToldFinding, int] = {}
        self._weak: dict[tuple[MatterId, StepId], Truths] = {}

    def _named(self, standing: Standing) -> int:
        start = len(self._names)
        self._names.extend(standing.persons)
        return start

    # Answers and findings of patterns

    def patterns(self) -> AnswerRows:
        """Tell the answers and findings of the pattern of each matter at each place."""
        rows, before = _Rows(5), 0
        for group in self._batch.groups:
            now = self._numbered(group, group.now, self._now)
            then = now if group.other is None else self._numbered(group, group.other, self._then)
            asked = np.full(len(group.places), group.question)
            rows.add(group.places, asked, before + group.kind, now, then)
            before += len(group.keys)
        place, matter, pattern, now, then = rows.columns()
        self._find(place, pattern, now)
        return self._answers(place, matter, pattern, now, then)

    def _numbered(self, group: Group, local: Local, starts: Sequence[int]) -> Integers:
        """Say in `people` whom the local numbers of a group stand for, and where each place begins."""
        start = np.array([starts[place] for place in group.places.tolist()], dtype=np.int64)
        counts = np.diff(np.append(local.first, len(local.ranks)))
        self._people.append(local.ranks.astype(np.int64) + np.repeat(start, counts))
        base = local.first + self._length
        self._length += len(local.ranks)
        return base

    def _answers(
        self, place: Integers, matter: Integers, pattern: Integers, now: Integers, then: Integers
    ) -> AnswerRows:
        """List the answers by place and matter: three as things stand, then those without the arrangement."""
        order = np.lexsort((matter, place))
        first, at = picked(self._told.answers, pattern[order])
        lengths = np.diff(first)
        side, reading = np.divmod(np.arange(len(at)) - np.repeat(first[:-1], lengths), READ)
        row = np.repeat(order, lengths)
        return AnswerRows(
            place[row],
            matter[row],
            side,
            reading,
            at,
            np.where(side == NOW, now[row], then[row]),
            self._told.answers.entries,
        )

    def _find(self, place: Integers, pattern: Integers, base: Integers) -> None:
        """Tell the findings of the patterns, and note where a check is hollow or has collapsed."""
        number = self._numbers(self._told.findings.entries)
        first, at = picked(self._told.findings, pattern)
        row = np.repeat(np.arange(len(pattern)), np.diff(first))
        places, found = place[row], number[at]
        self._findings.add(places, found, base[row])
        for one, known in self._told_findings.items():
            for step in weak_steps((one,)):
                where = self._weak.setdefault((MatterId(str(one.matter)), step), self._nowhere())
                where[places[found == known]] = True

    def _numbers(self, told: Things) -> Integers:
        """Number findings: one that is told again is mostly the very same, so each is looked at once."""
        which = list(map(id, told))
        number = {key: self._finding(one) for key, one in dict(zip(which, told, strict=True)).items()}
        return np.fromiter(map(number.__getitem__, which), dtype=np.int64, count=len(which))

    def _nowhere(self) -> Truths:
        return np.zeros(len(self._now), dtype=np.bool_)

    def _finding(self, told: ToldFinding) -> int:
        return self._told_findings.setdefault(told, len(self._told_findings))

    # Findings about persons and places as a whole

    def by_columns(self) -> None:
        """Find what follows from who sits where, at many places at once: gaps, broken rules, loads."""
        for places in _slices(self._asked.layout, self._batch.standings):
            self._columns(places)

    def _columns(self, places: slice) -> None:
        asked, first = self._asked, places.start
        deeds = Deeds(seated_of(asked.layout, self._batch.standings[places]))
        weak = {check: where[places] for check, where in self._weak.items()}
        self._lay_out(
            [
                *found_by_law(self._open, deeds, weak),
                *found_by_seats(deeds.seated),
                *loads(deeds, asked.matters, lambda place: self._structure(first + place)),
            ],
            first,
        )

    def _structure(self, place: int) -> Structure:
        standing = self._batch.standings[place]
        return Structure(roster_of(self._asked.layout, standing, self._asked.day), self._asked.choices)

    def _lay_out(self, found: Sequence[Found], start: int) -> None:
        """Make rows of findings at places from one on, in the order of places and of the first persons named."""
        if not found:
            return
        widths = np.concatenate([np.full(len(one.places), one.persons.shape[1]) for one in found])
        first = [one.persons[:, 0] if one.persons.shape[1] else np.full(len(one.places), -1) for one in found]
        places = np.concatenate([one.places for one in found]) + start
        number = np.concatenate([np.full(len(one.places), self._finding(one.told)) for one in found])
        starts = np.array(self._now[start:], dtype=np.int64)
        self._people.extend((one.persons + starts[one.places][:, None]).ravel() for one in found)
        base = self._length + np.cumsum(widths) - widths
        self._length += int(widths.sum())
        order = np.lexsort((np.concatenate(first), places))
        self._findings.add(places[order], number[order], base[order])

    def _place_findings(self, place: int, found: Iterable[tuple[ToldFinding, Sequence[int]]]) -> None:
        for told, persons in found:
            self._people.append(np.array([self._now[place] + p for p in persons], dtype=np.int64))
            self._findings.add(np.array([place]), np.array([self._finding(told)]), np.array([self._length]))
            self._length += len(persons)

    def by_place(self, history: History) -> None:
        """Ask what depends on the days of tenures and on pilots, place by place."""
        asked = self._asked
        dated = dated_rules(asked.framework)
        piloted = [a for a in asked.arrangements if a.pilots or a.sunset is not None]
        rules = tuple(asked.framework.rules[number] for number, _, _ in dated)
        few = replace(asked.framework, rules=rules)
        case = replace(bare_case(few), arrangements=asked.arrangements)
        for place, standing in enumerate(self._batch.standings):
            tenures = tuple(history.get(standing.place, ()))
            if not piloted and not tenures:
                continue
            roster = replace(roster_of(asked.layout, standing, asked.day), framework=few)
            structure = Structure(roster, asked.choices)
            here = replace(case, tenures=tenures)
            wording = Wording(Names(here, few), standing.place)
            found: list[Finding] = []
            if tenures:
                found.extend(broken_rules(Court(here, structure, wording, ())))
            found.extend(pilot_findings(structure, wording, piloted))
            self._place_findings(place, _numbered_by_rank(standing, found))

    def chapter(self, answers: AnswerRows) -> Chapter:
        """Put the rows in order: by place; answers by matter and reading, findings by severity and code."""
        at, finding, start = self._findings.columns()
        told_findings = tuple(self._told_findings)
        rank = self._ranks(told_findings)
        among = np.lexsort((rank[finding] if len(told_findings) else finding, at))
        return Chapter(
            tuple(one.place for one in self._batch.standings),
            tuple(self._names),
            np.concatenate(self._people) if self._people else np.zeros(0, dtype=np.int64),
            answers,
            FindingRows(at[among], finding[among], start[among], told_findings),
        )

    def _ranks(self, told: Sequence[ToldFinding]) -> Integers:
        number = {str(matter.id): at for at, matter in enumerate(self._asked.matters)}

        def key(one: ToldFinding) -> tuple[int, str, int, tuple[str, ...], tuple[int, ...]]:
            return -one.severity, one.code, number.get(one.matter or "", -1), one.steps, one.persons

        keys = [key(one) for one in told]
        rank = {one: at for at, one in enumerate(sorted(set(keys)))}
        return np.array([rank[one] for one in keys], dtype=np.int64)


def _slices(layout: Layout, standings: Sequence[Standing]) -> Iterator[slice]:
    """Divide places so that no array of offices by places by persons is too large."""
    persons = max((len(one.persons) for one in standings), default=0) + 1
    most = max(1, CELLS // (len(layout.start) * persons))
    for first in range(0, len(standings), most):
        yield slice(first, first + most)


def _numbered_by_rank(
    standing: Standing, found: Iterable[Finding]
) -> Iterator[tuple[ToldFinding, Sequence[int]]]:
    """Tell findings by numbers of their own: the persons of each in the order of their ids."""
    rank = {person: number for number, person in enumerate(standing.persons)}
    for one in found:
        named = sorted({rank[p] for p in (*one.persons, *(link.person for link in one.because))})
        local = {standing.persons[number]: at for at, number in enumerate(named)}
        yield told_finding(one, local), named


class _Rows:
    """Columns that grow by pieces."""

    def __init__(self, width: int) -> None:
        self._pieces: list[list[Integers]] = [[] for _ in range(width)]

    def add(self, *columns: npt.NDArray[np.int_]) -> None:
        for pieces, column in zip(self._pieces, columns, strict=True):
            pieces.append(column.astype(np.int64))

    def columns(self) -> list[Integers]:
        return [np.concatenate(p) if p else np.zeros(0, dtype=np.int64) for p in self._pieces]
