"""Every kind of rule is read as its record; keys of another kind are refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from counterpoise.domain.kinship import RELATIONS
from counterpoise.domain.matters import Act
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    KinBetween,
    NeedsRecords,
    OwnCase,
    Rotation,
    Rule,
    SeatNumber,
    SeatShare,
    TermLimit,
)
from counterpoise.domain.words import BodyId, MatterId, OfficeId, Text
from counterpoise.formats.case_folder.fields import RULE_KINDS
from formats.folders import FRAMEWORK, one_problem, read, warnings

CHAIR, CLERK = OfficeId("chair"), OfficeId("clerk")
COUNCIL, PERMIT = BodyId("council"), MatterId("permit")
READ: list[tuple[str, Rule]] = [
    ("kind: incompatible, offices: [chair, clerk]", IncompatibleOffices(id="r", offices=(CHAIR, CLERK))),
    ("kind: kin, between: [chair, clerk]", KinBetween(id="r", between=(CHAIR, CLERK))),
    (
        "kind: kin, between: [chair, clerk], relatives: [spouse, parent_in_law]",
        KinBetween(id="r", between=(CHAIR, CLERK), relatives=("spouse", "parent-in-law")),
    ),
    ("kind: term, office: chair, at_most_years: 10", TermLimit(id="r", office=CHAIR, at_most_years=10)),
    (
        "kind: rotation, offices: [clerk], at_most_years: 5",
        Rotation(id="r", offices=(CLERK,), at_most_years=5),
    ),
    ("kind: held_with, office: chair, one_of: [clerk]", HeldWith(id="r", office=CHAIR, one_of=(CLERK,))),
    ("kind: seats, body: council, at_least: 3", SeatNumber(id="r", body=COUNCIL, at_least=3)),
    ("kind: seats, office: clerk, at_most: 0", SeatNumber(id="r", office=CLERK, at_most=0)),
    (
        'kind: share, body: council, holding: [clerk], at_least: "1/3", at_most: 50%',
        SeatShare(id="r", body=COUNCIL, holding=(CLERK,), at_least=Fraction(1, 3), at_most=Fraction(1, 2)),
    ),
    ("kind: own_case", OwnCase(id="r")),
    (
        "kind: distinct, one: propose, other: [decide, sign]",
        DistinctPersons(id="r", one=(Act.PROPOSE,), other=(Act.DECIDE, Act.SIGN)),
    ),
    (
        "kind: distinct, one: [propose], other: decide, matters: [permit]",
        DistinctPersons(id="r", one=(Act.PROPOSE,), other=(Act.DECIDE,), matters=(PERMIT,)),
    ),
    ("kind: deadlines, matters: all", DeadlinesStated(id="r")),
    ("kind: deadlines, matters: [permit]", DeadlinesStated(id="r", matters=(PERMIT,))),
    ("kind: together, matters: [permit]", DecidedTogether(id="r", matters=(PERMIT,))),
    (
        "kind: records, what: {vi: biên bản, en: minutes}",
        NeedsRecords(id="r", what=Text("biên bản", "minutes")),
    ),
]


def with_rule(rule: str) -> str:
    """Write the village with one rule."""
    return FRAMEWORK + f"rules:\n  - {{id: r, {rule}}}\n"


@pytest.mark.parametrize(("written", "rule"), READ)
def test_a_rule_is_read_as_its_record(tmp_path: Path, written: str, rule: Rule) -> None:
    assert read(tmp_path, framework=with_rule(written)).frameworks[0].rules == (rule,)


def test_every_kind_is_read() -> None:
    assert {written.split(",")[0].removeprefix("kind: ") for written, _ in READ} == set(RULE_KINDS)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("kind: incompatible, offices: [chair]", "the list needs at least 2 entries"),
        ("kind: incompatible, offices: [chair, mayor]", "unknown office “mayor”"),
        ("kind: incompatible, offices: [chair, clerk], severity: error", "unknown key “severity”"),
        (
            "kind: incompatible, between: [chair, clerk], offices: [chair, clerk]",
            "incompatible has no “between”",
        ),
        (
            "kind: term, offices: [chair, clerk], office: chair, at_most_years: 2",
            "a rule of kind term has no “offices”",
        ),
        ("kind: term, office: chair", "the key “at_most_years” is missing"),
        ("kind: term, office: chair, at_most_years: 0", "write a whole number from 1 to 100"),
        ("kind: term, office: chair, at_most_year: 3, at_most_years: 3", "did you mean “at_most_years”?"),
        ("kind: rotation, offices: [], at_most_years: 2", "the list needs at least 1 entry"),
        ("kind: held_with, office: chair, one_of: [chair]", "“chair” cannot go with itself"),
        ("kind: seats, body: council", "write at least one of: at_least, at_most"),
        ("kind: seats, at_most: 2", "write exactly one of: body, office"),
        ("kind: seats, body: council, at_least: 3, at_most: 2", "at_most is less than at_least"),
        ("kind: seats, body: counsil, at_least: 3", "unknown body “counsil”; did you mean “council”?"),
        ("kind: share, body: council, holding: [clerk], at_most: 1", "cannot use “1”"),
        ("kind: share, body: council, holding: [clerk], at_most: 101%", "cannot use “101%”"),
        ("kind: share, body: council, holding: [clerk], at_most: 1/0", "cannot use “1/0”"),
        ("kind: own_case, matters: all", "this kind has no keys of its own"),
        ("kind: distinct, one: [], other: decide", "the list needs at least 1 entry"),
        ("kind: distinct, one: proposes, other: decide", "did you mean “propose”?"),
        ("kind: deadlines, matters: every", "“every” is not a word used here; choose among: all"),
        ("kind: deadlines, matters: [permits]", "unknown matter “permits”; did you mean “permit”?"),
        ("kind: together", "the key “matters” is missing"),
        ("kind: records", "the key “what” is missing"),
        ("kind: sunset", "“sunset” is not a word used here"),
        ("name: unkind", "the key “kind” is missing"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(tmp_path: Path, written: str, said: str) -> None:
    assert said in one_problem(tmp_path, framework=with_rule(written))


def test_an_unknown_relation_is_a_warning_in_rules_and_in_kin(tmp_path: Path) -> None:
    found = warnings(
        tmp_path,
        framework=with_rule("kind: kin, between: [chair, clerk], relatives: [spouce]"),
        persons="id\nada\nben\n",
        kin="a,b,relation\nada,ben,sibbling\n",
    )
    assert found == [
        "framework.yaml, line 18, rules > r > relatives > #1: “spouce” is not a known family relation; did you mean “spouse”?",
        "kin.csv, line 2, column relation: “sibbling” is not a known family relation; did you mean “sibling”?",
    ]


def test_relations_are_known_whatever_joins_their_words(tmp_path: Path) -> None:
    rows = "".join(f"ada,ben,{relation.replace('-', '_').capitalize()}\n" for relation in RELATIONS)
    case = read(tmp_path, persons="id\nada\nben\n", kin="a,b,relation\n" + rows)
    assert [kin.relation for kin in case.kin] == list(RELATIONS)
