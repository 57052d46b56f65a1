"""What became of a comment, told to its writer: received, published, refused or taken down and why, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoise.domain.words import Text
from counterpoise_site.bulletin.comments import REASON_NAMES, Comment, Decision, Reason, State

_SAID = {
    State.PUBLISHED: Text("Đã đăng", "Published"),
    State.REFUSED: Text("Không đăng, lý do", "Not published, because it"),
    State.TAKEN_DOWN: Text("Đã gỡ sau khi đăng, lý do", "Taken down after it was published, because it"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a comment; who decided is not told, the reason is."""

    at: datetime
    said: Text


def steps_of(comment: Comment) -> tuple[Step, ...]:
    """Tell everything that happened to a comment, in its order."""
    received = Step(comment.sent_at, Text("Đã nhận, đang chờ duyệt", "Received, waiting for a moderator"))
    steps = [received, *map(_step, Decision.objects.filter(comment=comment))]
    if comment.state == State.WITHDRAWN and comment.decided_at is not None:
        said = Text("Bạn đã rút lại; nội dung đã được xóa", "You took it back; its words are erased")
        steps.append(Step(comment.decided_at, said))
    return tuple(steps)


def _step(decision: Decision) -> Step:
    said = _SAID[State(decision.state)]
    if not decision.reason:
        return Step(decision.at, said)
    reason = REASON_NAMES[Reason(decision.reason)]
    return Step(decision.at, Text(f"{said.vi}: {reason.vi}", f"{said.en}: {reason.en}"))
