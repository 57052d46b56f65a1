"""Ask every question of a case on a day and give the answers and findings in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counterpoise.analysis.alike import Match, counterparts, matched, renamed, shape_of
from counterpoise.analysis.arrangements import Fulfilled, fulfilled, in_force, without
from counterpoise.analysis.asked import day_asked, framework_asked, matters_asked, places_asked
from counterpoise.analysis.capture import Question, readings
from counterpoise.analysis.concentration import concentrated
from counterpoise.analysis.doubtful import doubtful_tenures
from counterpoise.analysis.findings import Audit, Finding, MatterAnswers, Readings
from counterpoise.analysis.framework_gaps import framework_findings
from counterpoise.analysis.gaps import matter_gaps, no_independent_check, regulation_gaps
from counterpoise.analysis.load import overloaded, overworked
from counterpoise.analysis.pilots import pilot_findings
from counterpoise.analysis.rules import Court, broken_rules
from counterpoise.analysis.scene import Scene, Seen, worded
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.analysis.wording import Wording
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How
from counterpoise.domain.day_words import span_name
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Matter
from counterpoise.domain.names import Names
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Holders, Roster, holders_on, roster
from counterpoise.domain.words import MatterId, PlaceId, Text

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """The answers of one place and what was found there, kept for places (and days) that are alike."""

    structure: Structure
    other: Structure | None
    answers: tuple[MatterAnswers, ...]
    seen: dict[MatterId, tuple[Seen, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What one audit asks of every place alike."""

    case: Case
    framework: Framework
    day: date
    holders: Holders
    matters: tuple[Matter, ...]
    arrangements: tuple[Arrangement, ...]
    choices: Choices
    question: Question
    change: Callable[[Roster], Roster] | None = None
    known: dict[Hashable, Known] = field(default_factory=dict)


def audit(
    case: Case,
    *,
    day: date | None = None,
    places: Sequence[str] = (),
    matters: Sequence[str] = (),
    ties: Sequence[How] | None = None,
    superiors: bool = False,
    compromise: float | None = None,
    sets: int = 20,
    progress: Progress | None = None,
    engine: Engine | None = None,
    change: Callable[[Roster], Roster] | None = None,
    known: dict[Hashable, Known] | None = None,
    brief: bool = False,
) -> Audit:
    """Examine a case on a day: every matter at every audited place in the three readings, and all findings.

    `change` puts another roster in the place of each one examined; `known` keeps answers for further audits of the
    same case that differ in the day and the places only. A `brief` audit finds the same, and answers how few carry each
    matter: that takes less time. Raises CaseError when the day, a place or a matter is not known.
    """
    on = day_asked(case, day)
    framework = framework_asked(case, on)
    chosen = places_asked(case, on, places)
    inquiry = _Inquiry(
        case,
        framework,
        on,
        holders_on(case, on),
        matters_asked(framework, matters),
        case.arrangements_with(framework),
        Choices(frozenset(FOLLOWED_BY_DEFAULT if ties is None else ties), superiors),
        Question(
            engine or LadderEngine(),
            sets,
            {p.id: p.compromise for p in case.persons.values() if p.compromise is not None},
            compromise,
            patterns=True,
            brief=brief,
        ),
        change,
        {} if known is None else known,
    )
    answers: list[MatterAnswers] = []
    found: list[Finding] = []
    rosters: dict[PlaceId, Roster] = {}
    doubtful: list[Text] = []
    for number, place in enumerate(chosen):
        examination = _examine(inquiry, place)
        answers.extend(examination.answers)
        found.extend(examination.findings)
        rosters[place.id] = examination.roster
        doubtful.extend(examination.doubtful)
        if progress is not None:
            progress(number + 1, len(chosen))
    found.extend(framework_findings(case, framework, inquiry.matters, on))
    return Audit(
        case=case,
        framework=framework,
        on=on,
        matters=tuple(answers),
        findings=tuple(sorted(found, key=_order(inquiry))),
        rosters=rosters,
        doubtful_tenures=tuple(dict.fromkeys(doubtful)),
        followed=tuple(sorted(how.value for how in inquiry.choices.followed)),
        superiors=superiors,
        brief=brief,
    )


@dataclass(frozen=True, slots=True)
class _Examination:
    roster: Roster
    answers: tuple[MatterAnswers, ...]
    findings: tuple[Finding, ...]
    doubtful: tuple[Text, ...]


def _examine(inquiry: _Inquiry, place: Place) -> _Examination:
    """Examine one place."""
    standing = roster(
        inquiry.case, framework=inquiry.framework, place=place, day=inquiry.day, holders=inquiry.holders
    )
    if inquiry.change is not None:
        standing = inquiry.change(standing)
    held = fulfilled(inquiry.arrangements, standing)
    structure = Structure(standing, inquiry.choices)
    other = Structure(without(standing, held), inquiry.choices) if held else None
    apart = tuple((one, Structure(without(standing, (one,)), inquiry.choices)) for one in held)
    wording = Wording(Names(inquiry.case, inquiry.framework), place.id)
    known = _known(inquiry, place, structure, other, held)
    answers = _answers(known, place, structure, other)
    match = None if known.structure is structure else matched(known.structure, structure)
    findings: list[Finding] = []
    for matter, answered in zip(inquiry.matters, answers, strict=True):
        now = answered.readings
        touched = other if answered.without_arrangement is not None else None
        scene = Scene(structure, matter, inquiry.question.engine, wording, held, touched, apart)
        found = tuple(worded(scene, one) for one in _seen(known, match, scene, now))
        weak = frozenset(step for one in found if one.code in ("C02", "C03") for step in one.steps)
        findings.extend(found)
        findings.extend(matter_gaps(structure, matter, wording.names))
        findings.extend(no_independent_check(structure, matter, wording.names, weak))
    findings.extend(regulation_gaps(inquiry.case, structure, inquiry.matters, wording.names))
    findings.extend(broken_rules(Court(inquiry.case, structure, wording, inquiry.matters)))
    findings.extend(overloaded(structure, wording))
    findings.extend(overworked(inquiry.case, structure, other, wording, inquiry.matters))
    findings.extend(pilot_findings(structure, wording, inquiry.arrangements))
    return _Examination(standing, answers, tuple(findings), tuple(_doubtful(inquiry, structure, wording)))


def _touches(structure: Structure, matter: Matter, held: Sequence[Fulfilled]) -> bool:
    """Tell whether a fulfilled arrangement has a seat in the support of a matter."""
    if not held:
        return False
    offices = structure.support(matter).offices
    return any(office in offices for one in held for office in one.offices)


def _known(
    inquiry: _Inquiry,
    place: Place,
    structure: Structure,
    other: Structure | None,
    held: Sequence[Fulfilled],
) -> Known:
    """Answer every matter, unless a place that is alike but for the names of persons was answered before."""
    question = inquiry.question
    shape = (
        shape_of(structure, question, held),
        shape_of(other, question, ()) if other is not None else None,
    )
    known = inquiry.known.get(shape)
    if known is None:
        answers = (_answer(place, structure, other, matter, question, held) for matter in inquiry.matters)
        known = inquiry.known[shape] = Known(structure, other, tuple(answers))
    return known


def _answers(
    known: Known, place: Place, structure: Structure, other: Structure | None
) -> tuple[MatterAnswers, ...]:
    """Give the answers, or tell those of a place that is alike."""
    if known.structure is structure:
        return known.answers
    names = counterparts(known.structure, structure)
    fresh = counterparts(known.other, other) if known.other is not None and other is not None else {}
    return tuple(
        MatterAnswers(
            place.id,
            one.matter,
            renamed(one.readings, names),
            renamed(one.without_arrangement, fresh) if one.without_arrangement is not None else None,
        )
        for one in known.answers
    )


def _seen(known: Known, match: Match | None, scene: Scene, answers: Readings) -> Sequence[Seen]:
    """Ask the C questions of a matter, or tell what was found at a place that is alike."""
    found = known.seen.get(scene.matter.id)
    if found is not None and match is not None:
        return [match.seen(one) for one in found]
    found = tuple(concentrated(scene, (answers.paper, answers.ties, answers.practice)))
    if match is None:
        known.seen[scene.matter.id] = found
    return found


def _answer(
    place: Place,
    structure: Structure,
    other: Structure | None,
    matter: Matter,
    question: Question,
    held: Sequence[Fulfilled],
) -> MatterAnswers:
    """Answer one matter, as things stand and (where an arrangement touches it) without the arrangement."""
    now = readings(structure, matter, question, held)
    if other is None or not _touches(structure, matter, held):
        return MatterAnswers(place.id, matter.id, now, None)
    return MatterAnswers(
        place.id, matter.id, now, readings(other, matter, replace(question, patterns=False), ())
    )


def _doubtful(inquiry: _Inquiry, structure: Structure, wording: Wording) -> Iterator[Text]:
    """List the tenures whose partial date could change an answer on the day."""
    joined = in_force(inquiry.arrangements, structure.roster)
    for tenure in doubtful_tenures(inquiry.case, structure, inquiry.matters, arrangements=joined):
        who = (
            wording.names.person(tenure.person, tenure.place)
            if tenure.person
            else Text("ghế trống", "vacant")
        )
        office, place = wording.names.office(tenure.office), wording.names.place(tenure.place)
        days = span_name(tenure.span)
        yield Text(
            f"tenures.csv, dòng {tenure.line}: {who.vi}, {office.vi}, {place.vi} ({days.vi})",
            f"tenures.csv, line {tenure.line}: {who.en}, {office.en}, {place.en} ({days.en})",
        )


def _order(
    inquiry: _Inquiry,
) -> Callable[[Finding], tuple[int, str, str, int, tuple[str, ...], tuple[str, ...]]]:
    """Order findings by severity, code, place, matter in the order of the framework, then steps and persons."""
    rank = {matter.id: number for number, matter in enumerate(inquiry.matters)}

    def key(finding: Finding) -> tuple[int, str, str, int, tuple[str, ...], tuple[str, ...]]:
        matter = rank[finding.matter] if finding.matter is not None else -1
        return (-finding.severity, finding.code, finding.place or "", matter, finding.steps, finding.persons)

    return key


def count_by_code(findings: Iterable[Finding]) -> dict[str, int]:
    """Count findings by code."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return dict(sorted(counts.items()))
