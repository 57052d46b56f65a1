"""The journal of the bulletin: who wrote, who approved, what was published, corrected or withdrawn. Rows are only added."""

from __future__ import annotations

from django.db import models

from counterpoise_site.accounts.models import Identity
from counterpoise_site.append_only import AppendOnly, Recorded


class Kind(models.TextChoices):
    """What happened."""

    EDITED = "edited"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


MADE_PUBLIC = (Kind.PUBLISHED, Kind.CORRECTED)


class Entries(AppendOnly["Entry"]):
    """Lines of the journal."""


class Entry(Recorded):
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

    objects = Entries.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["number", "language", "kind"], name="bulletin_entry_of"),)

    def __str__(self) -> str:
        return f"{self.number_id} {self.language} {self.kind}"
