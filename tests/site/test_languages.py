"""Both languages are complete: no word on a page of ours stands in one only, and other packages are translated where we show them."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

import site_foreign_words

SITE = Path(__file__).parents[2] / "src" / "counterpoise_site"
TEMPLATES = sorted(SITE.glob("*/templates/**/*.html"))
# Names that are the same in both languages, and each language's own name for itself.
SAME = {
    "Counterpoise",
    "English",
    "Tiếng",
    "Việt",
    "RSS",
    "Atom",
    "JSON",
    "LD",
    "CSV",
    "Popolo",
    "GMT",
    "URL",
    "SHA",
    "DTD",
    "XHTML",
}

_COMMENT = re.compile(
    r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE
)
_CODE = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|<script\b.*?</script>|<style\b.*?</style>|<svg\b.*?</svg>|<code\b.*?</code>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_READ_ALOUD = re.compile(r"""\b(?:aria-label|alt|title|placeholder|summary)="([^"]*)\"""")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAY = re.compile(r"""\{%\s*say\s+(?P<q>["'])(?P<vi>.*?)(?P=q)\s+(?P<r>["'])(?P<en>.*?)(?P=r)""", re.DOTALL)


def bare_words(source: str) -> list[str]:
    """List the words a template shows as they stand, in whatever language they are."""
    bare = _CODE.sub(" ", _COMMENT.sub(" ", source))
    aloud = " ".join(_READ_ALOUD.findall(bare))
    shown = re.sub(r"&\w+;", " ", _TAG.sub(" ", bare))
    return [word for word in _WORD.findall(f"{shown} {aloud}") if word not in SAME]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(SITE).as_posix())
def test_a_template_says_everything_in_both_languages(template: Path) -> None:
    source = template.read_text("utf-8")
    assert bare_words(source) == []
    for said in _SAY.finditer(source):
        vi, en = said["vi"], said["en"]
        assert vi.strip()
        assert en.strip()
        assert _blanks(vi) == _blanks(en)


def test_a_bare_word_is_seen() -> None:
    assert bare_words('<p title="Close">Xin chào {{ name }}</p>') == ["Xin", "chào", "Close"]
    assert bare_words('{% say "Xin chào" "Hello" %} <b>Counterpoise</b>') == []


def test_other_packages_speak_vietnamese_on_our_screens() -> None:
    with override("vi"):
        missing = [
            said for said in site_foreign_words.msgids() if {gettext(said), ngettext(said, said, 1)} == {said}
        ]
    assert missing == []


def test_there_is_something_to_translate() -> None:
    assert len(site_foreign_words.msgids()) > 80


def _blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
