"""The command line: parse, run one command, turn every refusal into one line and an exit status.

Exit status: 0 done; 1 a finding at or above `--fail-on`; 2 bad input or usage; 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from counterpoise import cli_words as words
from counterpoise.boolean.engine import TooLargeError
from counterpoise.cli_console import (
    OutputError,
    finish_streams,
    note,
    note_problems,
    prepare_streams,
    system_error,
    write_result,
)
from counterpoise.cli_parser import Answer, UsageError, parser_for
from counterpoise.domain.institution import CaseError

BAD_INPUT = 2
INTERRUPTED = 130

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")  # numpy would start one a core, and no matrix here is worth it

_SELDOM = (
    500_000  # our records hold no cycles: looking for some at the usual pace costs an eighth of an audit
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault(*_ONE_THREAD)
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)  # nor are they looked through once more when the process ends
    language = words.chosen_language(arguments, os.environ)
    prepare_streams()
    try:
        return _run(arguments, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        finish_streams()


def _run(arguments: list[str], language: str) -> int:
    """Run one command; whatever is wrong with the input is said in the reader's language."""
    error = words.ERROR.of(language)
    try:
        return _command(arguments, language)
    except UsageError as refusal:
        note(str(refusal))
    except CaseError as refusal:
        note_problems(refusal.problems, language)
    except OutputError as refusal:
        note(f"{error}: {refusal}")
    except OSError as refusal:
        note(f"{error}: {system_error(refusal, language)}")
    except UnicodeError as refusal:
        note(f"{error}: {words.NOT_UTF8.of(language).format(refusal)}")
    except TooLargeError:
        note(f"{error}: {words.TOO_LARGE.of(language)}")
    except RecursionError:
        note(f"{error}: {words.TOO_DEEP.of(language)}")
    return BAD_INPUT


def _command(arguments: list[str], language: str) -> int:
    """Parse, then load only the module of the command that was asked for."""
    try:
        options = parser_for(language).parse_args(arguments)
    except Answer as answer:
        write_result(str(answer), None, language)
        return 0
    command = importlib.import_module(f"counterpoise.cli_{options.command}")
    return int(command.run(options))
