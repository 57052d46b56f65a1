"""Audits and comparisons show well at a prompt and in a notebook, with every text escaped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoise.analysis.tables import MOST_ROWS
from formats.made_audit import AUDIT, CAPTURE, COMPARISON


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_records_say_what_they_are_on_one_line() -> None:
    assert repr(AUDIT) == "<Audit of made on 2024-03-28: 2 matters, 3 findings (2 warning, 1 info)>"
    assert repr(COMPARISON) == (
        "<Comparison for made on 2024-03-28: Ada's offices are divided: 1 matters changed, 1 findings gained, 2 lost>"
    )


def test_answers_and_findings_are_short_at_a_prompt() -> None:
    assert repr(AUDIT.matters[0]) == "<pay at north: 2, 1, 2…5, without the arrangement 3, 2, —>"
    assert repr(AUDIT.matters[0].readings) == "<Readings: paper 2, ties 1, practice 2…5>"
    assert repr(AUDIT.findings[0]) == f"<{CAPTURE.code} warning (pay, north): {CAPTURE.message.en}>"


def test_a_notebook_shows_findings_and_numbers() -> None:
    shown = AUDIT._repr_html_()
    assert "<caption>Findings: 3</caption>" in shown
    assert "<td>2 (3)</td><td>1 (2)</td><td>2…5 (—)</td>" in shown
    assert "Case &lt;by hand&gt;" in shown
    assert "Ada &amp; Co" in shown
    assert "<td>2 → 3</td>" in COMPARISON._repr_html_()


def test_a_notebook_speaks_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert "<caption>Phát hiện: 3</caption>" in AUDIT._repr_html_()


def test_a_long_table_is_cut_and_says_so() -> None:
    shown = replace(AUDIT, findings=(CAPTURE,) * (MOST_ROWS + 7))._repr_html_()
    assert "… and 7 more" in shown
