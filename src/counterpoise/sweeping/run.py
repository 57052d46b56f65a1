"""One sweep from its roster file to its two tables."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from counterpoise.analysis.framework_gaps import framework_findings
from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.asked import Asked, dated_rules
from counterpoise.analysis.sweep.batch import Batch, batch_of
from counterpoise.analysis.sweep.standing import Held, Standing, layout_of, standing_of
from counterpoise.analysis.sweep.supports import Reach
from counterpoise.analysis.sweep.telling import Chapter, chapter_of
from counterpoise.analysis.sweep.told import Shared, Told, bare_case
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.people import Tenure
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import PlaceId
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.formats.rosters.results import join, write_chapter
from counterpoise.sweeping.parts import PLACES, Parts, fingerprint, on_the_day, parts_of
from counterpoise.sweeping.workers import Workers, workers
from counterpoise.version import version

REMEMBERED = 200_000
"""Patterns whose answers are kept between parts."""

MANY = 200
"""From so many places on, what compiled code saves is more than the time it takes to load."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one sweep is asked."""

    rosters: Path
    output: Path
    framework: Framework
    day: date
    matters: tuple[Matter, ...]
    arrangements: tuple[Arrangement, ...] = ()
    choices: Choices = field(default_factory=Choices)
    compromise: float | None = None
    sets: int = 3
    power: bool = False
    scheduler: str | None = None
    processes: int | None = None
    places_in_a_part: int = PLACES

    @property
    def folder(self) -> Path:
        """Give the folder that holds the parts until the tables are whole."""
        return self.output.with_name(f"{self.output.name}.parts")

    @property
    def findings(self) -> Path:
        """Give the file of findings beside that of answers."""
        return findings_beside(self.output)


def findings_beside(output: Path) -> Path:
    """Name the table of findings after that of answers."""
    return output.with_name(f"{output.stem}.findings{output.suffix}")


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to."""

    places: int
    answers: int
    findings: int
    patterns: int
    resumed: int


def run(sweep: Sweep, *, progress: Progress = lambda _, __: None) -> Swept:
    """Examine every place, part by part, and put the two tables in their places."""
    mark = fingerprint(sweep.rosters, settings_of(sweep))
    parts = parts_of(
        sweep.rosters, sweep.framework, folder=sweep.folder, mark=mark, size=sweep.places_in_a_part
    )
    asked = asked_of(sweep, parts)
    resumed = sum(parts.answers(part).exists() for part in range(parts.count))
    runner = _Runner(asked, parts, progress)
    if resumed < parts.count:
        with workers(asked, scheduler=sweep.scheduler, processes=sweep.processes) as hands:
            runner.examine(hands)
    answers, findings = _join(sweep, parts)
    shutil.rmtree(sweep.folder, ignore_errors=True)
    return Swept(parts.places, answers, findings, runner.patterns, resumed)


def asked_of(sweep: Sweep, parts: Parts) -> Asked:
    """Say what is asked of every place."""
    return Asked(
        sweep.framework,
        layout_of(sweep.framework, [parts.seats]),
        sweep.day,
        sweep.matters,
        (*sweep.framework.arrangements, *sweep.arrangements),
        sweep.choices,
        sweep.compromise,
        sweep.sets,
        sweep.power,
        compiled=parts.places >= MANY and find_spec("numba") is not None,
    )


def settings_of(sweep: Sweep) -> Sequence[str]:
    """List what makes two runs the same, the reading of the framework included."""
    return (
        version(),
        repr(sweep.framework.id),
        repr(tuple(sweep.framework.offices.values())),
        repr(tuple(sweep.framework.bodies.values())),
        repr(tuple(sweep.framework.groups.items())),
        repr(tuple(sweep.framework.rules)),
        repr(sweep.framework.arrangements),
        repr(sweep.day),
        repr(sweep.matters),
        repr(sweep.arrangements),
        repr((sorted(sweep.choices.followed), sweep.choices.superiors)),
        repr((sweep.compromise, sweep.sets, sweep.power)),
    )


class _Runner:
    """Examines the parts that are not finished; answers of patterns are kept from part to part."""

    def __init__(self, asked: Asked, parts: Parts, progress: Progress) -> None:
        self._asked = asked
        self._parts = parts
        self._reach: Reach = asked.reach()
        self._progress = progress
        self._known: dict[bytes, Told] = {}
        self._shared = Shared()
        self._done = 0
        self.patterns = 0

    def examine(self, hands: Workers) -> None:
        """Examine part after part; each is whole when its answers are written.

        While the patterns of one part are being answered elsewhere, the part before it is told and written here.
        """
        before: _Part | None = None
        for part in range(self._parts.count):
            if self._parts.answers(part).exists():
                self._done += len(self._parts.rows(part))
                continue
            if len(self._known) > REMEMBERED:
                self._finish(before)
                before = None
                self._known, self._shared = {}, Shared()
            now = self._begun(part, hands, before)
            self._finish(before)
            before = now
        self._finish(before)

    def _begun(self, part: int, hands: Workers, before: _Part | None) -> _Part:
        """Lay the places of a part out and have the patterns answered that nobody has answered or is asked for."""
        rows = self._parts.rows(part)
        batch = batch_of(
            self._asked, self._reach, [standing(self._asked, place, rows[place]) for place in rows]
        )
        coming = before.wanted if before is not None else frozenset()
        examples = batch.examples(_Either(self._known, coming))
        wanted = frozenset(unknown.key for example in examples for unknown in example.unknown)
        history = dict(history_of(self._asked, rows))
        return _Part(part, batch, history, wanted, hands.answer(examples))

    def _finish(self, part: _Part | None) -> None:
        """Wait for the answers of a part, if there is one, tell its places and write them."""
        if part is None:
            return
        self._learn(part)
        chapter = chapter_of(self._asked, part.batch, self._known, part.history)
        if part.number == 0:
            chapter = _with_framework_findings(self._asked, chapter)
        write_chapter(
            chapter,
            matters=[matter.id for matter in self._asked.matters],
            answers=self._parts.answers(part.number),
            findings=self._parts.findings(part.number),
            power=self._asked.power,
            sets=self._asked.sets > 0,
        )
        self._done += len(part.batch.standings)
        self._progress(self._done, self._parts.places)

    def _learn(self, part: _Part) -> None:
        wanted, places = len(part.wanted), len(part.batch.standings)
        for answers in part.answers:
            for key, told in answers:
                self._known[key] = self._shared.told(told)
            self.patterns += len(answers)
            share = places * (1 - (wanted := wanted - len(answers)) / max(1, wanted + len(answers)))
            self._progress(self._done + min(places - 1, int(share)), self._parts.places)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part whose patterns are being answered: those asked for with it, and the answers as they come."""

    number: int
    batch: Batch
    history: dict[PlaceId, list[Tenure]]
    wanted: frozenset[bytes]
    answers: Iterator[list[tuple[bytes, Told]]]


@dataclass(frozen=True, slots=True)
class _Either(Collection[bytes]):
    """Keys that are known or on their way, without a copy of either."""

    known: Collection[bytes]
    coming: Collection[bytes]

    def __contains__(self, key: object) -> bool:
        return key in self.known or key in self.coming

    def __iter__(self) -> Iterator[bytes]:
        return chain(self.known, self.coming)

    def __len__(self) -> int:
        return len(self.known) + len(self.coming)


def standing(asked: Asked, place: PlaceId, rows: Sequence[RosterRow]) -> Standing:
    """Number the holders of one place on the day."""
    established = {row.office: row.seats for row in rows if row.seats is not None}
    timed = {office for _, offices, _ in dated_rules(asked.framework) for office in offices}
    held = [
        Held(row.office, row.seat, row.person, _tenure(row) if row.office in timed else None)
        for row in on_the_day(rows, asked.day)
    ]
    return standing_of(asked.layout, place, held, established=established)


def history_of(
    asked: Asked, rows: Mapping[PlaceId, Sequence[RosterRow]]
) -> Iterator[tuple[PlaceId, list[Tenure]]]:
    """Give the tenures of offices limited in time, at places where one may have lasted too long."""
    limits = {office: years for _, offices, years in dated_rules(asked.framework) for office in offices}
    if not limits:
        return
    for place, found in rows.items():
        timed = [row for row in found if row.office in limits]
        if any(_long(row, asked.day, limits[row.office]) for row in timed):
            yield (
                place,
                [_tenure(row) for row in timed],
            )


def _tenure(row: RosterRow) -> Tenure:
    return Tenure(row.place, row.office, row.seat, row.person, row.span, "", row.number)


def _long(row: RosterRow, day: date, years: int) -> bool:
    return row.span.start is not None and (day - row.span.first).days > 365 * years


def _with_framework_findings(asked: Asked, chapter: Chapter) -> Chapter:
    """Add what is found about the framework itself, once."""
    case = bare_case(asked.framework)
    found = tuple(framework_findings(case, asked.framework, asked.matters, asked.day))
    return chapter.with_findings_of_no_place(found)


def _join(sweep: Sweep, parts: Parts) -> tuple[int, int]:
    """Put the parts together and both tables in their places: the findings first, then the answers."""
    whole = parts.folder / "answers.parquet", parts.folder / "findings.parquet"
    answers = join([parts.answers(part) for part in range(parts.count)], whole[0])
    findings = join([parts.findings(part) for part in range(parts.count)], whole[1])
    os.replace(whole[1], sweep.findings)
    os.replace(whole[0], sweep.output)
    return answers, findings
