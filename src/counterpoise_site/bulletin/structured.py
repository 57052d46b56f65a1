"""What machines read of an article: NewsArticle of schema.org as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

# Inside a script element these could end it or begin a comment.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def news_article(article: Any, *, address: str, corrections: list[str]) -> SafeString:
    """Describe an article."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:110],
        "description": article.lead,
        "inLanguage": article.language,
        "identifier": str(article.number_id),
        "url": address,
        "mainEntityOfPage": address,
        "isAccessibleForFree": True,
        "author": [{"@type": "Organization", "name": row.name} for row in article.bylines.all()]
        or _publisher(),
        "publisher": _publisher(),
        "keywords": [row.keyword.name.of(article.language) for row in article.about_keywords.all()],
    }
    if article.issued_at is not None:
        described["datePublished"] = article.issued_at.isoformat()
        described["dateModified"] = (article.last_published_at or article.issued_at).isoformat()
    if corrections:
        described["correction"] = corrections
    if article.picture_id:
        described["image"] = [settings.WAGTAILADMIN_BASE_URL.rstrip("/") + _picture(article)]
    return as_script(described)


def as_script(described: dict[str, Any]) -> SafeString:
    """Write JSON that may stand inside a script element.

    >>> as_script({"headline": "</script>"})
    '{"headline": "\\\\u003c/script\\\\u003e"}'
    """
    return mark_safe(json.dumps(described, ensure_ascii=False).translate(_UNSAFE))


def _publisher() -> dict[str, str]:
    return {
        "@type": "Organization",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": settings.WAGTAILADMIN_BASE_URL,
    }


def _picture(article: Any) -> str:
    return str(article.picture.get_rendition("width-1200").url)
