"""Hand one matter over to another tool as a formula over persons, so that anybody can check an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.arrangements import fulfilled, without
from counterpoise.analysis.asked import day_asked, framework_asked, matters_asked, places_asked, refused
from counterpoise.analysis.capture import formulas
from counterpoise.analysis.findings import READINGS
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.boolean.export import games, open_psa
from counterpoise.boolean.formula import Formula
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How
from counterpoise.domain.institution import Case
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import roster
from counterpoise.domain.words import PersonId, Text

QUESTIONS = ("carry", "stop", "consent")
"""Who carries the matter past every check that counts, who stops it, who consents: what an answer is made of."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A formula, whom its variables stand for, and the probability of each where all have one."""

    formula: Formula
    persons: tuple[PersonId, ...]
    names: tuple[Text, ...]
    chances: tuple[float, ...]

    def open_psa(self, language: str) -> str:
        """Write it as an Open-PSA fault tree."""
        return open_psa(self.formula, self._labels(language), chances=self.chances)

    def games(self, language: str) -> str:
        """Write it as a list of games, one a line."""
        return games(self.formula, self._labels(language)) + "\n"

    def _labels(self, language: str) -> list[str]:
        """Name everybody, by the id too where two have one name."""
        said = [name.of(language) for name in self.names]
        return [
            name if said.count(name) == 1 else f"{name} [{person}]"
            for name, person in zip(said, self.persons, strict=True)
        ]


def handed_over(
    case: Case,
    *,
    matter: str,
    place: str | None = None,
    day: date | None = None,
    reading: str = "paper",
    question: str = "carry",
    apart: bool = False,
    ties: Sequence[How] | None = None,
    superiors: bool = False,
    compromise: float | None = None,
) -> Handed:
    """Write one matter at one place as a formula; `apart` means without the arrangements fulfilled there."""
    on = day_asked(case, day)
    framework = framework_asked(case, on)
    found = places_asked(case, on, [place] if place is not None else [])
    if len(found) > 1:
        listed = ", ".join(one.id for one in found)
        raise refused(
            "--place",
            Text("hồ sơ có nhiều địa bàn", "the case has several places"),
            Text(f"chọn một: {listed}", f"choose one: {listed}"),
        )
    (asked,) = matters_asked(framework, [matter])
    standing = roster(case, framework=framework, place=found[0], day=on)
    if apart:
        standing = without(standing, fulfilled((*framework.arrangements, *case.arrangements), standing))
    followed = frozenset(FOLLOWED_BY_DEFAULT if ties is None else ties)
    structure = Structure(standing, Choices(followed, superiors))
    one = formulas(structure, asked)[READINGS.index(reading)]
    if not one.followed:
        raise refused(
            "--reading",
            Text(
                "ràng buộc vòng quanh của quá nhiều người, không viết thành công thức được",
                "ties in a circle of too many persons cannot be written as a formula",
            ),
            Text("chọn --reading paper", "choose --reading paper"),
        )
    formula, variables = structure.builder.formula(getattr(one, question))
    persons = tuple(structure.persons[variable] for variable in variables)
    names = Names(case, framework)
    return Handed(
        formula,
        persons,
        tuple(names.person(person, found[0].id) for person in persons),
        _chances(case, persons, compromise),
    )


def _chances(case: Case, persons: Sequence[PersonId], compromise: float | None) -> tuple[float, ...]:
    stated = [case.persons[p].compromise if p in case.persons else None for p in persons]
    chances = [compromise if chance is None else chance for chance in stated]
    known = [chance for chance in chances if chance is not None]
    return tuple(known) if len(known) == len(chances) else ()
