"""What is told record by record is what stands in columns, however these are joined and picked, and in the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.analysis.findings import READINGS
from counterpoise.analysis.sweep.answers import READ, Answered, answered
from counterpoise.analysis.sweep.lists import joined, taken
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.telling import AnswerRows, Chapter, FindingRows
from counterpoise.analysis.sweep.told import Told, ToldAnswer, ToldFinding
from counterpoise.domain.words import PersonId, PlaceId
from sweep.comparing import answer_at, within

pq = pytest.importorskip("pyarrow.parquet")
pa = pytest.importorskip("pyarrow")

from counterpoise.formats.rosters.results import SEVERITIES, tables_of  # noqa: E402 - needs pyarrow

PERSONS = 4

locals_ = st.integers(0, PERSONS - 1)
totals = st.none() | st.integers(0, 5) | st.integers(2**62, 2**66) | st.just(2**63 - 1)
few = st.none() | st.integers(0, 3)
shares = st.sampled_from([0.0, 0.25, 0.333333333, 0.5])
families = st.lists(st.lists(locals_, max_size=3).map(tuple), max_size=3).map(tuple)
words = st.sampled_from(["diagrams", "sampling, chữ có dấu", "h1"])
ends = st.none() | st.integers(0, 9).map(float)

told_answers = st.builds(
    ToldAnswer,
    exact=st.booleans(),
    method=words,
    unnamed=st.integers(0, 40_000),
    capture_number=few,
    capture_sets_total=totals,
    capture_sets=families,
    blocking_number=few,
    blocking_sets_total=totals,
    blocking_sets=families,
    capture_probability=st.none() | shares,
    bounds=st.lists(
        st.tuples(st.sampled_from(["capture_number", "blocking_number", "capture_probability"]), ends, ends),
        unique_by=lambda one: one[0],
        max_size=3,
    ).map(tuple),
    power=st.lists(
        st.tuples(locals_, shares, shares, shares), unique_by=lambda one: one[0], max_size=PERSONS
    ).map(tuple),
    with_holder=st.lists(st.tuples(locals_, words, few, families), max_size=3).map(tuple),
)

told_findings = st.builds(
    ToldFinding,
    code=st.sampled_from(["C01", "C02"]),
    severity=st.integers(0, 3),
    capped_from=st.none() | st.integers(0, 3),
    reading=st.none() | st.sampled_from(READINGS),
    matter=st.none() | words,
    steps=st.lists(words, max_size=2).map(tuple),
    persons=st.lists(locals_, max_size=2).map(tuple),
    offices=st.lists(words, max_size=2).map(tuple),
    because=st.lists(st.tuples(locals_, words, words), max_size=2).map(tuple),
)


@st.composite
def patterns(draw: st.DrawFn) -> list[Told]:
    """Draw what is told of some patterns: three answers or six, or none that matter."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        sides = draw(st.integers(1, 2))
        drawn = draw(st.lists(told_answers, min_size=sides * READ, max_size=sides * READ))
        findings = tuple(draw(st.lists(told_findings, max_size=2)))
        found.append(Told(tuple(drawn[:READ]), tuple(drawn[READ:]), findings))
    return found


def strongest(one: ToldAnswer) -> tuple[int | None, float | None]:
    """Tell who has most power, the least number where several do."""
    found = max(one.power, key=lambda share: (share[3], -share[0]), default=None)
    return (None, None) if found is None else (found[0], found[3])


def as_told(one: ToldAnswer, *, power: bool) -> dict[str, Any]:
    """Write a record as `answer_at` reads one from columns."""

    def sets(of: Any) -> list[list[int]]:
        return [list(found) for found in of]

    return {
        "exact": one.exact,
        "unnamed": one.unnamed,
        "capture": (one.capture_number, one.capture_sets_total, sets(one.capture_sets)),
        "blocking": (one.blocking_number, one.blocking_sets_total, sets(one.blocking_sets)),
        "chance": one.capture_probability,
        "bounds": one.bounds,
        "strongest": strongest(one),
        "power": {person: figures for person, *figures in one.power} if power else {},
        "with": [(person, by, others, sets(of)) for person, by, others, of in one.with_holder],
    }


def read(told: Answered, at: int) -> tuple[list[dict[str, Any]], list[Any]]:
    """Read what stands of one pattern in columns."""
    answers = [answer_at(told.answers.entries, row, int) for row in within(told.answers, at)]
    for one in answers:
        one["power"] = {person: list(figures) for person, figures in one["power"].items()}
    return answers, [told.findings.entries[row] for row in within(told.findings, at)]


@settings(max_examples=30)
@given(st.lists(patterns(), min_size=1, max_size=3), st.booleans(), st.data())
def test_patterns_are_read_as_they_were_told_wherever_their_columns_go(
    pages: list[list[Told]], power: bool, data: st.DataObject
) -> None:
    """Told page by page, the pages joined, rows picked in any order and more than once, and joined again."""
    keys = (str(number).encode() for number in count())
    named = [[next(keys) for _ in page] for page in pages]
    whole = joined([answered(who, page, power=power) for who, page in zip(named, pages, strict=True)])
    known = dict(zip([k for who in named for k in who], [t for page in pages for t in page], strict=True))
    rows = st.lists(st.sampled_from(range(len(known))), max_size=5) if known else st.just([])
    picked = [np.array(data.draw(rows), dtype=np.int64) for _ in range(2)]
    found = joined([whole, *(taken(whole, some) for some in picked)])
    assert list(found.keys) == [*known, *(list(known)[at] for some in picked for at in some)]
    for at, key in enumerate(found.keys):
        told = known[key]
        expected = [as_told(one, power=power) for one in (*told.now, *told.without)]
        assert read(found, at) == (expected, list(told.findings))


@settings(max_examples=25)
@given(patterns(), patterns())
def test_what_is_remembered_is_told_as_it_was_learnt(first: list[Told], second: list[Told]) -> None:
    known = Remembered(most=0)
    told: dict[bytes, Told] = {}
    for number, page in enumerate((first, second)):
        known.forget()
        keys = [bytes([number, at]) for at in range(len(page))]
        known.learn(answered(keys, page, power=True))
        told.update(zip(keys, page, strict=True))
    asked = [key for key in reversed(told) if key in known]
    assert set(asked) >= {bytes([1, at]) for at in range(len(second))}
    found = known.told(asked)
    for at, key in enumerate(asked):
        answers = [as_told(one, power=True) for one in (*told[key].now, *told[key].without)]
        assert read(found, at) == (answers, list(told[key].findings))


@st.composite
def chapters(draw: st.DrawFn) -> tuple[Chapter, list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a chapter, and what its two tables say: rows of a few records, each with a base of its own."""
    told = draw(st.lists(told_answers, max_size=3))
    findings = draw(st.lists(told_findings, max_size=3))
    people = np.array(draw(st.lists(st.integers(0, 5), min_size=PERSONS, max_size=9)), dtype=np.int64)
    names = [f"người {number % 5}" for number in range(6)]  # one of them is named twice
    bases = st.integers(0, len(people) - PERSONS)

    def rows(of: list[Any]) -> np.ndarray:
        one = st.tuples(st.sampled_from(range(len(of))), bases)
        return np.array(draw(st.lists(one, max_size=4)) if of else [], dtype=np.int64).reshape(-1, 2)

    def named(base: int) -> Callable[[Sequence[int]], list[str]]:
        return lambda locals: [names[people[base + local]] for local in locals]

    answers, found = rows(told), rows(findings)
    at, columns = np.arange(len(answers)), answered([b""], [Told(tuple(told))], power=True).answers.entries
    chapter = Chapter(
        tuple(PlaceId(f"xa-{number}") for number in range(5)),
        tuple(map(PersonId, names)),
        people,
        AnswerRows(at, np.zeros_like(at), at % 2, at % 3, answers[:, 0], answers[:, 1], columns),
        FindingRows(np.arange(len(found)) - 1, found[:, 0], found[:, 1], tuple(findings)),
    )
    return (
        chapter,
        [said(row, told[kind], named(base)) for row, (kind, base) in enumerate(answers.tolist())],
        [found_at(row, findings[kind], named(base)) for row, (kind, base) in enumerate(found.tolist())],
    )


def said(row: int, one: ToldAnswer, named: Callable[[Sequence[int]], list[str]]) -> dict[str, Any]:
    """Say what a row of the table of answers says."""
    return {
        "place": f"xa-{row}",
        "matter": "việc",
        "without_arrangement": row % 2 == 1,
        "reading": READINGS[row % 3],
        **written(one, named),
    }


def found_at(row: int, one: ToldFinding, named: Callable[[Sequence[int]], list[str]]) -> dict[str, Any]:
    """Say what a row of the table of findings says: the first is about no place."""
    return {
        "place": None if row == 0 else f"xa-{row - 1}",
        "code": one.code,
        "severity": SEVERITIES[one.severity],
        "capped_from": None if one.capped_from is None else SEVERITIES[one.capped_from],
        "reading": one.reading,
        "matter": one.matter,
        "steps": list(one.steps),
        "persons": named(one.persons),
        "offices": list(one.offices),
        "because": [
            {"person": named([person])[0], "moved_by": by, "how": how} for person, by, how in one.because
        ],
    }


def written(one: ToldAnswer, named: Callable[[Sequence[int]], list[str]]) -> dict[str, Any]:
    """Say what a row of the table of answers says beside its place, matter, side and reading."""
    bounds = {name: (low, high) for name, low, high in one.bounds}
    person, share = strongest(one)
    low_high = {
        f"{name}_{end}": bounds.get(name, (None, None))[at]
        for name in ("capture_number", "blocking_number")
        for at, end in enumerate(("low", "high"))
    }
    return {
        "exact": one.exact,
        "method": one.method,
        "unnamed": one.unnamed,
        "capture_number": one.capture_number,
        "capture_sets_total": None if one.capture_sets_total is None else str(one.capture_sets_total),
        "blocking_number": one.blocking_number,
        "blocking_sets_total": None if one.blocking_sets_total is None else str(one.blocking_sets_total),
        "capture_probability": one.capture_probability,
        **low_high,
        "strongest": None if person is None else named([person])[0],
        "strongest_shapley_shubik": share,
        "capture_sets": [named(found) for found in one.capture_sets],
        "blocking_sets": [named(found) for found in one.blocking_sets],
        "power": [
            {"person": named([who])[0], "banzhaf": b, "banzhaf_absolute": a, "shapley_shubik": s}
            for who, b, a, s in one.power
        ],
        "with_holder": [
            {
                "person": named([who])[0],
                "arrangement": by,
                "others": others,
                "sets": [named(found) for found in sets],
            }
            for who, by, others, sets in one.with_holder
        ],
    }


@given(chapters())
def test_the_tables_say_what_the_records_of_a_chapter_say(drawn: Any) -> None:
    chapter, answers, findings = drawn
    tables = tables_of(chapter, matters=["việc"], power=True, sets=True)
    assert pq.read_table(pa.BufferReader(tables.answers)).to_pylist() == answers
    assert pq.read_table(pa.BufferReader(tables.findings)).to_pylist() == findings


def test_tables_have_the_same_columns_whether_they_say_anything_or_not() -> None:
    """Parts are put together by their content, which must be laid out alike in each."""
    nothing = np.zeros(0, dtype=np.int64)
    one = ToldAnswer(False, "m", 0, 1, 2**70, ((0,),), None, None, (), 0.5, (), (), ((0, "h1", 1, ((0,),)),))
    schemas = set()
    for rows, told in ((nothing, ()), (np.zeros(1, dtype=np.int64), (one,))):
        answers = answered([b""], [Told(told)], power=False).answers.entries
        chapter = Chapter(
            (PlaceId("xa-1"),),
            (PersonId("Ada"),),
            np.zeros(1, dtype=np.int64),
            AnswerRows(rows, rows, rows, rows, rows, rows, answers),
            FindingRows(nothing, nothing, nothing, ()),
        )
        tables = tables_of(chapter, matters=["m"], power=False, sets=True)
        schemas.add(str(pq.read_schema(pa.BufferReader(tables.answers))))
    assert len(schemas) == 1
