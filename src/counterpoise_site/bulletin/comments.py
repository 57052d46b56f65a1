"""What readers say, and what a moderator decided. A comment holds a name if one was given, the words, and nothing else of a person."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from counterpoise.domain.words import Text
from counterpoise_site.accounts.models import Identity
from counterpoise_site.append_only import AppendOnly, Recorded

LONGEST = 500
MOST_LETTERS = 4 * LONGEST  # signs drawn of many letters are few in what people write
ANSWER_WITHIN = timedelta(hours=24)
KEEP_REFUSED = timedelta(days=30)
KEEP_SECRET = timedelta(days=365)


class State(models.TextChoices):
    """Where a comment is on its way."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"
    TAKEN_DOWN = "taken-down"
    WITHDRAWN = "withdrawn"


KEPT_BACK = (State.REFUSED, State.TAKEN_DOWN)


class Reason(models.TextChoices):
    """Why a comment is not published: the only reasons there are, and readers can read them."""

    PERSONAL = "personal"
    INSULT = "insult"
    ACCUSATION = "accusation"
    ADVERTISING = "advertising"
    OFF_TOPIC = "off-topic"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"


REASON_NAMES = {
    Reason.PERSONAL: Text(
        "lộ thông tin cá nhân của người khác hoặc của chính người viết",
        "gives away personal details, the writer's own or somebody else's",
    ),
    Reason.INSULT: Text(
        "xúc phạm hoặc đe dọa; phê bình gay gắt thì không bị từ chối",
        "insults or threatens; harsh criticism is no reason",
    ),
    Reason.ACCUSATION: Text(
        "cáo buộc đích danh chưa có căn cứ; xin gửi tố cáo đến cơ quan có thẩm quyền",
        "accuses somebody by name without grounds: please denounce it to the competent body",
    ),
    Reason.ADVERTISING: Text("quảng cáo, dẫn đến trang không liên quan", "advertises, or links elsewhere"),
    Reason.OFF_TOPIC: Text("không liên quan đến bài viết", "has nothing to do with the article"),
    Reason.REPEATED: Text("lặp lại bình luận đã gửi", "repeats a comment already sent"),
    Reason.UNREADABLE: Text("không đọc được", "cannot be read"),
}


def counted(text: str) -> str:
    """Write a text as people count it: one sign a letter with its marks, line ends as one.

    >>> len(counted(unicodedata.normalize("NFD", "kiểm soát")))
    9
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\0", "")).strip()


_SIGN = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|.)"  # a flag is two letters
    "(?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff]|\u200d.)*",
    re.DOTALL,
)


def signs(text: str) -> int:
    """Count what people see as one sign: a letter with any marks, a family or a flag drawn of several; as bulletin.js does.

    >>> signs("ế"), signs("e\u0302\u0301\u0323"), signs("\U0001f468\u200d\U0001f469\u200d\U0001f467"), signs("\U0001f1fb\U0001f1f3!")
    (1, 1, 1, 2)
    """
    return sum(1 for _ in _SIGN.finditer(text))


class Comment(models.Model):
    """One comment under an article, in whichever language it was written."""

    number = models.ForeignKey("bulletin.ArticleNumber", on_delete=models.PROTECT, related_name="comments")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    proven = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    secret = models.CharField(max_length=64, blank=True, db_index=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("sent_at", "pk")
        indexes = (
            models.Index(fields=["number", "state", "sent_at"], name="bulletin_comments_of"),
            models.Index(fields=["state", "sent_at"], name="bulletin_comments_waiting"),
            models.Index(fields=["state", "decided_at"], name="bulletin_comments_decided"),
        )

    def __str__(self) -> str:
        return f"{self.number_id} {self.state}"

    @property
    def due_at(self) -> datetime:
        """Say by when a moderator is to decide."""
        return self.sent_at + ANSWER_WITHIN

    @property
    def is_late(self) -> bool:
        """Tell whether the reader has waited too long."""
        return self.state == State.WAITING and timezone.now() > self.due_at

    @property
    def reason_name(self) -> Text | None:
        """Give the reason in words."""
        return REASON_NAMES[Reason(self.reason)] if self.reason else None


class Decisions(AppendOnly["Decision"]):
    """Decisions on comments."""


class Decision(Recorded):
    """A moderator's decision: it stays when the words of the comment are erased."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    person = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = Decisions.as_manager()

    class Meta:
        ordering = ("pk",)


def reasons_counted(decisions: models.QuerySet[Decision], state: State) -> dict[str, int]:
    """Count decisions of one kind by reason, in the order of the rules; decisions stay, so no count ever shrinks."""
    rows = decisions.filter(state=state).order_by().values("reason").annotate(count=models.Count("pk"))
    counts = {row["reason"]: row["count"] for row in rows}
    return {reason.value: counts[reason.value] for reason in Reason if reason.value in counts}


def new_secret() -> tuple[str, str]:
    """Make the secret of a reader's link, and what is kept of it: nobody can make the link of the kept half."""
    secret = secrets.token_urlsafe(24)
    return secret, kept_half(secret)


def kept_half(secret: str) -> str:
    """Give what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
