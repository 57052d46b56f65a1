"""The bulletin's part of the cast: Ada writes, Ben is the second person and moderates, Cy writes too, Dee is a citizen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache

from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin import actions, counting
from counterpoise_site.bulletin.models import Article, Byline, Section

Writer = Callable[..., Article]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Forget what the cache and this worker remember of other tests."""
    cache.clear()
    counting._gathered.clear()
    counting._salts.clear()
    yield
    cache.clear()


@pytest.fixture
def ada(make_user: Callable[..., User]) -> User:
    """Ada writes."""
    return make_user("ada", Role.EDITOR)


@pytest.fixture
def ben(make_user: Callable[..., User]) -> User:
    """Ben reads what others wrote, and approves; he also moderates comments."""
    return make_user("ben", Role.PUBLISHER, Role.MODERATOR)


@pytest.fixture
def cy(make_user: Callable[..., User]) -> User:
    """Cy writes too."""
    return make_user("cy", Role.EDITOR)


@pytest.fixture
def section(db: None) -> Section:  # noqa: ARG001 - opens the database
    """Give the section of findings, in Vietnamese."""
    found: Section = Section.objects.get(slug="phat-hien")
    return found


@pytest.fixture
def write(section: Section) -> Writer:
    """Write a draft, as its author would at the desk."""

    def make(
        by: User, title: str = "Xã dừng thí điểm", *, into: Section | None = None, **more: Any
    ) -> Article:
        home = into or section
        body = more.pop("body", [("paragraph", "<p>Năm xã đã làm thử.</p>"), ("heading", "Vì sao dừng")])
        article = Article(
            title=title,
            lead=more.pop("lead", "Kết quả kiểm tra đã được công bố."),
            body=body,
            live=False,
            owner=by,
            locale=home.locale,
            **more,
        )
        home.add_child(instance=article)
        article.bylines = [Byline(name="Ban biên tập")]
        article.save_revision(user=by)
        return article

    return make


@pytest.fixture
def publish(write: Writer, ada: User, ben: User) -> Writer:
    """Write an article as Ada and let Ben approve it."""

    def make(title: str = "Xã dừng thí điểm", *, article: Article | None = None, **more: Any) -> Article:
        draft = article or write(ada, title, **more)
        fresh_draft: Article = Article.objects.get(pk=draft.pk)
        actions.submit(fresh_draft, by=ada)
        fresh_draft = Article.objects.get(pk=draft.pk)
        actions.approve(fresh_draft, by=ben, revision=fresh_draft.latest_revision_id)
        published: Article = Article.objects.get(pk=draft.pk)
        return published

    return make
