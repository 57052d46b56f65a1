"""Every act of the bulletin that changes something: check the right, do it, write it down, in one transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from counterpoise_site.accounts.models import User, roles_of
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import approval
from counterpoise_site.bulletin.comments import (
    KEPT_BACK,
    Comment,
    Decision,
    Reason,
    State,
    kept_half,
    new_secret,
)
from counterpoise_site.bulletin.models import Article, ArticleNumber
from counterpoise_site.bulletin.notices import tell_moderators


class ActionError(Exception):
    """Something could not be done as things stand."""


@transaction.atomic
def submit(article: Article, *, by: User) -> None:
    """Hand a draft to a second person."""
    workflow = article.get_workflow()
    if workflow is None or article.workflow_in_progress:
        raise ActionError("the article is waiting for its second person already")
    workflow.start(article, by)


@transaction.atomic
def approve(article: Article, *, by: User, revision: int) -> None:
    """Agree to the words that were shown, and publish or schedule them; nobody does so for what they wrote."""
    state = _waiting(article, by)
    if state.revision_id != revision or article.latest_revision_id != revision:
        raise ActionError("the article changed after it was shown")
    state.task.specific.on_action(state, by, "approve")


@transaction.atomic
def send_back(article: Article, *, by: User, why: str) -> None:
    """Ask the writers for changes, and say which."""
    state = _waiting(article, by)
    state.task.specific.on_action(state, by, "reject", comment=why)


@transaction.atomic
def withdraw(article: Article, *, by: User, why: str) -> None:
    """Take an article away from readers; its address says so, and why."""
    if Role.PUBLISHER not in roles_of(by):
        raise PermissionDenied("only a publisher withdraws an article")
    if not article.live or not why.strip():
        raise ActionError("say why the article is withdrawn")
    article.withdrawn_by = (by.identity, why.strip())
    UnpublishPageAction(article, user=by).execute(skip_permission_checks=True)  # checked above


@transaction.atomic
def comment(number: ArticleNumber, *, language: str, name: str, words: str, proven: bool) -> str:
    """Take in a reader's comment, unseen by others; give the secret of their own link."""
    secret, kept = new_secret()
    Comment.objects.create(
        number=number, language=language, name=name, words=words, proven=proven, secret=kept
    )
    transaction.on_commit(tell_moderators)
    return secret


@transaction.atomic
def decide(waiting: Comment, *, by: User, state: State, reason: Reason | None = None) -> None:
    """Publish or refuse a comment that waits; nobody judges what is said under their own article."""
    if state not in {State.PUBLISHED, State.REFUSED}:
        raise ActionError("a comment that waits is published or refused")
    if (state == State.REFUSED) != (reason is not None):
        raise ActionError("a refusal needs one of the published reasons")
    _settle(waiting, by=by, was=State.WAITING, state=state, reason=reason)


@transaction.atomic
def take_down(published: Comment, *, by: User, reason: Reason) -> None:
    """Take a comment away that readers saw, for one of the published reasons; its writer and the article say so."""
    _settle(published, by=by, was=State.PUBLISHED, state=State.TAKEN_DOWN, reason=reason)


def _settle(comment: Comment, *, by: User, was: State, state: State, reason: Reason | None) -> None:
    if not may_moderate(by, comment):
        raise PermissionDenied("a moderator decides, and not under an article of their own")
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.state != was:
        raise ActionError("this comment was decided or withdrawn meanwhile")
    locked.state, locked.reason, locked.decided_at = state, reason or "", timezone.now()
    locked.save()
    Decision.objects.create(comment=locked, person=by.identity, state=state, reason=reason or "")


def may_moderate(user: User, comment: Comment) -> bool:
    """Tell whether this person may decide on a comment."""
    return Role.MODERATOR in roles_of(user) and user.identity_id not in approval.writers(comment.number_id)


@transaction.atomic
def withdraw_comment(secret: str) -> None:
    """Take one's own comment back: its words and name are gone at once."""
    mine = Comment.objects.select_for_update().get(secret=kept_half(secret))
    if mine.state == State.WITHDRAWN:
        return
    mine.state, mine.name, mine.words, mine.decided_at = State.WITHDRAWN, "", "", timezone.now()
    mine.save()


@transaction.atomic
def erase(*, refused_before: timedelta, secrets_before: timedelta) -> tuple[int, int]:
    """Erase on time: words and names of comments kept from readers, and the secrets of links; say how many of each."""
    now = timezone.now()
    refused = Comment.objects.filter(state__in=KEPT_BACK, decided_at__lt=now - refused_before).exclude(
        words="", name=""
    )
    links = Comment.objects.filter(sent_at__lt=now - secrets_before).exclude(secret="")
    return refused.update(words="", name=""), links.exclude(state=State.WAITING).update(secret="")


def _waiting(article: Article, by: User) -> Any:
    task_state = article.current_workflow_task_state
    if task_state is None:
        raise ActionError("the article waits for nobody")
    if not approval.may_approve(by, article):
        raise approval.NeedsSecondPersonError(
            f"{by} wrote in article {article.number_id}, or is no publisher"
        )
    return task_state.specific
