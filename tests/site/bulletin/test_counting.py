"""Views count readers: machines and reloads add nothing, and nobody can be followed afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import counting
from counterpoise_site.bulletin.models import Article

pytestmark = pytest.mark.django_db

Writer = Callable[..., Article]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def article(publish: Writer) -> Article:
    return publish()


def read(
    client: Client, article: Article, agent: str = FIREFOX, address: str = "203.0.113.1", **more: str
) -> None:
    where = f"/bulletin/{article.number_id}/{article.slug}/"
    client.get(where, REMOTE_ADDR=address, headers={"User-Agent": agent, **more})


def readers(article: Article) -> int:
    counting.write_down()
    return counting.readers_of(article.number_id)


def test_reloading_adds_nothing(client: Client, article: Article) -> None:
    for _ in range(5):
        read(client, article)
        counting.write_down()
    read(client, article, address="203.0.113.2")
    read(client, article, agent=FIREFOX + " Other")
    assert readers(article) == 3


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "curl/8.5",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/140.0",
        "facebookexternalhit/1.1",
        "Feedly/1.0 (feed fetcher)",
    ],
)
def test_machines_add_nothing(client: Client, article: Article, agent: str) -> None:
    read(client, article, agent=agent)
    assert readers(article) == 0


def test_looking_ahead_and_our_own_people_add_nothing(
    client: Client, article: Article, ada: User, signed_in: Callable[[User | None], Client]
) -> None:
    read(client, article, **{"Sec-Purpose": "prefetch;prerender"})
    read(signed_in(ada), article)
    client.head(f"/bulletin/{article.number_id}/{article.slug}/", headers={"User-Agent": FIREFOX})
    assert readers(article) == 0


def test_an_hour_that_is_over_leaves_a_number_and_nothing_to_follow(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(client, article)
    read(client, article, address="203.0.113.2")
    assert readers(article) == 2
    later = time.time() + 3600
    monkeypatch.setattr("counterpoise_site.bulletin.counting.time.time", lambda: later)
    read(client, article)
    assert readers(article) == 3
    counting.close_hours(before=int(later) // 3600)
    assert counting.Seen.objects.count() == 1
    assert counting.HourSalt.objects.count() == 1
    counting.close_hours(before=int(later) // 3600 + 1)
    assert not counting.Seen.objects.exists()
    assert not counting.HourSalt.objects.exists()
    assert readers(article) == 3
