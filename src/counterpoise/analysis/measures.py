"""The measures a case could adopt, by closed rules read off its framework and rosters.

| kind | who or what is proposed |
|---|---|
| split | each arrangement somebody fulfils, each pair of offices that may not be joined, each office of whoever holds more offices than the load allows |
| move | a step of the control of an office, when that office or one joined with it can take it; a step one hand may not take beside another: to a colleague, a member of the group that takes it, or whoever acts in the matter |
| cosign | a signature after the deciding step of a route, of a colleague, of the body they share, or of whoever else acts in the matter |
| check | a check of every case after the deciding step, by whoever already checks matters of the same field |
| standing | each binding periodic check |
| substitute | in the control of an office, and in a check by an office that one person holds with others: its holder steps aside |
| cut | each dependence of an office of the audited level on one actor, with all its ties that are followed |
| quota | each step a body takes by majority: two thirds |
| publish, deadline | a result not published; the steps that a rule wants a deadline for |
| delegate | each duty of an office whose holder passes the load limit: to a colleague |

Colleagues are the members of the smallest deciding body an office sits in. Actors that no answer can tell apart (same
seats, same ties, nothing else held, nothing else done in the matter) are proposed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from counterpoise.analysis.acting import leaf_terms
from counterpoise.analysis.load import LIMIT, duties_of, offices_of
from counterpoise.analysis.measure_words import Wanted, measure_of
from counterpoise.analysis.setting import Setting, anchors
from counterpoise.analysis.structure import Structure
from counterpoise.domain.actors import Actor, BodyTerm, GroupTerm, OfficeTerm, office_actor
from counterpoise.domain.bodies import BodyVotes
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Act, Deadline, Matter, Step, When
from counterpoise.domain.measures import (
    AddCheck,
    AddPublication,
    CoSign,
    CutTie,
    HandOver,
    Kind,
    MakeStanding,
    Measure,
    MoveStep,
    RaiseQuota,
    SetDeadlines,
    Split,
    StepAside,
)
from counterpoise.domain.quotas import Majority, Share
from counterpoise.domain.rules import DeadlinesStated, DistinctPersons, IncompatibleOffices
from counterpoise.domain.words import BodyId, OfficeId, StepId

TWO_THIRDS = Share(Fraction(2, 3), "2/3")
_DAYS = 5


def candidates(setting: Setting, *, published: bool = False) -> tuple[Measure, ...]:
    """List every measure the rules propose, by id; `published` adds the publication of each matter asked about."""
    structures = tuple(Structure(one, setting.choices) for one in setting.rosters)
    search = _Search(setting, structures)
    found = [*search.splits(), *search.duties(), *search.ties()]
    for matter in setting.framework.matters.values():
        found += search.of_matter(matter, published=published)
    measures: dict[str, Measure] = {}
    for rank, wanted in enumerate(found):
        one = measure_of(setting, wanted, rank=rank)
        measures.setdefault(one.id, one)
    return tuple(sorted(measures.values(), key=lambda one: one.id))


class _Search:
    """Looks for measures in one setting."""

    def __init__(self, setting: Setting, structures: Sequence[Structure]) -> None:
        self.setting = setting
        self.structures = structures
        self.framework: Framework = setting.framework
        self.joined = self._joined()
        self.checkers = _checkers(self.framework)

    def _joined(self) -> dict[OfficeId, frozenset[OfficeId]]:
        """Say for each office with which others an arrangement joins it."""
        joined: dict[OfficeId, frozenset[OfficeId]] = {}
        arrangements = self.setting.case.arrangements_with(self.framework)
        for one in arrangements:
            for office in one.offices:
                joined[office] = joined.get(office, frozenset()) | frozenset(one.offices) - {office}
        return joined

    # Holdings, duties, ties

    def splits(self) -> Iterator[Wanted]:
        """End arrangements, incompatible holdings, and holdings of whoever has too many offices."""
        for place, held, structure in zip(
            self.setting.places, self.setting.held, self.structures, strict=True
        ):
            for one in held:
                yield Wanted(Kind.SPLIT, Split(place.id, one.person, one.offices[1:], one.arrangement.id))
            for rule in self.framework.rules:
                if isinstance(rule, IncompatibleOffices):
                    for person in structure.persons:
                        both = [o for o in offices_of(structure, person) if o in rule.offices]
                        for office in both if len(both) > 1 else ():
                            yield Wanted(Kind.SPLIT, Split(place.id, person, (office,)))
            for person in structure.persons:
                offices = offices_of(structure, person)
                if len(offices) > LIMIT and structure.sits_here(person):
                    for office in offices:
                        yield Wanted(Kind.SPLIT, Split(place.id, person, (office,)))

    def duties(self) -> Iterator[Wanted]:
        """Hand over duties of offices whose holder has too much."""
        for office in self.framework.offices.values():
            if office.duties and any(self._is_loaded(s, office.id) for s in self.structures):
                for to in self.colleagues(office.id):
                    for duty in office.duties:
                        yield Wanted(Kind.DELEGATE, HandOver(duty, office.id, to))

    def _is_loaded(self, structure: Structure, office: OfficeId) -> bool:
        return any(
            len(offices_of(structure, p)) + len(duties_of(structure, p)) > LIMIT and structure.sits_here(p)
            for p in structure.roster.holders(office)
        )

    def ties(self) -> Iterator[Wanted]:
        """Cut each followed dependence of an office of the audited level."""
        for office in self.framework.offices.values():
            followed = self.structures[0].ties_of(office.id) if self.structures else ()
            if office.level != self.framework.audits:
                continue
            for actor in dict.fromkeys(tie.actor for tie in followed):
                numbers = tuple(n for n, t in enumerate(office.ties) if t in followed and t.actor == actor)
                ties = tuple(office.ties[n] for n in numbers)
                yield Wanted(Kind.CUT, CutTie(office.id, actor, numbers, ties))

    # Matters

    def of_matter(self, matter: Matter, *, published: bool) -> Iterator[Wanted]:
        """Propose everything for one matter."""
        yield from self.asides(matter)
        yield from self.moves(matter)
        yield from self.deadlines(matter)
        if matter.id not in self.setting.asked:
            return
        yield from self.standing(matter)
        yield from self.quotas(matter)
        for anchor, route in zip(anchors(matter), matter.routes, strict=True):
            step = next(step for step in route if step.id == anchor)
            yield from self.cosigns(matter, step)
            yield from self.checks(matter, step, route)
            if published and not any(s.act is Act.PUBLISH for s in route):
                yield self.publication(matter, step)

    def cosigns(self, matter: Matter, step: Step) -> Iterator[Wanted]:
        """Let a colleague, the shared body or another actor of the matter sign too."""
        near: list[Actor] = []
        for office in _single_offices(self.framework, step.actor):
            near += [office_actor(o) for o in self.colleagues(office)]
            near += [_body_actor(b) for b in self.nearest_bodies(office)]
        others = [s.actor for s in matter.steps if _is_plain(s.actor)]
        for by in self.distinct(matter, step, [*near, *others]):
            yield Wanted(Kind.COSIGN, CoSign(matter.id, step.id, by, self.days(Kind.COSIGN, step)))

    def checks(self, matter: Matter, step: Step, route: Sequence[Step]) -> Iterator[Wanted]:
        """Let whoever checks matters of the field check every case."""
        there = {s.actor for s in route if s.is_binding_check and s.when is When.ALWAYS}
        in_field = self.checkers.get(matter.field, ()) or [
            a for known in self.checkers.values() for a in known
        ]
        for by in self.distinct(matter, step, [a for a in in_field if a not in there]):
            yield Wanted(Kind.CHECK, AddCheck(matter.id, step.id, by, self.days(Kind.CHECK, step)))

    def standing(self, matter: Matter) -> Iterator[Wanted]:
        """Let periodic checks take place in every case."""
        for step in matter.steps:
            if step.is_binding_check and step.when is When.PERIODIC:
                yield Wanted(Kind.STANDING, MakeStanding(matter.id, step.id))

    def quotas(self, matter: Matter) -> Iterator[Wanted]:
        """Raise a majority to two thirds for one step."""
        for step in matter.steps:
            match step.actor.terms:
                case (BodyTerm(body, None),) if step.is_consent and step.substitute is None:
                    decides = self.framework.bodies[body].decides
                    if isinstance(decides, BodyVotes) and isinstance(decides.quota, Majority):
                        yield Wanted(Kind.QUOTA, RaiseQuota(matter.id, step.id, TWO_THIRDS))

    def publication(self, matter: Matter, step: Step) -> Wanted:
        """Publish a result, by whoever publishes in the field, else by whoever decides."""
        known = [
            s.actor
            for other in self.framework.matters.values()
            for s in other.steps
            if s.act is Act.PUBLISH and other.field == matter.field
        ]
        by = known[0] if known else step.actor
        return Wanted(Kind.PUBLISH, AddPublication(matter.id, step.id, by, self.days(Kind.PUBLISH, step)))

    def deadlines(self, matter: Matter) -> Iterator[Wanted]:
        """Set the deadlines that a rule asks for."""
        rules = [r for r in self.framework.rules if isinstance(r, DeadlinesStated)]
        if any(r.matters is None or matter.id in r.matters for r in rules):
            missing = tuple(s.id for s in matter.steps if s.is_consent and s.days is None)
            if missing:
                days = Deadline(self.setting.terms.kinds[Kind.DEADLINE].days or _DAYS, working=True)
                yield Wanted(Kind.DEADLINE, SetDeadlines(matter.id, missing, days))

    def asides(self, matter: Matter) -> Iterator[Wanted]:
        """Let the controlled office, or the other hand of a self-check, step aside."""
        if matter.against is not None:
            near = {matter.against} | self.joined.get(matter.against, frozenset())
            steps = [s for s in matter.steps if self._is_act(s) and self.reach(s.actor) & near]
            yield from self._asides(matter, steps, (matter.against,), [matter.against])
        for step in matter.steps:
            for office in _single_offices(self.framework, step.actor):
                others = self.joined.get(office, frozenset()) - {matter.against}
                if others and step.is_binding_check:
                    yield from self._asides(matter, [step], tuple(sorted(others)), [office])
        for step in matter.steps:
            if step.excludes and step.substitute is None:
                offices = _single_offices(self.framework, step.actor)
                yield from self._asides(matter, [step], step.excludes, offices)

    def _asides(
        self, matter: Matter, steps: Sequence[Step], offices: tuple[OfficeId, ...], like: Sequence[OfficeId]
    ) -> Iterator[Wanted]:
        if not steps:
            return
        ids = tuple(step.id for step in steps)
        if all(self.reach(s.actor) - set(offices) and not self._whole(s, offices) for s in steps):
            yield Wanted(Kind.SUBSTITUTE, StepAside(matter.id, ids, offices))
        near = [office_actor(o) for office in like for o in self.colleagues(office)]
        checkers = self.checkers.get(matter.field, ()) if all(s.is_binding_check for s in steps) else ()
        for by in self.distinct(matter, steps[0], [*near, *checkers]):
            if not self.reach(by) <= set(offices):
                yield Wanted(Kind.SUBSTITUTE, StepAside(matter.id, ids, offices, by))

    def _whole(self, step: Step, offices: Sequence[OfficeId]) -> bool:
        """Tell whether an actor is left with nobody when these offices step aside somewhere."""
        for structure in self.structures:
            out = frozenset(p for office in offices for p in structure.roster.holders(office))
            if structure.acts(step.actor, structure.excluded_from(step) | out) == structure.builder.never:
                return True
        return False

    def moves(self, matter: Matter) -> Iterator[Wanted]:
        """Give away the steps of a self-control and the steps one hand may not join."""
        chosen: dict[StepId, Step] = {}
        if matter.against is not None:
            near = {matter.against} | self.joined.get(matter.against, frozenset())
            chosen |= {s.id: s for s in matter.steps if self._is_act(s) and self.reach(s.actor) & near}
        for one, other in self._pairs(matter):
            chosen |= {one.id: one, other.id: other}
        for step in chosen.values():
            offices = list(self.reach_in_order(step.actor))
            near_ones = [o for office in offices[:1] for o in self.colleagues(office)]
            plain = [
                a.terms[0].office
                for s in matter.steps
                if isinstance((a := s.actor).terms[0], OfficeTerm) and len(a.terms) == 1
            ]
            for to in self.distinct(matter, step, [office_actor(o) for o in (*offices, *near_ones, *plain)]):
                yield Wanted(Kind.MOVE, MoveStep(matter.id, step.id, to))

    def _pairs(self, matter: Matter) -> Iterator[tuple[Step, Step]]:
        """List steps that different persons must take and one office, or offices joined, can take both of."""
        for rule in self.framework.rules:
            if isinstance(rule, DistinctPersons) and (rule.matters is None or matter.id in rule.matters):
                for route in matter.routes:
                    for a, b in combinations([s for s in route if self._is_act(s)], 2):
                        wanted = (a.act in rule.one and b.act in rule.other) or (
                            b.act in rule.one and a.act in rule.other
                        )
                        if wanted and self._meet(a, b):
                            yield a, b

    def _meet(self, one: Step, other: Step) -> bool:
        reach = self.reach(other.actor)
        return any(({o} | self.joined.get(o, frozenset())) & reach for o in self.reach(one.actor))

    # Who

    def _is_act(self, step: Step) -> bool:
        """Tell whether a step is taken by offices, not by a vote, and carries or checks."""
        voted = any(isinstance(t, BodyTerm) for t in leaf_terms(self.framework, step.actor))
        return (step.is_consent or step.is_binding_check) and not voted

    def colleagues(self, office: OfficeId) -> tuple[OfficeId, ...]:
        """List the other members of the smallest deciding body an office sits in."""
        return tuple(
            m for b in self.nearest_bodies(office) for m in self.framework.bodies[b].members if m != office
        )

    def nearest_bodies(self, office: OfficeId) -> tuple[BodyId, ...]:
        """Give the smallest body with a vote that an office sits in with others, if there is one."""
        sits = [
            b
            for b in self.framework.bodies.values()
            if office in b.members and len(b.members) > 1 and isinstance(b.decides, BodyVotes)
        ]
        return (min(sits, key=lambda b: len(b.members)).id,) if sits else ()

    def reach(self, actor: Actor) -> frozenset[OfficeId]:
        """List the offices an actor is made of."""
        return self.structures[0].reach(actor) if self.structures else frozenset()

    def reach_in_order(self, actor: Actor) -> Iterable[OfficeId]:
        """List the offices an actor is made of, as written."""
        return _single_offices(self.framework, actor, every=True)

    def days(self, kind: Kind, step: Step) -> Deadline | None:
        """Give the deadline of a step that is added."""
        days = self.setting.terms.kinds[kind].days
        return None if days is None else Deadline(days, working=True, after=step.id)

    def distinct(self, matter: Matter, step: Step, actors: Iterable[Actor]) -> list[Actor]:
        """Drop the step's own actor, whoever stands below it, and all but one of those no answer can tell apart."""
        level = self._rank(step.actor)
        kept: dict[object, Actor] = {}
        for actor in dict.fromkeys(actors):
            if actor != step.actor and self._rank(actor) >= level:
                kept.setdefault(self._likeness(matter, actor), actor)
        return list(kept.values())

    def _rank(self, actor: Actor) -> int:
        """Give the highest level an actor reaches."""
        offices = self.framework.offices
        return max((self.framework.rank(offices[o].level) for o in self.reach(actor)), default=0)

    def _likeness(self, matter: Matter, actor: Actor) -> object:
        """Describe an actor as far as any answer about the matter can tell it from others."""
        match actor.terms:
            case (OfficeTerm(office),):
                if any(office in self.reach(s.actor) for s in matter.steps) or self._is_busy(office):
                    return actor
                known = self.framework.offices[office]
                return (known.level, known.seats, tuple((t.actor, t.how) for t in known.ties), known.duties)
            case _:
                return actor

    def _is_busy(self, office: OfficeId) -> bool:
        """Tell whether some holder does anything else, is related, or is missing somewhere, or the office moves others."""
        for structure in self.structures:
            seats = structure.roster.seats.get(office, ())
            if any(s.holder is None for s in seats):
                return True
            for person in structure.roster.holders(office):
                if len(offices_of(structure, person)) > 1 or structure.relatives(person):
                    return True
        return any(
            office in self.reach(tie.actor) for other in self.framework.offices.values() for tie in other.ties
        )


def _checkers(framework: Framework) -> dict[str, tuple[Actor, ...]]:
    """List by field who checks anything with binding force."""
    found: dict[str, dict[Actor, None]] = {}
    for matter in framework.matters.values():
        for step in matter.steps:
            if step.is_binding_check and _is_plain(step.actor):
                found.setdefault(matter.field, {})[step.actor] = None
    return {field: tuple(actors) for field, actors in found.items()}


def _is_plain(actor: Actor) -> bool:
    """Tell whether an actor is one office or one body."""
    match actor.terms:
        case (OfficeTerm(_) | BodyTerm(_, None),):
            return True
        case _:
            return False


def _single_offices(framework: Framework, actor: Actor, *, every: bool = False) -> tuple[OfficeId, ...]:
    """List the offices an actor names, through its groups; only of an actor that is one office unless `every`."""
    found = [t.office for t in leaf_terms(framework, actor) if isinstance(t, OfficeTerm)]
    is_one = len(actor.terms) == 1 and not isinstance(actor.terms[0], GroupTerm)
    return tuple(dict.fromkeys(found)) if every or is_one else ()


def _body_actor(body: BodyId) -> Actor:
    return Actor((BodyTerm(body),))
