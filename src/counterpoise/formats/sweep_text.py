"""Tell on a terminal where a change would put matters into one hand, or take them out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from counterpoise.domain.words import Text

SHOWN = 20
_TITLE = Text("Giả định: {}", "What if: {}")
_COUNTED = Text(
    "{touched} trong {places} địa bàn thay đổi; {gaining} nơi thêm việc một người làm trọn, {losing} nơi bớt, {same} nơi như cũ",
    "{touched} of {places} places are touched; {gaining} gain a sole capture, {losing} lose one, {same} stay as they are",
)
_HEADS = Text("hạng;địa bàn;thêm;bớt;mức hệ trọng", "rank;place;gained;lost;stakes")
_MORE = Text("… và {} nơi nữa trong bảng", "… and {} more in the table")


class Place(Protocol):
    """One ranked place."""

    @property
    def place(self) -> str: ...
    @property
    def gained(self) -> tuple[str, ...]: ...
    @property
    def lost(self) -> tuple[str, ...]: ...
    @property
    def weight(self) -> int: ...


class Ranking(Protocol):
    """A ranking of places."""

    @property
    def change(self) -> Text: ...
    @property
    def places(self) -> int: ...
    @property
    def touched(self) -> int: ...
    @property
    def rows(self) -> Sequence[Place]: ...


def told(ranking: Ranking, language: str) -> str:
    """Write the ranking, its first places only."""
    return "\n".join(_lines(ranking, language)) + "\n"


def _lines(ranking: Ranking, language: str) -> Iterator[str]:
    gaining = sum(bool(row.gained) for row in ranking.rows)
    losing = sum(bool(row.lost) for row in ranking.rows)
    yield _TITLE.of(language).format(ranking.change.of(language))
    yield _COUNTED.of(language).format(
        touched=ranking.touched,
        places=ranking.places,
        gaining=gaining,
        losing=losing,
        same=ranking.touched - len(ranking.rows),
    )
    if not ranking.rows:
        return
    heads = _HEADS.of(language).split(";")
    rows = [
        (str(rank), row.place, f"+{len(row.gained)}", f"-{len(row.lost)}", f"{row.weight:+d}")
        for rank, row in enumerate(ranking.rows[:SHOWN], 1)
    ]
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        yield "  " + "  ".join(
            cell.ljust(width) if at == 1 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
    if len(ranking.rows) > SHOWN:
        yield "  " + _MORE.of(language).format(len(ranking.rows) - SHOWN)
