"""One sweep from its roster file to its two tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.answering import is_ready
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.standing import layout_of
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.pilots import Arrangement
from counterpoise.sweeping.examining import Examined, Examining
from counterpoise.sweeping.parts import PLACES, Parts, fingerprint, parts_of, write_whole
from counterpoise.sweeping.processes import hands_here, start_nursery
from counterpoise.sweeping.sharing import new_board
from counterpoise.sweeping.tables import growing
from counterpoise.sweeping.workers import workers
from counterpoise.version import version

MANY = 200
"""From so many places on, compiled code is worth waiting until it is compiled."""

SEVERAL = 4
"""From so many places on, what was compiled before is worth the second or two that loading it takes."""

MACHINES = 8
"""For so many hands rosters are divided where nobody knows yet how many a scheduler has."""

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


def run(
    sweep: Sweep, *, progress: Progress = lambda _, __: None, compiling: Callable[[], None] | None = None
) -> Swept:
    """Examine every place, part by part, and put the two tables in their places.

    `progress` is told how many places are done and of how many, `compiling` when everybody waits for a compiler first.
    """
    mark = fingerprint(sweep.rosters, settings_of(sweep))
    parts = divided(sweep, mark)
    alone = sweep.scheduler is not None or hands_here(sweep.processes) == 1
    asked = asked_of(sweep, parts)
    task = Examining(asked, None if alone else new_board(parts.folder))
    missing = [part for part in range(parts.count) if not parts.answers(part).exists()]
    patterns, done = 0, parts.places - sum(parts.sizes[part] for part in missing)
    with growing(parts, answers=sweep.output, findings=sweep.findings) as tables:
        if missing:
            tell_of_compiling(sweep, asked, compiling)
            with workers(task, scheduler=sweep.scheduler, processes=sweep.processes) as hands:
                coming = ((part, parts.content(part)) for part in missing)
                for examined in _finished(parts, hands.examine(coming)):
                    tables.go_on()
                    patterns, done = patterns + examined.patterns, done + examined.places
                    progress(done, parts.places)
    shutil.rmtree(sweep.folder, ignore_errors=True)
    return Swept(parts.places, *tables.rows, patterns, parts.count - len(missing))


def divided(sweep: Sweep, mark: str) -> Parts:
    """Divide the rosters of a sweep into parts; meanwhile, if places turn out to be many, compiled code is loaded."""
    hands = hands_here(sweep.processes) if sweep.scheduler is None else MACHINES

    def met(places: int) -> None:
        if sweep.scheduler is None and hands > 1 and _compiled(sweep, places):
            start_nursery()

    return parts_of(
        sweep.rosters,
        sweep.framework,
        folder=sweep.folder,
        mark=mark,
        most=sweep.places_in_a_part,
        hands=hands,
        met=met,
    )


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
        compiled=_compiled(sweep, parts.places),
    )


def tell_of_compiling(sweep: Sweep, asked: Asked, compiling: Callable[[], None] | None) -> None:
    """Say so where a compiler works first, which takes minutes, once on a machine."""
    if compiling is not None and asked.compiled and sweep.scheduler is None and not _ready():
        compiling()


def _compiled(sweep: Sweep, places: int) -> bool:
    """Say whether compiled code is to answer; what other machines have compiled before nobody here knows."""
    if places >= MANY:
        return find_spec("numba") is not None
    return places >= SEVERAL and sweep.scheduler is None and _ready()


_ready = cache(is_ready)


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


def _finished(parts: Parts, work: Iterable[tuple[int, Examined]]) -> Iterator[Examined]:
    """Write the tables of each part, the findings first: a part is whole when its answers are there."""
    for number, examined in work:
        write_whole(parts.findings(number), examined.tables.findings)
        write_whole(parts.answers(number), examined.tables.answers)
        yield examined
