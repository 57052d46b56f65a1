"""Where a framework names a row, another in its place, and the framework without it."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from itertools import pairwise

import pytest

from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides
from counterpoise.domain.institution import Framework
from counterpoise.domain.quotas import Majority
from counterpoise.domain.succession import ISSUING, mentions, succeeded, without
from counterpoise.domain.words import BodyId, Level, OfficeId, plain
from counterpoise.formats.case_files import framework_data, read_files

HEAD = "counterpoise: 1\ntitle: x\nframework: [framework.yaml]\n"
NAMES = ("vn-commune-3t", "council-mayor", "uk-listed-company", "us-incompatible-offices")


def shipped(name: str) -> Framework:
    """Read a shipped framework."""
    text = resources.files("counterpoise").joinpath("frameworks", f"{name}.yaml").read_text("utf-8")
    return read_files({"case.yaml": HEAD, "framework.yaml": text}, name="x")[0].frameworks[0]


@pytest.fixture(scope="module", params=NAMES)
def framework(request: pytest.FixtureRequest) -> Framework:
    """Give one of several regimes."""
    return shipped(request.param)


def test_whoever_is_succeeded_is_named_nowhere_and_the_successor_everywhere(framework: Framework) -> None:
    for rows in (list(framework.offices), list(framework.bodies)):
        for name, by in pairwise(rows):
            after = succeeded(framework, name, by)
            assert mentions(after, name) == ()
            own = {
                f"tie:{by}/",
                f"body:{by}",
            }  # rows of the successor itself are not counted among its mentions
            named = {at for at in mentions(framework, name) if not at.startswith(tuple(own))}
            assert {at for at in named if f"tie:{name}/" not in at} <= {
                *mentions(after, by),
                *mentions(framework, by),
            }


def test_a_row_is_mentioned_where_its_id_stands_in_the_file_and_nowhere_else(framework: Framework) -> None:
    """Compare with the data as text: an id in quotes stands there or it does not."""
    data = framework_data(framework)
    for name in [*framework.offices, *framework.bodies]:
        at = {address.partition(":")[2].partition("/")[0] for address in mentions(framework, name)}
        for section in ("bodies", "matters", "groups"):
            for key, row in (data.get(section) or {}).items():  # type: ignore[union-attr] # sections are maps
                if key != name:
                    assert (key in at) == (name in _words(row)), (name, section, key)


def _words(data: object) -> set[str]:
    match data:
        case str():
            return {data}
        case list():
            return {word for item in data for word in _words(item)}
        case dict():
            skipped = ("name", "basis", "refs", "id", "field", "members_of")
            told = {word for key, item in data.items() if key not in skipped for word in _words(item)}
            return told | {key for key in data if key not in skipped}
    return set()


def test_an_office_leaves_the_bodies_where_it_is_one_voter_and_stays_where_it_steers() -> None:
    small = shipped("council-mayor")
    offices = [OfficeId(one) for one in list(small.offices)[:3]]
    first, second, third = offices
    votes = BodyVotes(Majority(), weights=((first, 1), (second, 2)))
    bodies = {
        BodyId("voters"): Body(BodyId("voters"), plain("x"), Level("municipality"), (first, second), votes),
        BodyId("led"): Body(
            BodyId("led"), plain("x"), Level("municipality"), (first, third), HeadDecides(first)
        ),
        BodyId("alone"): Body(BodyId("alone"), plain("x"), Level("municipality"), (first,)),
    }
    after = without(replace(small, bodies=bodies), first)
    assert first not in after.offices
    assert after.bodies[BodyId("voters")].members == (second,)
    assert after.bodies[BodyId("voters")].decides == replace(votes, weights=((second, 2),))
    named = [at for at in mentions(after, first) if at.startswith("body:")]
    assert named == ["body:led", "body:alone"]


def test_who_issues_regulations_is_a_mention() -> None:
    commune = shipped("vn-commune-3t")
    assert commune.issuing is not None
    assert ISSUING in mentions(commune, commune.issuing.body)
