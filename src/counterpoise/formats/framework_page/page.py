"""The reference page of a framework, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoise.domain.actors import BodyTerm, OfficeTerm
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT
from counterpoise.domain.day_words import span_name, written_name
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Act, Matter, Step
from counterpoise.domain.names import ACTS, HOWS, STATUSES
from counterpoise.domain.rules import IncompatibleOffices, Rule
from counterpoise.domain.words import Basis, OfficeId, SourceId, Status
from counterpoise.domain.workload import Estimate, Volume
from counterpoise.formats.framework_page.chain import chain
from counterpoise.formats.framework_page.markdown import cell, heading, table
from counterpoise.formats.framework_page.saying import Saying, saying
from counterpoise.formats.report_html.words_codes import STATUS_MARKS, STATUS_MEANINGS

_DECIDING = (Act.DECIDE, Act.APPROVE, Act.SIGN)


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of the page, and its pictures by the path the page names."""

    text: str
    pictures: Mapping[str, str]


def pages(framework: Framework, *, language: str, pictures: str, other: str = "") -> Pages:
    """Write the page; `pictures` is the folder it names, `other` the page of the other language."""
    told = saying(framework, language)
    drawn = {f"{pictures}/{matter.id}.svg": chain(told, matter) for matter in framework.matters.values()}
    lines = [
        *_head(told, other),
        *_legend(told),
        *_bodies(told),
        *_offices(told),
        *_duties(told),
        *_ties(told),
        *_matters(told, pictures),
        *_arrangements(told),
        *_rules(told),
        *_gaps(told),
        *_work(told),
        *_sources(told),
    ]
    return Pages("\n".join(lines).rstrip() + "\n", drawn)


def bases(framework: Framework) -> Iterator[Basis]:
    """List the grounds of every row of a framework."""
    for office in framework.offices.values():
        yield office.basis
        yield from (tie.basis for tie in office.ties)
    yield from (body.basis for body in framework.bodies.values())
    yield from (duty.basis for duty in framework.duties.values())
    for matter in framework.matters.values():
        yield matter.basis
        yield from (step.basis for step in matter.steps)
    yield from (rule.basis for rule in framework.rules)
    yield from (arrangement.basis for arrangement in framework.arrangements)
    yield from (gap.basis for gap in framework.gaps)
    if framework.workload is not None:
        yield framework.workload.basis


def _head(told: Saying, other: str) -> Iterator[str]:
    framework = told.framework
    yield f"# {told.text(framework.title)}"
    yield ""
    yield f"<!-- {told.word('note')} -->"
    if other:
        yield ""
        yield f"[{told.word('other_edition')}]({other})"
    yield ""
    yield told.word("note")
    yield told.word("caution")
    counted = told.word(
        "holds_said",
        bodies=len(framework.bodies),
        offices=len(framework.offices),
        ties=sum(len(office.ties) for office in framework.offices.values()),
        matters=len(framework.matters),
        rules=len(framework.rules),
        gaps=len(framework.gaps),
    )
    yield ""
    yield f"- `{framework.id}`"
    yield f"- {told.word('valid')}: {told.text(span_name(framework.valid))}"
    if len(framework.levels) > 1:
        yield f"- {told.word('levels')}: {', '.join(map(told.level, framework.levels))}"
        yield f"- {told.word('audited')}: {told.level(framework.audits)}"
    yield f"- {told.word('holds')}: {counted}"


def _legend(told: Saying) -> Iterator[str]:
    counted = Counter(cited.status for basis in bases(told.framework) for cited in basis)
    yield from heading(2, told.word("how_to_read"))
    yield ""
    yield told.word("picture_is")
    rows = [
        (
            f"{STATUS_MARKS[one]} {told.text(STATUSES[one])}",
            told.text(STATUS_MEANINGS[one]),
            str(counted[one]),
        )
        for one in Status
    ]
    if counted[None]:
        rows.append(("–", told.word("unstated"), str(counted[None])))
    yield from table([told.word(key) for key in ("status", "meaning", "rows_of")], rows)


def _bodies(told: Saying) -> Iterator[str]:
    yield from heading(2, told.word("bodies"))
    seats = {office.id: office.seats for office in told.framework.offices.values()}
    rows = (
        (
            cell(told.text(body.name)),
            told.level(body.level),
            cell("; ".join(_seated(told, office, seats[office]) for office in body.members)),
            cell(told.decides(body)),
            told.basis(body.basis),
        )
        for body in told.framework.bodies.values()
    )
    yield from table([told.word(key) for key in ("body", "level", "members", "decides", "basis")], rows)


def _seated(told: Saying, office: OfficeId, seats: int) -> str:
    return told.office(office) if seats == 1 else f"{told.office(office)} ×{seats}"


def _offices(told: Saying) -> Iterator[str]:
    yield from heading(2, told.word("offices"))
    within: dict[OfficeId, list[str]] = {}
    for body in told.framework.bodies.values():
        for member in body.members:
            within.setdefault(member, []).append(told.text(body.name))
    rows = (
        (
            cell(told.text(office.name)),
            told.level(office.level),
            str(office.seats),
            cell("; ".join(within.get(office.id, ["–"]))),
            cell("; ".join(_duty(told, duty) for duty in office.duties)) or "–",
            told.basis(office.basis),
        )
        for office in told.framework.offices.values()
    )
    yield from table(
        [told.word(key) for key in ("office", "level", "seats", "member_of", "duties_of", "basis")], rows
    )


def _duty(told: Saying, duty: str) -> str:
    known = told.framework.duties.get(duty)
    return told.text(known.name) if known else duty


def _duties(told: Saying) -> Iterator[str]:
    if not told.framework.duties:
        return
    yield from heading(2, told.word("duties"))
    rows = (
        (
            cell(told.text(duty.name)),
            cell(told.offices(o.id for o in told.framework.offices.values() if duty.id in o.duties)) or "–",
            told.basis(duty.basis),
        )
        for duty in told.framework.duties.values()
    )
    yield from table([told.word(key) for key in ("duty", "carried_by", "basis")], rows)


def _ties(told: Saying) -> Iterator[str]:
    yield from heading(2, told.word("ties"))
    yield ""
    yield told.word("ties_intro")
    rows = (
        (
            cell(told.text(office.name)),
            cell(told.actor(tie.actor)),
            told.text(HOWS[tie.how]),
            told.word("followed" if tie.how in FOLLOWED_BY_DEFAULT else "chosen"),
            told.basis(tie.basis),
        )
        for office in told.framework.offices.values()
        for tie in office.ties
    )
    yield from table([told.word(key) for key in ("office", "depends_on", "how", "followed", "basis")], rows)


def _matters(told: Saying, pictures: str) -> Iterator[str]:
    yield from heading(2, told.word("matters"))
    fields: dict[str, list[Matter]] = {}
    for matter in told.framework.matters.values():
        fields.setdefault(matter.field, []).append(matter)
    for field, matters in fields.items():
        if len(fields) > 1:
            yield from heading(3, told.field(field))
        for matter in matters:
            yield from _matter(told, matter, pictures)


def _matter(told: Saying, matter: Matter, pictures: str) -> Iterator[str]:
    name = told.text(matter.name)
    yield from heading(4, name, f"m-{matter.id}")
    said = [
        f"{told.word('stakes')}: {told.word(f'stakes_{matter.stakes}')}",
        f"{told.word('mode')}: {told.word(mode_of(told.framework, matter))}",
    ]
    if matter.against is not None:
        said.append(f"{told.word('against')}: {told.office(matter.against)}")
    yield ""
    yield f"{'. '.join(said)}. {told.word('basis')}: {told.basis(matter.basis)}."
    yield ""
    yield f"![{cell(name)}]({pictures}/{matter.id}.svg)"
    rows = (_step(told, matter, step, number) for number, step in enumerate(matter.steps, start=1))
    yield from table(
        [told.word(key) for key in ("number", "step", "act", "actor", "power", "deadline", "basis")], rows
    )


def _step(told: Saying, matter: Matter, step: Step, number: int) -> tuple[str, ...]:
    return (
        str(number),
        cell(told.step(step)),
        told.text(ACTS[step.act]),
        cell(told.who(step)),
        told.power(step),
        told.deadline(step.days, matter) or "–",
        told.basis(step.basis, otherwise=told.word("as_matter")),
    )


def mode_of(framework: Framework, matter: Matter) -> str:
    """Tell who takes the decision, by the deciding step of each route: one person, a body, or somebody above."""
    found = {_decided_by(framework, route) for route in matter.routes}
    return found.pop() if len(found) == 1 else "either"


def _decided_by(framework: Framework, route: tuple[Step, ...]) -> str:
    consents = [step for step in route if step.is_consent]
    deciding = [[step for step in consents if step.act is act] for act in _DECIDING]
    whole = next((steps for steps in deciding if steps), consents)[-1].actor.terms[-1]
    match whole:
        case BodyTerm(body=body):
            known = framework.bodies[body]
            level, many = known.level, sum(framework.offices[office].seats for office in known.members) > 1
        case OfficeTerm(office=office):
            level, many = framework.offices[office].level, False
        case _:
            level, many = framework.audits, False
    if level != framework.audits:
        return "above"
    return "together" if many else "one_head"


def _arrangements(told: Saying) -> Iterator[str]:
    if not told.framework.arrangements:
        return
    yield from heading(2, told.word("arrangements"))
    rows = (
        (
            cell(told.text(told.names.arrangement(one.id))),
            cell(" + ".join(map(told.office, one.offices)) + _along(told, one.accompanying)),
            told.basis(one.basis),
        )
        for one in told.framework.arrangements
    )
    yield from table([told.word(key) for key in ("arrangement", "joined", "basis")], rows)


def _along(told: Saying, offices: tuple[OfficeId, ...]) -> str:
    return f" ({told.word('coming_along', offices=told.offices(offices))})" if offices else ""


def _rules(told: Saying) -> Iterator[str]:
    if not told.framework.rules:
        return
    yield from heading(2, told.word("rules"))
    rows = (
        (cell(said), cell(", ".join(refs)) or "–", told.basis(basis))
        for said, refs, basis in _told_rules(told)
    )
    yield from table([told.word(key) for key in ("says", "refs", "basis")], rows)


def _told_rules(told: Saying) -> Iterator[tuple[str, tuple[str, ...], Basis]]:
    """Say each rule; pairs of offices that share their first office and their ground are told together."""
    groups: dict[object, list[Rule]] = {}
    for rule in told.framework.rules:
        is_pair = isinstance(rule, IncompatibleOffices) and rule.name is None and len(rule.offices) == 2
        key: object = (
            (rule.offices[0], rule.refs, rule.basis)
            if is_pair and isinstance(rule, IncompatibleOffices)
            else rule.id
        )
        groups.setdefault(key, []).append(rule)
    for rules in groups.values():
        first = rules[0]
        said = _pairs(told, rules) if len(rules) > 1 else told.rule(first)
        if first.name is not None:
            said = f"**{told.text(first.name)}.** {said}"
        yield said, first.refs, first.basis


def _pairs(told: Saying, rules: Iterable[Rule]) -> str:
    pairs = [rule.offices for rule in rules if isinstance(rule, IncompatibleOffices)]
    others = told.offices(other for _, other in pairs)
    first = told.office(pairs[0][0])
    return told.either(f"{first} không đồng thời là: {others}", f"{first} is not at the same time: {others}")


def _gaps(told: Saying) -> Iterator[str]:
    if not told.framework.gaps:
        return
    yield from heading(2, told.word("gaps"))
    yield ""
    yield told.word("gaps_intro")
    rows = (
        (cell(told.text(gap.what)), cell(told.matters(gap.matters)) or "–") for gap in told.framework.gaps
    )
    yield from table([told.word(key) for key in ("gap", "touches")], rows)


def _work(told: Saying) -> Iterator[str]:
    work = told.framework.workload
    if work is None:
        return
    yield from heading(2, told.word("work"))
    yield ""
    yield told.word("work_intro")
    rows = (
        (cell(told.text(told.names.matter(volume.matter))), _volume(told, volume)) for volume in work.volumes
    )
    yield from table([told.word(key) for key in ("matter", "cases")], rows)


def _volume(told: Saying, volume: Volume) -> str:
    if volume.per_1000 is not None:
        people = told.either("dân", "population") if volume.of == "population" else volume.of
        return told.word("per_1000", n=_range(volume.per_1000), of=people)
    return _range(volume.flat) if volume.flat is not None else "–"


def _range(estimate: Estimate) -> str:
    return f"{estimate.low:g} – {estimate.point:g} – {estimate.high:g}"


def _sources(told: Saying) -> Iterator[str]:
    if not told.framework.sources:
        return
    yield from heading(2, told.word("sources"))
    cited: Counter[SourceId] = Counter(c.source for basis in bases(told.framework) for c in basis)
    rows = (
        (
            f'<a id="s-{source.id}"></a>' + _linked(cell(told.text(source.title)), source.url),
            f"{told.text(written_name(source.start))} – {told.text(written_name(source.end))}",
            str(cited[source.id]),
        )
        for source in told.framework.sources.values()
    )
    yield from table([told.word(key) for key in ("source", "valid", "cited")], rows)


def _linked(title: str, url: str) -> str:
    return f"[{title}]({url})" if url.startswith(("https://", "http://")) else title
