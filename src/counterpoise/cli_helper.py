"""A second process that helps with an audit where another core is free.

It is a copy of this one, made when the case has been read, and sends through a pipe what it has found. Whoever is helped
never waits for it: if it is slow, is killed or cannot be made, this process does the work alone and says what it would
have said. Only the command line makes one: a library must not copy the process of whoever calls it.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import NoReturn

from counterpoise.analysis.at_place import Told
from counterpoise.analysis.helping import Work

WORTH = 64
"""So many matters at places are soon done by one process: making another would take as long."""

_ROOM = 1 << 20
"""What the pipe may hold, so that the helper seldom waits until somebody reads."""

_SIZE = 8
_TASKS = "/proc/self/task"
_LOAD = "/proc/loadavg"


def can_help() -> bool:
    """Tell whether a copy of this process can be made, which must have no other thread, and would find a core free."""
    return can_copy() and _threads() == 1 and _running() < len(os.sched_getaffinity(0))


def can_copy() -> bool:
    """Tell whether the system copies processes, and says what runs on which cores: Linux does."""
    known = Path(_TASKS).is_dir() and Path(_LOAD).is_file()
    return known and all(hasattr(os, name) for name in ("fork", "sched_getaffinity"))


def _threads() -> int:
    """Count the threads of this process, those of compiled packages too."""
    return len(os.listdir(_TASKS))


def _running() -> int:
    """Count what runs or waits for a core just now, this process with it."""
    running, _, _ = Path(_LOAD).read_text(encoding="ascii").split()[3].partition("/")
    return int(running)


class Copy:
    """A copy of this process that tells through a pipe what it finds, made where it helps."""

    def __init__(self) -> None:
        self.process: int | None = None
        self._pipe: int | None = None
        self._read = bytearray()
        self._told: dict[int, Told] = {}
        self._begun: mmap | None = None

    def __enter__(self) -> Copy:
        return self

    def __exit__(self, *raised: object) -> None:
        """Let the copy go, whatever it is doing."""
        self._close()
        if self.process is not None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = None

    def begin(self, questions: int, work: Work) -> None:
        """Make the copy and let it work, unless the work is soon done or the system allows no more processes."""
        if questions < WORTH or not can_help():
            return
        self._begun = mmap(-1, questions)  # shared: a mark by one process is seen by the other
        pipe, into = os.pipe()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # an interrupted copy must end as a copy
        try:
            process = os.fork()
            if process == 0:
                _work(work, into=into, pipe=pipe, begun=self._begun)
            self.process, self._pipe = process, pipe
            os.set_blocking(pipe, False)
        except OSError:
            os.close(pipe)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            os.close(into)

    def told(self, question: int) -> Told | None:
        """Read what has arrived; what has not is marked, for it is asked by whoever asks for it."""
        self._receive()
        found = self._told.pop(question, None)
        if found is None and self._begun is not None:
            self._begun[question] = 1
        return found

    def _receive(self) -> None:
        while self._pipe is not None:
            try:
                more = os.read(self._pipe, _ROOM)
            except BlockingIOError:
                break
            if not more:  # the copy has ended: what it sent by halves is lost
                self._close()
            self._read += more
        while len(self._read) >= _SIZE:
            end = _SIZE + int.from_bytes(self._read[:_SIZE], "big")
            if len(self._read) < end:
                break
            question, told = pickle.loads(self._read[_SIZE:end])
            self._told[question] = told
            del self._read[:end]

    def _close(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None


def _work(work: Work, *, into: int, pipe: int, begun: mmap) -> NoReturn:
    """Work and send until all is begun, somebody interrupts, or nobody listens any more; say nothing.

    What goes wrong here goes wrong in the other process too, which says it.
    """
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        os.close(pipe)
        _be_silent()
        _widen(into)
        for one in work(lambda question: not begun[question]):
            _send(into, pickle.dumps(one, protocol=pickle.HIGHEST_PROTOCOL))
        status = 0
    finally:
        os._exit(status)


def _send(into: int, content: bytes) -> None:
    left = memoryview(len(content).to_bytes(_SIZE, "big") + content)
    while left:
        left = left[os.write(into, left) :]


def _be_silent() -> None:
    """Point both outputs at nothing: a warning is not to be said twice."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)


def _widen(pipe: int) -> None:
    """Let the pipe hold more, where the system can."""
    with suppress(ImportError, AttributeError, OSError):
        fcntl = importlib.import_module("fcntl")
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)
