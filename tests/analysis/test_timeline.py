"""A case over time: who held what, when findings appeared and ended, which days nothing covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.small import TENURES, VERIFIED, changed, ruled, small
from counterpoise.analysis.episodes import Episode, Holding, Timeline, Uncovered
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.timeline import intervals, timeline
from counterpoise.domain.institution import Case, CaseError
from counterpoise.domain.rules import IncompatibleOffices, TermLimit
from counterpoise.domain.words import OfficeId, Source, SourceId, plain

CHAIR, CLERK = OfficeId("chair"), OfficeId("clerk")
PILOT = """\
- id: both
  offices: [chair, clerk]
  places: [{place: all, from: 2022-01-01, to: 2023-06-30}]
  stop: [y]
"""
# Ada is clerk too from 2022 until some day of 2024; the pilot that allowed it ends in the middle of 2023.
JOINED = (
    *(row for row in TENURES if row[0] != "clerk"),
    ("clerk", "Cy", "2020-01-01", "2021-12-31"),
    ("clerk", "Ada", "2022-01-01", "2024"),
    ("clerk", "Cy", "2025-01-01", ""),
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return small(tmp_path, tenures=JOINED, arrangements_yaml=PILOT)


def told(line: Timeline, code: str) -> list[tuple[date, date | None]]:
    return [(e.first, e.last) for e in line.episodes if e.finding.code == code]


def test_findings_appear_and_end_with_the_pilot(case: Case) -> None:
    line = timeline(case)
    assert told(line, "P01") == [(date(2022, 1, 1), date(2023, 6, 30))]
    assert told(line, "P02") == [(date(2023, 7, 1), date(2024, 12, 31))]
    # what does not change is one episode over all intervals
    assert told(line, "G04") == [(date(2020, 1, 1), date(2030, 12, 31))]


def test_a_finding_that_comes_back_is_another_episode(tmp_path: Path) -> None:
    rule = IncompatibleOffices(id="r", basis=VERIFIED, offices=(CHAIR, CLERK))
    again = (*JOINED[:-1], ("clerk", "Cy", "2025-01-01", "2025-12-31"), ("clerk", "Ada", "2026-01-01", ""))
    line = timeline(ruled(small(tmp_path, tenures=again), rule))
    assert told(line, "R01") == [
        (date(2022, 1, 1), date(2024, 12, 31)),
        (date(2026, 1, 1), date(2030, 12, 31)),
    ]


def test_holdings_join_rows_and_say_what_is_uncertain(case: Case) -> None:
    of_clerk = [h for h in timeline(case).holdings if h.office == CLERK]
    here = of_clerk[0].place
    assert of_clerk == [
        Holding(of_clerk[0].person, CLERK, here, date(2020, 1, 1), date(2021, 12, 31), True),
        Holding(of_clerk[1].person, CLERK, here, date(2022, 1, 1), date(2024, 12, 31), False),
        Holding(of_clerk[0].person, CLERK, here, date(2025, 1, 1), None, True),
    ]
    assert [h.person for h in of_clerk] == ["Cy", "Ada", "Cy"]


def test_rows_that_follow_on_one_another_are_one_holding(tmp_path: Path) -> None:
    rows = (("chair", "Ada", "2020", "2021-12-31"), ("chair", "Ada", "2022-01-01", "?"), *TENURES[1:])
    (first, *_) = timeline(small(tmp_path, tenures=rows)).holdings
    assert (first.person, first.first, first.last, first.certain) == (
        "Ada",
        date(2020, 1, 1),
        date(2022, 1, 1),
        False,
    )


def test_a_vacant_seat_is_held_by_nobody(tmp_path: Path) -> None:
    rows = (("chair", "(vacant)", "2020-01-01", "2020-12-31"), *TENURES[1:])
    line = timeline(small(tmp_path, tenures=rows))
    assert (line.holdings[0].person, line.holdings[0].last) == (None, date(2020, 12, 31))
    g03 = [e for e in line.episodes if e.finding.code == "G03" and e.finding.matter == "pay"]
    assert [(e.first, e.last) for e in g03] == [(date(2020, 1, 1), date(2020, 12, 31))]


def test_days_outside_every_framework_are_named(case: Case) -> None:
    line = timeline(case)
    assert line.uncovered == (Uncovered(date(2031, 1, 1), None, False),)
    early = timeline(case, first=date(2005, 1, 1), last=date(2009, 12, 31))
    assert early.uncovered == (Uncovered(date(2005, 1, 1), date(2009, 12, 31), False),)
    assert early.episodes == ()


def test_a_window_cuts_what_is_told(case: Case) -> None:
    line = timeline(case, first=date(2023, 1, 1), last=date(2023, 12, 31))
    assert told(line, "P01") == [(date(2023, 1, 1), date(2023, 6, 30))]
    assert told(line, "P02") == [(date(2023, 7, 1), None)]
    assert line.changes == (date(2023, 1, 1), date(2023, 7, 1))
    assert [h.person for h in line.holdings if h.office == CLERK] == ["Ada"]


def test_intervals_part_the_days_without_gap_or_overlap(case: Case) -> None:
    parts = intervals(case)
    assert all(one.last is not None and (two.first - one.last).days == 1 for one, two in pairwise(parts))
    assert parts[-1].last is None


def test_years_passed_between_two_changes_begin_on_their_day(tmp_path: Path) -> None:
    limited = ruled(small(tmp_path), TermLimit(id="r", basis=VERIFIED, office=CHAIR, at_most_years=5))
    assert told(timeline(limited), "R03") == [(date(2024, 12, 31), date(2030, 12, 31))]


def test_sources_come_and_go_without_another_audit(tmp_path: Path) -> None:
    old = Source(SourceId("law"), plain("Law"), start="2021-01-01", end="2022-12-31")
    case = changed(small(tmp_path), sources={old.id: old})
    line = timeline(case)
    assert told(line, "G10") == [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2023, 1, 1), date(2030, 12, 31)),
    ]
    assert line.changes == (date(2020, 1, 1), date(2031, 1, 1))


def test_findings_of_one_day_that_look_alike_are_kept_apart(tmp_path: Path) -> None:
    sources = {
        SourceId(name): Source(SourceId(name), plain(name), start=start)
        for name, start in (("law", "2021-01-01"), ("decree", "2022-01-01"))
    }
    case = small(tmp_path)
    (framework,) = case.frameworks
    other = replace(framework.matters[next(iter(framework.matters))], basis=())
    decree = replace(VERIFIED[0], source=SourceId("decree"))
    matters = {**framework.matters, other.id: replace(other, basis=(decree,))}
    line = timeline(changed(case, sources=sources, matters=matters))
    assert sorted(told(line, "G10"), key=str) == [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2020, 1, 1), date(2021, 12, 31)),
    ]


def test_the_gravest_severity_of_an_episode_is_told(case: Case) -> None:
    (episode,) = [e for e in timeline(case).episodes if e.finding.code == "P02"]
    assert isinstance(episode, Episode)
    assert episode.severity is Severity.ERROR


@pytest.mark.parametrize(
    "wrong", [{"places": ["nowhere"]}, {"first": date(2024, 1, 1), "last": date(2023, 1, 1)}]
)
def test_what_cannot_be_asked_is_refused(case: Case, wrong: dict[str, object]) -> None:
    with pytest.raises(CaseError):
        timeline(case, **wrong)  # type: ignore[arg-type]
