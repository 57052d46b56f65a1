"""Actor expressions, well written, badly written and broken: always a formula or problems with their lines.

One hundred expressions of each kind by default; `COUNTERPOISE_FUZZ=1000`, as `.ci/run` sets it, asks for so many.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counterpoise.analysis.law import every_check
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.boolean.formula import Formula, holds
from counterpoise.domain.institution import CaseError
from counterpoise.domain.rosters import roster
from counterpoise.formats import case_folder

EXAMPLES = settings(
    max_examples=int(os.environ.get("COUNTERPOISE_FUZZ", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PERSONS = ("ada", "ben", "cy", "dee", "eve")
HOLDS = {"chair": {"ada"}, "deputy": {"ben"}, "clerk": {"cy", "dee"}, "judge": {"eve", "ada"}}
BOARD = ("chair", "deputy", "clerk")

CASE = "counterpoise: 1\ntitle: Fuzz\nframework: ./framework.yaml\non: 2024-06-01\n"
FRAMEWORK = """\
counterpoise: 1
id: fuzz
title: Fuzz
valid: {from: 2010-01-01}
sources: {law: {title: Law}}
offices:
  chair: {name: Chair}
  deputy: {name: Deputy}
  clerk: {name: Clerk, seats: 2}
  judge: {name: Judge, seats: 2}
bodies:
  board: {name: Board, members: [chair, deputy, clerk], decides: {rule: majority}}
groups:
  some: {any: [judge, {all: [chair, clerk]}]}
%(groups)s
matters:
  act:
    name: Act
    steps:
      - {id: decide, act: decide, actor: %(actor)s}
    basis: {source: law, cite: "1", status: verified}
"""
TENURES = "office,seat,person,from,to\n" + "".join(
    f"{office},{seat},{person},2020,\n"
    for office, persons in HOLDS.items()
    for seat, person in enumerate(sorted(persons), start=1)
)

NAMES = st.sampled_from(("chair", "deputy", "clerk", "judge", "board", "some"))
QUOTAS = st.sampled_from((1, 2, 3, "2/3", "1/2", "55%", "100%"))


def joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Join expressions into one."""
    several = st.lists(parts, min_size=1, max_size=4)
    counted = several.flatmap(
        lambda of: st.integers(1, len(of)).map(lambda count: {"at_least": {"count": count, "of": of}})
    )
    return st.one_of(several.map(lambda of: {"all": of}), several.map(lambda of: {"any": of}), counted)


LEAVES = st.one_of(NAMES, QUOTAS.map(lambda quota: {"body": "board", "quota": quota}))
WELL_WRITTEN = st.recursive(LEAVES, joined, max_leaves=12)

ODD_LEAVES: st.SearchStrategy[Any] = st.one_of(
    LEAVES,
    st.sampled_from(
        (None, True, 0, -1, 1.5, "", "nobody", "not chair", "board ", "2024-01-01", [], {}, "x" * 70)
    ),
    st.sampled_from(("0/3", "3/0", "4/3", "0%", "101%", 0, -2, 10**30, "two", None, [1])).map(
        lambda quota: {"body": "board", "quota": quota}
    ),
    st.sampled_from(("nobody", "chair", None, {"body": "board"}, ["board"])).map(lambda body: {"body": body}),
)
ODD_KEYS = st.sampled_from(
    ("all", "any", "not", "xor", "at_least", "at_most", "office", "of", "ALL", "", "ß")
)


def oddly_joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Join expressions into one, often not as the format wants it."""
    counts = st.one_of(st.integers(-1, 5), st.sampled_from((None, "2", 10**20, 1.0, "many")))
    several = st.lists(parts, max_size=4)
    return st.one_of(
        joined(parts),
        st.dictionaries(ODD_KEYS, st.one_of(several, parts), max_size=2),
        st.builds(
            lambda count, of: {"at_least": {"count": count, "of": of}}, counts, st.one_of(several, parts)
        ),
        several,
    )


ODDLY_WRITTEN = st.recursive(ODD_LEAVES, oddly_joined, max_leaves=12)
JUNK = (
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        ": ",
        "- ",
        "? ",
        "#",
        " #",
        "&a ",
        "*a",
        "!!set ",
        "!x ",
        "<<: ",
        "|",
        ">",
        "%",
    ),
    *(
        '"',
        "'",
        "\\",
        "\n",
        "\n  ",
        "\r",
        "\t",
        "\0",
        "\x07",
        "\ufeff",
        "\u2028",
        "é",
        "Ạ",
        "𝕏",
        "~",
        "null",
        "yes",
    ),
    *(
        "all",
        "any",
        "of",
        "count",
        "at_least",
        "body",
        "quota",
        "board",
        "chair",
        "2/3",
        "-1",
        "9" * 40,
        "1e9",
        "---\n",
    ),
)
PIECES = re.compile(r"\w+|\W", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write what all expressions share: each writes its framework beside it."""
    made = tmp_path_factory.mktemp("fuzz") / "fuzz"
    made.mkdir()
    (made / "case.yaml").write_text(CASE, encoding="utf-8")
    (made / "tenures.csv").write_text(TENURES, encoding="utf-8")
    return made


def answered(folder: Path, actor: str, groups: str = "") -> tuple[Formula, tuple[str, ...]] | None:
    """Read the expression and build its formula over persons; none when it was refused, each problem with its place."""
    text = FRAMEWORK % {"actor": actor, "groups": groups}
    (folder / "framework.yaml").write_text(text, encoding="utf-8", newline="", errors="surrogatepass")
    try:
        case = case_folder.read(folder)
    except CaseError as error:
        problems = error.problems
    else:
        problems = ()
    if problems:
        for problem in problems:
            assert problem.where.startswith("framework.yaml"), problem
            assert all((problem.what.en, problem.what.vi, problem.remedy.en, problem.remedy.vi)), problem
        return None
    framework = case.frameworks[0]
    seated = roster(case, framework=framework, place=next(iter(case.places.values())), day=date(2024, 6, 1))
    structure = Structure(seated, Choices())
    matter = next(iter(framework.matters.values()))
    root = structure.carries(matter, every_check)
    f, variables = structure.builder.formula(root)
    return f, tuple(structure.persons[v] for v in variables)


def acts(expression: Any, group: set[str]) -> bool:
    """Say what an expression means, straight from the design."""
    if expression == "some":
        return acts({"any": ["judge", {"all": ["chair", "clerk"]}]}, group)
    if isinstance(expression, str) and expression != "board":
        return bool(HOLDS[expression] & group)
    if expression == "board" or "body" in expression:
        votes = set().union(*(HOLDS[office] for office in BOARD))
        quota = expression["quota"] if isinstance(expression, dict) else None
        return len(votes & group) >= needed(quota, len(votes))
    ((how, parts),) = expression.items()
    of = parts["of"] if how == "at_least" else parts
    count = {"all": len(of), "any": 1}.get(how) or parts["count"]
    return sum(acts(part, group) for part in of) >= count


def needed(quota: Any, votes: int) -> int:
    """Count the votes a quota asks for."""
    if quota is None:
        return votes // 2 + 1
    if isinstance(quota, int):
        return quota
    upper, lower = quota.split("/") if "/" in quota else (quota.rstrip("%"), "100")
    return -(-votes * int(upper) // int(lower))


@EXAMPLES
@given(WELL_WRITTEN, st.booleans())
@example({"at_least": {"count": 2, "of": ["chair", "chair"]}}, True)
def test_a_well_written_expression_means_what_it_says(folder: Path, expression: Any, as_json: bool) -> None:
    written = json.dumps(expression) if as_json else flow(expression)
    found = answered(folder, written)
    assert found is not None
    f, persons = found
    for number in range(1 << len(PERSONS)):
        group = {person for at, person in enumerate(PERSONS) if number >> at & 1}
        acting = [at for at, person in enumerate(persons) if person in group]
        assert holds(f, acting) == acts(expression, group)


@EXAMPLES
@given(ODDLY_WRITTEN)
def test_an_odd_expression_is_a_formula_or_a_located_problem(folder: Path, expression: Any) -> None:
    answered(folder, flow(expression))


@EXAMPLES
@given(st.one_of(WELL_WRITTEN, ODDLY_WRITTEN), st.randoms(use_true_random=False))
def test_a_broken_expression_is_a_formula_or_a_located_problem(
    folder: Path, expression: Any, chance: Random
) -> None:
    pieces = PIECES.findall(flow(expression))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(pieces) + 1)
        pieces[at : at + chance.randint(0, 2)] = [chance.choice(JUNK)] if chance.random() < 0.8 else []
    answered(folder, "".join(pieces))


@EXAMPLES
@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_a_located_problem(folder: Path, text: str) -> None:
    answered(folder, text)


@EXAMPLES
@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=3), min_size=1, max_size=6))
def test_groups_that_name_one_another_are_formulas_or_a_located_circle(
    folder: Path, named: list[list[int]]
) -> None:
    """Groups may name later and earlier ones, and themselves; a circle is refused."""
    groups = [[f"g{at}" if at < len(named) else "chair" for at in parts] for parts in named]
    lines = "\n".join(f"  g{at}: {{all: [{', '.join(parts)}]}}" for at, parts in enumerate(groups))
    found = answered(folder, "g0", lines)
    assert (found is None) == has_circle(named)


def has_circle(named: list[list[int]]) -> bool:
    """Strike groups that name only struck ones, until none is left or none can be struck."""
    left = set(range(len(named)))
    while struck := {at for at in left if not left & set(named[at])}:
        left -= struck
    return bool(left)


def flow(expression: Any) -> str:
    """Write an expression as YAML on one line."""
    written: str = yaml.safe_dump(expression, default_flow_style=True, width=10**6, allow_unicode=True)
    return written.removesuffix("...\n").strip()
