"""The public register: everybody sees the offices, nobody sees a name that two persons did not make public."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from counterpoise.domain.institution import Case
from counterpoise.formats import case_folder
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.public import publicity
from counterpoise_site.public.holders import counted, holders_of
from counterpoise_site.public.models import Address, Publicity
from counterpoise_site.register.snapshot import store

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[2] / "cases"
DAY = "2024-03-28"
PLACE = "thi-diem-1"
Opens = Callable[[User | None], Client]


@pytest.fixture
def case() -> Case:
    """Keep the founding case in the register."""
    found = case_folder.read(CASES / "loc-ninh")
    store(found, why="test")
    return found


def _dual(case: Case) -> str:
    held: dict[str, int] = {}
    for tenure in case.tenures:
        if tenure.person and tenure.place == PLACE and tenure.span.covers(date.fromisoformat(DAY)):
            held[tenure.person] = held.get(tenure.person, 0) + 1
    return max(held, key=lambda person: held[person])


@pytest.mark.parametrize(
    "page",
    ["/public/", f"/public/place/{PLACE}/?on={DAY}", f"/public/cumulated/?on={DAY}", f"/public/all.csv?on={DAY}",
     f"/public/place/{PLACE}/register.csv?on={DAY}", f"/public/place/{PLACE}/popolo.json"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_page_and_no_download_shows_a_name_or_an_id_that_is_not_public(
    client: Client, case: Case, prefix: str, page: str
) -> None:
    answer = client.get(prefix + page)
    assert answer.status_code == 200
    shown = answer.getvalue().decode()
    people = [person for person in case.persons.values() if person.name]
    assert people
    assert [person.name for person in people if person.name in shown] == []
    assert [person.id for person in people if re.search(rf"\b{re.escape(person.id)}\b", shown)] == []


def test_a_name_is_shown_once_two_persons_decided_so(
    client: Client, ada: User, ben: User, case: Case
) -> None:
    person = _dual(case)
    name = case.persons[person].name  # type: ignore[index]
    wish = publicity.ask(ada, person, why="the office is elected")
    assert name not in client.get(f"/public/place/{PLACE}/?on={DAY}").content.decode()
    publicity.agree(ben, wish)
    assert name in client.get(f"/public/place/{PLACE}/?on={DAY}").content.decode()
    publicity.stop(ada, person, why="they asked us to")
    assert name not in client.get(f"/public/place/{PLACE}/?on={DAY}").content.decode()


def test_one_person_never_asks_and_agrees_whatever_account(
    make_user: Callable[..., User], ada: User, ben: User, case: Case
) -> None:
    person = _dual(case)
    wish = publicity.ask(ada, person, why="elected")
    second = make_user("ada2", Role.APPROVER, identity=ada.identity)
    boss = make_user("root", superuser=True)
    for user, reason in ((second, "same person"), (boss, "role"), (ada, "role")):
        with pytest.raises(publicity.RefusedError, match=reason):
            publicity.agree(user, wish)
    publicity.agree(ben, wish)
    with pytest.raises(publicity.RefusedError, match="stale"):
        publicity.agree(ben, wish)


def test_a_wish_overtaken_by_a_stop_can_no_longer_be_agreed_to(ada: User, ben: User, case: Case) -> None:
    wish = publicity.ask(ada, _dual(case), why="elected")
    publicity.stop(ben, _dual(case), why="not elected")
    with pytest.raises(publicity.RefusedError, match="stale"):
        publicity.agree(ben, wish)


def test_reasons_and_roles_are_required(ada: User, cy: User, dee: User, case: Case) -> None:
    for user in (cy, dee):
        for act in (publicity.ask, publicity.stop):
            with pytest.raises(publicity.RefusedError, match="role"):
                act(user, _dual(case), why="elected")
    with pytest.raises(publicity.RefusedError, match="why"):
        publicity.ask(ada, _dual(case), why="  ")
    with pytest.raises(publicity.RefusedError, match="unknown"):
        publicity.ask(ada, "nobody", why="elected")


def test_decisions_are_kept_by_the_database_itself(ada: User, case: Case) -> None:
    publicity.ask(ada, _dual(case), why="elected")
    for statement in ("UPDATE public_publicity SET shown = 1", "DELETE FROM public_publicity"):
        with pytest.raises(DatabaseError), transaction.atomic():
            from_below(statement)
    assert Publicity.objects.filter(shown=True).count() == 1


def from_below(statement: str) -> None:
    """Speak to the database past Django's models."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_address_stays_and_tells_nothing(client: Client, case: Case) -> None:
    person = _dual(case)
    token = holders_of([person])[person].token
    assert holders_of([person])[person].token == token
    assert Address.objects.count() == 1
    assert re.fullmatch(r"[0-9a-f]{16}", token)
    shown = client.get(f"/en/public/holder/{token}/").content.decode()
    assert token[:6] in shown
    assert client.get("/public/holder/0000000000000000/").status_code == 404


def test_several_offices_are_added_up(client: Client, case: Case) -> None:
    person = _dual(case)
    n = counted(date.fromisoformat(DAY), [person])[person]
    assert n > 1
    shown = client.get(f"/en/public/place/{PLACE}/?on={DAY}").content.decode()
    assert f"{n - 1} more" in shown
    rows = client.get(f"/en/public/cumulated/?on={DAY}").context["told"]
    assert [count for _, count, _ in rows] == sorted((count for _, count, _ in rows), reverse=True)
    assert all(len(offices) == count for _, count, offices in rows)


def test_the_page_of_a_place_speaks_to_machines_too(client: Client, case: Case) -> None:
    shown = client.get(f"/en/public/place/{PLACE}/?on={DAY}").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "GovernmentOrganization"
    assert data["member"]
    assert all(role["member"]["@type"] == "Person" and role["roleName"] for role in data["member"])
    assert case.places  # the case is stored


def test_a_table_opens_in_a_spreadsheet_and_holds_no_formula(client: Client, case: Case) -> None:
    text = client.get(f"/public/all.csv?on={DAY}").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    standing = [t for t in case.tenures if t.person and t.span.covers(date.fromisoformat(DAY))]
    assert len(rows) == len(standing)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_popolo_is_read_back_by_the_library(client: Client, case: Case) -> None:
    told = json.loads(client.get(f"/public/place/{PLACE}/popolo.json").content)
    assert {m["person_id"] for m in told["memberships"] if "person_id" in m} <= {
        p["id"] for p in told["persons"]
    }
    assert case.persons


def test_only_those_who_keep_the_register_decide_on_names(
    signed_in: Opens, ada: User, ben: User, cy: User, dee: User, case: Case
) -> None:
    for user in (cy, dee, None):
        assert signed_in(user).get("/public/names/").status_code == 403
        assert (
            signed_in(user).post("/public/names/", {"act": "stop", "person": "x", "why": "y"}).status_code
            == 403
        )
    person = _dual(case)
    signed_in(ada).post("/en/public/names/", {"act": "ask", "person": person, "why": "elected"})
    wish = publicity.waiting()[0]
    refused = signed_in(ada).post("/en/public/names/", {"act": "agree", "wish": wish.pk}, follow=True)
    assert "may not do this" in refused.content.decode()
    signed_in(ben).post("/en/public/names/", {"act": "agree", "wish": wish.pk})
    assert publicity.shown_names([person])
