"""Each package imports the third parties it may, and no other: the side of the arrows that lint-imports does not see."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[2] / "src" / "counterpoise"
ALLOWED = {
    "domain": set(),
    "boolean": {"numpy", "numba", "ortools", "pysat"},
    "analysis": {"numpy"},
    "formats": {"docx", "numpy", "openpyxl", "pyarrow", "yaml"},
    "sweeping": set(),
    "workflow": {"pysat"},
    ".": {"shtab"},
}


def third_parties(module: Path) -> set[str]:
    """List what a module imports from outside the standard library and this one."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"counterpoise"}


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_a_package_imports_only_the_third_parties_it_may(package: str) -> None:
    folder = LIBRARY / package
    modules = sorted(folder.glob("*.py") if package == "." else folder.rglob("*.py"))
    strangers = {str(m.relative_to(LIBRARY)): third_parties(m) - ALLOWED[package] for m in modules}
    assert {name: sorted(found) for name, found in strangers.items() if found} == {}


def test_every_package_has_a_rule_of_its_own() -> None:
    packages = {folder.parent.name for folder in LIBRARY.glob("*/__init__.py")}
    assert packages <= set(ALLOWED), "say in ALLOWED which third parties the new package may import"
