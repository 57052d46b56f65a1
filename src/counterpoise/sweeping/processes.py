"""How processes of this machine begin: forked from one that has loaded all they need, where that is safe, or each anew.

What has loaded all, the nursery, takes a second or two for it. It can be started as soon as it is known that it will be
needed, and loads while rosters are still being read.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

_NURSERY = "counterpoise.sweeping.nursery"


def hands_here(processes: int | None) -> int:
    """Say how many processes of this machine examine: so many as are wanted, or as there are cores."""
    if processes is not None:
        return processes
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_nursery() -> None:
    """Have compiled code loaded meanwhile, where processes are forked from one that loads it; starting twice is starting once."""
    if _forked():
        multiprocessing.get_context("forkserver").set_forkserver_preload([_NURSERY])
        forkserver.ensure_running()


def context_of(get_ready: Callable[[], None], *, compiled: bool) -> BaseContext:
    """Say how processes begin, whose compiled code may have to be made ready before."""
    if _forked():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_NURSERY] if compiled else [])
        return context
    get_ready()
    return multiprocessing.get_context("spawn")


def _forked() -> bool:
    return platform.system() == "Linux"
