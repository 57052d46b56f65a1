"""A place has the findings it would have alone, whether or not a place that is alike was examined before."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.analysis import alike
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Finding
from counterpoise.domain.institution import Case
from counterpoise.formats import case_folder

CASE = Path(__file__).parents[2] / "cases" / "loc-ninh"
MATTERS = ("procurement", "consultation", "execution-check", "payment")
FIRST, ALIKE = "thi-diem-1", "thi-diem-2"


@pytest.fixture(scope="module")
def case() -> Case:
    return case_folder.read(CASE)


def findings(case: Case, *places: str) -> list[Finding]:
    found = audit(case, places=places, matters=MATTERS).findings
    return [f for f in found if f.place == ALIKE and f.code.startswith("C")]


def test_a_place_has_the_findings_it_would_have_alone(case: Case) -> None:
    alone = findings(case, ALIKE)
    assert {f.code for f in alone} == {"C01", "C03", "C04", "C05"}
    assert any(f.because for f in alone)
    assert findings(case, FIRST, ALIKE) == alone


def test_forgetting_to_rename_somebody_is_noticed(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = findings(case, ALIKE)
    monkeypatch.setattr(alike.Match, "_link", lambda _match, link: link)
    with pytest.raises((AssertionError, KeyError, StopIteration)):
        assert findings(case, FIRST, ALIKE) == alone
