"""Rules of the framework: each kind broken once and kept once, and leave to break one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from analysis.small import DAY, FRAMEWORK, TENURES, VERIFIED, Row, codes, found, held_by, ruled, small
from counterpoise.analysis.findings import Severity
from counterpoise.domain.matters import Act
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    KinBetween,
    NeedsRecords,
    OwnCase,
    Rotation,
    Rule,
    RuleException,
    SeatNumber,
    SeatShare,
    TermLimit,
)
from counterpoise.domain.words import (
    BodyId,
    Citation,
    MatterId,
    OfficeId,
    PersonId,
    SourceId,
    Status,
    Text,
    plain,
)

CHAIR, DEPUTY, CLERK, INSPECTOR, MEMBER = (
    OfficeId(o) for o in ("chair", "deputy", "clerk", "inspector", "member")
)
BOARD = BodyId("board")
PAY, PLAN = MatterId("pay"), MatterId("plan")
SELF_JUDGED = FRAMEWORK.replace("actor: deputy, days: 30", "actor: chair, days: 30")
CHAIR_AND_CLERK = held_by(clerk="Ada")
MARRIED = "a,b,relation\nAda,Cy,spouse\n"
COUSINS = "a,b,relation\nAda,Cy,cousin\n"


class Trial(NamedTuple):
    """One rule, how an institution breaks it, how another keeps it, and what is found."""

    rule: Rule
    code: str
    severity: Severity
    persons: tuple[str, ...]
    broken: dict[str, Any]
    kept: dict[str, Any]
    said: str


def since(day: str, office: str = "chair") -> tuple[Row, ...]:
    """Let the holder of one office have begun on another day."""
    return tuple((o, person, day if o == office else first, last) for o, person, first, last in TENURES)


TRIALS = {
    "incompatible": Trial(
        IncompatibleOffices(id="r", basis=VERIFIED, offices=(CHAIR, CLERK)),
        "R01",
        Severity.ERROR,
        ("Ada",),
        {"tenures": CHAIR_AND_CLERK},
        {},
        "Ada cùng lúc giữ các chức danh không được kiêm nhau: Chủ tịch, Kế toán.",
    ),
    "kin": Trial(
        KinBetween(id="r", basis=VERIFIED, between=(CHAIR, CLERK), relatives=("spouse",)),
        "R02",
        Severity.ERROR,
        ("Ada", "Cy"),
        {"kin_csv": MARRIED},
        {"kin_csv": COUSINS},
        "(vợ/chồng)",
    ),
    "term": Trial(
        TermLimit(id="r", basis=VERIFIED, office=CHAIR, at_most_years=5),
        "R03",
        Severity.ERROR,
        ("Ada",),
        {"tenures": since("2019-05-01")},
        {"tenures": since("2019-07-01")},
        "Ada giữ chức danh Chủ tịch liên tục 5,1 năm, quá 5 năm.",
    ),
    "rotation": Trial(
        Rotation(id="r", basis=VERIFIED, offices=(CLERK, INSPECTOR), at_most_years=3),
        "R04",
        Severity.WARNING,
        ("Cy",),
        {"tenures": since("2022-06-01", "inspector")},
        {"tenures": tuple((o, p, "2022-06-01", last) for o, p, _, last in TENURES)},
        "Kế toán",
    ),
    "held with": Trial(
        HeldWith(id="r", basis=VERIFIED, office=INSPECTOR, one_of=(MEMBER, DEPUTY)),
        "R05",
        Severity.WARNING,
        ("Dee",),
        {},
        {"tenures": held_by(inspector="Eve")},
        "không giữ chức danh nào trong số: Ủy viên, Phó chủ tịch",
    ),
    "number": Trial(
        SeatNumber(id="r", basis=VERIFIED, body=BOARD, at_least=4, at_most=5),
        "R06",
        Severity.WARNING,
        (),
        {"tenures": held_by(deputy="vacant")},
        {},
        "Ủy ban có 3 người giữ ghế, ít hơn mức 4.",
    ),
    "share": Trial(
        SeatShare(id="r", basis=VERIFIED, body=BOARD, holding=(CLERK,), at_most=Fraction(1, 5)),
        "R06",
        Severity.WARNING,
        ("Ben",),
        {"tenures": held_by(clerk="Ben")},
        {},
        "1 trên 4 người",
    ),
    "own case": Trial(
        OwnCase(id="r", basis=VERIFIED),
        "R07",
        Severity.ERROR,
        ("Ada",),
        {"framework": SELF_JUDGED},
        {"framework": SELF_JUDGED.replace("days: 30", "excludes: [chair], substitute: deputy")},
        "là việc về chính mình",
    ),
    "distinct persons": Trial(
        DistinctPersons(id="r", basis=VERIFIED, one=(Act.PROPOSE,), other=(Act.DECIDE,)),
        "R08",
        Severity.WARNING,
        ("Ada",),
        {"tenures": CHAIR_AND_CLERK},
        {"tenures": held_by(inspector="Ada")},
        "phải do những người khác nhau làm",
    ),
    "deadlines": Trial(
        DeadlinesStated(id="r", basis=VERIFIED, matters=(PLAN,)),
        "R09",
        Severity.WARNING,
        (),
        {},
        {"framework": FRAMEWORK.replace("actor: board}", "actor: board, days: 10}")},
        "phải có thời hạn ở mọi bước",
    ),
    "together": Trial(
        DecidedTogether(id="r", basis=VERIFIED, matters=(PLAN,)),
        "R10",
        Severity.ERROR,
        ("Ada",),
        {"framework": FRAMEWORK.replace("actor: board}", "actor: chair}")},
        {},
        "do một người quyết được: Ada",
    ),
}


@pytest.mark.parametrize("kind", TRIALS)
def test_a_broken_rule_is_found_once_with_its_witness(kind: str, tmp_path: Path) -> None:
    trial = TRIALS[kind]
    case = ruled(small(tmp_path, **trial.broken), trial.rule)
    (finding,) = found(case, trial.code)
    assert (finding.severity, finding.persons) == (trial.severity, trial.persons)
    assert trial.said in finding.message.vi
    assert finding.basis == VERIFIED
    assert finding.remedy is not None
    assert codes(case, "R") == [trial.code]


@pytest.mark.parametrize("kind", TRIALS)
def test_a_kept_rule_is_not_found(kind: str, tmp_path: Path) -> None:
    trial = TRIALS[kind]
    assert codes(ruled(small(tmp_path, **trial.kept), trial.rule), "R") == []


@pytest.mark.parametrize("kind", TRIALS)
@pytest.mark.parametrize(("until", "severity"), [(None, 0), (DAY, 0), (date(2024, 5, 31), None)])
def test_leave_given_in_time_makes_a_breach_information(
    kind: str, until: date | None, severity: int | None, tmp_path: Path
) -> None:
    trial = TRIALS[kind]
    case = ruled(small(tmp_path, **trial.broken), trial.rule)
    leave = RuleException("r", plain("thiếu người"), Text("Huyện", "District"), until)
    (finding,) = found(replace(case, exceptions=(leave,)), trial.code)
    assert finding.severity == (trial.severity if severity is None else Severity.INFO)
    said = "Ngoại lệ đã hết hạn: thiếu người" if severity is None else "Có ngoại lệ: thiếu người"
    assert said in finding.message.vi
    assert "người cho phép: Huyện" in finding.message.vi
    assert ("đến 31/5/2024" in finding.message.vi) == (severity is None)


def test_a_rule_for_daily_records_is_listed_once_and_breaks_nothing(tmp_path: Path) -> None:
    rule = NeedsRecords(
        id="r", name=Text("Họp định kỳ", "Meetings"), what=Text("sổ họp", "minutes"), basis=VERIFIED
    )
    (finding,) = found(ruled(small(tmp_path), rule, rule), "R11")
    assert (finding.severity, finding.place) == (Severity.INFO, None)
    assert "2 quy tắc" in finding.message.vi
    assert "Họp định kỳ (cần sổ họp)" in finding.message.vi
    assert codes(small(tmp_path / "none"), "R") == []


def test_leave_covers_only_its_rule_person_and_place(tmp_path: Path) -> None:
    rule = TRIALS["incompatible"].rule
    case = ruled(small(tmp_path, tenures=CHAIR_AND_CLERK), rule)
    leave = RuleException("r", plain("x"), plain("y"))
    for other in (replace(leave, rule="s"), replace(leave, person=PersonId("Ben"))):
        (finding,) = found(replace(case, exceptions=(other,)), "R01")
        assert finding.severity is Severity.ERROR
        assert "Ngoại lệ" not in finding.message.vi
    (finding,) = found(replace(case, exceptions=(replace(leave, person=PersonId("Ada")),)), "R01")
    assert finding.severity is Severity.INFO


def test_leave_renewed_counts_before_leave_expired(tmp_path: Path) -> None:
    case = ruled(small(tmp_path, tenures=CHAIR_AND_CLERK), TRIALS["incompatible"].rule)
    old = RuleException("r", plain("cũ"), plain("y"), date(2023, 1, 1))
    new = RuleException("r", plain("mới"), plain("y"), date(2025, 1, 1))
    (finding,) = found(replace(case, exceptions=(old, new)), "R01")
    assert finding.severity is Severity.INFO
    assert "mới; người cho phép: y; đến 1/1/2025" in finding.message.vi


def test_an_uncertain_rule_is_at_most_a_warning(tmp_path: Path) -> None:
    memory = (Citation(SourceId("law"), "", Status.MEMORY),)
    rule = IncompatibleOffices(id="r", basis=memory, offices=(CHAIR, CLERK))
    (finding,) = found(ruled(small(tmp_path, tenures=CHAIR_AND_CLERK), rule), "R01")
    assert (finding.severity, finding.capped_from) == (Severity.WARNING, Severity.ERROR)


def test_years_add_up_over_tenures_that_follow_on_one_another(tmp_path: Path) -> None:
    rule = TermLimit(id="r", basis=VERIFIED, office=CHAIR, at_most_years=5)
    first, others = ("chair", "Ada", "2018-01-01", "2021-12-31"), TENURES[1:]
    on_end = (first, ("chair", "Ada", "2022-01-01", ""), *others)
    parted = (first, ("chair", "Ada", "2022-02-01", ""), *others)
    assert found(ruled(small(tmp_path / "a", tenures=on_end), rule), "R03")
    assert not found(ruled(small(tmp_path / "b", tenures=parted), rule), "R03")


def test_a_partial_first_day_is_read_in_the_holders_favour(tmp_path: Path) -> None:
    rule = TermLimit(id="r", basis=VERIFIED, office=CHAIR, at_most_years=5)
    assert not found(ruled(small(tmp_path, tenures=since("2019")), rule), "R03")


def test_a_number_is_broken_from_above_too_and_for_one_office(tmp_path: Path) -> None:
    rule = SeatNumber(id="r", basis=VERIFIED, office=MEMBER, at_most=1)
    (finding,) = found(ruled(small(tmp_path), rule), "R06")
    assert finding.message.en == "Member has 2 held seats, more than 1."


def test_a_share_is_broken_from_below_too(tmp_path: Path) -> None:
    rule = SeatShare(id="r", basis=VERIFIED, body=BOARD, holding=(CLERK,), at_least=Fraction(1, 2))
    (finding,) = found(ruled(small(tmp_path, tenures=CHAIR_AND_CLERK), rule), "R06")
    assert "below 1/2" in finding.message.en


def test_relatives_are_told_for_every_pair_of_offices_in_the_order_of_the_rule(tmp_path: Path) -> None:
    """Each holds two of the offices, so that either may stand first; both holding one office is no breach."""
    held = held_by(chair="Ada", clerk="Cy", deputy="Cy", inspector="Ada")
    case = small(tmp_path, tenures=held, kin_csv=MARRIED)
    order = tuple(map(OfficeId, ("clerk", "chair", "deputy", "inspector")))
    told = found(ruled(case, KinBetween(id="r", basis=VERIFIED, between=order)), "R02")
    assert {(one.persons, one.offices) for one in told} == {
        (("Cy", "Ada"), ("clerk", "chair")),
        (("Cy", "Ada"), ("clerk", "inspector")),
        (("Ada", "Cy"), ("chair", "deputy")),
        (("Cy", "Ada"), ("deputy", "inspector")),
    }
    assert len(told) == 4
