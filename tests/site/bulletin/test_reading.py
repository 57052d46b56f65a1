"""What readers and machines find: pages in both languages, search, feeds, maps, stable addresses, corrections."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import actions, weather
from counterpoise_site.bulletin.models import (
    Article,
    ArticleKeyword,
    ArticlePlace,
    Keyword,
    Place,
    Section,
)
from counterpoise_site.bulletin.search import Found
from counterpoise_site.bulletin.structured import as_script
from counterpoise_site.bulletin.templatetags.bulletin import clock, long_day

pytestmark = pytest.mark.django_db

Writer = Callable[..., Article]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


@pytest.fixture
def about(write: Writer, ada: User, publish: Writer) -> Article:
    """An article with a place and a keyword."""
    draft = write(ada, "Kiểm soát quyền lực ở Đồng Xoài")
    draft.about_places = [
        ArticlePlace(place=Place.objects.create(slug="dong-xoai", name_vi="Đồng Xoài", name_en="Dong Xoai"))
    ]
    draft.about_keywords = [
        ArticleKeyword(keyword=Keyword.objects.create(slug="quyen-luc", name_vi="quyền lực", name_en="power"))
    ]
    draft.save_revision(user=ada)
    return publish(article=draft)


def test_an_article_carries_what_the_source_page_has(client: Client, about: Article) -> None:
    shown = text(client, f"/bulletin/{about.number_id}/{about.slug}/")
    for part in (
        "GMT+7",
        "Phát hiện",
        "Ban biên tập",
        "lượt xem",
        "Counterpoise</span> – Kết quả kiểm tra",
        "<h2>Vì sao dừng</h2>",
        "Đồng Xoài",
        "quyền lực",
        f"Số bài {about.number_id}",
        "Tối đa 500 ký tự",
        "Đang gửi…",
        "Cách trích dẫn",
        "mailto:?subject=",
    ):
        assert part in shown, part


def test_days_and_times_are_written_as_the_readers_language_writes_them(client: Client) -> None:
    moment = datetime(2024, 3, 28, 6, 1, 58, tzinfo=UTC)
    with timezone.override("Asia/Ho_Chi_Minh"):
        assert clock(moment) == "Thứ năm, 28/03/2024 | 13:01 GMT+7"
        assert long_day(datetime(2024, 4, 28, tzinfo=UTC)) == "Chủ nhật, 28/04/2024"
    assert re.search(r"data-time>\d\d:\d\d:\d\d<", text(client, "/bulletin/"))


@pytest.mark.parametrize(
    "way",
    ["", "section/phat-hien/", "place/dong-xoai/", "keyword/quyen-luc/", "archive/", "search/?q=dong+xoai"],
)
def test_every_way_leads_to_the_article(client: Client, about: Article, way: str) -> None:
    shown = text(client, f"/bulletin/{way}")
    if way == "archive/":
        shown = text(client, re.search(r'href="(/bulletin/archive/\d{4}-\d\d/)"', shown)[1])  # type: ignore[index]
    assert f'href="/bulletin/{about.number_id}/{about.slug}/"' in shown


@pytest.mark.parametrize(
    "typed",
    [
        "kiểm soát",
        "kiem soat",
        "KIEM SOAT",
        unicodedata.normalize("NFD", "kiểm soát"),
        'kiểm "soát"',
        "soat, kiem!",
        "đồng xoài",
        "dong xoai",
    ],
)
def test_words_are_found_with_and_without_marks(about: Article, typed: str) -> None:
    assert list(Found(typed, spoken="vi")[:]) == [about]
    assert not len(Found(f"{typed} vắng", spoken="vi"))


def test_the_very_marks_come_first(publish: Writer) -> None:
    very = publish("Đạo đức công vụ")
    publish("Dao động giá lúa")
    assert Found("đạo", spoken="vi")[:1][0].pk == very.pk
    assert len(Found("dao", spoken="vi")) == 2
    assert Found("dao", spoken="vi")[:1][0].title == "Dao động giá lúa"


def test_pages_of_what_was_found_follow_one_another(publish: Writer) -> None:
    """The very marks first, then the others; whichever page is asked for, none twice and none left out."""
    for number in range(5):
        publish(f"{'Đạo' if number % 2 else 'Dao'} {number}")
    titles = [row.title for row in Found("đạo", spoken="vi")[:]]
    assert titles == ["Đạo 3", "Đạo 1", "Dao 4", "Dao 2", "Dao 0"]
    for size in (1, 2, 3, 4):
        pages = [Found("đạo", spoken="vi")[first : first + size] for first in range(0, 5, size)]
        assert [row.title for page in pages for row in page] == titles
    assert len(Found("đạo", spoken="vi")) == 5


def test_what_is_withdrawn_or_scheduled_is_in_no_list(client: Client, publish: Writer, ben: User) -> None:
    gone, stays = publish("Đã gỡ"), publish("Còn lại")
    assert Article.objects.get(pk=gone.pk).public_in == "vi"
    actions.withdraw(Article.objects.get(pk=gone.pk), by=ben, why="Sai.")
    assert Article.objects.get(pk=gone.pk).public_in == ""
    for way in ("", "section/phat-hien/", "feed.rss", "feed.atom", "search/?q=da+go"):
        assert "Đã gỡ" not in text(client, f"/bulletin/{way}").replace('value="da go"', "")
    assert "Còn lại" in text(client, "/bulletin/")
    assert stays.live


@examples(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(
    typed=st.text(max_size=300)
    | st.sampled_from(['"', "\0", "%", "' OR 1=1 --", "x" * 10_000, "*", "NEAR(", "\\"])
)
def test_no_question_breaks_the_search(client: Client, typed: str) -> None:
    assert (
        client.get("/bulletin/search/", {"q": typed.encode("utf-8", "replace").decode()}).status_code == 200
    )


def test_drafts_are_found_by_nobody(client: Client, write: Writer, ada: User) -> None:
    draft = write(ada, "Bí mật chưa đăng")
    assert "Bí mật" not in text(client, "/bulletin/")
    assert len(Found("bí mật", spoken="vi")) == 0
    assert client.get(f"/bulletin/{draft.number_id}/").status_code == 404
    assert client.get(f"/bulletin/{draft.number_id}/{draft.slug}/").status_code == 404
    assert client.get(f"/bulletin/{draft.number_id}/print/").status_code == 404
    assert client.get(f"/bulletin/{draft.number_id}/history/").status_code == 404


def test_an_address_has_no_marks_and_loses_no_letter(publish: Writer) -> None:
    assert publish("Đường đi của tiền").slug == "duong-di-cua-tien"
    assert publish("Đường đi của tiền").slug == "duong-di-cua-tien-2"
    assert publish("???").slug == "article"


def test_the_stable_address_outlives_title_and_section(
    client: Client, about: Article, ada: User, publish: Writer
) -> None:
    old = f"/bulletin/{about.number_id}/{about.slug}/"
    changed = Article.objects.get(pk=about.pk)
    changed.slug, changed.title = "ten-moi", "Tên mới"
    changed.save_revision(user=ada)
    publish(article=changed)
    assert (
        client.get(f"/bulletin/{about.number_id}/").headers["Location"]
        == f"/bulletin/{about.number_id}/ten-moi/"
    )
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/bulletin/{about.number_id}/ten-moi/")


def test_both_languages_are_linked_and_one_alone_leads_to_the_front(
    client: Client, about: Article, write: Writer, ada: User, publish: Writer
) -> None:
    assert 'href="/en/bulletin/" hreflang="en"' in text(client, f"/bulletin/{about.number_id}/{about.slug}/")
    english = write(
        ada,
        "Power in check",
        into=Section.objects.get(slug="findings"),
        translation_key=about.translation_key,
    )
    publish(article=english)
    assert english.number == about.number
    assert f'href="/en/bulletin/{about.number_id}/power-in-check/" hreflang="en"' in text(
        client, f"/bulletin/{about.number_id}/{about.slug}/"
    )
    assert f'href="/bulletin/{about.number_id}/{about.slug}/" hreflang="vi"' in text(
        client, f"/en/bulletin/{about.number_id}/power-in-check/"
    )
    assert "Power in check" in text(client, "/en/bulletin/")
    assert "Power in check" not in text(client, "/bulletin/")


def test_a_correction_is_shown_as_what_was_taken_out_and_put_in(
    client: Client, about: Article, ada: User, publish: Writer
) -> None:
    corrected = Article.objects.get(pk=about.pk)
    corrected.lead = "Kết quả thanh tra đã được công bố."
    corrected.correction = "Viết đúng tên hoạt động."
    corrected.save_revision(user=ada)
    publish(article=corrected)
    shown = text(client, f"/bulletin/{about.number_id}/history/")
    assert re.search(r"<del>.*?kiểm</del>", shown)
    assert re.search(r"<ins>.*?thanh</ins>", shown)
    assert "Viết đúng tên hoạt động." in shown
    article = text(client, f"/bulletin/{about.number_id}/{about.slug}/")
    assert "đã được đính chính" in article
    assert json_ld(article)["correction"] == ["Viết đúng tên hoạt động."]


def json_ld(shown: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert found
    described: dict[str, Any] = json.loads(found[1])
    return described


def test_machines_read_a_news_article(client: Client, about: Article) -> None:
    shown = text(client, f"/bulletin/{about.number_id}/{about.slug}/")
    described = json_ld(shown)
    assert described["@type"] == "NewsArticle"
    assert described["@context"] == "https://schema.org"
    assert described["headline"] == about.title
    assert described["identifier"] == str(about.number_id)
    assert datetime.fromisoformat(described["datePublished"]) <= datetime.fromisoformat(
        described["dateModified"]
    )
    assert described["mainEntityOfPage"].endswith(f"/bulletin/{about.number_id}/{about.slug}/")
    assert described["author"][0]["name"] == "Ban biên tập"
    for name in ("og:title", "og:type", "og:url", "og:description", "article:published_time"):
        assert f'property="{name}"' in shown
    assert "</script" not in as_script({"a": "</script><!--"})


@pytest.mark.parametrize(
    ("address", "root"), [("feed.rss", "rss"), ("feed.atom", "{http://www.w3.org/2005/Atom}feed")]
)
def test_feeds_are_whole(client: Client, about: Article, address: str, root: str) -> None:
    answer = client.get(f"/bulletin/{address}")
    tree = ElementTree.fromstring(answer.content)
    assert tree.tag == root
    atom = "{http://www.w3.org/2005/Atom}"
    if root == "rss":
        (item,) = tree.findall("channel/item")
        said = [item.findtext(name) for name in ("title", "link", "guid", "description", "pubDate")]
        assert tree.findtext("channel/language") == "vi"
        assert tree.find(f"channel/{atom}link[@rel='self']") is not None
    else:
        (item,) = tree.findall(f"{atom}entry")
        said = [item.findtext(f"{atom}{name}") for name in ("title", "id", "updated", "published", "summary")]
        assert tree.findtext(f"{atom}id")
        assert tree.findtext(f"{atom}updated")
    assert said[0] == about.title
    assert all(said)


def test_the_map_names_every_article_and_its_other_language(
    client: Client, about: Article, write: Writer, ada: User, publish: Writer
) -> None:
    publish(
        article=write(
            ada, "Power", into=Section.objects.get(slug="findings"), translation_key=about.translation_key
        )
    )
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/bulletin/sitemap.xml" in robots
    index = ElementTree.fromstring(client.get("/bulletin/sitemap.xml").content)
    (month,) = [one.text or "" for one in index.findall("s:sitemap/s:loc", space)]
    tree = ElementTree.fromstring(client.get(month.removeprefix("http://127.0.0.1:8000")).content)
    assert [one.text for one in tree.findall("s:url/s:loc", space)] == [
        f"http://127.0.0.1:8000/bulletin/{about.number_id}/{about.slug}/",
        f"http://127.0.0.1:8000/en/bulletin/{about.number_id}/power/",
    ]
    assert {link.get("hreflang") for link in tree.findall("s:url/x:link", space)} == {"vi", "en"}
    for one in tree.findall("s:url/s:lastmod", space):
        datetime.fromisoformat(one.text or "")


def test_the_size_of_text_is_remembered_without_javascript(client: Client, about: Article) -> None:
    here = f"/bulletin/{about.number_id}/{about.slug}/"
    assert client.post("/bulletin/text-size/", {"size": "3", "back": here}).headers["Location"] == here
    assert 'class="bulletin size-3"' in text(client, here)
    answer = client.post("/bulletin/text-size/", {"size": "9", "back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/bulletin/"
    assert 'class="bulletin size-3"' in text(client, here)


def test_the_print_view_says_how_to_cite_and_nothing_else(client: Client, about: Article) -> None:
    shown = text(client, f"/bulletin/{about.number_id}/print/")
    assert f"http://127.0.0.1:8000/bulletin/{about.number_id}/" in shown
    assert "<nav" not in shown
    assert "<form" not in shown


class _Answers:
    """A provider's answers, and how often it was asked."""

    def __init__(self, answer: Any) -> None:
        self.answer, self.asked = answer, 0

    def __call__(self, _: str) -> Any:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


SUNNY = {
    "current": {"temperature_2m": 30.2},
    "daily": {"temperature_2m_min": [26.6], "temperature_2m_max": [33.4]},
}


def test_without_a_provider_nobody_is_asked_and_nothing_is_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = _Answers(SUNNY)
    monkeypatch.setattr(weather, "_fetch", answers)
    assert 'class="weather"' not in text(client, "/bulletin/")
    assert "°C" not in text(client, "/bulletin/weather/")
    assert answers.asked == 0


def test_a_page_never_waits_for_the_weather_and_names_its_source(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.WEATHER_PROVIDER = "open-meteo"
    answers = _Answers(SUNNY)
    monkeypatch.setattr(weather, "_fetch", answers)
    assert 'data-fetch="/bulletin/weather/"' in text(client, "/bulletin/")
    assert answers.asked == 0
    assert "Bình Phước, 30°C / 27°C – 33°C" in text(client, "/bulletin/weather/")
    shown = text(client, "/bulletin/")
    assert "30°C / 27°C – 33°C" in shown
    assert 'href="https://open-meteo.com/"' in shown
    text(client, "/bulletin/weather/")
    assert answers.asked == 1


@pytest.mark.parametrize("answer", [OSError("down"), {}, {"current": {"temperature_2m": "warm"}}, [], None])
def test_a_provider_that_fails_is_left_alone_after_three_times(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, answer: Any
) -> None:
    settings.WEATHER_PROVIDER = "open-meteo"
    answers = _Answers(answer)
    monkeypatch.setattr(weather, "_fetch", answers)
    for _ in range(6):
        assert "°C" not in text(client, "/bulletin/weather/")
    assert answers.asked == 3
    assert 'class="weather"' in text(client, "/bulletin/")


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_articles(
    client: Client, publish: Writer
) -> None:
    def asked(address: str) -> int:
        text(client, address)
        with CaptureQueriesContext(
            connection,
        ) as few:
            text(client, address)
        return len(few)

    first = publish("Bài 0")
    pages = ("/bulletin/", "/bulletin/section/phat-hien/", f"/bulletin/{first.number_id}/{first.slug}/")
    before = [asked(page) for page in pages]
    for number in range(1, 6):
        publish(f"Bài {number}")
    cache.clear()
    assert [asked(page) for page in pages] == before
    assert max(before) <= 24
