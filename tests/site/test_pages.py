"""Every page is there in both languages, says so, and asks nothing of an outside host."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise_site.accounts.models import User

pytestmark = pytest.mark.django_db

PAGES = ("/", "/register/", "/account/login/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("prefix", "language"), [("", "vi"), ("/en", "en")])
def test_a_page_says_its_language_and_links_the_other(
    client: Client, page: str, prefix: str, language: str
) -> None:
    answer = client.get(prefix + page)
    shown = answer.content.decode()
    other = page if prefix else f"/en{page}"
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in shown
    assert f'href="{other}" hreflang=' in shown


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_nothing_inline_and_asks_no_outside_host(client: Client, page: str) -> None:
    answer = client.get(page)
    shown = answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", shown)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", shown)


@pytest.mark.parametrize(
    ("address", "words"), [("/nothing", "Không có trang này"), ("/en/nothing", "No such page")]
)
def test_a_missing_page_is_said_in_the_language_of_the_address(
    client: Client, address: str, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_one_door_the_editors_desk_sends_to_the_same_sign_in(client: Client) -> None:
    assert client.get("/cms/login/").headers["Location"].startswith("/account/login/")
    assert "/account/login/" in client.get("/cms/").headers["Location"]


def test_my_account_names_the_person_and_the_roles(
    signed_in: Callable[[User | None], Client], ada: User
) -> None:
    shown = signed_in(ada).get("/account/me/").content.decode()
    assert "Ada" in shown
    assert "người giữ sổ" in shown
