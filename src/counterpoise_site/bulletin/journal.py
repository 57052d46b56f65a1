"""The journal of the bulletin: who wrote, who approved, what was published, corrected or withdrawn. Rows are only added."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from counterpoise_site.accounts.models import Identity


class Kind(models.TextChoices):
    """What happened."""

    EDITED = "edited"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


MADE_PUBLIC = (Kind.PUBLISHED, Kind.CORRECTED)


class JournalError(Exception):
    """Somebody tried to change what is in the journal."""


class _Rows(models.QuerySet["Entry"]):
    def update(self, **values: Any) -> NoReturn:
        raise JournalError("the journal is added to, never changed")

    def delete(self) -> NoReturn:
        raise JournalError("the journal is added to, never changed")


class Entry(models.Model):
    """One line; `words` keeps what readers could read, so that a correction can be shown whatever becomes of the drafts."""

    number = models.ForeignKey("bulletin.ArticleNumber", on_delete=models.PROTECT, related_name="entries")
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(Identity, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    words = models.JSONField(default=list)

    objects = _Rows.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["number", "language", "kind"], name="bulletin_entry_of"),)

    def __str__(self) -> str:
        return f"{self.number_id} {self.language} {self.kind}"

    def save(self, *args: Any, **how: Any) -> None:
        """Add the line; refuse to overwrite one."""
        if not self._state.adding:
            raise JournalError("the journal is added to, never changed")
        super().save(*args, **{**how, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise JournalError("the journal is added to, never changed")
