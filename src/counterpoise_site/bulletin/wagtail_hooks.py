"""What the editing desk shows of the bulletin: places and keywords, and the ways to the pages on the site."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from counterpoise_site.bulletin.models import Keyword, Place
from counterpoise_site.layout.words import saying


class Places(SnippetViewSet):  # type: ignore[misc] # Wagtail ships no types
    """Places an article can be about."""

    model = Place
    icon = "site"
    menu_label = saying("Địa bàn", "Places")
    add_to_admin_menu = True
    search_fields = ("name_vi", "name_en", "slug")


class Keywords(SnippetViewSet):  # type: ignore[misc] # Wagtail ships no types
    """Keywords of articles."""

    model = Keyword
    icon = "tag"
    menu_label = saying("Từ khóa", "Keywords")
    add_to_admin_menu = True
    search_fields = ("name_vi", "name_en", "slug")


register_snippet(Places)
register_snippet(Keywords)


class _NamedEditor:
    """Name the box in which paragraphs are written for those who hear the page; Wagtail's own editor leaves it nameless."""

    def construct_options(self, options: dict[str, Any]) -> None:
        """Hand the name to the editor."""
        options["ariaLabel"] = saying("Đoạn văn", "Paragraph")

    @property
    def media(self) -> Media:
        """Need nothing more in the browser."""
        return Media()


@hooks.register("register_rich_text_features")  # type: ignore[untyped-decorator] # Wagtail ships no types
def name_editors(features: Any) -> None:
    """Offer what names the editor of paragraphs."""
    features.register_editor_plugin("draftail", "named-editor", _NamedEditor())


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator] # Wagtail ships no types
def save_in_turn() -> str:
    """Let an article that is saving itself finish before it is handed in."""
    return format_html('<script src="{}"></script>', static("bulletin/save-in-turn.js"))


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # Wagtail ships no types
def ways() -> Any:
    """Lead to the articles that wait."""
    return MenuItem(
        saying("Bài chờ duyệt", "Awaiting approval"),
        reverse("bulletin:approvals"),
        icon_name="check",
        order=110,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # Wagtail ships no types
def draft_from_findings() -> Any:
    """Lead to the page that begins an article from findings."""
    return MenuItem(
        saying("Viết từ phát hiện", "Write from findings"),
        reverse("bulletin:draft"),
        icon_name="edit",
        order=120,
    )
