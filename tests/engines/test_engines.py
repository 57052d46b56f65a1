"""Every engine keeps the same promises; one more engine is one more line."""

from __future__ import annotations

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.plain import PlainEngine
from engines.keeping import AnyEngine


class TestPlain(AnyEngine):
    def setup_method(self) -> None:
        self.engine = PlainEngine()


class TestDiagrams(AnyEngine):
    def setup_method(self) -> None:
        self.engine = DiagramEngine()
