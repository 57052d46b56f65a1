"""Measure the bulletin with 10,000 articles and 100,000 comments on SQLite; asserts nothing. Needs the extra `site`.

Each page is asked for 20 times in one process that has answered before: its wall time, and the time of the processor alone, which a busy machine does not
stretch. Where Chromium and playwright are installed, it also says when a browser first paints an article.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

ARTICLES = int(os.environ.get("BENCH_ARTICLES", "10000"))
COMMENTS = 10 * ARTICLES
RUNS = 20
SUBJECTS = "kiểm soát quyền lực thí điểm quy chế phân công giám sát đôn đốc kiêm nhiệm".split()  # noqa: SIM905 - words to mix
COMMON = "xã huyện tỉnh ủy ban đảng viên cán bộ nhân dân công khai ngân sách đất đai tiếp dân khiếu nại tố cáo".split()  # noqa: SIM905 - words to mix
PAGES = (
    ("front", "/bulletin/"),
    ("section, first page", "/bulletin/section/phat-hien/"),
    ("section, last page", "/bulletin/section/phat-hien/?page=9999"),
    ("place", "/bulletin/place/noi-1/"),
    ("keyword", "/bulletin/keyword/tu-1/"),
    ("archive", "/bulletin/archive/"),
    ("search, a word in every article", "/bulletin/search/?q=quyen"),
    ("search, three words with marks", "/bulletin/search/?q=quy%E1%BB%81n+l%E1%BB%B1c+17"),
    ("article", "/bulletin/77/bai-77/"),
    ("article with 5,000 comments", "/bulletin/1/bai-1/"),
    ("article, its last page of comments", "/bulletin/1/bai-1/?comments=9999"),
    ("archive of one month", "/bulletin/archive/{month}/"),
    ("search, a rare word", "/bulletin/search/?q=phan+cong+99"),
    ("search, nothing found", "/bulletin/search/?q=khong+co+o+dau"),
    ("history", "/bulletin/77/history/"),
    ("rules for comments", "/bulletin/rules/"),
    ("RSS", "/bulletin/feed.rss"),
    ("Atom", "/bulletin/feed.atom"),
    ("map of the site", "/bulletin/sitemap.xml"),
    ("map of a month", "/bulletin/sitemap-{month}.xml"),
    ("moderation: what waits", "/bulletin/moderation/"),
    ("moderation: what was published", "/bulletin/moderation/?list=published"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PAINTED = "() => new Promise(done => new PerformanceObserver(list => { for (const one of list.getEntries()) if (one.name === 'first-contentful-paint') done(one.startTime); }).observe({type: 'paint', buffered: true}))"


def main() -> None:
    """Make a site of its own, fill it, and ask for pages."""
    with tempfile.TemporaryDirectory(prefix="counterpoise-bulletin-") as folder:
        os.environ |= {"COUNTERPOISE_DEMO": "1", "COUNTERPOISE_DATA": folder}
        surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "counterpoise_site.settings"}
        command = [sys.executable, "-m", "counterpoise_site", "prepare"]
        subprocess.run(command, env=surroundings, check=True, capture_output=True)
        os.environ["DJANGO_SETTINGS_MODULE"] = "counterpoise_site.settings"
        _measured(Path(folder))
        _painted()


def _measured(folder: Path) -> None:
    import django  # noqa: PLC0415 - its settings must be there first

    django.setup()
    started = time.perf_counter()
    _fill()
    size = (folder / "site.sqlite3").stat().st_size / 1e6
    took = time.perf_counter() - started
    print(
        f"bulletin: {ARTICLES:,} articles, {COMMENTS:,} comments, {size:.0f} MB, filled in {took:.0f} s (goal: 300 ms a page)"
    )
    month = f"{time.strftime('%Y-%m', time.gmtime(time.time() - 40 * 86_400))}"
    for _, address in PAGES[:1] + PAGES[8:9]:  # a server's first page loads what the others use
        list(_asked(address))
    for name, address in PAGES:
        wall, processor = zip(*_asked(address.format(month=month)), strict=True)
        print(
            f"  {name:<36} median {statistics.median(wall):7.1f} ms   slowest {max(wall):7.1f} ms   "
            f"processor: median {statistics.median(processor):7.1f} ms, most {max(processor):7.1f} ms"
        )


def _asked(address: str) -> Iterator[tuple[float, float]]:
    """Ask for a page and give milliseconds on the clock and of the processor."""
    from django.test import Client  # noqa: PLC0415 - its settings must be there first

    client = Client(HTTP_HOST="127.0.0.1", headers={"User-Agent": "Firefox"})
    if "moderation" in address:
        client.force_login(_moderator(), backend="allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        yield 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")


def _moderator() -> Any:
    from django.contrib.auth.models import Group  # noqa: PLC0415 - its settings must be there first

    from counterpoise_site.accounts.models import Identity, User  # noqa: PLC0415
    from counterpoise_site.accounts.roles import Role  # noqa: PLC0415

    found = User.objects.filter(username="moderator").first()
    if found is None:
        person = Identity.objects.create(name="Moderator")
        found = User.objects.create_user("moderator", password=str(uuid4()), identity=person)
        found.groups.set(Group.objects.filter(name=Role.MODERATOR.value))
    return found


def _painted() -> None:
    """Serve the site as `make site` does, and say when a browser first paints an article."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or importlib.util.find_spec("playwright") is None:
        print("  first paint: not measured, Chromium or playwright is not installed")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    serve = [sys.executable, "-m", "counterpoise_site", "serve", "--bind", bind, "--workers", "1"]
    server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://{bind}/bulletin/")
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(
                executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
            )
            paints = []
            for _ in range(7):  # a fresh browser profile each time: nothing is cached
                page = started.new_context().new_page()
                page.goto(f"http://{bind}/bulletin/77/bai-77/")
                paints.append(float(page.evaluate(PAINTED)))
                page.context.close()
            started.close()
    finally:
        server.terminate()
        server.wait(30)
    print(
        f"  first contentful paint of an article on loopback (goal: 1,000 ms): median {statistics.median(paints):.0f} ms, "
        f"slowest {max(paints):.0f} ms, {len(paints)} fresh visits"
    )


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise SystemExit(f"{address} did not answer")


def _fill() -> None:
    """Write rows straight into the tables: what was approved one by one would take hours to repeat."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - after the settings
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    from counterpoise_site.bulletin import models  # noqa: PLC0415
    from counterpoise_site.bulletin.comments import State  # noqa: PLC0415
    from counterpoise_site.bulletin.indexing import words_in  # noqa: PLC0415

    section = models.Section.objects.get(slug="phat-hien")
    kind = ContentType.objects.get_for_model(models.Article)
    places = [models.Place(slug=f"noi-{n}", name_vi=f"Xã {n}", name_en=f"Commune {n}") for n in range(50)]
    keywords = [models.Keyword(slug=f"tu-{n}", name_vi=f"từ {n}", name_en=f"word {n}") for n in range(50)]
    places, keywords = models.Place.objects.bulk_create(places), models.Keyword.objects.bulk_create(keywords)
    now = timezone.now()
    with transaction.atomic():
        numbers = models.ArticleNumber.objects.bulk_create(
            [models.ArticleNumber(article=uuid4()) for _ in range(ARTICLES)], batch_size=900
        )
        pages = [_page(Page, section, kind, number, now) for number in numbers]
        pages = Page.objects.bulk_create(pages, batch_size=400)
        Page.objects.filter(pk=section.pk).update(numchild=ARTICLES)
        rows = [_article(page, number) for page, number in zip(pages, numbers, strict=True)]
        columns = list(rows[0])
        written = (
            f"INSERT INTO bulletin_article ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
        )
        with connection.cursor() as cursor:
            cursor.executemany(written, [tuple(row.values()) for row in rows])
        for join, field, topics in (
            (models.ArticlePlace, "place", places),
            (models.ArticleKeyword, "keyword", keywords),
        ):
            join.objects.bulk_create(
                [
                    join(article_id=page.pk, **{field: topics[at % 50]}, sort_order=0)
                    for at, page in enumerate(pages)
                ],
                batch_size=400,
            )
        models.Entry.objects.bulk_create(
            [
                models.Entry(number=number, language="vi", kind="published", words=[page.title, row["lead"]])
                for page, row, number in zip(pages, rows, numbers, strict=True)
            ],
            batch_size=400,
        )
        words = models.Word
        index = [
            words(article_id=page.pk, folded=plain, marked=marked)
            for page, row in zip(pages, rows, strict=True)
            for marked, plain in words_in(row["lead"] + row["body"]).items()
        ]
        words.objects.bulk_create(index, batch_size=300)
        crowd = COMMENTS // 20
        models.Comment.objects.bulk_create(
            [
                models.Comment(
                    number=numbers[0] if at < crowd else numbers[at % ARTICLES],
                    language="vi",
                    words=f"Ý kiến {at}: " + " ".join(COMMON),
                    state=_state(State, at),
                    reason="off-topic" if _state(State, at) == State.REFUSED else "",
                    sent_at=now - timedelta(minutes=at),
                    decided_at=None if _state(State, at) == State.WAITING else now - timedelta(minutes=at),
                )
                for at in range(COMMENTS)
            ],
            batch_size=400,
        )
        moderator = _moderator().identity
        models.Decision.objects.bulk_create(
            [
                models.Decision(comment_id=pk, person=moderator, state=state, reason=reason)
                for pk, state, reason in models.Comment.objects.exclude(state=State.WAITING).values_list(
                    "pk", "state", "reason"
                )
            ],
            batch_size=400,
        )


def _state(state: Any, at: int) -> Any:
    """One comment in ten was refused, one in a hundred waits."""
    if at % 100 == 1:
        return state.WAITING
    return state.PUBLISHED if at % 10 else state.REFUSED


def _page(page: Any, section: Any, kind: Any, number: Any, now: Any) -> Any:
    at = number.pk
    issued = now - timedelta(hours=at)
    step = page.alphabet
    digits, rest = "", at
    for _ in range(page.steplen):
        digits, rest = step[rest % len(step)] + digits, rest // len(step)
    return page(
        title=f"Bài {at}: {SUBJECTS[at % len(SUBJECTS)]}",
        draft_title=f"Bài {at}",
        slug=f"bai-{at}",
        path=section.path + digits,
        depth=section.depth + 1,
        url_path=f"{section.url_path}bai-{at}/",
        content_type=kind,
        locale=section.locale,
        translation_key=number.article,
        live=True,
        first_published_at=issued,
        last_published_at=issued,
    )


def _article(page: Any, number: Any) -> dict[str, Any]:
    at = number.pk
    sentence = " ".join((COMMON * 4)[at % 7 : at % 7 + 60])
    body = f"{sentence} quyền lực {at % 100} {SUBJECTS[at % len(SUBJECTS)]}"
    return {
        "page_ptr_id": page.pk,
        "number_id": at,
        "agency": "Counterpoise",
        "lead": f"Bài {at} nói về {SUBJECTS[at % len(SUBJECTS)]}.",
        "picture_alternative": "",
        "picture_caption": "",
        "picture_credit": "",
        "body": f'[{{"type": "paragraph", "value": "<p>{body}</p>", "id": "{uuid4()}"}}]',
        "correction": "",
        "issued_at": page.first_published_at,
        "month": page.first_published_at.strftime("%Y-%m"),
        "public_in": "vi",
    }


if __name__ == "__main__":
    main()
