"""Pages for those who work on the bulletin: drafts begun from findings, approvals, comments that wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.models import TaskState

from counterpoise_site.accounts.models import User, roles_of
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import actions, approval, drafting, reading
from counterpoise_site.bulletin.comments import REASON_NAMES, Comment, Reason, State
from counterpoise_site.bulletin.corrections import differences
from counterpoise_site.bulletin.forms import DecisionForm, DraftForm, WhyForm
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry, Kind
from counterpoise_site.bulletin.models import Article, SecondPersonTaskState, Section
from counterpoise_site.layout.words import language, saying

_A_PAGE = 25
_View = Callable[..., HttpResponse]


def needs(*roles: Role) -> Callable[[_View], _View]:
    """Open a page to whoever is signed in and holds one of the roles."""

    def guard(view: _View) -> _View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
            if not roles_of(request.user) & set(roles):
                raise PermissionDenied
            return view(request, *args, **more)

        return cast("_View", guarded)

    return guard


@needs(Role.MODERATOR)
def moderation(request: HttpRequest) -> HttpResponse:
    """Show the comments that wait, the longest first."""
    rows = Comment.objects.filter(state=State.WAITING).select_related("number")
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    pages = _pages_of({comment.number_id for comment in page})
    waiting = [
        {
            "comment": comment,
            "article": pages.get(comment.number_id),
            "may": actions.may_moderate(_user(request), comment),
            "waited": timezone.now() - comment.sent_at,
        }
        for comment in page
    ]
    return render(
        request, "bulletin/moderation.html", {"page": page, "waiting": waiting, "form": DecisionForm()}
    )


@require_POST
@needs(Role.MODERATOR)
def decide(request: HttpRequest, comment: int) -> HttpResponse:
    """Publish or refuse one comment."""
    form = DecisionForm(request.POST)
    agreed = request.POST.get("decision") == "publish"
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.decide(
            get_object_or_404(Comment, pk=comment),
            by=_user(request),
            state=State.PUBLISHED if agreed else State.REFUSED,
            reason=Reason(reason) if reason and not agreed else None,
        )
        messages.success(request, saying("Đã ghi quyết định.", "The decision is recorded."))
    except actions.ActionError:
        messages.error(
            request,
            saying(
                "Chưa ghi: khi từ chối phải chọn lý do; hoặc bình luận vừa được người khác xử lý hay rút lại.",
                "Not recorded: a refusal needs a reason; or somebody else has decided, or the reader took it back.",
            ),
        )
    return redirect("bulletin:moderation")


def rules(request: HttpRequest) -> HttpResponse:
    """Show readers the only reasons for which a comment is refused, and how often each was."""
    counts = [
        (name, Comment.objects.filter(state=State.REFUSED, reason=reason).count())
        for reason, name in REASON_NAMES.items()
    ]
    return render(request, "bulletin/rules.html", {"reasons": counts})


@needs(Role.PUBLISHER, Role.EDITOR)
def approvals(request: HttpRequest) -> HttpResponse:
    """Show the articles that wait for a second person."""
    states = SecondPersonTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related(
        "revision"
    )
    waiting = [_waiting(state, request) for state in states.order_by("started_at")]
    return render(request, "bulletin/approvals.html", {"waiting": waiting})


@needs(Role.PUBLISHER, Role.EDITOR)
def approval_of(request: HttpRequest, number: int, spoken: str) -> HttpResponse:
    """Show exactly what would become public, and what changes for readers."""
    article = _draft(number, spoken)
    state = article.current_workflow_task_state
    if state is None:
        raise Http404
    shown = state.revision.as_object()
    last = Entry.objects.filter(number=number, language=spoken, kind__in=MADE_PUBLIC).last()
    known = {
        "shown": shown,
        "revision": state.revision_id,
        "changes": differences(last.words, reading.passages(shown)) if last else (),
        "first": last is None,
        "writers": _names(number),
        "may": approval.may_approve(request.user, shown),
    }
    return render(request, "bulletin/approval.html", known)


@require_POST
@needs(Role.PUBLISHER, Role.EDITOR)
def approve(request: HttpRequest, number: int, spoken: str) -> HttpResponse:
    """Agree, or ask for changes."""
    article = _draft(number, spoken)
    try:
        if request.POST.get("decision") == "approve":
            actions.approve(article, by=_user(request), revision=int(request.POST.get("revision", "0")))
            messages.success(request, saying("Đã duyệt và đăng bài.", "Approved and published."))
        else:
            form = WhyForm(request.POST)
            if not form.is_valid():
                raise actions.ActionError("say what to change")
            actions.send_back(article, by=_user(request), why=form.cleaned_data["why"])
            messages.success(request, saying("Đã gửi lại cho người viết.", "Sent back to the writers."))
    except (actions.ActionError, ValueError):
        messages.error(
            request,
            saying(
                "Chưa ghi: bài đã thay đổi sau khi bạn mở, hoặc thiếu điều cần sửa. Xin đọc lại.",
                "Not recorded: the article changed after you opened it, or it is not said what to change. Read again.",
            ),
        )
        return redirect("bulletin:approval", number=number, spoken=spoken)
    return redirect("bulletin:approvals")


@needs(Role.PUBLISHER)
def withdraw(request: HttpRequest, number: int, spoken: str) -> HttpResponse:
    """Take an article away from readers, with a reason they can read."""
    article = _draft(number, spoken)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(article, by=_user(request), why=form.cleaned_data["why"])
        return redirect("bulletin:by_number", number=number)
    return render(request, "bulletin/withdraw.html", {"article": article, "form": form})


@needs(Role.EDITOR)
def draft(request: HttpRequest) -> HttpResponse:
    """Begin an article from findings, in both languages; the editor goes on in the editing desk."""
    sections = Section.objects.filter(locale__language_code="vi").order_by("path")
    form = DraftForm(
        request.POST or None, sections=[(str(section.pk), section.title) for section in sections]
    )
    if request.method == "POST" and form.is_valid():
        section = get_object_or_404(Section, pk=form.cleaned_data["section"])
        made = drafting.begin(form.cleaned_data["outline"], section=section, by=_user(request))
        mine = next(page for page in made if page.language == language())
        return redirect(reverse("wagtailadmin_pages:edit", args=[mine.pk]))
    return render(request, "bulletin/draft.html", {"form": form})


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _draft(number: int, spoken: str) -> Article:
    found: Article = get_object_or_404(Article, number=number, locale__language_code=spoken)
    return found


def _waiting(state: SecondPersonTaskState, request: HttpRequest) -> dict[str, Any]:
    shown = state.revision.as_object()
    return {
        "shown": shown,
        "since": state.started_at,
        "writers": _names(shown.number_id),
        "may": approval.may_approve(request.user, shown),
    }


def _names(number: int) -> list[str]:
    edits = Entry.objects.filter(number=number, kind=Kind.EDITED).select_related("person")
    return sorted({entry.person.name if entry.person else "?" for entry in edits})


def _pages_of(numbers: set[int]) -> dict[int, Article]:
    pages = Article.objects.filter(number__in=numbers).select_related("locale").defer("body")
    return {page.number_id: page for page in sorted(pages, key=lambda page: page.language == language())}
