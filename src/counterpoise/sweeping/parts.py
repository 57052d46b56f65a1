"""Divide rosters into parts of so many places, in a folder beside the result from which a killed run goes on."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from counterpoise.domain.days import Span, read_date
from counterpoise.domain.institution import CaseError, Framework, Problem
from counterpoise.domain.words import OfficeId, PersonId, PlaceId, Text
from counterpoise.formats.rosters.checking import Checker, RosterRow
from counterpoise.formats.rosters.reading import PARQUET, rows_of

PLACES = 256
"""Places in a part: what is held in memory at one time."""

_HELD_BACK = 200_000
"""Rows that wait in memory before they are sorted into their parts."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder of parts: how many, of so many places each, and the most seats any place has established."""

    folder: Path
    count: int
    size: int
    places: int
    seats: Mapping[OfficeId, int]

    def rosters(self, part: int) -> Path:
        """Give the file of a part's rows."""
        return self.folder / f"rosters-{part:05d}.csv"

    def answers(self, part: int) -> Path:
        """Give the file of a part's answers; the part is finished when it is there."""
        return self.folder / f"answers-{part:05d}.parquet"

    def findings(self, part: int) -> Path:
        """Give the file of a part's findings."""
        return self.folder / f"findings-{part:05d}.parquet"

    def places_in(self, part: int) -> int:
        """Count the places of a part: all parts but the last are full."""
        return min(self.size, self.places - part * self.size)

    def content(self, part: int) -> bytes:
        """Give the rows of a part as they are kept; `rows_in` reads them."""
        return self.rosters(part).read_bytes()


def rows_in(content: bytes) -> dict[PlaceId, list[RosterRow]]:
    """Read the rows of a part again, by place."""
    found: dict[PlaceId, list[RosterRow]] = defaultdict(list)
    known: dict[tuple[str, str], Span] = {}
    lines = StringIO(content.decode("utf-8"), newline="")
    for place, office, seat, person, start, end, seats, number in csv.reader(lines):
        span = known.get((start, end))
        if span is None:
            span = known[start, end] = _span(start, end)
        found[PlaceId(place)].append(
            RosterRow(
                PlaceId(place),
                OfficeId(office),
                int(seat),
                PersonId(person) if person else None,
                span,
                int(seats) if seats else None,
                int(number),
            )
        )
    return dict(sorted(found.items()))


def _span(start: str, end: str) -> Span:
    first = read_date(start) if start else None
    return Span(first, read_date(end) if end and end != "?" else None, ended_unknown=end == "?")


def fingerprint(path: Path, settings: Sequence[str]) -> str:
    """Name a run by the content of its rosters and by what is asked, so that only the same run goes on."""
    digest = blake2b(digest_size=16)
    for setting in settings:
        digest.update(setting.encode() + b"\0")
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def parts_of(path: Path, framework: Framework, *, folder: Path, mark: str, size: int = PLACES) -> Parts:
    """Divide rosters into parts, or find those of the same run that was stopped."""
    known = _known(folder, mark)
    if known is not None:
        return known
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    try:
        parts = _divided(path, framework, folder, size)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    plan = {
        "mark": mark,
        "count": parts.count,
        "size": parts.size,
        "places": parts.places,
        "seats": dict(parts.seats),
    }
    write_whole(folder / "plan.json", json.dumps(plan).encode())
    return parts


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)


def _known(folder: Path, mark: str) -> Parts | None:
    try:
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        if plan["mark"] != mark:
            return None
        seats = {OfficeId(office): int(number) for office, number in plan["seats"].items()}
        return Parts(folder, int(plan["count"]), int(plan["size"]), int(plan["places"]), seats)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _divided(path: Path, framework: Framework, folder: Path, size: int) -> Parts:
    checker = Checker(path.name, framework, row_word="row" if path.suffix.lower() in PARQUET else "line")
    divider = _Divider(folder, size)
    for number, cells in rows_of(path):
        row = checker.row(number, cells)
        if row is not None:
            divider.add(row, cells)
    checker.stop_if_bad()
    divider.flush()
    if not divider.part_of:
        raise CaseError(
            (
                Problem(
                    path.name,
                    Text("không có dòng nào", "there is no row"),
                    Text("thêm ít nhất một dòng", "add at least one row"),
                ),
            )
        )
    count = -(-len(divider.part_of) // size)
    parts = Parts(folder, count, size, len(divider.part_of), {})
    seats: dict[OfficeId, int] = {}
    for part in range(count):
        for rows in rows_in(parts.content(part)).values():
            for office, number in checker.place(rows).items():
                seats[office] = max(seats.get(office, 0), number)
    checker.stop_if_bad()
    return Parts(folder, count, size, len(divider.part_of), seats)


class _Divider:
    """Sorts rows into the files of their parts: a place belongs to the part in which it was met first."""

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self._size = size
        self._waiting: dict[int, list[tuple[object, ...]]] = defaultdict(list)
        self._rows = 0
        self.part_of: dict[str, int] = {}

    def add(self, row: RosterRow, cells: Sequence[str]) -> None:
        part = self.part_of.setdefault(row.place, len(self.part_of) // self._size)
        start, end = cells[4], cells[5]
        self._waiting[part].append(
            (row.place, row.office, row.seat, row.person or "", start, end, row.seats or "", row.number)
        )
        self._rows += 1
        if self._rows >= _HELD_BACK:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        for part, rows in self._waiting.items():
            name = self._folder / f"rosters-{part:05d}.csv"
            with name.open("a", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
        self._waiting.clear()
        self._rows = 0


def on_the_day(rows: Sequence[RosterRow], day: date) -> list[RosterRow]:
    """Leave the rows that hold on a day."""
    return [row for row in rows if row.span.covers(day)]
