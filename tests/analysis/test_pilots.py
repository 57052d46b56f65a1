"""Pilots past their sunset, and what is missing from those that run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.small import DAY, TENURES, Row, codes, found, held_by, small
from counterpoise.analysis.findings import Severity
from counterpoise.domain.days import read_date
from counterpoise.domain.institution import Case

LISTED = """\
- id: both
  name: {vi: Mô hình, en: Model}
  offices: [chair, clerk]
  places: [{place: all, from: 2021%s}]
  conditions: [x]
  stop: [y]
  basis: [{source: law, status: %s}]
"""
JOINED = held_by(clerk="Ada")


def pilot(*, to: str = "", status: str = "verified") -> str:
    return LISTED % (f", to: {to}" if to else "", status)


def joined(folder: Path, text: str, *, sunset: str = "2024-05-31", tenures: tuple[Row, ...] = JOINED) -> Case:
    """Read an institution in which Ada holds both offices, and give its arrangement a last day."""
    case = small(folder, tenures=tenures, arrangements_yaml=text)
    (arrangement,) = case.arrangements
    return replace(case, arrangements=(replace(arrangement, sunset=read_date(sunset)),))


def test_a_sunset_passed_while_the_offices_are_held_is_an_error(tmp_path: Path) -> None:
    (finding,) = found(joined(tmp_path, pilot()), "P04")
    assert (finding.severity, finding.persons, finding.offices) == (
        Severity.ERROR,
        ("Ada",),
        ("chair", "clerk"),
    )
    assert "đã quá hạn (31/5/2024)" in finding.message.vi


@pytest.mark.parametrize("sunset", ["2024-06-01", "2024-06", "2024"])
def test_the_last_day_itself_still_counts(sunset: str, tmp_path: Path) -> None:
    case = joined(tmp_path, pilot(), sunset=sunset)
    assert codes(case, "P", DAY) == []


def test_nobody_holding_all_offices_is_no_finding(tmp_path: Path) -> None:
    assert codes(joined(tmp_path, pilot(), tenures=TENURES), "P") == []


def test_a_pilot_that_ended_is_told_once(tmp_path: Path) -> None:
    case = joined(tmp_path, pilot(to="2023"))
    assert codes(case, "P") == ["P02"]


def test_an_arrangement_without_places_has_a_sunset_too(tmp_path: Path) -> None:
    everywhere = pilot().replace("  places: [{place: all, from: 2021}]\n", "")
    case = joined(tmp_path, everywhere)
    assert codes(case, "P") == ["P04"]
    assert codes(case, "P", date(2024, 5, 31)) == []


def test_an_uncertain_basis_caps_it(tmp_path: Path) -> None:
    (finding,) = found(joined(tmp_path, pilot(status="memory")), "P04")
    assert (finding.severity, finding.capped_from) == (Severity.WARNING, Severity.ERROR)


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        (("  conditions: [x]\n",), "không ghi điều kiện."),
        (("  stop: [y]\n",), "không ghi tiêu chí dừng."),
        (("  conditions: [x]\n", "  stop: [y]\n"), "không ghi điều kiện lẫn tiêu chí dừng."),
    ],
)
def test_a_running_pilot_names_all_it_lacks(without: tuple[str, ...], missing: str, tmp_path: Path) -> None:
    text = pilot()
    for line in without:
        text = text.replace(line, "")
    (finding,) = found(joined(tmp_path, text, sunset="2030"), "P01")
    assert finding.message.vi.endswith(missing)
