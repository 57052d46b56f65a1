"""The order of names by the Vietnamese alphabet."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.vietnamese import ALPHABET, alphabetical

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯàảãáạấậổữị "
texts = st.text(alphabet=LETTERS, max_size=8)


def in_order(names: list[str]) -> bool:
    """Tell whether each name stands before the next."""
    return all(alphabetical(one) < alphabetical(other) for one, other in pairwise(names))


@pytest.mark.parametrize(
    "ordered",
    [
        pytest.param("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y", id="letters"),
        pytest.param("ma mà mả mã má mạ", id="tones"),
        pytest.param("an Ân ấn", id="letters before tones"),
        pytest.param("dao dạo Dân đào đạo", id="letters over the whole word, then tones"),
        pytest.param("chủ Chủ", id="lower before upper"),
        pytest.param("phó Phó phòng", id="shorter before longer"),
    ],
)
def test_words_stand_in_the_order_of_a_dictionary(ordered: str) -> None:
    assert in_order(ordered.split())


def test_a_word_before_the_words_it_begins_and_numbers_by_value() -> None:
    names = ["Bí thư", "Bí thư Đảng ủy", "Bích", "Xã 2", "Xã 10", "Xã A"]
    assert in_order(names)


def test_tones_weigh_less_than_any_letter_that_follows() -> None:
    assert in_order(["bạc a", "bác b", "bac c"])


def test_both_places_of_a_tone_stand_together() -> None:
    assert sorted(["hoàn", "hòa", "hoà", "hoa"], key=alphabetical)[0] == "hoa"
    assert alphabetical("hòa")[:3] == alphabetical("hoà")[:3]


def test_the_alphabet_holds_each_letter_once() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 33


@given(texts)
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert alphabetical(unicodedata.normalize("NFD", text)) == alphabetical(
        unicodedata.normalize("NFC", text)
    )


@given(st.text(max_size=12))
def test_every_text_has_a_key(text: str) -> None:
    assert alphabetical(text) == alphabetical(text)


@given(texts, texts)
def test_different_texts_have_different_keys(one: str, other: str) -> None:
    assert (alphabetical(one) == alphabetical(other)) == (one == other)
