"""Who answers patterns: this process, processes on the local cores, or workers of a Dask scheduler."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any, Protocol

from counterpoise.analysis.sweep.answering import Answerer, Example
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.told import Told
from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text

Answers = list[tuple[bytes, Told]]

_FEW = 200
"""So many patterns are answered sooner here than elsewhere."""

_CHUNK = 100
"""Patterns a worker is given at a time."""

_known: dict[bytes, Answerer] = {}
_asked_here: list[Answerer] = []


class Workers(Protocol):
    """Answers examples, in any order."""

    def answer(self, examples: Sequence[Example]) -> Iterator[Answers]:
        """Answer every question of the examples, piece by piece; whoever works elsewhere begins at once."""
        ...


class Here:
    """Answers in this process."""

    def __init__(self, asked: Asked) -> None:
        self._answerer = Answerer(asked)

    def answer(self, examples: Sequence[Example]) -> Iterator[Answers]:
        """Answer one example after another."""
        for example in examples:
            yield self._answerer.answer([example])


class _Local:
    """Answers in processes of their own; a few patterns at once."""

    def __init__(self, pool: ProcessPoolExecutor, asked: Asked) -> None:
        self._pool = pool
        self._here = Here(asked)

    def answer(self, examples: Sequence[Example]) -> Iterator[Answers]:
        """Hand out chunks, and give the answers as they come."""
        if sum(len(one.unknown) for one in examples) < _FEW:
            return self._here.answer(examples)
        futures: list[Future[Answers]] = [
            self._pool.submit(_in_process, chunk) for chunk in _chunks(examples)
        ]
        return (future.result() for future in as_completed(futures))


class _Cluster:
    """Answers on the workers of a Dask scheduler, which gives the tasks of a lost worker to another."""

    def __init__(self, client: Any, distributed: Any, asked: Asked) -> None:
        self._client = client
        self._as_completed = distributed.as_completed
        self._asked = pickle.dumps(asked)

    def answer(self, examples: Sequence[Example]) -> Iterator[Answers]:
        """Hand out chunks, and give the answers as they come."""
        if not examples:
            return iter(())
        asked = self._client.submit(bytes, self._asked, pure=False)
        futures = [
            self._client.submit(_on_worker, asked, pickle.dumps(chunk), pure=False)
            for chunk in _chunks(examples)
        ]
        results = self._as_completed(futures, with_results=True, loop=self._client.loop)
        return (pickle.loads(result) for _, result in results)


def _chunks(examples: Iterable[Example]) -> Iterator[list[Example]]:
    chunk: list[Example] = []
    size = 0
    for example in examples:
        chunk.append(example)
        size += len(example.unknown)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _start(asked: bytes) -> None:
    _asked_here[:] = [Answerer(pickle.loads(asked))]


def _in_process(examples: list[Example]) -> Answers:
    return _asked_here[0].answer(examples)


def _on_worker(asked: bytes, examples: bytes) -> bytes:
    """Answer a chunk on a worker, which keeps what it knows of one sweep for the next chunk."""
    if asked not in _known:
        _known.clear()
        _known[asked] = Answerer(pickle.loads(asked))
    return pickle.dumps(_known[asked].answer(pickle.loads(examples)))


@contextmanager
def workers(asked: Asked, *, scheduler: str | None = None, processes: int | None = None) -> Iterator[Workers]:
    """Make ready whoever answers, and send them away afterwards."""
    if scheduler is not None:
        with _client(scheduler) as (client, distributed):
            yield _Cluster(client, distributed, asked)
        return
    if asked.compiled:
        importlib.import_module("counterpoise.boolean.kernel_engine").get_ready()
    count = processes or len(os.sched_getaffinity(0))
    if count == 1:
        yield Here(asked)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, initializer=_start, initargs=(pickle.dumps(asked),))
    try:
        yield _Local(pool, asked)
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
