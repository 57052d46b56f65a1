"""Audit cases made to be hard, and tell what each took; asserts nothing.

`python benchmarks/hard.py` runs them all, `python benchmarks/hard.py NAME…` some, `--command COMMAND` chooses the command
(one of COMMANDS; it may be repeated), `--seconds N` is handed on, `--keep FOLDER` leaves the cases there. Each command
runs in a process of its own, whose processor time and largest memory are told.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

CASE = """\
counterpoise: 1
title: {vi: Đầu vào khó, en: A hard input}
framework: ./framework.yaml
on: 2024-03-28
"""
TEN = "appoints,dismisses,commands,leads,pays,elects,approves,nominates,recruits,evaluates"
HEAD = "counterpoise: 1\nid: hard\ntitle: {vi: Khung thử, en: Trial framework}\nvalid: {from: 2020-01-01}\n"


@dataclass(slots=True)
class Made:
    """A framework under way: one line of YAML for each office, body, group and matter."""

    offices: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    matters: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    arrangements: list[str] = field(default_factory=list)
    kin: list[str] = field(default_factory=list)
    tenures: list[str] = field(default_factory=list)

    def office(self, number: int, *, ties: str = "", seats: int = 1, holder: str | None = None) -> str:
        """Add an office held by one person of its own, or by the one named."""
        name = f"o{number}"
        tied = f", ties: [{ties}]" if ties else ""
        self.offices.append(
            f"{name}: {{name: {{vi: Chức {number}, en: Office {number}}}, seats: {seats}{tied}}}"
        )
        if seats == 1:
            self.tenures.append(f"{name},{holder or f'p{number}'},2021")
        return name

    def body(self, name: str, members: Sequence[str], decides: str = "rule: majority") -> str:
        """Add a body."""
        listed = ", ".join(members)
        self.bodies.append(f"{name}: {{name: {name}, members: [{listed}], decides: {{{decides}}}}}")
        return f"{{body: {name}}}"

    def group(self, name: str, actor: str) -> str:
        """Name an expression."""
        self.groups.append(f"{name}: {actor}")
        return name

    def matter(self, name: str, decide: str, inspect: str | None = None) -> None:
        """Add a matter of one decision, and one check where somebody is named."""
        steps = [f"{{id: decide, act: decide, actor: {decide}}}"]
        if inspect is not None:
            steps.append(f"{{id: inspect, act: inspect, actor: {inspect}}}")
        self.matter_of(name, steps)

    def matter_of(self, name: str, steps: Sequence[str]) -> None:
        """Add a matter of the steps given."""
        self.matters.append(
            f"{name}: {{name: {{vi: Việc {name}, en: Matter {name}}}, field: council, stakes: 3, steps: [{', '.join(steps)}]}}"
        )

    def write(self, folder: Path) -> None:
        """Write the case."""
        parts = {
            "offices": self.offices,
            "bodies": self.bodies,
            "groups": self.groups,
            "matters": self.matters,
        }
        text = HEAD + "".join(
            f"{name}:\n" + "".join(f"  {line}\n" for line in lines) for name, lines in parts.items() if lines
        )
        lists = {"rules": self.rules, "arrangements": self.arrangements}
        text += "".join(
            f"{name}:\n" + "".join(f"  - {line}\n" for line in lines)
            for name, lines in lists.items()
            if lines
        )
        folder.mkdir(parents=True)
        (folder / "case.yaml").write_text(CASE, encoding="utf-8")
        (folder / "framework.yaml").write_text(text, encoding="utf-8")
        _table(folder / "tenures.csv", "office,person,from", self.tenures)
        if self.kin:
            _table(folder / "kin.csv", "a,b,relation", self.kin)


def _table(file: Path, columns: str, rows: Sequence[str]) -> None:
    file.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")


def any_of(*parts: str) -> str:
    """Write that one part is enough."""
    return f"{{any: [{', '.join(parts)}]}}"


def all_of(*parts: str) -> str:
    """Write that every part is needed."""
    return f"{{all: [{', '.join(parts)}]}}"


def at_least(count: int, parts: Sequence[str]) -> str:
    """Write that so many parts are needed."""
    return f"{{at_least: {{count: {count}, of: [{', '.join(parts)}]}}}}"


def nested_or() -> Made:
    """Nest 5,000 groups, each of which one more person alone is enough for."""
    made = Made()
    last = made.office(0)
    for number in range(1, 5_000):
        last = made.group(f"g{number}", any_of(last, made.office(number)))
    made.matter("vote", last)
    return made


def nested_few() -> Made:
    """Nest 10,000 groups of twelve persons, now "and", now "or"."""
    made, chance = Made(), Random(1)
    offices = [made.office(number) for number in range(12)]
    last = offices[0]
    for number in range(10_000):
        join = all_of if number % 2 else any_of
        last = made.group(f"g{number}", join(last, chance.choice(offices)))
    made.matter("vote", last, "o0")
    return made


def nested_many() -> Made:
    """Nest 10,000 groups, each with a person of its own, now "and", now "or"."""
    made = Made()
    last = made.office(0)
    for number in range(1, 10_000):
        join = all_of if number % 2 else any_of
        last = made.group(f"g{number}", join(last, made.office(number)))
    made.matter("vote", last, "o0")
    return made


def huge_weights() -> Made:
    """Weigh 60 members with up to 10¹⁵ votes each, the most that a case may say."""
    made, chance = Made(), Random(2)
    offices = [made.office(number) for number in range(60)]
    weights = {office: chance.randint(1, 10**15) for office in offices}
    listed = ", ".join(f"{office}: {weight}" for office, weight in weights.items())
    council = made.body("council", offices, f"quota: {sum(weights.values()) // 2 + 1}, weights: {{{listed}}}")
    made.matter("vote", council, "o0")
    return made


def dense() -> Made:
    """Let 1,000 groups share 200 persons, each of a hundred of them, and half of the groups decide."""
    made, chance = Made(), Random(3)
    offices = [made.office(number) for number in range(200)]
    groups = [
        made.group(f"g{number}", at_least(chance.randint(20, 80), chance.sample(offices, 100)))
        for number in range(1_000)
    ]
    made.matter("vote", at_least(500, groups), "o0")
    return made


def _random_groups(persons: int, groups: int, *, width: int, seed: int) -> Made:
    made, chance = Made(), Random(seed)
    known = [made.office(number) for number in range(persons)]
    for number in range(groups):
        parts = chance.sample(known[-10 * persons :], width)
        known.append(made.group(f"g{number}", at_least(chance.randint(1, width), parts)))
    made.matter("vote", at_least(10, known[-20:]), "o0")
    return made


def random_few() -> Made:
    """Let 300 random groups of seven grow over 60 persons."""
    return _random_groups(60, 300, width=7, seed=4)


def random_many() -> Made:
    """Let 100,000 random groups of three grow over 300 persons."""
    return _random_groups(300, 100_000, width=3, seed=5)


def circle() -> Made:
    """Let each of 1,000 officers be led by a body of three others."""
    made, chance = Made(), Random(6)
    names = [f"o{number}" for number in range(1_000)]
    for number in range(1_000):
        actor = made.body(f"b{number}", chance.sample([n for n in names if n != f"o{number}"], 3))
        made.office(number, ties=f"{{actor: {actor}, how: leads}}")
    made.matter("vote", made.body("council", names, "rule: two_thirds"), "o0")
    return made


def ring() -> Made:
    """Let each of 1,000 officers be led by the next, the last by the first."""
    made = Made()
    for number in range(1_000):
        made.office(number, ties=f"{{actor: o{(number + 1) % 1_000}, how: leads}}")
    made.matter("vote", made.body("council", [f"o{n}" for n in range(1_000)], "rule: two_thirds"), "o0")
    return made


def led_by_all() -> Made:
    """Let each of 1,000 officers be led by the majority of all."""
    made = Made()
    names = [f"o{number}" for number in range(1_000)]
    council = made.body("council", names)
    for number in range(1_000):
        made.office(number, ties=f"{{actor: {council}, how: leads}}")
    made.matter("vote", all_of(council, "o0"), "o1")
    return made


def assembly() -> Made:
    """Let an assembly of 3,000 decide by two thirds, and one of 2,000 inspect."""
    made = Made()
    made.office(0, seats=3_000)
    made.office(1, seats=2_000)
    made.matter("vote", made.body("assembly", ["o0"], "rule: two_thirds"), made.body("court", ["o1"]))
    return made


def weighted_assembly() -> Made:
    """Let 3,000 members with as many different weights decide."""
    made, chance = Made(), Random(7)
    offices = [made.office(number) for number in range(3_000)]
    weights = {office: chance.randint(1, 10**6) for office in offices}
    listed = ", ".join(f"{office}: {weight}" for office, weight in weights.items())
    made.matter(
        "vote",
        made.body("council", offices, f"quota: {sum(weights.values()) // 2 + 1}, weights: {{{listed}}}"),
        "o0",
    )
    return made


def bodies() -> Made:
    """Let 3,000 bodies of nine share 3,000 persons."""
    made, chance = Made(), Random(8)
    offices = [made.office(number) for number in range(3_000)]
    voting = [made.body(f"b{number}", chance.sample(offices, 9)) for number in range(3_000)]
    made.matter("vote", at_least(1_500, voting), "o0")
    return made


def many_matters() -> Made:
    """Ask fifty hard matters of one commune of 80."""
    made, chance = Made(), Random(9)
    offices = [made.office(number) for number in range(80)]
    for number in range(50):
        parts = [
            made.group(f"g{number}x{at}", at_least(chance.randint(3, 6), chance.sample(offices, 9)))
            for at in range(80)
        ]
        made.matter(f"m{number}", at_least(40, parts), chance.choice(offices))
    return made


def many_hands() -> Made:
    """Let one person hold 300 offices beside 300 others, with ties between them, and be enough alone."""
    made = Made()
    for number in range(300):
        made.office(number, holder="p0")
    for number in range(300, 600):
        made.office(number, ties=f"{{actor: o{number - 300}, how: leads}}")
    made.matter("vote", made.body("council", [f"o{n}" for n in range(300, 600)], "rule: two_thirds"), "o0")
    return made


def each_alone() -> Made:
    """Let 2,000 officers follow one another in a line, each alone enough without that."""
    made = Made()
    for number in range(2_000):
        made.office(number, ties=f"{{actor: o{number - 1}, how: leads}}" if number else "")
    made.matter("vote", any_of(*(f"o{n}" for n in range(2_000))))
    return made


def command() -> Made:
    """Let 2,000 officers follow one another in a line, the last of whom decides: each moves all who come after."""
    made = Made()
    for number in range(2_000):
        made.office(number, ties=f"{{actor: o{number - 1}, how: leads}}" if number else "")
    made.matter("vote", "o1999")
    return made


def kin_ring() -> Made:
    """Let each of 2,000 officers be appointed by the next and be kin of the one after, all of them deciding by majority."""
    made, count = Made(), 2_000
    for number in range(count):
        made.office(number, ties=f"{{actor: o{(number + 1) % count}, how: appoints}}")
        made.kin.append(f"p{number},p{(number + 2) % count},sibling")
    everybody = ", ".join(f"o{number}" for number in range(count))
    made.rules.append(f"{{id: kin, kind: kin, between: [{everybody}]}}")
    made.matter("vote", made.body("council", [f"o{number}" for number in range(count)]), "o0")
    return made


def arrangements() -> Made:
    """Join the 600 offices of 300 persons by 300 arrangements, half of the offices deciding and half inspecting."""
    made, count = Made(), 300
    for number in range(2 * count):
        made.office(number, holder=f"p{number % count}")
    for number in range(count):
        made.arrangements.append(
            f"{{id: a{number}, name: {{vi: Gộp {number}, en: Joined {number}}}, offices: [o{number}, o{number + count}]}}"
        )
    first = [f"o{number}" for number in range(count)]
    second = [f"o{number}" for number in range(count, 2 * count)]
    made.matter("vote", made.body("council", first), made.body("court", second))
    return made


def easy_matters() -> Made:
    """Ask 5,000 easy matters of one commune of 40, an arrangement, ties and rules among them."""
    made, chance = Made(), Random(10)
    for number in range(40):
        tied = f"{{actor: o{number - 1}, how: leads}}" if number % 4 else ""
        made.office(number, ties=tied, holder="p0" if number == 5 else None)
    made.arrangements.append("{id: joined, name: {vi: Gộp, en: Joined}, offices: [o0, o5]}")
    council = made.body("council", [f"o{number}" for number in range(30)])
    for number in range(5_000):
        one, two, three = chance.sample(range(40), 3)
        decide = (
            all_of(council, f"o{one}") if number % 2 else any_of(f"o{one}", all_of(f"o{two}", f"o{three}"))
        )
        made.matter("vote" if number == 0 else f"m{number}", decide, f"o{two}")
    made.rules.append("{id: apart, kind: distinct, one: decide, other: inspect}")
    made.rules.append("{id: joint, kind: own_case}")
    return made


def deep_bodies() -> Made:
    """Let a body of five sit in a body of five and so on, 200 deep, each seat led by the body below."""
    made = Made()
    last = made.office(0)
    for depth in range(200):
        others = [
            made.office(1 + 4 * depth + at, ties=f"{{actor: {last}, how: leads}}" if depth else "")
            for at in range(4)
        ]
        last = made.group(f"g{depth}", at_least(3, [last, *others]))
    made.matter("vote", last, "o0")
    return made


def substitutes() -> Made:
    """Let 1,000 steps each stand in for an office that must not take part, in one matter."""
    made, count = Made(), 1_000
    for number in range(count + 1):
        made.office(number)
    made.matter_of(
        "vote",
        [
            f"{{id: s{number}, act: {'inspect' if number % 3 == 2 else 'decide'}, actor: o{number},"
            f" excludes: [o{number}], substitute: o{number + 1}}}"
            for number in range(count)
        ],
    )
    return made


def many_steps() -> Made:
    """Let 300 steps, a third of them checks, share 60 offices that 40 persons hold."""
    made, chance = Made(), Random(11)
    offices = [made.office(number, holder=f"p{number % 40}") for number in range(60)]
    acts = ("propose", "decide", "inspect")
    made.matter_of(
        "vote",
        [
            f"{{id: s{number}, act: {acts[number % 3]}, actor: {at_least(2, chance.sample(offices, 5))}}}"
            for number in range(300)
        ],
    )
    return made


def many_rules() -> Made:
    """Keep 400 rules of every kind over 200 offices, 100 persons and 200 matters, all of them broken by somebody."""
    made, chance = Made(), Random(12)
    offices = [made.office(number, holder=f"p{number % 100}") for number in range(200)]
    council = made.body("council", offices)
    for number in range(200):
        made.matter(
            "vote" if number == 0 else f"m{number}", all_of(council, f"o{number}"), f"o{(number + 100) % 200}"
        )
    for number in range(100):
        one, two = number, number + 100
        some = ", ".join(chance.sample(offices, 50))
        made.kin.append(f"p{number},p{(number + 1) % 100},spouse")
        made.rules += [
            f"{{id: apart{number}, kind: incompatible, offices: [o{one}, o{two}]}}",
            f"{{id: kin{number}, kind: kin, between: [{some}]}}",
            f"{{id: duty{number}, kind: distinct, one: decide, other: inspect}}",
            f"{{id: term{number}, kind: term, office: o{number}, at_most_years: 1}}",
        ]
    return made


INPUTS: Mapping[str, Callable[[], Made]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        nested_or,
        nested_few,
        nested_many,
        huge_weights,
        dense,
        random_few,
        random_many,
        circle,
        ring,
        led_by_all,
        assembly,
        weighted_assembly,
        bodies,
        many_matters,
        many_hands,
        each_alone,
        command,
        kin_ring,
        arrangements,
        easy_matters,
        deep_bodies,
        substitutes,
        many_steps,
        many_rules,
    )
}


COMMANDS: Mapping[str, tuple[str, ...]] = {
    "audit": ("audit", "CASE", "--format", "json", "--compromise", "0.1"),
    "text": ("audit", "CASE"),
    "html": ("audit", "CASE", "--format", "html", "-o", "OUT.html"),
    "docx": ("audit", "CASE", "--format", "docx", "-o", "OUT.docx"),
    "xlsx": ("audit", "CASE", "--format", "xlsx", "-o", "OUT.xlsx"),
    "ten-ties": ("audit", "CASE", "--format", "json", "--superiors", "--ties", TEN),
    "check": ("check", "CASE"),
    "export": ("export", "CASE", "--matter", "MATTER", "--reading", "ties"),
    "repair": ("repair", "CASE", "--target", "2"),
    "merge": ("compare", "CASE", "--merge", "o0+o1"),
    "split": ("compare", "CASE", "--split", "p0"),
    "timeline": ("timeline", "CASE"),
    "assign": ("assign", "CASE", "--absent", "p1", "--interest", "p2"),
    "regulation": ("regulation", "CASE", "-o", "OUT.docx"),
}
"""What each command is given."""

TIMED = ("audit", "repair")
"""The commands that take `--seconds`."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    wall: float
    work: float
    megabytes: float
    said: str


def main() -> None:
    """Write the cases, run the commands, print a line each."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="counterpoise-hard-") as folder:
        kept = Path(options.keep or folder)
        for name in options.names or INPUTS:
            case = kept / name
            if not case.is_dir():
                INPUTS[name]().write(case)
            for command in options.command:
                ended = run(command, case, seconds=options.seconds, at_most=options.at_most)
                print(
                    f"  {name:18} {command:10} {ended.wall:7.1f} s {ended.work:7.1f} s of work {ended.megabytes:6.0f} MB"
                    f"  exit {ended.status}  {ended.said}",
                    flush=True,
                )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*INPUTS, []])
    parser.add_argument("--command", action="append", choices=COMMANDS)
    parser.add_argument("--seconds", type=int)
    parser.add_argument(
        "--at-most", type=int, default=1_800, help="end a command after so many seconds of work"
    )
    parser.add_argument("--keep")
    options = parser.parse_args()
    options.command = options.command or ["audit"]
    return options


def run(command: str, case: Path, *, seconds: int | None, at_most: int) -> Ended:
    """Run one command on one case, and measure."""
    matter = "vote" if case.name != "many-matters" else "m0"
    filled = {"CASE": str(case), "MATTER": matter}
    arguments = [filled.get(a, a.replace("OUT", f"{case}-{command}")) for a in COMMANDS[command]]
    if seconds is not None and arguments[0] in TIMED:
        arguments += ["--seconds", str(seconds)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        started = subprocess.Popen([sys.executable, "-m", "counterpoise", *arguments], stdout=out, stderr=err)
        resource.prlimit(started.pid, resource.RLIMIT_CPU, (at_most, at_most))
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        out.seek(0)
        err.seek(0)
        said = "; ".join(_said(command, out.read(), err.read().decode()))
    return Ended(started.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def _said(command: str, out: bytes, err: str) -> Iterator[str]:
    """Tell in short what came out."""
    lines = [line for line in err.replace("\r", "\n").splitlines() if line.strip()]
    if "Traceback" in err:
        yield f"TRACEBACK {lines[-1][:120]}"
        return
    if command not in ("audit", "ten-ties") or not out:
        yield f"{len(out)} bytes {lines[-1][:100] if lines else ''}"
        return
    audit = json.loads(out)
    answers = [(name, answer) for matter in audit["matters"] for name, answer in matter["readings"].items()]
    if len(audit["matters"]) == 1:
        for name, answer in answers:
            size = answer["capture_number"] if answer["exact"] else answer["bounds"]["capture_number"]
            yield f"{name} {size} {answer['method'].split('(')[0]}"
    else:
        yield f"{sum(answer['exact'] for _, answer in answers)} of {len(answers)} exact"
    yield f"{len(audit['findings'])} findings"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
    main()
