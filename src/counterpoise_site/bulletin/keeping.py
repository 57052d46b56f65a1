"""Facts that articles keep, each under the SHA-256 of its content: nobody can write one by hand, and none is ever changed."""

from __future__ import annotations

import json

from django.db import models

from counterpoise_site.append_only import AppendOnly, Recorded
from counterpoise_site.bulletin import facts


class KeptFacts(AppendOnly["KeptFact"]):
    """Facts that are kept."""


class KeptFact(Recorded):
    """A fact as its source gave it on one day."""

    mark = models.CharField(max_length=64, primary_key=True)
    reference = models.CharField(max_length=300)
    content = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    objects = KeptFacts.as_manager()

    def __str__(self) -> str:
        return f"{self.reference} {self.mark[:12]}"


def keep(reference: str) -> str:
    """Take a fact as it stands now, keep it, and give its mark; FactGoneError when it is no more."""
    fact = facts.take(reference)
    mark = facts.mark(fact)
    if not KeptFact.objects.filter(pk=mark).exists():
        KeptFact(mark=mark, reference=reference, content=facts.canonical(fact).decode("utf-8")).save()
    return mark


def kept(reference: str, mark: str) -> facts.Fact | None:
    """Give a fact that was kept; none if nobody kept it, or it was another."""
    row = KeptFact.objects.filter(pk=mark, reference=reference).first() if mark else None
    return facts.from_json(json.loads(row.content)) if row is not None else None
