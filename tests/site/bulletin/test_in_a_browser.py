"""The bulletin in a real browser, served as `make site` serves it: editor, second person, moderator, readers with and without scripts."""

from __future__ import annotations

import hashlib
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from playwright.sync_api import Browser, Page, Route, expect

import browsing
import site_served
from counterpoise_site.accounts.demo import DEMO_PASSWORD

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
ANOTHER = READER.replace("140", "141")
HEAVIEST = 150_000
HANDED_IN = re.compile("/cms/pages/[0-9]+/$")

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, shared: Path, chromium_path: str) -> Iterator[str]:
    """Serve the demo and its articles from a folder of its own; without a browser not even that is made."""
    assert chromium_path
    filled = site_served.demo_with_bulletin(shared)
    with site_served.served(tmp_path_factory.mktemp("served") / "site", like=filled) as address:
        yield address


@pytest.fixture
def outside() -> list[str]:
    """Every request to another host than ours."""
    return []


@pytest.fixture
def opened(browser: Browser, served: str, outside: list[str]) -> Iterator[Opener]:
    """Open a page of the site in a fresh browser; nothing may be asked of another host."""
    contexts = ExitStack()

    def open_page(
        path: str, *, as_user: str = "", width: int = 1280, scripts: bool = True, agent: str = READER
    ) -> Page:
        context = browsing.fresh(
            browser,
            base_url=served,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            bypass_csp=True,
            user_agent=agent,
            locale="vi-VN",
        )
        page = contexts.enter_context(context).new_page()
        page.on(
            "request",
            lambda asked: (
                outside.append(asked.url) if not asked.url.startswith((served, "data:", "blob:")) else None
            ),
        )
        if as_user:
            page.goto("/account/login/")
            page.fill("[name=login]", as_user)
            page.fill("[name=password]", DEMO_PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(f"{served}/")
        page.goto(path)
        return page

    with contexts:
        yield open_page
    assert outside == []


def test_from_findings_to_a_published_article_by_two_persons(opened: Opener) -> None:
    editor = opened("/bulletin/draft/", as_user="bien-tap")
    editor.select_option("[name=outline]", label="Xem xét: Xã thí điểm 2")
    editor.get_by_role("button", name="Soạn nháp").click()
    editor.wait_for_url(re.compile("/cms/pages/.*/edit/"))
    title = editor.locator("[name=title]")
    expect(title).to_have_value(re.compile("Xã thí điểm 2: .* việc chỉ cần một người"))
    editor.locator("[name=lead]").fill("Người biên tập đã viết lại đoạn mở đầu.")
    editor.get_by_role("button", name="Thao tác khác").last.click()
    with editor.expect_navigation(url=HANDED_IN):
        editor.get_by_role("button", name=re.compile("Gửi duyệt")).first.click()
    editor.goto("/bulletin/approvals/")
    editor.get_by_role("link", name=re.compile("Xã thí điểm 2")).click()
    expect(editor.get_by_text("Bạn không duyệt được bài này")).to_be_visible()
    expect(editor.get_by_role("button", name="Duyệt đúng nguyên văn này")).to_have_count(0)

    second = opened("/bulletin/approvals/", as_user="duyet-bai")
    second.get_by_role("link", name=re.compile("Xã thí điểm 2")).click()
    expect(second.get_by_text("Người biên tập đã viết lại đoạn mở đầu.")).to_be_visible()
    second.get_by_role("button", name="Duyệt đúng nguyên văn này").click()
    expect(second.get_by_text("Đã duyệt và đăng bài.")).to_be_visible()

    reader = opened("/bulletin/section/phat-hien/")
    reader.get_by_role("link", name=re.compile("Xã thí điểm 2")).click()
    expect(reader.get_by_text("Giữ nguyên như ngày").first).to_be_visible()
    reader.get_by_role("link", name="Nguồn gốc của dữ kiện").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Xã thí điểm 2")


def article_of(page: Page) -> str:
    """Open the newest demo article, and give its path."""
    page.goto("/bulletin/3/")
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_a_reader_comments_and_a_moderator_agrees(opened: Opener) -> None:
    reader = opened("/bulletin/3/")
    words = reader.locator("#id_words")
    words.fill("ế" * 501)
    expect(reader.locator("[data-count]")).to_have_text("501 / 500")
    expect(reader.locator("[data-count]")).to_have_class(re.compile("over"))
    words.fill("👨‍👩‍👧 👍🏽 🇻🇳 ế")
    expect(reader.locator("[data-count]")).to_have_text("7 / 500")
    words.fill("Kiểm soát, được viết bằng trình duyệt")
    expect(reader.locator("[data-count]")).to_have_text("37 / 500")
    reader.get_by_role("button", name="Gửi", exact=True).click()
    reader.wait_for_url(re.compile("/bulletin/comment/"))
    expect(reader.get_by_text("Sẽ trả lời trước")).to_be_visible()
    mine = reader.url
    article_of(reader)
    expect(reader.get_by_text("được viết bằng trình duyệt")).to_have_count(0)

    moderator = opened("/bulletin/", as_user="duyet-bai")
    moderator.get_by_role("link", name=re.compile("Bình luận chờ")).click()
    waiting = moderator.locator("article.waiting", has_text="được viết bằng trình duyệt")
    expect(waiting).to_be_visible()
    expect(waiting.get_by_text("gửi không qua kiểm tra máy")).to_have_count(0)
    waiting.get_by_role("button", name="Đăng").click()
    expect(moderator.get_by_text("Đã ghi quyết định.")).to_be_visible()
    article_of(reader)
    expect(reader.get_by_text("được viết bằng trình duyệt")).to_be_visible()
    reader.goto(mine)
    reader.get_by_role("button", name=re.compile("Rút lại")).click()
    expect(reader.get_by_text("nội dung đã được xóa").first).to_be_visible()


def test_everything_works_without_scripts(opened: Opener) -> None:
    reader = opened("/bulletin/3/", scripts=False)
    reader.get_by_role("button", name="Chữ rất lớn").click()
    expect(reader.locator(".bulletin.size-3")).to_be_visible()
    expect(reader.get_by_text("tối đa 2 ý kiến")).to_be_visible()
    reader.fill("#id_words", "Gửi không cần kịch bản")
    reader.get_by_role("button", name="Gửi", exact=True).click()
    expect(reader.get_by_text("Sẽ trả lời trước")).to_be_visible()
    moderator = opened("/bulletin/moderation/", as_user="duyet-bai", scripts=False)
    waiting = moderator.locator("article.waiting", has_text="Gửi không cần kịch bản")
    expect(waiting.get_by_text("gửi không qua kiểm tra máy")).to_be_visible()
    waiting.get_by_role("button", name="Từ chối").click()
    expect(moderator.get_by_text("khi từ chối hoặc gỡ phải chọn lý do")).to_be_visible()
    waiting.locator("select").select_option("off-topic")
    waiting.get_by_role("button", name="Từ chối").click()
    expect(moderator.get_by_text("Đã ghi quyết định.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("không liên quan đến bài viết").first).to_be_visible()
    reader.goto("/bulletin/")
    reader.fill("#find", "khau kiem soat")
    reader.press("#find", "Enter")
    expect(reader.get_by_role("link", name=re.compile("Xã thí điểm 1: khâu kiểm soát"))).to_be_visible()


PUBLIC = [
    "",
    "section/{findings}/",
    "3/",
    "3/print/",
    "1/history/",
    "rules/",
    "search/?q=kiem+soat",
    "archive/",
]


@pytest.mark.parametrize(("prefix", "findings"), [("", "phat-hien"), ("/en", "findings")], ids=["vi", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opener, prefix: str, findings: str, width: int
) -> None:
    page = opened(f"{prefix}/bulletin/", width=width)
    for path in PUBLIC:
        page.goto(f"{prefix}/bulletin/{path.format(findings=findings)}")
        assert browsing.violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{path} with text twice as large"
        )


def test_axe_finds_nothing_at_the_desks_of_our_own(opened: Opener) -> None:
    page = opened("/bulletin/moderation/", as_user="duyet-bai", width=390)
    for path in ("moderation/", "moderation/?list=published", "approvals/", "withdraw/3/vi/", "rules/"):
        page.goto(f"/bulletin/{path}")
        assert browsing.violations(page) == [], path


EDITOR = (
    "/cms/",
    "/cms/pages/",
    "/cms/snippets/bulletin/place/",
    "/cms/snippets/bulletin/place/add/",
    "/cms/snippets/bulletin/keyword/",
    "/cms/images/",
    "/cms/reports/workflow/",
)


def test_axe_finds_nothing_where_articles_are_written(opened: Opener) -> None:
    """Wagtail's own screens, too: it leaves two inputs nameless, which our blocks name (blocks.py, wagtail_hooks.py)."""
    page = opened("/cms/", as_user="bien-tap")
    for path in (*EDITOR, first_draft(page)):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if path.endswith("/edit/"):
            facts_can_be_chosen(page)
            for panel in page.locator("[data-side-panel-toggle]").all()[:2]:
                panel.click()
                expect(panel).to_have_attribute("aria-expanded", "true")
        assert browsing.violations(page) == [], path


def first_draft(page: Page) -> str:
    """Begin a draft from findings, and give where it is edited."""
    page.goto("/bulletin/draft/")
    page.select_option("[name=outline]", label="Xem xét: Xã thí điểm 3")
    page.get_by_role("button", name="Soạn nháp").click()
    page.wait_for_url(re.compile("/cms/pages/.*/edit/"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def facts_can_be_chosen(page: Page) -> None:
    """Wait until both facts of the draft are shown among those that can be chosen."""
    expect(page.locator("fact-picker [data-which] option:checked")).to_have_count(2)


def test_an_editor_embeds_one_finding_and_hands_the_article_in_without_a_mouse(opened: Opener) -> None:
    page = opened("/cms/", as_user="bien-tap")
    page.goto(first_draft(page))
    facts_can_be_chosen(page)
    tab_to(page, lambda: page.evaluate("document.activeElement.name") == "title")
    page.keyboard.press("Control+A")
    page.keyboard.type("Viết bằng bàn phím")
    tab_to(page, lambda: page.evaluate("document.activeElement.name") == "lead")
    page.keyboard.press("Control+A")
    page.keyboard.type("Không dùng chuột.")
    tab_to(page, lambda: bool(page.evaluate("document.activeElement.closest('fact-picker') !== null")))
    about, which = page.locator("fact-picker select").nth(0), page.locator("fact-picker select").nth(1)
    expect(about).to_be_focused()
    expect(which.locator("option:checked")).to_have_text("Bảng: việc cần ít người nhất")
    page.keyboard.press("Tab")
    expect(which).to_be_focused()
    for _ in range(4):  # past the tables and the timeline, to the gravest finding
        page.keyboard.press("ArrowDown")
    expect(which.locator("option:checked")).to_have_text(re.compile("^C01 Một người tự mình làm trọn việc"))
    tab_to(page, lambda: page.evaluate("document.activeElement.textContent").strip().startswith("Lưu nháp"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    facts_can_be_chosen(page)
    expect(page.locator("[name=title]")).to_have_value("Viết bằng bàn phím")
    expect(page.locator("[name=body-5-value-kept]")).to_have_count(1)
    expect(page.locator("[name=body-5-value-kept]")).to_be_hidden()
    tab_to(page, lambda: page.evaluate("document.activeElement.textContent").strip() == "Thao tác khác")
    page.keyboard.press("Enter")
    hand_in = page.locator("button", has_text="Gửi duyệt").locator("visible=true").first
    expect(hand_in).to_be_visible()
    tab_to(page, lambda: hand_in.evaluate("it => it === document.activeElement"))
    with page.expect_navigation(url=HANDED_IN):
        page.keyboard.press("Enter")
    second = opened("/bulletin/approvals/", as_user="duyet-bai")
    second.get_by_role("link", name="Viết bằng bàn phím").click()
    shown = second.locator("figure.fact").first
    expect(shown).to_contain_text("C01 Một người tự mình làm trọn việc – Xã thí điểm 3")
    expect(shown).to_contain_text("Căn cứ")


def test_an_article_that_is_saving_itself_is_handed_in_after_that(opened: Opener) -> None:
    page = opened("/cms/", as_user="bien-tap")
    page.goto(first_draft(page))
    facts_can_be_chosen(page)
    held: list[Route] = []
    came: list[str] = []

    def hold(route: Route) -> None:
        itself = route.request.headers.get("accept") == "application/json"
        came.append("itself" if itself else "by hand")
        held.append(route) if itself else route.continue_()

    page.route(
        re.compile("/cms/pages/[0-9]+/edit/$"),
        lambda route: hold(route) if route.request.method == "POST" else route.continue_(),
    )
    title = page.locator("[name=title]")
    title.fill("Lưu hai lần cùng lúc")
    while not held:  # what is written in the first seconds, Wagtail takes for what was there
        title.press_sequentially("!")
        page.wait_for_timeout(200)
    title.press("Control+s")
    page.wait_for_timeout(2_000)  # a save that did not wait would be on its way by now
    assert came == ["itself"]
    with page.expect_navigation():
        held[0].continue_()
    assert came == ["itself", "by hand"]
    expect(page.locator("[name=title]")).to_have_value(re.compile("Lưu hai lần cùng lúc!+$"))
    expect(page.locator("#w-editing-sessions")).to_have_text("")


def tab_to(page: Page, arrived: Callable[[], bool], most: int = 220) -> None:
    """Press Tab until something is reached, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if arrived():
            return
    pytest.fail("the keyboard does not reach it")


def test_a_moderator_takes_a_comment_down_and_its_reader_is_told(opened: Opener) -> None:
    reader = opened("/bulletin/2/", scripts=False)
    reader.fill("#id_words", "Số nhà 12, đường Hoa Sữa")
    reader.get_by_role("button", name="Gửi", exact=True).click()
    reader.wait_for_url(re.compile("/bulletin/comment/"))
    mine = reader.url.partition("#")[0]  # with it, going there again would load nothing
    moderator = opened("/bulletin/moderation/", as_user="duyet-bai", width=390)
    moderator.locator("article.waiting", has_text="Hoa Sữa").get_by_role("button", name="Đăng").click()
    expect(moderator.get_by_text("Đã ghi quyết định.")).to_be_visible()
    moderator.goto("/bulletin/2/")
    said = moderator.locator(".said li", has_text="Hoa Sữa")
    with moderator.expect_navigation():
        said.get_by_role("link", name=re.compile("Xem xét, gỡ")).click()
    assert browsing.violations(moderator) == []
    moderator.get_by_label(re.compile("Lý do gỡ")).select_option("personal")
    moderator.get_by_role("button", name="Gỡ bình luận").click()
    expect(moderator.get_by_text("gỡ sau khi đăng – lộ thông tin cá nhân")).to_be_visible()
    reader.goto(mine)
    expect(reader.get_by_text("Đã gỡ sau khi đăng, lý do: lộ thông tin cá nhân").first).to_be_visible()
    reader.goto("/bulletin/2/")
    expect(reader.get_by_text("Hoa Sữa")).to_have_count(0)
    expect(reader.get_by_text("Đã gỡ sau khi đăng: 1")).to_be_visible()


def test_a_reader_takes_the_proof_away(opened: Opener, tmp_path: Path) -> None:
    page = opened("/bulletin/3/")
    figure = page.locator("figure.fact").first
    mark = (figure.locator(".mark").text_content() or "").removeprefix("SHA-256 ").strip()
    figure.get_by_role("link", name=re.compile("Bằng chứng")).click()
    expect(page.locator("code.mark")).to_have_text(mark)
    with page.expect_download() as alone:
        page.get_by_role("link", name=re.compile("Tải riêng dữ kiện")).click()
    alone.value.save_as(tmp_path / "fact.json")
    assert hashlib.sha256((tmp_path / "fact.json").read_bytes()).hexdigest() == mark
    with page.expect_download() as whole:
        page.get_by_role("link", name=re.compile("Tải bộ bằng chứng")).click()
    whole.value.save_as(tmp_path / "proof.zip")
    with zipfile.ZipFile(tmp_path / "proof.zip") as packed:
        assert {"audit.json", "case/tenures.csv", "fact.json", "SHA256SUMS"} <= set(packed.namelist())
        assert hashlib.sha256(packed.read("fact.json")).hexdigest() == mark


def test_a_reader_needs_no_mouse(opened: Opener) -> None:
    page = opened("/bulletin/3/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    reached: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        reached.append(str(name))
        if name == "words":
            break
    assert {"size", "Bản in", "Cách trích dẫn", "name", "words"} <= set(reached)
    page.keyboard.type("Viết bằng bàn phím")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/bulletin/comment/"))


def test_an_article_is_light_and_soon_there(opened: Opener) -> None:
    page = opened("/bulletin/")
    article_of(page)
    painted = "performance.getEntriesByName('first-contentful-paint').length === 1"
    page.wait_for_function(painted)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".filter(one => one.initiatorType !== 'img').map(one => one.decodedBodySize)"
    )
    assert len([size for size in sizes if size > 0]) >= 3, "the page, a style, a script"
    assert sum(sizes) < HEAVIEST


def test_the_clock_runs_and_the_reader_is_counted_once(opened: Opener) -> None:
    begun = hour()
    page = opened("/bulletin/1/")
    shown = page.locator("[data-time]")
    expect(shown).not_to_have_text(shown.text_content() or "")
    expect_readings(page, 1)
    opened(
        "/bulletin/1/", agent=ANOTHER
    )  # when the second reader is written down, so is all that was seen before
    found = expect_readings(page, 2)
    assert found <= 2 * (1 + hour() - begun), "each reader counts once an hour"


def hour() -> int:
    """Number the hour it is, as the site does."""
    return int(time.time()) // 3600


def expect_readings(page: Page, least: int) -> int:
    """Load an article again and again until it tells of so many readings, which are written down now and then."""
    until = time.monotonic() + browsing.PATIENCE / 1000
    while True:
        page.reload()
        told = re.search(r"(\d+) lượt xem", page.locator("main").inner_text())
        assert told is not None
        if int(told[1]) >= least:
            return int(told[1])
        assert time.monotonic() < until, f"still {told[0]}"
        page.wait_for_timeout(500)
