"""The accounts of the demo: one for each role, and a second account of one person to see that it counts as the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from counterpoise_site.accounts.models import Identity, User
from counterpoise_site.accounts.roles import Role

DEMO_PASSWORD = "xem-thu-counterpoise"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of the demo."""

    username: str
    person: str
    roles: tuple[Role, ...]


DEMO_ACCOUNTS = (
    DemoAccount("giu-so", "Cán bộ giữ sổ (giả định)", (Role.REGISTRAR, Role.READER)),
    DemoAccount("giu-so-2", "Cán bộ giữ sổ (giả định)", (Role.APPROVER,)),
    DemoAccount("duyet", "Cán bộ duyệt (giả định)", (Role.APPROVER, Role.READER)),
    DemoAccount("kiem-tra", "Cán bộ kiểm tra (giả định)", (Role.INSPECTOR, Role.READER)),
    DemoAccount("doc", "Người đọc nội bộ (giả định)", (Role.READER,)),
    DemoAccount("bien-tap", "Biên tập viên (giả định)", (Role.EDITOR,)),
    DemoAccount("duyet-bai", "Người duyệt bài (giả định)", (Role.PUBLISHER, Role.MODERATOR)),
)


@transaction.atomic
def make_accounts() -> None:
    """Make the accounts that are not there yet."""
    for account in DEMO_ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        identity, _ = Identity.objects.get_or_create(name=account.person)
        user = User.objects.create_user(account.username, password=DEMO_PASSWORD, identity=identity)
        user.groups.set(Group.objects.filter(name__in=[role.value for role in account.roles]))
