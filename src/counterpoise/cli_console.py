"""Where the command line writes: results out, everything else on the side, files whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from counterpoise import cli_words as words
from counterpoise.domain.institution import Problem
from counterpoise.formats.columns import clean

PLAIN_WIDTH = 100
_PATIENCE = 0.5
_EVERY = 0.1


class OutputError(Exception):
    """The result cannot be written where it was asked for."""


def prepare_streams() -> None:
    """Make standard output UTF-8 wherever it leads, and let no letter stop an error message."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def note(line: str) -> None:
    """Say one thing beside the result."""
    if sys.stderr is not None:
        sys.stderr.write(f"{line}\n")


def note_problems(problems: Iterable[Problem], language: str) -> None:
    """Say each problem on a line of its own."""
    for problem in problems:
        kind = "" if problem.fatal else f"{words.WARNING.of(language)}: "
        note(kind + clean(problem.line(language)))


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person reads this stream as it is written."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def wants_colour(output: str | None) -> bool:
    """Tell whether the result goes to a terminal that shows colours and nobody declined them."""
    declined = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and not declined and is_terminal(sys.stdout)


def result_width(output: str | None) -> int:
    """Give the columns a result may take: those of the terminal, or a page's."""
    asked = os.environ.get("COLUMNS", "")
    fits = output is None and (is_terminal(sys.stdout) or asked.isdecimal())
    columns = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if fits else PLAIN_WIDTH
    return max(40, min(columns, 140))


def check_output(output: str | None, language: str) -> None:
    """Refuse a place where no result can be written before any work is done for it."""
    if output is None:
        return
    path = Path(output)
    if path.is_dir():
        raise OutputError(words.OUTPUT_IS_FOLDER.of(language).format(output))
    if not path.parent.is_dir():
        raise OutputError(words.NO_FOLDER_FOR_OUTPUT.of(language).format(output, path.parent))


def write_result(text: str, output: str | None, language: str) -> None:
    """Write a result to standard output, or to a file whole or not at all."""
    check_output(output, language)
    if output is None:
        _write_out(text, language)
    else:
        _write_file(text.encode("utf-8"), Path(os.path.realpath(output)))


def write_bytes(content: bytes, output: str, language: str) -> None:
    """Write a file that is no text, whole or not at all."""
    check_output(output, language)
    _write_file(content, Path(os.path.realpath(output)))


def finish_streams() -> None:
    """Send what is still waiting; a reader who has gone is no fault of ours."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _forget_stdout()


class Progress:
    """A line on the terminal that counts long work, and goes when the work is done."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._wanted = is_terminal(sys.stderr)
        self._next = time.monotonic() + _PATIENCE
        self._shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Show how far the work has come, at most ten times a second."""
        if not self._wanted or time.monotonic() < self._next:
            return
        self._show(words.PROGRESS.of(self._language).format(done, total))
        self._next = time.monotonic() + _EVERY

    def compiling(self) -> None:
        """Show that a compiler works first, for longer than anybody waits without a word."""
        if self._wanted:
            self._show(words.COMPILING.of(self._language))

    def _show(self, line: str) -> None:
        """Write a line over the one before."""
        sys.stderr.write(f"\r{line}{' ' * max(0, self._shown - len(line))}")
        sys.stderr.flush()
        self._shown = len(line)

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write(f"\r{' ' * self._shown}\r")
            sys.stderr.flush()
            self._shown = 0


def system_error(error: OSError, language: str) -> str:
    """Say what the system refused, with the file it is about."""
    known = words.SYSTEM_ERRORS.get(errno.errorcode.get(error.errno or 0, ""))
    what = known.of(language) if known else error.strerror or str(error)
    return f"{error.filename}: {what}" if error.filename else what


def _write_out(text: str, language: str) -> None:
    if sys.stdout is None:
        raise OutputError(words.CLOSED_STDOUT.of(language))
    text.encode("utf-8")  # before the first byte leaves: a result is never cut short by a letter
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    except OSError:
        _forget_stdout()
        raise


def _forget_stdout() -> None:
    """Point standard output at nothing, so that Python's own last flush cannot complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _write_file(content: bytes, path: Path) -> None:
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        path.write_bytes(content)  # a device or a pipe: nothing to keep whole, and it must not be replaced
        return
    beside = path.with_name(f".counterpoise-{os.urandom(6).hex()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        os.replace(beside, path)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        beside.unlink(missing_ok=True)
