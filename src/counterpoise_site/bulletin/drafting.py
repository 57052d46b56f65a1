"""Begin an article from what another app found: words and facts in both languages, for an editor to finish."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale

from counterpoise_site.accounts.models import User
from counterpoise_site.bulletin import blocks, facts
from counterpoise_site.bulletin.models import Article, Section


@transaction.atomic
def begin(reference: str, *, section: Section, by: User) -> tuple[Article, ...]:
    """Make a draft in each language, linked, with every fact kept as it is today."""
    outline = facts.outline(reference)
    kept = [blocks.pinned(fact) for fact in outline.facts]
    first = _page(outline, section, "vi", kept, by)
    english = section.get_translations().filter(locale=Locale.objects.get(language_code="en")).first()
    if english is None:
        return (first,)
    second = _page(outline, english.specific, "en", kept, by, translation_key=first.translation_key)
    return first, second


def _page(
    outline: facts.Outline, section: Section, spoken: str, kept: list[dict[str, str]], by: User, **more: Any
) -> Article:
    article = Article(
        title=outline.title.of(spoken),
        lead=outline.lead.of(spoken),
        body=_body(outline, spoken, kept),
        live=False,
        owner=by,
        locale=section.locale,
        **more,
    )
    section.add_child(instance=article)
    article.save_revision(user=by)
    return article


def _body(outline: facts.Outline, spoken: str, kept: list[dict[str, str]]) -> list[tuple[str, Any]]:
    body: list[tuple[str, Any]] = []
    for heading, paragraphs in outline.paragraphs:
        body.append(("heading", heading.of(spoken)))
        body += [("paragraph", _rich(words.of(spoken))) for words in paragraphs]
    body += [("fact", dict(value)) for value in kept]
    return body


def _rich(words: str) -> Any:
    return blocks.Body().child_blocks["paragraph"].to_python(f"<p>{escape(words)}</p>")
