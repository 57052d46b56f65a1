"""Measures change a case as they say, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterpoise.analysis.adoption import applied
from counterpoise.analysis.examine import audit
from counterpoise.analysis.measures import candidates
from counterpoise.analysis.setting import Setting, setting_of
from counterpoise.domain.institution import Case
from counterpoise.domain.matters import Act, Power, Step, When
from counterpoise.domain.measures import Kind, Measure, conflict
from counterpoise.domain.words import MatterId, OfficeId
from counterpoise.formats.cases import read

FOUNDING = Path(__file__).parents[2] / "cases" / "loc-ninh"


@pytest.fixture(scope="module")
def case() -> Case:
    return read(FOUNDING)


@pytest.fixture(scope="module")
def setting(case: Case) -> Setting:
    return setting_of(case)


@pytest.fixture(scope="module")
def proposed(setting: Setting) -> dict[str, Measure]:
    return {one.id: one for one in candidates(setting, published=True)}


def step_of(case: Case, matter: str, step: str) -> Step:
    known = case.frameworks[0].matters[MatterId(matter)]
    return next(one for one in known.steps if one.id == step)


def test_adopting_nothing_changes_nothing(case: Case) -> None:
    assert applied(case, ()) == case


def test_every_measure_changes_the_case_in_one_place(case: Case, proposed: dict[str, Measure]) -> None:
    for one in proposed.values():
        after = applied(case, (one,))
        assert after != case, one.id
        before_matters, after_matters = case.frameworks[0].matters, after.frameworks[0].matters
        touched = [m for m in before_matters if before_matters[m] != after_matters[m]]
        assert touched == ([] if one.matter is None else [one.matter]), one.id
        assert (after.tenures != case.tenures) == (one.kind is Kind.SPLIT), one.id
        offices = after.frameworks[0].offices != case.frameworks[0].offices
        assert offices == (one.kind in (Kind.CUT, Kind.DELEGATE)), one.id


def test_the_order_of_measures_does_not_matter(case: Case, proposed: dict[str, Measure]) -> None:
    chosen: list[Measure] = []
    for one in proposed.values():
        if not any(conflict(one, other) for other in chosen):
            chosen.append(one)
    assert len({one.kind for one in chosen}) == len(Kind)
    assert applied(case, chosen) == applied(case, reversed(chosen))


def test_a_co_signature_is_a_step_that_must_say_yes(case: Case, proposed: dict[str, Measure]) -> None:
    after = applied(case, (proposed["cosign:payment.approve:vice-chair"],))
    added = step_of(after, "payment", "cosign-approve-vice-chair")
    assert (added.act, added.power, str(added.actor)) == (Act.SIGN, Power.CONSENT, "vice-chair")
    steps = [str(one.id) for one in after.frameworks[0].matters[MatterId("payment")].steps]
    assert steps.index("cosign-approve-vice-chair") == steps.index("approve") + 1


def test_a_periodic_check_made_standing_takes_place_always(case: Case, proposed: dict[str, Measure]) -> None:
    after = applied(case, (proposed["standing:payment.council-supervision"],))
    assert step_of(case, "payment", "council-supervision").when is When.PERIODIC
    assert step_of(after, "payment", "council-supervision").when is When.ALWAYS


def test_ending_the_arrangement_gives_the_office_to_another_person(
    case: Case, proposed: dict[str, Measure]
) -> None:
    split = proposed["split:thi-diem-1:td1-bi-thu:chair"]
    after = audit(applied(case, (split,)), places=["thi-diem-1"], matters=["payment"])
    (matter,) = audit(case, places=["thi-diem-1"], matters=["payment"]).matters
    (now,) = after.matters
    assert matter.without_arrangement is not None
    assert now.readings.shown == matter.without_arrangement.shown
    assert now.without_arrangement is None
    holders = after.rosters[split.change.place].holders(OfficeId("chair"))  # type: ignore[union-attr]
    assert [str(p) for p in holders] == ["chair@thi-diem-1 (new)"]


def test_a_measure_that_cites_a_source_brings_it_along(case: Case, proposed: dict[str, Measure]) -> None:
    one = proposed["cosign:payment.approve:vice-chair"]
    after = applied(case, (one,)).frameworks[0]
    assert one.basis
    assert all(cited.source in after.sources for cited in one.basis)


def test_measures_need_a_day_on_which_a_framework_is_in_force(case: Case) -> None:
    with pytest.raises(ValueError, match="day"):
        applied(replace(case, on=None), ())


def test_two_measures_about_one_step_contradict_each_other(proposed: dict[str, Measure]) -> None:
    moves = [m for m in proposed.values() if m.id.startswith("move:first-complaint.decide:")]
    aside = next(m for m in proposed.values() if m.id.startswith("substitute:first-complaint."))
    cosign = next(m for m in proposed.values() if m.id.startswith("cosign:first-complaint."))
    assert conflict(moves[0], moves[1])
    assert conflict(moves[0], aside)
    assert not conflict(moves[0], cosign)
    assert not conflict(moves[0], moves[0])


def test_actors_no_answer_can_tell_apart_are_proposed_once(proposed: dict[str, Measure]) -> None:
    ids = [one for one in proposed if one.startswith("move:first-complaint.verify:")]
    twins = {"womens-union-chair", "farmers-union-chair", "veterans-chair", "health-station-head"}
    assert len([one for one in ids if one.rpartition(":")[2] in twins]) <= 1


def test_no_clause_is_left_with_a_blank(proposed: dict[str, Measure]) -> None:
    for one in proposed.values():
        for text in (one.clause.vi, one.clause.en):
            assert "…" not in text, one.id
            assert "{" not in text, one.id
