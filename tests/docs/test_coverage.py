"""The coverage table says of every row of the domain files where it went, and the frameworks say the same back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from counterpoise.analysis.codes import TITLES
from counterpoise.domain.institution import Framework
from counterpoise.domain.words import Basis, MatterId, Status, status_of
from counterpoise.formats import case_folder
from counterpoise.formats.framework_page.page import mode_of
from counterpoise.formats.register.frameworks import choose

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "reference" / "coverage.csv"
REGIMES = {"3T": "vn-commune-3t", "2T": "vn-commune-2t"}
BOTH = tuple(REGIMES)
# How many rows each family of the domain files has, with the rows named beside the numbered ones.
FAMILIES = {
    "B": (26, ("B02o", "B03o", "B12o"), BOTH),
    "O": (36, (), BOTH),
    "H": (12, (), BOTH),
    "M": (60, (), BOTH),
    "CH": (35, ("CH31b",), BOTH),
    "R": (83, (), BOTH),
    "T3-": (31, (), ("3T",)),
    "T2-": (29, (), ("2T",)),
    "K": (17, (), ("-",)),
    "A": (6, (), ("-",)),
    "D": (9, (), ("-",)),
    "I": (24, (), ("-",)),
}
PLAIN = ("A", "D", "H", "K")  # families numbered without a leading nought
each_regime = pytest.mark.parametrize("regime", BOTH)


@dataclass(frozen=True, slots=True)
class Covered:
    """One row of the table."""

    row: str
    regime: str
    status: str
    shipped_as: tuple[str, ...]
    state: str
    reason: str
    mode: str
    stakes: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """One row of a framework: its address, the domain rows it names, and its ground."""

    address: str
    refs: tuple[str, ...]
    basis: Basis


@cache
def table() -> tuple[Covered, ...]:
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Covered(
                r["row"],
                r["regime"],
                r["status"],
                tuple(r["shipped_as"].split()),
                r["state"],
                r["reason"],
                r["mode"],
                r["stakes"],
            )
            for r in csv.DictReader(lines)
        )


@cache
def framework_of(regime: str) -> Framework:
    """Read the framework of a regime."""
    (framework,) = choose(REGIMES[regime]).frameworks
    return framework


@cache
def shipped_in(regime: str) -> tuple[Shipped, ...]:
    """List every row of the framework of a regime."""
    return tuple(_shipped(framework_of(regime)))


def _shipped(framework: Framework) -> Iterator[Shipped]:
    for office in framework.offices.values():
        yield Shipped(f"office:{office.id}", office.refs, office.basis)
        for tie in office.ties:
            yield Shipped(f"tie:{office.id}/{tie.how.value}/{tie.actor}", (), tie.basis)
    for body in framework.bodies.values():
        yield Shipped(f"body:{body.id}", body.refs, body.basis)
    for matter in framework.matters.values():
        refs = (*matter.refs, *(ref for step in matter.steps for ref in step.refs))
        yield Shipped(f"matter:{matter.id}", refs, matter.basis)
    for rule in framework.rules:
        yield Shipped(f"rule:{rule.id}", rule.refs, rule.basis)
    yield from (Shipped(f"duty:{duty.id}", (), duty.basis) for duty in framework.duties.values())
    yield from (Shipped(f"gap:{gap.id}", gap.refs, gap.basis) for gap in framework.gaps)
    yield from (Shipped(f"group:{group}", (), ()) for group in framework.groups)
    yield from (Shipped(f"arrangement:{one.id}", (), one.basis) for one in framework.arrangements)


def test_every_row_of_the_domain_files_is_there_once() -> None:
    wanted = [
        (row, regime)
        for family, (count, more, regimes) in FAMILIES.items()
        for row in (*_numbered(family, count), *more)
        for regime in regimes
    ]
    found = [(one.row, one.regime) for one in table()]
    assert sorted(found) == sorted(wanted)


def _numbered(family: str, count: int) -> list[str]:
    width = 1 if family in PLAIN else 2
    return [f"{family}{number:0{width}}" for number in range(1, count + 1)]


def test_what_is_shipped_is_named_and_what_is_not_has_its_reason() -> None:
    for one in table():
        assert one.state in ("shipped", "gap", "left-out"), one
        assert one.status in tuple(Status), one
        assert bool(one.shipped_as) or one.state != "shipped", one
        assert bool(one.reason) or one.state == "shipped", one
        assert " / " in one.reason or not one.reason, one


@each_regime
def test_what_the_table_names_exists(regime: str) -> None:
    known = [shipped.address for shipped in shipped_in(regime)]
    missing = [
        (one.row, token)
        for one in table()
        if one.regime in (regime, "-")
        for token in one.shipped_as
        if not _exists(token, known)
    ]
    assert missing == []


def _exists(token: str, known: list[str]) -> bool:
    kind, _, name = token.partition(":")
    if kind == "finding":
        return name in TITLES
    if kind == "case":
        folder, _, arrangement = name.partition("/")
        return arrangement in [str(one.id) for one in case_folder.read(ROOT / "cases" / folder).arrangements]
    return any(fnmatchcase(address, token) for address in known)


@each_regime
def test_what_a_framework_refers_to_the_table_names_back(regime: str) -> None:
    """A row that carries a domain id must be among what the table says of that id."""
    listed = {one.row: one.shipped_as for one in table() if one.regime in (regime, "-")}
    unsaid = [
        (shipped.address, ref)
        for shipped in shipped_in(regime)
        for ref in shipped.refs
        if not any(fnmatchcase(shipped.address, token) for token in listed.get(ref, ()))
        and not (ref[0] in "HIK" or shipped.address.startswith("gap:"))
    ]
    assert unsaid == []


@each_regime
def test_every_row_of_a_framework_comes_from_the_table_or_is_a_choice_of_ours(regime: str) -> None:
    """What no domain row accounts for may not pass for law: it is derived, from memory, or a superior body."""
    tokens = [token for one in table() if one.regime in (regime, "-") for token in one.shipped_as]
    framework = framework_of(regime)
    above = {f"office:{o.id}" for o in framework.offices.values() if o.level != framework.audits}
    above |= {f"body:{b.id}" for b in framework.bodies.values() if b.level != framework.audits}
    unaccounted = [
        shipped.address
        for shipped in shipped_in(regime)
        if not shipped.address.startswith("group:")
        and shipped.address not in above
        and not any(fnmatchcase(shipped.address, token) for token in tokens)
        and not shipped.refs
        and status_of(shipped.basis) not in (Status.DERIVED, Status.MEMORY, None)
    ]
    assert unaccounted == []


@each_regime
def test_no_row_from_memory_is_stated_as_fact(regime: str) -> None:
    """A domain row known from memory or second hand is never shipped as verified."""
    order = list(Status)
    by_address = {shipped.address: shipped for shipped in shipped_in(regime)}
    overstated = []
    for one in table():
        if (
            one.regime != regime
            or one.status == Status.VERIFIED
            or one.row[:2] in ("CH", "T3", "T2")
            or one.row[0] == "R"
        ):
            continue
        for token in one.shipped_as:
            shipped = by_address.get(token)
            status = status_of(shipped.basis) if shipped else None
            if status is not None and order.index(status) < order.index(Status(one.status)):
                overstated.append((one.row, one.status, token, status.value))
    assert overstated == []


@each_regime
def test_stakes_are_carried_exactly_and_no_collective_matter_is_left_to_one_person(regime: str) -> None:
    """Who decides may differ from the domain row only where the table says why, or where a superior decides."""
    framework = framework_of(regime)
    contrary = {"I": "together", "C": "one_head", "C>I": "one_head"}
    for one in table():
        if one.regime != regime or not one.mode:
            continue
        matters = [framework.matters[MatterId(t[7:])] for t in one.shipped_as if t.startswith("matter:")]
        for matter in matters:
            assert str(matter.stakes) == one.stakes or one.row not in matter.refs, (one.row, matter.id)
            assert mode_of(framework, matter) != contrary[one.mode] or one.reason, (one.row, matter.id)
