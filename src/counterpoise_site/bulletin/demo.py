"""The demo bulletin: the founding case in our own words, in both languages, with pictures drawn from our own audit."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.html import escape
from wagtail.images import get_image_model
from wagtail.models import Locale

from counterpoise.domain.institution import Case
from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import actions, blocks
from counterpoise_site.bulletin.comments import Comment, Reason, State
from counterpoise_site.bulletin.demo_charts import Numbers, charts, counted, drawn
from counterpoise_site.bulletin.demo_stories import (
    AUTHORS,
    COMMENTS,
    CREDIT,
    KEYWORDS,
    PLACES,
    STORIES,
    Picture,
    Story,
)
from counterpoise_site.bulletin.models import (
    Article,
    ArticleKeyword,
    ArticlePlace,
    Byline,
    Keyword,
    Place,
    Section,
)


@transaction.atomic
def make_articles(case: Case, *, writer: User, second: User) -> int:
    """Write the demo's articles about the founding case, let a second person approve them, and say how many are new."""
    if Article.objects.exists():
        return 0
    known = counted(case)
    topics = {slug: _topic(Place, slug, name) for slug, name in PLACES.items()}
    topics |= {slug: _topic(Keyword, slug, name) for slug, name in KEYWORDS.items()}
    pages = [page for story in STORIES for page in _pages(story, topics, writer, known)]
    for page in pages:
        _publish(page, writer=writer, second=second)
    corrected = pages[0]
    _correct(corrected, writer=writer, second=second)
    _comments(pages[-2], second)
    return len(pages)


def _pages(story: Story, topics: dict[str, Any], writer: User, known: Numbers) -> Iterator[Article]:
    section = Section.objects.get(slug=story.section)
    key: dict[str, Any] = {}
    for spoken in ("vi", "en"):
        home = section if spoken == "vi" else section.get_translation(Locale.objects.get(language_code="en"))
        page = _page(story, home, spoken, writer, known=known, key=key)
        page.bylines = [Byline(name=AUTHORS.of(spoken))]
        page.about_places = [ArticlePlace(place=topics[slug]) for slug in story.places]
        page.about_keywords = [ArticleKeyword(keyword=topics[slug]) for slug in story.keywords]
        page.save_revision(user=writer)
        key = {"translation_key": page.translation_key}
        yield page


def _page(
    story: Story, home: Section, spoken: str, writer: User, *, known: Numbers, key: dict[str, Any]
) -> Article:
    rich = blocks.Body().child_blocks["paragraph"]

    def said(words: Text) -> str:
        return known.told(words).of(spoken)

    body: list[tuple[str, Any]] = [
        (kind, said(words) if kind == "heading" else rich.to_python(f"<p>{escape(said(words))}</p>"))
        for kind, words in story.body
    ]
    page = Article(
        title=said(story.title),
        lead=said(story.lead),
        picture=_image(story.picture, spoken, known),
        picture_alternative=said(story.picture.alternative),
        picture_caption=said(story.picture.caption),
        picture_credit=CREDIT.of(spoken),
        body=body + [("fact", blocks.pinned(fact)) for fact in story.facts],
        live=False,
        owner=writer,
        locale=home.locale,
        **key,
    )
    home.add_child(instance=page)
    return page


def _image(picture: Picture, spoken: str, known: Numbers) -> Any:
    content = drawn(charts(known)[picture.name], language=spoken)
    file = ImageFile(io.BytesIO(content), name=f"{picture.name}.{spoken}.png")
    return get_image_model().objects.create(title=known.told(picture.caption).of(spoken), file=file)


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
    for name, words in COMMENTS:
        actions.comment(page.number, language="vi", name=name, words=words, proven=True)
    first, other, _ = Comment.objects.filter(number=page.number)
    actions.decide(first, by=second, state=State.PUBLISHED)
    actions.decide(other, by=second, state=State.PUBLISHED)
    actions.comment(page.number, language="vi", name="", words="Mua đất giá rẻ, liên hệ ngay!", proven=False)
    advert = Comment.objects.filter(number=page.number, proven=False).get()
    actions.decide(advert, by=second, state=State.REFUSED, reason=Reason.ADVERTISING)
