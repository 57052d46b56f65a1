"""A sweep that is killed goes on where it was, and no table is ever there in part."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from counterpoise.analysis.structure import Choices
from counterpoise.domain.institution import Case
from counterpoise.formats.case_files import read_files

pq = pytest.importorskip("pyarrow.parquet")

from counterpoise.formats.rosters.joining import Joined  # noqa: E402 - needs pyarrow
from counterpoise.sweeping.examining import Examining  # noqa: E402
from counterpoise.sweeping.parts import PLACES  # noqa: E402
from counterpoise.sweeping.run import Sweep, asked_of, divided, run, settings_of  # noqa: E402
from counterpoise.sweeping.tables import growing  # noqa: E402
from sweep.test_command import FRAMEWORK  # noqa: E402

pytestmark = pytest.mark.slow

OFFICES = ("secretary", "chair", "clerk", "member")
KILLS = int(os.environ.get("COUNTERPOISE_SOAK", "1"))
"""How often a run is killed; for a soak: `COUNTERPOISE_SOAK=50 make test ARGS="-k killed"`."""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    head = "counterpoise: 1\nframework: ./framework.yaml\n"
    return read_files({"case.yaml": head, "framework.yaml": FRAMEWORK}, name="case")[0]


def rosters(path: Path, places: int) -> None:
    """Write rosters in which most places differ from one another, their rows in no order."""
    chance, rows = Random(11), []
    for number in range(places):
        for office in OFFICES:
            for seat in range(1, 4 if office == "member" else 2):
                person = chance.choice(["Ada", "Ben", "Cy", "Dee", "(vacant)"])
                rows.append(f"xa-{number:04d},{office},{seat},{person},2021-01-01,")
    chance.shuffle(rows)
    path.write_text("\n".join(["place,office,seat,person,from,to", *rows, ""]), encoding="utf-8")


def sweep_of(case: Case, folder: Path, name: str) -> Sweep:
    framework = case.frameworks[0]
    return Sweep(
        folder / "rosters.csv",
        folder / name,
        framework,
        date(2024, 6, 1),
        tuple(framework.matters.values()),
        processes=1,
        places_in_a_part=100,
    )


def same_tables(one: Sweep, other: Sweep) -> bool:
    """Tell whether two sweeps said the same, row by row."""
    pairs = ((one.output, other.output), (one.findings, other.findings))
    return all(pq.read_table(a).to_pylist() == pq.read_table(b).to_pylist() for a, b in pairs)


def test_a_run_that_fails_half_way_goes_on_and_says_the_same(case: Case, tmp_path: Path) -> None:
    rosters(tmp_path / "rosters.csv", 450)
    whole, broken = sweep_of(case, tmp_path, "whole.parquet"), sweep_of(case, tmp_path, "broken.parquet")
    assert run(whole).places == 450

    def stop(done: int, _: int) -> None:
        if done >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(broken, progress=stop)
    assert not broken.output.exists()
    kept = {path: path.stat().st_mtime_ns for path in broken.folder.glob("answers-*.parquet")}
    assert len(kept) == 2
    swept = run(broken)
    assert (swept.resumed, swept.places) == (2, 450)
    assert same_tables(whole, broken)
    assert not broken.folder.exists()


def test_other_rosters_or_questions_begin_anew(case: Case, tmp_path: Path) -> None:
    rosters(tmp_path / "rosters.csv", 250)
    sweep = sweep_of(case, tmp_path, "out.parquet")

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(sweep, progress=stop)
    assert run(replace(sweep, sets=1)).resumed == 0
    with pytest.raises(KeyboardInterrupt):
        run(sweep, progress=stop)
    rosters(tmp_path / "rosters.csv", 251)
    assert run(sweep).resumed == 0


def test_whatever_is_asked_otherwise_is_another_run(case: Case, tmp_path: Path) -> None:
    """Parts of the one must never be taken for parts of the other; where and by how many it is done makes no difference."""
    sweep = sweep_of(case, tmp_path, "out.parquet")
    framework = sweep.framework
    both = framework.arrangements[0]
    others = [
        replace(sweep, day=date(2024, 6, 2)),
        replace(sweep, matters=sweep.matters[:1]),
        replace(sweep, arrangements=(both,)),
        replace(sweep, choices=Choices(superiors=True)),
        replace(sweep, choices=Choices(frozenset())),
        replace(sweep, compromise=0.5),
        replace(sweep, sets=4),
        replace(sweep, power=True),
        replace(sweep, framework=replace(framework, rules=())),
        replace(sweep, framework=replace(framework, arrangements=())),
        replace(sweep, framework=replace(framework, bodies={})),
        replace(sweep, framework=replace(framework, offices=dict(list(framework.offices.items())[:-1]))),
    ]
    told = [tuple(settings_of(one)) for one in (sweep, *others)]
    assert len(set(told)) == len(told)
    assert tuple(settings_of(replace(sweep, processes=2, output=tmp_path / "there.parquet"))) == told[0]


def test_a_process_killed_again_and_again_loses_no_finished_part(case: Case, tmp_path: Path) -> None:
    rosters(tmp_path / "rosters.csv", 1200)
    command = [
        *(sys.executable, "-m", "counterpoise", "sweep", "rosters.csv", "--framework", "./framework.yaml"),
        *("--on", "2024-06-01", "-o", "out.parquet", "--processes", "1"),
    ]
    parts = tmp_path / "out.parquet.parts"
    for kill in range(KILLS):
        process = subprocess.Popen(command, cwd=tmp_path)
        before = len(list(parts.glob("answers-*.parquet")))
        until = time.monotonic() + 600  # on a busy machine the first run compiles for minutes
        while len(list(parts.glob("answers-*.parquet"))) <= before and process.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.005)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        if kill == 0:
            assert not (tmp_path / "out.parquet").exists()
            assert not (tmp_path / "out.findings.parquet").exists()
            assert list(parts.glob("answers-*.parquet"))
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    whole = replace(sweep_of(case, tmp_path, "whole.parquet"), places_in_a_part=PLACES)
    run(whole)
    assert same_tables(whole, sweep_of(case, tmp_path, "out.parquet"))


def test_two_processes_say_what_one_says_however_they_begin(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosters(tmp_path / "rosters.csv", PLACES + 50)
    one = replace(sweep_of(case, tmp_path, "one.parquet"), places_in_a_part=PLACES)
    run(one)
    begun_anew = replace(one, output=tmp_path / "anew.parquet", processes=2)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("platform.system", lambda: "Darwin")
        run(begun_anew)
    assert same_tables(one, begun_anew)
    command = [
        *(sys.executable, "-m", "counterpoise", "sweep", "rosters.csv", "--framework", "./framework.yaml"),
        *("--on", "2024-06-01", "-o", "forked.parquet", "--processes", "2"),
    ]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    assert same_tables(one, sweep_of(case, tmp_path, "forked.parquet"))


def test_tables_grow_by_the_parts_that_are_finished_and_appear_when_all_are(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosters(tmp_path / "rosters.csv", 450)
    whole, sweep = sweep_of(case, tmp_path, "whole.parquet"), sweep_of(case, tmp_path, "out.parquet")
    swept = run(whole)
    parts = divided(sweep, "mark")
    examine = Examining(asked_of(sweep, parts)).begin()
    added: list[str] = []
    add = Joined.add

    def noted(joined: Joined, part: Path) -> None:
        added.append(part.name)
        add(joined, part)

    monkeypatch.setattr(Joined, "add", noted)
    by_then = {1: 0, 0: 2, 4: 2, 2: 3, 3: 5}
    with growing(parts, answers=sweep.output, findings=sweep.findings) as tables:
        for part, count in by_then.items():
            examined = examine(part, parts.content(part)).tables
            parts.findings(part).write_bytes(examined.findings)
            parts.answers(part).write_bytes(examined.answers)
            tables.go_on()
            assert added[::2] == [f"answers-{one:05d}.parquet" for one in range(count)]
            assert added[1::2] == [f"findings-{one:05d}.parquet" for one in range(count)]
            assert not sweep.output.exists()
            assert not sweep.findings.exists()
    assert tables.rows == (swept.answers, swept.findings)
    assert same_tables(whole, sweep)
    with pytest.raises(FileNotFoundError), growing(parts, answers=sweep.output, findings=sweep.findings):
        parts.answers(3).unlink()
    assert same_tables(whole, sweep)
