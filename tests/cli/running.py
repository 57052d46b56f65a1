"""What a run of the command line gives to a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of the command ended: its status and what it wrote where."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]
