"""Ask every question of a case on a day and give the answers and findings in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.alike import counterparts, matched
from counterpoise.analysis.arrangements import in_force
from counterpoise.analysis.asked import day_asked, framework_asked, matters_asked, places_asked
from counterpoise.analysis.at_place import AtPlace, Inquiry, Told, at_place
from counterpoise.analysis.capture import Question
from counterpoise.analysis.doubtful import doubtful_tenures
from counterpoise.analysis.findings import Audit, Finding, MatterAnswers
from counterpoise.analysis.framework_gaps import framework_findings
from counterpoise.analysis.gaps import matter_gaps, no_independent_check, regulation_gaps
from counterpoise.analysis.helping import Helper, from_the_back
from counterpoise.analysis.load import overloaded, overworked
from counterpoise.analysis.pilots import pilot_findings
from counterpoise.analysis.rules import Court, broken_rules
from counterpoise.analysis.scene import worded
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.analysis.witness import Allowance
from counterpoise.analysis.wording import Wording
from counterpoise.boolean.budget import Purse
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import SECONDS, LadderEngine
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How
from counterpoise.domain.day_words import span_name
from counterpoise.domain.institution import Case, Place
from counterpoise.domain.rosters import Roster, holders_on
from counterpoise.domain.words import PlaceId, Text

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """What was told of one place, kept for places (and days) that are alike."""

    structure: Structure
    other: Structure | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Asking:
    """An inquiry, what is known already, and who helps."""

    inquiry: Inquiry
    known: dict[Hashable, Known]
    helper: Helper | None


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
    helper: Helper | None = None,
) -> Audit:
    """Examine a case on a day: every matter at every audited place in the three readings, and all findings.

    `change` puts another roster in the place of each one examined; `known` keeps answers for further audits of the
    same case that differ in the day and the places only. A `brief` audit finds the same, and answers how few carry each
    matter: that takes less time. A `helper` asks some of the matters elsewhere; last digits of power may then differ.
    Raises CaseError when the day, a place or a matter is not known.
    """
    on = day_asked(case, day)
    framework = framework_asked(case, on)
    chosen = places_asked(case, on, places)
    inquiry = Inquiry(
        case,
        framework,
        on,
        holders_on(case, on),
        matters_asked(framework, matters),
        case.arrangements_with(framework),
        Choices(frozenset(FOLLOWED_BY_DEFAULT if ties is None else ties), superiors),
        Question(
            engine or LadderEngine(purse=Purse(SECONDS)),
            sets,
            {p.id: p.compromise for p in case.persons.values() if p.compromise is not None},
            compromise,
            patterns=True,
            brief=brief,
            witnesses=Allowance(),
        ),
        change,
    )
    asking = _Asking(inquiry, {} if known is None else known, helper)
    if helper is not None:
        questions = len(chosen) * len(inquiry.matters)
        helper.begin(
            questions, lambda wanted: from_the_back(inquiry, chosen, known=asking.known, wanted=wanted)
        )
    answers: list[MatterAnswers] = []
    found: list[Finding] = []
    rosters: dict[PlaceId, Roster] = {}
    doubtful: list[Text] = []
    for number, place in enumerate(chosen):
        examination = _examine(asking, place, number)
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


def _examine(asking: _Asking, place: Place, number: int) -> _Examination:
    """Examine one place."""
    inquiry = asking.inquiry
    here = at_place(inquiry, place)
    structure, wording = here.structure, here.wording
    told = _told(asking, here, number)
    findings: list[Finding] = []
    for matter, one in zip(inquiry.matters, told, strict=True):
        scene = here.scene(one.answers, matter, inquiry.question)
        found = tuple(worded(scene, seen, wording=wording) for seen in one.seen)
        weak = frozenset(step for one in found if one.code in ("C02", "C03") for step in one.steps)
        findings.extend(found)
        findings.extend(matter_gaps(structure, matter, wording.names))
        findings.extend(no_independent_check(structure, matter, wording.names, weak))
    findings.extend(regulation_gaps(inquiry.case, structure, inquiry.matters, wording.names))
    findings.extend(broken_rules(Court(inquiry.case, structure, wording, inquiry.matters)))
    findings.extend(overloaded(structure, wording))
    findings.extend(overworked(inquiry.case, structure, here.other, wording, inquiry.matters))
    findings.extend(pilot_findings(structure, wording, inquiry.arrangements))
    return _Examination(
        structure.roster,
        tuple(one.answers for one in told),
        tuple(findings),
        tuple(_doubtful(inquiry, structure, wording)),
    )


def _told(asking: _Asking, here: AtPlace, number: int) -> tuple[Told, ...]:
    """Ask every matter, or tell what was told of a place that is alike but for the names of persons."""
    question = asking.inquiry.question
    shape = here.shape(question)
    known = asking.known.get(shape)
    if known is None:
        told = _asked(asking, here, number)
        asking.known[shape] = Known(here.structure, here.other, told)
        return told
    match = matched(known.structure, here.structure)
    apart = {} if known.other is None or here.other is None else counterparts(known.other, here.other)
    return tuple(one.at(here.place, match=match, without=apart) for one in known.told)


def _asked(asking: _Asking, here: AtPlace, number: int) -> tuple[Told, ...]:
    """Ask every matter at one place, but those of which a helper has told."""
    matters, question = asking.inquiry.matters, asking.inquiry.question
    if asking.helper is None:
        return here.ask_all(matters, question)
    return tuple(
        asking.helper.told(at) or here.ask(matter, question)
        for at, matter in enumerate(matters, number * len(matters))
    )


def _doubtful(inquiry: Inquiry, structure: Structure, wording: Wording) -> Iterator[Text]:
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
    inquiry: Inquiry,
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
