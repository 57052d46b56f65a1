"""A measure as its terms word it: id, cost, clause, conditions, whom it burdens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.analysis.acting import leaf_terms
from counterpoise.analysis.setting import Setting, actor_name
from counterpoise.domain.actors import Actor, BodyTerm, GroupTerm, office_actor
from counterpoise.domain.matters import Deadline, Matter, Step
from counterpoise.domain.measures import (
    AddCheck,
    AddPublication,
    Change,
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
    Term,
)
from counterpoise.domain.names import HOWS, joined
from counterpoise.domain.words import Basis, MatterId, Status, StepId, Text, plain, status_of

_OTHERS = Text("người khác có thẩm quyền", "whoever else is competent")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change somebody proposes, not yet worded."""

    kind: Kind
    change: Change


def measure_of(setting: Setting, wanted: Wanted, *, rank: int = 0) -> Measure:
    """Word a change by the terms of its kind."""
    term, change = setting.terms.kinds[wanted.kind], wanted.change
    blanks = _blanks(setting, change)
    above = _is_above(setting, change)
    by_law = term.by_law if _is_by_law(setting, change) else 0
    return Measure(
        id=_identity(wanted),
        kind=wanted.kind,
        change=change,
        cost=term.cost + by_law + (term.superior if above else 0),
        clause=_filled(term, blanks),
        conditions=term.conditions,
        burdens=_burdens(change),
        superior=above,
        basis=term.basis,
        rank=rank,
    )


def called_on(change: Change) -> Actor | None:
    """Give the actor that a change gives something to do."""
    match change:
        case MoveStep(to=actor) | CoSign(by=actor) | AddCheck(by=actor) | AddPublication(by=actor):
            return actor
        case StepAside(substitute=actor):
            return actor
        case HandOver(to=office):
            return office_actor(office)
        case _:
            return None


def _identity(wanted: Wanted) -> str:
    actor = called_on(wanted.change)
    who = f":{actor_name(actor)}" if actor is not None else ""
    match wanted.change:
        case Split(place, person, offices):
            return f"{wanted.kind}:{place}:{person}:{'+'.join(offices)}"
        case CutTie(office, actor):
            return f"{wanted.kind}:{office}:{actor_name(actor)}"
        case HandOver(duty, giver):
            return f"{wanted.kind}:{giver}.{duty}{who}"
        case StepAside(matter, steps, offices):
            return f"{wanted.kind}:{matter}.{'+'.join(steps)}:{'+'.join(offices)}{who}"
        case SetDeadlines(matter):
            return f"{wanted.kind}:{matter}"
        case RaiseQuota(matter, step, quota):
            return f"{wanted.kind}:{matter}.{step}:{quota}"
        case change:
            return f"{wanted.kind}:{change.matter}.{change.step}{who}"


def _burdens(change: Change) -> tuple[str, ...]:
    actor = called_on(change)
    return () if actor is None else (str(actor),)


def _step(setting: Setting, matter: MatterId, step: StepId) -> Step:
    known: Matter = setting.framework.matters[matter]
    return next(one for one in known.steps if one.id == step)


def _actors(setting: Setting, change: Change) -> tuple[Actor, ...]:
    """List the actors whose way of working a change touches."""
    new = called_on(change)
    found = [] if new is None else [new]
    match change:
        case MoveStep(matter, step) | MakeStanding(matter, step) | RaiseQuota(matter, step):
            found.append(_step(setting, matter, step).actor)
        case CoSign(matter, step) | AddCheck(matter, step) | AddPublication(matter, step):
            found.append(_step(setting, matter, step).actor)
        case StepAside(matter, steps) | SetDeadlines(matter, steps):
            found += [_step(setting, matter, step).actor for step in steps]
        case CutTie(_, actor):
            found.append(actor)
        case HandOver(_, giver):
            found.append(office_actor(giver))
        case Split():
            pass
    return tuple(found)


def _is_above(setting: Setting, change: Change) -> bool:
    """Tell whether somebody above the audited place must adopt it."""
    framework = setting.framework
    return any(
        setting.is_above(
            framework.bodies[term.body].level
            if isinstance(term, BodyTerm)
            else framework.offices[term.office].level
        )
        for actor in _actors(setting, change)
        for term in leaf_terms(framework, actor)
    )


def _is_by_law(setting: Setting, change: Change) -> bool:
    """Tell whether a cited law names who acts, where the change takes that away."""
    match change:
        case MoveStep(matter, step):
            return _is_stated(setting, matter, (step,))
        case StepAside(matter, steps):
            return _is_stated(setting, matter, steps)
        case HandOver(duty):
            known = setting.framework.duties.get(duty)
            return known is not None and _is_law(known.basis)
        case _:
            return False


def _is_stated(setting: Setting, matter: MatterId, steps: tuple[StepId, ...]) -> bool:
    known = setting.framework.matters[matter]
    return any(_is_law(_step(setting, matter, step).basis or known.basis) for step in steps)


def _is_law(basis: Basis) -> bool:
    return status_of(basis) is Status.VERIFIED


# Clauses


def _filled(term: Term, blanks: Mapping[str, Text]) -> Text:
    empty = dict.fromkeys(("place", "person", "offices", "matter", "step", "steps", "excluded"), plain("…"))
    empty |= dict.fromkeys(("by", "from", "how", "quota", "duty", "days"), plain("…"))
    known = {**empty, **blanks}
    if term.days is not None:
        known["days"] = plain(str(term.days))
    return Text(
        term.clause.vi.format(**{name: text.vi for name, text in known.items()}),
        term.clause.en.format(**{name: text.en for name, text in known.items()}),
    )


def _blanks(setting: Setting, change: Change) -> dict[str, Text]:
    """Say what fills the blanks of a clause."""
    names, by = setting.names, called_on(change)
    blanks = {"by": _actor(setting, by)} if by is not None else {"by": _OTHERS}
    match change:
        case Split(place, person, offices):
            return {
                "place": names.place(place),
                "person": names.person(person, place),
                "offices": joined([names.office(office) for office in offices]),
            }
        case CutTie(office, actor, _, ties):
            how = joined([HOWS[tie.how] for tie in ties])
            return {"offices": names.office(office), "from": _actor(setting, actor), "how": how}
        case HandOver(duty, giver):
            known = setting.framework.duties.get(duty)
            return {**blanks, "from": names.office(giver), "duty": known.name if known else plain(duty)}
        case StepAside(matter, steps, offices):
            excluded = joined([names.office(office) for office in offices])
            return {**blanks, **_steps(setting, matter, steps), "excluded": excluded}
        case SetDeadlines(matter, steps, days):
            return {**_steps(setting, matter, steps), "days": _days(days)}
        case MakeStanding(matter, step):
            acting = {"by": _actor(setting, _step(setting, matter, step).actor)}
            return {**_one(setting, matter, step), **acting}
        case RaiseQuota(matter, step, quota):
            acting = {"by": _actor(setting, _step(setting, matter, step).actor), "quota": plain(str(quota))}
            return {**_one(setting, matter, step), **acting}
        case MoveStep(matter, step):
            taken = {"from": _actor(setting, _step(setting, matter, step).actor)}
            return {**blanks, **_one(setting, matter, step), **taken}
        case CoSign(matter, step) | AddCheck(matter, step) | AddPublication(matter, step):
            return {**blanks, **_one(setting, matter, step)}


def _actor(setting: Setting, actor: Actor) -> Text:
    """Name an actor, a group by what it is made of."""
    match actor.terms:
        case (GroupTerm(group),):
            return _actor(setting, setting.framework.groups[group])
        case _:
            return setting.names.actor(actor)


def _one(setting: Setting, matter: MatterId, step: StepId) -> dict[str, Text]:
    names = setting.names
    return {"matter": names.matter(matter), "step": names.step(_step(setting, matter, step))}


def _steps(setting: Setting, matter: MatterId, steps: tuple[StepId, ...]) -> dict[str, Text]:
    said = [setting.names.step(_step(setting, matter, step)) for step in steps]
    listed = joined([Text(f"“{one.vi}”", f"“{one.en}”") for one in said])
    return {"matter": setting.names.matter(matter), "steps": listed}


def _days(days: Deadline) -> Text:
    return plain(str(days.days))
