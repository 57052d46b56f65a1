"""The index of the search: each word of a public article once, folded and with its marks."""

from __future__ import annotations

import re
from typing import Any

from counterpoise_site.bulletin import reading
from counterpoise_site.folding import accented, folded

_BETWEEN_WORDS = re.compile(r"[^\w]+")
_LONGEST = 40


def words_in(text: str) -> dict[str, str]:
    """Give every word with its marks, and the same word folded.

    >>> words_in("Quyền lực, quyền hạn") == {"quyền": "quyen", "lực": "luc", "hạn": "han"}
    True
    """
    found = (word[:_LONGEST] for word in _BETWEEN_WORDS.split(accented(text)) if word)
    return {word: folded(word)[:_LONGEST] for word in found}


def index(article: Any, word_model: Any) -> None:
    """Write the index of one article anew; a draft has none."""
    word_model.objects.filter(article=article).delete()
    if not article.live:
        return
    rows = words_in(" ".join((*reading.passages(article), article.authors, *reading.topics(article))))
    word_model.objects.bulk_create(
        [
            word_model(article_id=article.pk, folded=plain, marked=word)
            for word, plain in rows.items()
            if plain
        ],
        batch_size=400,
    )
