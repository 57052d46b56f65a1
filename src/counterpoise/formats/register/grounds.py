"""The places a register speaks of, each below another as its framework asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from counterpoise.domain.days import DateError, PartialDate, Span, read_date
from counterpoise.domain.institution import Framework, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_folder.known import ONLY_LEVEL, levels_used
from counterpoise.formats.case_folder.shapes import is_id
from counterpoise.formats.register.mandates import folded, slug


@dataclass(slots=True)
class Ground:
    """One place as a row of places.csv."""

    id: str
    name: str
    level: str
    parent: str = ""
    start: str = ""
    end: str = ""

    @property
    def span(self) -> Span:
        """Give the days on which the place exists, as far as they can be read."""
        return Span(_day(self.start), _day(self.end), ended_unknown=self.end == "?")


@dataclass(slots=True)
class Grounds:
    """Every place met so far, by what it is called and its level."""

    frameworks: tuple[Framework, ...]
    known: dict[tuple[str, str], Ground] = field(default_factory=dict)
    added: list[Problem] = field(default_factory=list)

    def place(self, written: str, level: str, *, name: str = "", within: str = "") -> Ground:
        """Give the place of this name and level, made when it is new."""
        key = folded(written), level
        ground = self.known.get(key)
        if ground is None:
            ground = self.known[key] = Ground(self._new_id(written, name, level), name or written, level)
        if within and not ground.parent:
            above = self._above(level)
            if above:
                ground.parent = self.place(within, above[0]).id
        return ground

    def all(self) -> list[Ground]:
        """List the places in the order in which they were met."""
        return list(self.known.values())

    def complete(self) -> None:
        """Put above every place what its framework needs there; a place nobody named is called so."""
        levels = self.levels()
        for ground in list(self.known.values()):
            needed = self._needed_above(ground)
            for level in self._above(ground.level):
                if level not in needed or self._has_above(ground, level):
                    continue
                top = self._highest(ground, below=levels.index(level), levels=levels)
                above = self._only(level)
                above.parent = above.parent or top.parent
                top.parent = above.id

    def levels(self) -> list[str]:
        """List the levels of the framework that has most of them, lowest first."""
        listed = max((framework.levels for framework in self.frameworks), key=len, default=())
        return [] if listed == (ONLY_LEVEL,) else [str(level) for level in listed]

    def _needed_above(self, ground: Ground) -> frozenset[str]:
        """List the levels that the frameworks which audit this place use."""
        span = ground.span
        auditing = (f for f in self.frameworks if f.audits == ground.level and f.valid.overlaps(span))
        return frozenset(str(level) for framework in auditing for level in levels_used(framework))

    def _above(self, level: str) -> list[str]:
        levels = self.levels()
        return levels[levels.index(level) + 1 :] if level in levels else []

    def _has_above(self, ground: Ground, level: str) -> bool:
        return any(one.level == level for one in self._chain(ground))

    def _highest(self, ground: Ground, *, below: int, levels: list[str]) -> Ground:
        chain = [one for one in self._chain(ground) if levels.index(one.level) < below]
        return chain[-1]

    def _chain(self, ground: Ground) -> Iterable[Ground]:
        by_id = {one.id: one for one in self.known.values()}
        seen: set[str] = set()
        at: Ground | None = ground
        while at is not None and at.id not in seen:
            seen.add(at.id)
            yield at
            at = by_id.get(at.parent)

    def _only(self, level: str) -> Ground:
        there = [one for one in self.known.values() if one.level == level]
        if len(there) == 1:
            return there[0]
        unnamed = f"unnamed-{level}"
        if (unnamed, level) not in self.known:
            what = Text(
                f"sổ không nói địa bàn cấp {level} nào ở trên; đã thêm “{unnamed}”",
                f"the register names no place of level {level} above; added “{unnamed}”",
            )
            remedy = Text("ghi tên và mã đúng vào places.csv", "write its true name and id in places.csv")
            self.added.append(Problem("places.csv", what, remedy, fatal=False))
        return self.place(unnamed, level)

    def _new_id(self, written: str, name: str, level: str) -> str:
        taken = {ground.id for ground in self.known.values()}
        wanted = written if is_id(written) else slug(name or written) or slug(written) or "place"
        tries = [wanted, f"{wanted}-{level}", *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
        return next(one for one in tries if one not in taken)


def _day(text: str) -> PartialDate | None:
    try:
        return read_date(text)
    except DateError:
        return None
