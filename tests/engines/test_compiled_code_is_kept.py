"""What was compiled is kept for the next process, which can tell, until any kernel changes, be it in another file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

import counterpoise.boolean.kernels as kernels

pytest.importorskip("numba", reason="numba is not installed (extra: speed)")
from counterpoise.boolean.kernels.compiling import is_kept

pytestmark = pytest.mark.slow

CALLED = "from kept.compiling import compiled\n\n@compiled\ndef called(n):\n    return n + {}\n"
CALLING = (
    "from kept.called import called\nfrom kept.compiling import compiled\n\n"
    "@compiled\ndef calling(n):\n    return called(n)\n"
)
ASKED = (
    "from kept.calling import calling\nfrom kept.compiling import is_kept\n"
    "print(is_kept(calling), calling(40), sum(calling.stats.cache_hits.values()), is_kept(calling))"
)


def asked(folder: Path) -> str:
    """Ask in a process of its own: was it kept, what is the answer, how often was something kept found, is it kept now."""
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
    assert asked(tmp_path) == "False 42 0 True"
    assert asked(tmp_path) == "True 42 1 True"
    (package / "called.py").write_text(CALLED.format(3), encoding="utf-8")
    assert asked(tmp_path) == "False 43 0 True"


@pytest.mark.parametrize("processor", ["another", None])
def test_what_was_compiled_for_another_processor_or_is_kept_in_another_way_does_not_count(
    processor: str | None,
) -> None:
    known = {("signature", (processor,), ("hashes",))}
    index = SimpleNamespace(_load_index=lambda: known)
    kernel = SimpleNamespace(_cache=SimpleNamespace(_cache_file=index) if processor else SimpleNamespace())
    assert not is_kept(cast(Any, kernel))
