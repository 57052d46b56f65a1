"""A framework's actors, decisions and steps are read as the law means them, or refused with a remedy."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import BodyVotes, HeadDecides, Votes
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Deadline, Power, When
from counterpoise.domain.quotas import Count, Majority, Share
from counterpoise.domain.words import BodyId, GroupId, MatterId, OfficeId
from counterpoise.formats.case_folder.framework_yaml import read_framework
from counterpoise.formats.case_folder.problems import Problems
from formats.folders import FRAMEWORK, LEVELS, one_problem, problems, read

CHAIR, CLERK, DEPUTY = (OfficeTerm(OfficeId(name)) for name in ("chair", "clerk", "deputy"))


def with_actor(actor: str) -> str:
    """Write the village with another actor in its only step."""
    return FRAMEWORK.replace("actor: chair", f"actor: {actor}")


def with_decides(decides: str) -> str:
    """Write the village with another decision rule of its council."""
    return FRAMEWORK.replace("{rule: majority}", decides)


def with_step(step: str) -> str:
    """Write the village with one more step."""
    return FRAMEWORK + f"      - {step}\n"


def actor_of(framework: Framework) -> Actor:
    """Give the actor of the only step."""
    return framework.matters[MatterId("permit")].steps[0].actor


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("chair", (CHAIR,)),
        ("council", (BodyTerm(BodyId("council")),)),
        ("{body: council}", (BodyTerm(BodyId("council")),)),
        ("{body: council, quota: 55%}", (BodyTerm(BodyId("council"), Share(Fraction(55, 100), "55%")),)),
        ("{body: council, quota: 2}", (BodyTerm(BodyId("council"), Count(2)),)),
        ("either", (GroupTerm(GroupId("either")),)),
        ("{all: [chair, clerk]}", (CHAIR, CLERK, AtLeastTerm(2, (0, 1)))),
        ("{any: [chair, clerk]}", (CHAIR, CLERK, AtLeastTerm(1, (0, 1)))),
        (
            "{at_least: {count: 2, of: [chair, chair, {all: [clerk, deputy]}]}}",
            (CHAIR, CHAIR, CLERK, DEPUTY, AtLeastTerm(2, (2, 3)), AtLeastTerm(2, (0, 1, 4))),
        ),
    ],
)
def test_an_actor_becomes_a_flat_list_of_terms(
    tmp_path: Path, written: str, terms: tuple[object, ...]
) -> None:
    (framework,) = read(tmp_path, framework=with_actor(written)).frameworks
    assert actor_of(framework).terms == terms


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("chiar", "unknown office, body or group “chiar”; did you mean “chair”?"),
        ("{body: chair}", "unknown body “chair”"),
        ("club", "the body “club” has no “decides”"),
        ("{body: club, quota: 1}", "the body “club” has no “decides”"),
        ("{body: office, quota: 1}", "there are no votes to count"),
        ("{body: council, quota: 1.5}", "cannot use “1.5”"),
        ("{body: council, quota: 0}", "cannot use “0”"),
        ("{body: council, quota: 0/3}", "cannot use “0/3”"),
        ("{body: council, quota: 101%}", "cannot use “101%”"),
        ("{body: council, quota: 1/0}", "cannot use “1/0”"),
        ("{quota: 2}", "cannot use a map"),
        ("{body: council, votes: per_seat}", "unknown key “votes”"),
        ("{office: chair}", "write the id alone"),
        ("{all: []}", "write all: [one or more actors]"),
        ("{any: chair}", "write any: [one or more actors]"),
        ("{all: [chair], any: [clerk]}", "cannot use a map"),
        ("{at_least: {count: 0, of: [chair]}}", "cannot use “0”; write the number 1"),
        ("{at_least: {count: 3, of: [chair, clerk]}}", "write a whole number from 1 to 2"),
        ("{at_least: {count: 1}}", "write {count: …, of: […]}"),
        ("[chair, clerk]", "cannot use a list"),
        ("", "the key “actor” is missing"),
        ("{not: chair}", "actor expressions are monotone"),
        ("{none: [chair]}", "actor expressions are monotone"),
        ("{all: [chair, {xor: [chair, clerk]}]}", "actor expressions are monotone"),
        ("{except: chair}", "actor expressions are monotone"),
        ("not chair", "actor expressions are monotone"),
    ],
)
def test_an_actor_that_means_nothing_is_refused(tmp_path: Path, written: str, said: str) -> None:
    line = one_problem(tmp_path, framework=with_actor(written))
    assert line.startswith("framework.yaml, line 16, matters > permit > steps > decide")
    assert said in line


@pytest.mark.slow
def test_deep_and_long_expressions_need_no_recursion() -> None:
    nested = "{any: [" * 5000 + "chair" + "]}" * 5000
    groups = "".join(f"  g{n}: {{all: [clerk, g{n - 1}]}}\n" for n in range(1, 5000))
    text = with_actor(nested).replace("groups:\n", f"groups:\n  g0: chair\n{groups}")
    problems = Problems()
    read = read_framework(text, file="framework.yaml", problems=problems)
    assert read is not None
    assert problems.listed() == ()
    assert len(actor_of(read[0]).terms) == 5001
    assert len(read[0].groups) == 5001


def test_a_long_circle_of_groups_is_named_in_short(tmp_path: Path) -> None:
    groups = "".join(f"  g{n}: {{all: [clerk, g{(n + 1) % 3000}]}}\n" for n in range(3000))
    line = one_problem(tmp_path, framework=FRAMEWORK.replace("groups:\n", f"groups:\n{groups}"))
    assert "groups name one another in a circle: g0 → g1 → g2 →" in line
    assert line.split(";")[0].endswith("g2999 → g0")


@given(st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_groups_are_refused_exactly_when_they_form_a_circle(after: list[int]) -> None:
    groups = "".join(
        f"  g{n}: {{any: [chair, g{target}]}}\n" for n, target in enumerate(after) if target != n
    )
    groups += "".join(f"  g{n}: chair\n" for n, target in enumerate(after) if target == n)
    found = Problems()
    read_framework(
        FRAMEWORK.replace("groups:\n", f"groups:\n{groups}"), file="framework.yaml", problems=found
    )
    assert found.are_fatal == any(_returns(start, after) for start in range(8))


def _returns(start: int, after: list[int]) -> bool:
    at = start
    for _ in after:
        if after[at] == at:
            return False
        at = after[at]
    return True


@pytest.mark.parametrize(
    ("written", "decides"),
    [
        ("{rule: majority, presiding: chair}", BodyVotes(Majority(), presiding=OfficeId("chair"))),
        ("{rule: two_thirds}", BodyVotes(Share(Fraction(2, 3), "two_thirds"))),
        ("{rule: unanimity, votes: per_seat}", BodyVotes(Share(Fraction(1), "unanimity"), Votes.PER_SEAT)),
        ("{quota: 2, of: seats}", BodyVotes(Count(2), of_seats=True)),
        ("{quota: 66.7%}", BodyVotes(Share(Fraction(667, 1000), "66.7%"))),
        ("{quota: 1/1}", BodyVotes(Share(Fraction(1), "1/1"))),
        ("{head: chair}", HeadDecides(OfficeId("chair"))),
        (
            "{quota: 3, weights: {deputy: 0, chair: 3}}",
            BodyVotes(Count(3), Votes.PER_SEAT, ((OfficeId("chair"), 3), (OfficeId("deputy"), 0))),
        ),
    ],
)
def test_a_decision_rule_is_read(tmp_path: Path, written: str, decides: object) -> None:
    (framework,) = read(tmp_path, framework=with_decides(written)).frameworks
    assert framework.bodies[BodyId("council")].decides == decides


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{}", "one of head, rule, quota is missing"),
        ("{rule: majority, quota: 2}", "rule, quota are given together"),
        ("{rule: plurality}", "“plurality” is not a word used here"),
        ("{quota: 0.5}", "cannot use “0.5”"),
        ("{quota: '66,7%'}", "cannot use “66,7%”"),
        ("{quota: majority}", "cannot use “majority”"),
        ("{head: deputy}", "“deputy” has 2 seats; head must be an office with one seat"),
        ("{head: clerk}", "unknown member “clerk”"),
        ("{head: chair, votes: per_seat}", "“votes” does not go with head"),
        ("{rule: two_thirds, presiding: chair}", "presiding goes only with rule: majority"),
        ("{quota: 2, presiding: chair}", "presiding goes only with rule: majority"),
        ("{rule: majority, presiding: deputy}", "presiding must be an office with one seat"),
        ("{rule: majority, weights: {chair: 1}}", "no weight is given for deputy"),
        ("{rule: majority, weights: {chair: 1, deputy: -1}}", "cannot use “-1”"),
        ("{rule: majority, weights: {chair: 1, deputy: 1, clerk: 1}}", "unknown member “clerk”"),
        ("{rule: majority, weights: {chair: 1, deputy: 1}, votes: per_person}", "does not go with weights"),
        ("{rule: majority, of: people}", "“people” is not a word used here"),
    ],
)
def test_a_decision_rule_that_means_nothing_is_refused(tmp_path: Path, written: str, said: str) -> None:
    assert any(said in line for line in problems(tmp_path, framework=with_decides(written)))


def test_a_step_keeps_what_is_said_of_it(tmp_path: Path) -> None:
    text = with_step(
        "{id: look, name: Look, act: opinion, power: oversight, when: complaint, force: advisory, actor: clerk,"
        " excludes: [chair], substitute: council, days: {working: 5, after: decide}}"
    )
    step = read(tmp_path, framework=text).frameworks[0].matters[MatterId("permit")].steps[1]
    assert (step.power, step.when, step.binding) == (Power.OVERSIGHT, When.COMPLAINT, False)
    assert step.excludes == ("chair",)
    assert step.substitute == Actor((BodyTerm(BodyId("council")),))
    assert step.days == Deadline(5, working=True, after=step.days.after if step.days else None)
    assert step.days is not None
    assert step.days.after == "decide"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{id: decide, act: sign, actor: chair}", "the step “decide” is already on line 16"),
        ("{id: next, act: sing, actor: chair}", "“sing” is not a word used here; did you mean “sign”?"),
        ("{id: next, act: sign, actor: chair, when: periodic}", "“when” is only for steps of oversight"),
        (
            "{id: next, act: inspect, power: consent, actor: chair, force: binding}",
            "“force” is only for steps",
        ),
        ("{id: next, act: sign, actor: chair, excludes: [mayor]}", "unknown office “mayor”"),
        ("{id: next, act: sign, actor: chair, days: soon}", "cannot use “soon”"),
        (
            "{id: next, act: sign, actor: chair, days: {before: decide}}",
            "one of working, calendar is missing",
        ),
        ("{id: next, act: sign, actor: chair, days: {working: 1, before: next}}", "unknown step “next”"),
        (
            "{id: next, act: sign, actor: chair, days: {working: 1, before: decide, after: decide}}",
            "given together",
        ),
        ("{act: sign, actor: chair}", "the key “id” is missing"),
        ("{id: next, actor: chair}", "the key “act” is missing"),
        ("{id: next, act: sign, actor: chair, stake: 1}", "unknown key “stake”"),
    ],
)
def test_a_step_that_means_nothing_is_refused(tmp_path: Path, step: str, said: str) -> None:
    assert any(said in line for line in problems(tmp_path, framework=with_step(step)))


def test_every_route_needs_consent(tmp_path: Path) -> None:
    routes = "    routes:\n      - [{id: a, act: decide, actor: chair}]\n      - [{id: b, act: audit, actor: clerk}]\n"
    text = FRAMEWORK[: FRAMEWORK.index("    steps:")] + routes
    assert "routes > #2 > b: no step needs consent" in one_problem(tmp_path, framework=text)
    both = FRAMEWORK + routes.replace("id: b, act: audit", "id: b, act: sign")
    assert "steps, routes are given together" in one_problem(tmp_path, framework=both)
    other = text.replace("act: audit", "act: sign")
    assert len(read(tmp_path, framework=other).frameworks[0].matters[MatterId("permit")].routes) == 2


def test_nobody_acts_from_below_the_audited_level(tmp_path: Path) -> None:
    places = "id,kind,parent\nc,commune,p\np,province,\n"
    read(tmp_path, framework=LEVELS, places=places)
    below = "an actor never lives below the audited level"
    assert below in one_problem(
        tmp_path, framework=LEVELS.replace("actor: chair", "actor: elder"), places=places
    )
    member = LEVELS + "bodies: {board: {members: [chair, elder]}}\n"
    assert "“elder” lives below the audited level" in one_problem(tmp_path, framework=member, places=places)
    tie = LEVELS.replace("actor: governor", "actor: elder")
    assert below in one_problem(tmp_path, framework=tie, places=places)


def test_levels_must_be_listed_to_be_used(tmp_path: Path) -> None:
    line = one_problem(tmp_path, framework=FRAMEWORK.replace("clerk: {}", "clerk: {level: district}"))
    assert "unknown level “district”; choose among: place" in line
    line = one_problem(
        tmp_path,
        framework=LEVELS.replace("audits: commune", "audits: comune"),
        places="id,kind,parent\nc,commune,p\np,province,\n",
    )
    assert "unknown level “comune”" in line


def test_duties_are_free_until_they_are_listed(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("clerk: {}", "clerk: {duties: [till]}")
    assert read(tmp_path, framework=text).frameworks[0].offices[OfficeId("clerk")].duties == ("till",)
    listed = text + "duties: {tills: {name: Keep the till}}\n"
    assert "unknown duty “till”; did you mean “tills”?" in one_problem(tmp_path, framework=listed)


def test_sources_must_be_declared(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("id: village", "id: village\nsources: {law-77: {}}").replace(
        "clerk: {}", "clerk: {basis: [{source: law-78}, {cite: Art. 1}]}"
    )
    missing, unknown = problems(tmp_path, framework=text)
    assert "basis > #1 > source: unknown source “law-78”; did you mean “law-77”?" in unknown
    assert "basis > #2: the key “source” is missing" in missing


def test_one_name_has_one_meaning(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("  either:", "  council:")
    assert "“council” names both a body (line 8) and a group" in one_problem(tmp_path, framework=text)
    doubled = FRAMEWORK.replace("clerk: {}", "clerk: {}\n  chair: {seats: 2}")
    assert "the key “chair” is already on line 4" in one_problem(tmp_path, framework=doubled)
