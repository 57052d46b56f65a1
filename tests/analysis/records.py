"""Turn a made institution into the records of a case, without passing through files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from analysis.oracle import Expression, World, routes_of
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm, Term
from counterpoise.domain.bodies import Body, BodyVotes, Decides, HeadDecides, How, Office, Tie, Votes
from counterpoise.domain.days import Span, read_date
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Act, Matter, Power, Step, When, power_of
from counterpoise.domain.people import Kin, Person, Tenure
from counterpoise.domain.pilots import Arrangement, Pilot
from counterpoise.domain.quotas import Count, Majority, Quota, Share
from counterpoise.domain.words import (
    ArrangementId,
    BodyId,
    Citation,
    GroupId,
    Level,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    Source,
    SourceId,
    Status,
    StepId,
    plain,
)

_LAW = SourceId("law")


def case_of(world: World) -> Case:
    """Build the case."""
    framework = framework_of(world)
    if world["places"] is None:
        places = {PlaceId("all"): Place(PlaceId("all"), plain("all"), framework.audits)}
    else:
        places = {PlaceId(p["id"]): _place(p) for p in world["places"]}
    known = world["persons"] or {}
    return Case(
        id=world["id"],
        title=plain("made"),
        frameworks=(framework,),
        on=date.fromisoformat(world["on"]),
        places=places,
        persons={PersonId(name): Person(PersonId(name), name, chance) for name, chance in known.items()},
        kin=tuple(Kin(PersonId(a), PersonId(b), "sibling") for a, b in world["kin"]),
        tenures=tuple(_tenure(row, line) for line, row in enumerate(world["tenures"], start=2)),
        arrangements=tuple(map(_arrangement, world["arrangements"])),
    )


def framework_of(world: World) -> Framework:
    """Build the framework."""
    levels = tuple(Level(level) for level in world["levels"] or ["place"])
    audits = Level(world["audits"] or levels[0])
    offices = {
        OfficeId(n): _office(world, n, Level(o.get("level", audits))) for n, o in world["offices"].items()
    }
    bodies = {BodyId(n): _body(world, n, Level(b.get("level", audits))) for n, b in world["bodies"].items()}
    return Framework(
        id="made",
        title=plain("made"),
        valid=Span(),
        levels=levels,
        audits=audits,
        offices=offices,
        bodies=bodies,
        groups={GroupId(name): actor_of(world, actor) for name, actor in world["groups"].items()},
        matters={MatterId(name): _matter(world, name) for name in world["matters"]},
        arrangements=tuple(map(_arrangement, world["framework_arrangements"])),
        sources={_LAW: Source(_LAW, plain("law"))},
    )


def actor_of(world: World, expression: Expression) -> Actor:
    """Lay an expression out flat, parts first."""
    terms: list[Term] = []
    _lay(world, expression, terms)
    return Actor(tuple(terms))


def _lay(world: World, expression: Expression, terms: list[Term]) -> int:
    match expression:
        case str(name) if name in world["offices"]:
            terms.append(OfficeTerm(OfficeId(name)))
        case str(name) if name in world["bodies"]:
            terms.append(BodyTerm(BodyId(name)))
        case str(name):
            terms.append(GroupTerm(GroupId(name)))
        case {"body": name}:
            quota = expression.get("quota")
            terms.append(BodyTerm(BodyId(name), None if quota is None else quota_of(quota)))
        case {"at_least": {"count": count, "of": parts}}:
            terms.append(AtLeastTerm(count, tuple([_lay(world, part, terms) for part in parts])))
        case {"all": parts}:
            terms.append(AtLeastTerm(len(parts), tuple([_lay(world, part, terms) for part in parts])))
        case {"any": parts}:
            terms.append(AtLeastTerm(1, tuple([_lay(world, part, terms) for part in parts])))
    return len(terms) - 1


def quota_of(written: int | str) -> Quota:
    """Read a quota as files write it."""
    match written:
        case "majority":
            return Majority()
        case "two_thirds":
            return Share(Fraction(2, 3), "two_thirds")
        case "unanimity":
            return Share(Fraction(1), "unanimity")
        case int(votes):
            return Count(votes)
    if written.endswith("%"):
        return Share(Fraction(written[:-1]) / 100, written)
    return Share(Fraction(written), written)


def _basis(entry: Mapping[str, Any]) -> tuple[Citation, ...]:
    return (Citation(_LAW, "Art. 1", Status(entry["status"])),) if "status" in entry else ()


def _office(world: World, name: str, level: Level) -> Office:
    about = world["offices"][name]
    ties = tuple(
        Tie(actor_of(world, tie["actor"]), How(tie["how"]), _basis(tie)) for tie in about.get("ties", ())
    )
    return Office(OfficeId(name), plain(name), level, about.get("seats", 1), ties)


def _body(world: World, name: str, level: Level) -> Body:
    about = world["bodies"][name]
    members = tuple(map(OfficeId, about["members"]))
    return Body(BodyId(name), plain(name), level, members, _decides(about["decides"]))


def _decides(decides: Mapping[str, Any]) -> Decides:
    if "head" in decides:
        return HeadDecides(OfficeId(decides["head"]))
    weights = decides.get("weights")
    per_seat = weights is not None or decides.get("votes") == "per_seat"
    return BodyVotes(
        quota=quota_of(decides.get("rule") or decides["quota"]),
        votes=Votes.PER_SEAT if per_seat else Votes.PER_PERSON,
        weights=None if weights is None else tuple((OfficeId(o), w) for o, w in weights.items()),
        of_seats=decides.get("of") == "seats",
        presiding=OfficeId(decides["presiding"]) if "presiding" in decides else None,
    )


def _matter(world: World, name: str) -> Matter:
    about = world["matters"][name]
    return Matter(
        id=MatterId(name),
        name=plain(name),
        routes=tuple(tuple(_step(world, step) for step in route) for route in routes_of(about)),
        stakes=about.get("stakes", 1),
        against=OfficeId(about["against"]) if "against" in about else None,
        basis=_basis(about),
    )


def _step(world: World, step: Mapping[str, Any]) -> Step:
    act = Act(step["act"])
    return Step(
        id=StepId(step["id"]),
        act=act,
        actor=actor_of(world, step["actor"]),
        power=Power(step["power"]) if "power" in step else power_of(act),
        when=When(step.get("when", "always")),
        binding=step.get("force", "binding") == "binding",
        excludes=tuple(map(OfficeId, step.get("excludes", ()))),
        substitute=actor_of(world, step["substitute"]) if "substitute" in step else None,
    )


def _span(row: Mapping[str, str]) -> Span:
    start, end = row.get("from", ""), row.get("to", "")
    return Span(read_date(start) if start else None, read_date(end) if end else None)


def _place(row: Mapping[str, str]) -> Place:
    parent = PlaceId(row["parent"]) if row["parent"] else None
    return Place(PlaceId(row["id"]), plain(row["id"]), Level(row["kind"]), parent)


def _tenure(row: Mapping[str, Any], line: int) -> Tenure:
    person = None if row["person"] == "(vacant)" else PersonId(row["person"])
    return Tenure(PlaceId(row["place"]), OfficeId(row["office"]), row["seat"], person, _span(row), line=line)


def _arrangement(about: Mapping[str, Any]) -> Arrangement:
    return Arrangement(
        id=ArrangementId(about["id"]),
        offices=tuple(map(OfficeId, about["offices"])),
        accompanying=tuple(map(OfficeId, about.get("with", ()))),
        pilots=tuple(Pilot(PlaceId(p["place"]), _span(p)) for p in about.get("places", ())),
    )
