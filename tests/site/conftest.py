"""The site's tests alone know Django's settings; one cast plays in all of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import django
import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

import browsing
import site_database
import site_served

os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # read by now; other tests start programs that know no Django

from django.contrib.auth.models import Group  # noqa: E402 - Django comes first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from counterpoise_site import limits  # noqa: E402
from counterpoise_site.accounts.models import Identity, User  # noqa: E402
from counterpoise_site.accounts.roles import Role  # noqa: E402
from counterpoise_site.bulletin import counting  # noqa: E402


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> None:
    """Copy the migrated database into memory instead of migrating it for every run."""
    made = site_database.template()
    with django_db_blocker.unblock():
        connection.ensure_connection()
        site_database.load(made, connection.connection)


@pytest.fixture(autouse=True)
def _nothing_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no hour and no day end while a test counts within it."""
    at = time.time()
    for module in (limits, counting):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: at, monotonic=time.monotonic))


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:  # noqa: ARG001 - opens the database
    """Make an account with roles; without a person named, of a person of its own."""

    def make(name: str, *roles: Role, identity: Identity | None = None, superuser: bool = False) -> User:
        person = identity or Identity.objects.create(name=name.capitalize())
        user = User.objects.create_user(name, password="long-enough-words", identity=person)
        user.is_superuser = user.is_staff = superuser
        user.save()
        user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
        return user

    return make


@pytest.fixture
def ada(make_user: Callable[..., User]) -> User:
    """Ada keeps the register, and holds two offices in it."""
    return make_user("ada", Role.REGISTRAR, Role.READER)


@pytest.fixture
def ben(make_user: Callable[..., User]) -> User:
    """Ben is the second person: he approves."""
    return make_user("ben", Role.APPROVER, Role.READER)


@pytest.fixture
def cy(make_user: Callable[..., User]) -> User:
    """Cy inspects."""
    return make_user("cy", Role.INSPECTOR, Role.READER)


@pytest.fixture
def dee(make_user: Callable[..., User]) -> User:
    """Dee is a citizen with an account and must be refused."""
    return make_user("dee")


@pytest.fixture
def signed_in(db: None) -> Callable[[User | None], Client]:  # noqa: ARG001 - opens the database
    """Open a browser for one of the cast, or for a passer-by."""

    def open_browser(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_browser


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that all workers of one run share: what is made there is copied, never changed."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, shared: Path, chromium_path: str) -> Iterator[str]:
    """Give the address of the site with the demo in it, for one file: a process and a database of its own."""
    assert chromium_path
    with site_served.served(
        tmp_path_factory.mktemp("served") / "site", like=site_served.demo(shared)
    ) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Start a browser for the journeys of one file: while it runs Django takes this process for an asynchronous one."""
    with browsing.browser(chromium_path) as started:
        yield started
