"""A framework as a key: frameworks are read once and never change, so being the same object is enough."""

from __future__ import annotations

from counterpoise.domain.institution import Framework


class SameFramework:
    """A framework by its identity; it keeps the framework alive, so no other can take its place."""

    __slots__ = ("framework",)

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    def __hash__(self) -> int:
        return id(self.framework)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameFramework) and other.framework is self.framework
