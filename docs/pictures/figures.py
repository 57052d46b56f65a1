"""Draw the figures of the explanation: `python docs/pictures/figures.py` writes docs/explanation/figures again.

What a figure shows of an engine is asked of the engine itself, so that no picture says other than the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from math import comb
from pathlib import Path
from typing import Any

import numpy as np

from counterpoise import audit, read_case
from counterpoise.boolean.bounds import bounds_of
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.plain import PlainEngine
from counterpoise.boolean.solver import smallest_by_solver

# Its neighbour, found where a script is started from.
drawing: Any = import_module("drawing")
Sheet, BLUE, GREY, INK, ORANGE, PALE = (
    drawing.Sheet, drawing.BLUE, drawing.GREY, drawing.INK, drawing.ORANGE, drawing.PALE,
)  # fmt: skip

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "explanation" / "figures"


def words() -> str:
    """Show the truth table of two out of three as bits, moved by one person, and where that person decides."""
    table = [group.bit_count() >= 2 for group in range(8)]
    moved = [bool(group & 1) and table[group ^ 1] for group in range(8)]
    decides = [bool(group & 1) and table[group] and not moved[group] for group in range(8)]
    sheet = Sheet(
        190,
        "A truth table as bits of a word",
        "Eight cells, one for each group of a, b and c. Two of three is true of four of them. Where a is in the group, the "
        f"table without a is moved up beside it; a decides where the first is true and the second is not: {sum(decides)} times.",
    )
    rows = (("two of three", table), ("without a, moved up", moved), ("a decides", decides))
    for at, group in enumerate(range(7, -1, -1)):
        name = "".join("cba"[n] if group >> (2 - n) & 1 else "·" for n in range(3))
        sheet.text(230 + 48 * at, 30, name)
    for number, (label, row) in enumerate(rows):
        y = 45 + 45 * number
        sheet.text(195, y + 22, label, at="end")
        for at, group in enumerate(range(7, -1, -1)):
            shown = number == 0 or group & 1
            fill = (ORANGE if number == 2 else BLUE) if row[group] else "#fff"
            if shown:
                sheet.box(208 + 48 * at, y, 44, 32, fill)
                sheet.text(230 + 48 * at, y + 21, str(int(row[group])), colour="#fff" if row[group] else INK)
    return str(sheet.finished())


def diagrams() -> str:
    """Draw the reduced diagram of one weighted vote, in which equal needs meet."""
    names, weights, quota = "abcd", (3, 2, 2, 1), 5
    known: dict[tuple[int, int, int], int] = {}
    nodes: list[tuple[int, int, int]] = []

    def node(level: int, need: int) -> int:
        if need <= 0:
            return -1
        if need > sum(weights[level:]):
            return -2
        no, yes = node(level + 1, need), node(level + 1, need - weights[level])
        if no == yes:
            return no
        if (level, no, yes) not in known:
            known[level, no, yes] = len(nodes)
            nodes.append((level, no, yes))
        return known[level, no, yes]

    node(0, quota)
    sheet = Sheet(
        330,
        "A reduced decision diagram",
        f"The vote [5; 3, 2, 2, 1]: {len(nodes)} nodes on four levels, one level a member. Full lines mean that the member "
        "acts, dashed ones that it does not; both end in carried or not carried. Sixteen groups share these few nodes.",
    )
    levels = [[n for n, (at, _, _) in enumerate(nodes) if at == level] for level in range(4)]
    place = {
        n: (320 + 130 * (at - (len(row) - 1) / 2), 35 + 68 * level)
        for level, row in enumerate(levels)
        for at, n in enumerate(row)
    }
    place |= {-1: (200, 300), -2: (440, 300)}
    for n, (_, no, yes) in enumerate(nodes):
        for child, dashed in ((no, True), (yes, False)):
            (x, y), (u, v) = place[n], place[child]
            sheet.line((x, y + 15), (u, v - 15), dashed=dashed)
    for n, (level, _, _) in enumerate(nodes):
        sheet.circle(*place[n], 15, PALE)
        sheet.text(place[n][0], place[n][1] + 4, names[level])
    sheet.named(200, 285, 100, ["carried"], "#fff")
    sheet.named(440, 285, 100, ["not carried"], "#fff")
    for level, weight in enumerate(weights):
        sheet.text(20, 40 + 68 * level, f"{names[level]} has {weight} of 8 votes", at="start", colour=GREY)
    return str(sheet.finished())


def modules() -> str:
    """Show a board that shares nobody with the rest standing for one variable."""
    sheet = Sheet(
        230,
        "A module becomes one variable",
        "Left, a matter of a council of a, b, c, d and a board of d, e and f; the board's inner committee of e and f shares "
        "nobody with the rest. Right, the committee is compiled apart and stands in the board as the single variable M.",
    )
    for shift, inner in ((0, True), (330, False)):
        sheet.named(150 + shift, 10, 90, ["matter"])
        sheet.named(75 + shift, 75, 90, ["council"])
        sheet.named(225 + shift, 75, 90, ["board"])
        for x in (75, 225):
            sheet.line((150 + shift, 36), (x + shift, 75))
        for at, name in enumerate("abcd"):
            x = 30 + 45 * at + shift
            sheet.line((75 + shift, 101), (x, 150))
            sheet.circle(x, 162, 12)
            sheet.text(x, 166, name)
        sheet.line((225 + shift, 101), (165 + shift, 150))
        if inner:
            sheet.box(196, 128, 112, 92, PALE)
            sheet.named(252, 134, 96, ["committee"], "#fff")
            sheet.line((225, 101), (252, 134))
            for at, name in enumerate("ef"):
                sheet.line((252, 160), (230 + 45 * at, 186))
                sheet.circle(230 + 45 * at, 198, 12)
                sheet.text(230 + 45 * at, 202, name)
        else:
            sheet.line((225 + shift, 101), (252 + shift, 150))
            sheet.circle(252 + shift, 164, 14, PALE)
            sheet.text(252 + shift, 168, "M", bold=True)
    sheet.line((312, 120), (345, 120), tip=True)
    return str(sheet.finished())


def weighted() -> str:
    """Count the groups of each weight in the Council of 1958, and mark those that carry."""
    weights, quota = (4, 4, 4, 2, 2, 1), 12
    counts = [1]
    for weight in weights:
        counts = [
            (counts[x] if x < len(counts) else 0) + (counts[x - weight] if x - weight >= 0 else 0)
            for x in range(len(counts) + weight)
        ]
    carried = sum(counts[quota:])
    sheet = Sheet(
        260,
        "Groups by their weight",
        f"Bars count how many of the 64 groups of the Council of the EEC in 1958 have each weight from 0 to {sum(weights)}: "
        f"{', '.join(map(str, counts))}. The quota is {quota}; {carried} groups reach it.",
    )
    for x, count in enumerate(counts):
        left = 60 + 31 * x
        sheet.box(left, 210 - 22 * count, 24, 22 * count, ORANGE if x >= quota else PALE)
        sheet.text(left + 12, 204 - 22 * count, str(count))
        sheet.text(left + 12, 228, str(x), colour=GREY)
    sheet.line((60 + 31 * quota - 4, 20), (60 + 31 * quota - 4, 210), dashed=True)
    sheet.text(60 + 31 * quota + 2, 28, f"quota {quota}: {carried} groups carry", at="start")
    sheet.text(320, 250, "weight of the group")
    return str(sheet.finished())


def quadrature() -> str:
    """Draw the chance that a member decides, and the few points that give the area under it."""
    members, need = 5, 3
    points, shares = np.polynomial.legendre.leggauss(members // 2 + 1)

    def decides(p: float) -> float:
        return comb(members - 1, need - 1) * p ** (need - 1) * (1 - p) ** (members - need)

    area = sum(w / 2 * decides((x + 1) / 2) for x, w in zip(points, shares, strict=True))
    sheet = Sheet(
        280,
        "The area under the chance of deciding",
        "A curve over p from 0 to 1: the probability that a member of a majority of five decides when the four others act "
        f"with probability p. Three marked points give the area under it exactly: {area:.3f}, one fifth.",
    )

    def at(p: float) -> tuple[float, float]:
        return 70 + 500 * p, 230 - 480 * decides(p)

    sheet.curve([at(n / 100) for n in range(101)], fill=PALE)
    for x in points:
        p = (float(x) + 1) / 2
        sheet.line(at(p), (at(p)[0], 230), colour=ORANGE, thick=2)
        sheet.circle(*at(p), 5, ORANGE)
        sheet.text(at(p)[0], 248, f"p = {p:.3f}")
    sheet.line((70, 230), (580, 230))
    sheet.line((70, 230), (70, 25))
    sheet.text(440, 60, f"area = {area:.3f}", at="start", bold=True)
    sheet.text(440, 78, "the Shapley–Shubik index", at="start")
    sheet.text(75, 20, "chance that one of five decides", at="start", colour=GREY)
    sheet.text(325, 270, "chance p with which each other acts", colour=GREY)
    return str(sheet.finished())


def separator() -> str:
    """Show bodies that have nothing to do with one another once the shared persons are settled."""
    sheet = Sheet(
        240,
        "Bodies apart once the shared are settled",
        "Three bodies of many private members share two persons, s and t. Once s is settled to act and t not to, body 1 needs 6 "
        "of its 10 private members, body 2 needs 5 of 8 and body 3 needs 6 of 11: three separate counts.",
    )
    for number, (private, need) in enumerate(((10, 6), (8, 5), (11, 6))):
        y = 15 + 75 * number
        sheet.box(20, y, 250, 56, PALE)
        sheet.text(30, y + 18, f"body {number + 1}", at="start")
        for member in range(private):
            sheet.circle(35 + 21 * member, y + 38, 7)
        sheet.line((270, y + 28), (330, 85))
        sheet.line((270, y + 28), (330, 155))
        sheet.named(520, y + 12, 200, [f"needs {need} of {private} private"])
    for name, y, settled in (("s", 85, "acts"), ("t", 155, "does not")):
        sheet.circle(345, y, 15, ORANGE)
        sheet.text(345, y + 5, name, colour="#fff", bold=True)
        sheet.text(345, y + 32, settled, colour=GREY)
    sheet.line((370, 120), (412, 120), tip=True)
    return str(sheet.finished())


def council() -> Formula:
    """Make seven committees of five out of twelve members, of which four decide."""
    build = Builder()
    seats = [[(start + step * step) % 12 for step in range(5)] for start in range(7)]
    votes = [build.at_least(3, [(build.var(v), 1) for v in sorted(set(one))]) for one in seats]
    return build.formula(build.at_least(4, [(vote, 1) for vote in votes]))[0]


def solver() -> str:
    """Show how an interval closes: what is bounded by hand, what the solver proves."""
    f = council()
    rows = [("by hand", bounds_of(f)), ("by the solver", smallest_by_solver(f, 1))]
    told = "; ".join(f"{name} {one.low} to {one.high}" for name, one in rows)
    sheet = Sheet(
        170,
        "An interval that closes",
        f"The fewest of {f.size} members who carry a vote of seven overlapping committees, on a line from 0 to {f.size}: {told}. "
        "Where both ends meet, the number is proved.",
    )
    for number in range(f.size + 1):
        x = 150 + 38 * number
        sheet.line((x, 130), (x, 136))
        sheet.text(x, 152, str(number), colour=GREY)
    sheet.line((150, 130), (150 + 38 * f.size, 130))
    for at, (name, one) in enumerate(rows):
        y, low, high = 40 + 45 * at, 150 + 38 * one.low, 150 + 38 * (one.high or 0)
        sheet.text(135, y + 5, name, at="end")
        sheet.line((low, y), (high, y), colour=BLUE, thick=5)
        for x in (low, high):
            sheet.circle(x, y, 6, ORANGE if low == high else BLUE)
        said = f"{one.low}, proved" if low == high else f"{one.low} … {one.high}"
        sheet.text(high + 14, y + 5, said, at="start")
    return str(sheet.finished())


def hitting_sets() -> str:
    """Mark in a grid who is in which carrying group, and a blocking group that meets them all."""
    build = Builder()
    a, b, c, d = (build.var(v) for v in range(4))
    root = build.any([build.all([a, b]), build.all([a, c]), build.all([b, c, d])])
    carrying = PlainEngine().minimal_sets(build.formula(root)[0], 20).sets
    blocking = PlainEngine().minimal_sets(build.formula(build.dual(root))[0], 20).sets
    hit = blocking[-1]

    def say(sets: Sequence[Sequence[int]]) -> str:
        return ", ".join("".join("abcd"[v] for v in one) for one in sets)

    sheet = Sheet(
        60 + 42 * len(carrying),
        "A blocking group meets every carrying group",
        f"A grid of persons a to d and the smallest carrying groups {say(carrying)}. The columns of {say([hit])} are marked: "
        f"every row has somebody in them. The smallest blocking groups are {say(blocking)}.",
    )
    for person in hit:
        sheet.box(205 + 70 * person, 8, 50, 44 + 42 * len(carrying), "#fde8d3")
    for person in range(4):
        sheet.text(230 + 70 * person, 30, "abcd"[person], bold=True)
    for row, group in enumerate(carrying):
        y = 62 + 42 * row
        sheet.text(175, y + 5, f"carrying group {row + 1}", at="end")
        for person in group:
            sheet.circle(230 + 70 * person, y, 12, ORANGE if person in hit else BLUE)
    sheet.text(500, 60, f"blocking: {say([hit])}", at="start")
    sheet.text(500, 80, "meets every row", at="start", colour=GREY)
    return str(sheet.finished())


def patterns() -> str:
    """Draw the three patterns of the federal legislature, asked of an audit."""
    answer = audit(read_case(ROOT / "cases" / "us-federal-legislation")).matters[0].readings.practice
    kinds = {share.offices[0]: len(share.members) for pattern in answer.patterns for share in pattern}
    order = sorted(kinds, key=lambda office: -kinds[office])
    rows = [{share.offices[0]: share.count for share in pattern} for pattern in answer.patterns]
    told = "; ".join(" and ".join(f"{row[k]} {k}" for k in order if k in row) for row in rows)
    sheet = Sheet(
        70 + 62 * len(rows),
        "Patterns instead of groups",
        f"Every smallest group that carries a law of the United States is one of {len(rows)} patterns: {told}.",
    )
    for at, kind in enumerate(order):
        sheet.text(110 + 145 * at, 25, f"{kind} ({kinds[kind]})", bold=True)
    for number, row in enumerate(rows):
        y = 45 + 62 * number
        for at, kind in enumerate(order):
            count = row.get(kind, 0)
            sheet.box(50 + 145 * at, y, 120, 24)
            if count:
                sheet.box(50 + 145 * at, y, 120 * count / kinds[kind], 24, ORANGE)
            sheet.text(110 + 145 * at, y + 42, f"{count} of {kinds[kind]}" if count else "–")
    return str(sheet.finished())


def blocking() -> str:
    """Show how a tie serves the head in both questions, and the clerk in one."""
    sheet = Sheet(
        210,
        "The tie serves whoever asks",
        "Two panels. To carry, the head moves the clerk to sign, and the clerk can sign alone: both carry. To stop, the head moves "
        "the clerk not to sign, and the clerk can refuse alone: both block. So the groups head and clerk carry and block, with "
        "nobody in common.",
    )
    for shift, title, act in ((0, "to carry", "signs"), (320, "to stop", "does not sign")):
        sheet.text(160 + shift, 24, title, bold=True)
        sheet.named(80 + shift, 50, 100, ["head"])
        sheet.named(80 + shift, 140, 100, ["clerk"], "#fde8d3")
        sheet.line((80 + shift, 76), (80 + shift, 138), tip=True)
        sheet.text(90 + shift, 110, "commands", at="start", colour=GREY)
        sheet.line((132 + shift, 153), (205 + shift, 153), tip=True)
        sheet.text(212 + shift, 157, act, at="start")
        sheet.text(160 + shift, 195, "head alone: enough · clerk alone: enough", colour=GREY)
    sheet.line((320, 12), (320, 200), dashed=True, colour=GREY)
    return str(sheet.finished())


def ladder() -> str:
    """Draw the rungs in the order in which they are tried."""
    rungs = (
        ("weighted", "sixteen different weights, a grid that fits"),
        ("separator, at once", "many settings, more states than a small diagram"),
        ("diagrams, first try", "up to 100,000 entries"),
        ("separator", "up to 1,048,576 settings of the shared"),
        ("diagrams, whole budget", "two million entries, the question's time"),
        ("solver", "always: bounds, and exact: false"),
    )
    sheet = Sheet(
        60 + 52 * len(rungs),
        "The rungs of the ladder",
        "Modules are tried on six rungs, one after another: "
        + "; ".join(f"{n}: {w}" for n, w in rungs)
        + ".",
    )
    sheet.text(20, 24, "one module of a question", at="start", bold=True)
    for at, (name, when) in enumerate(rungs):
        x, y = 120 + 22 * at, 40 + 52 * at
        last = at == len(rungs) - 1
        sheet.named(x, y, 190, [name], "#fde8d3" if last else PALE)
        sheet.text(x + 108, y + 18, when, at="start", colour=GREY)
        if not last:
            sheet.line((x, y + 26), (x + 16, y + 50), tip=True)
    return str(sheet.finished())


def exactness() -> str:
    """Show the three forms a number can have."""
    sheet = Sheet(
        190,
        "A number, a proven range, a sampled interval",
        "Three lines. An exact number is one point. A proven range, written 2…5, has two ends between which the number surely lies. "
        "An interval from samples holds the number with a confidence of 99.99 %, and is drawn dashed.",
    )
    forms = (
        ("exact: true", 3, 3, False, "3"),
        ("proven bounds", 2, 5, False, "2…5"),
        ("samples", 2.6, 3.7, True, "99.99 %"),
    )
    for at, (name, low, high, dashed, said) in enumerate(forms):
        y, left, right = 35 + 48 * at, 150 + 70 * low, 150 + 70 * high
        sheet.text(150, y + 5, name, at="end")
        sheet.line((left, y), (right, y), colour=BLUE, thick=5, dashed=dashed)
        for x in {left, right}:
            sheet.circle(x, y, 6, ORANGE if low == high else BLUE)
        sheet.text(right + 16, y + 5, said, at="start")
    for number in range(1, 7):
        sheet.line((150 + 70 * number, 158), (150 + 70 * number, 163))
        sheet.text(150 + 70 * number, 180, str(number), colour=GREY)
    sheet.line((185, 158), (600, 158))
    return str(sheet.finished())


def workflow() -> str:
    """Show a pattern of steps that share users, and the users matched to its blocks."""
    sheet = Sheet(
        230,
        "A pattern, then a matching",
        "Five steps fall into three blocks that each share a user: 1 and 3, 2 alone, 4 and 5. Then each block is matched with a user "
        "of its own who may do all its steps: Ann, Ben and Cy.",
    )
    blocks = (("1, 3", (1, 3), "Ann"), ("2", (2,), "Ben"), ("4, 5", (4, 5), "Cy"))
    sheet.text(70, 24, "steps", bold=True)
    sheet.text(300, 24, "blocks of the pattern", bold=True)
    sheet.text(550, 24, "users", bold=True)
    for step in range(1, 6):
        sheet.circle(70, 10 + 38 * step, 13)
        sheet.text(70, 15 + 38 * step, str(step))
    for at, (name, steps, user) in enumerate(blocks):
        y = 55 + 62 * at
        sheet.named(300, y, 90, [name])
        sheet.named(550, y, 90, [user], "#fde8d3")
        sheet.line((347, y + 13), (503, y + 13), tip=True)
        for step in steps:
            sheet.line((84, 10 + 38 * step), (253, y + 13))
    sheet.text(425, 225, "may do all steps of the block", colour=GREY)
    return str(sheet.finished())


def repair() -> str:
    """Draw the circle of proposing, trying and learning."""
    sheet = Sheet(
        210,
        "Propose, try, learn",
        "A circle of three boxes: propose the cheapest set that meets every requirement known; try it by an audit; learn from each "
        "refusal a requirement that every acceptable set meets, and propose again. What is not refused is cheapest.",
    )
    sheet.named(130, 30, 210, ["propose the cheapest set that", "meets every requirement known"])
    sheet.named(500, 30, 190, ["try it: is any", "demand not met?"])
    sheet.named(315, 140, 260, ["learn from the refusal what", "every acceptable set must meet"], "#fde8d3")
    sheet.line((235, 50), (403, 50), tip=True)
    sheet.line((500, 72), (430, 138), tip=True)
    sheet.line((200, 138), (130, 74), tip=True)
    sheet.text(480, 112, "refused", at="start", colour=GREY)
    sheet.line((500, 30), (500, 8), tip=True)
    sheet.text(490, 18, "not refused: cheapest, proved", at="end", colour=GREY)
    return str(sheet.finished())


def merging() -> str:
    """Show two committees before and after one person takes the other's seats."""
    sheet = Sheet(
        220,
        "Two committees before and after a merger",
        "Before, works has Ann, Ben and Cleo, finance has Ann, Ben and Dora; Ann and Ben are a majority in both: two persons carry. "
        "After, Ann holds Ben's seats too: each committee has two votes and needs both, so Ann, Cleo and Dora carry: three persons.",
    )
    panels = (
        (0, "before: 2 carry", ("Ann", "Ben"), {"Ann", "Ben"}),
        (320, "after: 3 carry", ("Ann",), {"Ann", "Cleo", "Dora"}),
    )
    for shift, title, shared, carrying in panels:
        sheet.text(160 + shift, 22, title, bold=True)
        for body, y, own in (("works", 40, "Cleo"), ("finance", 130, "Dora")):
            sheet.box(20 + shift, y, 280, 74, PALE)
            sheet.text(30 + shift, y + 18, f"{body}: {len(shared) + 1} votes, 2 needed", at="start")
            for at, name in enumerate((*shared, own)):
                sheet.named(
                    65 + 90 * at + shift, y + 32, 80, [name], "#fde8d3" if name in carrying else "#fff"
                )
    return str(sheet.finished())


FIGURES: Mapping[str, Callable[[], str]] = {
    "blocking-with-ties": blocking,
    "diagrams": diagrams,
    "exactness": exactness,
    "hitting-sets": hitting_sets,
    "ladder": ladder,
    "merging-and-splitting": merging,
    "modules": modules,
    "patterns": patterns,
    "quadrature": quadrature,
    "repair": repair,
    "separator": separator,
    "solver": solver,
    "weighted": weighted,
    "words": words,
    "workflow-satisfiability": workflow,
}


def main() -> None:
    """Write every figure."""
    FOLDER.mkdir(exist_ok=True)
    for name, draw in FIGURES.items():
        (FOLDER / f"{name}.svg").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
