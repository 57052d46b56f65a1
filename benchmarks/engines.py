"""Time the engines beside their peers, in one run on one machine; asserts nothing.

`python benchmarks/engines.py --write` also writes the table and the plot of docs/explanation/speed.md. Named parts alone
(`python benchmarks/engines.py words start --write`) take the place of their rows there and leave the others.
"""

from __future__ import annotations

import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.plain import PlainEngine

# The neighbours of this script, found where a script is started from; the tests have a package called `engines`.
games: Any = import_module("games")
plot: Any = import_module("plot")

RUNS = 3
ROOT = Path(__file__).parents[1]
EXPLANATION = ROOT / "docs" / "explanation"
CASES = ROOT / "cases"
SOURCES = os.pathsep.join(map(str, (ROOT / "src", ROOT / "benchmarks")))
HEAVY = ("numba", "llvmlite", "ortools", "pysat", "pyarrow", "distributed")


@dataclass(frozen=True, slots=True)
class Row:
    """What was asked, who answered, in how many seconds (none: left out), and how many times faster than the peer."""

    asked: str
    by: str
    seconds: float | None
    goal: str = ""
    note: str = ""

    def line(self) -> str:
        """Write one line."""
        shown = "left out" if self.seconds is None else plot.seconds(self.seconds)
        return f"  {self.asked:58} {self.by:28} {shown:>10}  {self.goal:20} {self.note}"


def main() -> None:
    """Time everything, or the parts named, print it, and write the page if asked."""
    asked = [name for name in sys.argv[1:] if name != "--write"]
    unknown = set(asked) - {*PARTS, "growth"}
    if unknown:
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)} and growth")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"engines: best of {RUNS} runs; {machine}")
    rows = []
    for name, measured in PARTS.items():
        if not asked or name in asked:
            for row in measured():
                rows.append(row)
                print(row.line(), flush=True)
    if "--write" in sys.argv:
        write(rows, machine, whole=not asked)
        if not asked or "growth" in asked:
            (EXPLANATION / "speed.svg").write_text(plot.drawn(dict(growth())), encoding="utf-8")


def best(ask: Callable[[], object], runs: int = RUNS) -> float:
    """Give the shortest of several runs."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - start)
    return min(taken)


def power_bdd(quota: int, weights: Sequence[int], *, both: bool) -> Callable[[], object]:
    """Ask the peer for Banzhaf, and Shapley–Shubik too."""
    bdd: Any = import_module("power_bdd.bdd")

    def ask() -> None:
        sys.setrecursionlimit(10_000)
        with redirect_stdout(StringIO()):
            bdd.BDD(bdd.WeightedGame(quota, list(weights))).calc_banzhaf()
            if both:
                bdd.BDD(bdd.WeightedGame(quota, list(weights))).calc_shapley()

    return ask


def versus(
    asked: str, f: Formula, peer: Callable[[], Callable[[], object]], *, by: str, goal: str
) -> Iterator[Row]:
    """Time both indices beside a peer."""
    ours = best(lambda: LadderEngine().power(f))
    yield Row(
        asked,
        "counterpoise, both indices",
        ours,
        note=f"Banzhaf alone {plot.seconds(best(partial(_swings, f)))}",
    )
    if find_spec("power_bdd") is None:
        yield Row(asked, by, None, note="power-bdd is not installed")
    else:
        theirs = best(peer(), 1)
        yield Row(asked, by, theirs, goal, f"{theirs / ours:.0f} times as long as ours")


def _swings(f: Formula) -> None:
    LadderEngine().composition(f)[0].swings()


def weighted_votes() -> Iterator[Row]:
    """Time weighted votes beside power-bdd."""
    electors = games.vote(270, games.ELECTORS_1996)
    yield from versus(
        "weighted vote, 51 players (Electoral College 1996)",
        electors,
        lambda: power_bdd(270, games.ELECTORS_1996, both=True),
        by="power-bdd, both indices",
        goal="at least 10 times",
    )
    large = games.shares(190)
    quota = sum(large) // 2 + 1
    asked = "weighted vote, 190 players, hundredths of a percent"
    program = (
        "import games\nfrom counterpoise.boolean.ladder import LadderEngine\nlarge = games.shares(190)\n"
        "LadderEngine().power(games.vote(sum(large) // 2 + 1, large))"
    )
    _, memory, _ = in_a_process(program)
    yield Row(asked, "counterpoise, memory", None, "under 500 MB", f"{memory:.0f} MB for the whole process")
    yield from versus(
        asked,
        games.vote(quota, large),
        lambda: power_bdd(quota, large, both=False),
        by="power-bdd, Banzhaf alone",
        goal="at least 20 times",
    )


def legislature() -> Iterator[Row]:
    """Time the federal legislature of the United States."""
    f = games.us_legislature()
    asked = "US federal legislature, 537 persons"
    ours = best(lambda: LadderEngine().power(f))
    yield Row(asked, "counterpoise, both indices", ours, "under 2 s")
    yield Row(asked, "counterpoise, minimal sets", best(lambda: LadderEngine().minimal_sets(f, 20)))
    found = LadderEngine().patterns(f, 20)
    told = (
        "more than twenty" if found is None else f"{len(found.counts)} patterns of {len(found.types)} types"
    )
    yield Row(asked, "counterpoise, patterns", best(lambda: LadderEngine().patterns(f, 20)), note=told)
    if find_spec("power_bdd") is None:
        yield Row(asked, "power-bdd, Banzhaf alone", None, note="power-bdd is not installed")
        return
    theirs = best(_congress_of_the_peer, 1)
    yield Row(
        asked,
        "power-bdd, Banzhaf alone",
        theirs,
        "at least 10 times",
        f"{theirs / ours:.0f} times as long as ours",
    )


def _congress_of_the_peer() -> None:
    bdd: Any = import_module("power_bdd.bdd")
    house, senate = [0, 0] + [0] * 100 + [1] * 435, [0, 0] + [1] * 100 + [0] * 435
    one, other = [1, 0] + [0] * 535, [0, 1] + [0] * 535

    def game(quota: int, weights: list[int]) -> Any:
        return bdd.BDD(bdd.WeightedGame(quota, list(weights)))

    sys.setrecursionlimit(10_000)
    with redirect_stdout(StringIO()):
        signed = game(218, house) & game(51, senate) & game(1, one)
        tied = game(218, house) & game(50, senate) & game(1, other) & game(1, one)
        (signed | tied | game(290, house) & game(67, senate)).calc_banzhaf()


def overlapping() -> Iterator[Row]:
    """Time bodies that share persons: indices exactly, the capture number proven."""
    for shared, each in ((15, 6), (20, 7)):
        f = games.bodies(shared, each)
        engine = LadderEngine()
        engine.power(f)
        yield Row(
            f"10 bodies, {shared} shared, {f.size} persons",
            "counterpoise, both indices",
            best(partial(_power, f), 1),
            note=f"exact by {engine.method([f])}",
        )
    for shared, how in ((20, "all"), (50, "majority"), (80, "majority")):
        g = games.bodies(shared, round(shared * 0.35), how=how)
        asked = f"10 bodies ({how}), {shared} shared, {g.size} persons"
        if find_spec("ortools") is None:
            yield Row(asked, "counterpoise, capture number", None, note="ortools is not installed")
            continue
        LadderEngine().bounds(f, 0)
        proved = LadderEngine().bounds(g, 0)
        taken = best(partial(_proved, g))
        yield Row(
            asked, "counterpoise, capture number", taken, "under 1 s", f"proven: {proved.low}…{proved.high}"
        )


def graphs() -> Iterator[Row]:
    """Time large graphs of groups with and without modules."""
    for name, f in (
        ("graph of groups", games.fault_tree(1320, seed=4)),
        ("council of 40 weighted committees of 11", games.council_of_committees(40, 11)),
    ):
        asked = f"{name}, {len(f.nodes) - f.size} groups, {f.size} persons"
        with_modules = 0.0
        for modules in (True, False):
            by = "counterpoise, sizes and chance" if modules else "the same without modules"
            try:
                taken = best(partial(_everything, f, modules), 1)
            except TooLargeError:
                yield Row(asked, by, None, note="passes its budget")
                continue
            total = DiagramEngine(modules=modules).minimal_sets(f, 1).total
            note = f"{total:.3g} minimal sets"
            if modules:
                with_modules = taken
            else:
                note += f", {taken / with_modules:.1f} times as long as with modules"
            yield Row(asked, by, taken, "in seconds", note)


def _power(f: Formula) -> None:
    LadderEngine().power(f)


def _proved(f: Formula) -> None:
    LadderEngine().bounds(f, 0)


def _everything(f: Formula, modules: bool) -> None:
    engine = DiagramEngine(modules=modules)
    engine.minimal_sets(f, 20)
    engine.composition(f)[0].sizes()
    engine.probability(f, [0.01] * f.size)


def words() -> Iterator[Row]:
    """Time truth tables, a game."""
    for size, goal in ((6, 2), (8, 8), (10, 40), (12, 140), (14, None), (16, 3000)):
        asked = f"minimal sets and all swings, {size} persons, a game"
        if find_spec("numba") is None:
            yield Row(asked, "counterpoise, words", None, note="numba is not installed")
            continue
        engine: Any = import_module("counterpoise.boolean.words")
        count = 20_000 if size < 12 else 2_000
        tables = engine.tables_of(
            [
                games.vote(size // 2 + k % (size // 2), [1 + (v * k) % 5 for v in range(size)])
                for k in range(100)
            ]
        )
        tables = tables.repeat(count // 100, axis=0)
        engine.minimal_and_swings_many(tables[:2], size)
        taken = best(partial(engine.minimal_and_swings_many, tables, size))
        yield Row(asked, "counterpoise, words", taken / count, f"within {goal} µs" if goal else "")


def growth() -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """Time all questions on one vote of growing size, its weights all different."""
    ladders: tuple[tuple[str, Callable[[], Engine], Sequence[int]], ...] = (
        ("plain", PlainEngine, (5, 7, 9, 11, 13)),
        ("diagrams", DiagramEngine, (5, 9, 13, 19, 27, 39, 51, 75)),
        ("ladder", LadderEngine, (5, 9, 13, 19, 27, 39, 51, 75, 101, 151, 201)),
    )
    for name, new_engine, sizes in ladders:
        points = []
        for size in sizes:
            f = games.vote(size * (size + 1) // 4 + 1, range(1, size + 1))
            points.append((size, statistics.median(_all_questions(f, new_engine()) for _ in range(RUNS))))
        yield name, points


def _all_questions(f: Formula, engine: Engine) -> float:
    start = time.perf_counter()
    engine.minimal_sets(f, 20)
    engine.power(f)
    engine.probability(f, [0.1] * f.size)
    return time.perf_counter() - start


def write(rows: Sequence[Row], machine: str, *, whole: bool) -> None:
    """Write the page: all its rows, or in the place of those asked again."""
    file = EXPLANATION / "speed.md"
    file.write_text(plot.page(rows, machine, before=file.read_text("utf-8"), whole=whole), encoding="utf-8")


HELD_AT_MOST = """
import pathlib, resource
status = pathlib.Path("/proc/self/status")  # what `resource` tells begins with what this process's parent held
held = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.is_file() else []
print(int(held[0] if held else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024, file=sys.stderr)
"""


def in_a_process(program: str, *arguments: str) -> tuple[float, float, str]:
    """Run a program of ours in a process of its own; give its seconds, its largest memory in MB, what it said at last."""
    measured = f"{program}\n{HELD_AT_MOST}"
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", f"import sys\n{measured}", *arguments],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": SOURCES},
    )  # fmt: skip
    taken = time.perf_counter() - start
    *said, memory = ended.stderr.split("\n")[:-1]
    return taken, float(memory), " ".join(said[-1:])


def start() -> Iterator[Row]:
    """Time a whole audit from a cold start, and tell which compilers and solvers it loaded."""
    program = (
        "from counterpoise.cli import main\n"
        f"main(['audit', {str(CASES / 'loc-ninh')!r}, '--format', 'text'])\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print('loads ' + (', '.join(loaded) or 'no compiler and no solver'), file=sys.stderr)"
    )
    found = [in_a_process(program) for _ in range(RUNS)]
    taken, memory, said = min(found)
    yield Row(
        "one audit of the founding case, from a cold start",
        "counterpoise audit, text",
        taken,
        "at most 2 s",
        f"{memory:.0f} MB, {said}",
    )


PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "weighted": weighted_votes,
    "legislature": legislature,
    "overlapping": overlapping,
    "graphs": graphs,
    "words": words,
    "start": start,
}


if __name__ == "__main__":
    main()
