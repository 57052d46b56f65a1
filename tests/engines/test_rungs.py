"""Every rung of the ladder keeps the promises of an engine, alone and put together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.composition import Composition
from counterpoise.boolean.diagrams import DiagramEngine, DiagramPart
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.modules import Module, modules_of, whole
from counterpoise.boolean.parts import Part
from counterpoise.boolean.separator import SeparatorPart
from counterpoise.boolean.weighted_part import WeightedPart, fits
from engines.keeping import AnyEngine

Rung = Callable[[Module, Budget], Part]


class OneRung(DiagramEngine):
    """Use one rung wherever it fits, and diagrams elsewhere."""

    def __init__(self, rung: Rung, *, modules: bool) -> None:
        super().__init__(modules=modules)
        self._rung = rung
        self._cut = modules_of if modules else whole

    def compose(self, f: Formula) -> Composition:
        modules = self._cut(f)
        return Composition(f.size, modules, [self._part(module) for module in modules])

    def _part(self, module: Module) -> Part:
        try:
            return self._rung(module, Budget())
        except TooLargeError:
            return DiagramPart(module, Budget())


def weighted_if_it_fits(module: Module, budget: Budget) -> Part:
    """Lay weights out as a grid where the grid is small."""
    if not fits(module):
        raise TooLargeError("the grid would be large")
    return WeightedPart(module, budget)


class TestDiagramsWithoutModules(AnyEngine):
    def setup_method(self) -> None:
        self.engine = DiagramEngine(modules=False)


class TestWeighted(AnyEngine):
    def setup_method(self) -> None:
        self.engine = OneRung(weighted_if_it_fits, modules=False)


class TestWeightedInModules(AnyEngine):
    def setup_method(self) -> None:
        self.engine = OneRung(weighted_if_it_fits, modules=True)


class TestSeparator(AnyEngine):
    def setup_method(self) -> None:
        self.engine = OneRung(SeparatorPart, modules=False)


class TestSeparatorInModules(AnyEngine):
    def setup_method(self) -> None:
        self.engine = OneRung(SeparatorPart, modules=True)


class TestLadder(AnyEngine):
    def setup_method(self) -> None:
        self.engine = LadderEngine()


@pytest.mark.slow
class TestWords(AnyEngine):
    def setup_method(self) -> None:
        pytest.importorskip("numba", reason="numba is not installed (extra: speed)")
        words = pytest.importorskip("counterpoise.boolean.words")
        self.engine = words.WordsEngine()


@pytest.mark.slow
class TestKernels(AnyEngine):
    def setup_method(self) -> None:
        pytest.importorskip("numba", reason="numba is not installed (extra: speed)")
        self.engine = pytest.importorskip("counterpoise.boolean.kernel_engine").KernelEngine()
