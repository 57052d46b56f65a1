"""The JSON of repairs, to the letter of its contract (`schemas/repair.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from counterpoise.analysis.repairs import Adopted, Alternatives, Obstacle, Offer, Repair
from counterpoise.domain.measures import Measure
from counterpoise.formats.finding_json import (
    Object,
    Sources,
    basis_objects,
    finding_object,
    sources_of,
    text_object,
)

SCHEMA = "counterpoise.repair/1"


def write(repairs: Sequence[Repair]) -> str:
    """Write the repairs of one case as JSON, one line for each measure, obstacle and finding."""
    case = repairs[0].case
    content: Object = {
        "schema": SCHEMA,
        "case": {
            "id": case.id,
            "title": text_object(case.title),
            "on": repairs[0].on.isoformat(),
            "framework": repairs[0].framework.id,
        },
        "repairs": [_repair(one) for one in repairs],
    }
    return f"{_lines(content, 0)}\n"


def _repair(one: Repair) -> Object:
    sources = sources_of(one.framework, one.case)
    return {
        "places": list(one.places),
        "matters": list(one.matters),
        "target": one.target,
        "reading": one.reading,
        "status": one.status.value,
        "cost": one.cost,
        "budget": one.budget,
        "over_budget": one.is_over_budget,
        "proof": {
            "method": one.proof.method,
            "exact": one.proof.exact,
            "low": one.proof.low,
            "high": one.proof.high,
            "candidates": one.candidates,
        },
        "scale": None if one.scale is None else {"keeping": one.scale.keeping, "ending": one.scale.ending},
        "measures": [_adopted(adopted, sources) for adopted in one.measures],
        "obstacles": [_obstacle(obstacle) for obstacle in one.obstacles],
        "parts": [_part(part) for part in one.parts],
        "ties_total": one.ties_total,
        "ties": [_offer(offer) for offer in one.ties],
        "next_best": [_offer(offer) for offer in one.next_best],
        "next_best_exact": one.next_exact,
        "findings_before": None if one.before is None else len(one.before.findings),
        "findings_after": None if one.after is None else len(one.after.findings),
        "ended": [finding_object(finding, sources) for finding in one.ended],
        "caused": [finding_object(finding, sources) for finding in one.caused],
    }


def _adopted(adopted: Adopted, sources: Sources) -> Object:
    return {
        **_measure(adopted.measure, sources),
        "ends": [finding_object(finding, sources) for finding in adopted.ends],
        "causes": [finding_object(finding, sources) for finding in adopted.causes],
    }


def _measure(one: Measure, sources: Sources) -> Object:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "matter": one.matter,
        "cost": one.cost,
        "superior": one.superior,
        "burdens": list(one.burdens),
        "clause": text_object(one.clause),
        "conditions": [text_object(condition) for condition in one.conditions],
        "basis": basis_objects(one.basis, sources),
    }


def _obstacle(one: Obstacle) -> Object:
    return {
        "place": one.demand.place,
        "matter": one.demand.matter,
        "need": one.demand.need.value,
        "rule": one.demand.rule or None,
        "persons": list(one.persons),
        "alone": one.alone,
        "why": text_object(one.why),
    }


def _part(one: Alternatives) -> Object:
    return {
        "matter": one.matter,
        "cost": one.cost,
        "total": one.total,
        "choices": [[measure.id for measure in choice] for choice in one.choices],
    }


def _offer(one: Offer) -> Object:
    return {"cost": one.cost, "measures": [measure.id for measure in one.measures]}


_DEEP = 3


def _lines(value: Any, depth: int) -> str:
    """Break the outer levels into lines and keep the inner ones on one."""
    inner = " " * (depth + 1)
    if isinstance(value, dict) and depth < _DEEP and value:
        parts = [f"{_compact(key)}: {_lines(inside, depth + 1)}" for key, inside in value.items()]
        return "{" + f",\n{inner}".join(parts) + "}"
    if isinstance(value, list) and depth <= _DEEP and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"{inner}{_lines(inside, depth + 1)}" for inside in value) + "]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
