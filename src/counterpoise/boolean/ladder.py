"""The ladder: for each module of a question the cheapest exact engine that fits, told in the answer's method.

Rungs, in order: a grid of weights where a weighted vote has many different weights; the separator method where the few
who are shared leave bodies in more states than a small diagram holds; a diagram within that small budget, whose minimal
sets are written out without drawing it where they are few patterns; the separator wherever it fits; a diagram within the
whole budget. Where none holds, the question is not answered exactly: a solver proves what it can, samples give an
interval, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from counterpoise.boolean.bounds import Bounds, Interval
from counterpoise.boolean.budget import NODES, Budget, Clock, Purse
from counterpoise.boolean.composition import Composition
from counterpoise.boolean.diagrams import DiagramEngine, DiagramPart
from counterpoise.boolean.engine import Family, Patterns, TooLargeError
from counterpoise.boolean.fewest import Fewest, fewest
from counterpoise.boolean.formula import AtLeast, Formula
from counterpoise.boolean.modules import Module, modules_of, whole
from counterpoise.boolean.parts import Part
from counterpoise.boolean.patterns import told
from counterpoise.boolean.sampling import sampled_probability
from counterpoise.boolean.separator import SeparatorPart
from counterpoise.boolean.separator_plan import shared_settings
from counterpoise.boolean.types import types_of
from counterpoise.boolean.vectors import Vectors, few_vectors
from counterpoise.boolean.weighted_part import WeightedPart, fits

FIRST_TRY = 100_000
"""Entries of the first, small budget of a diagram."""

MANY_SETTINGS = 4_096
"""From so many settings of the shared on, the separator is looked at before a diagram is tried."""

MANY_TYPES = 16
"""From so many different weights on, a grid of weights is cheaper than a diagram."""

SMALL = 64
"""Up to so many variables a formula without weights is compiled whole."""

SECONDS = 20.0
"""What one question may take before it is answered by bounds."""


class _Solver(Protocol):
    def smallest_by_solver(self, f: Formula, limit: int, *, clock: Clock) -> Bounds: ...


class LadderEngine(DiagramEngine):
    """Choose an engine for each module; bound what none can answer.

    With a purse, the seconds of each question come from there.
    """

    name = "ladder"

    def __init__(self, *, budget: int = NODES, seconds: float = SECONDS, purse: Purse | None = None) -> None:
        super().__init__(budget=budget, seconds=seconds, purse=purse)
        self._written: dict[Formula, Vectors | None] = {}

    def compose(self, f: Formula) -> Composition:
        """Compile every module by the first rung that holds."""
        modules = whole(f) if _is_small(f) else modules_of(f)
        budget = Budget(nodes=self._nodes, clock=self.clock)
        parts = [self._part(module, budget) for module in self.clock.watched(modules)]
        return Composition(f.size, modules, parts, clock=self.clock)

    def _part(self, module: Module, whole: Budget) -> Part:
        if fits(module) and len(types_of((module.formula,)).members) >= MANY_TYPES:
            return WeightedPart(module, whole)
        early = _may_outgrow(module)
        separator = self._separator(module, whole) if early else None
        if separator is not None and separator.states > FIRST_TRY:
            return separator
        try:
            few = None if module.inner else self._written.get(module.formula)
            part = DiagramPart(module, whole.part(FIRST_TRY), sets=whole, few=few)
            whole.spend(part.entries)
            return part
        except TooLargeError:
            self.clock.look()
            separator = separator if early else self._separator(module, whole)
            return separator or DiagramPart(module, whole)

    def _separator(self, module: Module, budget: Budget) -> SeparatorPart | None:
        try:
            return SeparatorPart(module, budget)
        except TooLargeError:
            return None

    def family(self, f: Formula, limit: int) -> Family:
        """Write the minimal sets of a small formula out where they are few patterns; no diagram is drawn then."""
        few = self._few(f)
        return super().family(f, limit) if few is None else few.family(limit, self.renamed(f)[1])

    def smallest(self, f: Formula) -> int | None:
        """Count how few make a small formula true, without a diagram and without listing who."""
        known = self._fewest(f)
        return super().smallest(f) if known is None else known.size

    def told(self, f: Formula, limit: int) -> Patterns | None:
        """Tell patterns that are written out already, and none where there are known to be more."""
        few = self._written.get(self.renamed(f)[0])
        if few is None:
            known = self._fewest(f)
            if known is not None and known.patterns > limit:
                return None
            few = self._few(f)
        if few is None:
            return super().told(f, limit)
        variables = self.renamed(f)[1]
        types = [tuple(sorted(variables[v] for v in members)) for members in few.typing.members]
        return told(types, few.counts()) if len(few.least) <= limit else None

    def methods(self, f: Formula) -> tuple[str, ...]:
        """Name the rungs; what is written out without a diagram is what one would tell."""
        if not self.is_composed(f) and self._is_written(f):
            return (DiagramPart.method,)
        return super().methods(f)

    def _is_written(self, f: Formula) -> bool:
        """Tell whether the minimal sets, or enough of them for what was asked, are written out."""
        canonical = self.renamed(f)[0]
        known = self._written if canonical in self._written else {canonical: self._fewest(f)}
        return known[canonical] is not None

    def _few(self, f: Formula) -> Vectors | None:
        canonical = self.renamed(f)[0]
        if canonical not in self._written:
            self._written[canonical] = few_vectors(canonical) if _is_small(canonical) else None
        return self._written[canonical]

    def _fewest(self, f: Formula) -> Fewest | None:
        canonical = self.renamed(f)[0]
        return fewest(canonical) if _is_small(canonical) else None

    def bounded(self, f: Formula, limit: int) -> Bounds:
        """Prove the size of the smallest set by a solver, if one is installed, or bound it by hand."""
        if find_spec("ortools") is None:
            return super().bounded(f, limit)
        solver = cast(_Solver, import_module("counterpoise.boolean.solver"))
        return solver.smallest_by_solver(f, limit, clock=self.clock)

    def sampled(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Sample the probability."""
        return sampled_probability(f, chances, clock=self.clock)


def _may_outgrow(module: Module) -> bool:
    """Tell whether a small diagram may not hold a module: a small formula is tried first, which costs less than asking."""
    return not _is_small(module.formula) and shared_settings(module) >= MANY_SETTINGS


def _is_small(f: Formula) -> bool:
    """Tell whether looking for modules costs more than it saves: few variables, and no weights."""
    if f.size > SMALL:
        return False
    return all(weight == 1 for node in f.nodes if isinstance(node, AtLeast) for _, weight in node.parts)
