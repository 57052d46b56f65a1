"""Time sweeps of invented communes beside audits of the same communes one by one; asserts nothing.

`python benchmarks/sweep.py [PLACES …]` sweeps so many communes: 1,000, 3,000, the 10,686 of the country and 30,000
unless told; a few where numba, without which no place is examined in compiled code, is not installed. What is compiled
once on a machine is compiled before. A sample is audited place by place and scaled up; growth is the time per place as
places grow. Memory is what all processes hold at one time, pages they share counted once (PSS), the most seen while sweeping.
Processor time is that of all processes: on a machine that others use it says more than the clock.
"""

from __future__ import annotations

import os
import platform
import resource
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from counterpoise import audit
from counterpoise.analysis.sweep.invented import VACANT, invented
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import ONLY_PLACE, Case, Place
from counterpoise.domain.people import Tenure
from counterpoise.domain.words import OfficeId, PersonId, plain
from counterpoise.formats.case_files import read_files

NATION = 10_686
SIZES = (1_000, 3_000, NATION, 30_000)
FEW = (20, 60)
SAMPLE = 3
DAY = date(2024, 3, 28)


@dataclass(frozen=True, slots=True)
class Timed:
    """How long one sweep took, how many patterns it met, and how much memory it needed at most."""

    places: int
    seconds: float
    processor: float
    patterns: int
    megabytes: float


def main() -> None:
    """Sweep each size and print what it took."""
    if find_spec("pyarrow") is None:
        print("sweep: left out: pyarrow is not installed")
        return
    sizes = [int(word) for word in sys.argv[1:]] or (SIZES if find_spec("numba") else FEW)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"sweep: {machine}; ten million squares added in {pace():.2f} s; 72 matters, 3 readings", flush=True
    )
    compiled_from: int = import_module("counterpoise.sweeping.run").MANY
    if max(sizes) >= compiled_from:
        print(f"  {'compiled, once on a machine':34} {swept(compiled_from).seconds:10.1f} s", flush=True)
    one = audited()
    print(f"  {'audit, place by place':34} {one:10.2f} s of a processor a place ({SAMPLE} places)")
    for size in sizes:
        timed = swept(size)
        each, used = timed.seconds / size, timed.processor / size
        print(
            f"  {f'sweep of {size} places':34} {timed.seconds:10.1f} s; {timed.processor:.1f} s of processors; "
            f"{1000 * used:7.1f} ms a place, audits {one / used:.1f} times as much; "
            f"{timed.patterns / size:6.1f} patterns a place; {timed.megabytes:6.0f} MB; "
            f"the nation {'took' if size == NATION else 'at this rate:'} {each * NATION:,.0f} s (goal 60 s)",
            flush=True,
        )


def pace() -> float:
    """Time a loop that everybody can time: machines differ, and one machine differs from hour to hour."""
    start = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number * number
    return time.perf_counter() - start


def audited() -> float:
    """Audit a few places one by one, and give the processor time a place."""
    case = nation()
    framework = case.frameworks[0]
    taken = 0.0
    for rows in invented(SAMPLE, seed=1):
        seats = {row.office: row.seats for row in rows if row.seats}
        offices = {o.id: replace(o, seats=seats.get(o.id, o.seats)) for o in framework.offices.values()}
        alone = replace(
            case,
            frameworks=(replace(framework, offices=offices),),
            on=DAY,
            places={ONLY_PLACE: Place(ONLY_PLACE, plain("all"), framework.audits)},
            tenures=tuple(
                Tenure(
                    ONLY_PLACE,
                    OfficeId(row.office),
                    row.seat,
                    None if row.person == VACANT else PersonId(row.person),
                    ALWAYS,
                )
                for row in rows
            ),
        )
        start = time.process_time()
        audit(alone)
        taken += time.process_time() - start
    return taken / SAMPLE


def swept(places: int) -> Timed:
    """Sweep invented communes from file to tables, in a process of its own so that its memory can be told."""

    rosters_of: Any = import_module("counterpoise.formats.rosters.writing")
    sweeping: Any = import_module("counterpoise.sweeping.run")
    case = nation()
    framework = case.frameworks[0]
    with tempfile.TemporaryDirectory() as folder:
        rosters = Path(folder) / "rosters.parquet"
        rosters_of.write_rosters(invented(places, seed=1), rosters, kind=".parquet")
        asked = sweeping.Sweep(
            rosters,
            Path(folder) / "out.parquet",
            framework,
            DAY,
            tuple(framework.matters.values()),
            case.arrangements,
        )
        start, used = time.perf_counter(), _processor_time()
        with _Watch() as watch:
            found = sweeping.run(asked)
        taken = time.perf_counter() - start
    return Timed(places, taken, _processor_time() - used, found.patterns, watch.most / 1024)


def _processor_time() -> float:
    """Give the processor time of this process, of those that descend from it, and of those that have ended."""
    own = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own + sum(map(_taken, _family()[1:]))


def _taken(process: int) -> float:
    """Give the processor time of a process and of those it has seen end."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except (OSError, ProcessLookupError):
        return 0.0
    return sum(map(int, told.rpartition(")")[2].split()[11:15])) / os.sysconf("SC_CLK_TCK")


class _Watch:
    """Watches how many kilobytes this process and its children hold, shared pages counted once."""

    def __init__(self) -> None:
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(2):
            self.most = max(self.most, sum(map(_held, _family())))


def _family() -> list[int]:
    """List this process and all that descend from it."""
    found = [os.getpid()]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*"):
            with suppress(OSError):
                found += map(int, (task / "children").read_text().split())
    return found


def _held(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except (OSError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))


def nation() -> Case:
    """Read the framework and the joined offices to look for."""

    sets = resources.files("counterpoise").joinpath("holding_sets/vn-commune-3t.yaml").read_text("utf-8")
    head = "counterpoise: 1\nframework: vn-commune-3t\n"
    return read_files({"case.yaml": head, "arrangements.yaml": sets}, name="nation")[0]


if __name__ == "__main__":
    main()
