"""What readers send: a comment, and whatever they later do with their own.

With JavaScript the browser proves a little work and may send five comments in ten minutes. Without it two a day are taken in, marked
for the moderator; docs/how-to/moderate-comments.md says why.
"""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from counterpoise_site import limits
from counterpoise_site.bulletin import actions, reading, work
from counterpoise_site.bulletin.comments import Comment, State, kept_half
from counterpoise_site.bulletin.following import steps_of
from counterpoise_site.bulletin.forms import CommentForm
from counterpoise_site.bulletin.models import Article
from counterpoise_site.layout.words import language, saying

_PROVEN = (("ten-minutes", 5, 600), ("day", 20, 86_400))
_UNPROVEN = (("unproven-day", 2, 86_400),)
_MOST_UNPROVEN_WAITING = 20


@never_cache
@require_GET
def challenge(request: HttpRequest) -> JsonResponse:
    """Set the browser a little work."""
    if not limits.may(request, "challenge", times=60, seconds=600):
        return JsonResponse({}, status=429)
    return JsonResponse(work.challenge())


@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Take a comment in; nobody sees it before a moderator agrees."""
    article = get_object_or_404(Article.objects.live(), number=number, locale__language_code=language())
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, article, form, 422)
    if form.cleaned_data["website"]:
        raise BadRequest("a field that people do not see was filled in")
    proven = work.is_done(form.cleaned_data["proof"])
    if not _allowed(request, number, proven=proven):
        form.add_error(None, saying(*_TOO_MANY))
        return _again(request, article, form, 429)
    secret = actions.comment(
        article.number,
        language=language(),
        name=form.cleaned_data["name"],
        words=form.cleaned_data["words"],
        proven=proven,
    )
    return redirect("bulletin:my_comment", secret=secret)


_TOO_MANY = (
    "Đã có quá nhiều bình luận từ địa chỉ của bạn hoặc đang chờ duyệt ở bài này. Nội dung bạn viết vẫn còn dưới đây; xin gửi lại sau.",
    "Too many comments came from your address, or are waiting here. What you wrote is still below: please send it later.",
)


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a reader where their own comment is, and let them take it back."""
    if not limits.may(request, "mine", times=120, seconds=600):
        return HttpResponse(status=429)
    if request.method == "POST":
        try:
            actions.withdraw_comment(secret)
        except Comment.DoesNotExist as unknown:
            raise Http404 from unknown
        return redirect("bulletin:my_comment", secret=secret)
    comment = get_object_or_404(Comment, secret=kept_half(secret))
    pages = Article.objects.live().filter(number=comment.number_id).select_related("locale")
    article = min(pages, key=lambda page: page.language != language(), default=None)
    known = {
        "comment": comment,
        "steps": steps_of(comment),
        "article": article,
        "secret": secret,
        "secret_address": request.build_absolute_uri(),
    }
    return render(request, "bulletin/my_comment.html", known)


@never_cache
@require_GET
def followed(request: HttpRequest, secret: str) -> HttpResponse:
    """Tell a reader's own feed reader what becomes of their comment: no mail address is needed to be told."""
    if not limits.may(request, "mine", times=120, seconds=600):
        return HttpResponse(status=429)
    comment = get_object_or_404(Comment, secret=kept_half(secret))
    here = reading.whole(reverse("bulletin:my_comment", args=(secret,)))
    told = Atom1Feed(
        title=str(saying("Ý kiến của bạn", "Your comment")),
        link=here,
        description="",
        language=language(),
        feed_url=reading.whole(request.path),
    )
    for number, step in enumerate(steps_of(comment)):
        told.add_item(
            title=step.said.of(language()),
            link=here,
            description=step.said.of(language()),
            unique_id=f"{here}#{number}",
            pubdate=step.at,
            updateddate=step.at,
        )
    return HttpResponse(told.writeString("utf-8"), content_type=told.content_type)


def _allowed(request: HttpRequest, number: int, *, proven: bool) -> bool:
    bounds = _PROVEN if proven else _UNPROVEN
    tries = [limits.may(request, what, times=times, seconds=long) for what, times, long in bounds]
    if not all(tries):  # every bound counts the try
        return False
    waiting = Comment.objects.filter(number=number, state=State.WAITING, proven=False)
    return proven or waiting.count() < _MOST_UNPROVEN_WAITING


def _again(request: HttpRequest, article: Article, form: CommentForm, status: int) -> HttpResponse:
    """Show the article with what the reader wrote, and what to mend."""
    shown = {**article.get_context(request), "form": form}
    return render(request, "bulletin/article.html", shown, status=status)
