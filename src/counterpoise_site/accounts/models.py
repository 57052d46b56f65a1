"""Accounts, and the one natural person behind each: rules about two persons look at the person, never at the account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, AnonymousUser, UserManager
from django.db import models
from django.utils.functional import cached_property

from counterpoise_site.accounts.roles import INSIDE, Role


class Identity(models.Model):
    """One natural person, however many accounts and offices they have."""

    name = models.CharField(max_length=200)
    register_person = models.CharField(
        max_length=200,
        null=True,
        blank=True,
        unique=True,
        help_text="the person's id in the register, where they hold an office themselves",
    )

    def __str__(self) -> str:
        return self.name


class _Users(UserManager["User"]):
    """Make accounts; whoever names no person behind one gets a new person of the account's name."""

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **more: Any
    ) -> User:
        return super().create_user(username, email, password, **_with_identity(username, more))

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **more: Any
    ) -> User:
        return super().create_superuser(username, email, password, **_with_identity(username, more))


def _with_identity(username: str, more: dict[str, Any]) -> dict[str, Any]:
    if "identity" in more or "identity_id" in more:
        return more
    return {**more, "identity": Identity.objects.create(name=more.get("first_name") or username)}


class User(AbstractUser):
    """One account of one natural person."""

    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="accounts")

    objects: ClassVar[_Users] = _Users()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Give the roles of an active account; being a superuser is none of them."""
        if not self.is_active:
            return frozenset()
        known = {role.value for role in Role}
        return frozenset(Role(name) for name in self.groups.values_list("name", flat=True) if name in known)

    @property
    def is_inside(self) -> bool:
        """Tell whether the account reads the register and the examination."""
        return bool(self.roles & INSIDE)


Visitor = User | AnonymousUser


def roles_of(visitor: Visitor) -> frozenset[Role]:
    """Give the roles of whoever is visiting; without an account there are none."""
    return visitor.roles if isinstance(visitor, User) else frozenset()


def are_one_person(a: User, b: User) -> bool:
    """Tell whether two accounts belong to one natural person."""
    return a.identity_id == b.identity_id
