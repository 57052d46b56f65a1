"""Who can carry a matter, who can stop it, how power is shared: one answer per reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.findings import Answer, Bounds, Pattern, Power, Readings, Sets, Share, WithHolder
from counterpoise.analysis.law import every_check, no_check, standing_check
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.witness import Allowance
from counterpoise.boolean.bounds import ANY_CHANCE, Interval
from counterpoise.boolean.bounds import Bounds as Proved
from counterpoise.boolean.engine import Engine, Family, TooLargeError
from counterpoise.boolean.formula import Formula
from counterpoise.domain.matters import Matter
from counterpoise.domain.words import OfficeId, PersonId

FEW_PERSONS = 5
"""Groups of so many can be named one by one."""

MOST_PATTERNS = 4
"""So many patterns a reader takes in; where there are more, the number of sets is told alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every matter alike: all of an answer, or in `brief` only how few carry the matter.

    `witnesses` is what the witnesses of all matters may take together.
    """

    engine: Engine
    sets: int
    chances: Mapping[PersonId, float]
    default_chance: float | None = None
    patterns: bool = False
    brief: bool = False
    witnesses: Allowance | None = None

    def chance(self, person: PersonId) -> float | None:
        """Give the probability that a person is compromised at the start, if anybody stated one."""
        return self.chances.get(person, self.default_chance)


@dataclass(frozen=True, slots=True)
class Formulas:
    """The functions of one reading, by their nodes: who carries, who stops, and consent alone.

    Without `followed` they leave ties out that could not be written down: whoever carries or stops without ties does
    so with them too, but smaller groups may as well.
    """

    carry: int
    stop: int
    consent: int
    followed: bool = True


def readings(structure: Structure, matter: Matter, question: Question, held: Sequence[Fulfilled]) -> Readings:
    """Answer a matter in the three readings."""
    support = structure.support(matter)
    asked = _Asked(
        structure,
        question,
        held,
        unnamed=len(structure.unnamed & _assumed_apart(structure, matter)),
        known=all(question.chance(person) is not None for person in support.persons),
    )
    paper, ties, practice = formulas(structure, matter)
    answers = {one: asked.answer(one) for one in dict.fromkeys((paper, ties, practice))}
    found = Readings(paper=answers[paper], ties=answers[ties], practice=answers[practice])
    if not question.patterns:
        return found
    return replace(found, practice=asked.told(found.practice, practice.carry, support.offices))


def _assumed_apart(structure: Structure, matter: Matter) -> frozenset[PersonId]:
    """List whom the answers take for persons of their own: whoever is reached, and whoever steps aside."""
    aside = (structure.excluded_from(step) for step in matter.steps)
    return structure.support(matter).persons.union(*aside)


def formulas(structure: Structure, matter: Matter) -> tuple[Formulas, Formulas, Formulas]:
    """Write a matter in the three readings."""
    whole = structure.carries(matter, every_check)
    standing = structure.carries(matter, standing_check)
    consent = structure.carries(matter, no_check)
    stop = structure.builder.dual(consent)
    if not structure.can_grow:
        return (
            Formulas(whole, stop, consent),
            Formulas(whole, stop, consent, followed=False),
            Formulas(standing, stop, consent, followed=False),
        )
    moved_stop, moved_consent = structure.grown(stop), structure.grown(consent)
    return (
        Formulas(whole, stop, consent),
        Formulas(structure.grown(whole), moved_stop, moved_consent),
        Formulas(structure.grown(standing), moved_stop, moved_consent),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    structure: Structure
    question: Question
    held: Sequence[Fulfilled]
    unnamed: int
    known: bool

    def answer(self, formulas: Formulas) -> Answer:
        try:
            answer = self._brief(formulas) if self.question.brief else self._exact(formulas)
        except TooLargeError:
            answer = self._bounded(formulas)
        return answer if formulas.followed else _at_most(answer)

    def _brief(self, formulas: Formulas) -> Answer:
        formula, _ = self._cut(formulas.carry)
        fewest = self.question.engine.smallest(formula)
        return Answer(
            exact=True,
            method=self.question.engine.method([formula]),
            bounds=None,
            unnamed=self.unnamed,
            capture_number=fewest,
            capture_sets_total=None,
            capture_sets=(),
            blocking_number=None,
            blocking_sets_total=None,
            blocking_sets=(),
            power={},
            capture_probability=None,
            with_holder=(),
        )

    def told(self, answer: Answer, carry: int, offices: frozenset[OfficeId]) -> Answer:
        """Add the patterns of the capture sets where these are large and more than are listed."""
        total = answer.capture_sets_total
        if (answer.capture_number or 0) <= FEW_PERSONS or (total is not None and total <= self.question.sets):
            return answer
        return replace(answer, patterns=self._patterns(carry, offices))

    def _patterns(self, carry: int, offices: frozenset[OfficeId]) -> tuple[Pattern, ...]:
        formula, persons = self._cut(carry)
        try:
            found = self.question.engine.patterns(formula, MOST_PATTERNS)
        except TooLargeError:
            return ()
        if found is None or found.total <= self.question.sets:
            return ()
        kinds = [tuple(persons[v] for v in members) for members in found.types]
        held = [self._offices(members[0], offices) for members in kinds]
        return tuple(
            tuple(
                Share(count, members, by)
                for count, members, by in zip(counts, kinds, held, strict=True)
                if count
            )
            for counts in found.counts
        )

    def _offices(self, person: PersonId, offices: frozenset[OfficeId]) -> tuple[OfficeId, ...]:
        held = (seat.office for seat in self.structure.seats_of(person))
        return tuple(dict.fromkeys(office for office in held if office in offices))

    def _exact(self, formulas: Formulas) -> Answer:
        carrying, carriers = self._sets(formulas.carry)
        stopping, stoppers = self._sets(formulas.stop)
        power = self._power(formulas.consent)  # before the method is told: it is told of what was compiled
        return Answer(
            exact=True,
            method=self._method(formulas),
            bounds=None,
            unnamed=self.unnamed,
            capture_number=carrying.smallest,
            capture_sets_total=carrying.total,
            capture_sets=carriers,
            blocking_number=stopping.smallest,
            blocking_sets_total=stopping.total,
            blocking_sets=stoppers,
            power=power,
            capture_probability=self._probability(formulas.carry),
            with_holder=tuple(self._with(one, formulas.carry) for one in self.held),
        )

    def _method(self, formulas: Formulas) -> str:
        asked = (formulas.carry, formulas.stop, formulas.consent)
        return self.question.engine.method([self._cut(root)[0] for root in asked])

    def _bounded(self, formulas: Formulas) -> Answer:
        """Say what is proved or sampled; what an engine can still tell exactly has one number for both ends."""
        capture, captures, carriers = self._told(formulas.carry)
        blocking, blockings, stoppers = self._told(formulas.stop)
        chance = self._interval(formulas.carry)
        bounds: Bounds = {
            "capture_number": (capture.low, capture.high),
            "capture_sets_total": captures,
            "blocking_number": (blocking.low, blocking.high),
            "blocking_sets_total": blockings,
            "capture_probability": (chance.low, chance.high),
        }
        holders = [self._with_bounded(one, formulas.carry) for one in self.held]
        others: Bounds = {
            f"with_holder[{number}].others": (proved.low, proved.high)
            for number, (_, proved) in enumerate(holders)
            if proved is not None and proved.low != proved.high
        }
        power = self._power_if_known(formulas.consent)
        told = [capture.method, blocking.method, *([chance.method] if self.known else [])]
        told += [proved.method for _, proved in holders if proved is not None]
        told += [ANY_CHANCE.method] if power is None else []
        return Answer(
            exact=False,
            method="; ".join(dict.fromkeys(told)),
            bounds={**bounds, **others},
            unnamed=self.unnamed,
            capture_number=None,
            capture_sets_total=None,
            capture_sets=carriers,
            blocking_number=None,
            blocking_sets_total=None,
            blocking_sets=stoppers,
            power=power or {},
            capture_probability=None,
            with_holder=tuple(one for one, _ in holders),
        )

    def _told(self, root: int) -> tuple[Proved, tuple[float | None, float | None], Sets]:
        """Tell the size of the smallest sets, their total and some of them: exactly if possible, else what is proved."""
        try:
            family, sets = self._sets(root)
        except TooLargeError:
            proved, sets = self._proved(root)
            return proved, _at_least(proved), sets
        proved = Proved(family.smallest or 0, family.smallest, (), self._answered_by(root))
        return proved, (family.total, family.total), sets

    def _answered_by(self, root: int) -> str:
        return self.question.engine.method([self._cut(root)[0]])

    def _proved(self, root: int) -> tuple[Proved, Sets]:
        formula, persons = self._cut(root)
        proved = self.question.engine.bounds(formula, self.question.sets)
        return proved, tuple(tuple(persons[v] for v in found) for found in proved.sets)

    def _interval(self, root: int) -> Interval:
        """Give the chance itself where it can be told, else an interval."""
        try:
            chance = self._probability(root)
        except TooLargeError:
            formula, persons = self._cut(root)
            chances = [self.question.chance(person) for person in persons]
            return self.question.engine.interval(formula, [c for c in chances if c is not None])
        return ANY_CHANCE if chance is None else Interval(chance, chance, self._answered_by(root))

    def _power_if_known(self, root: int) -> dict[PersonId, Power] | None:
        try:
            return self._power(root)
        except TooLargeError:
            return None

    def _cut(self, root: int) -> tuple[Formula, tuple[PersonId, ...]]:
        return self.structure.cut(root)

    def _sets(self, root: int) -> tuple[Family, Sets]:
        formula, persons = self._cut(root)
        family = self.question.engine.minimal_sets(formula, self.question.sets)
        return family, tuple([tuple([persons[v] for v in found]) for found in family.sets])

    def _power(self, root: int) -> dict[PersonId, Power]:
        formula, persons = self._cut(root)
        indices = self.question.engine.power(formula)
        swings = sum(one.swings for one in indices)
        return {
            person: Power(one.swings / swings, one.absolute, one.shapley)
            for person, one in zip(persons, indices, strict=True)
            if one.swings
        }

    def _probability(self, root: int) -> float | None:
        if not self.known:
            return None
        formula, persons = self._cut(root)
        chances = [self.question.chance(person) for person in persons]
        return self.question.engine.probability(formula, [c for c in chances if c is not None])

    def _with(self, one: Fulfilled, carry: int) -> WithHolder:
        family, sets = self._sets(self._helped(one, carry))
        return WithHolder(one.person, one.arrangement.id, family.smallest, sets)

    def _with_bounded(self, one: Fulfilled, carry: int) -> tuple[WithHolder, Proved | None]:
        """Say how many others a holder needs: exactly where that can still be told, else what is proved of it."""
        try:
            return self._with(one, carry), None
        except TooLargeError:
            proved, sets = self._proved(self._helped(one, carry))
            others = proved.high if proved.low == proved.high else None
            return WithHolder(one.person, one.arrangement.id, others, sets), proved

    def _helped(self, one: Fulfilled, carry: int) -> int:
        """Put the holder into every group."""
        return self.structure.joined_by(one.person, carry)


def _at_most(answer: Answer) -> Answer:
    """Take an answer without ties for what it says of one with them: its numbers are the largest possible."""
    bounds: dict[str, tuple[float | None, float | None]] = {}
    for name in ("capture_number", "blocking_number"):
        high = _end(answer, name, 1)
        bounds[name] = (min(1, high) if high is not None else 0, high)
        bounds[name.replace("number", "sets_total")] = (1, None) if high is not None else (0, 0)
    chance = _end(answer, "capture_probability", 0)
    bounds["capture_probability"] = (chance if chance is not None else 0.0, 1.0)
    for number, one in enumerate(answer.with_holder):
        most = one.others if answer.exact else _end(answer, f"with_holder[{number}].others", 1, one.others)
        bounds[f"with_holder[{number}].others"] = (0, most)
    return Answer(
        exact=False,
        method=ANY_CHANCE.method,
        bounds=bounds,
        unnamed=answer.unnamed,
        capture_number=None,
        capture_sets_total=None,
        capture_sets=(),
        blocking_number=None,
        blocking_sets_total=None,
        blocking_sets=(),
        power={},
        capture_probability=None,
        with_holder=tuple(replace(one, others=None, sets=()) for one in answer.with_holder),
    )


def _end(answer: Answer, name: str, end: int, otherwise: float | None = None) -> float | None:
    """Give an end of what is known of a number: the number itself where the answer is exact."""
    if answer.bounds is None:
        found: float | None = getattr(answer, name)
        return found
    return answer.bounds[name][end] if name in answer.bounds else otherwise


def _at_least(proved: Proved) -> tuple[float | None, float | None]:
    """Bound how many minimal sets there are by how many are known, unless these are all; none when nobody can."""
    if proved.high is None:
        return 0, 0
    if proved.complete:
        return len(proved.sets), len(proved.sets)
    return max(1, len(proved.sets)), None
