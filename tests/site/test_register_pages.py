"""The pages of the register: find, see, propose, look back; each in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from counterpoise.formats.case_files import read_files
from counterpoise_site.accounts.models import User
from counterpoise_site.register import actions
from counterpoise_site.register.exchange import written_files
from counterpoise_site.register.models import Change, Paper, Person, Proposal, Tenure
from counterpoise_site.register.snapshot import snapshot
from site_registers import stored, zipped

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]
PLACE = "/register/places/thi-diem-1/"


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep the founding case."""
    stored("loc-ninh")


def test_a_place_is_found_with_or_without_marks(signed_in: Browser, cy: User) -> None:
    for typed in ("Xã thí điểm", "xa thi diem", "XA THI", "xã thí", '"thi" điểm%'):
        shown = signed_in(cy).get("/register/places/", {"q": typed}).content.decode()
        assert shown.count('href="/register/places/thi-diem-') == 5, typed


def test_nothing_typed_breaks_a_search(signed_in: Browser, cy: User) -> None:
    for typed in ('"', "\0", "%", "'; --", "*" * 5000, "\\", "(vacant)"):
        for page in ("/register/places/", "/register/persons/"):
            assert signed_in(cy).get(page, {"q": typed}).status_code == 200, typed


def pages() -> list[str]:
    """List the address of each page that reads."""
    tenure = Tenure.objects.filter(place="thi-diem-1")[0]
    paper = Paper.objects.filter(kind="arrangement")[0]
    return [
        "/register/",
        "/register/places/",
        PLACE,
        f"{PLACE}?on=2024-03-28",
        "/register/persons/",
        f"/register/person/{tenure.person}/",
        "/register/pilots/",
        "/register/regulations/",
        "/register/proposals/",
        "/register/changes/",
        "/register/disputes/",
        f"/register/history/tenure/{tenure.key}/",
        f"/register/history/paper/{paper.key}/",
        "/register/frameworks/vn-commune-3t/",
        "/register/disputes/new/?subject=vn-commune-3t office:chair",
    ]


def test_every_page_opens_in_both_languages(signed_in: Browser, ada: User) -> None:
    browser = signed_in(ada)
    for prefix in ("", "/en"):
        for page in pages():
            assert browser.get(prefix + page).status_code == 200, prefix + page


def test_every_form_opens_and_says_what_is_missing(signed_in: Browser, ada: User) -> None:
    tenure = Tenure.objects.filter(place="thi-diem-1")[0]
    arrangement = Paper.objects.filter(kind="arrangement")[0].key
    regulation = Paper.objects.filter(kind="regulation")
    forms = [
        f"{PLACE}appoint/",
        f"{PLACE}change/",
        f"/register/tenures/{tenure.key}/change/",
        f"/register/tenures/{tenure.key}/end/",
        "/register/places/new/",
        "/register/persons/new/",
        f"/register/person/{tenure.person}/change/",
        "/register/pilots/new/",
        f"/register/pilots/0/{arrangement}/",
        "/register/regulations/new/",
        "/register/import/",
        *(f"/register/regulations/change/{one.key}/" for one in regulation[:1]),
    ]
    browser = signed_in(ada)
    for prefix in ("", "/en"):
        for form in forms:
            assert browser.get(prefix + form).status_code == 200, form
            refused = browser.post(prefix + form, {})
            assert refused.status_code == 422, form
            assert 'aria-invalid="true"' in refused.content.decode(), form
    assert not Proposal.objects.exists()


def test_ending_a_tenure_shows_what_ends_with_it(signed_in: Browser, ada: User, ben: User) -> None:
    chair = Tenure.objects.get(place="thi-diem-1", office="chair", recorded_to=None)
    said = {"end": "2024-03-01", "why": "đại hội"}
    made = signed_in(ada).post(f"/en/register/tenures/{chair.key}/end/", said)
    assert made.status_code == 302
    shown = signed_in(ben).get(made.headers["Location"]).content.decode()
    assert "What it would cause" in shown
    assert "Findings that end" in shown
    answer = signed_in(ben).post(
        f"{made.headers['Location']}decide/", {"do": "approve", "seen": actions.last_change()}
    )
    assert answer.status_code == 302
    row = Tenure.objects.get(key=chair.key, recorded_to=None)
    assert row.end == "2024-03-01"
    history = signed_in(ben).get(f"/en/register/history/tenure/{chair.key}/").content.decode()
    assert "proposed by Ada" in history
    assert "approved by Ben" in history


def test_the_register_as_known_yesterday_is_empty(signed_in: Browser, cy: User) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert signed_in(cy).get(PLACE, {"known": yesterday}).status_code == 404
    assert signed_in(cy).get(PLACE, {"on": "2024-13-45"}).status_code == 200


def test_a_new_person_pilot_and_regulation_pass_through_the_second_person(
    signed_in: Browser, ada: User, ben: User
) -> None:
    registrar, second = signed_in(ada), signed_in(ben)
    arrangement = Paper.objects.filter(kind="arrangement")[0].key
    proposals = [
        ("/register/persons/new/", {"name": "Đồng Thị Mẫu", "why": "x"}),
        (
            "/register/pilots/new/",
            {"arrangement": arrangement, "place": "loc-ninh", "start": "2023", "why": "x"},
        ),
        (
            "/register/regulations/new/",
            {"title_vi": "Quy chế mẫu", "start": "2023-05", "covers": [], "why": "x"},
        ),
        (
            "/register/places/new/",
            {"place": "xa-moi", "name": "Xã Mới", "level": "commune", "parent": "loc-ninh", "why": "x"},
        ),
    ]
    for address, said in proposals:
        made = registrar.post(address, said)
        assert made.status_code == 302, address
        second.post(f"{made.headers['Location']}decide/", {"do": "approve", "seen": actions.last_change()})
    case = snapshot()
    assert Person.objects.get(person="dong-thi-mau").name == "Đồng Thị Mẫu"
    assert any(pilot.place == "loc-ninh" for one in case.arrangements for pilot in one.pilots)
    assert "Quy chế mẫu" in {one.title.vi for one in case.regulations or ()}
    assert "xa-moi" in case.places
    again, _ = read_files(written_files(case), name=case.id)
    assert again.places == case.places


@pytest.mark.parametrize("kind", ["zip", "xlsx", "json", "csv"])
def test_the_register_goes_out_and_comes_back_unchanged(signed_in: Browser, ada: User, kind: str) -> None:
    browser = signed_in(ada)
    answer = browser.get(f"/register/export/{kind}/")
    assert answer.status_code == 200
    assert len(answer.content) > 1000
    if kind in {"zip", "xlsx"}:
        name = answer.headers["Content-Disposition"].split('"')[1]
        file = BytesIO(answer.content)
        file.name = name
        back = browser.post("/en/register/import/", {"file": file, "why": "x"})
        assert back.status_code == 422
        assert "nothing would change" in back.content.decode()


def test_an_import_names_every_row_that_cannot_be_read(signed_in: Browser, ada: User) -> None:
    with zipped("bad-many-errors") as file:
        answer = signed_in(ada).post("/en/register/import/", {"file": file, "why": "x"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert shown.count("<li>framework.yaml, line") + shown.count("<li>tenures.csv, line") >= 3
    assert not Proposal.objects.exists()
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", b"no zip"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.json", b"{"),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.exe", b"MZ"),
        ("../../a.json", b"[]"),
    ],
)
def test_a_broken_file_is_refused_with_words(
    signed_in: Browser, ada: User, name: str, content: bytes
) -> None:
    file = BytesIO(content)
    file.name = name
    answer = signed_in(ada).post(
        "/en/register/import/", {"file": file, "framework": "vn-commune-3t", "why": "x"}
    )
    assert answer.status_code == 422
    assert "to mend" in answer.content.decode() or "errorlist" in answer.content.decode()
