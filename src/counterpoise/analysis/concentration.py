"""The C questions of one matter, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.capture import formulas
from counterpoise.analysis.dominance import dominant
from counterpoise.analysis.findings import Answer, Finding
from counterpoise.analysis.hollow import weak_checks
from counterpoise.analysis.own_case import own_cases
from counterpoise.analysis.scene import Scene, Seen, worded
from counterpoise.analysis.sole import sole_captures


def concentration(scene: Scene, answers: Sequence[Answer]) -> Iterator[Finding]:
    """Ask every C question of one matter and word what is found."""
    return (worded(scene, one) for one in concentrated(scene, answers))


def concentrated(scene: Scene, answers: Sequence[Answer]) -> Iterator[Seen]:
    """Ask every C question of one matter."""
    written = formulas(scene.structure, scene.matter)
    yield from sole_captures(scene, written, answers)
    yield from weak_checks(scene)
    yield from own_cases(scene, written)
    yield from dominant(scene, written)
