"""Words of ours outside templates, in both languages: labels of forms, messages, names of choices."""

from __future__ import annotations

from typing import cast

from django.utils.functional import lazystr
from django.utils.translation import get_language

from counterpoise.domain.words import Text


def language() -> str:
    """Give the language of the page being made: `vi` or `en`."""
    return "en" if get_language() == "en" else "vi"


class _Said:
    """A text that is read when it is shown."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text.of(language())


def saying(vi: str, en: str) -> str:
    """Say one of two texts when it is shown: for labels that are made once and read in both languages."""
    return cast("str", lazystr(_Said(Text(vi, en))))
