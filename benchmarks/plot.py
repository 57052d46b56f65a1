"""Write the page of measurements and draw cost against size, both on logarithmic axes.

`python benchmarks/plot.py RESULTS.csv PICTURE.svg "what is counted"` draws measurements kept in a file with the columns
line, size and seconds: one line of the picture for each name in the first column.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from math import ceil, floor, inf, log10
from operator import itemgetter
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP, LINE = 640, 400, 70, 20, 14
DASHES = ("", "6 3", "2 3")
INTRODUCTION = """# Speed

What the engines cost, measured by `make bench` in one run, peers beside them; written by `python benchmarks/engines.py --write`.
{machine}. The shortest of three runs; other machines differ, and a loaded one differs more: read ratios, not seconds.

| asked | by | seconds | goal | |
|---|---|---:|---|---|
"""
PICTURE = """
Minimal sets, both indices and probability of one vote whose weights are all different, by number of members:

![Cost against size: the plain engine doubles with every member, diagrams grow with the third power and the ladder stays below them](speed.svg)

A peer that is not installed is left out and named. How the ladder chooses: [The ladder](ladder.md).
"""


class Measured(Protocol):
    """One row of the table."""

    @property
    def asked(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def seconds(self) -> float | None: ...
    @property
    def goal(self) -> str: ...
    @property
    def note(self) -> str: ...


def seconds(taken: float) -> str:
    """Write a time with the unit that suits it."""
    if taken < 1e-3:
        return f"{taken * 1e6:.2f} µs"
    return f"{taken * 1e3:.1f} ms" if taken < 1 else f"{taken:.1f} s"


def page(rows: Sequence[Measured], machine: str, *, before: str, whole: bool) -> str:
    """Write the page; what follows the measurements is kept as it was, and rows not asked again unless all were."""
    lines = {
        (
            r.asked,
            r.by,
        ): f"| {r.asked} | {r.by} | {'–' if r.seconds is None else seconds(r.seconds)} | {r.goal} | {r.note} |"
        for r in rows
    }
    if not whole:
        lines = _rows(before) | lines
    return (
        INTRODUCTION.format(machine=machine) + "\n".join(lines.values()) + "\n" + PICTURE + _following(before)
    )


def _rows(before: str) -> dict[tuple[str, str], str]:
    """List the rows of the first table of a page, by what was asked and by whom."""
    table = before.split("|---|", 1)[-1].split("\n\n", 1)[0].splitlines()[1:]
    cells = [[cell.strip() for cell in line.split("|")] for line in table]
    return {(found[1], found[2]): line for found, line in zip(cells, table, strict=True)}


def _following(before: str) -> str:
    """Give the sections below the measurements, which people write."""
    at = before.find("\n## ")
    return "" if at < 0 else before[at:]


def drawn(
    series: Mapping[str, Sequence[tuple[int, float]]], counted: str = "members, weights all different"
) -> str:
    """Draw one line for each engine, or whatever else the series are of."""
    points = [point for line in series.values() for point in line]
    sizes = [size for size, _ in points]
    low, high = log10(min(sizes)), log10(max(sizes))
    bottom, top = floor(log10(min(t for _, t in points))), ceil(log10(max(t for _, t in points)))

    def across(size: float) -> float:
        return LEFT + (log10(size) - low) / (high - low) * (WIDTH - LEFT - 90)

    def down(taken: float) -> float:
        return TOP + (top - log10(taken)) / (top - bottom) * (HEIGHT - TOP - 50)

    made = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(bottom, top + 1):
        y = down(10.0**power)
        made.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - 90}" stroke="#ddd"/>')
        made.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    marks = [mark * 10**power for power in range(8) for mark in (1, 2, 5)]
    for size in [mark for mark in marks if min(sizes) <= mark <= max(sizes)]:
        made.append(f'<text x="{across(size):.1f}" y="{HEIGHT - 28}" text-anchor="middle">{size}</text>')
    made.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(counted)}</text>')
    names = _apart({name: down(line[-1][1]) + 4 for name, line in series.items()})
    for dash, (name, line) in zip(DASHES, series.items(), strict=False):
        path = " ".join(f"{across(size):.1f},{down(taken):.1f}" for size, taken in line)
        made.append(
            f'<polyline points="{path}" fill="none" stroke="#124" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        made.append(f'<text x="{across(line[-1][0]) + 6:.1f}" y="{names[name]:.1f}">{escape(name)}</text>')
    return "\n".join([*made, "</svg>", ""])


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Push names down that would lie on one another."""
    found: dict[str, float] = {}
    lowest = -inf
    for name, height in sorted(heights.items(), key=itemgetter(1)):
        found[name] = lowest = max(height, lowest + LINE)
    return found


def read(file: Path) -> dict[str, list[tuple[int, float]]]:
    """Read measurements: name, size, seconds."""
    series: dict[str, list[tuple[int, float]]] = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            series.setdefault(row["line"], []).append((int(row["size"]), float(row["seconds"])))
    return {name: sorted(points) for name, points in series.items()}


if __name__ == "__main__":
    results, picture, what = sys.argv[1:]
    Path(picture).write_text(drawn(read(Path(results)), what), encoding="utf-8")
