"""Find articles by words, with or without their marks; what was typed with the very marks comes first."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from counterpoise_site.bulletin.indexing import words_in
from counterpoise_site.bulletin.models import Article, Word
from counterpoise_site.bulletin.reading import public
from counterpoise_site.folding import LONGEST_QUERY


class Found:
    """The public articles that hold every typed word, as a list that is asked for one page at a time.

    Those with the very marks and the others are two lists one after the other, each in the order of its index: so a word that stands
    in every article costs no more than a rare one. Nothing typed can harm the question.
    """

    def __init__(self, typed: str, *, spoken: str) -> None:
        self._words = words_in(typed[:LONGEST_QUERY])
        rows = public(Article, spoken)
        self._exact, self._inexact = rows, rows
        for word, plain in sorted(self._words.items()):
            holds = Word.objects.filter(article=OuterRef("pk"), folded=plain)
            self._exact = self._exact.filter(Exists(holds.filter(marked=word)))
            self._inexact = self._inexact.filter(Exists(holds))
        self._inexact = self._inexact.exclude(self._very()) if self._words else rows.none()
        self._exact = self._exact if self._words else rows.none()

    def __len__(self) -> int:
        return self._exactly + self._others

    def __getitem__(self, asked: slice) -> list[Any]:
        first, last = asked.start or 0, len(self) if asked.stop is None else asked.stop
        known = self._exactly
        exact = list(self._exact[first : min(last, known)]) if first < known else []
        return exact + list(self._inexact[max(0, first - known) : max(0, last - known)])

    def _very(self) -> Q:
        """Ask for the very marks of every word."""
        very = Q()
        for word, plain in sorted(self._words.items()):
            very &= Q(Exists(Word.objects.filter(article=OuterRef("pk"), folded=plain, marked=word)))
        return very

    @cached_property
    def _exactly(self) -> int:
        return int(self._exact.count())

    @cached_property
    def _others(self) -> int:
        return int(self._inexact.count())
