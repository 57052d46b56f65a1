"""What processes of one machine have learned of patterns, told to each other through a folder that is theirs alone.

Each puts down what it answered at a few places and reads what others put down, so that hardly a pattern is answered twice.
Nothing depends on it: who has not read it yet answers it again, and what cannot be put down is not told. Every run has
a folder of its own, because processes of a killed run may still be at work.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from counterpoise.analysis.sweep.answers import Answered
from counterpoise.sweeping.parts import write_whole

_NAME = "patterns-"


def new_board(folder: Path) -> Path:
    """Make a folder within another, with a name nobody knows and to which nobody else may write; clear away earlier ones."""
    for earlier in folder.glob(f"{_NAME}*"):
        shutil.rmtree(earlier, ignore_errors=True)
    return Path(mkdtemp(prefix=_NAME, dir=folder))


class Board:
    """One process's view of the folder; of none, where a process has nobody to tell."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read: set[str] = set()
        self._told = 0

    def news(self) -> Iterator[Answered]:
        """Give what others have put down since the last time."""
        if self._folder is None:
            return
        for path in sorted(self._folder.glob("*.patterns")):
            if path.name not in self._read:
                self._read.add(path.name)
                yield pickle.loads(path.read_bytes())

    def put(self, part: int, learned: Answered) -> None:
        """Put down what was answered at some places of a part; nobody else examines that part."""
        if self._folder is None or not len(learned.keys):
            return
        path = self._folder / f"{part:05d}-{self._told:06d}.patterns"
        self._told += 1
        self._read.add(path.name)
        with suppress(OSError):
            write_whole(path, pickle.dumps(learned, protocol=pickle.HIGHEST_PROTOCOL))
