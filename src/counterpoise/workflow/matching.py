"""Give blocks of steps users of their own, or say which blocks compete for too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matched:
    """The user of each block; where there is none for all, `short` holds users whom more blocks need than they are."""

    users: tuple[int, ...]
    short: frozenset[int] = frozenset()


def matched(able: Sequence[frozenset[int]]) -> Matched | None:
    """Match every block with a user of its own by augmenting paths (Kuhn 1955).

    Gives nothing where some block has no user at all. When the last search for a path fails, the users it reached are
    all taken by blocks it reached, and the block it began from is one more (Hall 1935).
    """
    holder: dict[int, int] = {}
    for block in range(len(able)):
        if not able[block]:
            return None
        reached: set[int] = set()
        if not _seat(block, able, holder, reached):
            return Matched((), frozenset(reached))
    seats = {block: user for user, block in holder.items()}
    return Matched(tuple(seats[block] for block in range(len(able))))


def _seat(block: int, able: Sequence[frozenset[int]], holder: dict[int, int], reached: set[int]) -> bool:
    for user in sorted(able[block]):
        if user not in reached:
            reached.add(user)
            if user not in holder or _seat(holder[user], able, holder, reached):
                holder[user] = block
                return True
    return False
