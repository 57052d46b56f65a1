"""See who can carry which public matter unchecked when one person holds several offices.

`read_case` reads a case folder or workbook, `audit` answers every question about it on one day, `compare` shows what changes
when offices meet in one person, or part, `repair` finds the cheapest measures that restore control. Loading this package reads no file; each name is loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterpoise.analysis.compare import compare
    from counterpoise.analysis.examine import audit
    from counterpoise.analysis.repair import repair
    from counterpoise.formats.cases import read as read_case

    __version__: str

__all__ = ["__version__", "audit", "compare", "read_case", "repair"]

_HOMES = {
    "audit": ("counterpoise.analysis.examine", "audit"),
    "compare": ("counterpoise.analysis.compare", "compare"),
    "repair": ("counterpoise.analysis.repair", "repair"),
    "read_case": ("counterpoise.formats.cases", "read"),
}

if not TYPE_CHECKING:  # a type checker reads the imports above, and knows that there is nothing else

    def __getattr__(name: str) -> Any:
        """Load a public name when it is first used."""
        if name == "__version__":
            value = import_module("counterpoise.version").version()
        elif name in _HOMES:
            module, inside = _HOMES[name]
            value = getattr(import_module(module), inside)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
