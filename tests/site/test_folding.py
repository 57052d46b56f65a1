"""Words are found with or without marks, and sorted as the Vietnamese alphabet has them."""

from __future__ import annotations

import doctest
import unicodedata
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.vietnamese import alphabetical
from counterpoise_site.folding import accented, folded, query_words, sort_key

VIETNAMESE = st.text(
    alphabet=st.sampled_from("aăâdđeêoôơuưàảãáạằẳẵắặờởỡớợ AĐƯ9 10-(.ñß")
    | st.characters(exclude_categories=["Cs"])
)


@given(VIETNAMESE.filter(lambda text: "\0" not in text), VIETNAMESE.filter(lambda text: "\0" not in text))
def test_bytes_sort_as_the_library_sorts(a: str, b: str) -> None:
    assert (sort_key(a) < sort_key(b)) == (alphabetical(a) < alphabetical(b))


@given(VIETNAMESE)
def test_marks_and_case_and_the_way_of_typing_do_not_matter(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))
    assert folded(folded(text)) == folded(text)
    assert accented(unicodedata.normalize("NFD", text)) == accented(unicodedata.normalize("NFC", text))


@given(st.text())
def test_no_query_holds_what_a_database_chokes_on(typed: str) -> None:
    assert not set("\0\"'%\\") & set("".join(query_words(typed)))


@pytest.mark.parametrize(
    "typed", ["kiem soat quyen luc", "KIỂM SOÁT", unicodedata.normalize("NFD", "quyền lực")]
)
def test_what_people_type_is_found(typed: str) -> None:
    assert all(word in folded("Kiểm soát quyền lực") for word in query_words(typed))


@pytest.mark.parametrize("module", ["environment", "folding", "locales"])
def test_the_examples_in_the_modules_hold(module: str) -> None:
    results = doctest.testmod(import_module(f"counterpoise_site.{module}"))
    assert results.attempted > 0
    assert results.failed == 0
