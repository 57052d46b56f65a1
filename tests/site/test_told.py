"""What a second person must know stays on the page of a proposal: its edits, and what reading the file had to tell, for ever."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from counterpoise_site.accounts.models import User
from counterpoise_site.register import actions
from counterpoise_site.register.models import Person, Proposal
from counterpoise_site.register.recording import Edit, Row
from site_registers import CASES, stored

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]


def with_a_strange_relation() -> io.BytesIO:
    """Zip a case that can be read but has something to tell: a relation no table knows."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for file in sorted(Path(CASES / "kin").glob("*.*")):
            packed.writestr(f"kin/{file.name}", file.read_text("utf-8").replace("spouse", "godparent"))
    made.seek(0)
    made.name = "kin.zip"
    return made


def test_an_import_tells_every_reader_of_the_proposal_row_by_row(
    signed_in: Browser, ada: User, ben: User
) -> None:
    answer = signed_in(ada).post("/register/import/", {"file": with_a_strange_relation(), "why": "x"})
    assert answer.status_code == 302, answer.content.decode()
    address = answer.headers["Location"]
    for language, row in (("", "kin.csv, dòng 2"), ("/en", "kin.csv, line 2")):
        shown = signed_in(ben).get(language + address).content.decode()
        assert row in shown
        assert "godparent" in shown
    actions.approve(ben, Proposal.objects.get(), seen=actions.last_change())
    assert "kin.csv, dòng 2" in signed_in(ben).get(address).content.decode()


def test_a_decided_proposal_still_says_what_it_changed(signed_in: Browser, ada: User, ben: User) -> None:
    stored("loc-ninh")
    row = Person.objects.filter(recorded_to=None).first()
    assert row is not None
    for name in ("Tên Thứ Nhất", "Tên Thứ Hai"):
        row = Person.objects.get(key=row.key, recorded_to=None)
        made = actions.propose(ada, [Edit(row, renamed(row, name))], why="sửa tên")
        actions.approve(ben, made, seen=actions.last_change())
    first, second = (
        signed_in(ben).get(f"/register/proposals/{made.pk}/").content.decode()
        for made in Proposal.objects.order_by("pk")
    )
    assert "<ins>Tên Thứ Nhất</ins>" in first
    assert "<del>Tên Thứ Nhất</del> <ins>Tên Thứ Hai</ins>" in second


def test_a_proposal_the_register_has_passed_by_still_shows_its_edits(
    signed_in: Browser, ada: User, ben: User
) -> None:
    stored("loc-ninh")
    row = Person.objects.filter(recorded_to=None).first()
    assert row is not None
    late, quick = (
        actions.propose(ada, [Edit(row, renamed(row, name))], why="sửa tên") for name in ("Chậm", "Nhanh")
    )
    actions.approve(ben, quick, seen=actions.last_change())
    shown = signed_in(ben).get(f"/register/proposals/{late.pk}/").content.decode()
    assert "<ins>Chậm</ins>" in shown
    assert "không còn áp dụng được" in shown


def test_a_large_proposal_is_turned_page_by_page(signed_in: Browser, ada: User, ben: User) -> None:
    edits = [
        Edit(None, Row(Person, f"p-{n}", n, {"person": f"p-{n}", "name": f"Người {n}.", "compromise": None}))
        for n in range(250)
    ]
    made = actions.propose(ada, edits, why="x")
    actions.reject(ben, made, why="y")
    pages = [
        signed_in(ben).get(f"/register/proposals/{made.pk}/?page={n}").content.decode() for n in (1, 2, 3)
    ]
    assert [f"Người {n}." in page for n, page in zip((0, 150, 249), pages, strict=True)] == [True] * 3


def renamed(row: Person, name: str) -> Row:
    """Say of a person another name."""
    return Row(Person, row.key, row.order, {"person": row.person, "name": name, "compromise": row.compromise})
