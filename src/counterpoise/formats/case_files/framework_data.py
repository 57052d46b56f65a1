"""A framework as plain data, from its records: what its file would say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides, Office, Votes
from counterpoise.domain.days import Span
from counterpoise.domain.institution import Framework
from counterpoise.domain.issuing import Issuing
from counterpoise.domain.matters import Deadline, Matter, Power, Step, When, power_of
from counterpoise.domain.pilots import Arrangement, Pilot
from counterpoise.domain.quotas import Majority
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
from counterpoise.domain.words import Basis, MatterId, Source, Text
from counterpoise.domain.workload import Estimate, Volume, Workload
from counterpoise.formats.case_files.yaml_data import Data
from counterpoise.formats.case_folder.known import ONLY_LEVEL

Record = dict[str, Data]


def framework_data(framework: Framework) -> Record:
    """Say a framework as data, in the order of its file."""
    leveled = framework.levels != (ONLY_LEVEL,)
    return _said(
        counterpoise="1",
        id=framework.id,
        title=_text(framework.title),
        valid=_span(framework.valid) or None,
        levels=list(framework.levels) if leveled else None,
        audits=framework.audits if leveled else None,
        sources={s.id: _source(s) for s in framework.sources.values()},
        duties={d.id: _said(name=_text(d.name), basis=_basis(d.basis)) for d in framework.duties.values()},
        offices={o.id: _office(o, framework) for o in framework.offices.values()},
        bodies={b.id: _body(b, framework) for b in framework.bodies.values()},
        groups={name: _actor(actor) for name, actor in framework.groups.items()},
        matters={m.id: _matter(m) for m in framework.matters.values()},
        rules=[_rule(rule) for rule in framework.rules],
        gaps=[
            _said(
                id=g.id, what=_text(g.what), matters=list(g.matters), refs=list(g.refs), basis=_basis(g.basis)
            )
            for g in framework.gaps
        ],
        issuing=None if framework.issuing is None else _issuing(framework.issuing),
        workload=None if framework.workload is None else _workload(framework.workload),
        arrangements=[arrangement_data(one) for one in framework.arrangements],
    )


def arrangement_data(one: Arrangement) -> Record:
    """Say an arrangement as data."""
    return _said(
        id=one.id,
        name=_text(one.name),
        offices=list(one.offices),
        **{"with": list(one.accompanying)},
        places=[_pilot(pilot) for pilot in one.pilots],
        conditions=[_text(text) for text in one.conditions],
        stop=[_text(text) for text in one.stop],
        sunset=None if one.sunset is None else str(one.sunset),
        basis=_basis(one.basis),
    )


def _said(**pairs: Any) -> Record:
    """Keep what says something; nothing, no text and empty lists stay out."""
    return {key: value for key, value in pairs.items() if value is not None and value not in ("", [], {})}


def _text(text: Text | None) -> Data:
    if text is None:
        return None
    if text.vi == text.en:
        return text.vi
    return {"vi": text.vi, "en": text.en}


def _span(span: Span) -> Record:
    end = "?" if span.ended_unknown else None if span.end is None else str(span.end)
    return _said(**{"from": None if span.start is None else str(span.start), "to": end})


def _source(source: Source) -> Record:
    return _said(
        title=_text(source.title), url=source.url, **{"from": source.start or None, "to": source.end or None}
    )


def _basis(basis: Basis) -> list[Data]:
    return [
        _said(source=c.source, cite=c.cite, status=None if c.status is None else c.status.value, note=c.note)
        for c in basis
    ]


def _actor(actor: Actor) -> Data:
    said: list[Data] = []
    for term in actor.terms:
        match term:
            case OfficeTerm(office):
                said.append(office)
            case BodyTerm(body, None):
                said.append(body)
            case BodyTerm(body, quota):
                said.append({"body": body, "quota": str(quota)})
            case GroupTerm(group):
                said.append(group)
            case AtLeastTerm(count, parts):
                inside = [said[part] for part in parts]
                if count == len(parts):
                    said.append({"all": inside})
                elif count == 1:
                    said.append({"any": inside})
                else:
                    said.append({"at_least": {"count": str(count), "of": inside}})
    return said[-1]


def _office(office: Office, framework: Framework) -> Record:
    return _said(
        name=_text(office.name),
        level=None if office.level == framework.audits else office.level,
        seats=None if office.seats == 1 else str(office.seats),
        ties=[
            _said(actor=_actor(tie.actor), how=tie.how.value, basis=_basis(tie.basis)) for tie in office.ties
        ],
        duties=list(office.duties),
        refs=list(office.refs),
        basis=_basis(office.basis),
    )


def _body(body: Body, framework: Framework) -> Record:
    return _said(
        name=_text(body.name),
        level=None if body.level == framework.audits else body.level,
        members=list(body.members),
        decides=_decides(body),
        refs=list(body.refs),
        basis=_basis(body.basis),
    )


def _decides(body: Body) -> Record | None:
    match body.decides:
        case None:
            return None
        case HeadDecides(office):
            return {"head": office}
        case BodyVotes(quota, votes, weights, of_seats, presiding):
            written = str(quota)
            by_rule = isinstance(quota, Majority) or written in ("two_thirds", "unanimity")
            return _said(
                rule=written if by_rule else None,
                quota=None if by_rule else written,
                votes="per_seat" if votes is Votes.PER_SEAT and weights is None else None,
                weights=None if weights is None else {office: str(weight) for office, weight in weights},
                of="seats" if of_seats else None,
                presiding=presiding,
            )


def _matter(matter: Matter) -> Record:
    routes: list[Data] = [[_step(step) for step in route] for route in matter.routes]
    return _said(
        name=_text(matter.name),
        field=matter.field,
        stakes=None if matter.stakes == 1 else str(matter.stakes),
        against=matter.against,
        steps=routes[0] if len(routes) == 1 else None,
        routes=routes if len(routes) > 1 else None,
        refs=list(matter.refs),
        basis=_basis(matter.basis),
    )


def _step(step: Step) -> Record:
    checks = step.power is Power.OVERSIGHT
    return _said(
        id=step.id,
        name=_text(step.name),
        act=step.act.value,
        actor=_actor(step.actor),
        power=None if step.power is power_of(step.act) else step.power.value,
        when=step.when.value if checks and step.when is not When.ALWAYS else None,
        force="advisory" if checks and not step.binding else None,
        excludes=list(step.excludes),
        substitute=None if step.substitute is None else _actor(step.substitute),
        days=None if step.days is None else _deadline(step.days),
        refs=list(step.refs),
        basis=_basis(step.basis),
    )


def _deadline(days: Deadline) -> Record:
    kind = "working" if days.working else "calendar"
    return _said(**{kind: str(days.days)}, before=days.before, after=days.after)


def _pilot(pilot: Pilot) -> Record:
    status = None if pilot.status is None else pilot.status.value
    return {**_said(place=pilot.place), **_span(pilot.span), **_said(status=status)}


def _issuing(one: Issuing) -> Record:
    return _said(
        body=one.body,
        signed_by=one.signed_by,
        signs_as=_text(one.signs_as),
        deputy=one.deputy,
        deputy_signs_as=_text(one.deputy_signs_as),
        form=_text(one.form),
        symbol=one.symbol,
        heading=_text(one.heading),
        motto=_text(one.motto),
        basis=_basis(one.basis),
    )


# Rules and work


def _rule(rule: Rule) -> Record:
    kind, own = _kind(rule)
    return {
        **_said(id=rule.id, kind=kind),
        **own,
        **_said(name=_text(rule.name), refs=list(rule.refs), basis=_basis(rule.basis)),
    }


def _kind(rule: Rule) -> tuple[str, Record]:
    match rule:
        case IncompatibleOffices(offices=offices):
            return "incompatible", _said(offices=list(offices))
        case KinBetween(between=between, relatives=relatives):
            return "kin", _said(between=list(between), relatives=list(relatives))
        case TermLimit(office=office, at_most_years=years):
            return "term", _said(office=office, at_most_years=str(years))
        case Rotation(offices=offices, at_most_years=years):
            return "rotation", _said(offices=list(offices), at_most_years=str(years))
        case HeldWith(office=office, one_of=others):
            return "held_with", _said(office=office, one_of=list(others))
        case SeatNumber(body=body, office=of_office, at_least=low, at_most=high):
            return "seats", _said(body=body, office=of_office, at_least=_whole(low), at_most=_whole(high))
        case SeatShare(body=share_body, holding=holding, at_least=least, at_most=most):
            return "share", _said(
                body=share_body, holding=list(holding), at_least=_share(least), at_most=_share(most)
            )
        case OwnCase():
            return "own_case", {}
        case DistinctPersons(one=one, other=other, matters=matters):
            return "distinct", _said(
                one=[act.value for act in one], other=[act.value for act in other], matters=_matters(matters)
            )
        case DeadlinesStated(matters=matters):
            return "deadlines", _said(matters=_matters(matters))
        case DecidedTogether(matters=chosen):
            return "together", _said(matters=list(chosen))
        case NeedsRecords(what=what):
            return "records", _said(what=_text(what))


def _matters(matters: Iterable[MatterId] | None) -> Data:
    return None if matters is None else list(matters)


def _whole(number: int | None) -> str | None:
    return None if number is None else str(number)


def _share(share: Any) -> str | None:
    return None if share is None else f"{share.numerator}/{share.denominator}"


def _workload(work: Workload) -> Record:
    return _said(
        hours_a_year=_number(work.hours_a_year),
        by_act={act.value: _estimate(hours) for act, hours in work.by_act},
        as_member=_estimate(work.as_member),
        volumes={volume.matter: _volume(volume) for volume in work.volumes},
        duties={duty: _estimate(hours) for duty, hours in work.duties},
        basis=_basis(work.basis),
    )


def _volume(volume: Volume) -> Record:
    return _said(
        indicator=volume.indicator,
        of=volume.of,
        per_1000=None if volume.per_1000 is None else _estimate(volume.per_1000),
        flat=None if volume.flat is None else _estimate(volume.flat),
        basis=_basis(volume.basis),
    )


def _estimate(one: Estimate) -> list[Data]:
    return [_number(one.low), _number(one.point), _number(one.high)]


def _number(number: float) -> str:
    return repr(number).removesuffix(".0")


def lines_of(data: Mapping[str, Data], flow: Any) -> str:
    """Write data with one line for each entry of its outer lists and maps."""
    told: list[str] = []
    for key, value in data.items():
        if isinstance(value, dict) and key != "title":
            told.append(f"{key}:")
            told += [f"  {name}: {flow(inside)}" for name, inside in value.items()]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            told.append(f"{key}:")
            told += [f"  - {flow(inside)}" for inside in value]
        else:
            told.append(f"{key}: {flow(value)}")
    return "\n".join(told) + "\n"
