"""Who examines parts: this process, processes on the local cores, or workers of a Dask scheduler.

A part is handed over as the bytes of its rows and comes back as what became of it, so that nobody needs to share a disk
with anybody; whoever examines keeps what it knows of the sweep for the next part.
"""

from __future__ import annotations

import gc
import importlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import count, islice
from typing import Any, Generic, Protocol, TypeVar

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.sweeping.processes import context_of, hands_here

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Part = tuple[int, bytes]
"""The number of a part, and its rows."""

_AHEAD = 2
"""Parts that wait for each worker, so that none is ever without work."""

_LOOK = 20
"""After so many parts a process looks for unreachable cycles: there are next to none, and looking more often takes long."""

_begun: dict[bytes, Callable[[int, bytes], Any]] = {}
_parts = count()


class Task(Protocol[T_co]):
    """What is done with every part; it travels to each worker once and is begun there."""

    @property
    def compiled(self) -> bool:
        """Tell whether compiled code is to be loaded for it."""
        ...

    def get_ready(self) -> None:
        """Make ready, once for all processes of this machine, what they would else all have to make."""
        ...

    def begin(self) -> Callable[[int, bytes], T_co]:
        """Give what examines one part after another."""
        ...


class Workers(Protocol[T_co]):
    """Examines parts."""

    def examine(self, parts: Iterable[Part]) -> Iterator[tuple[int, T_co]]:
        """Give what became of each part, in the order in which they are finished."""
        ...


class Here(Generic[T]):
    """Examines in this process."""

    def __init__(self, task: Task[T]) -> None:
        self._examine = task.begin()

    def examine(self, parts: Iterable[Part]) -> Iterator[tuple[int, T]]:
        """Examine one part after another."""
        return ((number, self._examine(number, rows)) for number, rows in parts)


class _Local(Generic[T]):
    """Examines in processes of their own."""

    def __init__(self, pool: ProcessPoolExecutor, task: bytes, count: int) -> None:
        self._pool = pool
        self._task = task
        self._count = count

    def examine(self, parts: Iterable[Part]) -> Iterator[tuple[int, T]]:
        """Hand parts out as hands become free."""
        coming = iter(parts)
        under_way: dict[Future[T], int] = {}
        while True:
            for number, rows in islice(coming, _AHEAD * self._count - len(under_way)):
                under_way[self._pool.submit(_in_own_process, self._task, number, rows)] = number
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                yield under_way.pop(future), future.result()


class _Cluster(Generic[T]):
    """Examines on the workers of a Dask scheduler, which gives the parts of a lost worker to another."""

    def __init__(self, client: Any, distributed: Any, task: bytes) -> None:
        self._client = client
        self._as_completed = distributed.as_completed
        self._task = task

    def examine(self, parts: Iterable[Part]) -> Iterator[tuple[int, T]]:
        """Hand parts out as hands become free."""
        coming = iter(parts)
        task = self._client.submit(bytes, self._task, pure=False)
        ahead = _AHEAD * max(1, len(self._client.scheduler_info()["workers"]))
        begun = [self._handed_out(task, *part) for part in islice(coming, ahead)]
        waiting = self._as_completed(begun, with_results=True, loop=self._client.loop)
        for _, result in waiting:
            for part in islice(coming, 1):
                waiting.add(self._handed_out(task, *part))
            yield pickle.loads(result)

    def _handed_out(self, task: Any, number: int, rows: bytes) -> Any:
        return self._client.submit(_on_worker, task, number, rows, pure=False)


def _in_process(task: bytes, number: int, rows: bytes) -> Any:
    """Examine a part in a process that keeps what it knows of one sweep for the next part."""
    if task not in _begun:
        _begun.clear()
        _begun[task] = pickle.loads(task).begin()
    return _begun[task](number, rows)


def _in_own_process(task: bytes, number: int, rows: bytes) -> Any:
    """Examine a part in a process that does nothing else."""
    gc.disable()
    found = _in_process(task, number, rows)
    if next(_parts) % _LOOK == 0:
        gc.collect()
        gc.freeze()  # what is there by now stays
    return found


def _on_worker(task: bytes, number: int, rows: bytes) -> bytes:
    return pickle.dumps((number, _in_process(task, number, rows)))


@contextmanager
def workers(
    task: Task[T], *, scheduler: str | None = None, processes: int | None = None
) -> Iterator[Workers[T]]:
    """Make ready whoever examines, and send them away afterwards."""
    if scheduler is not None:
        with _client(scheduler) as (client, distributed):
            yield _Cluster(client, distributed, pickle.dumps(task))
        return
    many = hands_here(processes)
    if many == 1:
        task.get_ready()
        yield Here(task)
        return
    pool = ProcessPoolExecutor(many, context_of(task.get_ready, compiled=task.compiled))
    try:
        yield _Local(pool, pickle.dumps(task), many)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _client(address: str) -> Iterator[tuple[Any, Any]]:
    try:
        distributed = importlib.import_module("distributed")
    except ModuleNotFoundError as error:
        raise _refused(
            Text("cần gói distributed", "the package distributed is needed"),
            Text(
                "cài: python -m pip install 'counterpoise[cluster]'",
                "install it: python -m pip install 'counterpoise[cluster]'",
            ),
        ) from error
    try:
        client = distributed.Client(address, timeout="5s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise _refused(
            Text(f"không nối được với {address}", f"{address} cannot be reached"),
            Text(
                "kiểm tra địa chỉ, ví dụ tcp://127.0.0.1:8786",
                "check the address, for example tcp://127.0.0.1:8786",
            ),
        ) from error
    with client:
        yield client, distributed


def _refused(what: Text, remedy: Text) -> CaseError:
    return CaseError((Problem("--scheduler", what, remedy),))
