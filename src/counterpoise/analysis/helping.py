"""A helper that asks the matters of a case from the last to the first, while whoever is helped begins with the first.

Whoever is helped takes what the helper has told by then and asks the rest, so nothing depends on the helper but the
time: where both meet, or where the helper is lost, a matter is asked twice or by one alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Protocol

from counterpoise.analysis.at_place import AtPlace, Inquiry, Told, at_place
from counterpoise.domain.institution import Place

Wanted = Callable[[int], bool]
"""Says of a question, by its number, whether it is still to be asked."""

Work = Callable[[Wanted], Iterable[tuple[int, Told]]]


class Helper(Protocol):
    """Does some of the work elsewhere."""

    def begin(self, questions: int, work: Work) -> None:
        """Begin with work on so many questions, and tell what is done as it is done."""
        ...

    def told(self, question: int) -> Told | None:
        """Give what has been told, or nothing, so that whoever is helped asks: it never waits."""
        ...


def from_the_back(
    inquiry: Inquiry, places: Sequence[Place], *, known: Iterable[Hashable], wanted: Wanted
) -> Iterator[tuple[int, Told]]:
    """Ask every matter, the last first, at each place that is like none before it and not known.

    Questions are numbered place by place. Each matter is asked at one place after another, since at another place it is
    often written the same.
    """
    shapes = dict.fromkeys(known)
    new: list[tuple[int, AtPlace]] = []
    for number, place in enumerate(places):
        here = at_place(inquiry, place)
        shape = here.shape(inquiry.question)
        if shape not in shapes:
            shapes[shape] = None
            new.append((number * len(inquiry.matters), here))
    for at in range(len(inquiry.matters) - 1, -1, -1):
        for first, here in new:
            if wanted(first + at):
                yield first + at, here.ask(inquiry.matters[at], inquiry.question)
