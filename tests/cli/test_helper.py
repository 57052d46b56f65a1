"""An audit helped by a copy of the process writes what one process writes, whatever becomes of the copy."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cli.running import Ended
from counterpoise import cli_helper
from counterpoise.analysis.examine import audit
from counterpoise.formats import case_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not cli_helper.can_copy(), reason="needs a system that copies processes"),
]

CASES = Path(__file__).parents[2] / "cases"
CASE = CASES / "council-mayor"

HELPED = """\
import os, signal, sys
from counterpoise import cli, cli_helper
from counterpoise.analysis.at_place import AtPlace

cli_helper.WORTH = 1
cli_helper.can_help = lambda: True
begin, here = cli_helper.Copy.begin, os.getpid()

def begun(self, questions, work):
    begin(self, questions, work)
    print("helped" if self.process else "alone", self.process, file=sys.stderr)
    os.set_blocking(self._pipe, True)  # so that everything it does is taken from the copy

cli_helper.Copy.begin = begun
"""


def run(*asked: str, before: str = HELPED) -> Ended:
    """Run the command line in a process of its own, something else first."""
    script = f"{before}\nfrom counterpoise.cli import main\nsys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", script, *asked],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def alone(*asked: str) -> Ended:
    return run(*asked, before="import os, sys\nos.sched_getaffinity = lambda _: {0}\n")


def check_same(done: Ended, expected: Ended) -> None:
    """Compare what was written and the status; one line beside says that there was a copy, which has ended."""
    said, _, rest = done.err.partition("\n")
    word, process = said.split()
    assert word == "helped"
    assert (done.status, done.out, rest) == (expected.status, expected.out, expected.err)
    with pytest.raises(ProcessLookupError):
        os.kill(int(process), 0)


def test_two_processes_write_what_one_writes() -> None:
    asked = ("audit", str(CASE), "--lang=vi", "--fail-on=warning")
    expected = alone(*asked)
    assert expected.status == 1
    check_same(run(*asked), expected)


def test_where_every_digit_is_written_one_process_works() -> None:
    asked = ("audit", str(CASE), "--format=json")
    done = run(*asked)
    assert done == alone(*asked)
    assert not done.err


def test_two_processes_that_meet_write_what_one_writes() -> None:
    """Here nobody waits: each asks what the other has not begun."""
    matters = ("consultation", "payment", "budget-reserve", "procurement")
    asked = ("audit", str(CASES / "loc-ninh"), "--lang=en", *(f"--matter={one}" for one in matters))
    hurried = HELPED.replace("os.set_blocking(self._pipe, True)", "pass")
    check_same(run(*asked, before=hurried), alone(*asked))


@pytest.mark.parametrize(
    "fate",
    [
        "ask = AtPlace.ask\ndef killed(self, *asked):\n"
        "    if os.getpid() != here: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return ask(self, *asked)\nAtPlace.ask = killed",
        "send = cli_helper._send\ndef cut_short(into, content):\n"
        "    if len(sent) < 1: sent.append(send(into, content))\n"
        "    else: os.write(into, len(content).to_bytes(8, 'big') + content[:20]); os._exit(9)\n"
        "sent = []\ncli_helper._send = cut_short",
        "def refused(): raise BlockingIOError(11, 'no more processes')\n"
        "cli_helper.Copy.begin = begin\nprint('helped', 2**22 + 1, file=sys.stderr)\nos.fork = refused",
    ],
    ids=["killed", "cut short", "not made"],
)
def test_what_a_lost_copy_did_not_tell_is_done_here(fate: str) -> None:
    asked = ("audit", str(CASE), "--lang=en")
    check_same(run(*asked, before=HELPED + fate), alone(*asked))


def test_what_goes_wrong_in_the_copy_is_said_once_and_as_ever() -> None:
    wrong = (
        "from counterpoise.analysis.at_place import AtPlace\nfrom counterpoise.boolean.engine import TooLargeError\n"
        "ask = AtPlace.ask\ndef too_large(self, matter, question):\n    raise TooLargeError('for a test')\n"
        "AtPlace.ask = too_large\n"
    )
    asked = ("audit", str(CASE), "--lang=en")
    expected = run(*asked, before=f"import os, sys\nos.sched_getaffinity = lambda _: {{0}}\n{wrong}")
    assert expected.status == 2
    assert expected.err.startswith("error: ")
    check_same(run(*asked, before=HELPED + wrong), expected)


def test_an_interrupted_audit_ends_its_copy() -> None:
    interrupted = (
        "import time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have it ignored
        "AtPlace.ask = lambda *_: time.sleep(3600)\n"
        "cli_helper.Copy.told = lambda self, question: os.kill(os.getpid(), signal.SIGINT)"
    )
    check_same(run("audit", str(CASE), before=HELPED + interrupted), Ended(130, "", ""))


def test_little_work_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", _never)
    with cli_helper.Copy() as copy:
        copy.begin(cli_helper.WORTH - 1, lambda _: ())
        assert copy.told(0) is None


def test_nobody_is_copied_beside_other_threads_or_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(cli_helper, "_running", lambda: 1)
    monkeypatch.setattr(os, "listdir", lambda _: ["one"])
    assert cli_helper.can_help()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not cli_helper.can_help()
    monkeypatch.undo()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(cli_helper, "_running", lambda: 1)
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not cli_helper.can_help()
    finally:
        end.set()
        thread.join()


def test_nobody_is_copied_where_no_core_is_free(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(os, "listdir", lambda _: ["one"])
    load = tmp_path / "loadavg"
    monkeypatch.setattr(cli_helper, "_LOAD", str(load))
    for running, free in ((1, True), (2, False), (7, False)):
        load.write_text(f"0.08 0.34 1.10 {running}/512 4711\n", encoding="ascii")
        assert cli_helper.can_help() is free


def test_the_library_copies_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", _never)
    monkeypatch.setattr(cli_helper, "can_help", lambda: True)
    assert audit(case_folder.read(CASE)).findings


def _never() -> int:
    pytest.fail("a process was copied")
