"""Pages for readers: the front, lists, one article and its history."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from counterpoise_site.bulletin import counting, reading, search, weather
from counterpoise_site.bulletin.corrections import differences
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry, Kind
from counterpoise_site.bulletin.models import (
    Article,
    ArticleKeyword,
    ArticlePlace,
    Keyword,
    Place,
    Section,
)
from counterpoise_site.layout.words import language, saying

_A_PAGE = 20
_ON_THE_FRONT = 6
_YEAR = 31_536_000


def front(request: HttpRequest) -> HttpResponse:
    """Show the newest articles, and every way to the others."""
    rows = list(reading.public(Article, language()).select_related("picture")[: _ON_THE_FRONT + 1])
    ways = {
        "newest": rows[:1],
        "others": rows[1:],
        "places": Place.objects.filter(_read_about("place")),
        "keywords": Keyword.objects.filter(_read_about("keyword")),
        "months": _months(),
    }
    return render(request, "bulletin/front.html", ways)


def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles of one section."""
    shown = get_object_or_404(Section.objects.live(), slug=slug, locale__language_code=language())
    other = shown.get_translations().live().first()
    more = {"other_address": other.get_url(request)} if other else {}
    return _list(request, reading.public(Article, language()).child_of(shown), shown.title, **more)


def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles about one place."""
    shown = get_object_or_404(Place, slug=slug)
    about = ArticlePlace.objects.filter(place=shown).values("article")
    rows = reading.public(Article, language()).filter(pk__in=about)
    return _list(request, rows, f"{saying('Địa bàn', 'Place')}: {shown.name.of(language())}")


def keyword(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles with one keyword."""
    shown = get_object_or_404(Keyword, slug=slug)
    about = ArticleKeyword.objects.filter(keyword=shown).values("article")
    rows = reading.public(Article, language()).filter(pk__in=about)
    return _list(request, rows, f"{saying('Từ khóa', 'Keyword')}: {shown.name.of(language())}")


def month(request: HttpRequest, year: str, number: str) -> HttpResponse:
    """Show the articles of one month."""
    rows = reading.public(Article, language()).filter(month=f"{year}-{number}")
    if not rows.exists():
        raise Http404
    title = f"{saying('Lưu trữ', 'Archive')}: {int(number)}/{year}"
    return _list(request, rows, title)


def archive(request: HttpRequest) -> HttpResponse:
    """Show every month in which something was published."""
    return render(request, "bulletin/archive.html", {"months": _months()})


def find(request: HttpRequest) -> HttpResponse:
    """Show the articles that hold what somebody typed."""
    typed = request.GET.get("q", "").replace("\0", "")
    rows = search.Found(typed, spoken=language())
    return _list(request, rows, str(saying("Tìm trong bản tin", "Search the bulletin")), typed=typed)


def by_number(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from the stable address to where the article stands, in the reader's language or the one there is."""
    article = _any_article(number)
    if not article.live:
        return _withdrawn(request, article)
    return redirect(reading.address(article))


def article(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Show one article, and count the reader."""
    shown = _article(number)
    if shown is None:
        return _withdrawn(request, _any_article(number))
    if shown.slug != slug:
        return redirect(reading.address(shown), permanent=True)
    counting.saw(number, request)
    return render(request, "bulletin/article.html", shown.get_context(request))


def printed(request: HttpRequest, number: int) -> HttpResponse:
    """Show one article as it goes on paper: no ways to other pages, and how to cite it."""
    shown = _article(number)
    if shown is None:
        raise Http404
    return render(request, "bulletin/printed.html", shown.get_context(request))


def history(request: HttpRequest, number: int) -> HttpResponse:
    """Show every publication and correction of an article, with what was taken out and put in."""
    entries = Entry.objects.filter(
        number=number, language=language(), kind__in=(*MADE_PUBLIC, Kind.WITHDRAWN)
    ).select_related("person")
    steps: list[dict[str, Any]] = []
    before: list[str] = []
    for entry in entries:
        changes = differences(before, entry.words) if entry.kind == Kind.CORRECTED else ()
        steps.append({"entry": entry, "changes": changes})
        before = entry.words or before
    if not steps:
        raise Http404
    shown = _article(number)
    known = {"steps": steps[::-1], "article": shown, "number": number, "title": before[0] if before else ""}
    return render(request, "bulletin/history.html", known)


@never_cache
def weather_now(request: HttpRequest) -> HttpResponse:
    """Give the header its weather; the browser asks for it after the page is there."""
    known = {"weather": weather.asked(), "provider": weather.provider(), "place": weather.place()}
    return render(request, "bulletin/weather.html", known)


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Remember the size of text a reader chose."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("bulletin:front")
    answer = HttpResponseRedirect(back)
    if request.POST.get("size") in {"1", "2", "3"}:
        answer.set_cookie(
            "text-size",
            request.POST["size"],
            max_age=_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return answer


def _article(number: int) -> Article | None:
    rows = Article.objects.live().filter(number=number, locale__language_code=language())
    found: Article | None = rows.select_related("locale", "picture").first()
    return found


def _any_article(number: int) -> Article:
    """Find the article that readers saw under this number, in this language first."""
    rows = Article.objects.filter(number=number, issued_at__isnull=False).select_related("locale")
    known = sorted(rows, key=lambda row: (not row.live, row.language != language()))
    if not known:
        raise Http404
    first: Article = known[0]
    return first


def _withdrawn(request: HttpRequest, gone: Article) -> HttpResponse:
    """Say that an article was withdrawn and why; or lead to the language in which it is still there."""
    if gone.live:
        return redirect(reading.address(gone))
    last = Entry.objects.filter(number=gone.number_id, kind=Kind.WITHDRAWN).last()
    return render(request, "bulletin/withdrawn.html", {"article": gone, "last": last}, status=410)


def _list(request: HttpRequest, rows: Any, title: str, **more: Any) -> HttpResponse:
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "bulletin/list.html", {"title": title, "page": page, **more})


def _read_about(topic: str) -> Exists:
    """Keep the topics that readers of this language find articles about."""
    joined: Any = {"place": ArticlePlace, "keyword": ArticleKeyword}[topic]
    return Exists(joined.objects.filter(**{topic: OuterRef("pk")}, article__public_in=language()))


def _months() -> Any:
    rows = Article.objects.filter(public_in=language())
    return rows.order_by("-month").values("month").annotate(count=Count("pk"))
