"""One place made ready to be asked, and what is asked of each matter there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterpoise.analysis.alike import Match, renamed, shape_of
from counterpoise.analysis.arrangements import Fulfilled, fulfilled, without
from counterpoise.analysis.capture import Question, readings
from counterpoise.analysis.concentration import concentrated
from counterpoise.analysis.findings import MatterAnswers
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.analysis.witness import Allowance
from counterpoise.analysis.wording import Wording
from counterpoise.boolean.budget import Clock
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Matter
from counterpoise.domain.names import Names
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Holders, Roster, roster
from counterpoise.domain.words import PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What one audit asks of every place alike; `change` puts another roster in the place of each one examined."""

    case: Case
    framework: Framework
    day: date
    holders: Holders
    matters: tuple[Matter, ...]
    arrangements: tuple[Arrangement, ...]
    choices: Choices
    question: Question
    change: Callable[[Roster], Roster] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The answers of one matter at a place, and what was found of it there."""

    answers: MatterAnswers
    seen: tuple[Seen, ...]

    def at(self, place: PlaceId, *, match: Match, without: Mapping[PersonId, PersonId]) -> Told:
        """Tell the same of a place that is alike, and of its persons as they are without the arrangement."""
        now, then = self.answers.readings, self.answers.without_arrangement
        answers = MatterAnswers(
            place,
            self.answers.matter,
            renamed(now, match.names),
            renamed(then, without) if then is not None else None,
        )
        return Told(answers, tuple(map(match.seen, self.seen)))


@dataclass(frozen=True, slots=True)
class AtPlace:
    """Who sits at a place, as formulas: as things stand, and without the arrangements `held` there, each and all."""

    place: PlaceId
    structure: Structure
    held: tuple[Fulfilled, ...]
    other: Structure | None
    apart: tuple[tuple[Fulfilled, Structure], ...]
    wording: Wording

    def shape(self, question: Question) -> Hashable:
        """Describe the place but for the names of persons."""
        return (
            shape_of(self.structure, question, self.held),
            shape_of(self.other, question, ()) if self.other is not None else None,
        )

    def ask_all(self, matters: Sequence[Matter], question: Question) -> tuple[Told, ...]:
        """Answer every matter, then ask the C questions of each."""
        answered = [self._answers(matter, question) for matter in matters]
        return tuple(
            self._told(answers, matter, question) for answers, matter in zip(answered, matters, strict=True)
        )

    def ask(self, matter: Matter, question: Question) -> Told:
        """Answer one matter, and ask the C questions of it.

        The same is told as when all are asked, but for the last digits of power: an engine may have compiled the same
        function in another way, by what it was asked before.
        """
        return self._told(self._answers(matter, question), matter, question)

    def _told(self, answers: MatterAnswers, matter: Matter, question: Question) -> Told:
        now = answers.readings
        allowance = question.witnesses or Allowance()
        clock = Clock(purse=allowance.purse)
        scene = replace(self.scene(answers, matter, question), clock=clock, room=allowance.room)
        found = tuple(concentrated(scene, (now.paper, now.ties, now.practice)))
        clock.stop()
        return Told(answers, found)

    def scene(self, answers: MatterAnswers, matter: Matter, question: Question) -> Scene:
        """Set one matter out, without the arrangement only where that touches it."""
        touched = self.other if answers.without_arrangement is not None else None
        return Scene(self.structure, matter, question.engine, self.held, touched, self.apart)

    def _answers(self, matter: Matter, question: Question) -> MatterAnswers:
        now = readings(self.structure, matter, question, self.held)
        if self.other is None or not _touches(self.structure, matter, self.held):
            return MatterAnswers(self.place, matter.id, now, None)
        without_arrangement = readings(self.other, matter, replace(question, patterns=False), ())
        return MatterAnswers(self.place, matter.id, now, without_arrangement)


def at_place(inquiry: Inquiry, place: Place) -> AtPlace:
    """Make a place ready."""
    standing = roster(
        inquiry.case, framework=inquiry.framework, place=place, day=inquiry.day, holders=inquiry.holders
    )
    if inquiry.change is not None:
        standing = inquiry.change(standing)
    held = fulfilled(inquiry.arrangements, standing)
    return AtPlace(
        place.id,
        Structure(standing, inquiry.choices),
        held,
        Structure(without(standing, held), inquiry.choices) if held else None,
        tuple((one, Structure(without(standing, (one,)), inquiry.choices)) for one in held),
        Wording(Names(inquiry.case, inquiry.framework), place.id),
    )


def _touches(structure: Structure, matter: Matter, held: Sequence[Fulfilled]) -> bool:
    """Tell whether a fulfilled arrangement has a seat in the support of a matter."""
    if not held:
        return False
    offices = structure.support(matter).offices
    return any(office in offices for one in held for office in one.offices)
