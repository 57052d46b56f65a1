"""The C questions of one matter, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.capture import formulas
from counterpoise.analysis.dominance import dominant
from counterpoise.analysis.findings import Answer
from counterpoise.analysis.hollow import weak_checks
from counterpoise.analysis.own_case import own_cases
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.sole import sole_captures


def concentrated(scene: Scene, answers: Sequence[Answer]) -> Iterator[Seen]:
    """Ask every C question of one matter."""
    written = formulas(scene.structure, scene.matter)
    yield from sole_captures(scene, written, answers)
    yield from weak_checks(scene)
    yield from own_cases(scene, written)
    yield from dominant(scene, written)
