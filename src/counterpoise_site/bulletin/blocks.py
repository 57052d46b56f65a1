"""What the body of an article is made of: headings, paragraphs, pictures, facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from counterpoise_site.bulletin import drawing, facts, keeping
from counterpoise_site.bulletin.picking import FactPicker
from counterpoise_site.layout.words import language, saying

_LIVE_SECONDS = 600
_RICH = ["bold", "italic", "link", "ol", "ul", "named-editor"]


class Heading(blocks.CharBlock):  # type: ignore[misc] # Wagtail ships no types
    """A heading, whose input is named for those who hear the page: the editor shows the name beside it only."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.field.widget.attrs["aria-label"] = saying("Tiêu đề nhỏ", "Heading")


class Picture(blocks.StructBlock):  # type: ignore[misc] # Wagtail ships no types
    """A picture that nobody is left out of: its words are asked for."""

    image = ImageChooserBlock(label=saying("Hình", "Picture"))
    alternative = blocks.CharBlock(
        label=saying("Nội dung hình bằng chữ", "What the picture shows, in words"),
        help_text=saying(
            "Cho người không xem được hình: nêu điều cần biết từ hình.",
            "For those who cannot see it: say what one learns from it.",
        ),
        max_length=500,
    )
    caption = blocks.CharBlock(label=saying("Chú thích", "Caption"), max_length=300)
    credit = blocks.CharBlock(label=saying("Nguồn hình", "Credit"), max_length=120)

    class Meta:
        icon = "image"
        label = saying("Hình", "Picture")
        template = "bulletin/blocks/picture.html"


class Reference(blocks.FieldBlock):  # type: ignore[misc] # Wagtail ships no types
    """Which fact: chosen in two steps, what it is about and then one of its facts."""

    def __init__(self, **more: Any) -> None:
        self.field = forms.CharField(widget=FactPicker(), max_length=300)
        super().__init__(**more)


class EmbeddedFact(blocks.StructBlock):  # type: ignore[misc] # Wagtail ships no types
    """A fact from the site's own apps, kept as it was or shown as it is."""

    reference = Reference(label=saying("Dữ kiện", "Fact"))
    keep = blocks.ChoiceBlock(
        label=saying("Cách hiện", "How to show it"),
        choices=[
            ("pinned", saying("Giữ như lúc viết bài", "Keep it as it was when written")),
            ("anew", saying("Lấy lại theo dữ liệu hôm nay, rồi giữ", "Take it again today, then keep it")),
            ("live", saying("Luôn theo dữ liệu mới", "Always the newest data")),
        ],
        default="pinned",
    )
    kept = blocks.CharBlock(
        required=False, max_length=64, label=saying("Dấu của bản giữ", "Mark of what is kept")
    )

    def clean(self, value: Any) -> Any:
        """Take a pinned fact once, when the article is stored; a live one must be there, too."""
        cleaned = super().clean(value)
        if cleaned["keep"] == "live":
            _taken(cleaned["reference"])
            cleaned["kept"] = ""
        elif cleaned["keep"] == "anew" or keeping.kept(cleaned["reference"], cleaned["kept"]) is None:
            cleaned["keep"], cleaned["kept"] = "pinned", _taken(cleaned["reference"])
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Add the fact, or none when it is gone."""
        context = super().get_context(value, parent_context=parent_context)
        fact = context["fact"] = shown(value)
        context["live"] = value["keep"] == "live"
        if fact is not None:
            context["drawn"] = drawing.drawn(fact, language())
            context["unsure"] = drawing.unsure(fact, language())
            context["mark"] = facts.mark(fact)
        around = parent_context or {}
        if around.get("proofs") and around.get("block") is not None:
            context["proof_address"] = reverse("bulletin:fact", args=(around["proofs"], around["block"].id))
        return context

    class Meta:
        icon = "table"
        label = saying("Dữ kiện", "Fact")
        template = "bulletin/blocks/fact.html"


class Body(blocks.StreamBlock):  # type: ignore[misc] # Wagtail ships no types
    """The body, from top to bottom."""

    heading = Heading(
        icon="title",
        max_length=200,
        label=saying("Tiêu đề nhỏ", "Heading"),
        template="bulletin/blocks/heading.html",
    )
    paragraph = blocks.RichTextBlock(
        features=_RICH,
        label=saying("Đoạn văn", "Paragraph"),
        template="bulletin/blocks/paragraph.html",
    )
    picture = Picture()
    fact = EmbeddedFact()


def shown(value: Any) -> facts.Fact | None:
    """Give the fact that a block shows: the kept one, or the newest, asked for at most every ten minutes."""
    if value["keep"] != "live":
        return keeping.kept(value["reference"], value["kept"] or "")
    reference = value["reference"]
    found = cache.get(_cache_key(reference))
    if found is None:
        try:
            found = facts.to_json(facts.take(reference))
        except facts.FactGoneError:
            return None
        cache.set(_cache_key(reference), found, _LIVE_SECONDS)
    return facts.from_json(found)


def pinned(reference: str) -> dict[str, str]:
    """Make the value of a block that keeps a fact as it is now."""
    return {"reference": reference, "keep": "pinned", "kept": _taken(reference)}


def _taken(reference: str) -> str:
    try:
        return keeping.keep(reference)
    except facts.FactGoneError as gone:
        raise ValidationError(saying("Dữ kiện này không còn.", "This fact is no more.")) from gone


def _cache_key(reference: str) -> str:
    return f"bulletin:fact:{reference}"
