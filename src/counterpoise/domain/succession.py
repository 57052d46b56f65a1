"""Where a framework names an office or a body, and the framework after another took its place, or after it left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from counterpoise.domain.actors import Actor, BodyTerm, OfficeTerm, Term
from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides, Office
from counterpoise.domain.institution import Framework
from counterpoise.domain.issuing import Issuing
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rules import Rule
from counterpoise.domain.words import BodyId, OfficeId

T = TypeVar("T")

ISSUING = "issuing"
_NAMED_BY_RULES = ("office", "offices", "between", "one_of", "body", "holding")


def mentions(framework: Framework, name: str) -> tuple[str, ...]:
    """List the addresses of the rows that name an office or a body, its own row and its own ties left out.

    An address is that of a review (`tie:chair/1`, `body:council`, `step:payment/sign`, `matter:payment`, `rule:r12`,
    `arrangement:secretary-chair`), or `group:…`, or `issuing`.
    """
    return tuple(dict.fromkeys(_mentions(framework, name)))


def succeeded(framework: Framework, name: str, by: str) -> Framework:
    """Let another office or body stand wherever one is named; the row of the one that goes stays until it is taken out."""
    put: Callable[[Any], Any] = lambda one: by if one == name else one  # noqa: E731 - one name for one swap
    return replace(
        framework,
        offices={key: _office(office, put) for key, office in framework.offices.items()},
        bodies={key: _body(body, put) for key, body in framework.bodies.items()},
        groups={key: _actor(actor, put) for key, actor in framework.groups.items()},
        matters={key: _matter(matter, put) for key, matter in framework.matters.items()},
        rules=tuple(_rule(rule, put) for rule in framework.rules),
        arrangements=tuple(_arrangement(one, put) for one in framework.arrangements),
        issuing=None if framework.issuing is None else _issuing(framework.issuing, put),
    )


def without(framework: Framework, name: str) -> Framework:
    """Take an office or a body out; an office leaves the bodies in which it is one voter among others.

    It stays where a body would be left without members or where the way it decides names the office: `mentions` tells.
    """
    return replace(
        framework,
        offices={key: office for key, office in framework.offices.items() if key != name},
        bodies={key: _left(body, name) for key, body in framework.bodies.items() if key != name},
    )


def _left(body: Body, name: str) -> Body:
    members = tuple(member for member in body.members if member != name)
    if not members or members == body.members or _steers(body, name):
        return body
    decides = body.decides
    if isinstance(decides, BodyVotes) and decides.weights is not None:
        kept = tuple(pair for pair in decides.weights if pair[0] != name)
        decides = replace(decides, weights=kept)
    return replace(body, members=members, decides=decides)


def _steers(body: Body, name: str) -> bool:
    match body.decides:
        case HeadDecides(office):
            return office == name
        case BodyVotes(presiding=presiding):
            return presiding == name
        case None:
            return False


# Where it is named


def _mentions(framework: Framework, name: str) -> Iterator[str]:
    for office in framework.offices.values():
        for number, tie in enumerate(office.ties, start=1):
            if office.id != name and _acts(tie.actor, name):
                yield f"tie:{office.id}/{number}"
    for body in framework.bodies.values():
        if body.id != name and (name in body.members or _steers(body, name)):
            yield f"body:{body.id}"
    yield from (f"group:{key}" for key, actor in framework.groups.items() if _acts(actor, name))
    for matter in framework.matters.values():
        if matter.against == name:
            yield f"matter:{matter.id}"
        yield from (f"step:{matter.id}/{step.id}" for step in matter.steps if _in_step(step, name))
    yield from (f"rule:{rule.id}" for rule in framework.rules if name in _named_by(rule))
    for one in framework.arrangements:
        if name in (*one.offices, *one.accompanying):
            yield f"arrangement:{one.id}"
    signs = framework.issuing
    if signs is not None and name in (signs.body, signs.signed_by, signs.deputy):
        yield ISSUING


def _acts(actor: Actor, name: str) -> bool:
    return any(isinstance(term, OfficeTerm) and term.office == name for term in actor.terms) or any(
        isinstance(term, BodyTerm) and term.body == name for term in actor.terms
    )


def _in_step(step: Step, name: str) -> bool:
    substitute = step.substitute is not None and _acts(step.substitute, name)
    return substitute or name in step.excludes or _acts(step.actor, name)


def _named_by(rule: Rule) -> Iterator[str]:
    for field in _NAMED_BY_RULES:
        said = getattr(rule, field, None)
        yield from said if isinstance(said, tuple) else () if said is None else (said,)


# Another in its place


def _each(names: Iterable[T], put: Callable[[T], T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(map(put, names)))


def _actor(actor: Actor, put: Callable[[Any], Any]) -> Actor:
    terms: list[Term] = []
    for term in actor.terms:
        match term:
            case OfficeTerm(office):
                terms.append(replace(term, office=put(office)))
            case BodyTerm(body):
                terms.append(replace(term, body=put(body)))
            case _:
                terms.append(term)
    return Actor(tuple(terms))


def _office(office: Office, put: Callable[[Any], Any]) -> Office:
    ties = tuple(replace(tie, actor=_actor(tie.actor, put)) for tie in office.ties)
    return replace(office, ties=ties)


def _body(body: Body, put: Callable[[OfficeId], OfficeId]) -> Body:
    members, decides = _each(body.members, put), body.decides
    match decides:
        case HeadDecides(office):
            decides = HeadDecides(put(office))
        case BodyVotes(weights=weights, presiding=presiding):
            kept = None if weights is None else tuple({put(one): weight for one, weight in weights}.items())
            decides = replace(decides, weights=kept, presiding=put(presiding) if presiding else None)
        case None:
            pass
    return replace(body, members=members, decides=decides)


def _matter(matter: Matter, put: Callable[[Any], Any]) -> Matter:
    routes = tuple(tuple(_step(step, put) for step in route) for route in matter.routes)
    return replace(matter, routes=routes, against=put(matter.against) if matter.against else None)


def _step(step: Step, put: Callable[[Any], Any]) -> Step:
    return replace(
        step,
        actor=_actor(step.actor, put),
        excludes=_each(step.excludes, put),
        substitute=None if step.substitute is None else _actor(step.substitute, put),
    )


def _rule(rule: Rule, put: Callable[[Any], Any]) -> Rule:
    said = {name: getattr(rule, name) for name in _NAMED_BY_RULES if getattr(rule, name, None)}
    new: dict[str, Any] = {
        name: _each(value, put) if isinstance(value, tuple) else put(value) for name, value in said.items()
    }
    return replace(rule, **new) if new != said else rule


def _arrangement(one: Arrangement, put: Callable[[OfficeId], OfficeId]) -> Arrangement:
    return replace(one, offices=_each(one.offices, put), accompanying=_each(one.accompanying, put))


def _issuing(one: Issuing, put: Callable[[Any], Any]) -> Issuing:
    body: BodyId = put(one.body)
    return replace(
        one,
        body=body,
        signed_by=put(one.signed_by) if one.signed_by else None,
        deputy=put(one.deputy) if one.deputy else None,
    )
