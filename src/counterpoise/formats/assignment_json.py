"""The JSON of assignments, to the letter of its contract (`schemas/assign.schema.json`)."""

from __future__ import annotations

import json
from typing import Any

from counterpoise.analysis.assignment.records import (
    Aside,
    Assignments,
    Change,
    Doing,
    MatterAssignment,
    Obstacle,
)
from counterpoise.domain.words import Text

Object = dict[str, Any]


def write(answers: Assignments) -> str:
    """Write assignments, one matter a line."""
    case, situation = answers.case, answers.situation
    head: Object = {
        "schema": "counterpoise.assign/1",
        "case": {
            "id": case.id,
            "title": _text(case.title),
            "on": answers.on.isoformat(),
            "framework": answers.framework.id,
        },
        "absent": sorted(situation.absent),
        "interested": sorted(situation.interested),
        "concerned": sorted(situation.concerned),
    }
    entries = [f"{_compact(key)}: {_compact(value)}" for key, value in head.items()]
    matters = ",\n  ".join(_compact(_matter(one)) for one in answers.matters)
    entries.append(f'"matters": [\n  {matters}\n ]' if matters else '"matters": []')
    return "{" + ",\n ".join(entries) + "}\n"


def _matter(one: MatterAssignment) -> Object:
    return {
        "place": one.place,
        "matter": one.matter,
        "possible": one.possible,
        "steps": [_doing(doing) for doing in one.doings],
        "absences": one.absences,
        "bounds": None if one.bounds is None else list(one.bounds),
        "stopping": list(one.stopping),
        "cores": [[_obstacle(obstacle) for obstacle in core] for core in one.cores],
        "changes": [[_change(change) for change in changes] for changes in one.changes],
    }


def _doing(doing: Doing) -> Object:
    return {
        "step": doing.step,
        "required": doing.required,
        "persons": list(doing.persons),
        "substitute": doing.substitute,
        "through": _text(doing.through),
        "votes": None if doing.votes is None else list(doing.votes),
        "aside": [_aside(aside) for aside in doing.aside],
        "absent": list(doing.absent),
        "because": None if doing.because is None else _text(doing.because),
    }


def _aside(aside: Aside) -> Object:
    return {"person": aside.person, "why": aside.why.value, "message": _text(aside.said)}


def _obstacle(obstacle: Obstacle) -> Object:
    return {
        "kind": obstacle.kind.value,
        "steps": list(obstacle.steps),
        "persons": list(obstacle.persons),
        "message": _text(obstacle.said),
    }


def _change(change: Change) -> Object:
    return {"kind": change.kind.value, "about": change.about, "message": _text(change.said)}


def _text(text: Text) -> Object:
    return {"vi": text.vi, "en": text.en}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
