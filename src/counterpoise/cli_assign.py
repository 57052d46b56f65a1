"""The command `assign`: who does which step."""

from __future__ import annotations

import argparse
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.cli_console import OutputError, check_output, write_result
from counterpoise.formats import workflow_text
from counterpoise.workflow.assigning import assign
from counterpoise.workflow.instance import TooLargeError


def run(options: argparse.Namespace) -> int:
    """Decide an instance; `sat` and `unsat` are both answers."""
    check_output(options.output, options.lang)
    instance = workflow_text.read(Path(options.instance))
    try:
        answer = workflow_text.write(assign(instance))
    except TooLargeError as refusal:
        raise OutputError(words.INSTANCE_TOO_LARGE.of(options.lang).format(refusal.steps)) from refusal
    write_result(answer, options.output, options.lang)
    return 0
