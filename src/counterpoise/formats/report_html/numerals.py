"""Numbers as each language writes them."""

from __future__ import annotations

import math

_MANY_DIGITS = 16


def whole(number: int, language: str) -> str:
    """Write a whole number with its thousands grouped; a very long one by its power of ten.

    >>> whole(1234567, "vi"), whole(1234567, "en"), whole(10**40, "en")
    ('1.234.567', '1,234,567', '≈ 1.0 × 10^40')
    >>> whole(10**40 - 1, "en")
    '≈ 1.0 × 10^40'
    """
    if abs(number) < 10**_MANY_DIGITS:
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if language == "vi" else grouped
    exponent = math.floor(math.log10(number))
    lead = 10 ** (math.log10(number) - exponent)
    if lead >= 9.95:  # it would be written 10.0
        lead, exponent = 1.0, exponent + 1
    return f"≈ {decimal(lead, 1, language)} × 10^{exponent}"


def decimal(number: float, places: int, language: str) -> str:
    """Write a number with a decimal comma in Vietnamese, a point in English.

    >>> decimal(0.5, 2, "vi")
    '0,50'
    """
    written = f"{number:.{places}f}"
    return written.replace(".", ",") if language == "vi" else written


def percent(share: float, language: str) -> str:
    """Write a share of one as a percentage: one decimal, more where it is small.

    >>> percent(0.5, "vi"), percent(0.1234, "en"), percent(0.0004, "vi"), percent(1e-9, "en"), percent(0, "en")
    ('50%', '12.3%', '0,04%', '< 0.01%', '0%')
    """
    if 0 < share < 0.0001:
        return f"< {decimal(0.01, 2, language)}%"
    written = decimal(100 * share, 1 if share >= 0.01 else 2, language)
    return f"{written.rstrip('0').rstrip(',.') or '0'}%"
