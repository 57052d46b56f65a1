"""Whose name is shown to the public: one person asks, another agrees; stopping needs only one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from counterpoise_site.accounts.models import User, are_one_person
from counterpoise_site.accounts.roles import Role
from counterpoise_site.public.models import Publicity
from counterpoise_site.register.models import Person

_BATCH = 400


class RefusedError(Exception):
    """The act is not allowed, to this account or at this time; `reason` is one of a few words the pages translate."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def shown_names(persons: Iterable[str]) -> dict[str, str]:
    """Give the names that are public, of these persons of the register."""
    wanted = sorted(set(persons))
    names: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        told: dict[str, list[Publicity]] = {}
        for row in Publicity.objects.filter(person__in=wanted[start : start + _BATCH]):
            told.setdefault(row.person, []).append(row)
        public = [person for person, rows in told.items() if _is_shown(rows)]
        names |= {row.person: row.name for row in _people(public) if row.name} if public else {}
    return names


def _people(persons: list[str]) -> Iterable[Person]:
    found: Any = Person.objects.known_on(None)
    rows: Iterable[Person] = found.filter(person__in=persons)
    return rows


def _is_shown(rows: list[Publicity]) -> bool:
    """Read the decisions in their order: an agreement shows from then on, a stop hides from then on."""
    shown = False
    for row in rows:
        if not row.shown:
            shown = False
        elif row.answers_id is not None:
            shown = True
    return shown


def waiting() -> list[Publicity]:
    """List the wishes to show a name that nobody answered and no later stop has overtaken."""
    last_stop = dict(Publicity.objects.filter(shown=False).values_list("person", "pk"))
    asked = Publicity.objects.filter(shown=True, answers=None, answer=None)
    return [row for row in asked if row.pk > last_stop.get(row.person, 0)]


@transaction.atomic
def ask(user: User, person: str, *, why: str) -> Publicity:
    """Ask that a person's name be shown."""
    _require(user, Role.REGISTRAR)
    if not why.strip():
        raise RefusedError("why")
    if not any(row.name for row in _people([person])):
        raise RefusedError("unknown")
    return _written(user, person, shown=True, why=why, answers=None)


@transaction.atomic
def agree(user: User, wish: Publicity) -> Publicity:
    """Agree to a wish of another person: whatever accounts they have, one natural person is never both."""
    _require(user, Role.APPROVER)
    if are_one_person(user, wish.account) or wish.by_id == user.identity_id:
        raise RefusedError("same person")
    if not any(row.pk == wish.pk for row in waiting()):
        raise RefusedError("stale")
    return _written(user, wish.person, shown=True, why=wish.why, answers=wish)


@transaction.atomic
def stop(user: User, person: str, *, why: str) -> Publicity:
    """Stop showing a name at once."""
    if not user.roles & {Role.REGISTRAR, Role.APPROVER}:
        raise RefusedError("role")
    if not why.strip():
        raise RefusedError("why")
    return _written(user, person, shown=False, why=why, answers=None)


def _require(user: User, role: Role) -> None:
    if role not in user.roles:
        raise RefusedError("role")


def _written(user: User, person: str, *, shown: bool, why: str, answers: Publicity | None) -> Publicity:
    row = Publicity(
        person=person, shown=shown, why=why.strip(), by=user.identity, account=user, answers=answers
    )
    row.save()
    return row
