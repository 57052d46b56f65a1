"""R findings: rules of the framework that the roster, or the framework itself, breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.by_hand import Holding
from counterpoise.analysis.findings import Because, Finding, Severity
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.tenure_length import years_held
from counterpoise.analysis.wording import REMEDIES, Wording
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.matters import Act, Matter, Power, Step
from counterpoise.domain.names import joined
from counterpoise.domain.people import Kin
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    KinBetween,
    NeedsRecords,
    OwnCase,
    Rotation,
    Rule,
    SeatNumber,
    SeatShare,
    TermLimit,
)
from counterpoise.domain.words import MatterId, OfficeId, PersonId, StepId, Text, is_uncertain, plain

DECIDING = frozenset({Act.DECIDE, Act.APPROVE, Act.SIGN})
JUDGING = frozenset({Act.DECIDE, Act.APPROVE, Act.JUDGE, Act.INSPECT, Act.AUDIT, Act.SUPERVISE, Act.APPRAISE})


_KINDS: Mapping[type[Rule], tuple[str, Severity]] = {
    IncompatibleOffices: ("R01", Severity.ERROR),
    KinBetween: ("R02", Severity.ERROR),
    TermLimit: ("R03", Severity.ERROR),
    Rotation: ("R04", Severity.WARNING),
    HeldWith: ("R05", Severity.WARNING),
    SeatNumber: ("R06", Severity.WARNING),
    SeatShare: ("R06", Severity.WARNING),
    OwnCase: ("R07", Severity.ERROR),
    DistinctPersons: ("R08", Severity.WARNING),
    DeadlinesStated: ("R09", Severity.WARNING),
    DecidedTogether: ("R10", Severity.ERROR),
}


@dataclass(frozen=True, slots=True)
class Weight:
    """What a breach of a rule is called, how grave it is, and how grave it would be if the rule were certain."""

    code: str
    severity: Severity
    capped_from: Severity | None


def weight_of(rule: Rule) -> Weight:
    """Weigh a breach of a rule; it is capped when the rule itself is uncertain."""
    code, severity = _KINDS[type(rule)]
    if severity > Severity.WARNING and is_uncertain(rule.basis):
        return Weight(code, Severity.WARNING, severity)
    return Weight(code, severity, None)


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken once: who, with which offices, in which matter and steps."""

    rule: Rule
    message: Text
    persons: tuple[PersonId, ...] = ()
    offices: tuple[OfficeId, ...] = ()
    matter: MatterId | None = None
    steps: tuple[Step, ...] = ()
    kin: Kin | None = None


@dataclass(frozen=True, slots=True)
class Court:
    """What rules are held against: one place of a case, and the matters asked about."""

    case: Case
    structure: Structure
    wording: Wording
    matters: Sequence[Matter]

    @property
    def day(self) -> date:
        """Give the day of the roster."""
        return self.structure.roster.day


def broken_rules(court: Court) -> Iterator[Finding]:
    """Hold every rule of the framework against one place."""
    for rule in court.structure.framework.rules:
        for breach in breaches(court, rule):
            yield _finding(court, breach)


def unexcused(court: Court, rule: Rule) -> Iterator[Breach]:
    """Find how often one rule is broken without leave in time."""
    for breach in breaches(court, rule):
        leave = _leave(court, breach)
        if leave is None or not leave[0]:
            yield breach


def breaches(court: Court, rule: Rule) -> Iterator[Breach]:
    """Find how often one rule is broken."""
    match rule:
        case IncompatibleOffices():
            yield from _incompatible(court, rule)
        case KinBetween():
            yield from _kin(court, rule)
        case TermLimit():
            yield from _too_long(court, rule, (rule.office,), rule.at_most_years)
        case Rotation():
            yield from _too_long(court, rule, rule.offices, rule.at_most_years)
        case HeldWith():
            yield from _held_with(court, rule)
        case SeatNumber():
            yield from _seat_number(court, rule)
        case SeatShare():
            yield from _seat_share(court, rule)
        case OwnCase():
            yield from _own_case(court, rule)
        case DistinctPersons():
            yield from _distinct(court, rule)
        case DeadlinesStated():
            yield from _deadlines(court, rule)
        case DecidedTogether():
            yield from _decided_together(court, rule)
        case NeedsRecords():
            return


# Persons and offices


def _incompatible(court: Court, rule: IncompatibleOffices) -> Iterator[Breach]:
    structure = court.structure
    offices: dict[PersonId, list[OfficeId]] = {}
    for office in rule.offices:
        for holder in structure.roster.holders(office):
            offices.setdefault(holder, []).append(office)
    for person in sorted(offices):
        held = tuple(offices[person])
        if len(held) > 1 and _audited(structure, held):
            who, what = _who(court, person), joined([court.wording.names.office(o) for o in held])
            text = Text(
                f"{who.vi} cùng lúc giữ các chức danh không được kiêm nhau: {what.vi}.",
                f"{who.en} holds offices at once that may not be joined: {what.en}.",
            )
            yield Breach(rule, text, persons=(person,), offices=held)


def _kin(court: Court, rule: KinBetween) -> Iterator[Breach]:
    """Find relatives of whom each holds one of the offices, in the order in which the rule names these."""
    roster = court.structure.roster
    offices = tuple(dict.fromkeys(office for office in rule.between if office in roster.seats))
    held: dict[PersonId, list[int]] = {}
    for number, office in enumerate(offices):
        for holder in roster.holders(office):
            held.setdefault(holder, []).append(number)
    for kin in roster.kin:
        if rule.relatives and kin.relation not in rule.relatives:
            continue
        pairs = ((i, j) for i in held.get(kin.a, ()) for j in held.get(kin.b, ()) if i != j)
        for one, other, turned in sorted((min(pair), max(pair), pair[0] > pair[1]) for pair in pairs):
            first, second = (kin.b, kin.a) if turned else (kin.a, kin.b)
            yield _relatives(court, rule, kin, ((first, offices[one]), (second, offices[other])))


def _relatives(
    court: Court,
    rule: KinBetween,
    kin: Kin,
    holdings: tuple[tuple[PersonId, OfficeId], tuple[PersonId, OfficeId]],
) -> Breach:
    (a, one), (b, other) = holdings
    first, second, names = _who(court, a), _who(court, b), court.wording.names
    office, beside = names.office(one), names.office(other)
    how = relation_name(kin.relation) if kin.relation else Text("không ghi rõ", "not stated")
    text = Text(
        f"{first.vi} ({office.vi}) và {second.vi} ({beside.vi}) có quan hệ gia đình"
        f" ({how.vi}), trong khi hai chức danh này phải tách.",
        f"{first.en} ({office.en}) and {second.en} ({beside.en}) are relatives"
        f" ({how.en}), while these offices must be kept apart.",
    )
    return Breach(rule, text, persons=(a, b), offices=(one, other), kin=kin)


def _too_long(court: Court, rule: Rule, offices: Sequence[OfficeId], limit: int) -> Iterator[Breach]:
    for office in offices:
        for seat in court.structure.roster.seats.get(office, ()):
            if seat.tenure is None or seat.holder is None:
                continue
            years = years_held(court.case.tenures, seat.tenure, court.day)
            if years is not None and years > limit:
                who, what = _who(court, seat.holder), court.wording.names.office(office)
                text = Text(
                    f"{who.vi} giữ chức danh {what.vi} liên tục {f'{years:.1f}'.replace('.', ',')} năm, quá {limit} năm.",
                    f"{who.en} has held {what.en} for {years:.1f} years on end, more than {limit}.",
                )
                yield Breach(rule, text, persons=(seat.holder,), offices=(office,))


def _held_with(court: Court, rule: HeldWith) -> Iterator[Breach]:
    roster = court.structure.roster
    for person in roster.holders(rule.office):
        if person in court.structure.unnamed:
            continue
        if not any(person in roster.holders(office) for office in rule.one_of):
            who, what = _who(court, person), court.wording.names.office(rule.office)
            others = joined([court.wording.names.office(o) for o in rule.one_of])
            text = Text(
                f"{who.vi} giữ chức danh {what.vi} mà không giữ chức danh nào trong số: {others.vi}.",
                f"{who.en} holds {what.en} without any of: {others.en}.",
            )
            yield Breach(rule, text, persons=(person,), offices=(rule.office, *rule.one_of))


def _seat_number(court: Court, rule: SeatNumber) -> Iterator[Breach]:
    structure = court.structure
    offices = offices_counted(structure.framework, rule)
    held = sum(s.holder is not None for o in offices for s in structure.roster.seats.get(o, ()))
    too_few = falls_short(rule, held)
    if too_few or exceeds(rule, held):
        names = court.wording.names
        what = names.body(rule.body) if rule.body else names.office(offices[0])
        limit = rule.at_least if too_few else rule.at_most
        text = Text(
            f"{what.vi} có {held} người giữ ghế, {'ít hơn' if too_few else 'nhiều hơn'} mức {limit}.",
            f"{what.en} has {held} held seats, {'fewer' if too_few else 'more'} than {limit}.",
        )
        yield Breach(rule, text, offices=offices)


def _seat_share(court: Court, rule: SeatShare) -> Iterator[Breach]:
    structure = court.structure
    members = {p for o in structure.framework.bodies[rule.body].members for p in structure.roster.holders(o)}
    if not members:
        return
    joint = sorted(p for p in members if any(s.office in rule.holding for s in structure.seats_of(p)))
    share = len(joint) / len(members)
    too_low = falls_short(rule, share)
    if too_low or exceeds(rule, share):
        what, limit = court.wording.names.body(rule.body), rule.at_least if too_low else rule.at_most
        text = Text(
            f"Trong {what.vi}, {len(joint)} trên {len(members)} người giữ các chức danh nêu trong quy tắc"
            f" ({'thấp' if too_low else 'cao'} hơn {limit}).",
            f"In {what.en}, {len(joint)} of {len(members)} persons hold the offices named by the rule"
            f" ({'below' if too_low else 'above'} {limit}).",
        )
        yield Breach(rule, text, persons=tuple(joint), offices=rule.holding)


def offices_counted(framework: Framework, rule: SeatNumber) -> tuple[OfficeId, ...]:
    """List the offices whose held seats a rule counts."""
    if rule.body:
        return framework.bodies[rule.body].members
    return (rule.office,) if rule.office else ()


def falls_short(rule: SeatNumber | SeatShare, figure: float) -> bool:
    """Tell whether a number of seats, or a share of them, is less than a rule asks for."""
    return rule.at_least is not None and figure < rule.at_least


def exceeds(rule: SeatNumber | SeatShare, figure: float) -> bool:
    """Tell whether a number of seats, or a share of them, is more than a rule allows."""
    return rule.at_most is not None and figure > rule.at_most


# Steps


def judging_steps(matter: Matter) -> tuple[Step, ...]:
    """List the steps that nobody may take alone in a matter against an office of their own."""
    return tuple(s for s in matter.steps if s.act in JUDGING and s.power is not Power.NONE)


def steps_apart(rule: DistinctPersons, matter: Matter) -> Iterator[tuple[Step, Step]]:
    """List the pairs of steps of one route that no one person may be able to take."""
    for route in matter.routes:
        steps = [step for step in route if step.power is not Power.NONE]
        for one in (s for s in steps if s.act in rule.one):
            for other in (s for s in steps if s.act in rule.other and s is not one):
                yield one, other


def deciding_steps(matter: Matter) -> tuple[Step, ...]:
    """List the steps that decide a matter."""
    return tuple(step for step in matter.steps if step.is_consent and step.act is Act.DECIDE)


def untimed_steps(matter: Matter) -> tuple[Step, ...]:
    """List the consents without a deadline."""
    return tuple(step for step in matter.steps if step.is_consent and step.days is None)


def _own_case(court: Court, rule: OwnCase) -> Iterator[Breach]:
    structure = court.structure
    for matter in court.matters:
        if matter.against is None:
            continue
        for person in structure.roster.holders(matter.against):
            own = tuple(
                step for step in judging_steps(matter) if person in structure.alone(structure.step(step))
            )
            if own:
                who, what = _who(court, person), court.wording.names.matter(matter.id)
                said = joined([court.wording.names.step(step) for step in own])
                text = Text(
                    f"{who.vi} tự mình làm bước “{said.vi}” trong việc “{what.vi}”, là việc về chính mình.",
                    f"{who.en} alone takes the step “{said.en}” in “{what.en}”, a matter about oneself.",
                )
                yield Breach(
                    rule,
                    text,
                    (person,),
                    (matter.against,),
                    matter=matter.id,
                    steps=own,
                )


def _distinct(court: Court, rule: DistinctPersons) -> Iterator[Breach]:
    structure = court.structure
    for matter in _chosen(court, rule.matters):
        alone: dict[StepId, frozenset[PersonId]] = {}
        both: dict[PersonId, dict[StepId, Step]] = {}
        for pair in steps_apart(rule, matter):
            for step in pair:
                if step.id not in alone:
                    alone[step.id] = frozenset(structure.alone(structure.step(step)))
            one, other = pair
            for person in alone[one.id] & alone[other.id]:
                both.setdefault(person, {}).update({one.id: one, other.id: other})
        for person in sorted(both):
            if structure.sits_here(person):
                yield _same_person(court, rule, matter, person, tuple(both[person].values()))


def _same_person(
    court: Court, rule: DistinctPersons, matter: Matter, person: PersonId, steps: tuple[Step, ...]
) -> Breach:
    who, what = _who(court, person), court.wording.names.matter(matter.id)
    said = joined([court.wording.names.step(step) for step in steps])
    text = Text(
        f"{who.vi} tự mình làm được các bước phải do những người khác nhau làm trong việc “{what.vi}”: {said.vi}.",
        f"{who.en} alone can take steps of “{what.en}” that different persons must take: {said.en}.",
    )
    return Breach(rule, text, (person,), matter=matter.id, steps=steps)


def _deadlines(court: Court, rule: DeadlinesStated) -> Iterator[Breach]:
    for matter in _chosen(court, rule.matters):
        missing = untimed_steps(matter)
        if missing:
            what, said = (
                court.wording.names.matter(matter.id),
                joined([court.wording.names.step(s) for s in missing]),
            )
            text = Text(
                f"Việc “{what.vi}” phải có thời hạn ở mọi bước, nhưng thiếu ở: {said.vi}.",
                f"“{what.en}” must have a deadline at every step; missing at: {said.en}.",
            )
            yield Breach(rule, text, matter=matter.id, steps=missing)


def _decided_together(court: Court, rule: DecidedTogether) -> Iterator[Breach]:
    structure = court.structure
    for matter in _chosen(court, rule.matters):
        for step in deciding_steps(matter):
            alone = structure.alone(structure.step(step))
            if alone:
                what, said = court.wording.names.matter(matter.id), court.wording.names.step(step)
                who = joined([_who(court, person) for person in alone])
                text = Text(
                    f"Việc “{what.vi}” thuộc thẩm quyền tập thể nhưng bước “{said.vi}” do một người quyết được: {who.vi}.",
                    f"“{what.en}” belongs to the collective, yet one person can decide the step “{said.en}”: {who.en}.",
                )
                yield Breach(rule, text, alone, matter=matter.id, steps=(step,))


def _chosen(court: Court, matters: Sequence[MatterId] | None) -> list[Matter]:
    return [m for m in court.matters if matters is None or m.id in matters]


def _audited(structure: Structure, offices: Sequence[OfficeId]) -> bool:
    return any(structure.framework.offices[o].level == structure.framework.audits for o in offices)


def _who(court: Court, person: PersonId) -> Text:
    return court.wording.names.person(person, court.wording.place)


# Findings


def _finding(court: Court, breach: Breach) -> Finding:
    """Word a breach as a finding; leave given in time turns it into a note that says so."""
    leave, weight = _leave(court, breach), weight_of(breach.rule)
    if leave is not None and leave[0]:
        weight = Weight(weight.code, Severity.INFO, None)
    note = leave[1] if leave is not None else plain("")
    structure = court.structure
    rows = [
        court.wording.seat_row(structure.roster, Holding(person, office, structure.roster.place_of(office)))
        for person in breach.persons
        for office in breach.offices
        if any(s.holder == person for s in structure.roster.seats.get(office, ()))
    ]
    if breach.kin is not None:
        rows.append(court.wording.kin_row(breach.kin.a, breach.kin.b, court.wording.place))
    return Finding(
        code=weight.code,
        severity=weight.severity,
        capped_from=weight.capped_from,
        reading=None,
        place=structure.roster.place,
        matter=breach.matter,
        steps=tuple(step.id for step in breach.steps),
        persons=breach.persons,
        offices=breach.offices,
        message=Text(breach.message.vi + note.vi, breach.message.en + note.en),
        because=(Because(breach.kin.a, breach.kin.b, "kin"),) if breach.kin is not None else (),
        basis=breach.rule.basis,
        rests_on=tuple(rows),
        remedy=REMEDIES[weight.code],
    )


def _leave(court: Court, breach: Breach) -> tuple[bool, Text] | None:
    """Find the exception that covers a breach, and say it; an expired one is said too but covers nothing."""
    here = frozenset(court.structure.roster.chain.values())
    given = [
        one
        for one in court.case.exceptions
        if one.rule == breach.rule.id
        and (one.place is None or one.place in here)
        and (one.person is None or one.person in breach.persons)
    ]
    in_time = [one for one in given if one.until is None or court.day <= one.until]
    if not given:
        return None
    one = (in_time or given)[0]
    word = Text("Có ngoại lệ", "Exception") if in_time else Text("Ngoại lệ đã hết hạn", "Exception expired")
    until = Text("không ghi hạn", "no end stated")
    if one.until is not None:
        until = Text(f"đến {day_name(one.until).vi}", f"until {day_name(one.until).en}")
    return bool(in_time), Text(
        f" {word.vi}: {one.reason.vi}; người cho phép: {one.approver.vi}; {until.vi}.",
        f" {word.en}: {one.reason.en}; approved by {one.approver.en}; {until.en}.",
    )
