"""Pages for those who write and approve: drafts begun from findings, what awaits a second person, withdrawals."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.models import TaskState

from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import actions, approval, drafting, reading
from counterpoise_site.bulletin.corrections import differences
from counterpoise_site.bulletin.forms import DraftForm, WhyForm
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry, Kind
from counterpoise_site.bulletin.models import Article, SecondPersonTaskState, Section
from counterpoise_site.bulletin.rights import needs
from counterpoise_site.layout.words import language, saying


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
