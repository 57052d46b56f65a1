"""Search and order that are the same on every database: with or without marks, in the order of the Vietnamese alphabet."""

from __future__ import annotations

import re
import unicodedata

from counterpoise.domain.vietnamese import alphabetical

LONGEST_QUERY = 100

_NO_WORD = re.compile(r"[\x00-\x1f\x7f-\x9f\s\"“”'‘’%_\\]+")


def folded(text: str) -> str:
    """Take marks, case and double spaces away: what people type when they are in a hurry.

    >>> folded("Đồng  Xoài"), folded("KIỂM SOÁT")
    ('dong xoai', 'kiem soat')
    """
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold()).replace("đ", "d")
    return _spaced("".join(letter for letter in letters if not unicodedata.combining(letter)))


def accented(text: str) -> str:
    """Keep the marks, whatever way they were typed, and take case away.

    >>> accented("Đồng") == accented("ĐỒNG")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", _spaced(text)).casefold())


def query_words(typed: str) -> tuple[str, ...]:
    """Split what somebody typed into folded words; nothing in it can harm a query.

    >>> query_words('kiểm "soát" 50%')
    ('kiem', 'soat', '50')
    """
    return tuple(dict.fromkeys(folded(typed[:LONGEST_QUERY]).split()))


def sort_key(text: str) -> bytes:
    """Write the library's order of words as bytes: a column of them sorts alike on every database.

    >>> sorted(["Đào", "dao", "đạo", "Dân", "xã 10", "xã 9"], key=sort_key)
    ['dao', 'Dân', 'Đào', 'đạo', 'xã 9', 'xã 10']
    """
    letters, tones, upper, written = alphabetical(text.replace("\0", ""))
    key = bytearray()
    for kind, rank in letters:
        key.append(kind + 1)
        key += _number(rank)
    key.append(0)
    for word in tones:
        key += bytes(tone + 2 for tone in word) + b"\1"
    key.append(0)
    key += bytes(flag + 1 for flag in upper) + b"\0"
    return bytes(key) + written.encode("utf-8", "replace")


def _number(value: int) -> bytes:
    """Write a number so that more digits come later: its length, then its bytes."""
    length = max(1, (value.bit_length() + 7) // 8)
    return length.to_bytes(4) + value.to_bytes(length)


def _spaced(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip()
