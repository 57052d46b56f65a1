"""Show a correction as what was taken out and what was put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words that stayed, were taken out, or were put in."""

    kind: str
    text: str


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Give the passages that changed, word by word; the others are left out.

    >>> [[(p.kind, p.text) for p in line] for line in differences(["a", "5 xã"], ["a", "6 xã"])]
    [[('out', '5'), ('in', '6'), ('same', 'xã')]]
    """
    changed: list[tuple[Piece, ...]] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "replace":
            old, new = list(before[a:b]), list(after[c:d])
            width = max(len(old), len(new))
            old += [""] * (width - len(old))
            new += [""] * (width - len(new))
            changed += [tuple(_words(*pair)) for pair in zip(old, new, strict=True)]
        elif what == "delete":
            changed += [(Piece("out", line),) for line in before[a:b]]
        elif what == "insert":
            changed += [(Piece("in", line),) for line in after[c:d]]
    return tuple(changed)


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = before.split(), after.split()
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", " ".join(old[a:b]))
            continue
        if a < b:
            yield Piece("out", " ".join(old[a:b]))
        if c < d:
            yield Piece("in", " ".join(new[c:d]))
