"""Tell moderators that readers wait: by mail, not more often than every quarter of an hour, and on the site."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation

from counterpoise_site.accounts.models import User, Visitor, roles_of
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin.comments import ANSWER_WITHIN, Comment, State

_QUIET_SECONDS = 900
_REMIND_EVERY = timedelta(hours=24)


def waiting_for(visitor: Visitor) -> tuple[int, Comment | None] | None:
    """Give a moderator how many comments wait and the one that waits longest; nobody else."""
    if Role.MODERATOR not in roles_of(visitor):
        return None
    rows = Comment.objects.filter(state=State.WAITING)
    return rows.count(), rows.first()


def tell_moderators() -> None:
    """Write to every moderator that a comment came in; a broken mail server stops no reader."""
    if not cache.add("bulletin:told-moderators", 1, _QUIET_SECONDS):
        return
    count = Comment.objects.filter(state=State.WAITING).count()
    _send(f"Có {count} bình luận chờ duyệt / {count} comments are waiting")


def remind() -> int:
    """Write once a day about comments that have waited too long; say how many."""
    now = timezone.now()
    late = Comment.objects.filter(state=State.WAITING, sent_at__lt=now - ANSWER_WITHIN)
    unsaid = late.exclude(reminded_at__gt=now - _REMIND_EVERY)
    count = unsaid.update(reminded_at=now)
    if count:
        _send(f"Quá hạn 24 giờ: {count} bình luận / {count} comments waited for more than 24 hours")
    return count


def _send(subject: str) -> None:
    moderators = User.objects.filter(groups__name=Role.MODERATOR.value, is_active=True).exclude(email="")
    with translation.override("vi"):
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("bulletin:moderation")
    for mail in moderators.values_list("email", flat=True):
        EmailMessage(subject, f"{address}\n", to=[mail]).send(fail_silently=True)
