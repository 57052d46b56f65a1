"""Every example of a page runs, and prints what the page shows.

Blocks of one page run in their order, in one folder of their own that shows `cases/` as it is here:

    ```console                  each line that starts with `$ ` is a command; below it stands what it prints
    ```pycon                    Python as typed at its prompt; what one block defines, the next one knows
    ```yaml my-case/x.yaml      the file of that name is written, whatever its kind
    ```diff my-case/x.yaml      in that file the lines with `-` give way to those with `+`

A `…` stands for anything: a line of its own for any lines, inside a line for any text. A command shown alone must
succeed. One that shows what it prints must too, unless the next command is `echo $?`. `make` is not run.
"""

from __future__ import annotations

import difflib
import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\]\((?P<path>[^()#:\s]+)?(?:#(?P<heading>[^()\s]+))?\)")
FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ASKS = "echo $?"


@dataclass(frozen=True, slots=True)
class Command:
    """One command and what the page shows below it."""

    line: int
    typed: str
    shown: str


@dataclass(frozen=True, slots=True)
class Session:
    """Python as typed at its prompt."""

    line: int
    typed: str


@dataclass(frozen=True, slots=True)
class File:
    """A file the page writes, or a change it makes to one."""

    line: int
    name: str
    text: str
    changes: bool


Example = Command | Session | File


def examples(page: Path) -> list[Example]:
    """List what a page runs and writes, in the order of the page."""
    found: list[Example] = []
    text = page.read_text(encoding="utf-8")
    for block in FENCE.finditer(text):
        line = text.count("\n", 0, block.start("text")) + 1
        if block["file"]:
            found.append(File(line, block["file"], block["text"], block["kind"] == "diff"))
        elif block["kind"] == "console":
            found += _commands(line, block["text"])
        elif block["kind"] == "pycon":
            found.append(Session(line, block["text"]))
    return found


def _commands(line: int, text: str) -> Iterator[Command]:
    pieces = re.split(r"^\$ ", text, flags=re.MULTILINE)
    line += pieces[0].count("\n")
    for piece in pieces[1:]:
        typed, _, shown = piece.partition("\n")
        if not typed.startswith("make "):
            yield Command(line, typed, shown)
        line += piece.count("\n")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=_name)
def test_every_example_of_a_page_prints_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases").symlink_to(ROOT / "cases")
    monkeypatch.chdir(tmp_path)
    for name, value in _environment(page).items():
        monkeypatch.setenv(name, value)
    wrong = list(_failures(page, tmp_path))
    if wrong:
        pytest.fail("\n\n".join(wrong), pytrace=False)


def _environment(page: Path) -> dict[str, str]:
    spoken = "vi_VN" if page.name.endswith(".vi.md") else "en_US"
    inside = str(ROOT / "src")
    outside = os.environ.get("PYTHONPATH")
    return {
        "LANG": "C.UTF-8",
        "LC_ALL": f"{spoken}.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PYTHONPATH": f"{inside}{os.pathsep}{outside}" if outside else inside,
    }


def _failures(page: Path, folder: Path) -> Iterator[str]:
    names: dict[str, object] = {}
    listed = examples(page)
    status = 0
    for example, following in zip(listed, [*listed[1:], None], strict=True):
        match example:
            case File():
                yield from _write(folder / example.name, example, page=_name(page))
            case Session():
                yield from _session_failures(_name(page), example, names)
            case Command():
                ended = _run(example, status)
                status = ended.returncode
                asked = isinstance(following, Command) and following.typed == ASKS
                yield from _command_failures(_name(page), example, ended, may_fail=asked)


def _write(path: Path, file: File, *, page: str) -> Iterator[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = file.text
    if file.changes:
        before = path.read_text(encoding="utf-8")
        old, new = ("".join(_side(file.text, leaving_out)) for leaving_out in "+-")
        if before.count(old) != 1:
            yield f"{page}, line {file.line}: {file.name} does not hold these lines just once:\n{old}\n{before}"
        text = before.replace(old, new)
    path.write_text(text, encoding="utf-8")


def _side(change: str, leaving_out: str) -> Iterator[str]:
    """Give the lines before or after a change."""
    for line in change.splitlines(keepends=True):
        if not line.startswith(leaving_out):
            yield line[1:]


def _run(command: Command, status: int) -> subprocess.CompletedProcess[str]:
    ours = f'counterpoise() {{ "{sys.executable}" -m counterpoise "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f"{ours}\n(exit {status})\n{command.typed}"],
        env={name: value for name, value in os.environ.items() if name != "LANGUAGE"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def _command_failures(
    page: str, command: Command, ended: subprocess.CompletedProcess[str], *, may_fail: bool
) -> Iterator[str]:
    said = f"{page}, line {command.line}: $ {command.typed}"
    got = _plain(ended.stdout)
    if command.shown.strip() and not matches(command.shown, got):
        yield f"{said}\n{_difference(command.shown, got)}"
    elif ended.returncode and not may_fail:
        yield f"{said}\nends with {ended.returncode}:\n{got}"


def _plain(text: str) -> str:
    """Leave out what the shell says about locales this machine does not have."""
    return re.sub(r"^bash: warning: setlocale: .*\n", "", text, flags=re.MULTILINE)


def _session_failures(page: str, session: Session, names: dict[str, object]) -> Iterator[str]:
    parsed = doctest.DocTestParser().get_examples(session.typed)
    asked = doctest.DocTest(parsed, names, page, page, session.line - 1, session.typed)
    told: list[str] = []
    runner = doctest.DocTestRunner(checker=_Checker(), verbose=False)
    runner.run(asked, out=told.append, clear_globs=False)
    names.update(asked.globs)
    if told:
        yield "".join(told)


class _Checker(doctest.OutputChecker):
    """Compare as commands are compared."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """Tell whether a statement printed what the page shows."""
        return matches(want, got) or super().check_output(want, got, optionflags)

    def output_difference(self, example: doctest.Example, got: str, optionflags: int) -> str:
        """Show both side by side."""
        return _difference(example.want, got)


def matches(shown: str, got: str) -> bool:
    """Tell whether an output is what a page shows, where `…` stands for anything.

    >>> matches("one\\n…\\nlast 12…\\n", "one\\ntwo\\nthree\\nlast 123\\n"), matches("one\\n", "one\\ntwo\\n")
    (True, False)
    """
    lines = []
    for line in _trimmed(shown):
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(re.escape(part) for part in line.split("…")) + r"\n")
    return re.fullmatch("".join(lines), "".join(f"{line}\n" for line in _trimmed(got))) is not None


def _trimmed(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _difference(shown: str, got: str) -> str:
    told = difflib.unified_diff(_trimmed(shown), _trimmed(got), "the page shows", "it prints", lineterm="")
    return "\n".join(told)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    wrong = [found[0] for found in LINK.finditer(text) if not _leads(page, found["path"], found["heading"])]
    assert wrong == [], f"{_name(page)}: these links lead nowhere: {', '.join(wrong)}"


def _leads(page: Path, path: str | None, heading: str | None) -> bool:
    target = page.parent / path if path else page
    if not heading or not target.is_file():
        return target.exists()
    return heading in _headings(target.resolve())


@cache
def _headings(page: Path) -> frozenset[str]:
    """List what a link into a page may name: its titles as they are linked to, and its anchors."""
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = re.findall(r'<a id="([^"]*)"></a>', text)
    linked = (re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles)
    return frozenset((*anchors, *linked))


@pytest.mark.slow
def test_a_wrong_output_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\ntwo\n```\n", encoding="utf-8")
    (command,) = examples(page)
    assert isinstance(command, Command)
    assert list(_command_failures("page.md", command, _run(command, 0), may_fail=False))
