"""The draft as Markdown and as HTML: the same text, nothing of the data taken for a mark."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from counterpoise.domain.words import LANGUAGES
from counterpoise.formats import regulation_html, regulation_md
from formats.drafted import TABLE, a_draft

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


class Read(HTMLParser):
    """Collects the visible text, the tags and what they refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        known = dict(attrs)
        self.ids += [known["id"]] if known.get("id") else []  # type: ignore[list-item]
        self.links += [known["href"]] if known.get("href") else []  # type: ignore[list-item]
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.hidden = tag in ("style", "title") or self.hidden

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.hidden = False if tag in ("style", "title") else self.hidden

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def page(language: str = "vi", **how: str) -> Read:
    read = Read()
    read.feed(regulation_html.write(a_draft(**how), language=language))  # type: ignore[arg-type]
    assert read.open == []
    return read


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.replace("\u00a0", " ").lower())


@in_both_languages
def test_both_say_the_same_words(language: str) -> None:
    markdown = html.unescape(regulation_md.write(a_draft(), language=language)).replace("<br>", " ")
    shown = " ".join(page(language).text)
    for around in ("Mục lục", "Contents", "Đến nội dung", "Skip to the text", "Bảng phân công", "Assignment"):
        shown, markdown = (
            shown.replace(around, ""),
            markdown.replace(around, ""),
        )  # captions, and what leads about a page
    assert set(words(markdown)) == set(words(shown))


@in_both_languages
def test_the_page_names_its_language_and_fetches_nothing(language: str) -> None:
    written = regulation_html.write(a_draft(), language=language)
    assert f'<html lang="{language}">' in written
    assert "default-src 'none'" in written
    assert not re.search(r"https?://|<script|<img|@import|url\(", written)


def test_every_link_leads_somewhere_and_every_id_is_one() -> None:
    read = page()
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag[1]) for tag in page().tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_heads() -> None:
    read = page()
    assert read.tags.count("table") == read.tags.count("caption") == read.tags.count("thead") == 3
    assert read.tags.count("th") == 3 * len(TABLE.columns)
    assert read.tags.count("tr") == 3 * (len(TABLE.rows) + 1)


def test_data_is_never_taken_for_markup() -> None:
    nasty = ' <script>alert(1)</script> & "q" | *a* [b](c) `d`'
    read = page(nasty=nasty)
    assert "script" not in read.tags
    assert any("<script>alert(1)</script>" in text for text in read.text)
    markdown = regulation_md.write(a_draft(nasty=nasty), language="vi")
    assert "<script>" not in markdown
    assert r"\<script\>" in markdown
    assert r"\[b\](c)" in markdown


def test_markdown_numbers_articles_through_and_clauses_within_them() -> None:
    markdown = regulation_md.write(a_draft(), language="vi")
    assert re.findall(r"^### (Điều \d+)\.", markdown, re.MULTILINE) == ["Điều 1", "Điều 2", "Điều 3"]
    assert re.findall(r"^(\d+)\\\.", markdown, re.MULTILINE) == ["1", "2", "1", "2"]
    assert re.findall(r"^## (Chương|Phụ lục) (\w+)\.", markdown, re.MULTILINE) == [
        ("Chương", "I"),
        ("Chương", "II"),
        ("Phụ lục", "I"),
        ("Phụ lục", "II"),
    ]
    assert re.findall(r"^([a-zđ])\) ", markdown, re.MULTILINE) == ["a", "b", "c", "d", "đ", "e", "g"]


def test_markdown_tables_keep_their_columns() -> None:
    rows = [
        line for line in regulation_md.write(a_draft(), language="vi").splitlines() if line.startswith("|")
    ]
    assert len(rows) == 3 * (len(TABLE.rows) + 2)
    assert {line.count("|") for line in rows} == {len(TABLE.columns) + 1}


@in_both_languages
def test_the_same_draft_gives_the_same_text(language: str) -> None:
    for writer in (regulation_html, regulation_md):
        assert writer.write(a_draft(), language=language) == writer.write(a_draft(), language=language)
