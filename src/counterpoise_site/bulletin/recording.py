"""Write into the journal whatever Wagtail does to an article, whichever way it was asked to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision
from wagtail.signals import page_published, page_unpublished

from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import approval, reading
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry, Kind
from counterpoise_site.bulletin.models import Article


def listen() -> None:
    """Hear of revisions, publications, withdrawals and deletions."""
    pre_save.connect(_before_revision, sender=Revision, dispatch_uid="bulletin")
    post_save.connect(_after_revision, sender=Revision, dispatch_uid="bulletin")
    page_published.connect(_published, sender=Article, dispatch_uid="bulletin")
    page_unpublished.connect(_withdrawn, sender=Article, dispatch_uid="bulletin")
    pre_delete.connect(_before_deletion, sender=Article, dispatch_uid="bulletin")
    pre_save.connect(_before_picture_changes, sender=get_image_model(), dispatch_uid="bulletin")
    pre_delete.connect(_keep_picture, sender=get_image_model(), dispatch_uid="bulletin")


def _article_of(revision: Revision) -> Article | None:
    if revision.content_type.model_class() is not Article:
        return None
    article: Article = revision.as_object()
    return article


def _before_revision(instance: Revision, **_: Any) -> None:
    """Refuse to schedule words that nobody approved."""
    if instance.approved_go_live_at is not None:
        article = _article_of(instance)
        if article is not None:
            approval.demand(article)


def _after_revision(instance: Revision, update_fields: Any = None, **_: Any) -> None:
    """Remember who wrote, as a person: the account may be gone or changed later."""
    if update_fields is not None and "content" not in update_fields:
        return
    article = _article_of(instance)
    if article is None:
        return
    person = instance.user.identity if isinstance(instance.user, User) else None
    known = Entry.objects.filter(
        number=article.number_id, kind=Kind.EDITED, revision=instance.pk, person=person
    )
    if not known.exists():
        _enter(article, Kind.EDITED, person=person, revision=instance.pk)


def _published(instance: Article, revision: Revision, **_: Any) -> None:
    """Keep what readers can now read, and who agreed to it."""
    if not instance.live:  # only scheduled: Wagtail says so too early
        return
    words = approval.digest(instance)
    entries = Entry.objects.filter(number=instance.number_id, language=instance.language)
    agreed = entries.filter(kind=Kind.APPROVED, digest=words).last()
    before = entries.filter(kind__in=MADE_PUBLIC).last()
    noted = before.note if before else ""
    _enter(
        instance,
        Kind.CORRECTED if before else Kind.PUBLISHED,
        person=agreed.person if agreed else None,
        revision=revision.pk if revision else None,
        digest=words,
        note=instance.correction if instance.correction != noted else "",
        words=reading.passages(instance),
    )


def _withdrawn(instance: Article, **_: Any) -> None:
    by, reason = getattr(instance, "withdrawn_by", (None, ""))
    _enter(instance, Kind.WITHDRAWN, person=by, note=reason)


def _before_deletion(instance: Article, **_: Any) -> None:
    """Refuse to unmake what readers saw."""
    if instance.issued_at is not None:
        raise PermissionDenied(f"article {instance.number_id} was published: it is withdrawn, never deleted")


def _before_picture_changes(instance: Any, update_fields: Any = None, **_: Any) -> None:
    """Refuse another file for a picture that readers see: nobody approved it."""
    if instance.pk is None or (update_fields is not None and "file" not in update_fields):
        return
    before = type(instance).objects.filter(pk=instance.pk).first()
    if before is not None and before.file.name != instance.file.name:
        _keep_picture(instance)


def _keep_picture(instance: Any, **_: Any) -> None:
    """Refuse to take away what stands in a public article."""
    shown = ReferenceIndex.get_references_to(instance).values_list("object_id", flat=True)
    if Article.objects.live().filter(pk__in=[int(pk) for pk in shown if pk.isdigit()]).exists():
        raise PermissionDenied(
            "this picture stands in a public article: add another one and correct the article"
        )


def _enter(article: Article, kind: Kind, **more: Any) -> None:
    Entry.objects.create(number_id=article.number_id, language=article.language, kind=kind, **more)
