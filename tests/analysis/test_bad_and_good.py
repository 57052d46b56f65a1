"""For each gap, load and pilot finding: a small institution that has it, and the same one mended, that has it no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from analysis.small import FRAMEWORK, TENURES, Row, found, held_by, small
from counterpoise.domain.institution import Case

CHECKED = FRAMEWORK.replace(
    "      - {id: decide, act: decide, actor: board}",
    "      - {id: decide, act: decide, actor: board, days: 5}\n      - {id: look, act: inspect, actor: inspector}",
)
ASIDE = "{id: decide, act: decide, actor: board, excludes: [chair]}"
WITH_SUBSTITUTE = ASIDE.replace("}", ", substitute: inspector}")
BUSY = FRAMEWORK.replace("duties: [account]", "duties: [account, b, c, d, e, f]").replace(
    "  account: {name: {vi: chủ tài khoản, en: account holder}}",
    "\n".join(f"  {duty}: {{name: {duty}}}" for duty in ("account", "b", "c", "d", "e", "f")),
)


def regulations(*entries: str, changes: str = "[]") -> str:
    """Write the working regulations of the institution."""
    listed = "\n".join(f"  - {{{entry}}}" for entry in entries)
    return f"regulations:\n{listed}\nreorganisations: {changes}\n"


ALL_LED = "id: a, adopted: 2021, covers: all, leads: {pay: chair, plan: chair, complaint: deputy}"
MERGER = "[{id: merger, on: 2023-07-01, title: Merger}]"


def pilot(rest: str) -> str:
    """Write a pilot of two offices in one hand."""
    return f"- {{id: both, offices: [chair, clerk], {rest}}}\n"


@dataclass(frozen=True, slots=True)
class World:
    """One small institution: what is told of it, and on which matter the finding must stand."""

    framework: str = FRAMEWORK
    tenures: tuple[Row, ...] = TENURES
    files: dict[str, str] = field(default_factory=dict)


BOTH = held_by(clerk="Ada")
PAIRS: dict[str, tuple[World, World, str | None]] = {
    "G01": (
        World(files={"regulations_yaml": regulations("id: a, adopted: 2021, covers: [plan, complaint]")}),
        World(files={"regulations_yaml": regulations(ALL_LED)}),
        "pay",
    ),
    "G02": (
        World(files={"regulations_yaml": regulations(ALL_LED.replace("pay: chair, ", ""))}),
        World(files={"regulations_yaml": regulations(ALL_LED)}),
        "pay",
    ),
    "G03": (World(tenures=held_by(clerk="vacant")), World(), "pay"),
    "G04": (World(), World(framework=CHECKED), "plan"),
    "G05": (World(), World(framework=CHECKED), "plan"),
    "G06": (
        World(framework=FRAMEWORK.replace("{id: decide, act: decide, actor: board}", ASIDE)),
        World(framework=FRAMEWORK.replace("{id: decide, act: decide, actor: board}", WITH_SUBSTITUTE)),
        "plan",
    ),
    "G07": (
        World(files={"regulations_yaml": regulations(ALL_LED, changes=MERGER)}),
        World(files={"regulations_yaml": regulations(ALL_LED.replace("2021", "2023-08"), changes=MERGER)}),
        None,
    ),
    "L01": (World(framework=BUSY), World(framework=BUSY.replace(", e, f]", "]")), None),
    "P01": (
        World(
            tenures=BOTH,
            files={"arrangements_yaml": pilot("conditions: [x], places: [{place: all, from: 2021}]")},
        ),
        World(
            tenures=BOTH,
            files={
                "arrangements_yaml": pilot("conditions: [x], stop: [y], places: [{place: all, from: 2021}]")
            },
        ),
        None,
    ),
    "P02": (
        World(
            tenures=BOTH, files={"arrangements_yaml": pilot("places: [{place: all, from: 2021, to: 2023}]")}
        ),
        World(files={"arrangements_yaml": pilot("places: [{place: all, from: 2021, to: 2023}]")}),
        None,
    ),
    "P03": (
        World(files={"arrangements_yaml": pilot("places: [{place: all, from: 2021, status: to-end}]")}),
        World(
            files={
                "arrangements_yaml": pilot("places: [{place: all, from: 2021, to: 2024-12, status: to-end}]")
            }
        ),
        None,
    ),
    "P04": (
        World(tenures=BOTH, files={"arrangements_yaml": pilot("sunset: 2024-05-31")}),
        World(tenures=BOTH, files={"arrangements_yaml": pilot("sunset: 2024-06-01")}),
        None,
    ),
}


@pytest.mark.parametrize("code", PAIRS)
def test_what_is_wrong_is_found_and_what_is_mended_is_not(code: str, tmp_path: Path) -> None:
    bad, good, matter = PAIRS[code]
    told = found(_read(bad, tmp_path / "bad"), code)
    assert [finding.matter for finding in told if matter is None or finding.matter == matter] == [matter]
    assert all(finding.message.vi and finding.message.en and finding.remedy for finding in told)
    mended = found(_read(good, tmp_path / "good"), code)
    assert not [finding for finding in mended if matter is None or finding.matter == matter]


def _read(world: World, folder: Path) -> Case:
    return small(folder, framework=world.framework, tenures=world.tenures, **world.files)
