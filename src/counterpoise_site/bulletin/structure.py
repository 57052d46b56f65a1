"""What the bulletin needs before anybody can write: its front and first sections in both languages, and the rights of roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from counterpoise.domain.words import Text
from counterpoise_site.accounts.roles import Role
from counterpoise_site.bulletin.models import Front, SecondPersonTask, Section

SECTIONS = (
    ("phat-hien", "findings", Text("Phát hiện", "Findings")),
    ("thi-diem", "pilots", Text("Thí điểm", "Pilots")),
    ("thong-bao", "notices", Text("Thông báo", "Notices")),
)
_WORKFLOW = "Người thứ hai duyệt / A second person approves"


@transaction.atomic
def lay() -> None:
    """Make what is missing, and leave alone what is there."""
    fronts = _fronts()
    _rights(fronts)
    _workflow(fronts)


def _fronts() -> list[Front]:
    vi, _ = Locale.objects.get_or_create(language_code="vi")
    en, _ = Locale.objects.get_or_create(language_code="en")
    front = Front.objects.filter(locale=vi).first()
    if front is not None:
        return [front, *Front.objects.filter(locale=en)]
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=vi))
    first = root.add_child(instance=Front(title="Bản tin", slug="ban-tin", locale=vi))
    second = root.add_child(
        instance=Front(title="Bulletin", slug="bulletin", locale=en, translation_key=first.translation_key)
    )
    for vi_slug, en_slug, name in SECTIONS:
        made = first.add_child(instance=Section(title=name.vi, slug=vi_slug, locale=vi))
        key = made.translation_key
        second.add_child(instance=Section(title=name.en, slug=en_slug, locale=en, translation_key=key))
    _site(first)
    return [first, second]


def _site(front: Front) -> None:
    """Let Wagtail's site begin here; the page it brings itself goes, if nobody put anything under it."""
    site = Site.objects.first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=front, is_default_site=True)
        return
    brought = site.root_page
    site.root_page = front
    site.save()
    if type(brought.specific) is Page and brought.is_leaf():
        Page.objects.get(pk=brought.pk).delete()


def _rights(fronts: list[Front]) -> None:
    editor, _ = Group.objects.get_or_create(name=Role.EDITOR.value)
    publisher, _ = Group.objects.get_or_create(name=Role.PUBLISHER.value)
    desk = _permission(ContentType.objects.get(app_label="wagtailadmin", model="admin"), "access_admin")
    for group in (editor, publisher):
        group.permissions.add(desk)
    for model in ("place", "keyword"):
        kind, _ = ContentType.objects.get_or_create(app_label="bulletin", model=model)
        editor.permissions.add(*(_permission(kind, f"{act}_{model}") for act in ("add", "change")))
    page = ContentType.objects.get_for_model(Page)
    for front in fronts:
        for act in ("add", "change"):
            GroupPagePermission.objects.get_or_create(
                group=editor, page=front, permission=_permission(page, f"{act}_page")
            )
    image, _ = ContentType.objects.get_or_create(app_label="wagtailimages", model="image")
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for act in ("add", "choose"):
        GroupCollectionPermission.objects.get_or_create(
            group=editor, collection=root, permission=_permission(image, f"{act}_image")
        )


def _permission(kind: ContentType, codename: str) -> Permission:
    """Give a permission that Django makes only after this."""
    made, _ = Permission.objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return made


def _workflow(fronts: list[Any]) -> None:
    """Let every article under the fronts wait for a second person."""
    task = SecondPersonTask.objects.first() or SecondPersonTask.objects.create(name=_WORKFLOW)
    workflow, _ = Workflow.objects.get_or_create(name=_WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for front in fronts:
        WorkflowPage.objects.get_or_create(page=front, defaults={"workflow": workflow})
