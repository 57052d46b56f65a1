"""Cases made by chance, with every kind of record a register keeps.

Records are made from their own fields, so a new field is tried without anybody thinking of it. The cases need not make sense as
law: a register keeps what it is given. site_laws.py holds the register to them.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from counterpoise.domain.days import PartialDate, Span, read_date
from counterpoise.domain.institution import Case, Evidence, Framework, Indicator, Place, Review
from counterpoise.domain.measures import Terms
from counterpoise.domain.people import Kin, Person, Tenure
from counterpoise.domain.pilots import Arrangement, Regulation, Reorganisation
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import OfficeId, PersonId, PlaceId, Source, Text
from counterpoise.domain.workload import Workload
from counterpoise.formats.case_folder.measures_yaml import shipped

_LETTERS = st.characters(codec="utf-8", exclude_characters="\0")  # PostgreSQL stores no NUL
_WORDS = st.sampled_from(
    ["", "Xã Thí Điểm", "a|b#2", "Nguyễn Thị 'Mẫu'", '"; DROP', " lề ", "một\nhai", "😀", "?"]
) | st.text(_LETTERS, max_size=8)
_DATES = st.sampled_from(["2019", "2019-05", "2019-05-31", "2020-02", "0001", "9999-12-31"]).map(read_date)
_PLACES = st.sampled_from([PlaceId(name) for name in ("xa-a", "xa-b", "huyen", "tinh")])
_PERSONS = st.sampled_from([PersonId(name) for name in ("p1", "p2", "p3", "Lê Văn Mẫu|2")])
_DEEPEST = 5


@st.composite
def _spans(draw: Any) -> Span:
    """Make a span: open, known in part, ended on an unknown day, even one that ends before it begins."""
    end: PartialDate | None = draw(st.none() | _DATES)
    return Span(draw(st.none() | _DATES), end, ended_unknown=end is None and draw(st.booleans()))


_CHOSEN: dict[Any, st.SearchStrategy[Any]] = {
    str: _WORDS,
    int: st.integers(-5, 10**6),
    float: st.floats(0, 1),
    bool: st.booleans(),
    date: st.dates(),
    Fraction: st.fractions(0, 1, max_denominator=9),
    PartialDate: _DATES,
    Span: _spans(),
    PlaceId: _PLACES,
    PersonId: _PERSONS,
    OfficeId: st.sampled_from([OfficeId("chu-tich"), OfficeId("bi-thu"), OfficeId("ke-toan")]),
}


def records(kind: Any, deep: int = 0) -> st.SearchStrategy[Any]:
    """Make records of a kind, by what its fields say of themselves."""
    if kind in _CHOSEN:
        return _CHOSEN[kind]
    if isinstance(kind, NewType):
        return records(kind.__supertype__, deep)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        chosen = [one for one in inside if deep < _DEEPEST or one is type(None)] or list(inside[:1])
        return st.one_of(*(st.none() if one is type(None) else records(one, deep) for one in chosen))
    if origin is tuple and inside[-1] is Ellipsis:
        return st.lists(records(inside[0], deep + 1), max_size=max(0, 2 - deep // 2)).map(tuple)
    if origin is tuple:
        return st.tuples(*(records(one, deep + 1) for one in inside))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(
            records(inside[0]), records(inside[1], deep + 1), max_size=max(0, 2 - deep // 2)
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{one.name: records(hints[one.name], deep + 1) for one in fields(kind)})
    raise TypeError(f"no way to make a {kind}")


def _some(kind: Any, most: int = 2) -> st.SearchStrategy[Any]:
    return st.lists(records(kind), max_size=most).map(tuple)


def _by_id(kind: Any, ids: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Make records under their own ids, in any order."""
    pairs = st.dictionaries(ids, records(kind), max_size=4)
    return pairs.map(lambda made: {key: replace(one, id=key) for key, one in made.items()})


def _in_lines(tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """Number tenures as lines of their table."""
    return tuple(replace(one, line=number) for number, one in enumerate(tenures, start=2))


CASES = st.builds(
    Case,
    id=_WORDS,
    title=records(Text),
    frameworks=_some(Framework),
    on=st.none() | st.dates(),
    places=_by_id(Place, _PLACES),
    persons=_by_id(Person, _PERSONS),
    kin=_some(Kin, 3),
    tenures=st.lists(records(Tenure), max_size=6).map(_in_lines),
    arrangements=_some(Arrangement),
    regulations=st.none() | _some(Regulation),
    reorganisations=_some(Reorganisation),
    indicators=_some(Indicator),
    evidence=_some(Evidence),
    sources=_by_id(Source, _WORDS.filter(bool)),
    exceptions=_some(RuleException),
    reviews=_some(Review),
    workload=st.none() | records(Workload),
    measures=st.just(shipped()) | records(Terms).map(lambda terms: replace(terms, own=True)),
)


@st.composite
def pairs(draw: Any) -> tuple[Case, Case]:
    """Make two cases; the second often says some of the same, the other way round."""
    case, later = draw(CASES), draw(CASES)
    if draw(st.booleans()):
        later = replace(
            later,
            places=dict(reversed(case.places.items())),
            kin=case.kin[::-1],
            tenures=_in_lines([*later.tenures, *case.tenures[::-1]]),
            evidence=case.evidence[::-1],
            reviews=(*case.reviews[::-1], *later.reviews),
        )
    return case, later
