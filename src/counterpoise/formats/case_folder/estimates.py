"""Numbers and estimates of YAML files: a low, a likely and a high figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpoise.domain.workload import Estimate
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.scalars import OneScalar
from counterpoise.formats.case_folder.shapes import Field, Record, Schema, refuse
from counterpoise.formats.case_folder.yaml_marks import Mapping, Node, Sequence

MOST = 10**9
_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,15})?([eE]-?[0-9]{1,2})?")
_WANTED = both(
    "ba số [thấp, giữa, cao], hoặc {low: …, point: …, high: …}",
    "three numbers [low, likely, high], or {low: …, point: …, high: …}",
)


def number(low: int, high: int) -> OneScalar:
    """Allow the numbers from one bound to the other, whole or with a decimal point."""

    def understand(text: str) -> float | None:
        return float(text) if _NUMBER.fullmatch(text) and low <= float(text) <= high else None

    wanted = both(
        f"một số từ {low} đến {high} (phần lẻ viết sau dấu chấm)",
        f"a number from {low} to {high} (decimals after a point)",
    )
    return OneScalar(understand, wanted, {"type": "number", "minimum": low, "maximum": high})


_FIGURE = number(0, MOST)
_BOUNDS = Record(
    (
        Field("low", _FIGURE, both("ít nhất", "at least"), required=True),
        Field("point", _FIGURE, both("khoảng", "about"), required=True),
        Field("high", _FIGURE, both("nhiều nhất", "at most"), required=True),
    )
)


@dataclass(frozen=True, slots=True)
class Estimated:
    """A low, a likely and a high figure, in this order."""

    def read(self, node: Node, at: Spot, problems: Problems) -> Estimate | None:
        """Read the three figures."""
        figures = self._figures(node, at, problems)
        if figures is None or any(figure is None for figure in figures):
            return None
        low, point, high = figures
        if not low <= point <= high:
            problems.add(
                at,
                both(
                    f"{low:g}, {point:g}, {high:g} không theo thứ tự thấp, giữa, cao",
                    f"{low:g}, {point:g}, {high:g} are not in the order low, likely, high",
                ),
                both("viết từ nhỏ đến lớn", "write them from the smallest to the largest"),
            )
            return None
        return Estimate(low, point, high)

    def _figures(self, node: Node, at: Spot, problems: Problems) -> list[float] | None:
        match node:
            case Sequence(items=items) if len(items) == len(_BOUNDS.fields):
                return [_FIGURE.read(item, at.on(item.line), problems) for item in items]
            case Mapping():
                read = _BOUNDS.read(node, at, problems)
                return (
                    [read[f.name] for f in _BOUNDS.fields]
                    if len(read.values) == len(_BOUNDS.fields)
                    else None
                )
            case _:
                refuse(node, at, problems, wanted=_WANTED)
                return None

    def schema(self) -> Schema:
        """Refer to the definition."""
        return {"$ref": "#/$defs/estimate"}


def estimate_schema() -> Schema:
    """Describe estimates as JSON Schema."""
    three = len(_BOUNDS.fields)
    return {
        "description": f"{_WANTED.en} / {_WANTED.vi}",
        "anyOf": [
            {"type": "array", "items": _FIGURE.schema(), "minItems": three, "maxItems": three},
            _BOUNDS.schema(),
        ],
    }


ESTIMATE = Estimated()
