"""The only door from the register to the analysis: the rows, as they were known at a moment, as one case of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import transaction

from counterpoise.domain.institution import (
    Case,
    Evidence,
    Framework,
    Indicator,
    Review,
)
from counterpoise.domain.measures import Terms
from counterpoise.domain.pilots import Arrangement, Regulation, Reorganisation
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import PersonId, PlaceId, Source, SourceId, Text
from counterpoise.domain.workload import Workload
from counterpoise.formats.case_folder.measures_yaml import shipped
from counterpoise_site.accounts.models import User
from counterpoise_site.register.case_rows import TABLES, FrameworkNamed, Study, documents_of, edits_to
from counterpoise_site.register.models import Change, Document, Kin, Paper, Person, Place, Tenure, Version
from counterpoise_site.register.recording import lock, record
from counterpoise_site.register.records import read

T = TypeVar("T")

_EMPTY = Study("register", Text("Sổ chức danh", "Register"), None, False)


def snapshot(
    place: str | None = None, known_on: datetime | None = None, *, persons: Iterable[str] = ()
) -> Case:
    """Read the register as a case, as it was known at a moment (now when none is given).

    With a place, only what an audit of that place can reach is read: the place and those above it, who sits there, and where
    else these persons sit; `persons` names others who may be about to sit there.
    """
    whole = _papers_only(known_on)
    return _everywhere(whole, known_on) if place is None else _around(whole, place, known_on, persons)


def snapshot_of_offices(offices: Iterable[str]) -> Case:
    """Read the register as a case that holds, of the tenures, only those of some offices, wherever they are."""
    tenures = [row.record for row in _among(_rows(Tenure, None), ("office", offices))]
    persons = _among(
        _rows(Person, None), ("person", {one.person for one in tenures if one.person is not None})
    )
    return replace(
        _papers_only(None),
        places={PlaceId(row.place): row.record for row in _rows(Place, None)},
        persons={PersonId(row.person): row.record for row in persons},
        tenures=tuple(tenures),
    )


def _papers_only(known_on: datetime | None) -> Case:
    papers = _Papers(known_on)
    study = next(iter(papers.of(Paper.Kind.STUDY, Study)), _EMPTY)
    regulations = papers.of(Paper.Kind.REGULATION, Regulation)
    return Case(
        id=study.id,
        title=study.title,
        frameworks=tuple(framework(one.digest) for one in papers.of(Paper.Kind.FRAMEWORK, FrameworkNamed)),
        on=study.on,
        places={},
        arrangements=papers.of(Paper.Kind.ARRANGEMENT, Arrangement),
        regulations=regulations if regulations or study.has_regulations else None,
        reorganisations=papers.of(Paper.Kind.REORGANISATION, Reorganisation),
        indicators=papers.of(Paper.Kind.INDICATOR, Indicator),
        evidence=papers.of(Paper.Kind.EVIDENCE, Evidence),
        sources={SourceId(one.id): one for one in papers.of(Paper.Kind.SOURCE, Source)},
        exceptions=papers.of(Paper.Kind.EXCEPTION, RuleException),
        reviews=papers.of(Paper.Kind.REVIEW, Review),
        workload=next(iter(papers.of(Paper.Kind.WORKLOAD, Workload)), None),
        measures=next(iter(papers.of(Paper.Kind.MEASURES, Terms)), shipped()),
    )


@transaction.atomic
def store(
    case: Case,
    *,
    why: str,
    account: User | None = None,
    kind: Change.Kind = Change.Kind.LOADED,
    keep_others: bool = False,
    sources: dict[str, str] | None = None,
) -> Change | None:
    """Make the register say what a case says; what it already says stays untouched, and nothing to say is no change."""
    lock()
    edits = edits_to(case, now=rows_now(), keep_others=keep_others)
    keep_documents(case, sources or {})
    return record(edits, kind=kind, why=why, account=account) if edits else None


def rows_now() -> Iterable[Version]:
    """Give every row that is the record now, table by table in the order of its entries."""
    for table in TABLES:
        yield from _rows(table, None)


def keep_documents(case: Case, sources: dict[str, str]) -> None:
    """Keep the frameworks of a case under the address of their content."""
    Document.objects.keep(documents_of(case, sources))


@lru_cache(maxsize=64)
def framework(digest: str) -> Framework:
    """Read a framework by the address of its content: it never changes, so it is read once."""
    return read(Framework, Document.objects.get(pk=digest).record)


def frameworks(known_on: datetime | None = None) -> tuple[Framework, ...]:
    """Give the frameworks the register knows at a moment."""
    return tuple(framework(one.digest) for one in _Papers(known_on).of(Paper.Kind.FRAMEWORK, FrameworkNamed))


class _Papers:
    """The papers known at a moment, by kind."""

    def __init__(self, known_on: datetime | None) -> None:
        self.contents: dict[str, list[str]] = {}
        rows = _rows(Paper, known_on).values_list("kind", "content")
        for kind, content in rows:
            self.contents.setdefault(kind, []).append(content)

    def of(self, kind: Paper.Kind, record_kind: type[T]) -> tuple[T, ...]:
        """Read those of one kind."""
        return tuple(read(record_kind, content) for content in self.contents.get(kind.value, ()))


def _rows(table: type[Version], known_on: datetime | None) -> Any:
    return table._default_manager.known_on(known_on).order_by("order", "pk")  # type: ignore[attr-defined]


def _everywhere(whole: Case, known_on: datetime | None) -> Case:
    return replace(
        whole,
        places={PlaceId(row.place): row.record for row in _rows(Place, known_on)},
        persons={PersonId(row.person): row.record for row in _rows(Person, known_on)},
        kin=tuple(row.record for row in _rows(Kin, known_on)),
        tenures=tuple(row.record for row in _rows(Tenure, known_on)),
    )


def _around(whole: Case, place: str, known_on: datetime | None, persons: Iterable[str]) -> Case:
    """Keep what an audit of one place can reach; where only one place exists, that is everything."""
    chain = _chain(place, known_on)
    seated = set(persons) | set(
        _rows(Tenure, known_on).filter(place__in=chain, person__isnull=False).values_list("person", flat=True)
    )
    tenures = [row.record for row in _among(_rows(Tenure, known_on), ("place", chain), ("person", seated))]
    reached = {*chain, *(tenure.place for tenure in tenures)}
    here = [row.record for row in _among(_rows(Place, known_on), ("place", reached))]
    people = [row.record for row in _among(_rows(Person, known_on), ("person", seated))]
    kin = tuple(row.record for row in _rows(Kin, known_on) if row.a in seated or row.b in seated)
    return replace(
        whole,
        places={one.id: one for one in here},
        persons={one.id: one for one in people},
        kin=kin,
        tenures=tuple(tenures),
        regulations=_near(whole.regulations, chain) if whole.regulations is not None else None,
        reorganisations=_near(whole.reorganisations, chain) or (),
        indicators=tuple(one for one in whole.indicators if one.place in chain),
    )


def _chain(place: str, known_on: datetime | None) -> list[str]:
    """List a place and those above it."""
    chain: list[str] = []
    at = place
    while at and at not in chain:
        chain.append(at)
        at = _rows(Place, known_on).filter(place=at).values_list("parent", flat=True).first() or ""
    return chain


def _among(rows: Any, *wanted: tuple[str, Iterable[str]]) -> list[Any]:
    """Keep rows with one of the values in one of the columns, asking for a few hundred at a time."""
    found: dict[int, Any] = {}
    for column, values in wanted:
        listed = sorted(values)
        for start in range(0, len(listed), 400):
            for row in rows.filter(**{f"{column}__in": listed[start : start + 400]}):
                found[row.pk] = row
    return sorted(found.values(), key=lambda row: (row.order, row.pk))


def _near(records: tuple[T, ...] | None, chain: list[str]) -> tuple[T, ...]:
    place_of: Callable[[Any], str | None] = lambda one: one.place  # noqa: E731 - a name for what is compared
    return tuple(one for one in records or () if place_of(one) is None or place_of(one) in chain)
