"""A sweep on two workers of a Dask scheduler says what one process says, even when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoise.domain.institution import Case, CaseError

pytest.importorskip("pyarrow")
distributed = pytest.importorskip("distributed")

from counterpoise.sweeping.run import run  # noqa: E402 - needs pyarrow
from sweep.test_restart import case, rosters, same_tables, sweep_of  # noqa: E402

__all__ = ["case"]

pytestmark = pytest.mark.slow
PATIENCE = 600
"""Seconds: on a busy machine a scheduler and its workers take long to start."""


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    log = (folder / "log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=folder, stdout=log, stderr=log, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        log.close()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers on this machine."""
    at = folder / "scheduler.json"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    worker = (
        "distributed.cli.dask_worker",
        "--scheduler-file",
        str(at),
        "--nworkers",
        "1",
        "--nthreads",
        "1",
    )
    with started(*scheduler, "--scheduler-file", str(at), folder=folder):
        until = time.monotonic() + PATIENCE
        while not at.exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        with (
            started(*worker, "--no-dashboard", "--no-nanny", folder=folder) as one,
            started(*worker, "--no-dashboard", "--no-nanny", folder=folder) as two,
            distributed.Client(scheduler_file=str(at), set_as_default=False) as client,
        ):
            client.wait_for_workers(2, timeout=PATIENCE)
            yield client.scheduler.address, [one, two]


def test_two_workers_say_the_same_and_losing_one_loses_nothing(case: Case, tmp_path: Path) -> None:
    rosters(tmp_path / "rosters.csv", 300)
    here = sweep_of(case, tmp_path, "here.parquet")
    run(here)
    with cluster(tmp_path) as (address, workers):
        there = replace(sweep_of(case, tmp_path, "there.parquet"), scheduler=address)
        run(there)
        assert same_tables(here, there)
        killed = replace(there, output=tmp_path / "killed.parquet", sets=2)

        def kill_one(done: int, _: int) -> None:
            if workers[0].poll() is None and done > 20:
                workers[0].kill()

        run(killed, progress=kill_one)
        assert workers[0].wait() != 0
        alone = replace(here, output=tmp_path / "alone.parquet", sets=2)
        run(alone)
        assert same_tables(alone, killed)


def test_a_scheduler_that_is_not_there_is_named(case: Case, tmp_path: Path) -> None:
    rosters(tmp_path / "rosters.csv", 3)
    gone = replace(sweep_of(case, tmp_path, "out.parquet"), scheduler="tcp://127.0.0.1:9")
    with pytest.raises(CaseError) as refused:
        run(gone)
    assert "cannot be reached" in str(refused.value)
