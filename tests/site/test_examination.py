"""The pages of the examination: who may see them, what they say, and that they ask the library no more than needed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from counterpoise.analysis.examine import audit
from counterpoise.domain.institution import Case
from counterpoise.formats import case_folder
from counterpoise_site.accounts.models import User
from counterpoise_site.examination import answers
from counterpoise_site.examination.keys import finding_key
from counterpoise_site.examination.models import PlaceResult
from counterpoise_site.register.models import Tenure
from counterpoise_site.register.snapshot import snapshot, store

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[2] / "cases"
Opens = Callable[[User | None], Client]

PAGES = (
    "/examination/",
    "/examination/place/all/",
    "/examination/place/all/compare/",
    "/examination/place/all/timeline/",
    "/examination/place/all/download/json/",
    "/examination/area/all/",
)


@pytest.fixture
def small() -> Case:
    """Keep a small commune with one collapsed check in the register."""
    cache.clear()
    case = case_folder.read(CASES / "check-collapses")
    store(case, why="test")
    return case


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("small")
def test_a_citizen_is_refused_and_a_passer_by_signs_in_first(signed_in: Opens, dee: User, page: str) -> None:
    assert signed_in(dee).get(page).status_code == 403
    answer = signed_in(None).get(page)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("small")
def test_an_inspector_reads_every_page_in_both_languages(
    signed_in: Opens, cy: User, prefix: str, page: str
) -> None:
    answer = signed_in(cy).get(prefix + page)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", shown)


def test_the_page_of_a_place_says_what_the_library_finds(signed_in: Opens, cy: User, small: Case) -> None:
    found = audit(small).findings
    shown = signed_in(cy).get("/en/examination/place/all/").content.decode()
    for finding in found:
        assert f"/finding/{finding_key(finding)}/" in shown
    assert len({finding_key(finding) for finding in found}) == len(found)


def test_each_finding_has_a_page_with_its_proof_and_its_remedy(
    signed_in: Opens, cy: User, small: Case
) -> None:
    browser = signed_in(cy)
    for finding in audit(small).findings:
        shown = browser.get(f"/en/examination/place/all/finding/{finding_key(finding)}/").content.decode()
        assert finding.code in shown
        if finding.remedy:
            assert "Remedy" in shown


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("page", ["compare/", "timeline/"])
def test_the_path_leads_back_to_the_place_with_the_day_kept(signed_in: Opens, cy: User, page: str) -> None:
    shown = signed_in(cy).get(f"/en/examination/place/all/{page}?on=2024-06-01").content.decode()
    path = shown[shown.index('class="crumbs"') :].partition("</nav>")[0]
    assert 'href="/en/examination/place/all/?on=2024-06-01"' in path
    assert path.count('aria-current="page"') == 1


@pytest.mark.usefixtures("small")
def test_a_finding_that_does_not_stand_is_said_so(signed_in: Opens, cy: User) -> None:
    answer = signed_in(cy).get("/en/examination/place/all/finding/000000000000/")
    assert answer.status_code == 404
    assert "does not stand" in answer.content.decode()


@pytest.mark.parametrize("query", ["?on=yesterday", "?known=31-12-2024", "?on=2024-02-30"])
@pytest.mark.usefixtures("small")
def test_a_date_that_is_none_is_said_beside_its_field(signed_in: Opens, cy: User, query: str) -> None:
    shown = signed_in(cy).get(f"/en/examination/place/all/{query}").content.decode()
    assert "write a day as year-month-day" in shown
    assert 'aria-invalid="true"' in shown


@pytest.mark.parametrize("place", ["nowhere", "a" * 300, "x%00y", "../etc"])
@pytest.mark.usefixtures("small")
def test_a_place_nobody_knows_is_not_found(signed_in: Opens, cy: User, place: str) -> None:
    assert signed_in(cy).get(f"/examination/place/{place}/").status_code == 404


def test_joining_two_offices_shows_what_appears(signed_in: Opens, cy: User, small: Case) -> None:
    browser = signed_in(cy)
    offices = list(small.frameworks[0].offices)
    query = f"?join={offices[0]}&to={offices[1]}"
    assert (
        "Findings that appear" in browser.get(f"/en/examination/place/all/compare/{query}").content.decode()
    )
    wrong = browser.get("/en/examination/place/all/compare/?join=nobody&to=king").content.decode()
    assert "cannot be examined" in wrong


def test_a_download_is_the_audit_of_the_library(signed_in: Opens, cy: User, small: Case) -> None:
    told = json.loads(signed_in(cy).get("/examination/place/all/download/json/").content)
    assert [f["code"] for f in told["findings"]] == [f.code for f in audit(small).findings]
    assert signed_in(cy).get("/examination/place/all/download/exe/").status_code == 404


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "txt"])
def test_every_offered_format_is_a_file_of_its_kind(signed_in: Opens, cy: User, kind: str) -> None:
    answer = signed_in(cy).get(f"/en/examination/place/all/download/{kind}/")
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    starts = {"html": b"<!doctype html>", "docx": b"PK", "xlsx": b"PK", "txt": b""}
    assert answer.content.startswith(starts[kind])
    assert len(answer.content) > 1000


@pytest.mark.usefixtures("small")
def test_the_same_content_is_examined_once(
    signed_in: Opens, cy: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(cy)
    first = browser.get("/en/examination/place/all/").context["told"]
    monkeypatch.setattr(answers, "audit", _never)
    assert browser.get("/en/examination/place/all/").context["told"] == first


def _never(*_: object, **__: object) -> None:
    raise AssertionError("examined again")


@pytest.mark.usefixtures("small")
def test_a_change_of_the_register_is_seen_at_once(signed_in: Opens, cy: User) -> None:
    browser = signed_in(cy)
    before = browser.get("/en/examination/place/all/").context["told"]
    other = case_folder.read(CASES / "casting-vote")
    store(other, why="another case")
    assert browser.get("/en/examination/place/all/").context["told"].matters != before.matters


def test_a_ranking_puts_the_most_concentrated_first_and_examines_only_what_changed(
    signed_in: Opens, cy: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cache.clear()
    store(case_folder.read(CASES / "loc-ninh"), why="test")
    browser = signed_in(cy)
    call_command("examine", below="loc-ninh", on=date(2024, 3, 28), seconds=600.0)
    rows = list(PlaceResult.objects.all())
    assert {row.place for row in rows} == {f"thi-diem-{n}" for n in range(1, 6)}
    day = rows[0].on.isoformat()
    with django_assert_max_num_queries(20):
        shown = browser.get(f"/en/examination/area/loc-ninh/?on={day}").content.decode()
    assert "still to be examined" not in shown
    order = re.findall(r"/examination/place/(thi-diem-\d)/", shown)
    counts = {row.place: row.alone for row in rows}
    assert [counts[place] for place in order] == sorted(counts.values(), reverse=True)


def test_a_ranking_waits_for_no_examination_unless_a_reader_asks(signed_in: Opens, cy: User) -> None:
    cache.clear()
    store(case_folder.read(CASES / "tie-to-superior"), why="test")
    above = next(one.parent for one in snapshot().places.values() if one.parent)
    browser = signed_in(cy)
    page = browser.get(f"/en/examination/area/{above}/").content.decode()
    assert "1 places are still to be examined" in page
    assert not PlaceResult.objects.exists()
    page = browser.get(f"/en/examination/area/{above}/?go=1").content.decode()
    assert "still to be examined" not in page
    assert PlaceResult.objects.count() == 1


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_a_finding_rests_on_leads_to_tenures_and_names_no_file(
    signed_in: Opens, cy: User, prefix: str
) -> None:
    cache.clear()
    store(case_folder.read(CASES / "check-collapses"), why="test")
    browser = signed_in(cy)
    place = browser.get(f"{prefix}/examination/place/all/").content.decode()
    keys = re.findall(
        r"/finding/([0-9a-f]+)/", browser.get("/examination/place/all/findings/").content.decode()
    )
    pages = [browser.get(f"{prefix}/examination/place/all/finding/{key}/").content.decode() for key in keys]
    assert "tenures.csv" not in "".join([place, *pages])
    links = set(re.findall(r'href="/register/history/tenure/([0-9a-f]+)/"', "".join(pages)))
    links |= set(re.findall(r'href="/en/register/history/tenure/([0-9a-f]+)/"', "".join(pages)))
    held = {row.key: row.office for row in Tenure.objects.all()}
    assert {"chair", "secretary"} <= {held[key] for key in links}


@pytest.mark.parametrize("code", ["C01", "G05", "R11"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_anybody_may_read_what_a_code_means(client: Client, prefix: str, code: str) -> None:
    answer = client.get(f"{prefix}/examination/code/{code}/")
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


def test_a_code_that_is_none_is_not_found(client: Client) -> None:
    assert client.get("/examination/code/Z99/").status_code == 404
