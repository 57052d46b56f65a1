"""Ask for each matter who can do it today: the main door of assignments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from counterpoise.analysis.acting import tally
from counterpoise.analysis.asked import day_asked, framework_asked, matters_asked, places_asked, refused
from counterpoise.analysis.assignment.absences import assignable, fewest_absences
from counterpoise.analysis.assignment.aside import stepping_aside
from counterpoise.analysis.assignment.proof import Question, smallest_changes, smallest_core
from counterpoise.analysis.assignment.records import Assignments, Doing, MatterAssignment, Situation
from counterpoise.analysis.assignment.ways import Way, chosen, is_required, together, ways_of
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.boolean.budget import Purse
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.boolean.ladder import SECONDS, LadderEngine
from counterpoise.domain.actors import Actor, BodyTerm, GroupTerm
from counterpoise.domain.bodies import BodyVotes
from counterpoise.domain.institution import Case
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Roster, holders_on, roster
from counterpoise.domain.words import OfficeId, PersonId, StepId, Text

Progress = Callable[[int, int], None]


def assignments(
    case: Case,
    *,
    day: date | None = None,
    places: Sequence[str] = (),
    matters: Sequence[str] = (),
    absent: Sequence[str] = (),
    interest: Sequence[str] = (),
    about: Sequence[str] = (),
    progress: Progress | None = None,
) -> Assignments:
    """Find for every matter an assignment of persons to steps, or prove that there is none, and count the absences it survives.

    Persons are named by id or name; `about` takes an office too. Raises CaseError for a day, place, matter or person
    that is not known.
    """
    on = day_asked(case, day)
    framework = framework_asked(case, on)
    chosen_places = places_asked(case, on, places)
    asked = matters_asked(framework, matters)
    names = Names(case, framework)
    held = holders_on(case, on)
    rosters = {p.id: roster(case, framework=framework, place=p, day=on, holders=held) for p in chosen_places}
    known = _Known(case, list(rosters.values()))
    situation = Situation(
        known.persons("--absent", absent), known.persons("--interest", interest), frozenset()
    )
    answers: list[MatterAssignment] = []
    engine = LadderEngine(purse=Purse(SECONDS))
    for number, standing in enumerate(rosters.values()):
        structure = Structure(standing, Choices())
        here = Situation(situation.absent, situation.interested, known.concerned(standing, about))
        answers.extend(_answer(structure, matter, here, names, engine) for matter in asked)
        if progress is not None:
            progress(number + 1, len(rosters))
    everybody = known.persons("--about", [one for one in about if OfficeId(one) not in framework.offices])
    return Assignments(
        case,
        framework,
        on,
        Situation(situation.absent, situation.interested, everybody),
        tuple(answers),
        rosters,
    )


class _Known:
    """Whom the words of the command line may mean."""

    def __init__(self, case: Case, rosters: Sequence[Roster]) -> None:
        seated = [
            seat.holder
            for standing in rosters
            for seats in standing.seats.values()
            for seat in seats
            if seat.holder is not None
        ]
        self._by_word: dict[str, list[PersonId]] = {}
        for person in dict.fromkeys((*seated, *case.persons)):
            self._by_word.setdefault(person, []).append(person)
        for person, record in case.persons.items():
            if record.name and person not in self._by_word.get(record.name, ()):
                self._by_word.setdefault(record.name, []).append(person)

    def persons(self, option: str, words: Sequence[str]) -> frozenset[PersonId]:
        """Find the persons these words name, each without doubt."""
        return frozenset(self._person(option, word) for word in words)

    def concerned(self, standing: Roster, words: Sequence[str]) -> frozenset[PersonId]:
        """Find whom a matter is about at one place: persons, and the holders of offices."""
        found: set[PersonId] = set()
        for word in words:
            office = OfficeId(word)
            if office in standing.framework.offices:
                found.update(standing.holders(office))
            else:
                found.add(self._person("--about", word))
        return frozenset(found)

    def _person(self, option: str, word: str) -> PersonId:
        meant = self._by_word.get(word, [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            listed = ", ".join(meant)
            raise refused(
                option,
                Text(f"có {len(meant)} người tên “{word}”", f"{len(meant)} persons are named “{word}”"),
                Text(f"dùng mã của người đó: {listed}", f"give the id of the one you mean: {listed}"),
            )
        near = ", ".join(get_close_matches(word, list(self._by_word), 3)) or ", ".join(
            list(self._by_word)[:12]
        )
        raise refused(
            option,
            Text(f"không có ai mang mã hoặc tên “{word}”", f"nobody has the id or name “{word}”"),
            Text(f"có phải: {near}?", f"did you mean: {near}?"),
        )


def _answer(
    structure: Structure, matter: Matter, situation: Situation, names: Names, engine: Engine
) -> MatterAssignment:
    aside = {
        step.id: stepping_aside(structure, matter, step, situation=situation, names=names)
        for step in matter.steps
    }
    question = Question(structure, matter, situation, names, aside)
    tried = (_assigned(question, route) for route in matter.routes)
    found = next((one for one in tried if one is not None), None)
    absences, bounds, stopping = _absences(question, engine)
    if found is not None:
        doings = tuple(_doings(question, *found))
        return MatterAssignment(structure.roster.place, matter.id, True, doings, absences, bounds, stopping)
    return MatterAssignment(
        place=structure.roster.place,
        matter=matter.id,
        possible=False,
        doings=tuple(_doings(question, matter.routes[0], {})),
        absences=0,
        bounds=None,
        stopping=(),
        cores=tuple(smallest_core(question, route) for route in matter.routes),
        changes=smallest_changes(question),
    )


def _assigned(
    question: Question, route: Sequence[Step]
) -> tuple[Sequence[Step], Mapping[StepId, Way]] | None:
    """Assign the required steps of a route, then as many of the others as can be added one after another."""
    pairs = question.pairs(route)
    ways = {
        step.id: ways_of(
            question.structure, step, absent=question.situation.absent, aside=question.excluded(step)
        )
        for step in route
    }
    kept = {step.id: ways[step.id] for step in route if is_required(step)}
    found = chosen(kept, pairs)
    if found is None:
        return None
    for step in route:
        if not is_required(step) and ways[step.id]:
            more = chosen({**kept, step.id: ways[step.id]}, pairs)
            if more is not None:
                kept[step.id], found = ways[step.id], more
    return route, found


def _absences(
    question: Question, engine: Engine
) -> tuple[int | None, tuple[float | None, float | None] | None, tuple[PersonId, ...]]:
    routes = []
    for route in question.matter.routes:
        required = [step for step in route if is_required(step)]
        ids = {step.id for step in required}
        routes.append((required, [pair for pair in question.pairs(route) if ids.issuperset(pair)]))
    aside = {step.id: question.excluded(step) for step in question.matter.steps}
    try:
        root = assignable(question.structure, routes, aside)
    except TooLargeError:
        return None, (1, None), ()
    return fewest_absences(question.structure, root, absent=question.situation.absent, engine=engine)


def _doings(question: Question, route: Sequence[Step], ways: Mapping[StepId, Way]) -> Iterator[Doing]:
    structure, absent = question.structure, question.situation.absent
    for step in route:
        way = ways.get(step.id)
        actor = step.substitute if way is not None and way.substitute and step.substitute else step.actor
        persons: tuple[PersonId, ...] = ()
        if way is not None:
            persons = (
                (way.person,)
                if way.person is not None
                else together(structure, actor, absent=absent, aside=question.excluded(step))
            )
        aside = question.aside[step.id]
        able = {p for office in structure.reach(step.actor) for p in structure.roster.holders(office)}
        yield Doing(
            step=step.id,
            name=question.names.step(step),
            required=is_required(step),
            persons=persons,
            substitute=way is not None and way.substitute,
            through=_named(question, actor),
            votes=_votes(structure, actor, question.excluded(step)) if len(persons) > 1 else None,
            aside=aside,
            absent=tuple(sorted(absent & able)),
            because=_because(question, step) if way is not None and way.substitute else None,
        )


def _because(question: Question, step: Step) -> Text:
    """Say why a substitute acts: nobody else can, or whoever can takes another step kept apart from this one."""
    free = Step(step.id, step.act, step.actor, step.power)
    able = ways_of(question.structure, free, absent=question.situation.absent, aside=question.excluded(step))
    actor = _named(question, step.actor)
    if able:
        return Text(
            f"{actor.vi} đã làm một bước khác phải do người khác làm",
            f"{actor.en} takes another step that a different person must take",
        )
    return Text(f"{actor.vi} không làm được hôm nay", f"{actor.en} cannot act today")


def _named(question: Question, actor: Actor) -> Text:
    """Name who acts; a group by what it is made of, for its own name is a word of the framework's file."""
    groups = question.structure.framework.groups
    while len(actor.terms) == 1 and isinstance(actor.terms[0], GroupTerm):
        actor = groups[actor.terms[0].group]
    return question.names.actor(actor)


def _votes(structure: Structure, actor: Actor, aside: frozenset[PersonId]) -> tuple[int, int] | None:
    """Give the votes needed and the votes there are, where a body acts by votes."""
    term = actor.terms[-1]
    if len(actor.terms) != 1 or not isinstance(term, BodyTerm):
        return None
    if not isinstance(structure.framework.bodies[term.body].decides, BodyVotes):
        return None
    count = tally(structure.roster, term.body, quota=term.quota, excluded=aside)
    return count.needed, count.base
