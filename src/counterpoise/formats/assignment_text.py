"""Assignments for a terminal: for each matter who does which step and why, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from counterpoise.analysis.assignment.records import Assignments, Doing, MatterAssignment
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.names import Names
from counterpoise.domain.words import PersonId, PlaceId, Text
from counterpoise.formats.columns import wrap

WORDS = {
    "day": Text(vi="Phân công ngày {}", en="Assignment on {}"),
    "absent": Text(vi="Vắng mặt: {}", en="Absent: {}"),
    "interested": Text(vi="Có lợi ích liên quan: {}", en="With an interest: {}"),
    "concerned": Text(vi="Việc nói đến: {}", en="The matter is about: {}"),
    "possible": Text(vi="phân công được", en="can be assigned"),
    "impossible": Text(vi="KHÔNG phân công được", en="CANNOT be assigned"),
    "survives": Text(
        vi="chịu được {} người vắng bất kỳ; dừng nếu vắng cả: {}",
        en="survives any {} absent; stops without: {}",
    ),
    "survives_none": Text(
        vi="không chịu được người nào vắng: dừng nếu vắng {}", en="survives no absence: stops without {}"
    ),
    "bounds": Text(
        vi="số người vắng làm dừng việc: từ {} đến {} (chưa chứng minh được số chính xác)",
        en="absences that stop it: between {} and {} (the exact number is not proven)",
    ),
    "nobody": Text(vi="không ai làm được", en="nobody can"),
    "optional": Text(vi="không bắt buộc hôm nay", en="not required today"),
    "votes": Text(vi="cần {} trên {} phiếu", en="{} of {} votes needed"),
    "substitute": Text(vi="làm thay: {}", en="as substitute: {}"),
    "aside": Text(vi="không tham gia – {}", en="steps aside – {}"),
    "away": Text(vi="vắng mặt: {}", en="absent: {}"),
    "core": Text(vi="Những điều sau không thể cùng đúng:", en="These cannot all hold:"),
    "core_route": Text(
        vi="Cách thứ {}: những điều sau không thể cùng đúng:", en="Route {}: these cannot all hold:"
    ),
    "change": Text(
        vi="Thay đổi nhỏ nhất đủ để phân công:", en="The smallest change that allows an assignment:"
    ),
    "or": Text(vi="hoặc", en="or"),
    "no_change": Text(
        vi="Không có thay đổi nào về người vắng, ghế trống hay người làm thay là đủ.",
        en="No return, filled seat or substitute would be enough.",
    ),
    "total": Text(vi="{} việc phân công được, {} việc không", en="{} matters can be assigned, {} cannot"),
}


def write(answers: Assignments, *, language: str, colour: bool, width: int) -> str:
    """Write assignments for a terminal of so many columns."""
    teller = _Teller(answers, Names(answers.case, answers.framework), language, width, colour)
    return "\n".join(teller.lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Teller:
    answers: Assignments
    names: Names
    language: str
    width: int
    colour: bool

    def say(self, word: str, *values: object) -> str:
        return WORDS[word].of(self.language).format(*values)

    def bold(self, text: str) -> Iterator[str]:
        for line in wrap(text, self.width):
            yield f"\x1b[1m{line}\x1b[0m" if self.colour else line

    def lines(self) -> Iterator[str]:
        yield from self.bold(self.answers.case.title.of(self.language))
        yield self.say("day", day_name(self.answers.on).of(self.language))
        situation = self.answers.situation
        for word in ("absent", "interested", "concerned"):
            persons = sorted(getattr(situation, word))
            if persons:
                yield from wrap(self.say(word, self.persons(persons, None)), self.width)
        possible = sum(one.possible for one in self.answers.matters)
        yield self.say("total", possible, len(self.answers.matters) - possible)
        for place, matters in groupby(self.answers.matters, key=lambda one: one.place):
            if place != ONLY_PLACE:
                yield ""
                yield from self.bold(self.names.place(place).of(self.language).upper())
            for matter in matters:
                yield ""
                yield from self.matter(matter)

    def matter(self, matter: MatterAssignment) -> Iterator[str]:
        """Tell one matter."""
        name = self.names.matter(matter.matter).of(self.language)
        yield from self.bold(f"{name}: {self.say('possible' if matter.possible else 'impossible')}")
        if matter.possible:
            yield from self.survival(matter)
            for number, doing in enumerate(matter.doings, start=1):
                yield from self.doing(number, doing, matter.place)
            return
        for number, core in enumerate(matter.cores, start=1):
            yield f"  {self.say('core') if len(matter.cores) == 1 else self.say('core_route', number)}"
            for obstacle in core:
                yield from wrap(obstacle.said.of(self.language), self.width, first="    - ", rest="      ")
        if not matter.changes:
            yield from wrap(self.say("no_change"), self.width, first="  ", rest="  ")
            return
        yield f"  {self.say('change')}"
        for number, changes in enumerate(matter.changes):
            said = "; ".join(change.said.of(self.language) for change in changes)
            first = f"    {self.say('or')} " if number else "    "
            yield from wrap(said, self.width, first=first, rest="      ")

    def survival(self, matter: MatterAssignment) -> Iterator[str]:
        """Tell how many absences the matter survives."""
        if matter.absences is not None:
            stopping = self.persons(matter.stopping, matter.place)
            survived = matter.absences - 1
            said = (
                self.say("survives", survived, stopping) if survived else self.say("survives_none", stopping)
            )
        else:
            low, high = ("?" if n is None else f"{n:g}" for n in matter.bounds or (None, None))
            said = self.say("bounds", low, high)
        yield from wrap(said, self.width, first="  ", rest="  ")

    def doing(self, number: int, doing: Doing, place: PlaceId) -> Iterator[str]:
        """Tell who does one step, through what, and who does not take part."""
        through = doing.through.of(self.language)
        who = self.persons(doing.persons, place) or self.say("nobody")
        if doing.votes is not None:
            through += f", {self.say('votes', *doing.votes)}"
        optional = "" if doing.required else f" ({self.say('optional')})"
        said = f"{doing.name.of(self.language)}{optional}: {who} [{through}]"
        yield from wrap(said, self.width, first=f"  {number}. ", rest="     ")
        notes = [self.say("aside", one.said.of(self.language)) for one in doing.aside]
        if doing.absent:
            notes.append(self.say("away", self.persons(doing.absent, place)))
        if doing.because is not None:
            notes.append(self.say("substitute", doing.because.of(self.language)))
        for note in notes:
            yield from wrap(note, self.width, first="     · ", rest="       ")

    def persons(self, persons: Sequence[PersonId], place: PlaceId | None) -> str:
        """Name persons."""
        return ", ".join(self.names.person(person, place).of(self.language) for person in persons)
