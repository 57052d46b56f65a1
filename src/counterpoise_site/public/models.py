"""Addresses of holders that tell nothing about them, and decisions on whose name is public."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from counterpoise_site.accounts.models import Identity
from counterpoise_site.append_only import AppendOnly, Recorded

_PERSON = 500


def _token() -> str:
    return secrets.token_hex(8)


class Address(Recorded):
    """The stable public address of one person of the register; it is drawn by chance and never changes."""

    person = models.CharField(max_length=_PERSON, unique=True)
    token = models.CharField(max_length=16, unique=True, default=_token)

    objects: ClassVar[models.Manager[Address]] = AppendOnly["Address"].as_manager()


class Publicity(Recorded):
    """One decision, or the wish for one, to show a person's name or to stop showing it.

    A wish to show counts once somebody else agreed (a row that answers it); a wish to stop counts at once.
    """

    person = models.CharField(max_length=_PERSON, db_index=True)
    shown = models.BooleanField()
    why = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="answer")

    objects: ClassVar[models.Manager[Publicity]] = AppendOnly["Publicity"].as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
