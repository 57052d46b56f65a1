"""One way in: a lock after wrong passwords, a second factor for whoever holds a role, nothing beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from pytest_django import Settings

from counterpoise_site import settings as production
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role

pytestmark = pytest.mark.django_db
RIGHT = {"login": "ada", "password": "long-enough-words"}
WRONG = {"login": "ada", "password": "something-else"}


def test_the_right_password_opens(client: Client, ada: User) -> None:
    assert client.post("/account/login/", RIGHT).status_code == 302
    assert client.get("/account/me/").status_code == 200
    assert ada.identity.name in client.get("/account/me/").content.decode()


@pytest.mark.usefixtures("ada")
def test_wrong_passwords_lock_the_name_and_say_so(client: Client) -> None:
    for _ in range(production.AXES_FAILURE_LIMIT):
        answer = client.post("/account/login/", WRONG)
    locked = client.post("/account/login/", RIGHT)
    assert answer.status_code in {200, 403, 429}
    assert locked.status_code in {403, 429}
    assert "Tạm khóa đăng nhập" in locked.content.decode()
    assert client.get("/account/me/").status_code == 302


@pytest.mark.usefixtures("ada")
def test_behind_a_proxy_a_lock_holds_for_one_visitor_and_no_other(client: Client, settings: Settings) -> None:
    settings.PROXIES = 1
    for number in range(production.AXES_FAILURE_LIMIT):
        # whatever the visitor invents stands to the left of what the proxy saw
        client.post("/account/login/", WRONG, headers={"x-forwarded-for": f"192.0.2.{number}, 203.0.113.7"})
    locked = client.post("/account/login/", RIGHT, headers={"x-forwarded-for": "192.0.2.99, 203.0.113.7"})
    assert "Tạm khóa đăng nhập" in locked.content.decode()
    assert (
        client.post("/account/login/", RIGHT, headers={"x-forwarded-for": "198.51.100.1"}).status_code == 302
    )


@pytest.mark.usefixtures("ada")
def test_without_a_proxy_nobody_chooses_an_address(client: Client) -> None:
    for number in range(production.AXES_FAILURE_LIMIT):
        client.post("/account/login/", WRONG, headers={"x-forwarded-for": f"192.0.2.{number}"})
    locked = client.post("/account/login/", RIGHT, headers={"x-forwarded-for": "192.0.2.99"})
    assert "Tạm khóa đăng nhập" in locked.content.decode()


@pytest.mark.usefixtures("ada")
def test_a_wrong_password_is_answered_in_vietnamese(client: Client) -> None:
    shown = client.post("/account/login/", WRONG).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in shown


@pytest.mark.parametrize(("prefix", "said"), [("", "Quên mật khẩu"), ("/en", "Forgot")])
def test_no_mailbox_opens_an_account(client: Client, ada: User, prefix: str, said: str) -> None:
    ada.email = "ada@example.org"
    ada.save()
    assert said in client.get(f"{prefix}/account/login/").content.decode()
    assert said in client.get(f"{prefix}/account/forgotten/").content.decode()
    for path in ("", "done/", "key/1-abc/"):
        answer = client.post(f"{prefix}/account/password/reset/{path}", {"email": ada.email})
        assert answer.headers["Location"] == f"{prefix}/account/forgotten/"
    assert mail.outbox == []


def test_an_editor_is_shown_no_door_that_is_closed(
    signed_in: Callable[[User | None], Client], make_user: Callable[..., User], cy: User
) -> None:
    closed = 'href="/examination/"'
    assert closed not in signed_in(make_user("eve", Role.EDITOR)).get("/").content.decode()
    assert closed in signed_in(cy).get("/").content.decode()


def test_nobody_signs_up_alone(client: Client) -> None:
    client.post(
        "/account/signup/", {"username": "eve", "password1": "long-enough-1", "password2": "long-enough-1"}
    )
    assert not User.objects.filter(username="eve").exists()


def test_whoever_holds_a_role_sets_up_a_second_factor_first(
    signed_in: Callable[[User | None], Client], ada: User, dee: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert signed_in(ada).get("/register/").headers["Location"].endswith("/account/2fa/totp/activate/")
    assert signed_in(dee).get("/account/me/").status_code == 200


def test_with_a_second_factor_the_password_alone_opens_nothing(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    answer = client.post("/account/login/", RIGHT)
    assert answer.headers["Location"].endswith("/account/2fa/authenticate/")
    assert client.get("/account/me/").status_code == 302
    assert "/account/login/" in client.get("/cms/").headers["Location"]


@pytest.mark.parametrize("door", ["/cms/login/", "/cms/password_reset/"])
def test_the_editors_desk_has_no_door_of_its_own(client: Client, door: str) -> None:
    assert client.get(door).headers["Location"].startswith("/account/login/")
    assert client.post(door, {"username": "ada", "password": RIGHT["password"]}).status_code == 302
    assert client.get("/account/me/").status_code == 302


def test_passwords_are_hashed_by_argon2_and_every_cookie_is_kept_from_scripts() -> None:
    assert production.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert production.SESSION_COOKIE_HTTPONLY
