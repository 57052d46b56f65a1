"""A case as it would be after some edits: what a proposal is judged by before anybody agrees to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from counterpoise.domain.institution import Case, Framework, Review
from counterpoise.domain.pilots import Arrangement, Regulation
from counterpoise.domain.rules import RuleException
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.models import Kin, Paper, Person, Place, Tenure, Version
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import framework

T = TypeVar("T")


def applied(case: Case, edits: Sequence[Edit]) -> Case:
    """Give the case after the edits of its frameworks, places, persons, kin, tenures and the papers that findings rest on."""
    return replace(
        case,
        frameworks=frameworks_after(case.frameworks, edits),
        places=_mapped(case.places, edits, Place),
        persons=_mapped(case.persons, edits, Person),
        kin=_listed(case.kin, edits, Kin),
        tenures=_listed(case.tenures, edits, Tenure),
        arrangements=_papers(case.arrangements, edits, Paper.Kind.ARRANGEMENT, Arrangement),
        regulations=_papers(case.regulations or (), edits, Paper.Kind.REGULATION, Regulation)
        or case.regulations,
        exceptions=_papers(case.exceptions, edits, Paper.Kind.EXCEPTION, RuleException),
        reviews=_papers(case.reviews, edits, Paper.Kind.REVIEW, Review),
    )


def frameworks_after(frameworks: tuple[Framework, ...], edits: Sequence[Edit]) -> tuple[Framework, ...]:
    """Put other frameworks in the place of those that edits correct or withdraw."""
    kept = {one.id: one for one in frameworks}
    for edit in edits:
        if isinstance(edit.before, Paper) and edit.before.kind == Paper.Kind.FRAMEWORK:
            kept.pop(read(FrameworkNamed, edit.before.content).id, None)
        after = edit.after
        if after is not None and after.columns.get("kind") == Paper.Kind.FRAMEWORK:
            new = framework(read(FrameworkNamed, after.columns["content"]).digest)
            kept[new.id] = new
    return tuple(kept.values())


def record_of(row: Row) -> Any:
    """Give the library's record of a row that is not stored yet."""
    made: Any = row.model(key=row.key, order=row.order, **row.columns)
    return made.record


def named_persons(edits: Sequence[Edit]) -> frozenset[str]:
    """List the persons that edits name, so that a snapshot holds them too."""
    said = {getattr(edit.before, "person", None) for edit in edits}
    said |= {edit.after.columns.get("person") for edit in edits if edit.after is not None}
    return frozenset(person for person in said if person)


def _of(edits: Sequence[Edit], table: type[Version]) -> list[tuple[Any, Any]]:
    return [
        (edit.before and _stored(edit.before), edit.after and record_of(edit.after))
        for edit in edits
        if (edit.after.model if edit.after is not None else type(edit.before)) is table
    ]


def _stored(row: Any) -> Any:
    return row.record


def _mapped(records: Any, edits: Sequence[Edit], table: type[Version]) -> Any:
    kept = dict(records)
    for before, after in _of(edits, table):
        if before is not None:
            kept.pop(before.id, None)
        if after is not None:
            kept[after.id] = after
    return kept


def _listed(records: tuple[T, ...], edits: Sequence[Edit], table: type[Version]) -> tuple[T, ...]:
    kept = list(records)
    for before, after in _of(edits, table):
        if before in kept:
            kept.remove(before)
        if after is not None:
            kept.append(after)
    return tuple(kept)


def _papers(
    records: tuple[T, ...], edits: Sequence[Edit], kind: Paper.Kind, record: type[T]
) -> tuple[T, ...]:
    kept = list(records)
    for edit in edits:
        before, after = edit.before, edit.after
        if (
            isinstance(before, Paper)
            and before.kind == kind
            and (old := read(record, before.content)) in kept
        ):
            kept.remove(old)
        if after is not None and after.model is Paper and after.columns["kind"] == kind:
            kept.append(read(record, after.columns["content"]))
    return tuple(kept)
