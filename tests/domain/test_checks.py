"""Checks of a case that need only its records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterpoise.domain.checks import check_day, unreachable_quotas
from counterpoise.domain.institution import Case
from counterpoise.domain.rosters import roster
from formats.folders import FRAMEWORK, LEVELS, read

DAY = date(2024, 6, 1)


def unreached(case: Case) -> list[str]:
    """Give the English lines about quotas in the case's only place."""
    (place,) = case.audited_places(DAY)
    framework = case.framework_on(DAY)
    assert framework is not None
    found = unreachable_quotas(roster(case, framework=framework, place=place, day=DAY))
    assert not any(problem.fatal for problem in found)
    return [problem.line("en") for problem in found]


def test_a_day_outside_every_framework_is_an_error(tmp_path: Path) -> None:
    case = read(
        tmp_path, framework=FRAMEWORK.replace("id: village", "id: village\nvalid: {from: 2020, to: 2023}")
    )
    (problem,) = check_day(case, DAY)
    assert problem.fatal
    assert problem.line("en") == (
        "case.yaml, on: 2024-06-01: no framework is in force on this day; choose a day within: village 2020 – 2023"
    )
    assert check_day(case, date(2023, 12, 31)) == ()
    assert check_day(case, None)[0].fatal


def test_a_day_without_places_is_a_warning(tmp_path: Path) -> None:
    places = "id,kind,parent,from\nc,commune,p,2025\np,province,,\n"
    (problem,) = check_day(read(tmp_path, framework=LEVELS, places=places), DAY)
    assert not problem.fatal
    assert "there is no place to audit on this day" in problem.line("en")


VACANT = "office,seat,person\ndeputy,1,(vacant)\ndeputy,2,(vacant)\n"
TWICE = "office,seat,person\nchair,1,ada\ndeputy,1,ada\ndeputy,2,ada\n"


@pytest.mark.parametrize(
    ("decides", "tenures", "said"),
    [
        ("{rule: majority}", VACANT, ""),  # one vote of one
        ("{rule: majority}", VACANT + "chair,1,(vacant)\n", "it needs 1 votes and has 0"),
        ("{quota: 2}", VACANT, "it needs 2 votes and has 1"),
        ("{quota: 2}", TWICE, "it needs 2 votes and has 1"),  # one person has one vote
        ("{quota: 2, votes: per_seat}", TWICE, ""),
        ("{rule: majority, of: seats}", VACANT, "it needs 2 votes and has 1"),
        ("{quota: 2/3, of: seats}", VACANT, "it needs 2 votes and has 1"),
        ("{quota: 1/3, of: seats}", VACANT, ""),
        ("{quota: 4, weights: {chair: 2, deputy: 1}}", "office,person\nchair,ada\n", ""),
        ("{quota: 3, weights: {chair: 2, deputy: 1}}", VACANT, "it needs 3 votes and has 2"),
        (
            "{rule: unanimity, of: seats, weights: {chair: 1, deputy: 3}}",
            VACANT,
            "it needs 7 votes and has 1",
        ),
        ("{head: chair}", VACANT, ""),
    ],
)
def test_a_quota_beyond_the_votes_of_the_day_is_a_warning(
    tmp_path: Path, decides: str, tenures: str, said: str
) -> None:
    framework = FRAMEWORK.replace("{rule: majority}", decides)
    lines = unreached(read(tmp_path, framework=framework, tenures=tenures))
    assert [said in line for line in lines] == ([True] if said else [])


def test_a_casting_vote_at_half_reaches_the_majority(tmp_path: Path) -> None:
    half = "office,seat,person\ndeputy,1,(vacant)\ndeputy,2,(vacant)\n"
    four = FRAMEWORK.replace("deputy: {seats: 2}", "deputy: {seats: 3}").replace(
        "{rule: majority}", "{rule: majority, of: seats}"
    )
    assert unreached(read(tmp_path, framework=four, tenures=half))
    with_chair = four.replace("of: seats", "of: seats, presiding: chair")
    assert unreached(read(tmp_path, framework=with_chair, tenures=half)) == []
    assert unreached(read(tmp_path, framework=with_chair, tenures=half + "chair,1,(vacant)\n"))


def test_the_quota_of_one_step_is_checked_too(tmp_path: Path) -> None:
    framework = FRAMEWORK.replace("actor: chair", "actor: {any: [clerk, {body: council, quota: 3}]}")
    (line,) = unreached(read(tmp_path, framework=framework, tenures=VACANT))
    assert "cannot reach its quota (3): it needs 3 votes and has 1" in line
