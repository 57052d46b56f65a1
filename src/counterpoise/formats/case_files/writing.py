"""Write a case as the texts of its files, so that reading them gives the case again.

Frameworks are given as the texts they were read from; the rest is written from the records. Lines are numbered anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterpoise.domain.days import Span
from counterpoise.domain.institution import ONLY_PLACE, Case, Evidence, Review
from counterpoise.domain.measures import Term, Terms
from counterpoise.domain.people import VACANT
from counterpoise.domain.pilots import Arrangement, Pilot, Regulation, Reorganisation
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import Basis, Source, Text
from counterpoise.domain.workload import Estimate, Volume, Workload
from counterpoise.formats.case_files.csv_rows import table_text
from counterpoise.formats.case_files.yaml_data import Data, flow

Entry = dict[str, Data]


def files_of(case: Case, *, frameworks: Mapping[str, str], shipped: Mapping[str, str]) -> dict[str, str]:
    """Write every file: `frameworks` holds by id the text of each, `shipped` those that come with the library."""
    own = {name: text for name, text in frameworks.items() if shipped.get(name) != text}
    named: list[Data] = [f"./{f.id}.yaml" if f.id in own else f.id for f in case.frameworks]
    head: Entry = {
        "counterpoise": "1",
        "title": _text(case.title),
        "framework": named[0] if len(named) == 1 else named,
        "on": case.on.isoformat() if case.on else None,
        "sources": {source.id: _source(source) for source in case.sources.values()} or None,
    }
    files = {"case.yaml": _map(head), **{f"{name}.yaml": text for name, text in own.items()}}
    return files | _tables(case) | _papers(case)


def _tables(case: Case) -> dict[str, str]:
    tables: dict[str, list[list[str]]] = {
        "places.csv": [["id", "name", "kind", "parent", "from", "to"]],
        "persons.csv": [["id", "name", "compromise"]],
        "kin.csv": [["a", "b", "relation"]],
        "tenures.csv": [["place", "office", "seat", "person", "from", "to", "basis"]],
        "indicators.csv": [["place", "period", "indicator", "value"]],
    }
    if set(case.places) != {ONLY_PLACE}:
        tables["places.csv"] += [
            [p.id, p.name.vi, p.level, p.parent or "", *_days(p.span)] for p in case.places.values()
        ]
    tables["persons.csv"] += [
        [p.id, p.name, "" if p.compromise is None else repr(p.compromise)] for p in case.persons.values()
    ]
    tables["kin.csv"] += [[kin.a, kin.b, kin.relation] for kin in case.kin]
    tables["tenures.csv"] += [
        [t.place, t.office, str(t.seat), t.person or VACANT, *_days(t.span), t.basis] for t in case.tenures
    ]
    tables["indicators.csv"] += [[i.place, i.period, i.indicator, i.value] for i in case.indicators]
    return {name: table_text(rows) for name, rows in tables.items() if len(rows) > 1}


def _papers(case: Case) -> dict[str, str]:
    papers = {
        "arrangements.yaml": _list(map(_arrangement, case.arrangements)),
        "evidence.yaml": _list(map(_evidence, case.evidence)),
        "exceptions.yaml": _list(map(_exception, case.exceptions)),
        "review.yaml": _list(map(_review, case.reviews)),
        "workload.yaml": _map(_workload(case.workload)) if case.workload is not None else "",
    }
    if case.measures is not None and case.measures.own:
        papers["measures.yaml"] = _map(_measures(case.measures))
    if case.regulations is not None:
        papers["regulations.yaml"] = (
            "regulations:"
            + (_list(map(_regulation, case.regulations), begin="\n  - ") or " []")
            + "\nreorganisations:"
            + (_list(map(_reorganisation, case.reorganisations), begin="\n  - ") or " []")
            + "\n"
        )
    return {name: text for name, text in papers.items() if text}


def _map(entry: Entry) -> str:
    return "".join(f"{key}: {flow(value)}\n" for key, value in entry.items() if value is not None)


def _list(entries: Iterable[Entry], *, begin: str = "- ") -> str:
    end = "" if begin.startswith("\n") else "\n"
    return "".join(f"{begin}{flow(_said(entry))}{end}" for entry in entries)


def _said(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if value is not None and value not in ("", [], {})}


def _text(text: Text | None) -> Data:
    return None if text is None else {"vi": text.vi, "en": text.en}


def _texts(texts: Iterable[Text]) -> list[Data]:
    return [_text(text) for text in texts]


def _days(span: Span) -> tuple[str, str]:
    return str(span.start or ""), "?" if span.ended_unknown else str(span.end or "")


def _basis(basis: Basis) -> list[Data]:
    return [
        _said({"source": c.source, "cite": c.cite, "status": c.status and c.status.value, "note": c.note})
        for c in basis
    ]


def _source(source: Source) -> Data:
    return _said({"title": _text(source.title), "url": source.url, "from": source.start, "to": source.end})


def _arrangement(one: Arrangement) -> Entry:
    return {
        "id": one.id,
        "name": _text(one.name),
        "offices": list(one.offices),
        "with": list(one.accompanying),
        "places": [_pilot(pilot) for pilot in one.pilots],
        "conditions": _texts(one.conditions),
        "stop": _texts(one.stop),
        "sunset": str(one.sunset or ""),
        "basis": _basis(one.basis),
    }


def _pilot(pilot: Pilot) -> Data:
    start, end = _days(pilot.span)
    return _said(
        {"place": pilot.place, "from": start, "to": end, "status": pilot.status and pilot.status.value}
    )


def _regulation(one: Regulation) -> Entry:
    start, end = _days(one.span)
    return {
        "id": one.id,
        "place": one.place,
        "body": one.body,
        "title": _text(one.title),
        "adopted": start,
        "to": end,
        "covers": "all" if one.covers is None else list(one.covers),
        "leads": dict(one.leads),
        "basis": _basis(one.basis),
    }


def _reorganisation(one: Reorganisation) -> Entry:
    return {
        "id": one.id,
        "place": one.place,
        "on": str(one.on),
        "title": _text(one.title),
        "basis": _basis(one.basis),
    }


def _evidence(one: Evidence) -> Entry:
    return {
        "id": one.id,
        "title": _text(one.title),
        "kind": one.kind,
        "date": one.date,
        "source": one.source,
        "says": _text(one.says),
    }


def _exception(one: RuleException) -> Entry:
    return {
        "rule": one.rule,
        "place": one.place,
        "person": one.person,
        "reason": _text(one.reason),
        "approver": _text(one.approver),
        "until": one.until.isoformat() if one.until else None,
        "basis": _basis(one.basis),
    }


def _review(one: Review) -> Entry:
    return {
        "row": one.row,
        "status": one.status.value,
        "by": _text(one.by),
        "on": one.on.isoformat(),
        "note": _text(one.note),
    }


def _measures(terms: Terms) -> Entry:
    return {
        "counterpoise": "1",
        "title": _text(terms.title),
        "sources": {source.id: _source(source) for source in terms.sources.values()} or None,
        "kinds": {kind.value: _term(term) for kind, term in terms.kinds.items()},
    }


def _term(term: Term) -> Data:
    said: Entry = {
        "name": _text(term.name),
        "cost": str(term.cost),
        "by_law": str(term.by_law),
        "superior": str(term.superior),
        "days": None if term.days is None else str(term.days),
        "clause": _text(term.clause) if term.clause.vi or term.clause.en else None,
        "conditions": _texts(term.conditions),
        "who": list(term.who or ()),
        "basis": _basis(term.basis),
    }
    return _said(said)


def _workload(one: Workload) -> Entry:
    return _said(
        {
            "hours_a_year": repr(one.hours_a_year),
            "by_act": {act.value: _estimate(hours) for act, hours in one.by_act},
            "as_member": _estimate(one.as_member),
            "volumes": {volume.matter: _volume(volume) for volume in one.volumes},
            "duties": {duty: _estimate(hours) for duty, hours in one.duties},
            "basis": _basis(one.basis),
        }
    )


def _volume(one: Volume) -> Data:
    return _said(
        {
            "indicator": one.indicator,
            "of": one.of,
            "per_1000": _estimate(one.per_1000),
            "flat": _estimate(one.flat),
            "basis": _basis(one.basis),
        }
    )


def _estimate(one: Estimate | None) -> Data:
    return None if one is None else [repr(one.low), repr(one.point), repr(one.high)]
