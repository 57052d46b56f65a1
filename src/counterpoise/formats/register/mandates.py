"""One row of a register, and the words by which registers are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from counterpoise.domain.institution import Problem
from counterpoise.domain.words import Text

_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Mandate:
    """One person in one office at one place, as written; `where` says in which row of which file."""

    where: str
    person: str
    office: str
    name: str = ""
    place: str = ""
    place_name: str = ""
    kind: str = ""
    within: str = ""
    start: str = ""
    end: str = ""
    basis: str = ""
    seat: str = ""

    def problem(self, what: Text, remedy: Text, *, fatal: bool = True) -> Problem:
        """Note a problem of this row."""
        return Problem(self.where, what, remedy, fatal)


def folded(text: str) -> str:
    """Compare written names by letters alone.

    >>> folded("  Chủ  tịch UBND ")
    'chu tich ubnd'
    """
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in letters if unicodedata.category(c) != "Mn").split())


def slug(text: str) -> str:
    """Make an id of a written name.

    >>> slug("Xã Lộc Thịnh"), slug("市")
    ('xa-loc-thinh', '')
    """
    return _NOT_ID.sub("-", folded(text)).strip("-")
