"""Write edits of the register: each under one change that says when, who and why; whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from counterpoise_site.accounts.models import Identity, User
from counterpoise_site.register.models import Change, Version

T = TypeVar("T")

_BATCH = 400
_LOCK = 6_317_202  # any number of our own: PostgreSQL's advisory locks are numbers


class StaleError(Exception):
    """What was to be corrected is no longer the record: somebody else was faster."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one entry is to say."""

    model: type[Version]
    key: str
    order: int
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry added (nothing before), withdrawn (nothing after) or corrected."""

    before: Version | None
    after: Row | None


def lock() -> None:
    """Let one writer at a time into the register, inside a transaction; SQLite's IMMEDIATE does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@transaction.atomic
def record(
    edits: Sequence[Edit],
    *,
    kind: Change.Kind,
    why: str,
    account: User | None = None,
    approved_by: Identity | None = None,
) -> Change:
    """Write edits under one change."""
    lock()
    change = Change(
        at=_later_than_all(),
        kind=kind,
        by=account.identity if account else None,
        account=account,
        approved_by=approved_by,
        why=why,
    )
    change.save()
    _close([edit.before for edit in edits if edit.before is not None], change)
    _open([edit.after for edit in edits if edit.after is not None], change)
    return change


def _later_than_all() -> datetime:
    """Give a moment after every change, however fast they follow and whatever the clock does."""
    last = Change.objects.order_by("-at").values_list("at", flat=True).first()
    now = timezone.now()
    return now if last is None or now > last else last + timedelta(microseconds=1)


def _close(rows: Iterable[Version], change: Change) -> None:
    for model, some in _by_model(rows, lambda row: type(row)):
        keys = [row.pk for row in some]
        if _versions(model).filter(pk__in=keys).close(change, change.at) != len(keys):
            raise StaleError


def _open(rows: Iterable[Row], change: Change) -> None:
    for model, some in _by_model(rows, lambda row: row.model):
        made = [_version(model, row, change) for row in some]
        _versions(model).bulk_create(made)


def _version(model: type[Version], row: Row, change: Change) -> Version:
    made = model(key=row.key, order=row.order, opened=change, recorded_from=change.at, **row.columns)
    made.find_by()
    return made


def _versions(model: type[Version]) -> Any:
    return model._default_manager


def _by_model(rows: Iterable[T], model_of: Any) -> Iterator[tuple[type[Version], list[T]]]:
    """Sort rows by their table, a batch at a time."""
    sorted_rows: dict[type[Version], list[T]] = {}
    for row in rows:
        sorted_rows.setdefault(model_of(row), []).append(row)
    for model, some in sorted_rows.items():
        left = iter(some)
        while batch := list(islice(left, _BATCH)):
            yield model, batch
