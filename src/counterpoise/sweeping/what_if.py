"""What if two offices were joined, or parted, everywhere: where a sole capture would come or go, ranked."""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.changed import joined, parted
from counterpoise.analysis.sweep.standing import Standing
from counterpoise.analysis.sweep.telling import chapter_of
from counterpoise.analysis.sweep.told import Told
from counterpoise.domain.words import OfficeId, PlaceId, Text
from counterpoise.formats.rosters.ranking import write_ranking
from counterpoise.formats.sweep_picture import drawn
from counterpoise.formats.sweep_text import told as told_in_words
from counterpoise.sweeping.parts import Parts, fingerprint, parts_of
from counterpoise.sweeping.run import Sweep, asked_of, settings_of, standing
from counterpoise.sweeping.workers import Workers, workers

Progress = Callable[[int, int], None]
Captures = Mapping[str, tuple[str, ...]]
"""For each matter somebody carries alone, who does."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The change: two offices joined, or two parted; parted without naming any means every arrangement."""

    merge: tuple[OfficeId, ...] | None = None
    split: tuple[OfficeId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Places the change touches, those that gain the most weight first, then those that lose the most."""

    change: Text
    places: int
    touched: int
    rows: tuple[RankedPlace, ...]


@dataclass(frozen=True, slots=True)
class RankedPlace:
    """One place: the matters that come to lie in one hand and those that no longer do, and their stakes added up."""

    place: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    weight: int
    persons: tuple[str, ...]


def run(sweep: Sweep, change: WhatIf, *, progress: Progress = lambda _, __: None) -> Ranked:
    """Examine every place as it stands and changed; write the ranking."""
    lean = replace(sweep, sets=1, power=False)
    mark = fingerprint(sweep.rosters, [*settings_of(lean), repr(change)])
    parts = parts_of(
        sweep.rosters, sweep.framework, folder=sweep.folder, mark=mark, size=sweep.places_in_a_part
    )
    asked = asked_of(lean, parts)
    comparer = _Comparer(replace(asked, arrangements=()), asked, change, parts)
    with workers(comparer.asked, scheduler=sweep.scheduler, processes=sweep.processes) as hands:
        for part in range(parts.count):
            if not _file(parts, part).exists():
                comparer.part(part, hands)
            progress(part + 1, parts.count)
    ranked = _ranked(sweep, change, parts)
    write_ranking(ranked.rows, sweep.output)
    shutil.rmtree(sweep.folder, ignore_errors=True)
    return ranked


def _file(parts: Parts, part: int) -> Path:
    return parts.folder / f"changed-{part:05d}.json"


class _Comparer:
    """Compares the places of one part after another with themselves changed."""

    def __init__(self, asked: Asked, held: Asked, change: WhatIf, parts: Parts) -> None:
        self.asked = asked
        self._held = held
        self._change = change
        self._parts = parts
        self._reach = asked.reach()
        self._known: dict[bytes, Told] = {}

    def part(self, part: int, hands: Workers) -> None:
        """Compare the places of a part and write down where something changes."""
        rows = self._parts.rows(part)
        standings = [standing(self.asked, place, rows[place]) for place in rows]
        pairs = [(one, self._changed(one)) for one in standings]
        touched = [(one, other) for one, other in pairs if other is not None]
        before = self._captures([one for one, _ in touched], hands)
        after = self._captures([other for _, other in touched], hands)
        told = [
            {"place": one.place, "before": before.get(one.place, {}), "after": after.get(one.place, {})}
            for one, _ in touched
        ]
        path = _file(self._parts, part)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps({"places": len(standings), "touched": told}), encoding="utf-8")
        os.replace(beside, path)

    def _changed(self, one: Standing) -> Standing | None:
        if self._change.merge is not None:
            return joined(self._held, one, self._change.merge)
        return parted(self._held, one, self._change.split or ())

    def _captures(self, standings: Sequence[Standing], hands: Workers) -> dict[PlaceId, Captures]:
        """Find, place by place, the matters somebody carries alone."""
        batch = batch_of(self.asked, self._reach, standings, matters_only=True)
        for answers in hands.answer(batch.examples(self._known)):
            self._known.update(answers)
        chapter = chapter_of(self.asked, batch, self._known, {})
        rows = chapter.findings
        found: dict[PlaceId, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for place, number, base in zip(
            rows.place.tolist(), rows.finding.tolist(), rows.base.tolist(), strict=True
        ):
            one = rows.told[number]
            if one.code == "C01" and one.matter is not None:
                names = [chapter.names[chapter.people[base + local]] for local in one.persons]
                found[chapter.places[place]][one.matter].extend(names)
        return {
            place: {matter: tuple(who) for matter, who in matters.items()} for place, matters in found.items()
        }


def _ranked(sweep: Sweep, change: WhatIf, parts: Parts) -> Ranked:
    stakes = {str(matter.id): matter.stakes for matter in sweep.matters}
    rows: list[RankedPlace] = []
    places = touched = 0
    for part in range(parts.count):
        told = json.loads(_file(parts, part).read_text(encoding="utf-8"))
        places += told["places"]
        touched += len(told["touched"])
        rows.extend(row for one in told["touched"] if (row := _row(one, stakes)) is not None)
    rows.sort(key=lambda row: (-row.weight, row.place))
    return Ranked(_said(sweep, change), places, touched, tuple(rows))


def _row(told: Mapping[str, object], stakes: Mapping[str, int]) -> RankedPlace | None:
    before, after = told["before"], told["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    gained = tuple(matter for matter in stakes if matter in after and matter not in before)
    lost = tuple(matter for matter in stakes if matter in before and matter not in after)
    if not gained and not lost:
        return None
    weight = sum(stakes[matter] for matter in gained) - sum(stakes[matter] for matter in lost)
    who = dict.fromkeys(
        person
        for source, matters in ((after, gained), (before, lost))
        for matter in matters
        for person in source[matter]
    )
    return RankedPlace(str(told["place"]), gained, lost, weight, tuple(who))


def _said(sweep: Sweep, change: WhatIf) -> Text:
    named = change.merge or change.split or ()
    names = [sweep.framework.offices[office].name for office in named]
    vi, en = " + ".join(n.vi for n in names), " + ".join(n.en for n in names)
    if change.merge is not None:
        return Text(f"nếu một người giữ cả: {vi}", f"if one person held both: {en}")
    if names:
        return Text(f"nếu tách: {vi}", f"if these were parted: {en}")
    return Text("nếu mọi mô hình kiêm nhiệm chấm dứt", "if every arrangement ended")


def text(ranked: Ranked, language: str) -> str:
    """Tell the ranking in words."""
    return told_in_words(ranked, language)


def picture(ranked: Ranked, language: str) -> str:
    """Draw how many places gain or lose how many matters."""
    return drawn(ranked, language)
