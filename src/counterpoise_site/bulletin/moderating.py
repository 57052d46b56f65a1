"""Pages of moderators: the comments that wait, those readers see, those kept from them, and one comment with its trail."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import actions
from counterpoise_site.bulletin.comments import (
    KEPT_BACK,
    REASON_NAMES,
    Comment,
    Decision,
    State,
    reasons_counted,
)
from counterpoise_site.bulletin.forms import DecisionForm
from counterpoise_site.bulletin.models import Article
from counterpoise_site.bulletin.rights import needs
from counterpoise_site.layout.words import language, saying

_A_PAGE = 25
_NOT_RECORDED = (
    "Chưa ghi: khi từ chối hoặc gỡ phải chọn lý do; hoặc bình luận vừa được người khác xử lý hay rút lại.",
    "Not recorded: a refusal needs a reason; or somebody else has decided, or the reader took it back.",
)
LISTS = {
    "waiting": (Text("Đang chờ", "Waiting"), (State.WAITING,), "sent_at"),
    "published": (Text("Đã đăng", "Published"), (State.PUBLISHED,), "-decided_at"),
    "kept-back": (Text("Không đăng và đã gỡ", "Refused and taken down"), KEPT_BACK, "-decided_at"),
}


@needs(Role.MODERATOR)
def moderation(request: HttpRequest) -> HttpResponse:
    """Show the comments of one list: those that wait, the longest first; the others as they were decided, the latest first."""
    chosen = request.GET.get("list", "waiting")
    chosen = chosen if chosen in LISTS else "waiting"
    page = Paginator(_listed(chosen), _A_PAGE).get_page(request.GET.get("page"))
    pages = _pages_of({comment.number_id for comment in page})
    rows = [_row(request, comment, pages.get(comment.number_id)) for comment in page]
    known = {
        "page": page,
        "rows": rows,
        "chosen": chosen,
        "lists": [(name, said) for name, (said, _, _) in LISTS.items()],
        "form": DecisionForm(),
    }
    return render(request, "bulletin/moderation.html", known)


@require_http_methods(["GET", "POST"])
@needs(Role.MODERATOR)
def one(request: HttpRequest, comment: int) -> HttpResponse:
    """Show one comment and what was decided on it; publish, refuse or take it down."""
    shown = get_object_or_404(Comment, pk=comment)
    if request.method == "POST":
        return _decided(request, shown)
    row = _row(request, shown, _pages_of({shown.number_id}).get(shown.number_id))
    trail = Decision.objects.filter(comment=shown).select_related("person")
    return render(request, "bulletin/one_comment.html", {"row": row, "trail": trail, "form": DecisionForm()})


def rules(request: HttpRequest) -> HttpResponse:
    """Show readers the only reasons for which a comment is kept from them, and how often each was."""
    refused, taken_down = (reasons_counted(Decision.objects.all(), state) for state in KEPT_BACK)
    rows = [
        (name, refused.get(reason, 0), taken_down.get(reason, 0)) for reason, name in REASON_NAMES.items()
    ]
    return render(request, "bulletin/rules.html", {"reasons": rows})


def _decided(request: HttpRequest, comment: Comment) -> HttpResponse:
    asked, reason = request.POST.get("decision", ""), DecisionForm(request.POST).chosen
    by = cast("User", request.user)
    try:
        match asked:
            case "publish":
                actions.decide(comment, by=by, state=State.PUBLISHED)
            case "refuse":
                actions.decide(comment, by=by, state=State.REFUSED, reason=reason)
            case "take-down" if reason is not None:
                actions.take_down(comment, by=by, reason=reason)
            case _:
                raise actions.ActionError("nothing that can be done was asked for")
        messages.success(request, saying("Đã ghi quyết định.", "The decision is recorded."))
    except actions.ActionError:
        messages.error(request, saying(*_NOT_RECORDED))
    return (
        redirect("bulletin:one_comment", comment=comment.pk)
        if asked == "take-down"
        else redirect("bulletin:moderation")
    )


def _listed(chosen: str) -> QuerySet[Comment]:
    _, states, order = LISTS[chosen]
    return Comment.objects.filter(state__in=states).select_related("number").order_by(order, "pk")


def _row(request: HttpRequest, comment: Comment, article: Article | None) -> dict[str, Any]:
    return {
        "comment": comment,
        "article": article,
        "may": actions.may_moderate(cast("User", request.user), comment),
        "waited": timezone.now() - comment.sent_at,
    }


def _pages_of(numbers: set[int]) -> dict[int, Article]:
    pages = Article.objects.filter(number__in=numbers).select_related("locale").defer("body")
    return {page.number_id: page for page in sorted(pages, key=lambda page: page.language == language())}
