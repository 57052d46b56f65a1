"""What sweeps of few places do in tests: they answer formula by formula, whatever was compiled on the machine before."""

from __future__ import annotations

from importlib.util import find_spec

import pytest


@pytest.fixture(autouse=True)
def nothing_compiled_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a sweep in this process find nothing compiled before; those in processes of their own look for themselves."""
    if find_spec("pyarrow") is not None:
        monkeypatch.setattr("counterpoise.sweeping.run._ready", lambda: False)
