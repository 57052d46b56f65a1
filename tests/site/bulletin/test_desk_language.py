"""Whatever the editing desk says to our users it says in Vietnamese: every screen they can reach is opened, and what stays English is named."""

from __future__ import annotations

import io
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import wagtail.admin
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import translation
from django.utils.timesince import TIME_STRINGS
from wagtail.images import get_image_model

from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import actions
from counterpoise_site.bulletin.demo_charts import Bar, Chart, drawn
from counterpoise_site.bulletin.models import Article, ArticleKeyword, ArticlePlace, Keyword, Place
from counterpoise_site.locales import entries

pytestmark = pytest.mark.django_db

Writer = Callable[..., Article]
# Names of things, the same in both languages; formats of days and numbers; what programs read.
SAME = {
    "%s MB",
    "Wagtail",
    "Email",
    "email",
    "URL",
    "HTML",
    "JSON",
    "CSV",
    "XLSX",
    "ID",
    "Slug",
    "slug",
    "Avatar",
    "Logo",
}
_MOST_SCREENS = 160
_LINK = re.compile(r'(?:href|data-url|data-w-dialog-url|data-chooser-url)="(/cms/[^"#]*)"')
_LEFT_ALONE = re.compile(
    r"/cms/(logout|jsi18n|sprite|shell|account/.*(avatar|delete))|\.(js|css|svg)|/lock/|/unlock/|export=|/bulk/"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


FAULTY = {
    "title": "",
    "slug": "%%",
    "lead": "",
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "heading",
    "body-0-id": "",
    "body-0-value": "",
    "action-submit": "1",
    **{f"{child}-TOTAL_FORMS": "0" for child in ("bylines", "about_places", "about_keywords", "comments")},
    **{f"{child}-INITIAL_FORMS": "0" for child in ("bylines", "about_places", "about_keywords", "comments")},
}


class Heard:
    """What gettext was asked and had no Vietnamese for, since the last answer."""

    def __init__(self) -> None:
        self.unsaid: set[str] = set()

    def note(self, asked: str, said: str) -> str:
        if said == asked and translation.get_language() == "vi" and _WORD.search(_BLANK.sub("", asked)):
            self.unsaid.add(str(asked))
        return said


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Listen to every question for a translation."""
    ears = Heard()
    trans: Any = translation._trans  # type: ignore[attr-defined] # what Django asks
    plain, numbered, context = trans.gettext, trans.ngettext, trans.pgettext
    monkeypatch.setattr(trans, "gettext", lambda said: ears.note(said, plain(said)))
    monkeypatch.setattr(trans, "pgettext", lambda about, said: ears.note(said, context(about, said)))

    def ngettext(one: str, many: str, count: int) -> str:
        said: str = numbered(one, many, count)
        ears.note(one if said == one else many, said)
        return said

    monkeypatch.setattr(trans, "ngettext", ngettext)
    return ears


def shown_unsaid(heard: Heard, page: str) -> set[str]:
    """Keep of the unsaid words those that stand in a page."""
    text = " ".join(unescape(page).split())
    found = {one for one in heard.unsaid if _stands_in(one, text)}
    heard.unsaid.clear()
    return found - SAME


def _stands_in(said: str, text: str) -> bool:
    parts = [re.escape(" ".join(part.split())) for part in _BLANK.split(said)]
    return re.search(r"(?<![\w/-])" + ".{0,80}?".join(parts) + r"(?![\w/-])", text) is not None


def screens(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Open every screen that can be reached by links, and give its address and words."""
    waiting, known = deque(starts), set(starts)
    kinds: dict[str, int] = {}
    while waiting:
        address = waiting.popleft()
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith(
            ("text/html", "application/json")
        ):
            answer.close()
            continue
        page = answer.content.decode()
        if answer.headers.get("Content-Type", "").startswith("application/json"):
            page = " ".join(map(str, json.loads(page).values()))
        yield address, page
        for link in map(unescape, _LINK.findall(page)):
            kind = re.sub(r"\d+", "0", link.partition("?")[0])
            if link in known or _LEFT_ALONE.search(link) or kinds.get(kind, 0) >= 2:
                continue
            kinds[kind] = kinds.get(kind, 0) + 1
            known.add(link)
            if len(known) <= _MOST_SCREENS:
                waiting.append(link)


@pytest.fixture
def busy(write: Writer, publish: Writer, ada: User) -> Article:
    """A desk with something in every corner: a public article, a draft that waits, places, keywords, a picture."""
    place = Place.objects.create(slug="loc-ninh", name_vi="Lộc Ninh", name_en="Loc Ninh")
    keyword = Keyword.objects.create(slug="thi-diem", name_vi="thí điểm", name_en="pilot")
    bar = Bar(Text("a", "a"), 1, Text("1", "1"))
    picture = drawn(Chart(Text("t", "t"), 2, (bar,)), language="vi")
    get_image_model().objects.create(title="Hình", file=ImageFile(io.BytesIO(picture), name="x.png"))
    public = publish()
    draft = write(ada, "Đang viết")
    draft.about_places, draft.about_keywords = [ArticlePlace(place=place)], [ArticleKeyword(keyword=keyword)]
    draft.save_revision(user=ada)
    waiting = write(ada, "Đang chờ")
    actions.submit(Article.objects.get(pk=waiting.pk), by=ada)
    assert public.live
    return draft


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail leaves a picture's buffer open
def test_every_screen_of_the_desk_is_vietnamese(
    busy: Article, ada: User, ben: User, heard: Heard, signed_in: Callable[[User | None], Client]
) -> None:
    unsaid: dict[str, str] = {}
    opened = 0
    for person in (ada, ben):
        client = signed_in(person)
        section = busy.get_parent().pk
        starts = [
            "/cms/",
            f"/cms/pages/{busy.pk}/edit/",
            f"/cms/pages/{section}/",
            f"/cms/pages/{busy.pk}/history/",
            f"/cms/pages/{busy.pk}/delete/",
            f"/cms/pages/{busy.pk}/usage/",
            f"/cms/pages/add/bulletin/article/{section}/",
            "/cms/images/chooser/",
            "/cms/choose-page/",
            "/cms/choose-external-link/",
            "/cms/choose-email-link/",
            "/cms/choose-phone-link/",
            "/cms/choose-anchor-link/",
            "/cms/account/",
            "/cms/reports/workflow/",
            "/cms/pages/search/?q=b",
        ]
        for address, page in screens(client, starts):
            opened += 1
            for said in shown_unsaid(heard, page):
                unsaid.setdefault(said, address)
    faulty = signed_in(ada).post(f"/cms/pages/{busy.pk}/edit/", FAULTY).content.decode()
    assert "errorlist" in faulty or "w-field__errors" in faulty
    for said in shown_unsaid(heard, faulty):
        unsaid.setdefault(said, "a form with faults")
    assert opened > 60
    assert unsaid == {}, json.dumps(unsaid, indent=1, ensure_ascii=False)


def test_an_article_in_two_windows_and_before_two_persons_is_told_in_vietnamese(
    heard: Heard, write: Writer, ada: User, cy: User, signed_in: Callable[[User | None], Client]
) -> None:
    article = write(ada)
    began = article.save_revision(user=ada)

    def window(client: Client) -> str:
        edit = client.get(f"/cms/pages/{article.pk}/edit/").content.decode()
        return str(re.findall(r'data-w-swap-src-value="(/cms/editing-sessions/ping/[^"]+)"', edit)[0])

    desk, second = signed_in(ada), signed_in(cy)
    own, others = window(desk), ((desk, window(desk)), (second, window(second)))
    heard.unsaid.clear()
    unsaid: set[str] = set()
    told = ""
    for saved_by in (None, ada, cy):
        if saved_by:
            article.save_revision(user=saved_by)
        for state in ({"is_editing": "1"}, {}):
            for other, ping in others:
                other.post(ping, state)
            said = desk.post(own, {"revision_id": began.pk}).json()["html"]
            unsaid |= shown_unsaid(heard, said)
            told += said
    for words in (
        "Bạn đã lưu một bản mới ở cửa sổ khác",
        "đã lưu một bản mới",
        "còn thay đổi chưa lưu",
        "Đang xem",
    ):
        assert words in told
    assert unsaid == set()


def test_the_age_of_anything_is_told_in_vietnamese() -> None:
    with translation.override("vi"):
        said = [str(TIME_STRINGS[unit] % {"num": 2}) for unit in TIME_STRINGS]
    assert said == ["2 năm", "2 tháng", "2 tuần", "2 ngày", "2 giờ", "2 phút"]


def test_what_the_editor_says_in_the_browser_is_vietnamese() -> None:
    here = Path(wagtail.admin.__file__).parent / "locale"
    ours = Path(__file__).parents[3] / "src" / "counterpoise_site" / "locale"
    english = (here / "en/LC_MESSAGES/djangojs.po").read_text("utf-8")
    asked = set(re.findall(r'^msgid "(.+)"$', english, re.MULTILINE))
    said: dict[str, str] = {}
    for folder in (here, ours):
        said |= dict(entries((folder / "vi/LC_MESSAGES/djangojs.po").read_text("utf-8")))
    known = {key.partition("\0")[0] for key in said}
    assert len(asked) > 60
    assert asked - known == set()


def test_the_browser_is_given_these_words(ada: User, signed_in: Callable[[User | None], Client]) -> None:
    assert Role.EDITOR in ada.roles
    catalogue = signed_in(ada).get("/cms/jsi18n/").content.decode()
    assert "Thu g\\u1ecdn t\\u1ea5t c\\u1ea3" in catalogue or "Thu gọn tất cả" in catalogue
