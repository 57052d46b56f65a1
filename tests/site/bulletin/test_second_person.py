"""Nothing becomes public without a second natural person, whichever way it is tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page

from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.append_only import OverwriteError
from counterpoise_site.bulletin import actions
from counterpoise_site.bulletin.approval import NeedsSecondPersonError
from counterpoise_site.bulletin.journal import Entry, Kind
from counterpoise_site.bulletin.models import Article, Section

pytestmark = pytest.mark.django_db

Writer = Callable[..., Article]


def is_public(article: Article) -> bool:
    return bool(Article.objects.live().filter(pk=article.pk).exists())


def again(article: Article) -> Article:
    found: Article = Article.objects.get(pk=article.pk)
    return found


@pytest.fixture
def desperate(make_user: Callable[..., User], ada: User) -> User:
    """Another account of Ada's own person, with every power there is."""
    return make_user("ada-2", Role.PUBLISHER, Role.EDITOR, identity=ada.identity, superuser=True)


@pytest.fixture
def draft(write: Writer, ada: User) -> Article:
    return write(ada)


def test_a_second_person_publishes(publish: Writer, ben: User) -> None:
    article = publish()
    assert is_public(article)
    kinds = list(Entry.objects.filter(number=article.number).values_list("kind", flat=True))
    assert kinds == [Kind.EDITED, Kind.APPROVED, Kind.PUBLISHED]
    assert Entry.objects.get(kind=Kind.PUBLISHED).person == ben.identity
    assert article.issued_at is not None


def test_the_author_cannot_approve_through_another_account_that_is_superuser(
    draft: Article, ada: User, desperate: User
) -> None:
    actions.submit(again(draft), by=ada)
    with pytest.raises(NeedsSecondPersonError):
        actions.approve(again(draft), by=desperate, revision=draft.latest_revision_id)
    assert not is_public(draft)


def test_whoever_mended_a_comma_is_an_author_too(draft: Article, ada: User, ben: User) -> None:
    mended = again(draft)
    mended.lead += ","
    mended.save_revision(user=ben)
    actions.submit(again(draft), by=ada)
    with pytest.raises(NeedsSecondPersonError):
        actions.approve(again(draft), by=ben, revision=again(draft).latest_revision_id)


def test_the_writer_of_one_language_cannot_approve_the_other(
    publish: Writer, write: Writer, make_user: Callable[..., User], cy: User
) -> None:
    first = publish()
    english = Section.objects.get(slug="findings")
    second = write(cy, "Pilot ends", into=english, translation_key=first.translation_key)
    assert second.number == first.number
    ada_again = make_user("ada-3", Role.PUBLISHER, identity=Entry.objects.filter(kind=Kind.EDITED)[0].person)
    actions.submit(again(second), by=cy)
    with pytest.raises(NeedsSecondPersonError):
        actions.approve(again(second), by=ada_again, revision=second.latest_revision_id)


def test_an_account_moved_to_another_person_is_still_the_author(draft: Article, ada: User, ben: User) -> None:
    """The journal remembers the person of the day of writing, not whom the account belongs to now."""
    author = ada.identity
    ada.identity, ben.identity = ben.identity, ada.identity
    ada.save()
    ben.save()
    actions.submit(again(draft), by=ada)
    assert Entry.objects.filter(number=draft.number, kind=Kind.EDITED, person=author).exists()
    with pytest.raises(NeedsSecondPersonError):
        actions.approve(again(draft), by=User.objects.get(pk=ben.pk), revision=draft.latest_revision_id)


def test_an_article_nobody_is_known_to_have_written_cannot_be_approved(
    write: Writer, ada: User, ben: User
) -> None:
    article = again(write(ada))
    article.save_revision(user=None)
    actions.submit(again(article), by=ada)
    with pytest.raises(NeedsSecondPersonError):
        actions.approve(again(article), by=ben, revision=again(article).latest_revision_id)


def test_words_changed_after_they_were_shown_are_not_approved(draft: Article, ada: User, ben: User) -> None:
    actions.submit(again(draft), by=ada)
    shown = again(draft).latest_revision_id
    changed = again(draft)
    changed.lead = "Khác"
    changed.save_revision(user=ada)
    with pytest.raises(actions.ActionError):
        actions.approve(again(draft), by=ben, revision=shown)
    assert not is_public(draft)


def _save_live(article: Article, _: User) -> None:
    article.live = True
    article.save()


def _publish_page(article: Article, user: User) -> None:
    article.publish(article.latest_revision, user=user)


def _publish_revision(article: Article, user: User) -> None:
    article.latest_revision.publish(user=user, skip_permission_checks=True)


def _publish_nobody(article: Article, _: User) -> None:
    article.latest_revision.publish()


def _finish_workflow(article: Article, user: User) -> None:
    actions.submit(article, by=user)
    state = again(article).current_workflow_state
    state.finish(user=user)


def _task_approve(article: Article, user: User) -> None:
    actions.submit(article, by=user)
    again(article).current_workflow_task_state.specific.approve(user=user)


def _task_base_approve(article: Article, user: User) -> None:
    """Go round our own step by its base class."""
    actions.submit(article, by=user)
    again(article).current_workflow_task_state.approve(user=user)


def _task_action(article: Article, user: User) -> None:
    actions.submit(article, by=user)
    state = again(article).current_workflow_task_state
    state.task.specific.on_action(state.specific, user, "approve")


def _schedule(article: Article, user: User) -> None:
    article.go_live_at = timezone.now() + timedelta(hours=1)
    revision = article.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)


def _mark_scheduled(article: Article, _: User) -> None:
    revision = article.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])


def _copy_live(article: Article, user: User) -> None:
    article.copy(update_attrs={"slug": "copy", "live": True}, keep_live=True, user=user)


def _alias(article: Article, user: User) -> None:
    CreatePageAliasAction(article, parent=article.get_parent(), update_slug="alias", user=user).execute(
        skip_permission_checks=True
    )
    Article.objects.get(slug="alias").publish(article.latest_revision, user=user)


def _new_live(article: Article, user: User) -> None:
    article.get_parent().add_child(
        instance=Article(title="Mới", lead="Mới", locale=article.locale, owner=user)
    )


WAYS: list[Callable[[Article, User], None]] = [
    _save_live,
    _publish_page,
    _publish_revision,
    _publish_nobody,
    _finish_workflow,
    _task_approve,
    _task_base_approve,
    _task_action,
    _schedule,
    _mark_scheduled,
    _copy_live,
    _alias,
    _new_live,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__).strip("_"))
def test_no_way_in_the_code_publishes_for_the_author(
    draft: Article, desperate: User, way: Callable[[Article, User], None]
) -> None:
    with pytest.raises(PermissionDenied), transaction.atomic():
        way(again(draft), desperate)
    assert not Article.objects.live().exists()


def test_a_schedule_nobody_approved_is_not_carried_out(draft: Article, ada: User) -> None:
    """Even written straight into the table."""
    revision = draft.latest_revision
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    with pytest.raises(PermissionDenied):
        call_command("publish_scheduled", verbosity=0)
    assert not is_public(draft)
    assert ada.pk


def test_a_schedule_that_was_approved_is_carried_out(write: Writer, ada: User, ben: User) -> None:
    article = again(write(ada))
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision(user=ada)
    actions.submit(again(article), by=ada)
    actions.approve(again(article), by=ben, revision=again(article).latest_revision_id)
    assert not is_public(article)
    revision = again(article).scheduled_revision
    past = timezone.now() - timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled", verbosity=0)
    assert is_public(article)
    assert Entry.objects.get(kind=Kind.PUBLISHED).person == ben.identity


def _form(article: Article, **more: str) -> dict[str, str]:
    body = article.body.get_prep_value()
    fields = {
        "title": article.title,
        "slug": article.slug,
        "agency": article.agency,
        "lead": article.lead,
        "picture": "",
        "picture_alternative": "",
        "picture_caption": "",
        "picture_credit": "",
        "correction": "",
        "go_live_at": "",
        "expire_at": "",
        "body-count": str(len(body)),
        "bylines-TOTAL_FORMS": "1",
        "bylines-INITIAL_FORMS": "0",
        "bylines-0-id": "",
        "bylines-0-name": "Ban biên tập",
        "bylines-0-ORDER": "1",
        "bylines-0-DELETE": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for child in ("about_places", "about_keywords"):
        fields |= {f"{child}-TOTAL_FORMS": "0", f"{child}-INITIAL_FORMS": "0"}
    for index, block in enumerate(body):
        fields |= {f"body-{index}-{name}": "" for name in ("deleted",)}
        fields |= {
            f"body-{index}-order": str(index),
            f"body-{index}-type": block["type"],
            f"body-{index}-id": block["id"],
            f"body-{index}-value": _value(block),
        }
    return fields | more


def _value(block: dict[str, Any]) -> str:
    if block["type"] != "paragraph":
        return str(block["value"])
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "Năm xã",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
            "entityMap": {},
        }
    )


BUTTONS = {
    "publish": ("/cms/pages/{pk}/edit/", {"action-publish": "1"}),
    "approve": ("/cms/pages/{pk}/edit/", {"action-workflow-action": "1", "workflow-action-name": "approve"}),
    "bulk": ("/cms/bulk/wagtailcore/page/publish/?id={pk}", {"include_descendants": "on"}),
    "bulk below": ("/cms/bulk/wagtailcore/page/publish/?id={parent}", {"include_descendants": "on"}),
    "copy": (
        "/cms/pages/{pk}/copy/",
        {"new_title": "x", "new_slug": "x", "new_parent_page": "{parent}", "publish_copies": "on"},
    ),
    "alias": (
        "/cms/pages/{pk}/copy/",
        {"new_title": "x", "new_slug": "x", "new_parent_page": "{parent}", "alias": "on"},
    ),
}


@pytest.mark.parametrize(
    ("button", "waiting"),
    [(name, waiting) for name in BUTTONS for waiting in (False, True) if waiting or name != "approve"],
)
def test_no_button_at_the_desk_publishes_for_the_author(
    draft: Article,
    ada: User,
    desperate: User,
    signed_in: Callable[[User | None], Client],
    button: str,
    waiting: bool,
) -> None:
    address, fields = BUTTONS[button]
    if waiting:
        actions.submit(again(draft), by=ada)
    article = again(draft)
    where = {"pk": article.pk, "parent": article.get_parent().pk}
    sent = {name: value.format(**where) for name, value in fields.items()}
    if "edit" in address:
        sent = _form(article, **sent)
    client = signed_in(desperate)
    answer = client.post(address.format(**where), sent)
    assert answer.status_code in {200, 302, 403, 404}
    assert not Article.objects.live().exists()


def test_the_desk_takes_an_editors_words_so_the_refusals_above_mean_something(
    draft: Article, ada: User, signed_in: Callable[[User | None], Client]
) -> None:
    answer = signed_in(ada).post(f"/cms/pages/{draft.pk}/edit/", _form(again(draft), lead="Đã sửa."))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert again(draft).get_latest_revision_as_object().lead == "Đã sửa."


def test_only_the_second_person_sees_the_button(
    draft: Article, ada: User, ben: User, desperate: User, signed_in: Callable[[User | None], Client]
) -> None:
    actions.submit(again(draft), by=ada)
    address = f"/bulletin/approvals/{draft.number_id}/vi/"
    assert 'value="approve"' in signed_in(ben).get(address).content.decode()
    assert 'value="approve"' not in signed_in(ada).get(address).content.decode()
    assert 'value="approve"' not in signed_in(desperate).get(address).content.decode()
    send = {"decision": "approve", "revision": str(again(draft).latest_revision_id)}
    assert signed_in(desperate).post(f"{address}decide/", send).status_code == 403
    assert signed_in(ben).post(f"{address}decide/", send).status_code == 302
    assert is_public(draft)


def test_a_citizen_sees_none_of_it(
    draft: Article, dee: User, signed_in: Callable[[User | None], Client]
) -> None:
    for address in ("approvals/", "moderation/", "draft/", f"withdraw/{draft.number_id}/vi/"):
        assert signed_in(dee).get(f"/bulletin/{address}").status_code == 403
        assert "/account/login/" in signed_in(None).get(f"/bulletin/{address}").headers["Location"]


def test_a_correction_needs_the_second_person_again(publish: Writer, ada: User, ben: User) -> None:
    article = publish()
    corrected = again(article)
    corrected.lead = "Kết quả đã được sửa."
    corrected.correction = "Sửa số liệu."
    revision = corrected.save_revision(user=ada)
    with pytest.raises(PermissionDenied):
        revision.publish(user=ada)
    with pytest.raises(PermissionDenied), transaction.atomic():
        corrected.save()
    assert again(article).lead == "Kết quả kiểm tra đã được công bố."
    publish(article=corrected)
    assert again(article).lead == "Kết quả đã được sửa."
    entry = Entry.objects.get(kind=Kind.CORRECTED)
    assert (entry.note, entry.person) == ("Sửa số liệu.", ben.identity)


def test_an_old_approval_does_not_bring_old_words_back(publish: Writer, ada: User) -> None:
    article = publish()
    old = again(article).latest_revision
    corrected = again(article)
    corrected.lead = "Đã sửa."
    corrected.save_revision(user=ada)
    publish(article=corrected)
    with pytest.raises(PermissionDenied), transaction.atomic():
        old.publish(user=None)
    assert again(article).lead == "Đã sửa."


def test_what_readers_saw_is_withdrawn_with_a_reason_and_never_deleted(
    publish: Writer, ben: User, ada: User, client: Client
) -> None:
    article = publish()
    with pytest.raises(PermissionDenied):
        actions.withdraw(again(article), by=ada, why="Thôi")
    with pytest.raises(PermissionDenied), transaction.atomic():
        Page.objects.get(pk=article.pk).delete()
    actions.withdraw(again(article), by=ben, why="Sai địa bàn.")
    answer = client.get(f"/bulletin/{article.number_id}/")
    assert answer.status_code == 410
    assert "Sai địa bàn." in answer.content.decode()
    with pytest.raises(PermissionDenied), transaction.atomic():
        again(article).latest_revision.publish(user=None)


def test_the_journal_is_only_added_to(publish: Writer) -> None:
    publish()
    entry = Entry.objects.first()
    assert entry is not None
    with pytest.raises(OverwriteError):
        entry.save()
    with pytest.raises(OverwriteError):
        entry.delete()
    with pytest.raises(OverwriteError):
        Entry.objects.filter(pk=entry.pk).update(note="x")
    for statement in ("UPDATE bulletin_entry SET note = 'x'", "DELETE FROM bulletin_entry"):
        with (
            pytest.raises((IntegrityError, OperationalError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_page_in_the_other_language_is_no_way_round(publish: Writer, ada: User) -> None:
    article = publish()
    english = Locale.objects.get(language_code="en")
    copy = again(article).copy_for_translation(english, copy_parents=True)
    assert not copy.live
    with pytest.raises(PermissionDenied), transaction.atomic():
        copy.save_revision(user=ada).publish(user=ada)
