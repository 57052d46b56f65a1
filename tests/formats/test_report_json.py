"""The JSON keeps its contract: keys, their order, their types, exact numbers."""

from __future__ import annotations

import json
import sys
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from counterpoise.analysis.findings import Audit
from counterpoise.formats import report_json
from formats.made_audit import AUDIT, COMPARISON, EMPTY, HUGE

ANSWER = [
    "exact",
    "method",
    "bounds",
    "unnamed",
    "capture_number",
    "capture_sets_total",
    "capture_sets",
    "blocking_number",
    "blocking_sets_total",
    "blocking_sets",
    "power",
    "capture_probability",
    "with_holder",
]
FINDING = [
    "code",
    "severity",
    "capped_from",
    "reading",
    "place",
    "matter",
    "steps",
    "persons",
    "offices",
    "message",
    "because",
    "basis",
]


def schema(name: str) -> dict[str, Any]:
    file = resources.files("counterpoise").joinpath("schemas", f"{name}.schema.json")
    read = json.loads(file.read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def read(written: str) -> Any:
    """Read JSON with integers however long, as its readers may."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.loads(written)
    finally:
        sys.set_int_max_str_digits(limit)


@pytest.fixture
def audit() -> Any:
    return read(report_json.write(AUDIT))


@pytest.mark.parametrize("made", [AUDIT, EMPTY])
def test_an_audit_satisfies_the_shipped_schema(made: Audit) -> None:
    Draft202012Validator(schema("audit")).validate(read(report_json.write(made)))


def test_a_comparison_satisfies_the_shipped_schema() -> None:
    Draft202012Validator(schema("compare")).validate(read(report_json.write_comparison(COMPARISON)))


@pytest.mark.parametrize("name", ["audit", "compare"])
def test_the_schemas_are_schemas_and_leave_no_object_open(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))

    def objects(part: Any) -> Any:
        if isinstance(part, dict):
            if "properties" in part and "type" in part:
                yield part
            for inside in part.values():
                yield from objects(inside)

    for one in objects(schema(name)):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


def test_what_both_schemas_define_they_define_alike() -> None:
    audit, compare = schema("audit")["$defs"], schema("compare")["$defs"]
    both = audit.keys() & compare.keys()
    assert both >= {"finding", "text", "case"}
    assert {name: audit[name] for name in both} == {name: compare[name] for name in both}


def test_the_keys_stand_in_the_order_of_the_contract(audit: Any) -> None:
    assert list(audit) == ["schema", "case", "matters", "findings"]
    assert audit["schema"] == "counterpoise.audit/1"
    assert list(audit["case"]) == ["id", "title", "on", "framework"]
    matter = audit["matters"][0]
    assert list(matter) == ["place", "matter", "readings", "without_arrangement"]
    assert list(matter["readings"]) == list(matter["without_arrangement"]) == ["paper", "ties", "practice"]
    assert list(matter["readings"]["paper"]) == ANSWER
    assert list(matter["readings"]["paper"]["power"]["ada"]) == [
        "banzhaf",
        "banzhaf_absolute",
        "shapley_shubik",
    ]
    assert list(matter["readings"]["paper"]["with_holder"][0]) == ["person", "arrangement", "others", "sets"]
    finding = audit["findings"][0]
    assert list(finding) == FINDING
    assert list(finding["because"][0]) == ["person", "moved_by", "how"]
    assert list(finding["basis"][0]) == ["source", "cite", "url", "status"]


def test_what_is_absent_is_null(audit: Any) -> None:
    assert audit["matters"][1]["without_arrangement"] is None
    gap = audit["findings"][2]
    assert (gap["reading"], gap["place"], gap["matter"], gap["capped_from"]) == (None, None, None, None)
    assert audit["findings"][0]["basis"][2] == {"source": "note", "cite": "", "url": None, "status": None}
    assert audit["findings"][0]["basis"][0]["url"] == "https://example.org/law"


def test_integers_are_exact_however_large(audit: Any) -> None:
    assert audit["matters"][0]["readings"]["paper"]["capture_sets_total"] == HUGE


def test_writing_leaves_pythons_own_limit_as_it_was() -> None:
    before = sys.get_int_max_str_digits()
    report_json.write(AUDIT)
    assert sys.get_int_max_str_digits() == before


def test_an_answer_that_is_not_exact_gives_bounds_and_nulls(audit: Any) -> None:
    answer = audit["matters"][0]["readings"]["practice"]
    assert answer["exact"] is False
    assert answer["bounds"] == {"capture_number": [2, 5], "capture_sets_total": [1, None]}
    assert answer["capture_number"] is None


def test_power_leaves_out_whoever_has_none(audit: Any) -> None:
    assert list(audit["matters"][0]["readings"]["paper"]["power"]) == ["ada", "clerk@north#1"]


def test_the_text_is_utf8_and_ends_with_a_line_break() -> None:
    written = report_json.write(AUDIT)
    assert written.endswith("}\n")
    assert "Hồ sơ <làm tay>" in written


def test_a_comparison_names_only_what_changes() -> None:
    change = json.loads(report_json.write_comparison(COMPARISON))
    assert change["matters"] == [
        {
            "place": "north",
            "matter": "pay",
            "before": {"paper": 2, "ties": 1, "practice": None},
            "after": {"paper": 3, "ties": 2, "practice": None},
        }
    ]
    assert change["counts"] == {"matters": 2, "changed": 1, "findings_before": 3, "findings_after": 2}
    assert [f["code"] for f in change["findings_gained"]] == ["G01"]
    assert [(f["code"], f["place"]) for f in change["findings_lost"]] == [("C01", "south"), ("G07", None)]
