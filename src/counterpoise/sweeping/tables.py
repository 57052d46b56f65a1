"""Put the two tables of a sweep together while it goes on: each part is copied as soon as it and all before it are finished."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterpoise.formats.rosters.joining import Joined, joining
from counterpoise.sweeping.parts import Parts


@contextmanager
def growing(parts: Parts, *, answers: Path, findings: Path) -> Iterator[Growing]:
    """Begin both tables; where nothing goes wrong until the end they take their places whole, the findings first."""
    beside = parts.folder / "answers.parquet", parts.folder / "findings.parquet"
    with joining(beside[0]) as of_answers, joining(beside[1]) as of_findings:
        yield (tables := Growing(parts, of_answers, of_findings))
        tables.finish()
    os.replace(beside[1], findings)
    os.replace(beside[0], answers)


class Growing:
    """Both tables, up to the first part that is not finished; how many rows they have when they are whole."""

    def __init__(self, parts: Parts, answers: Joined, findings: Joined) -> None:
        self._parts = parts
        self._answers = answers
        self._findings = findings
        self._added = 0
        self.rows = 0, 0

    def go_on(self) -> None:
        """Add what has been finished."""
        while self._added < self._parts.count and self._parts.answers(self._added).exists():
            self._add()

    def finish(self) -> None:
        """Add what is left and end both tables."""
        while self._added < self._parts.count:
            self._add()
        self.rows = self._answers.finish(), self._findings.finish()

    def _add(self) -> None:
        self._answers.add(self._parts.answers(self._added))
        self._findings.add(self._parts.findings(self._added))
        self._added += 1
