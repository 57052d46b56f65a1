"""Gather the problems found while reading a case, each with its place in the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from counterpoise.domain.institution import Problem
from counterpoise.domain.words import Text

_LISTED = 12


def both(vi: str, en: str) -> Text:
    """Say one thing in Vietnamese and in English."""
    return Text(vi=vi, en=en)


NO_REMEDY = both("", "")


class Spot(NamedTuple):
    """A place in a file: its line, then the column of a table or the path to an entry."""

    file: str
    line: int = 0
    path: tuple[str, ...] = ()
    column: str = ""

    def on(self, line: int) -> Spot:
        """Move to another line of the same entry."""
        return Spot(self.file, line, self.path, self.column)

    def inside(self, label: str, line: int) -> Spot:
        """Move into an entry."""
        return Spot(self.file, line, (*self.path, label))

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column {self.column}")
        if self.path:
            parts.append(" > ".join(self.path))
        return ", ".join(parts)


@dataclass(slots=True)
class Problems:
    """The problems found so far; files keep the order in which they were opened."""

    _files: list[str] = field(default_factory=list)
    _found: dict[Problem, tuple[int, int]] = field(default_factory=dict)

    def open(self, file: str) -> None:
        """Give a file its place in the order of messages."""
        if file not in self._files:
            self._files.append(file)

    def add(self, at: Spot, what: Text, remedy: Text = NO_REMEDY, *, fatal: bool = True) -> None:
        """Note one problem; the same one twice is noted once."""
        self.open(at.file)
        order = (self._files.index(at.file), at.line)
        self._found.setdefault(Problem(str(at), what, remedy, fatal), order)

    def warn(self, at: Spot, what: Text, remedy: Text = NO_REMEDY) -> None:
        """Note something that does not stop the reading."""
        self.add(at, what, remedy, fatal=False)

    def listed(self) -> tuple[Problem, ...]:
        """List the problems by file, then by line."""
        return tuple(sorted(self._found, key=self._found.__getitem__))

    @property
    def count(self) -> int:
        """Count the problems found so far."""
        return len(self._found)

    @property
    def are_fatal(self) -> bool:
        """Tell whether any problem stops the reading."""
        return any(p.fatal for p in self._found)


def nearest(name: str, known: Iterable[str]) -> Text:
    """Suggest the nearest known name, or list the known ones when they are few."""
    names = list(known)
    close = get_close_matches(name.lower(), names, n=1)
    if close:
        return both(f"có phải là “{close[0]}” không?", f"did you mean “{close[0]}”?")
    if not names:
        return both("chưa khai báo tên nào", "none is declared")
    shown = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    return both(f"chọn trong: {shown}", f"choose among: {shown}")
