"""A case as rows of the register, and what has to be edited for the register to say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.words import Text
from counterpoise_site.register.models import Document, Kin, Paper, Person, Place, Tenure, Version
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import digest, written

TABLES: tuple[type[Version], ...] = (Place, Person, Kin, Tenure, Paper)


@dataclass(frozen=True, slots=True)
class Study:
    """What a case says of itself."""

    id: str
    title: Text
    on: date | None
    has_regulations: bool


@dataclass(frozen=True, slots=True)
class FrameworkNamed:
    """A framework by the address of its content."""

    id: str
    digest: str


def rows_of(case: Case) -> tuple[Row, ...]:
    """Write every record of a case as a row."""
    places = [Row(Place, p.id, n, Place.columns(p)) for n, p in enumerate(case.places.values())]
    persons = [Row(Person, p.id, n, Person.columns(p)) for n, p in enumerate(case.persons.values())]
    kin = [Row(Kin, f"{k.a}|{k.b}|{k.relation}", n, Kin.columns(k)) for n, k in enumerate(case.kin)]
    tenures = [Row(Tenure, "", t.line, Tenure.columns(t)) for t in case.tenures]
    return (*places, *persons, *_numbered(kin), *tenures, *_numbered(_papers(case)))


def documents_of(case: Case, sources: Mapping[str, str]) -> tuple[Document, ...]:
    """Write the frameworks of a case; `sources` holds, by id, the files they were read from."""
    contents = [(framework, written(framework)) for framework in case.frameworks]
    return tuple(
        Document(digest=digest(content), record=content, source=sources.get(framework.id, ""))
        for framework, content in contents
    )


def edits_to(case: Case, *, now: Iterable[Version], keep_others: bool) -> tuple[Edit, ...]:
    """List the edits after which the register says what the case says; entries it does not name stay or go."""
    wanted = rows_of(case)
    current = list(now)
    tenures = [row for row in current if isinstance(row, Tenure)]
    pairs = _matched(tenures, [row for row in wanted if row.model is Tenure])
    others = {(type(row), row.key): row for row in current if not isinstance(row, Tenure)}
    for row in wanted:
        if row.model is not Tenure:
            pairs.append((others.pop((row.model, row.key), None), row))
    pairs += [(row, None) for row in others.values()]
    edits = []
    for before, after in pairs:
        if after is None and keep_others:
            continue
        if before is None or after is None or not _says(before, after, order=not keep_others):
            edits.append(Edit(before, after))
    return tuple(edits)


def columns_of(row: Version) -> dict[str, Any]:
    """Give the columns in which a row states something."""
    bookkeeping = {"id", "key", "order", "opened", "closed", "recorded_from", "recorded_to"}
    bookkeeping |= {"found_by", "found_exactly_by", "sorted_by"}
    names = (field.name for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in names if name not in bookkeeping}


def _says(before: Version, after: Row, *, order: bool) -> bool:
    return columns_of(before) == after.columns and (not order or before.order == after.order)


_SAME: tuple[Callable[[Mapping[str, Any]], object], ...] = (
    lambda t: tuple(t[name] for name in ("place", "office", "seat", "person", "start", "end", "basis")),
    lambda t: tuple(t[name] for name in ("place", "office", "seat", "person", "start")),
    lambda t: tuple(t[name] for name in ("place", "office", "seat", "start")),
    lambda t: tuple(t[name] for name in ("place", "office", "seat", "person")),
)


def _matched(now: Sequence[Tenure], wanted: Sequence[Row]) -> list[tuple[Version | None, Row | None]]:
    """Pair tenures with those wanted: the very same first, then of the same person, then of the same seat and start."""
    left, new = list(now), list(wanted)
    pairs: list[tuple[Version | None, Row | None]] = []
    for same in _SAME:
        by_sign: dict[object, list[Tenure]] = {}
        for tenure in reversed(left):
            by_sign.setdefault(same(columns_of(tenure)), []).append(tenure)
        unpaired = []
        for row in new:
            found = by_sign.get(same(row.columns))
            if found:
                tenure = found.pop()
                pairs.append((tenure, Row(Tenure, tenure.key, row.order, row.columns)))
            else:
                unpaired.append(row)
        left, new = [tenure for some in by_sign.values() for tenure in some], unpaired
    return [*pairs, *((tenure, None) for tenure in left), *((None, _keyed(row)) for row in new)]


def new_key() -> str:
    """Make a key that no entry has."""
    return uuid4().hex


def _keyed(row: Row) -> Row:
    return Row(row.model, new_key(), row.order, row.columns)


def _papers(case: Case) -> list[Row]:
    kind = Paper.Kind
    study = Study(case.id, case.title, case.on, case.regulations is not None)
    papers = [_paper(kind.STUDY, "", 0, study)]
    papers += [_paper(kind.FRAMEWORK, f.id, n, _named(f)) for n, f in enumerate(case.frameworks)]
    papers += [_paper(kind.ARRANGEMENT, a.id, n, a) for n, a in enumerate(case.arrangements)]
    papers += [_paper(kind.REGULATION, r.id, n, r, r.place) for n, r in enumerate(case.regulations or ())]
    papers += [_paper(kind.REORGANISATION, r.id, n, r, r.place) for n, r in enumerate(case.reorganisations)]
    papers += [
        _paper(kind.INDICATOR, f"{i.place}|{i.period}|{i.indicator}", n, i, i.place)
        for n, i in enumerate(case.indicators)
    ]
    papers += [_paper(kind.EVIDENCE, e.id, n, e) for n, e in enumerate(case.evidence)]
    papers += [_paper(kind.SOURCE, s.id, n, s) for n, s in enumerate(case.sources.values())]
    papers += [
        _paper(kind.EXCEPTION, f"{x.rule}|{x.place or ''}|{x.person or ''}", n, x)
        for n, x in enumerate(case.exceptions)
    ]
    papers += [_paper(kind.REVIEW, f"{r.row}|{r.on}", n, r) for n, r in enumerate(case.reviews)]
    if case.workload is not None:
        papers.append(_paper(kind.WORKLOAD, "", 0, case.workload))
    if case.measures is not None and case.measures.own:  # the shipped terms come with the library
        papers.append(_paper(kind.MEASURES, "", 0, case.measures))
    return papers


def _paper(kind: Paper.Kind, key: str, order: int, record: object, place: str | None = None) -> Row:
    columns = {"kind": kind.value, "place": place or "", "content": written(record)}
    return Row(Paper, f"{kind.value}:{key}", order, columns)


def _named(framework: Framework) -> FrameworkNamed:
    return FrameworkNamed(framework.id, digest(written(framework)))


def _numbered(rows: list[Row]) -> list[Row]:
    """Tell rows of one key apart by number: two equal lines are two entries."""
    seen: Counter[str] = Counter()
    told = []
    for row in rows:
        seen[row.key] += 1
        key = row.key if seen[row.key] == 1 else f"{row.key}#{seen[row.key]}"
        told.append(Row(row.model, key, row.order, row.columns))
    return told
