"""A working regulation on the site: matters ticked, leads named, and what was not touched kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.domain.pilots import Regulation
from counterpoise_site.accounts.models import User
from counterpoise_site.register import actions
from counterpoise_site.register.models import Proposal
from counterpoise_site.register.snapshot import snapshot
from site_forms import fields_of
from site_registers import stored

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]
ADDRESS = "/register/regulations/change/regulation:quy-che-ubnd-1/"
CHAIR, SECRETARY = "Chủ tịch UBND xã", "Bí thư Đảng ủy xã"


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep the founding case."""
    stored("loc-ninh")


def kept() -> Regulation:
    """Give the regulation as the register has it."""
    return next(one for one in snapshot().regulations or () if one.id == "quy-che-ubnd-1")


def opened(client: Client) -> dict[str, Any]:
    """Give what the form says before anybody types."""
    return fields_of(client.get(ADDRESS).content.decode()) | {"why": "Phân công"}


def test_leads_are_named_and_pass_through_the_second_person(signed_in: Browser, ada: User, ben: User) -> None:
    registrar, before = signed_in(ada), kept()
    said = opened(registrar) | {"lead.settlement": CHAIR, "lead.citizen-reception": SECRETARY}
    made = registrar.post(ADDRESS, said)
    assert made.status_code == 302, made.content.decode()[-3000:]
    assert kept() == before, "nothing changes before the second person"
    page = registrar.get(made.headers["Location"]).content.decode()
    assert CHAIR in page
    signed_in(ben).post(
        f"{made.headers['Location']}decide/", {"do": "approve", "seen": actions.last_change()}
    )
    after = kept()
    assert dict(after.leads) == {"settlement": "chair", "citizen-reception": "secretary"}
    assert (after.covers, after.basis, after.span, after.title) == (
        before.covers,
        before.basis,
        before.span,
        before.title,
    )
    again = opened(registrar)
    assert again["lead.settlement"] == CHAIR
    registrar.post(ADDRESS, again)
    assert Proposal.objects.count() == 1, "a form sent as it was opened changes nothing"


@pytest.mark.parametrize(
    ("name", "typed", "refused"),
    [
        ("lead.settlement", "Ông Ba Phải", "không có chức danh này"),
        ("lead.payment", CHAIR, "quy chế chưa điều chỉnh việc này"),
    ],
)
def test_a_lead_that_cannot_be_is_refused_beside_its_field(
    signed_in: Browser, ada: User, name: str, typed: str, refused: str
) -> None:
    client = signed_in(ada)
    answer = client.post(ADDRESS, opened(client) | {name: typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(refused) == 1
    field = page.index(f'name="{name}"')
    assert "aria-invalid" in page[field : page.index(">", field)]
    assert page.rindex(refused, 0, field) > page.rindex('name="lead.', 0, field)
    assert not Proposal.objects.exists()


def test_a_regulation_of_everything_covers_every_matter(signed_in: Browser, ada: User, ben: User) -> None:
    registrar = signed_in(ada)
    made = registrar.post(ADDRESS, opened(registrar) | {"everything": "on", "lead.payment": "secretary"})
    signed_in(ben).post(
        f"{made.headers['Location']}decide/", {"do": "approve", "seen": actions.last_change()}
    )
    assert kept().covers is None
    assert dict(kept().leads) == {"payment": "secretary"}
    assert "checked" in registrar.get(ADDRESS).content.decode().partition('name="everything"')[2][:60]
