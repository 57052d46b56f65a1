"""What was compiled is kept for the next process, until any kernel changes, be it in another file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import counterpoise.boolean.kernels as kernels

pytest.importorskip("numba", reason="numba is not installed (extra: speed)")

pytestmark = pytest.mark.slow

CALLED = "from kept.compiling import compiled\n\n@compiled\ndef called(n):\n    return n + {}\n"
CALLING = (
    "from kept.called import called\nfrom kept.compiling import compiled\n\n"
    "@compiled\ndef calling(n):\n    return called(n)\n"
)
ASKED = "from kept.calling import calling\nprint(calling(40), sum(calling.stats.cache_hits.values()))"


def asked(folder: Path) -> str:
    """Ask in a process of its own, and tell what it answered and how often it found something kept."""
    run = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=folder, capture_output=True, text=True, check=True, timeout=600
    )
    return run.stdout.strip()


def test_a_kernel_is_compiled_anew_when_one_it_calls_has_changed(tmp_path: Path) -> None:
    package = tmp_path / "kept"
    package.mkdir()
    (package / "__init__.py").touch()
    shutil.copy(Path(kernels.__file__).with_name("compiling.py"), package)
    (package / "called.py").write_text(CALLED.format(2), encoding="utf-8")
    (package / "calling.py").write_text(CALLING, encoding="utf-8")
    assert asked(tmp_path) == "42 0"
    assert asked(tmp_path) == "42 1"
    (package / "called.py").write_text(CALLED.format(3), encoding="utf-8")
    assert asked(tmp_path) == "43 0"
