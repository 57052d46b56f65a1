"""Three columns by which a table finds and sorts names alike on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Case, QuerySet, Value, When

from counterpoise_site.folding import LONGEST_QUERY, accented, folded, query_words, sort_key

M = TypeVar("M", bound=models.Model)


class Named(models.Model):
    """A row that people look for by words; `set_found_by` fills the columns from what they may type."""

    found_by = models.TextField(editable=False, default="")
    found_exactly_by = models.TextField(editable=False, default="")
    sorted_by = models.BinaryField(editable=False, default=b"")

    class Meta:
        abstract = True

    def set_found_by(self, name: str, *more: str) -> None:
        """Remember the name to sort by, and everything to search in."""
        words = " ".join((name, *more))
        self.found_by, self.found_exactly_by = folded(words), accented(words)
        self.sorted_by = sort_key(name)


def matching(rows: QuerySet[M], typed: str) -> QuerySet[M]:
    """Keep the rows that hold every typed word, those with the very marks first, then by the alphabet."""
    for word in query_words(typed):
        rows = rows.filter(found_by__contains=word)
    exact = accented(typed[:LONGEST_QUERY])
    if not exact:
        return rows.order_by("sorted_by", "pk")
    inexact = Case(When(found_exactly_by__contains=exact, then=Value(0)), default=Value(1))
    ranked: QuerySet[M] = rows.annotate(inexact=inexact).order_by("inexact", "sorted_by", "pk")
    return ranked
