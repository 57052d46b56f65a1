"""Load: expected hours as an interval, set against a working year and against the offices apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.small import FRAMEWORK, VERIFIED, found, held_by, small
from counterpoise.analysis.findings import Severity
from counterpoise.domain.institution import ONLY_PLACE, Case, Indicator
from counterpoise.domain.matters import Act
from counterpoise.domain.words import MatterId
from counterpoise.domain.workload import Estimate, Volume, Workload

PAY, PLAN = MatterId("pay"), MatterId("plan")
HOURS = Estimate(1, 2, 3)
BOTH = """\
- id: both
  offices: [chair, clerk]
  conditions: [x]
  stop: [y]
"""


def workload(*volumes: Volume, year: float = 1000, duty: Estimate | None = None) -> Workload:
    return Workload(
        hours_a_year=year,
        by_act=((Act.DECIDE, HOURS), (Act.PROPOSE, HOURS)),
        as_member=HOURS,
        volumes=volumes,
        duties=(("account", duty),) if duty else (),
        basis=VERIFIED,
    )


def busy(case: Case, load: Workload, **figures: str) -> Case:
    reported = tuple(Indicator(ONLY_PLACE, "2023", name, value) for name, value in figures.items())
    return replace(case, workload=load, indicators=reported)


def pays(count: float) -> Volume:
    return Volume(PAY, flat=Estimate(count, count, count))


@pytest.mark.parametrize(
    ("count", "severity"),
    [(500, None), (501, Severity.INFO), (1000, Severity.INFO), (1001, Severity.WARNING)],
)
def test_more_than_a_year_is_certain_only_when_the_low_estimate_is(
    count: int, severity: Severity | None, tmp_path: Path
) -> None:
    told = found(busy(small(tmp_path), workload(pays(count))), "L02")
    assert [f.severity for f in told] == ([] if severity is None else [severity, severity])
    assert [f.persons for f in told] == ([] if severity is None else [("Ada",), ("Cy",)])


def test_the_interval_and_the_offices_apart_are_told(tmp_path: Path) -> None:
    case = small(tmp_path, tenures=held_by(clerk="Ada"), arrangements_yaml=BOTH)
    (finding,) = found(busy(case, workload(pays(400))), "L02")
    assert finding.severity is Severity.INFO
    assert finding.message.vi == (
        "Ada: khối lượng công việc dự tính khoảng 1.600 giờ (từ 800 đến 2.400) một năm, so với 1.000 giờ làm việc."
        " Nếu tách chức danh: khoảng 800 giờ (từ 400 đến 1.200)."
    )
    assert "Without the arrangement: about 800 hours (400 to 1,200)." in finding.message.en
    assert finding.basis == VERIFIED


def test_without_an_arrangement_nothing_is_compared(tmp_path: Path) -> None:
    (ada, _) = found(busy(small(tmp_path), workload(pays(600))), "L02")
    assert "Nếu tách" not in ada.message.vi


def test_a_reported_figure_wins_over_proportion_and_assumption(tmp_path: Path) -> None:
    volume = Volume(PAY, "payments", "population", Estimate(50, 60, 70), Estimate(1, 1, 1))
    case = small(tmp_path)
    load = workload(volume)
    assert found(busy(case, load, payments="700", population="1"), "L02")
    assert not found(busy(case, load, payments="7", population="99000"), "L02")
    assert "(từ 500 đến 2.100)" in found(busy(case, load, population="10000"), "L02")[0].message.vi
    assert not found(busy(case, load, population="n/a"), "L02")


def test_every_member_of_a_body_bears_its_meetings(tmp_path: Path) -> None:
    meetings = Volume(PLAN, flat=Estimate(501, 501, 501))
    told = found(busy(small(tmp_path), workload(meetings)), "L02")
    assert {f.persons[0] for f in told} == {"Ada", "Ben", "Eve", "Fay"}


def test_a_step_that_several_can_take_is_shared(tmp_path: Path) -> None:
    framework = FRAMEWORK.replace("decide, actor: chair", "decide, actor: {any: [chair, deputy]}")
    told = found(busy(small(tmp_path, framework=framework), workload(pays(501))), "L02")
    assert [f.persons for f in told] == [("Cy",)]


def test_duties_take_hours_of_their_own(tmp_path: Path) -> None:
    load = workload(duty=Estimate(900, 1001, 1100))
    (finding,) = found(busy(small(tmp_path), load), "L02")
    assert finding.persons == ("Ada",)


def test_without_assumptions_nothing_is_said(tmp_path: Path) -> None:
    assert not found(small(tmp_path), "L02")
