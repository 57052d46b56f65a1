"""The completion script of a shell, written from the parser."""

from __future__ import annotations

import shtab

from counterpoise.cli_parser import Parser


def script(parser: Parser, shell: str) -> str:
    """Write the script that completes commands, options and paths in a shell."""
    kinds = {"file": shtab.FILE, "directory": shtab.DIRECTORY}
    for action, kind in parser.paths:
        vars(action)["complete"] = kinds[kind]
    return str(shtab.complete(parser, shell)) + "\n"
