"""Terminals, pipes and interruptions: the whole process, as a shell sees it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from cli.running import Run
from counterpoise import cli_console
from counterpoise.cli_console import Progress

pytestmark = pytest.mark.slow  # each starts the command as people do

COMMAND = [sys.executable, "-m", "counterpoise"]


def surroundings(**more: str) -> dict[str, str]:
    """Give the environment of a process whose locale and colours are not those of the test."""
    dropped = {"NO_COLOR", "COLUMNS", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {name: value for name, value in kept.items() if not name.startswith("LC_")} | more


def on_a_terminal(arguments: list[str], **more: str) -> str:
    """Run the command with its output on a terminal and give what the terminal got."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(COMMAND + arguments, stdout=theirs, stderr=theirs, env=surroundings(**more))
    os.close(theirs)
    got = b""
    with suppress(OSError):  # how Linux says that nobody has the terminal open any more, and all is read
        while read := os.read(ours, 65536):
            got += read
    os.close(ours)
    started.wait()
    return got.decode("utf-8")


def test_colour_is_for_terminals(case: Path, run: Run) -> None:
    assert "\x1b[" in on_a_terminal(["audit", str(case)], TERM="xterm")
    assert "\x1b[" not in run("audit", case).out


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}])
def test_whoever_declines_colour_gets_none(case: Path, environment: dict[str, str]) -> None:
    assert "\x1b[" not in on_a_terminal(["audit", str(case)], **environment)


def test_a_file_gets_no_colour_even_from_a_terminal(case: Path, tmp_path: Path) -> None:
    on_a_terminal(["audit", str(case), "-o", str(tmp_path / "out")], TERM="xterm")
    assert "\x1b[" not in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_results_are_utf8_whatever_the_locale(case: Path, locale: str) -> None:
    ended = subprocess.run(
        [*COMMAND, "audit", str(case), "--format", "json", "--lang", "vi"],
        env=surroundings(LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
        capture_output=True,
        check=True,
    )
    assert "Xã Thử" in ended.stdout.decode("utf-8")


def test_a_reader_who_leaves_early_is_no_fault(case: Path) -> None:
    command = " ".join([*COMMAND, "audit", str(case), "--format", "json"])
    ended = subprocess.run(
        ["bash", "-c", f"{command} | true; echo ${{PIPESTATUS[0]}}"],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.stdout, ended.stderr) == ("0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_one_line(case: Path) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [*COMMAND, "audit", str(case)],
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1


def test_a_closed_standard_output_is_said_in_one_line(case: Path) -> None:
    command = " ".join([*COMMAND, "audit", str(case), "--lang", "en", ">&-"])
    ended = subprocess.run(
        ["bash", "-c", command], env=surroundings(), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


def test_an_interruption_ends_with_130_and_no_traceback(
    case: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("counterpoise.cli_audit.audit", interrupted)
    ended = run("audit", case, "--output", tmp_path / "out")
    assert (ended.status, ended.out, ended.err) == (130, "", "")
    assert not (tmp_path / "out").exists()


def test_help_needs_no_numpy() -> None:
    program = (
        "import sys; from counterpoise.cli import main; main(['explain', 'C03']); main(['--help']); "
        "main(['check', 'nowhere']); sys.exit('numpy' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(), capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


def test_progress_appears_on_a_terminal_after_a_while_and_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(cli_console, "is_terminal", lambda _: True)
    monkeypatch.setattr("counterpoise.cli_console.time.monotonic", lambda: now[0])
    progress = Progress("en")
    progress(1, 9)
    assert capsys.readouterr().err == ""
    now[0] += 0.6
    progress(2, 9)
    progress(3, 9)
    assert capsys.readouterr().err == "\rexamining 2 / 9"
    progress.compiling()
    assert capsys.readouterr().err.startswith("\rcompiling the calculations, once on this machine")
    now[0] += 0.6
    progress(4, 9)
    assert capsys.readouterr().err.rstrip(" ") == "\rexamining 4 / 9"
    progress.end()
    assert capsys.readouterr().err == f"\r{' ' * 15}\r"


def test_progress_keeps_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("en")
    progress(1, 9)
    progress.compiling()
    progress.end()
    assert capsys.readouterr().err == ""
