"""Laws of text set for a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.columns import clean, pad, table, width_of, wrap

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự", max_size=80)


@given(VIETNAMESE)
def test_a_text_is_as_wide_however_its_marks_are_written(text: str) -> None:
    assert width_of(unicodedata.normalize("NFD", text)) == width_of(text) == len(text)


@given(TEXTS, st.integers(4, 60))
def test_wrapping_loses_and_adds_no_word(text: str, width: int) -> None:
    lines = wrap(text, width, first="- ", rest="  ")
    assert " ".join(line[2:] for line in lines).split() == clean(text).split()


@given(TEXTS, st.integers(4, 60))
def test_a_line_is_too_wide_only_for_a_single_word(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert width_of(line) <= width or " " not in line


@given(TEXTS)
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    assert not any(unicodedata.category(letter) == "Cc" for letter in clean(text))


@given(VIETNAMESE, st.integers(0, 60), st.booleans())
def test_padding_reaches_its_width_and_never_cuts(text: str, width: int, right: bool) -> None:
    padded = pad(text, width, right=right)
    assert width_of(padded) == max(width, width_of(text))
    assert text in padded


@given(st.lists(st.tuples(VIETNAMESE, st.integers(0, 999).map(str)), min_size=1, max_size=6))
def test_the_columns_of_a_table_end_together(rows: list[tuple[str, str]]) -> None:
    numbered = [line for line in table(rows, 50) if line and line[-1].isdigit()]
    assert len(numbered) == len(rows)
    assert len({width_of(line) for line in numbered}) == 1
