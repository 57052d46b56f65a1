"""End a process that works beside another as soon as that one has ended, however it did.

Who reads what a command writes waits until all that hold its streams have ended: a command that refuses its rosters
must not be waited for until what was started beside it is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

_EVERY = 0.1
"""So many seconds pass between two looks."""


@contextmanager
def ends_with_parent() -> Iterator[None]:
    """While something is done, end this process if the one that started it ends; no thread is left afterwards."""
    over = Event()
    watch = Thread(target=_look, args=(os.getppid(), over), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _look(parent: int, over: Event) -> None:
    while not over.wait(_EVERY):
        if os.getppid() != parent:
            os._exit(1)
