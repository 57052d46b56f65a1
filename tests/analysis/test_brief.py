"""A brief audit finds what a full one finds, and tells the same numbers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analysis import records, worlds
from counterpoise import cli
from counterpoise.analysis import dominance
from counterpoise.analysis.compare import compare
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Answer, Audit, Comparison, Finding, Readings
from counterpoise.boolean.engine import Indices
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.domain.bodies import How
from counterpoise.domain.institution import Case
from counterpoise.formats import case_folder, report_html, report_json, report_text
from counterpoise.formats.working_papers import papers

pytestmark = pytest.mark.slow

CASE = Path(__file__).parents[2] / "cases" / "loc-ninh"
PLACES = ("thi-diem-1", "thi-diem-2")
MATTERS = (
    "procurement",
    "consultation",
    "execution-check",
    "payment",
    "budget-reserve",
    "socio-economic-plan",
)
EXAMPLES = int(os.environ.get("COUNTERPOISE_EXAMPLES", "80"))


@pytest.fixture(scope="module")
def case() -> Case:
    return case_folder.read(CASE)


def shortened(answer: Answer) -> Answer:
    """Leave out what a brief audit does not ask, and by what it was answered."""
    return replace(
        answer,
        method="",
        capture_sets_total=None,
        capture_sets=(),
        blocking_number=None,
        blocking_sets_total=None,
        blocking_sets=(),
        power={},
        capture_probability=None,
        with_holder=(),
    )


def numbers(found: Audit) -> list[tuple[Any, ...]]:
    return [(m.place, m.matter, *_told(m.readings), *_told(m.without_arrangement)) for m in found.matters]


def _told(readings: Readings | None) -> list[Answer]:
    return [] if readings is None else [shortened(readings.of(one)) for one in ("paper", "ties", "practice")]


@pytest.mark.parametrize("seed", range(5 * 10**6, 5 * 10**6 + EXAMPLES // 2, 20))
def test_a_brief_audit_tells_the_same_numbers_and_findings(seed: int) -> None:
    for number in range(seed, seed + 20):
        chance = Random(number)
        case, options = records.case_of(worlds.world_of(chance)), worlds.options_of(chance)
        full, brief = (
            audit(case, ties=tuple(map(How, options.ties)), superiors=options.superiors, brief=one)
            for one in (False, True)
        )
        assert numbers(brief) == numbers(full)
        assert brief.findings == full.findings


def test_a_brief_audit_of_alike_places_tells_the_same_numbers_and_findings(case: Case) -> None:
    full, brief = (audit(case, places=PLACES, matters=MATTERS, brief=one) for one in (False, True))
    assert numbers(brief) == numbers(full)
    assert brief.findings == full.findings
    assert {"C01", "C03", "C04", "C05"} <= {finding.code for finding in brief.findings}


def test_a_brief_audit_tells_the_same_patterns() -> None:
    congress = case_folder.read(CASE.parent / "us-federal-legislation")
    full, brief = (audit(congress, brief=one) for one in (False, True))
    assert numbers(brief) == numbers(full)
    assert any(m.readings.practice.patterns for m in brief.matters)


def test_a_brief_audit_asks_for_no_groups_and_no_power(case: Case) -> None:
    (found,) = audit(case, places=PLACES[:1], matters=MATTERS[:1], brief=True).matters
    assert found.readings.paper.capture_number is not None
    for told in (found.readings, found.without_arrangement):
        assert told is not None
        for one in (told.paper, told.ties, told.practice):
            assert replace(one, method="") == shortened(one)


def test_the_command_writes_the_text_of_a_full_audit(
    case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    asked = [f"--matter={matter}" for matter in MATTERS[:3]]
    assert cli.main(["audit", str(CASE), f"--place={PLACES[0]}", *asked, "--lang=en"]) == 0
    full = audit(case, places=PLACES[:1], matters=MATTERS[:3])
    written = report_text.write(full, language="en", colour=False, width=100)
    assert capsys.readouterr().out.rstrip() == written.rstrip()


def test_two_brief_audits_tell_the_same_changes(case: Case) -> None:
    def told(brief: bool) -> tuple[Any, ...]:
        found = compare(
            case, merge=("chair", "council-chair"), places=PLACES[:1], matters=MATTERS, brief=brief
        )
        return _shown(found), found.gained, found.lost

    assert told(True) == told(False)
    assert all(told(True)[:2])


def _shown(found: Comparison) -> list[tuple[Any, ...]]:
    return [(was.matter, was.readings.shown, now.readings.shown) for was, now in found.changed]


@pytest.mark.parametrize(
    "write",
    [
        report_json.write,
        lambda found: report_html.write(found, language="vi"),
        lambda found: papers(found, language="vi", merged=True),
    ],
    ids=["json", "html", "papers"],
)
def test_what_tells_groups_and_power_refuses_a_brief_audit(
    case: Case, write: Callable[[Audit], object]
) -> None:
    brief = audit(case, places=PLACES[:1], matters=MATTERS[:1], brief=True)
    with pytest.raises(ValueError, match="brief"):
        write(brief)


def test_beside_two_who_decide_alone_nobody_has_most_power(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = _most_powerful(case)
    monkeypatch.setattr(dominance, "_decisive_alone", lambda _structure, _consent: frozenset())
    assert _most_powerful(case) == quick
    assert quick


def test_who_surely_holds_at_most_half_is_not_measured(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Formula] = []

    class Counting(LadderEngine):
        def power(self, f: Formula) -> tuple[Indices, ...]:
            asked.append(f)
            return super().power(f)

    quick = audit(case, places=PLACES, brief=True, engine=Counting()).findings
    few = len(asked)
    monkeypatch.setattr(dominance, "may_exceed_half", lambda f: frozenset(range(f.size)))
    assert audit(case, places=PLACES, brief=True, engine=Counting()).findings == quick
    assert 3 * few < 2 * (len(asked) - few)


def _most_powerful(case: Case) -> list[Finding]:
    return [f for f in audit(case, places=PLACES, brief=True).findings if f.code == "C05"]
