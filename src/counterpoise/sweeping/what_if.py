"""What if two offices were joined, or parted, everywhere: where a sole capture would come or go, ranked."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counterpoise.analysis.sweep.answering import Answerer, get_ready
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.changed import joined, parted
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.standing import Standing
from counterpoise.analysis.sweep.telling import Teller
from counterpoise.domain.words import OfficeId, PlaceId, Text
from counterpoise.formats.rosters.ranking import write_ranking
from counterpoise.formats.rosters.rows import read_rows
from counterpoise.formats.sweep_picture import drawn
from counterpoise.formats.sweep_text import told as told_in_words
from counterpoise.sweeping.examining import standings
from counterpoise.sweeping.parts import Parts, fingerprint, write_whole
from counterpoise.sweeping.run import Sweep, asked_of, divided, settings_of, tell_of_compiling
from counterpoise.sweeping.workers import workers

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


def run(
    sweep: Sweep,
    change: WhatIf,
    *,
    progress: Progress = lambda _, __: None,
    compiling: Callable[[], None] | None = None,
) -> Ranked:
    """Examine every place as it stands and changed; write the ranking. What is told meanwhile is told as by a sweep."""
    lean = replace(sweep, sets=1, power=False)
    mark = fingerprint(sweep.rosters, [*settings_of(lean), repr(change)])
    parts = divided(sweep, mark)
    asked = asked_of(lean, parts)
    task = Comparing(replace(asked, arrangements=()), asked, change)
    missing = [part for part in range(parts.count) if not _file(parts, part).exists()]
    done = parts.count - len(missing)
    if missing:
        tell_of_compiling(sweep, asked, compiling)
    with workers(task, scheduler=sweep.scheduler, processes=sweep.processes) as hands:
        for part, compared in hands.examine((part, parts.content(part)) for part in missing):
            write_whole(_file(parts, part), compared)
            done += 1
            progress(done, parts.count)
    ranked = _ranked(sweep, change, parts)
    write_ranking(ranked.rows, sweep.output)
    shutil.rmtree(sweep.folder, ignore_errors=True)
    return ranked


def _file(parts: Parts, part: int) -> Path:
    return parts.folder / f"changed-{part:05d}.json"


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compare the places of parts with themselves changed: what every worker is told once."""

    asked: Asked
    held: Asked
    change: WhatIf

    @property
    def compiled(self) -> bool:
        """Tell whether compiled code is to be loaded."""
        return self.asked.compiled

    def get_ready(self) -> None:
        """Compile what is not compiled yet, if compiled code is to answer."""
        get_ready(self.asked)

    def begin(self) -> Callable[[int, bytes], bytes]:
        """Make ready to compare one part after another."""
        return _Comparer(self).part


class _Comparer:
    """Compares the places of one part after another with themselves changed."""

    def __init__(self, task: Comparing) -> None:
        self._asked = task.asked
        self._held = task.held
        self._change = task.change
        self._reach = task.asked.reach()
        self._answerer = Answerer(task.asked)
        self._teller = Teller(task.asked)
        self._known = Remembered()

    def part(self, _: int, content: bytes) -> bytes:
        """Compare the places of a part and tell, as JSON, where something changes."""
        self._known.forget()
        places = standings(self._asked, read_rows(content))
        pairs = [(one, self._changed(one)) for one in places]
        touched = [(one, other) for one, other in pairs if other is not None]
        before = self._captures([one for one, _ in touched])
        after = self._captures([other for _, other in touched])
        told = [
            {"place": one.place, "before": before.get(one.place, {}), "after": after.get(one.place, {})}
            for one, _ in touched
        ]
        return json.dumps({"places": len(places), "touched": told}).encode()

    def _changed(self, one: Standing) -> Standing | None:
        if self._change.merge is not None:
            return joined(self._held, one, self._change.merge)
        return parted(self._held, one, self._change.split or ())

    def _captures(self, standings: Sequence[Standing]) -> dict[PlaceId, Captures]:
        """Find, place by place, the matters somebody carries alone."""
        batch = batch_of(self._asked, self._reach, standings)
        for told in self._answerer.answer(batch.examples(self._known)):
            self._known.learn(told)
        chapter = self._teller.chapter(batch, self._known, {})
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
