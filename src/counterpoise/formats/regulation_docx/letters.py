"""What XML cannot hold is shown as a sign for an unreadable letter."""

from __future__ import annotations

import re

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """Put a sign in the place of every letter that no document can hold.

    >>> readable("Chi\\x01 tiền")
    'Chi� tiền'
    """
    return _UNREADABLE.sub("\ufffd", text)
