"""One lead for each matter, and who acts instead when the lead must step aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from counterpoise.analysis.acting import leaf_terms
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import actor_name
from counterpoise.domain.actors import Actor, BodyTerm, OfficeTerm
from counterpoise.domain.bodies import BodyVotes, HeadDecides, How
from counterpoise.domain.matters import Act, Matter, Step
from counterpoise.domain.words import BodyId, OfficeId, Text

# Whom a designation of a substitute may come from, nearest first.
_NEAR = (How.COMMANDS, How.LEADS, How.APPOINTS, How.RECRUITS)
_ABOVE = (How.APPROVES, How.APPOINTS, How.DISMISSES, How.ELECTS, How.LEADS)


class Chosen(StrEnum):
    """Why an office leads a matter."""

    REGULATION = "regulation"
    PREPARES = "prepares"
    SUPERIOR = "superior"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead of a matter: an office, or a body where no single office takes a step."""

    matter: Matter
    office: OfficeId | None
    name: Text
    why: Chosen
    substitute: Text
    decides: Text


def leads(materials: Materials) -> tuple[Lead, ...]:
    """Give every matter its one lead, in the order of the framework."""
    return tuple(lead_of(materials, matter) for matter in materials.framework.matters.values())


def lead_of(materials: Materials, matter: Matter) -> Lead:
    """Choose the lead: the one a regulation in force names, else the office here that takes the first step of its own.

    A holder of the office the matter controls leads it only when nobody else here takes a step.
    """
    named = _named_in_regulation(materials, matter)
    if named is not None:
        return _lead(materials, matter, named, Chosen.REGULATION)
    steps = tuple(_own_steps(materials, matter))
    here = [office for office in steps if materials.is_here(office)]
    impartial = [office for office in here if not _is_own_case(materials, matter, office)]
    if impartial or here:
        return _lead(materials, matter, (impartial or here)[0], Chosen.PREPARES)
    if steps:
        return _lead(materials, matter, steps[0], Chosen.SUPERIOR)
    first = next(step for step in matter.steps if step.is_consent)
    body = actor_name(first.actor, materials.names)
    name = Text(f"Một người do {body.vi} cử", f"One person named by {body.en}")
    other = Text(f"Người khác do {body.vi} cử", f"Another person named by {body.en}")
    return Lead(matter, None, name, Chosen.BODY, other, _decider(materials, matter))


def _lead(materials: Materials, matter: Matter, office: OfficeId, why: Chosen) -> Lead:
    return Lead(
        matter,
        office,
        one_of_several(materials, office),
        why,
        substitute_of(materials, matter, office),
        _decider(materials, matter),
    )


def one_of_several(materials: Materials, office: OfficeId) -> Text:
    """Name the office, as one of its holders where it has several seats."""
    name = materials.names.office(office)
    if materials.framework.offices[office].seats == 1:
        return name
    return Text(f"Một {name.vi}", f"One {name.en}")


def _named_in_regulation(materials: Materials, matter: Matter) -> OfficeId | None:
    """Find the one lead that regulations in force at the place agree on."""
    here, day = frozenset(materials.roster.chain.values()), materials.roster.day
    named = {
        office
        for regulation in materials.case.regulations or ()
        if (regulation.place is None or regulation.place in here) and regulation.span.covers(day)
        for of, office in regulation.leads
        if of == matter.id
    }
    return named.pop() if len(named) == 1 else None


def _own_steps(materials: Materials, matter: Matter) -> Iterator[OfficeId]:
    """List the offices that take a consent step by themselves, or speak for a body that takes one.

    A choice among several counts as the one office with one seat in it, or the one body here: `the chair or a vice-chair`
    is the chair's. Where several act only together, the first of them comes after all these.
    """
    shared: list[OfficeId] = []
    for step in matter.steps:
        if step.is_consent:
            acting = [_acting(materials, term) for term in leaf_terms(materials.framework, step.actor)]
            known = list(dict.fromkeys(office for office in acting if office is not None))
            here = [office for office in known if materials.is_here(office)]
            if len(known) == 1 or len(here) == 1:
                yield (here or known)[0]
            elif str(step.actor).startswith("all"):
                shared += here or known
    yield from shared


def _acting(materials: Materials, term: OfficeTerm | BodyTerm) -> OfficeId | None:
    match term:
        case OfficeTerm(office):
            return office if materials.framework.offices[office].seats == 1 else None
        case BodyTerm(body, _):
            return speaker_of(materials, body)


def speaker_of(materials: Materials, body: BodyId) -> OfficeId | None:
    """Give the office that presides over a body or heads it; else its first member office with one seat."""
    known = materials.framework.bodies[body]
    match known.decides:
        case HeadDecides(office):
            return office
        case BodyVotes(presiding=office) if office is not None:
            return office
        case _:
            single = (m for m in known.members if materials.framework.offices[m].seats == 1)
            return next(single, None)


def _is_own_case(materials: Materials, matter: Matter, office: OfficeId) -> bool:
    """Tell whether the matter controls somebody who holds the office."""
    if matter.against is None:
        return False
    controlled = set(materials.roster.holders(matter.against))
    return office == matter.against or bool(controlled & set(materials.roster.holders(office)))


def _decider(materials: Materials, matter: Matter) -> Text:
    """Name who takes the last deciding step of each route."""
    said: dict[Text, None] = {}
    for route in matter.routes:
        consents = [step for step in route if step.is_consent]
        deciding = [s for s in consents if s.act in (Act.DECIDE, Act.APPROVE, Act.SIGN)] or consents
        decided = [s for s in deciding if s.act is Act.DECIDE] or deciding
        said[actor_name(decided[-1].actor, materials.names)] = None
    names = list(said)
    return Text("; ".join(n.vi for n in names), "; ".join(n.en for n in names))


# Substitutes


def substitute_of(materials: Materials, matter: Matter, office: OfficeId) -> Text:
    """Name who acts when the lead must step aside.

    A superior's own rules say who acts for it. Below, in order: the superior, where the matter controls the lead; the substitute the steps name; another office that may take
    the same step; a deputy in the body the lead presides over; whoever directs the lead, who then names somebody in writing.
    """
    if not materials.is_here(office):
        return Text("Theo quy chế của cấp đó", "As the rules of that level say")
    if _is_own_case(materials, matter, office):
        return _by_superior(materials, office)
    written = [s.substitute for s in _steps_of(matter, office) if s.substitute is not None]
    if written:
        return actor_name(written[0], materials.names)
    for candidate in (*_alternatives(materials, matter, office), *_deputies(materials, office)):
        if _may_stand_in(materials, matter, office, candidate):
            return one_of_several(materials, candidate)
    return _designated(materials, matter, office)


def _steps_of(matter: Matter, office: OfficeId) -> Iterator[Step]:
    return (
        s
        for s in matter.steps
        if any(isinstance(t, OfficeTerm) and t.office == office for t in s.actor.terms)
    )


def _alternatives(materials: Materials, matter: Matter, office: OfficeId) -> Iterator[OfficeId]:
    """List the other offices of a choice in which the lead takes a step."""
    for step in _steps_of(matter, office):
        if step.is_consent and len(step.actor.terms) > 1:
            reached = materials.structure.reach(step.actor)
            yield from (
                other for other in materials.framework.offices if other in reached and other != office
            )


def _deputies(materials: Materials, office: OfficeId) -> Iterator[OfficeId]:
    """List the other members of the body the lead presides over as its own."""
    for body in materials.framework.bodies.values():
        if home_of(materials, office) == body.id and speaker_of(materials, body.id) == office:
            yield from (member for member in body.members if member != office)


def home_of(materials: Materials, office: OfficeId) -> BodyId | None:
    """Give the body an office belongs to first; councils that borrow it come later in the framework."""
    return next((b.id for b in materials.framework.bodies.values() if office in b.members), None)


def _may_stand_in(materials: Materials, matter: Matter, lead: OfficeId, candidate: OfficeId) -> bool:
    """Tell whether an office's holders are free to act: others, no relatives, not moved by the lead, no checkers here."""
    if not materials.is_here(candidate) or _checks(materials, matter, candidate):
        return False
    leading = set(materials.roster.holders(lead))
    bound = leading | {r for person in leading for r in materials.structure.relatives(person)}
    moved = materials.structure.moved(leading)
    free = [p for p in materials.roster.holders(candidate) if p not in bound and p not in moved]
    return bool(free) and not _is_own_case(materials, matter, candidate)


def _checks(materials: Materials, matter: Matter, office: OfficeId) -> bool:
    """Tell whether an office checks this very matter."""
    holders = set(materials.roster.holders(office))
    checking = {o for s in matter.steps if s.is_binding_check for o in materials.structure.reach(s.actor)}
    return any(holders & set(materials.roster.holders(o)) for o in checking)


def _by_superior(materials: Materials, office: OfficeId) -> Text:
    """Say that a superior handles it or names who does."""
    above = _tied_to(materials, office, _ABOVE, superior=True)
    if above is None:
        above = _tied_to(materials, office, _ABOVE, superior=False)
    if above is None:
        return Text(
            "Người do tập thể cơ quan của người phải tránh cử, độc lập với người đó",
            "Somebody independent whom the body of that office names",
        )
    return Text(f"{above.vi} hoặc người được cấp này cử", f"{above.en}, or whom it names")


def _designated(materials: Materials, matter: Matter, office: OfficeId) -> Text:
    """Say who names a substitute in writing."""
    near = _tied_to(materials, office, _NEAR, superior=False, unlike=matter.against)
    if near is None:
        return _by_superior(materials, office)
    return Text(f"Người do {near.vi} cử bằng văn bản", f"Somebody {near.en} names in writing")


def _tied_to(
    materials: Materials,
    office: OfficeId,
    hows: tuple[How, ...],
    *,
    superior: bool,
    unlike: OfficeId | None = None,
) -> Text | None:
    """Find the nearest actor on whom an office depends, above it or beside it."""
    for how in hows:
        for tie in materials.framework.offices[office].ties:
            if tie.how is how and _is_above(materials, tie.actor) is superior:
                reached = materials.structure.reach(tie.actor)
                if unlike is None or unlike not in reached:
                    return actor_name(tie.actor, materials.names)
    return None


def _is_above(materials: Materials, actor: Actor) -> bool:
    return not any(materials.is_here(office) for office in materials.structure.reach(actor))
