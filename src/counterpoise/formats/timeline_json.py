"""The JSON of a timeline, to the letter of its contract (`schemas/timeline.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from counterpoise.analysis.episodes import Episode, Holding, Timeline, Uncovered

SCHEMA = "counterpoise.timeline/1"

Object = dict[str, Any]


def write(timeline: Timeline) -> str:
    """Write a timeline as JSON, one line for each holding and each episode."""
    title = timeline.case.title
    entries: Object = {
        "schema": SCHEMA,
        "case": {"id": timeline.case.id, "title": {"vi": title.vi, "en": title.en}},
        "from": timeline.first.isoformat(),
        "to": _day(timeline.last),
        "changes": [day.isoformat() for day in timeline.changes],
        "holdings": [_holding(holding) for holding in timeline.holdings],
        "episodes": [_episode(episode) for episode in timeline.episodes],
        "uncovered": [_uncovered(days) for days in timeline.uncovered],
    }
    return "{" + ",\n ".join(f"{_compact(key)}: {_value(value)}" for key, value in entries.items()) + "}\n"


def _holding(holding: Holding) -> Object:
    return {
        "place": holding.place,
        "office": holding.office,
        "person": holding.person,
        "from": _day(holding.first),
        "to": _day(holding.last),
        "certain": holding.certain,
    }


def _episode(episode: Episode) -> Object:
    finding = episode.finding
    return {
        "code": finding.code,
        "severity": episode.severity.word,
        "place": finding.place,
        "matter": finding.matter,
        "steps": list(finding.steps),
        "persons": list(finding.persons),
        "offices": list(finding.offices),
        "message": {"vi": episode.message.vi, "en": episode.message.en},
        "from": episode.first.isoformat(),
        "to": _day(episode.last),
    }


def _uncovered(days: Uncovered) -> Object:
    return {
        "from": days.first.isoformat(),
        "to": _day(days.last),
        "missing": "place" if days.framework else "framework",
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _value(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str) and value and isinstance(value[0], dict):
        return "[\n  " + ",\n  ".join(map(_compact, value)) + "\n ]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
