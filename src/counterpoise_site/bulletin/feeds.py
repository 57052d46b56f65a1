"""Lists for machines: RSS, Atom, and a map of the site by month."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from counterpoise_site.bulletin.models import Article, Byline
from counterpoise_site.bulletin.reading import address, address_of, public, stable_address, whole
from counterpoise_site.layout.words import language, saying

_ITEMS = 30


def rss(request: HttpRequest) -> HttpResponse:
    """Give the newest articles as RSS 2.0."""
    return _feed(request, Rss201rev2Feed)


def atom(request: HttpRequest) -> HttpResponse:
    """Give the newest articles as Atom 1.0."""
    return _feed(request, Atom1Feed)


def sitemap(request: HttpRequest) -> HttpResponse:
    """Name a map for each month in which something was published."""
    months = (
        Article.objects.exclude(public_in="").order_by("month").values_list("month", flat=True).distinct()
    )
    known = [whole(reverse("bulletin:sitemap_month", args=month.split("-"))) for month in months]
    return render(request, "bulletin/sitemap_index.xml", {"maps": known}, content_type="application/xml")


def sitemap_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Name every article of a month, with its address in the other language."""
    rows = Article.objects.exclude(public_in="").filter(month=f"{year}-{month}")
    told = rows.order_by("number_id", "locale_id").values_list(
        "number_id", "slug", "public_in", "last_published_at", "issued_at"
    )
    by_number: dict[int, dict[str, str]] = {}
    listed = []
    for number, slug, spoken, published, issued in told:
        others = by_number.setdefault(number, {})
        others[spoken] = whole(address_of(number, slug, spoken))
        listed.append({"address": others[spoken], "changed": published or issued, "languages": others})
    if not listed:
        raise Http404
    return render(request, "bulletin/sitemap.xml", {"articles": listed}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say where the map is: named here, it may list addresses of both languages."""
    with translation.override("vi"):
        map_address = whole(reverse("bulletin:sitemap"))
    said = f"User-agent: *\nDisallow: /cms/\nDisallow: /account/\nSitemap: {map_address}\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _feed(request: HttpRequest, kind: type[Rss201rev2Feed] | type[Atom1Feed]) -> HttpResponse:
    made = kind(
        title=str(saying("Bản tin Counterpoise", "Counterpoise bulletin")),
        link=whole(reverse("bulletin:front")),
        description=str(saying("Quyền lực được kiểm soát công khai.", "Power kept in check in public.")),
        language=language(),
        feed_url=whole(request.path),
    )
    newest = list(public(Article, language())[:_ITEMS])
    authors = _authors(newest)
    for article in newest:
        made.add_item(
            title=article.title,
            link=whole(address(article)),
            description=article.lead,
            unique_id=stable_address(article),
            unique_id_is_permalink=True,
            pubdate=article.issued_at,
            updateddate=_changed(article),
            author_name=authors.get(article.pk) or article.agency,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _authors(articles: list[Article]) -> dict[int, str]:
    """Name the authors of all articles by one question."""
    named: dict[int, list[str]] = {}
    for row in Byline.objects.filter(article__in=articles).order_by("sort_order"):
        named.setdefault(row.article_id, []).append(row.name)
    return {article: " – ".join(names) for article, names in named.items()}


def _changed(article: Article) -> datetime:
    changed: datetime = article.last_published_at or article.issued_at
    return changed
