"""Short stable names: of a finding in an address, and of everything an answer was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from counterpoise.analysis.findings import Finding
from counterpoise.domain.institution import Case
from counterpoise.domain.words import PlaceId
from counterpoise.version import version
from counterpoise_site.register.same_framework import SameFramework

_SHORT = 12


def finding_key(finding: Finding) -> str:
    """Name a finding so that the same finding has the same name on every day and in every language."""
    f = finding
    said = (f.code, f.reading, f.place, f.matter, f.steps, tuple(sorted(f.persons)), tuple(sorted(f.offices)))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:_SHORT]


def answer_key(case: Case, place: PlaceId, on: date) -> str:
    """Name what an audit of one place on one day is made from: the records reached, the frameworks and our version."""
    rest = tuple(getattr(case, one.name) for one in fields(case) if one.name != "frameworks")
    frameworks = tuple(_framework_key(SameFramework(framework)) for framework in case.frameworks)
    said = repr((version(), place, on, frameworks, _plain(rest)))
    return hashlib.sha256(said.encode()).hexdigest()


def law_key(case: Case) -> str:
    """Name what is the same at every place of a register: the frameworks, the arrangements, our version."""
    frameworks = tuple(_framework_key(SameFramework(framework)) for framework in case.frameworks)
    said = repr((version(), frameworks, _plain(case.arrangements)))
    return hashlib.sha256(said.encode()).hexdigest()


@lru_cache(maxsize=64)
def _framework_key(one: SameFramework) -> str:
    return hashlib.sha256(repr(_plain(one.framework)).encode()).hexdigest()


def _plain(value: object) -> Any:
    """Turn records into tuples: some of them show only their size."""
    if is_dataclass(value):
        return (type(value).__name__, *(_plain(getattr(value, one.name)) for one in fields(value)))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Mapping):
        return tuple((_plain(key), _plain(item)) for key, item in value.items())
    if isinstance(value, frozenset):
        return tuple(sorted(map(repr, value)))
    return value
