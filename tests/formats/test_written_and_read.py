"""What is written as text is read back as the records that say the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

import yaml
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.actors import Actor, AtLeastTerm, OfficeTerm
from counterpoise.domain.bodies import BodyVotes, Office, Votes
from counterpoise.domain.days import Span, read_date
from counterpoise.domain.matters import Act, Deadline, Power, Step, When, power_of
from counterpoise.domain.people import Kin, Person, Tenure
from counterpoise.domain.quotas import Count
from counterpoise.domain.words import BodyId, MatterId, OfficeId, PersonId, PlaceId, StepId, plain
from counterpoise.formats.case_folder.framework_yaml import read_framework
from counterpoise.formats.case_folder.problems import Problems
from formats.folders import FRAMEWORK, read

OFFICES = ("chair", "deputy", "clerk", "on", "2020")

Tree = Any  # a name, or a map as the file writes it


def _at_least(parts: list[Tree]) -> st.SearchStrategy[Tree]:
    return st.integers(1, len(parts)).map(lambda count: {"at_least": {"count": count, "of": parts}})


TREES: st.SearchStrategy[Tree] = st.recursive(
    st.sampled_from(OFFICES),
    lambda inner: st.lists(inner, min_size=1, max_size=4).flatmap(
        lambda parts: st.sampled_from([{"all": parts}, {"any": parts}]) | _at_least(parts)
    ),
    max_leaves=12,
)


def agrees(tree: Tree, yes: set[str]) -> bool:
    """Ask a written expression whether a set of offices suffices, by the words of the design."""
    match tree:
        case str():
            return tree in yes
        case {"all": parts}:
            return all(agrees(part, yes) for part in parts)
        case {"any": parts}:
            return any(agrees(part, yes) for part in parts)
        case {"at_least": {"count": count, "of": parts}}:
            return sum(agrees(part, yes) for part in parts) >= int(count)
        case _:
            raise AssertionError(tree)


def carries(actor: Actor, yes: set[str]) -> bool:
    """Ask a flat actor the same."""
    said: list[bool] = []
    for term in actor.terms:
        match term:
            case OfficeTerm(office):
                said.append(office in yes)
            case AtLeastTerm(count, parts):
                said.append(sum(said[part] for part in parts) >= count)
            case _:
                raise AssertionError(term)
    return said[-1]


def village(**parts: object) -> str:
    """Write a framework with five offices and these parts."""
    content = {"counterpoise": 1, "id": "village", "offices": {name: {} for name in OFFICES}, **parts}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


@given(TREES, st.sets(st.sampled_from(OFFICES)))
def test_the_flat_actor_agrees_with_the_written_one(tree: Tree, yes: set[str]) -> None:
    problems = Problems()
    read_in = read_framework(village(groups={"g": tree}), file="framework.yaml", problems=problems)
    assert problems.listed() == ()
    assert read_in is not None
    (actor,) = read_in[0].groups.values()
    assert carries(actor, yes) == agrees(tree, yes)


STEPS = st.builds(
    lambda act, when, binding, days, excluded: Step(
        StepId("s"),
        act,
        Actor((OfficeTerm(OfficeId("chair")),)),
        power_of(act),
        when=when if power_of(act) is Power.OVERSIGHT else When.ALWAYS,
        binding=binding or power_of(act) is not Power.OVERSIGHT,
        excludes=tuple(OfficeId(name) for name in excluded),
        days=days,
    ),
    st.sampled_from(Act),
    st.sampled_from(When),
    st.booleans(),
    st.none() | st.builds(Deadline, st.integers(0, 400), st.booleans()),
    st.lists(st.sampled_from(OFFICES), unique=True, max_size=3),
)


def written(step: Step) -> dict[str, object]:
    """Write a step as the file does."""
    entry: dict[str, object] = {"id": step.id, "act": step.act.value, "actor": str(step.actor)}
    if step.power is Power.OVERSIGHT:
        entry |= {"when": step.when.value, "force": "binding" if step.binding else "advisory"}
    if step.excludes:
        entry["excludes"] = [str(office) for office in step.excludes]
    if step.days is not None:
        entry["days"] = {"working": step.days.days} if step.days.working else step.days.days
    return entry


@given(STEPS)
def test_a_step_is_read_back(step: Step) -> None:
    decide = {"id": "decide", "act": "decide", "actor": "clerk"}
    text = village(matters={"permit": {"steps": [decide, written(step)]}})
    problems = Problems()
    read_in = read_framework(text, file="framework.yaml", problems=problems)
    assert problems.listed() == ()
    assert read_in is not None
    assert read_in[0].matters[MatterId("permit")].steps[1] == step


@given(st.integers(1, 40), st.integers(1, 9), st.sampled_from(Votes), st.booleans())
def test_offices_and_bodies_are_read_back(seats: int, quota: int, votes: Votes, of_seats: bool) -> None:
    body = {
        "members": ["chair", "many"],
        "decides": {"quota": quota, "votes": votes.value, "of": "seats" if of_seats else "votes"},
    }
    text = village(bodies={"council": body}).replace(
        "  clerk: {}", f"  clerk: {{}}\n  many: {{seats: {seats}}}"
    )
    read_in = read_framework(text, file="framework.yaml", problems=Problems())
    assert read_in is not None
    framework = read_in[0]
    many = framework.offices[OfficeId("many")]
    assert many == Office(OfficeId("many"), plain("many"), framework.audits, seats)
    assert framework.bodies[BodyId("council")].decides == BodyVotes(Count(quota), votes, of_seats=of_seats)


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8).filter(
    lambda name: not name.startswith("(") and "@" not in name
)
DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31)).map(date.isoformat)
DATES = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4])


@given(
    st.lists(st.tuples(NAMES, DATES), min_size=1, max_size=5, unique_by=lambda row: normalize("NFC", row[0]))
)
def test_tables_are_read_back(rows: list[tuple[str, str]]) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    tables = {
        "persons": "id,compromise\n" + "".join(f"{cell(name)},0.{n}\n" for n, (name, _) in enumerate(rows)),
        "tenures": "office,seat,person,from\n"
        + "".join(f"many,{n},{cell(a)},{d}\n" for n, (a, d) in enumerate(rows, 1)),
        "kin": "a,b,relation\n" + "".join(f"{cell(a)},{cell(rows[0][0])},sibling\n" for a, _ in rows[1:]),
    }
    with TemporaryDirectory() as folder:
        case = read(
            Path(folder), framework=FRAMEWORK.replace("clerk: {}", "clerk: {}\n  many: {seats: 9}"), **tables
        )
    names = [PersonId(normalize("NFC", name)) for name, _ in rows]
    assert list(case.persons.values()) == [Person(name, "", n / 10) for n, name in enumerate(names)]
    assert case.kin == tuple(Kin(name, names[0], "sibling") for name in names[1:])
    assert case.tenures == tuple(
        Tenure(PlaceId("all"), OfficeId("many"), n, name, Span(read_date(day)), line=n + 1)
        for n, (name, (_, day)) in enumerate(zip(names, rows, strict=True), 1)
    )
