"""Rosters are divided so that all hands finish together, and what these need is loaded while they are being divided."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread, current_thread
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.institution import Case, CaseError

pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra: sweep)")
from counterpoise.sweeping import ending
from counterpoise.sweeping import run as running
from counterpoise.sweeping.parts import FEWEST, PLACES, parts_of, sizes_of
from counterpoise.sweeping.run import MANY, SEVERAL, asked_of, divided
from sweep.test_restart import case, rosters, sweep_of

__all__ = ["case"]

needs_numba = pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed (extra: sweep)")


@given(st.integers(0, 12_000), st.integers(FEWEST, 300), st.integers(1, 70))
def test_no_part_is_larger_than_what_each_hand_would_still_have_to_do(
    places: int, most: int, hands: int
) -> None:
    sizes = sizes_of(places, most=most, hands=hands)
    assert sum(sizes) == places
    left = places
    for size in sizes:
        assert min(left, FEWEST) <= size <= most
        assert size <= max(FEWEST, left / hands)
        left -= size


def test_the_country_is_divided_for_two_hands_and_one() -> None:
    assert sizes_of(10_686, most=PLACES, hands=2) == (256,) * 40 + (223, 111, 56, 32, 24)
    assert sizes_of(10_686, most=PLACES, hands=1) == (256,) * 41 + (190,)


def test_a_run_that_goes_on_with_more_hands_keeps_its_parts(case: Case, tmp_path: Path) -> None:
    rosters(tmp_path / "rosters.csv", 90)
    sweep = sweep_of(case, tmp_path, "out.parquet")
    parts = divided(sweep, "mark")
    assert parts.sizes == (90,)
    assert divided(replace(sweep, processes=2), "mark") == parts
    assert divided(replace(sweep, processes=2), "other").sizes == (45, 32, 13)


@needs_numba
def test_compiled_code_is_loaded_meanwhile_where_processes_will_need_it(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[None] = []
    monkeypatch.setattr(running, "start_nursery", lambda: started.append(None))
    several = replace(sweep_of(case, tmp_path, "out.parquet"), processes=2)
    rosters(tmp_path / "rosters.csv", MANY)
    divided(several, "many")
    assert started
    started.clear()
    divided(several, "many")
    divided(replace(several, processes=1), "one process")
    divided(replace(several, scheduler="tcp://somewhere:1"), "another machine")
    rosters(tmp_path / "rosters.csv", MANY - 1)
    divided(several, "few")
    assert not started


@needs_numba
@pytest.mark.parametrize(
    ("places", "before", "expected"),
    [
        (SEVERAL - 1, True, False),
        (SEVERAL, True, True),
        (SEVERAL, False, False),
        (MANY - 1, False, False),
        (MANY, False, True),
    ],
)
def test_a_few_places_are_examined_in_compiled_code_where_it_was_compiled_before(
    places: int, before: bool, expected: bool, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiling takes longer than to answer a province without; loading what was compiled takes two seconds."""
    monkeypatch.setattr(running, "_ready", lambda: before)
    rosters(tmp_path / "rosters.csv", places)
    sweep = sweep_of(case, tmp_path, "out.parquet")
    parts = divided(sweep, "mark")
    assert asked_of(sweep, parts).compiled is expected
    elsewhere = replace(sweep, scheduler="tcp://somewhere:1")
    assert asked_of(elsewhere, parts).compiled is (places >= MANY)


def test_rosters_that_are_refused_leave_no_folder_behind(case: Case, tmp_path: Path) -> None:
    (tmp_path / "rosters.csv").write_text("place,office,person\nxa-1,nobody,Ada\n", encoding="utf-8")
    with pytest.raises(CaseError):
        parts_of(tmp_path / "rosters.csv", case.frameworks[0], folder=tmp_path / "parts", mark="")
    assert not (tmp_path / "parts").exists()


BESIDE = """
import time
from counterpoise.sweeping.ending import ends_with_parent
with ends_with_parent():
    print("at work", flush=True)
    time.sleep(3600)
"""
COMMAND = """
import subprocess, sys
beside = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
beside.stdout.readline()
"""


@pytest.mark.slow
def test_what_works_beside_a_command_ends_with_it() -> None:
    """Streams are read to their end, which comes when nobody holds them any more: who works beside would hold one for an hour."""
    command = [sys.executable, "-c", COMMAND, BESIDE]
    assert subprocess.run(command, capture_output=True, check=True, timeout=300).stderr == b""


def test_no_thread_is_left_once_what_works_beside_a_command_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are forked right after that, and a thread that is still on its way out would be forked by halves."""
    watching: list[Thread] = []

    def late(_: int, over: Event) -> None:
        watching.append(current_thread())
        over.wait()
        sleep(0.2)

    monkeypatch.setattr(ending, "_look", late)
    with ending.ends_with_parent():
        pass
    assert [one.is_alive() for one in watching] == [False]


@needs_numba
@pytest.mark.slow
def test_the_nursery_has_loaded_all_and_is_alone_when_others_are_forked_from_it() -> None:
    program = (
        "import sys, threading, counterpoise.sweeping.nursery; "
        "from counterpoise.boolean.kernels.seatings import examined; "
        "print('counterpoise.sweeping.examining' in sys.modules, len(examined.signatures), threading.active_count())"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "True 1 1\n"
