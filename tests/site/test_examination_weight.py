"""A page of a place stays light, leads to everything it leaves out, and communes alike are answered once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from counterpoise.analysis.examine import audit
from counterpoise.domain.words import PersonId, PlaceId
from counterpoise_site.accounts.models import User
from counterpoise_site.examination.answers import examined, subject
from counterpoise_site.examination.keys import finding_key
from counterpoise_site.register.snapshot import snapshot, store
from site_registers import stored

pytestmark = pytest.mark.django_db

Opens = Callable[[User | None], Client]
DAY = date(2024, 3, 28)
PLACE = "/examination/place/thi-diem-1/"
MOST = 200_000


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep the founding case."""
    cache.clear()
    stored("loc-ninh")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_page_of_a_place_is_heavy_and_every_finding_is_reached(
    signed_in: Opens, cy: User, prefix: str
) -> None:
    browser = signed_in(cy)
    first = f"{prefix}{PLACE}?on={DAY}"
    page = browser.get(first)
    assert len(page.content) < MOST
    shown = page.content.decode()
    assert 'href="#finding-' not in shown
    assert 'href="#power-' not in shown
    keys = {finding_key(one) for one in audit(snapshot(), day=DAY, places=["thi-diem-1"]).findings}
    seen: set[str] = set()
    for number in range(1, 2 + len(keys) // 50):
        listed = browser.get(f"{prefix}{PLACE}findings/?on={DAY}&page={number}")
        assert len(listed.content) < MOST
        seen |= set(re.findall(r"/finding/([0-9a-f]+)/", listed.content.decode()))
    assert seen == keys
    matters = set(re.findall(rf"{PLACE}matter/([a-z0-9-]+)/", shown))
    assert len(matters) > 30
    for address in (
        f"{prefix}{PLACE}matter/{sorted(matters)[0]}/?on={DAY}",
        f"{prefix}{PLACE}findings/?on={DAY}&code=C03",
    ):
        answer = browser.get(address)
        assert (answer.status_code, len(answer.content) < MOST) == (200, True), address


def test_a_matter_tells_its_steps_its_findings_and_its_numbers_on_the_day_asked(
    signed_in: Opens, cy: User
) -> None:
    shown = signed_in(cy).get(f"/en{PLACE}matter/budget-estimate/?on={DAY}").content.decode()
    for said in (
        "Findings about this matter",
        "Shapley",
        "Dispute how this matter is described",
        f"?on={DAY}",
    ):
        assert said in shown
    found = audit(snapshot(), day=DAY, places=["thi-diem-1"]).findings
    about = {finding_key(one) for one in found if one.matter == "budget-estimate"}
    assert set(re.findall(r"/finding/([0-9a-f]+)/", shown)) == about
    assert signed_in(cy).get(f"{PLACE}matter/none/").status_code == 404


def test_communes_alike_are_answered_once_and_still_each_as_if_alone() -> None:
    case = snapshot()
    place = case.places[PlaceId("thi-diem-1")]
    twin = PlaceId("thi-diem-sinh-doi")
    persons, tenures = dict(case.persons), list(case.tenures)
    for one in [one for one in tenures if one.place == place.id]:
        person = None if one.person is None else PersonId(f"{one.person}-2")
        if person is not None and one.person in persons:
            persons[person] = replace(persons[one.person], id=person)
        tenures.append(replace(one, place=twin, person=person, line=len(tenures) + 2))
    places = dict(case.places) | {twin: replace(place, id=twin)}
    store(replace(case, places=places, persons=persons, tenures=tuple(tenures)), why="twin")
    examined(subject("thi-diem-1", DAY, None))
    about = subject(twin, DAY, None)
    told = examined(about)
    alone = audit(about.case, day=DAY, places=[twin])
    assert told.matters == alone.matters
    assert told.findings == alone.findings
