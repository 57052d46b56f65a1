"""The step of Wagtail's workflow in which a second person reads and agrees."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from wagtail.models import Task, TaskState

from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import approval
from counterpoise_site.layout.words import saying


class SecondPersonTaskState(TaskState):  # type: ignore[misc] # Wagtail ships no types
    """One article waiting for its second person."""

    @transaction.atomic
    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Agree, if this person may; then Wagtail publishes or schedules."""
        article = self.revision.as_object()
        approval.approve(article, by=user, revision=self.revision_id)
        return super().approve(user=user, update=update, comment=comment)


class SecondPersonTask(Task):  # type: ignore[misc] # Wagtail ships no types
    """Ask a second natural person; whoever wrote in the article cannot answer."""

    task_state_class = SecondPersonTaskState

    class Meta:
        verbose_name = saying("bước người thứ hai duyệt", "second person's approval")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let those look who may decide."""
        return approval.may_approve(user, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Keep the words as they are while they are read: a writer takes them back first."""
        return not approval.may_approve(user, obj)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer to agree or to ask for changes, to those who may."""
        if not approval.may_approve(user, obj):
            return []
        return [
            ("reject", saying("Đề nghị sửa", "Ask for changes"), True),
            ("approve", saying("Duyệt", "Approve"), False),
        ]

    def on_action(self, task_state: Any, user: Any, action_name: str, **more: Any) -> None:
        """Refuse every action of whoever may not decide."""
        if not approval.may_approve(user, task_state.revision.as_object()):
            raise approval.NeedsSecondPersonError(f"{user} may not decide on this article")
        super().on_action(task_state, user, action_name, **more)

    def get_task_states_user_can_moderate(self, user: Any, **more: Any) -> models.QuerySet[Any]:
        """Give what waits for this account."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if Role.PUBLISHER not in getattr(user, "roles", ()):
            return waiting.none()  # type: ignore[no-any-return] # Wagtail ships no types
        mine = [state.pk for state in waiting if approval.may_approve(user, state.revision.as_object())]
        return waiting.filter(pk__in=mine)  # type: ignore[no-any-return] # Wagtail ships no types

    @classmethod
    def get_description(cls) -> str:
        """Say what this step does."""
        return saying(
            "Một người khác, không viết bài, đọc và duyệt.",
            "Another person, who wrote nothing in it, reads and approves.",
        )
