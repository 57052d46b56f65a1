"""Divide rosters into parts of so many places, in a folder beside the result from which a killed run goes on."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from counterpoise.domain.institution import Framework
from counterpoise.domain.words import OfficeId
from counterpoise.formats.rosters.gathering import gathered

PLACES = 256
"""Places in a part: what is held in memory at one time."""

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
        return self.folder / f"rosters-{part:05d}.arrow"

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
        """Give the rows of a part as they are kept; `counterpoise.formats.rosters.rows` reads them."""
        return self.rosters(part).read_bytes()


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
    found = gathered(path, framework, size=size)
    places = len(found.rows.places)
    parts = Parts(folder, -(-places // size), size, places, found.seats)
    for number, rows in enumerate(found.rows.divided(size)):
        parts.rosters(number).write_bytes(rows.written())
    return parts
