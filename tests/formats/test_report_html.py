"""The HTML report: one file, nothing fetched, every text escaped, every link leads somewhere, both languages complete."""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from counterpoise.analysis.findings import Audit, Severity
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.words import LANGUAGES, PlaceId, Status, Text, plain
from counterpoise.formats import naming, report_html
from counterpoise.formats.report_html import words_codes
from counterpoise.formats.report_html.edition import WORDS
from formats.made_audit import AUDIT, EMPTY
from reports.made_commune import commune, hostile

AUDITS = {"commune": commune(places=2), "bounds": AUDIT, "empty": EMPTY, "hostile": hostile()}
every_report = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in AUDITS for language in LANGUAGES]
)
VOID = {"meta", "link", "br", "hr", "col", "path", "rect", "circle"}
FETCHING = {"src", "srcset", "data", "poster", "action", "formaction", "background"}

# Phrases whose names are put together where they are used.
BUILT = re.compile(
    r"^(complaint|paper|ties|practice|from_\w+|(stakes|limit|hand)_\d|mark_\w+|\w+_is|\w+_none)$"
)


class Page(HTMLParser):
    """What a reader of the file meets: tags in order, ids, links, and the words between tags."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(document)
        assert self._open == [], f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        """Give the words with white space as a reader sees it."""
        return " ".join(" ".join(self.words).split())

    def values(self, attribute: str) -> list[str]:
        """List the values of an attribute."""
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def page(audit: Audit, language: str = "en") -> Page:
    """Write a report and open it."""
    return Page(report_html.write(audit, language=language))


@every_report
def test_every_id_stands_once_and_every_link_inside_leads_to_one(name: str, language: str) -> None:
    opened = page(AUDITS[name], language)
    ids = opened.values("id")
    assert len(ids) == len(set(ids))
    inside = {link[1:] for link in opened.values("href") if link.startswith("#")}
    named = {part for value in opened.values("aria-labelledby") for part in value.split()}
    filled = {fill[5:-1] for fill in opened.values("fill") if fill.startswith("url(#")}
    assert inside | named | filled <= set(ids)


@every_report
def test_nothing_is_fetched_and_no_script_runs(name: str, language: str) -> None:
    document = report_html.write(AUDITS[name], language=language)
    opened = Page(document)
    assert {tag for tag, _ in opened.tags} & {
        "script",
        "iframe",
        "object",
        "embed",
        "img",
        "form",
        "base",
    } == set()
    assert [
        a for _, attributes in opened.tags for a in attributes if a in FETCHING or a.startswith("on")
    ] == []
    for tag, attributes in opened.tags:
        link = attributes.get("href", "")
        assert tag == "a" or link in ("", "data:,")
        assert link.startswith(("#", "https://", "http://", "data:,")) or not link
    style = document[document.index("<style>") : document.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    assert opened.values("content")[0].startswith("default-src 'none'; style-src 'unsafe-inline'")


@every_report
def test_headings_go_down_one_step_at_a_time_from_a_single_title(name: str, language: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(AUDITS[name], language).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@every_report
def test_every_table_has_a_caption_and_every_heading_a_scope(name: str, language: str) -> None:
    opened = page(AUDITS[name], language)
    tags = [tag for tag, _ in opened.tags]
    assert tags.count("table") == tags.count("caption")
    assert all(a.get("scope") for tag, a in opened.tags if tag == "th")


@every_report
def test_the_page_says_its_language(name: str, language: str) -> None:
    assert ("html", {"lang": language}) in page(AUDITS[name], language).tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_stay_texts(language: str) -> None:
    opened = page(hostile(), language)
    said = "<script>alert('vi')</script>" if language == "vi" else '"><img src=x onerror=alert(1)>'
    assert said in opened.text
    assert "<b>&amp;</b>" in opened.text
    assert not [link for link in opened.values("href") if link.startswith("javascript")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identifier_and_no_missing_value_shows(language: str) -> None:
    audit = commune(places=2)
    said = page(audit, language).text
    ids = [
        *audit.framework.offices,
        *audit.framework.bodies,
        *audit.framework.matters,
        *audit.framework.sources,
    ]
    ids += [*audit.case.places, *audit.case.persons, "draft-it", "check-it", "secretary-chair"]
    assert [name for name in ids if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said)] == []
    assert not re.search(r"\bNone\b|\bnan\b|@|#\d|\{|\}|Severity\.|Status\.", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unnamed_person_is_told_by_seat(language: str) -> None:
    said = page(commune(), language).text
    wanted = {
        "vi": (
            "Đại biểu HĐND xã (ghế 2, chưa nêu tên)",
            "3 người giữ chức danh Đại biểu HĐND xã (chưa nêu tên)",
            "24 người chưa nêu tên",
        ),
        "en": (
            "Deputy of the People's Council (seat 2, unnamed)",
            "3 holders of the office Deputy of the People's Council (unnamed)",
            "24 unnamed",
        ),
    }
    assert [words for words in wanted[language] if words not in said] == []


def test_everything_is_said_in_both_languages() -> None:
    told: dict[str, Text] = dict(WORDS)
    for table in (words_codes.CODE_MEANINGS, words_codes.FAMILIES, words_codes.FIELDS):
        told |= table
    told |= naming.METHODS
    told |= {status.value: text for status, text in words_codes.STATUS_MEANINGS.items()}
    for key, text in told.items():
        assert text.vi.strip(), key
        assert text.en.strip(), key
        assert fields(text.vi) == fields(text.en), key
        assert "|" not in text.vi, key


def test_every_phrase_is_used() -> None:
    modules = sorted(Path(report_html.__path__[0]).glob("*.py"))
    source = "".join(module.read_text(encoding="utf-8") for module in modules).replace("'", '"')
    assert [key for key in WORDS if source.count(f'"{key}"') < 2 and not BUILT.search(key)] == []


def test_every_status_has_a_meaning_and_a_mark() -> None:
    assert set(words_codes.STATUS_MEANINGS) == set(words_codes.STATUS_MARKS) == set(Status)


def test_findings_of_the_same_words_are_told_once() -> None:
    audit = commune(places=3, findings=5)
    shared = replace(audit.findings[1], message=Text("Như nhau.", "All the same."))
    same = tuple(replace(shared, place=place) for place in audit.rosters)
    said = page(replace(audit, findings=same)).text
    assert said.count("All the same.") == 1
    assert "Model commune 1, Model commune 2, Model commune 3 1 finding at each place, alike" in said
    assert "3 findings; those alike at several places are told together, which leaves 1 entry." in said


def test_warnings_that_differ_in_names_alone_are_told_once_and_graver_findings_each() -> None:
    audit = commune(places=2, findings=5)
    opened = page(audit)
    warnings = [f for f in audit.findings if f.code == "C02"]
    assert [w.severity for w in warnings] == [Severity.WARNING] * 2
    assert "Finding C02 on matter 0 at Model commune 1." in opened.text
    assert "Finding C02 on matter 0 at Model commune 2." not in opened.text
    assert "Likewise at: Model commune 2 (Người kiêm nhiệm ở Xã Mẫu 2" in opened.text
    for n in (1, 2):
        assert f"Finding C01 on matter 0 at Model commune {n}." in opened.text


def test_alike_places_share_their_numbers_and_every_place_keeps_its_link() -> None:
    opened = page(commune(places=3, matters=4))
    assert opened.text.count("Names are those at Model commune 1; the other places are alike") == 4
    wanted = {f"power-place-{place}-matter-{matter}" for place in (1, 2, 3) for matter in range(4)}
    assert wanted <= set(opened.values("id"))


def test_a_capped_finding_says_what_it_would_be() -> None:
    assert (
        "Would be “Critical”; capped at “Warning” because it rests on a secondary source" in page(AUDIT).text
    )


def test_what_is_not_exact_shows_its_bounds() -> None:
    said = page(AUDIT).text
    assert "2–5" in said
    assert "at least 1" in said
    assert "proven bounds" in said
    assert "≈ 1.0 × 10^5000" in said


def test_a_place_where_the_arrangement_changes_nothing_says_so() -> None:
    audit = commune()
    same = tuple(
        replace(answers, without_arrangement=answers.readings if answers.without_arrangement else None)
        for answers in audit.matters
    )
    assert "The arrangement changes nothing" in page(replace(audit, matters=same)).text
    none = tuple(replace(answers, without_arrangement=None) for answers in audit.matters)
    assert (
        "No arrangement that a person fulfils reaches the matters" in page(replace(audit, matters=none)).text
    )


def test_what_the_arrangement_changes_is_said_in_words() -> None:
    said = page(commune()).text
    assert "13 instead of 14 (on paper); 2 instead of 3 (with ties); 1 instead of 2 (in practice)" in said
    assert "▼ instead of 14" in said


def test_one_line_joins_the_offices_of_one_person() -> None:
    opened = page(commune())
    threads = [a for tag, a in opened.tags if tag == "path" and "thread" in a.get("class", "")]
    assert [thread["class"] for thread in threads] == ["thread arranged"]
    dots = [a for tag, a in opened.tags if tag == "circle" and a.get("class") == "dot arranged"]
    assert len(dots) == 1 + 3, "one in the key, one for each office"
    kinds = {a.get("class") for tag, a in opened.tags if tag in ("circle", "path")}
    assert {"named", "unnamed", "vacant"} <= kinds


def test_dates_and_numbers_follow_the_language() -> None:
    vi, en = page(commune(), "vi").text, page(commune(), "en").text
    assert "28/3/2024" in vi
    assert "28 March 2024" in en
    assert "0,25%" in vi
    assert "0.25%" in en
    assert "30/6/2021 – 5/2026" in vi
    assert "30 June 2021 – May 2026" in en


def test_five_communes_stay_small_and_quick() -> None:
    audit = commune(places=5, matters=45, findings=60)
    calls: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda _, event, __: calls.update([event]))
    try:
        document = report_html.write(audit, language="vi")
    finally:
        sys.setprofile(before)
    assert len(document.encode()) < 1_500_000
    assert calls["call"] < 900_000, "300,000 where it was written: a count is the same on a busy machine"


def test_a_case_without_places_is_told_as_a_whole() -> None:
    audit = commune(matters=1)
    place = replace(audit.case.places[PlaceId("place-1")], id=ONLY_PLACE, name=plain(ONLY_PLACE))
    matters = tuple(replace(answers, place=ONLY_PLACE) for answers in audit.matters)
    case = replace(audit.case, places={ONLY_PLACE: place})
    said = page(replace(audit, case=case, matters=matters, findings=(), rosters={})).text
    assert "The whole case: fewest people who can carry each matter" in said


def fields(text: str) -> set[str | None]:
    """List the gaps a phrase leaves for data."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
