"""An administrator makes accounts at the desk and says who stands behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise_site.accounts.models import Identity, User, are_one_person

pytestmark = pytest.mark.django_db

Opens = Callable[[User | None], Client]
ACCOUNT = {
    "username": "mai",
    "email": "mai@example.org",
    "first_name": "Mai",
    "last_name": "Lê",
    "password1": "mot-mat-khau-du-dai",
    "password2": "mot-mat-khau-du-dai",
}


@pytest.fixture
def desk(signed_in: Opens, make_user: Callable[..., User]) -> Client:
    """Open the desk as an administrator."""
    return signed_in(make_user("boss", superuser=True))


def test_a_new_account_gets_a_new_person_of_its_name(desk: Client) -> None:
    answer = desk.post("/cms/users/new/", ACCOUNT)
    assert answer.status_code == 302, answer.context["form"].errors
    assert User.objects.get(username="mai").identity.name == "Mai Lê"


def test_a_second_account_of_a_person_is_tied_to_the_same(desk: Client, ada: User) -> None:
    desk.post("/cms/users/new/", ACCOUNT | {"identity": ada.identity.pk})
    assert are_one_person(User.objects.get(username="mai"), ada)
    assert not Identity.objects.filter(name="Mai Lê").exists()


def test_a_wrong_tie_can_be_mended(desk: Client, ada: User, ben: User) -> None:
    changed = {"username": "ben", "email": "b@example.org", "first_name": "Ben", "last_name": "B"}
    answer = desk.post(
        f"/cms/users/edit/{ben.pk}/", changed | {"identity": ada.identity.pk, "is_active": "on"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert are_one_person(User.objects.get(pk=ben.pk), ada)


@pytest.mark.parametrize("path", ["/cms/users/new/", "/cms/users/edit/{}/"])
def test_the_forms_ask_for_the_person(desk: Client, ben: User, path: str) -> None:
    shown = desk.get(path.format(ben.pk)).content.decode()
    assert 'name="identity"' in shown
    assert "Người thật đứng sau tài khoản" in shown or "The natural person" in shown


def test_nobody_else_makes_accounts(signed_in: Opens, ada: User, dee: User) -> None:
    for user in (ada, dee):
        assert signed_in(user).post("/cms/users/new/", ACCOUNT).status_code in (302, 403)
    assert not User.objects.filter(username="mai").exists()
