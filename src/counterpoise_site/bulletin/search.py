"""Find articles by words, with or without their marks; what was typed with the very marks comes first."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from counterpoise_site.bulletin.indexing import words_in
from counterpoise_site.bulletin.models import Article, Word
from counterpoise_site.bulletin.reading import public
from counterpoise_site.folding import LONGEST_QUERY, folded


def found(typed: str, *, spoken: str) -> Any:
    """Give the public articles that hold every typed word; nothing typed can harm the question."""
    words = words_in(typed[:LONGEST_QUERY])
    rows = public(Article, spoken)
    if not words:
        return rows.none()
    for plain in sorted(set(words.values())):
        rows = rows.filter(pk__in=Word.objects.filter(folded=plain).values("article"))
    inexact = Case(When(_exact(words), then=Value(0)), default=Value(1))
    return rows.annotate(inexact=inexact).order_by("inexact", "-issued_at", "-pk")


def _exact(words: dict[str, str]) -> Q:
    """Ask for the very words, marks and all."""
    asked = Q()
    for word in sorted(words):
        asked &= Q(Exists(Word.objects.filter(article=OuterRef("pk"), folded=folded(word), marked=word)))
    return asked
