"""Large whole numbers by their remainders: exact sums of products in machine words (Sun Zi, 3rd to 5th century).

Products of two remainders below 2³¹ fit a 64-bit word, and so many remainders tell a number of any length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


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
    return (number for number in range((1 << 31) - 1, 1, -2) if _is_prime(number))


def _is_prime(number: int) -> bool:
    """Tell whether a number is prime; four bases decide it below 2^31 (Pomerance, Selfridge and Wagstaff 1980)."""
    if number < 11:
        return number in (2, 3, 5, 7)
    twos = (number - 1 & 1 - number).bit_length() - 1
    for base in (2, 3, 5, 7):
        power = pow(base, number - 1 >> twos, number)
        squares = (pow(power, 1 << square, number) for square in range(twos))
        if power != 1 and all(square != number - 1 for square in squares):
            return False
    return True


def number_of(remainders: Sequence[int], primes: Sequence[int]) -> int:
    """Find the one number below the product of the primes that has these remainders (Garner 1959)."""
    number, product = 0, 1
    for remainder, prime in zip(remainders, primes, strict=True):
        number += product * ((remainder - number) * pow(product, -1, prime) % prime)
        product *= prime
    return number
