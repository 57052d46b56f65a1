"""A repair overworks nobody: where the volume of work is known, a set that would is passed over, or told to be no repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.small import FRAMEWORK, VERIFIED, small
from analysis.test_load import busy, pays
from counterpoise.analysis.repair import repair
from counterpoise.analysis.repairs import Repair, Status
from counterpoise.domain.matters import Act
from counterpoise.domain.workload import Estimate, Workload

ALONE = FRAMEWORK.replace("actor: clerk, days: 5", "actor: chair, days: 5").replace(
    "actor: inspector}", "actor: inspector, when: periodic}"
)
YEAR = 1000
PAYMENTS = 600
DEPUTY, MEMBER, BOARD, INSPECTOR = (
    f"cosign:pay.decide:{who}" for who in ("deputy", "member", "board", "inspector")
)


def repaired(folder: Path, *, each: float, together: float) -> Repair:
    """Repair a chair who pays alone, 600 times a year, by a co-signature that takes so many hours each time."""
    alone, shared = Estimate(each, each, each), Estimate(together, together, together)
    load = Workload(
        hours_a_year=YEAR,
        by_act=tuple((act, alone) for act in (Act.SIGN, Act.APPROVE)),
        as_member=shared,
        volumes=(pays(PAYMENTS),),
        duties=(),
        basis=VERIFIED,
    )
    case = busy(small(folder, framework=ALONE), load)
    return repair(case, matters=["pay"], forbid=["standing", "check"])


def adopted(one: Repair) -> list[str]:
    return [known.measure.id for known in one.measures]


def test_little_work_changes_nothing(tmp_path: Path) -> None:
    one = repaired(tmp_path, each=0.1, together=0.1)
    assert (one.status, adopted(one)) == (Status.FOUND, [DEPUTY])
    assert {offer.measures[0].id for offer in one.ties} == {MEMBER, BOARD, INSPECTOR}


def test_whoever_would_have_too_much_is_passed_over_for_another_at_the_same_cost(tmp_path: Path) -> None:
    one = repaired(tmp_path, each=2, together=0.1)  # 1,200 hours for the deputy, 600 for each of two members
    assert (one.status, adopted(one)) == (Status.FOUND, [MEMBER])
    assert (one.proof.low, one.proof.high, one.proof.exact) == (4, 4, True)
    assert "L02" not in {finding.code for finding in one.caused}


@pytest.mark.parametrize("together", [2, 5])
def test_where_every_cheapest_set_overworks_somebody_nothing_is_called_a_repair(
    tmp_path: Path, together: float
) -> None:
    one = repaired(tmp_path, each=5, together=together)
    assert one.status is Status.UNFINISHED
    assert (one.proof.low, one.proof.high, one.proof.gap, one.proof.exact) == (4, None, None, False)
    assert "L02" in {finding.code for finding in one.caused}
