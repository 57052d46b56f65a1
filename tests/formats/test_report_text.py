"""The report for a terminal: names instead of ids, within its width, coloured only when asked."""

from __future__ import annotations

import re

import pytest

from counterpoise.formats import report_text
from counterpoise.formats.columns import width_of
from formats.made_audit import AUDIT, COMPARISON, EMPTY


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    for text in (
        report_text.write(AUDIT, language=language, colour=False, width=width),
        report_text.write_comparison(COMPARISON, language=language, colour=False, width=width),
    ):
        assert [line for line in text.splitlines() if width_of(line) > width] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_stand_where_the_data_have_ids(language: str) -> None:
    text = report_text.write(AUDIT, language=language, colour=False, width=100)
    assert "clerk@north" not in text
    assert "ada " not in text
    assert ("Công chức (ghế 1, chưa nêu tên)" if language == "vi" else "Clerk (seat 1, unnamed)") in text


def test_colour_changes_nothing_but_colour() -> None:
    plain = report_text.write(AUDIT, language="vi", colour=False, width=80)
    coloured = report_text.write(AUDIT, language="vi", colour=True, width=80)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured != plain


def test_the_summary_comes_first_then_numbers_findings_and_notes() -> None:
    text = report_text.write(AUDIT, language="en", colour=False, width=100)
    places = [text.index(heading) for heading in ("SUMMARY", "FEWEST PEOPLE", "FINDINGS", "NOTES")]
    assert places == sorted(places)
    assert "Ada & Co (North, South): 1 matter: Pay" in text


def test_numbers_are_shown_with_and_without_the_arrangement() -> None:
    text = report_text.write(AUDIT, language="en", colour=False, width=100)
    assert re.search(r"Pay +2 \(3\) +1 \(2\) +2…5 \(—\) +1\n", text)
    assert "1 matter could not be calculated exactly" in " ".join(text.split())


def test_a_finding_tells_its_whole_witness_and_its_places_once() -> None:
    text = report_text.write(AUDIT, language="en", colour=False, width=100)
    assert text.count("Ada & Co alone can carry “Pay”") == 1
    assert "Place: North, South" in text
    assert "Would be “Critical”" in text
    assert "Clerk (seat 1, unnamed) moves with Chair: commands" in text
    assert "Ada & Co moves with Clerk (seat 1, unnamed): relatives" in text
    assert "row two" in text
    assert "Law: Art. 1; Art. 2 (from memory, unverified)" in text
    assert "Remedy for C01: Add a person." in text


def test_what_could_change_an_answer_is_noted() -> None:
    text = report_text.write(AUDIT, language="vi", colour=False, width=100)
    assert "dòng ba" in text
    assert "Ràng buộc được tính: bổ nhiệm, chỉ huy." in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_audit_without_findings_says_so(language: str) -> None:
    text = report_text.write(EMPTY, language=language, colour=False, width=80)
    assert ("Không có." if language == "vi" else "None.") in text


def test_a_comparison_tells_what_is_gained_and_lost() -> None:
    text = report_text.write_comparison(COMPARISON, language="en", colour=False, width=100)
    assert "Change: Ada's offices are divided" in text
    assert "1 of 2 matters changes." in text
    assert re.search(r"Pay +2 → 3 +1 → 2 +2…5 → —\n", text)
    gained, lost = text[text.index("FINDINGS GAINED") :].split("FINDINGS LOST")
    assert "G01" in gained
    assert "C01" in lost
