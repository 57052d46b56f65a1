"""Four eyes on what is published: words become public when a second natural person agreed to exactly these words.

The rule looks at persons, not accounts: whoever ever wrote in an article, in either language, can never approve it, whatever
accounts or powers they have. It is kept where an article is stored, so every way of publishing passes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import PagePermissionTester

from counterpoise_site.accounts.models import User, roles_of
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin.journal import MADE_PUBLIC, Entry, Kind

_FIELDS = (
    "title",
    "agency",
    "lead",
    "picture_alternative",
    "picture_caption",
    "picture_credit",
    "body",
    "correction",
)
_CHILDREN = {"bylines": "name", "about_places": "place_id", "about_keywords": "keyword_id"}
_WATCHED = {*_FIELDS, *_CHILDREN, "picture", "live", "number", "locale", "issued_at", "month"}


class NeedsSecondPersonError(PermissionDenied):
    """Words would become public that no second person agreed to."""


def digest(article: Any) -> str:
    """Name exactly these words: any change of what readers see changes the name."""
    words = {
        "number": article.number_id,
        "language": article.language,
        **{name: str(_raw(article, name)) for name in _FIELDS},
        **{
            child: [getattr(row, field) for row in getattr(article, child).all()]
            for child, field in _CHILDREN.items()
        },
        "pictures": _pictures(article),
    }
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def touches_words(fields: Iterable[str]) -> bool:
    """Tell whether storing these fields could change what readers see."""
    return not _WATCHED.isdisjoint(fields)


def demand(article: Any) -> None:
    """Refuse to make words public, or keep them so, that no second person agreed to."""
    if not may_be_public(article):
        raise NeedsSecondPersonError(
            f"article {article.number_id}: a second person has not approved these words"
        )


def may_be_public(article: Any) -> bool:
    """Tell whether these words are public already, or were approved since the public last saw the article change."""
    words = digest(article)
    entries = Entry.objects.filter(number=article.number_id, language=article.language)
    last = entries.filter(kind__in=(*MADE_PUBLIC, Kind.WITHDRAWN)).last()
    if last is not None and last.kind in MADE_PUBLIC and last.digest == words:
        return True
    since = last.pk if last is not None else 0
    return entries.filter(kind=Kind.APPROVED, digest=words, pk__gt=since).exists()


def writers(number: int | None) -> frozenset[int | None]:
    """Give everybody who ever wrote in an article, in any language; None stands for somebody nobody knows."""
    edits = Entry.objects.filter(number=number, kind=Kind.EDITED)
    return frozenset(edits.values_list("person", flat=True))


def may_approve(user: Any, article: Any) -> bool:
    """Tell whether this account's person may approve: they hold the role, and wrote nothing in the article."""
    if not isinstance(user, User) or Role.PUBLISHER not in roles_of(user):
        return False
    known = writers(article.specific.number_id)
    return bool(known) and None not in known and user.identity_id not in known


def approve(article: Any, *, by: User, revision: int) -> None:
    """Write down that a second person agreed to exactly these words."""
    if not may_approve(by, article):
        raise NeedsSecondPersonError(f"article {article.number_id}: {by} wrote in it, or is no publisher")
    Entry.objects.create(
        number_id=article.number_id,
        language=article.language,
        kind=Kind.APPROVED,
        person=by.identity,
        revision=revision,
        digest=digest(article),
    )


class ArticleRights(PagePermissionTester):  # type: ignore[misc] # Wagtail ships no types
    """What an account may do with an article; being a superuser opens none of the doors below."""

    def can_publish(self) -> bool:
        """Allow it to a second person, and only for words already approved."""
        return may_approve(self.user, self.page) and self._approved()

    def can_unpublish(self) -> bool:
        """Refuse: an article is withdrawn on the site, with a reason for the readers."""
        return False

    def can_unschedule(self) -> bool:
        """Allow whoever approves to stop what they approved."""
        return may_approve(self.user, self.page)

    def can_set_view_restrictions(self) -> bool:
        """Refuse: what is published is public."""
        return False

    def can_publish_subpage(self) -> bool:
        """Refuse: articles hold no pages."""
        return False

    def can_copy(self) -> bool:
        """Refuse: a copy would carry words past the second person."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Refuse once readers saw the article: it is withdrawn, not unmade."""
        return not self.page.specific.issued_at and bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_move(self) -> bool:
        """Allow it while nobody has read the article."""
        return self.can_delete(ignore_bulk=True)

    def _approved(self) -> bool:
        latest = self.page.get_latest_revision_as_object()
        return may_be_public(latest)


def _raw(article: Any, name: str) -> Any:
    if name != "body":
        return getattr(article, name)
    return json.dumps(_without_ids(article.body.get_prep_value()), ensure_ascii=False, sort_keys=True)


def _without_ids(blocks: Any) -> Any:
    """Leave out the marks the editor gives blocks: they are no words."""
    return [{"type": block["type"], "value": block["value"]} for block in blocks]


def _pictures(article: Any) -> list[str]:
    """Name the files of the pictures by their content: another file is another picture."""
    images = [article.picture] if article.picture_id else []
    images += [block.value["image"] for block in article.body if block.block_type == "picture"]
    return [image.get_file_hash() if image is not None else "" for image in images]
