"""Large whole numbers by their remainders: exact sums of products in machine words (Sun Zi, 3rd to 5th century).

Products of two remainders below 2³¹ fit a 64-bit word, and so many remainders tell a number of any length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isqrt


def primes_for(bits: int) -> list[int]:
    """List primes below 2^31 whose product has more than so many bits."""
    chosen: list[int] = []
    known = 0
    for prime in _primes_down():
        if known > bits:
            break
        chosen.append(prime)
        known += prime.bit_length() - 1
    return chosen


def _primes_down() -> Iterator[int]:
    for number in range((1 << 31) - 1, 1, -2):
        if all(number % factor for factor in range(3, isqrt(number) + 1, 2)):
            yield number


def number_of(remainders: Sequence[int], primes: Sequence[int]) -> int:
    """Find the one number below the product of the primes that has these remainders (Garner 1959)."""
    number, product = 0, 1
    for remainder, prime in zip(remainders, primes, strict=True):
        number += product * ((remainder - number) * pow(product, -1, prime) % prime)
        product *= prime
    return number
