"""The demo bulletin: the founding case in our own words, in both languages, with pictures drawn from our own audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale

from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import actions, blocks
from counterpoise_site.bulletin.comments import Comment, Reason, State
from counterpoise_site.bulletin.models import (
    Article,
    ArticleKeyword,
    ArticlePlace,
    Byline,
    Keyword,
    Place,
    Section,
)

_PICTURES = Path(__file__).parent / "demo_pictures"
_CREDIT = Text("Hình vẽ bằng mã nguồn Counterpoise", "Drawn by Counterpoise's own code")
_AUTHORS = Text("Ban biên tập (bản dùng thử)", "Editors (demo)")

PLACES = {
    "loc-ninh": Text("Lộc Ninh", "Lộc Ninh"),
    "binh-phuoc": Text("Bình Phước", "Bình Phước"),
    "xa-thi-diem-1": Text("Xã thí điểm 1", "Pilot commune 1"),
}
KEYWORDS = {
    "kiem-soat-quyen-luc": Text("kiểm soát quyền lực", "control of power"),
    "kiem-nhiem": Text("kiêm nhiệm", "several offices"),
    "thi-diem": Text("thí điểm", "pilot"),
}


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture of the demo."""

    name: str
    alternative: Text
    caption: Text


@dataclass(frozen=True, slots=True)
class _Story:
    """One article of the demo in both languages."""

    section: str
    title: Text
    lead: Text
    picture: _Picture
    body: tuple[tuple[str, Text], ...]
    facts: tuple[str, ...]
    places: tuple[str, ...]
    keywords: tuple[str, ...]


STORIES = (
    _Story(
        "thong-bao",
        Text(
            "Bình Phước: từ 37 xã còn 18 xã, rồi kết thúc trong toàn tỉnh",
            "Bình Phước: from 37 communes to 18, then an end in the whole province",
        ),
        Text(
            "Việc để một người vừa đứng đầu cấp ủy vừa đứng đầu ủy ban ở xã đã được làm thử từ năm 2009. Số liệu công bố cho thấy mô hình thu hẹp dần trước khi dừng hẳn.",
            "Having one person head both the Party committee and the People's Committee of a commune was tried from 2009 on. The published figures show how the model shrank before it ended.",
        ),
        _Picture(
            "province",
            Text(
                "Biểu đồ: năm 2018 có 37 trong 111 xã theo mô hình; sau sắp xếp còn 18 trong 111 xã.",
                "Chart: in 2018, 37 of 111 communes had the model; after the reform 18 of 111.",
            ),
            Text("Số xã theo mô hình ở Bình Phước", "Communes with the model in Bình Phước"),
        ),
        (
            (
                "paragraph",
                Text(
                    "Theo cổng thông tin của Tỉnh ủy, đến năm 2018 có 37 trong 111 xã của tỉnh theo mô hình này. Sau đợt sắp xếp bộ máy còn 18 xã. Năm 2024 tỉnh thống nhất kết thúc thí điểm.",
                    "According to the portal of the provincial Party committee, 37 of the province's 111 communes had the model by 2018. After the reform of the apparatus 18 remained. In 2024 the province agreed to end the pilot.",
                ),
            ),
            ("heading", Text("Điều con số không nói", "What the figures do not say")),
            (
                "paragraph",
                Text(
                    "Con số không cho biết xã nào dừng vì lý do gì. Vì vậy bản tin xem xét từng việc: ai quyết, ai kiểm soát, và khi hai ghế thuộc về một người thì khâu kiểm soát nào không còn tác dụng.",
                    "The figures do not tell which commune stopped for which reason. This bulletin therefore looks at each matter: who decides, who checks, and which check loses its effect once two seats belong to one person.",
                ),
            ),
        ),
        ("examination:pilots",),
        ("binh-phuoc",),
        ("thi-diem", "kiem-nhiem"),
    ),
    _Story(
        "thi-diem",
        Text(
            "Lộc Ninh khép lại năm xã thí điểm: năm khó khăn và cách nhìn từ quyền hạn",
            "Lộc Ninh closes its five pilot communes: five difficulties, seen from the powers held",
        ),
        Text(
            "Ba trong năm xã đã dừng, hai xã còn lại sẽ dừng. Những vướng mắc được nêu ra ở huyện đều có thể chỉ ra bằng các bước công việc cụ thể.",
            "Three of five communes have stopped, the other two will. Each difficulty the district named can be pointed to in concrete steps of work.",
        ),
        _Picture(
            "pilots",
            Text(
                "Biểu đồ: trong năm xã thí điểm, ba xã đã dừng và hai xã sẽ dừng.",
                "Chart: of five pilot communes, three have ended and two are to end.",
            ),
            Text("Tình trạng thí điểm ở Lộc Ninh, tháng 3/2024", "The pilot in Lộc Ninh, March 2024"),
        ),
        (
            ("heading", Text("Năm điều vướng", "Five difficulties")),
            (
                "paragraph",
                Text(
                    "Địa bàn rộng, nhiều đảng viên; bộ máy đổi trước khi quy định kịp đổi; chưa có khung quy chế làm việc và phân công; khó đôn đốc, kiểm tra, giám sát; quan hệ giữa cấp ủy và ủy ban chưa rõ. Đó là những điều đã được nêu công khai.",
                    "Large areas with many Party members; an apparatus changed before the rules; no frame of working regulations and assignment; urging, inspecting and supervising made hard; and an unclear relation between committee and People's Committee. These were named in public.",
                ),
            ),
            ("heading", Text("Nhìn từ quyền hạn", "Seen from the powers")),
            (
                "paragraph",
                Text(
                    "Khi một người giữ cả hai ghế, người trình và người quyết có thể là một; người bị giám sát có thể đứng đầu nơi giám sát. Không cần nghi ngờ ai: chỉ cần đọc các bước và hỏi ai ngăn được bước ấy.",
                    "With both seats in one hand, whoever proposes may also decide, and whoever is supervised may head the supervisor. Nobody needs to be suspected: read the steps and ask who could stop each of them.",
                ),
            ),
            (
                "paragraph",
                Text(
                    "Nguồn không nêu tên năm xã, nên chúng tôi chỉ đánh số và không đoán.",
                    "The source does not name the five communes: we number them and do not guess.",
                ),
            ),
        ),
        ("examination:pilots",),
        ("loc-ninh", "binh-phuoc"),
        ("kiem-soat-quyen-luc", "thi-diem"),
    ),
    _Story(
        "phat-hien",
        Text(
            "Xã thí điểm 1: khâu kiểm soát nào mất tác dụng vì kiêm nhiệm",
            "Pilot commune 1: which checks lose their effect through the arrangement",
        ),
        Text(
            "Cùng một bộ quy định, cùng những con người, chỉ khác một điều: hai chức danh trong tay một người. Số việc chỉ cần một người để đi trọn quy trình vì thế tăng lên.",
            "The same rules and the same people, one thing apart: two offices in one hand. That alone raises the number of matters one person can carry through.",
        ),
        _Picture(
            "alone",
            Text(
                "Biểu đồ: trong 72 việc, có kiêm nhiệm thì 26 việc chỉ cần một người; không kiêm nhiệm thì 22 việc.",
                "Chart: of 72 matters, 26 need one person only with the arrangement, 22 without it.",
            ),
            Text(
                "Số việc chỉ cần một người, trong thực tế",
                "Matters that one person suffices for, in practice",
            ),
        ),
        (
            (
                "paragraph",
                Text(
                    "Phần lớn trong số ấy không do kiêm nhiệm: quy định vốn để một chức danh làm trọn. Phần tăng thêm mới là điều kiêm nhiệm gây ra.",
                    "Most of them are not due to the arrangement: the rules let one office carry them anyway. Only the increase comes from holding both offices.",
                ),
            ),
            ("heading", Text("Có thể làm gì", "What can be done")),
            (
                "paragraph",
                Text(
                    "Tách lại hai chức danh là một cách. Giao bước kiểm soát cho cơ quan khác, thêm chữ ký thứ hai, hoặc quy định người thay khi phải đứng ngoài cũng khép được nhiều chỗ hở với chi phí ít hơn.",
                    "Parting the two offices is one way. Giving a check to another body, adding a second signature, or naming a substitute for recusals also closes many gaps, at less cost.",
                ),
            ),
        ),
        ("examination:alone/thi-diem-1", "examination:findings/thi-diem-1"),
        ("xa-thi-diem-1", "loc-ninh"),
        ("kiem-soat-quyen-luc", "kiem-nhiem"),
    ),
)
_COMMENTS = (
    ("Một cử tri", "Bảng rất dễ hiểu. Mong bản tin làm tiếp cho các xã còn lại."),
    ("", "Nên nói rõ hơn việc nào sẽ sửa trước và ai chịu trách nhiệm."),
    ("Hưu trí", "Ở xã tôi trước đây cũng vậy: người báo cáo và người nghe báo cáo là một."),
)


@transaction.atomic
def make_articles(*, writer: User, second: User) -> int:
    """Write the demo's articles, let a second person approve them, and say how many are new."""
    if Article.objects.exists():
        return 0
    topics = {slug: _topic(Place, slug, name) for slug, name in PLACES.items()}
    topics |= {slug: _topic(Keyword, slug, name) for slug, name in KEYWORDS.items()}
    pages = [page for story in STORIES for page in _pages(story, topics, writer)]
    for page in pages:
        _publish(page, writer=writer, second=second)
    corrected = pages[0]
    _correct(corrected, writer=writer, second=second)
    _comments(pages[-2], second)
    return len(pages)


def _pages(story: _Story, topics: dict[str, Any], writer: User) -> Iterator[Article]:
    section = Section.objects.get(slug=story.section)
    key: dict[str, Any] = {}
    for spoken in ("vi", "en"):
        home = section if spoken == "vi" else section.get_translation(Locale.objects.get(language_code="en"))
        page = _page(story, home, spoken, writer, key)
        page.bylines = [Byline(name=_AUTHORS.of(spoken))]
        page.about_places = [ArticlePlace(place=topics[slug]) for slug in story.places]
        page.about_keywords = [ArticleKeyword(keyword=topics[slug]) for slug in story.keywords]
        page.save_revision(user=writer)
        key = {"translation_key": page.translation_key}
        yield page


def _page(story: _Story, home: Section, spoken: str, writer: User, key: dict[str, Any]) -> Article:
    rich = blocks.Body().child_blocks["paragraph"]
    body: list[tuple[str, Any]] = [
        (kind, words.of(spoken) if kind == "heading" else rich.to_python(f"<p>{words.of(spoken)}</p>"))
        for kind, words in story.body
    ]
    page = Article(
        title=story.title.of(spoken),
        lead=story.lead.of(spoken),
        picture=_image(story.picture, spoken),
        picture_alternative=story.picture.alternative.of(spoken),
        picture_caption=story.picture.caption.of(spoken),
        picture_credit=_CREDIT.of(spoken),
        body=body + [("fact", blocks.pinned(fact)) for fact in story.facts],
        live=False,
        owner=writer,
        locale=home.locale,
        **key,
    )
    home.add_child(instance=page)
    return page


def _image(picture: _Picture, spoken: str) -> Any:
    name = f"{picture.name}.{spoken}.png"
    with (_PICTURES / name).open("rb") as file:
        return get_image_model().objects.create(
            title=picture.caption.of(spoken), file=ImageFile(file, name=name)
        )


def _topic(model: type[Place] | type[Keyword], slug: str, name: Text) -> Place | Keyword:
    made, _ = model.objects.get_or_create(slug=slug, defaults={"name_vi": name.vi, "name_en": name.en})
    return made


def _publish(page: Article, *, writer: User, second: User) -> None:
    actions.submit(Article.objects.get(pk=page.pk), by=writer)
    waiting = Article.objects.get(pk=page.pk)
    actions.approve(waiting, by=second, revision=waiting.latest_revision_id)


def _correct(page: Article, *, writer: User, second: User) -> None:
    """Show what a correction looks like."""
    corrected = Article.objects.get(pk=page.pk)
    corrected.lead = corrected.lead.replace(
        "thu hẹp dần trước khi dừng hẳn", "thu hẹp dần trước khi kết thúc năm 2024"
    )
    corrected.correction = "Nêu rõ năm kết thúc."
    corrected.save_revision(user=writer)
    _publish(corrected, writer=writer, second=second)


def _comments(page: Article, second: User) -> None:
    for name, words in _COMMENTS:
        actions.comment(page.number, language="vi", name=name, words=words, proven=True)
    first, other, _ = Comment.objects.filter(number=page.number)
    actions.decide(first, by=second, state=State.PUBLISHED)
    actions.decide(other, by=second, state=State.PUBLISHED)
    actions.comment(page.number, language="vi", name="", words="Mua đất giá rẻ, liên hệ ngay!", proven=False)
    advert = Comment.objects.filter(number=page.number, proven=False).get()
    actions.decide(advert, by=second, state=State.REFUSED, reason=Reason.ADVERTISING)
