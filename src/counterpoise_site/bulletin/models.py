"""What the bulletin keeps: the front, sections, articles in both languages, their places and keywords."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from counterpoise.domain.words import Text
from counterpoise_site.bulletin import approval, indexing, reading
from counterpoise_site.bulletin.blocks import Body
from counterpoise_site.bulletin.comments import Comment, Decision
from counterpoise_site.bulletin.counting import HourSalt, Seen, Views
from counterpoise_site.bulletin.journal import Entry
from counterpoise_site.bulletin.keeping import KeptFact
from counterpoise_site.bulletin.second_person import SecondPersonTask, SecondPersonTaskState
from counterpoise_site.folding import folded
from counterpoise_site.layout.words import saying

__all__ = [
    "Article",
    "ArticleNumber",
    "Comment",
    "Decision",
    "Entry",
    "Front",
    "HourSalt",
    "KeptFact",
    "Keyword",
    "Place",
    "SecondPersonTask",
    "SecondPersonTaskState",
    "Section",
    "Seen",
    "Views",
    "Word",
]


class _Topic(models.Model):
    """Something articles are about, named in both languages."""

    slug = models.SlugField(max_length=80, unique=True, verbose_name=saying("địa chỉ", "address"))
    name_vi = models.CharField(max_length=120, verbose_name=saying("tên tiếng Việt", "Vietnamese name"))
    name_en = models.CharField(max_length=120, verbose_name=saying("tên tiếng Anh", "English name"))

    class Meta:
        abstract = True
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name.vi

    @property
    def name(self) -> Text:
        """Give the name in both languages."""
        return Text(self.name_vi, self.name_en)


class Place(_Topic):
    """A place that articles are about."""

    class Meta(_Topic.Meta):
        verbose_name = saying("địa bàn", "place")
        verbose_name_plural = saying("địa bàn", "places")


class Keyword(_Topic):
    """A keyword."""

    class Meta(_Topic.Meta):
        verbose_name = saying("từ khóa", "keyword")
        verbose_name_plural = saying("từ khóa", "keywords")


class ArticleNumber(models.Model):
    """The number of an article, one for both languages, never given twice: its stable address."""

    article = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return str(self.pk)


class _Structure(Page):  # type: ignore[misc] # Wagtail ships no types
    """A page that only orders articles: it says nothing of its own."""

    promote_panels: tuple[Any, ...] = ()
    settings_panels: tuple[Any, ...] = ()
    preview_modes: tuple[Any, ...] = ()

    class Meta:
        abstract = True


class Front(_Structure):
    """The front of the bulletin in one language."""

    parent_page_types = ("wagtailcore.Page",)
    subpage_types = ("bulletin.Section",)
    is_creatable = False

    class Meta:
        verbose_name = saying("trang đầu bản tin", "front of the bulletin")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give the address."""
        return _address(self, request, "bulletin:front")


class Section(_Structure):
    """A section of the bulletin in one language."""

    parent_page_types = ("bulletin.Front",)
    subpage_types = ("bulletin.Article",)

    class Meta:
        verbose_name = saying("chuyên mục", "section")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give the address."""
        return _address(self, request, "bulletin:section", self.slug)


class Article(Page):  # type: ignore[misc] # Wagtail ships no types
    """An article in one language; what readers see was approved by a second person."""

    slug: str  # Wagtail's; without types a checker would not know it
    number = models.ForeignKey(ArticleNumber, on_delete=models.PROTECT, editable=False, related_name="pages")
    agency = models.CharField(
        max_length=20,
        blank=True,
        default="Counterpoise",
        verbose_name=saying("hãng tin", "agency"),
        help_text=saying("Đứng trước đoạn mở đầu.", "Stands before the lead."),
    )
    lead = models.TextField(max_length=800, verbose_name=saying("đoạn mở đầu", "lead"))
    picture = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=saying("hình chính", "main picture"),
    )
    picture_alternative = models.CharField(
        max_length=500, blank=True, verbose_name=saying("nội dung hình bằng chữ", "picture in words")
    )
    picture_caption = models.CharField(
        max_length=300, blank=True, verbose_name=saying("chú thích", "caption")
    )
    picture_credit = models.CharField(max_length=120, blank=True, verbose_name=saying("nguồn hình", "credit"))
    body = StreamField(Body(), verbose_name=saying("nội dung", "body"))
    correction = models.TextField(
        max_length=500,
        blank=True,
        verbose_name=saying("đã đính chính gì và vì sao", "what was corrected, and why"),
        help_text=saying("Để trống ở lần đăng đầu.", "Leave empty the first time."),
    )
    issued_at = models.DateTimeField(null=True, editable=False, db_index=True)
    month = models.CharField(max_length=7, blank=True, editable=False, db_index=True)
    # The language in which readers find it, empty while they do not: lists ask one table, in the order of its index.
    public_in = models.CharField(max_length=10, blank=True, editable=False, default="")

    parent_page_types = ("bulletin.Section",)
    subpage_types = ()
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "number",
        "issued_at",
        "month",
        "public_in",
    ]  # Wagtail adds lists
    show_in_menus_default = False
    promote_panels: tuple[Any, ...] = ()
    template = "bulletin/article.html"
    content_panels = (
        *Page.content_panels,
        InlinePanel("bylines", heading=saying("Tác giả", "Authors"), label=saying("Tác giả", "Author")),
        FieldPanel("agency"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("picture", "picture_alternative", "picture_caption", "picture_credit")
            ],
            heading=saying("Hình chính", "Main picture"),
        ),
        FieldPanel("body"),
        InlinePanel("about_places", heading=saying("Địa bàn", "Places"), label=saying("Địa bàn", "Place")),
        InlinePanel(
            "about_keywords", heading=saying("Từ khóa", "Keywords"), label=saying("Từ khóa", "Keyword")
        ),
        FieldPanel("correction"),
    )

    class Meta:
        verbose_name = saying("bài viết", "article")
        verbose_name_plural = saying("bài viết", "articles")
        indexes = (
            models.Index(fields=["public_in", "-issued_at", "-page_ptr"], name="bulletin_newest"),
            models.Index(fields=["public_in", "month"], name="bulletin_by_month"),
        )

    def clean(self) -> None:
        """Ask for the words of the main picture."""
        super().clean()
        if self.picture_id and not (
            self.picture_alternative and self.picture_caption and self.picture_credit
        ):
            raise ValidationError(
                {
                    "picture_alternative": saying(
                        "Hình cần có nội dung bằng chữ, chú thích và nguồn.",
                        "A picture needs its words, a caption and a credit.",
                    )
                }
            )

    def full_clean(self, *args: Any, **how: Any) -> None:
        """Number the article when it is first stored."""
        self._take_number()
        super().full_clean(*args, **how)

    def _set_core_field_defaults(self) -> None:
        """Give the article an address without marks; Wagtail's own way would lose every đ."""
        if not self.slug:
            self.slug = self._get_autogenerated_slug(slugify(folded(self.title))[:80].strip("-") or "article")
        super()._set_core_field_defaults()

    def save(self, *args: Any, **how: Any) -> None:
        """Store the article; words that no second person approved cannot be stored as public."""
        self._take_number()
        fields = how.get("update_fields")
        if self.live and (fields is None or approval.touches_words(fields)):
            approval.demand(self)
            if self.issued_at is None:
                self.issued_at = self.first_published_at or timezone.now()
                self.month = timezone.localtime(self.issued_at).strftime("%Y-%m")
        self.public_in = self.language if self.live else ""
        if fields is not None and {"live", "locale"} & set(fields):
            how["update_fields"] = {*fields, "public_in"}
        super().save(*args, **how)
        if fields is None:
            indexing.index(self, Word)

    def permissions_for_user(self, user: Any) -> approval.ArticleRights:
        """Give the rights, which no account has over its own words."""
        return approval.ArticleRights(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give the address: it holds the number, so it outlives a new title or section."""
        return (
            _address(self, request, "bulletin:article", self.number_id, self.slug) if self.number_id else None
        )

    def get_context(self, request: HttpRequest, *args: Any, **more: Any) -> dict[str, Any]:
        """Give everything the page shows."""
        return {**super().get_context(request, *args, **more), **reading.shown_with(self, request)}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Give the same for a draft, which counts and links nothing yet."""
        with translation.override(self.language):
            return {
                **super().get_context(request),
                **reading.shown_with(self, request),
                "draft": True,
                "proofs": None,
            }

    @property
    def language(self) -> str:
        """Give the language of the article."""
        return cast("str", self.locale.language_code)

    @property
    def section(self) -> Section:
        """Give the section the article stands in."""
        return cast("Section", self.get_parent().specific)

    @property
    def authors(self) -> str:
        """Give the names that stand under the title."""
        return " – ".join(byline.name for byline in self.bylines.all())

    def _take_number(self) -> None:
        if self.number_id is None:
            self.number, _ = ArticleNumber.objects.get_or_create(article=self.translation_key)


class Byline(Orderable):  # type: ignore[misc] # Wagtail ships no types
    """An author, as the article names them."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="bylines")
    name = models.CharField(max_length=120, verbose_name=saying("tên", "name"))


class ArticlePlace(Orderable):  # type: ignore[misc] # Wagtail ships no types
    """A place the article is about."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="about_places")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="articles", verbose_name=saying("địa bàn", "place")
    )
    panels = (FieldPanel("place"),)


class ArticleKeyword(Orderable):  # type: ignore[misc] # Wagtail ships no types
    """A keyword of the article."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="about_keywords")
    keyword = models.ForeignKey(
        Keyword, on_delete=models.PROTECT, related_name="articles", verbose_name=saying("từ khóa", "keyword")
    )
    panels = (FieldPanel("keyword"),)


class Word(models.Model):
    """One word of a public article, folded and with its marks: the index of the search, alike on every database."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="words")
    folded = models.CharField(max_length=40)
    marked = models.CharField(max_length=40)

    class Meta:
        indexes = (models.Index(fields=["folded", "article", "marked"], name="bulletin_word_found"),)


def _address(page: Any, request: Any, name: str, *values: Any) -> tuple[int, str, str] | None:
    site = page._get_relevant_site_root_paths(request)
    if not site:
        return None
    with translation.override(page.locale.language_code):
        return site[0].site_id, site[0].root_url, reverse(name, args=values)
