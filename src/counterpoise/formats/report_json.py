"""The JSON of an audit and of a comparison, to the letter of their contracts (`schemas/*.schema.json`).

One line for each matter and each finding, so that two results can be compared with everyday tools.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from counterpoise.analysis.findings import (
    READINGS,
    Answer,
    Audit,
    Comparison,
    MatterAnswers,
    Power,
    Readings,
    Sets,
    WithHolder,
)
from counterpoise.domain.words import PersonId
from counterpoise.formats.finding_json import Object, Sources, finding_object, sources_of, text_object

SCHEMA = "counterpoise.audit/1"
COMPARE_SCHEMA = "counterpoise.compare/1"


def write(audit: Audit) -> str:
    """Write an audit as JSON."""
    return _document(
        {
            "schema": SCHEMA,
            "case": _case(audit),
            "matters": [_matter(matter) for matter in audit.in_full().matters],
            "findings": [finding_object(finding, _sources(audit)) for finding in audit.findings],
        }
    )


def write_comparison(comparison: Comparison) -> str:
    """Write a comparison as JSON: only the matters whose capture numbers change."""
    before, after = comparison.before, comparison.after
    return _document(
        {
            "schema": COMPARE_SCHEMA,
            "case": _case(before),
            "change": text_object(comparison.change),
            "matters": [_changed(was, now) for was, now in comparison.changed],
            "counts": {
                "matters": len(before.matters),
                "changed": len(comparison.changed),
                "findings_before": len(before.findings),
                "findings_after": len(after.findings),
            },
            "findings_gained": [finding_object(finding, _sources(after)) for finding in comparison.gained],
            "findings_lost": [finding_object(finding, _sources(before)) for finding in comparison.lost],
        }
    )


def _sources(audit: Audit) -> Sources:
    return sources_of(audit.framework, audit.case)


def _case(audit: Audit) -> Object:
    return {
        "id": audit.case.id,
        "title": text_object(audit.case.title),
        "on": audit.on.isoformat(),
        "framework": audit.framework.id,
    }


def _matter(answers: MatterAnswers) -> Object:
    without = answers.without_arrangement
    return {
        "place": answers.place,
        "matter": answers.matter,
        "readings": _readings(answers.readings),
        "without_arrangement": _readings(without) if without else None,
    }


def _readings(readings: Readings) -> Object:
    return {reading: _answer(readings.of(reading)) for reading in READINGS}


def _answer(answer: Answer) -> Object:
    return {
        "exact": answer.exact,
        "method": answer.method,
        "bounds": None if answer.bounds is None else {name: list(b) for name, b in answer.bounds.items()},
        "unnamed": answer.unnamed,
        "capture_number": answer.capture_number,
        "capture_sets_total": answer.capture_sets_total,
        "capture_sets": _sets(answer.capture_sets),
        "blocking_number": answer.blocking_number,
        "blocking_sets_total": answer.blocking_sets_total,
        "blocking_sets": _sets(answer.blocking_sets),
        "power": _power(answer.power),
        "capture_probability": answer.capture_probability,
        "with_holder": [_with_holder(holder) for holder in answer.with_holder],
    }


def _sets(sets: Sets) -> list[list[str]]:
    return [list(persons) for persons in sets]


def _power(power: Mapping[PersonId, Power]) -> Object:
    return {
        person: {
            "banzhaf": share.banzhaf,
            "banzhaf_absolute": share.banzhaf_absolute,
            "shapley_shubik": share.shapley_shubik,
        }
        for person, share in sorted(power.items())
        if share.banzhaf or share.shapley_shubik
    }


def _with_holder(holder: WithHolder) -> Object:
    return {
        "person": holder.person,
        "arrangement": holder.arrangement,
        "others": holder.others,
        "sets": _sets(holder.sets),
    }


def _changed(was: MatterAnswers, now: MatterAnswers) -> Object:
    return {
        "place": was.place,
        "matter": was.matter,
        "before": _numbers(was.readings),
        "after": _numbers(now.readings),
    }


def _numbers(readings: Readings) -> Object:
    return {reading: readings.of(reading).capture_number for reading in READINGS}


def _document(entries: Object) -> str:
    with _every_digit():
        written = (f"{_compact(key)}: {_value(value)}" for key, value in entries.items())
        return "{" + ",\n ".join(written) + "}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _compact(value)
    return _lines(value)


def _lines(entries: Sequence[Any]) -> str:
    return "[\n  " + ",\n  ".join(map(_compact, entries)) + "\n ]"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


@contextmanager
def _every_digit() -> Iterator[None]:
    """Let integers be written however long: Python's own limit guards readers, and we only write."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(limit)
