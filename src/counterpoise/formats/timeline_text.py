"""A timeline for a terminal: the days of change with their counts, who held what, and each finding with its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from counterpoise.analysis.codes import MARKS, SEVERITIES
from counterpoise.analysis.episodes import Episode, Holding, Timeline
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.names import Names
from counterpoise.domain.words import OfficeId, PlaceId, Text
from counterpoise.formats.columns import table, wrap

WORDS = {
    "span": Text(vi="Diễn biến {}", en="Timeline {}"),
    "changes": Text(vi="NHỮNG NGÀY CÓ THAY ĐỔI", en="DAYS OF CHANGE"),
    "day": Text(vi="Ngày", en="Day"),
    "appeared": Text(vi="Phát hiện mới", en="Appeared"),
    "ended": Text(vi="Đã hết", en="Ended"),
    "standing": Text(vi="Đang có", en="Standing"),
    "no_framework": Text(vi="không có khung quy chế có hiệu lực", en="no framework valid"),
    "no_place": Text(vi="không có địa bàn nào để xét", en="no place to examine"),
    "uncovered": Text(vi="NHỮNG NGÀY KHÔNG XÉT ĐƯỢC", en="DAYS NOT EXAMINED"),
    "holdings": Text(vi="AI GIỮ CHỨC DANH NÀO, TỪ KHI NÀO", en="WHO HELD WHAT, AND WHEN"),
    "vacant": Text(vi="ghế trống", en="vacant"),
    "uncertain": Text(
        vi="≈: ngày chưa rõ hẳn; ngày đầu được hiểu là sớm nhất, ngày cuối là muộn nhất có thể.",
        en="≈: known in part only; a first day is the earliest possible, a last day the latest.",
    ),
    "findings": Text(vi="PHÁT HIỆN XUẤT HIỆN VÀ HẾT KHI NÀO", en="WHEN FINDINGS APPEARED AND ENDED"),
    "findings_are": Text(
        vi="“Từ” ngày đầu tiên của diễn biến: có thể đã có từ trước. “nay”: vẫn còn vào ngày cuối được hỏi.",
        en="“From” the first day of the timeline: may have stood before. “now”: still there on the last day asked about.",
    ),
    "whole_case": Text(vi="Toàn bộ hồ sơ", en="The whole case"),
    "now": Text(vi="nay", en="now"),
    "none": Text(vi="Không có.", en="None."),
}


def write(timeline: Timeline, *, language: str, colour: bool, width: int) -> str:
    """Write a timeline for a terminal of so many columns."""
    teller = _Teller(timeline, language, width, colour)
    parts = (teller.heading(), teller.changes(), teller.uncovered(), teller.holdings(), teller.findings())
    told = ("\n".join(lines) for lines in map(list, parts) if lines)
    return "\n\n".join(told) + "\n"


@dataclass(frozen=True, slots=True)
class _Teller:
    """One timeline told in one language and width."""

    timeline: Timeline
    language: str
    width: int
    colour: bool

    def say(self, word: str, *values: object) -> str:
        return WORDS[word].of(self.language).format(*values)

    def title(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def heading(self) -> Iterator[str]:
        for line in wrap(self.timeline.case.title.of(self.language), self.width):
            yield self.title(line)
        yield self.say("span", self.days(self.timeline.first, self.timeline.last))

    def changes(self) -> Iterator[str]:
        """Count what appears and ends on each day of change."""
        yield self.title(self.say("changes"))
        episodes = self.timeline.episodes
        days = {*self.timeline.changes, *(e.first for e in episodes)}
        days |= {e.last + timedelta(days=1) for e in episodes if e.last is not None}
        rows = [tuple(self.say(word) for word in ("day", "appeared", "ended", "standing"))]
        for day in sorted(days):
            begun = sum(e.first == day for e in episodes)
            over = sum(e.last is not None and e.last + timedelta(days=1) == day for e in episodes)
            standing = sum(e.first <= day and (e.last is None or day <= e.last) for e in episodes)
            rows.append((self.day(day), *map(str, (begun, over, standing))))
        yield from table(rows, self.width)

    def uncovered(self) -> Iterator[str]:
        """Say which days could not be examined, and why."""
        if self.timeline.uncovered:
            yield self.title(self.say("uncovered"))
        for days in self.timeline.uncovered:
            why = self.say("no_place" if days.framework else "no_framework")
            yield from wrap(f"{self.days(days.first, days.last)}: {why}", self.width, first="- ", rest="  ")

    def holdings(self) -> Iterator[str]:
        """List who held what, place by place."""
        yield self.title(self.say("holdings"))
        told = self.timeline.holdings
        if not told:
            yield self.say("none")
        for place, held in groupby(told, key=lambda holding: holding.place):
            if place != ONLY_PLACE:
                yield from self._headed(self.place(place))
            for holding in held:
                yield from wrap(self._holding(holding), self.width, first="- ", rest="  ")
        if not all(holding.certain for holding in told):
            yield from wrap(self.say("uncertain"), self.width)

    def findings(self) -> Iterator[str]:
        """List the findings by place, then in the order in which they appeared."""
        yield self.title(self.say("findings"))
        told = sorted(self.timeline.episodes, key=_by_place)
        if not told:
            yield self.say("none")
            return
        yield from wrap(self.say("findings_are"), self.width)
        for place, those in groupby(told, key=lambda episode: episode.finding.place):
            if place != ONLY_PLACE:
                yield from self._headed(self.place(place) if place else self.say("whole_case"))
            for episode in those:
                yield from self._episode(episode)

    def _headed(self, text: str) -> Iterator[str]:
        yield ""
        yield from (self.title(line) for line in wrap(text, self.width))

    def _holding(self, holding: Holding) -> str:
        names = self.names(holding.office)
        who = names.person(holding.person, holding.place).of(self.language) if holding.person else ""
        mark = "" if holding.certain else "≈ "
        span = mark + self.days(holding.first, holding.last)
        return f"{names.office(holding.office).of(self.language)}: {who or self.say('vacant')} ({span})"

    def _episode(self, episode: Episode) -> Iterator[str]:
        grade = SEVERITIES[episode.severity].of(self.language)
        first = f"{MARKS[episode.severity]} {episode.finding.code} [{grade}] "
        said = f"{self.days(episode.first, episode.last)}: {episode.message.of(self.language)}"
        yield from wrap(said, self.width, first=first, rest="  ")

    def names(self, office: OfficeId) -> Names:
        """Find the framework that knows an office."""
        known = self.timeline.case.frameworks
        return Names(self.timeline.case, next((f for f in known if office in f.offices), known[0]))

    def place(self, place: PlaceId) -> str:
        return self.timeline.case.places[place].name.of(self.language)

    def day(self, day: date) -> str:
        return day_name(day).of(self.language)

    def days(self, first: date | None, last: date | None) -> str:
        start = "…" if first is None else self.day(first)
        return f"{start} – {self.say('now') if last is None else self.day(last)}"


def _by_place(episode: Episode) -> tuple[str, date, int, str]:
    finding = episode.finding
    return finding.place or "", episode.first, -episode.severity, finding.code
