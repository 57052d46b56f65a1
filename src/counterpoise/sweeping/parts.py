"""Divide rosters into parts of so many places, in a folder beside the result from which a killed run goes on."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from counterpoise.domain.institution import Framework
from counterpoise.domain.words import OfficeId
from counterpoise.formats.rosters.gathering import Gathered, gathered

PLACES = 256
"""Places in a part: what is held in memory at one time."""

FEWEST = 32
"""Places in a part at least: every part takes a tenth of a second, however few its places."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder of parts: how many places each has, and the most seats any place has established."""

    folder: Path
    sizes: tuple[int, ...]
    seats: Mapping[OfficeId, int]

    @property
    def count(self) -> int:
        """Count the parts."""
        return len(self.sizes)

    @property
    def places(self) -> int:
        """Count the places of all parts."""
        return sum(self.sizes)

    def rosters(self, part: int) -> Path:
        """Give the file of a part's rows."""
        return self.folder / f"rosters-{part:05d}.arrow"

    def answers(self, part: int) -> Path:
        """Give the file of a part's answers; the part is finished when it is there."""
        return self.folder / f"answers-{part:05d}.parquet"

    def findings(self, part: int) -> Path:
        """Give the file of a part's findings."""
        return self.folder / f"findings-{part:05d}.parquet"

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


def sizes_of(places: int, *, most: int, hands: int) -> tuple[int, ...]:
    """Say how many places each part has: fewer and fewer towards the end, so that all hands finish at about the same time."""
    sizes: list[int] = []
    while places:
        size = min(places, most, max(places // hands, FEWEST))
        sizes.append(size)
        places -= size
    return tuple(sizes)


def parts_of(
    path: Path,
    framework: Framework,
    *,
    folder: Path,
    mark: str,
    most: int = PLACES,
    hands: int = 1,
    met: Callable[[int], None] = lambda _: None,
) -> Parts:
    """Divide rosters into parts for so many hands, or find those of the same run that was stopped.

    While rosters are read it is told how many places have been met.
    """
    known = _known(folder, mark)
    if known is not None:
        return known
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    try:
        found = gathered(path, framework, size=most, met=met)
        parts = _divided(found, folder, most=most, hands=hands)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    plan = {"mark": mark, "sizes": parts.sizes, "seats": dict(parts.seats)}
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
        return Parts(folder, tuple(map(int, plan["sizes"])), seats)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _divided(found: Gathered, folder: Path, *, most: int, hands: int) -> Parts:
    parts = Parts(folder, sizes_of(len(found.rows.places), most=most, hands=hands), found.seats)
    for number, rows in enumerate(found.rows.divided(parts.sizes, together=most)):
        parts.rosters(number).write_bytes(rows.written())
    return parts
