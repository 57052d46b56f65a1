"""Where groups are large the reports tell them as patterns; the JSON keeps its keys."""

from __future__ import annotations

from functools import cache
from math import comb, prod
from pathlib import Path

from counterpoise import audit, read_case
from counterpoise.analysis.findings import Audit
from counterpoise.formats import report_html, report_json, report_text

CASES = Path(__file__).parents[2] / "cases"


@cache
def legislature() -> Audit:
    return audit(read_case(CASES / "us-federal-legislation"))


def test_the_federal_legislature_has_three_patterns_that_make_up_all_its_groups() -> None:
    law = legislature().matters[0].readings.practice
    told = [sorted((share.count, len(share.members)) for share in pattern) for pattern in law.patterns]
    assert told == [
        [(1, 1), (51, 100), (218, 435)],
        [(1, 1), (1, 1), (50, 100), (218, 435)],
        [(67, 100), (290, 435)],
    ]
    ways = [prod(comb(n, count) for count, n in pattern) for pattern in told]
    assert sum(ways) == law.capture_sets_total


def test_both_reports_say_them_in_both_languages() -> None:
    for language, told in (
        ("en", "218 of the 435 holders of “Representative”, 51 of the 100 holders of “Senator”"),
        ("vi", "67 trong 100 người giữ chức danh “Thượng nghị sĩ”"),
    ):
        text = report_text.write(legislature(), language=language, colour=False, width=140)
        page = report_html.write(legislature(), language=language)
        assert told in " ".join(text.split())
        assert told in " ".join(page.split())


def test_the_json_keeps_its_keys() -> None:
    assert "patterns" not in report_json.write(legislature())


def test_small_groups_are_named_one_by_one() -> None:
    answers = audit(read_case(CASES / "eec-1958")).matters
    assert not any(one.readings.practice.patterns for one in answers)
