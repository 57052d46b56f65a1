"""The order of words by the Vietnamese alphabet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

# From the lightest: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: they make another letter
_PARTS = re.compile(r"\d+|\s+|[^\W\d_][\u0300-\u036f]*|.", re.DOTALL)
_SPACE, _SIGN, _NUMBER, _LETTER, _FOREIGN = range(5)

Letters = tuple[tuple[int, int], ...]
Key = tuple[Letters, tuple[tuple[int, ...], ...], tuple[bool, ...], str]


@lru_cache(maxsize=4096)
def alphabetical(text: str) -> Key:
    """Give the key that sorts a text: letters first over the whole of it, then tones, then lower before upper.

    Spaces come before signs, signs before numbers (by value), numbers before letters.

    >>> sorted(["Đào", "dao", "đạo", "Dân", "đào", "dạo", "xã 10", "xã 9"], key=alphabetical)
    ['dao', 'dạo', 'Dân', 'đào', 'Đào', 'đạo', 'xã 9', 'xã 10']
    """
    letters: list[tuple[int, int]] = []
    tones: list[tuple[int, ...]] = []
    upper: list[bool] = []
    word: tuple[int, ...] = ()
    for part in _PARTS.findall(unicodedata.normalize("NFD", text)):
        rank, marks = _rank(part)
        letters.append(rank)
        if rank[0] >= _LETTER:
            word += marks
            upper.append(part[0].isupper())
        else:
            tones.append(word)
            word = ()
    return tuple(letters), (*tones, word), tuple(upper), unicodedata.normalize("NFC", text)


def _rank(part: str) -> tuple[tuple[int, int], tuple[int, ...]]:
    if part[0].isdecimal():
        return (_NUMBER, int(part)), ()
    if part[0].isspace():
        return (_SPACE, 0), ()
    if not part[0].isalpha():
        return (_SIGN, ord(part[0])), ()
    marks = tuple(_TONES[mark] for mark in part[1:] if mark in _TONES)
    base = part[0].lower() + "".join(mark for mark in part[1:] if mark in _LETTER_MARKS)
    letter = unicodedata.normalize("NFC", base)
    place = ALPHABET.find(letter) if len(letter) == 1 else -1
    return ((_LETTER, place) if place >= 0 else (_FOREIGN, ord(part[0].lower()[0]))), marks
