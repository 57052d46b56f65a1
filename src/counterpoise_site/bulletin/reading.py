"""What a reader sees of an article: its words as plain text, and everything that stands around them."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from counterpoise_site.accounts.models import roles_of
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import blocks, counting, structured
from counterpoise_site.bulletin.comments import Comment, Decision, State, reasons_counted
from counterpoise_site.bulletin.forms import CommentForm
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry, Kind
from counterpoise_site.layout.words import language

COMMENTS_A_PAGE = 20
_RELATED = 4


def passages(article: Any) -> list[str]:
    """Give the words of an article as plain text, one passage after the other."""
    found = [article.title, article.lead]
    if article.picture_id:
        found.append(article.picture_caption)
    for block in article.body:
        found += _plain(block, article.language)
    return [" ".join(passage.split()) for passage in found if passage.strip()]


def topics(article: Any) -> list[str]:
    """Name the places and keywords in the article's language."""
    places = [row.place for row in article.about_places.all()]
    keywords = [row.keyword for row in article.about_keywords.all()]
    return [topic.name.of(article.language) for topic in (*places, *keywords)]


def address(article: Any) -> str:
    """Give the address of an article in its own language."""
    return address_of(article.number_id, article.slug, article.language)


def address_of(number: int, slug: str, spoken: str) -> str:
    """Give the address of an article of which no more is known."""
    with translation.override(spoken):
        return reverse("bulletin:article", args=(number, slug))


def stable_address(article: Any) -> str:
    """Give the shortest address: it holds only the number and never changes."""
    with translation.override(article.language):
        return whole(reverse("bulletin:by_number", args=(article.number_id,)))


def whole(path: str) -> str:
    """Write an address as others need it, with the site's name."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def public(model: Any, spoken: str) -> Any:
    """Give the public articles of a language, the newest first."""
    rows = model.objects.filter(public_in=spoken)
    return rows.select_related("locale").defer("body").order_by("-issued_at", "-page_ptr")


def shown_with(article: Any, request: HttpRequest) -> dict[str, Any]:
    """Give everything that stands around the words of an article."""
    other = article.get_translations().live().select_related("locale").first()
    public_entries = _public_entries(article)
    keywords = [row.keyword for row in article.about_keywords.select_related("keyword")]
    return {
        "article": article,
        "places": [row.place for row in article.about_places.select_related("place")],
        "keywords": keywords,
        "readers": counting.readers_of(article.number_id),
        "related": _related(article),
        "corrections": [entry for entry in public_entries if entry.kind == Kind.CORRECTED],
        "approved_by": public_entries[-1].person if public_entries else None,
        "stable_address": stable_address(article),
        "share_address": whole(address(article)),
        "proofs": article.number_id if article.live else None,
        "json_ld": structured.news_article(
            article,
            address=whole(address(article)),
            corrections=[entry.note for entry in public_entries if entry.note],
        ),
        **comments_under(article.number_id, request),
        **_the_other_language(other),
    }


def comments_under(number: int, request: HttpRequest) -> dict[str, Any]:
    """Give one page of what readers said, how many comments were kept from them for which reason, and the form."""
    rows = Comment.objects.filter(number=number, state=State.PUBLISHED)
    decisions = Decision.objects.filter(comment__number=number)
    return {
        "comments": Paginator(rows, COMMENTS_A_PAGE).get_page(request.GET.get("comments")),
        "refused": reasons_counted(decisions, State.REFUSED),
        "taken_down": reasons_counted(decisions, State.TAKEN_DOWN),
        "moderates": Role.MODERATOR in roles_of(request.user),
        "form": CommentForm(),
    }


def _public_entries(article: Any) -> list[Entry]:
    entries = Entry.objects.filter(number=article.number_id, language=article.language, kind__in=MADE_PUBLIC)
    return list(entries.defer("words").select_related("person"))


def _the_other_language(other: Any) -> dict[str, Any]:
    if other is not None:
        return {"other_address": address(other), "is_translated": True}
    with translation.override("en" if language() == "vi" else "vi"):
        return {"other_address": reverse("bulletin:front"), "is_translated": False}


def _related(article: Any) -> list[Any]:
    """Give the newest articles that share a keyword or a place."""
    model = type(article)
    keywords = [row.keyword_id for row in article.about_keywords.all()]
    places = [row.place_id for row in article.about_places.all()]
    rows = public(model, article.language).exclude(pk=article.pk)
    near = set(rows.filter(about_keywords__keyword__in=keywords).values_list("pk", flat=True)[: 5 * _RELATED])
    near |= set(rows.filter(about_places__place__in=places).values_list("pk", flat=True)[: 5 * _RELATED])
    return list(rows.filter(pk__in=near)[:_RELATED])


def _plain(block: Any, spoken: str) -> list[str]:
    match block.block_type:
        case "paragraph":
            source = (
                block.value.source.replace("</p>", "</p>\n")
                .replace("</li>", "</li>\n")
                .replace("<br/>", "\n")
            )
            return [unescape(strip_tags(line)) for line in source.split("\n")]
        case "picture":
            return [block.value["caption"]]
        case "fact":
            fact = blocks.shown(block.value)
            return [fact.title.of(spoken)] if fact is not None else []
        case _:
            return [str(block.value)]
