"""Answers put together from modules compiled apart.

What a module means to the one around it is little: in how many settings it is false and true, with what probability
it is true, how many minimal sets it has of each size. The other way, what the surroundings mean to a module is how
often the module decides. So numbers travel up the modules once and down once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import TypeVar

import numpy as np

from counterpoise.boolean.bounds import ANY_CHANCE, Bounds, Interval, bounds_of
from counterpoise.boolean.budget import Clock, Memory, Purse
from counterpoise.boolean.engine import EMPTY_SET_ONLY, NO_SETS, Family, Indices, Patterns, TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, relabelled
from counterpoise.boolean.listing import bits_of
from counterpoise.boolean.modules import Module
from counterpoise.boolean.parts import Floats, Listed, Part, Tally
from counterpoise.boolean.passes import points_for, quadrature
from counterpoise.boolean.patterns import patterns_of

T = TypeVar("T")

REMEMBERED = 4_096
"""How many compiled formulas an engine keeps, and how many entries they may have in all."""

ENTRIES = 2_000_000

PARTS = 500_000
"""The parts a formula may have to be compiled at all."""

FLOATS = 1 << 24
"""How many probabilities are held at once."""


class Composition:
    """A formula as modules, inner ones first, each compiled."""

    def __init__(
        self, size: int, modules: Sequence[Module], parts: Sequence[Part], *, clock: Clock | None = None
    ) -> None:
        self._size = size
        self._modules = modules
        self._parts = parts
        self._clock = clock or Clock()
        self._named = sum(number < 0 for module in modules for number in module.stands_for)

    @property
    def entries(self) -> int:
        """Count what is held in memory, in entries of diagrams."""
        return sum(part.entries for part in self._parts)

    @property
    def methods(self) -> tuple[str, ...]:
        """Name what the modules were compiled by, the root's first."""
        return tuple(dict.fromkeys(part.method for part in reversed(self._parts)))

    @property
    def undivided(self) -> tuple[Module, Part] | None:
        """Give the one module of a formula that was compiled whole."""
        return (self._modules[0], self._parts[0]) if len(self._parts) == 1 else None

    def family(self, limit: int, variables: Sequence[int]) -> Family:
        """Count the minimal sets and list the first, a few sizes at a time, under the caller's own variables."""
        total = self._total()
        if not total:
            return NO_SETS
        lengths = bits_of(self._lengths())
        smallest = lengths[0]
        if lengths == [0] and limit:
            return EMPTY_SET_ONLY
        found: list[tuple[int, ...]] = []
        step = 1
        while lengths and len(found) < min(limit, total):
            now, lengths = lengths[:step], lengths[step:]
            step *= 2
            listed = self._first(sum(1 << size for size in now), limit, variables)
            for size in sorted(listed):
                found.extend(self._variables(s) for s in listed[size])
        return Family(smallest, total, tuple(found[:limit]))

    def _up(self, leaf: Callable[[int], T], told: Callable[[Part, list[T], bool], T]) -> T:
        """Ask the modules from the inside out, and tell the root's answer.

        `told` hears what stands for a part's variables, and whether the part is the root. An inner module stands for
        one variable of one other, so what it told is dropped once that has heard it.
        """
        known: dict[int, T] = {}
        last = len(self._parts) - 1
        for at, module in enumerate(self._clock.watched(self._modules)):
            inner = [leaf(~number) if number < 0 else known.pop(number) for number in module.stands_for]
            known[at] = told(self._parts[at], inner, at == last)
        return known[last]

    def _total(self) -> int:
        return self._up(lambda _: 1, lambda part, inner, _: part.total(inner))

    def sizes(self) -> list[int]:
        """Count the minimal sets of each size."""
        return self._up(lambda _: [0, 1], lambda part, inner, _: part.sizes(inner))

    def _lengths(self) -> int:
        return self._up(lambda _: 2, lambda part, inner, _: part.lengths(inner))

    def _first(self, sizes: int, limit: int, variables: Sequence[int]) -> Listed:
        """List the first sets of some sizes at the root; inner modules list every size up to the largest."""
        up_to = (1 << sizes.bit_length()) - 1
        return self._up(
            lambda variable: self._alone(variables[variable]),
            lambda part, inner, is_root: part.first(inner, sizes=sizes if is_root else up_to, limit=limit),
        )

    def _alone(self, variable: int) -> Listed:
        return {1: [1 << (self._size - 1 - variable)]}

    def _variables(self, found: int) -> tuple[int, ...]:
        return tuple(self._size - 1 - bit for bit in reversed(bits_of(found)))

    def power(self) -> tuple[Indices, ...]:
        """Count swings and integrate Shapley–Shubik, up the modules and down again."""
        swings, shapley = self.swings(), self._shapley()
        unused = self._size - self._named
        settings = 1 << max(self._named - 1, 0)
        if unused:
            swings = [count << unused for count in swings]
            settings <<= unused
        return tuple(
            Indices(count, count / settings, share)
            for count, share in zip(swings, shapley.tolist(), strict=True)
        )

    def swings(self) -> list[int]:
        """Count, for each variable, the settings of all others in which it decides."""
        memory = Memory()
        tallies: list[Tally] = []
        for module, part in self._clock.watched(zip(self._modules, self._parts, strict=True)):
            ways = [(1, 1) if n < 0 else (tallies[n].false, tallies[n].true) for n in module.stands_for]
            tallies.append(part.tally(ways))
            memory.number(tallies[-1].true)
            memory.number(tallies[-1].false)
        swings = [0] * self._size
        around = [1] * len(self._modules)
        for at in self._clock.watched(range(len(self._modules) - 1, -1, -1)):
            alike: dict[int, int] = {}
            for number, decided in zip(self._modules[at].stands_for, tallies[at].swings, strict=True):
                if decided not in alike:
                    alike[decided] = memory.number(around[at] * decided)
                if number < 0:
                    swings[~number] = alike[decided]
                else:
                    around[number] = alike[decided]
        return swings

    def _shapley(self) -> Floats:
        """Integrate, so many points at a time that what is held of them stays small."""
        points, weights = quadrature(points_for(self._named))
        step = max(1, FLOATS // (self.entries + self._named))
        found = np.zeros(self._size)
        for start in range(0, len(points), step):
            self._integrate(points[start : start + step], weights[start : start + step], found)
        return found

    def _integrate(self, points: Floats, weights: Floats, found: Floats) -> None:
        """Add to each variable's index what it decides at some points."""
        value: list[Floats] = []
        decisive: list[Floats] = []
        for module, part in self._clock.watched(zip(self._modules, self._parts, strict=True)):
            chances = np.array([points if n < 0 else value[n] for n in module.stands_for])
            true, decided = part.decisive(chances.reshape(-1, len(points)))
            value.append(true)
            decisive.append(decided)
        around = [np.ones_like(points)] * len(self._modules)
        for at in self._clock.watched(range(len(self._modules) - 1, -1, -1)):
            for number, row in zip(self._modules[at].stands_for, decisive[at], strict=True):
                if number < 0:
                    found[~number] += (around[at] * row) @ weights
                else:
                    around[number] = around[at] * row

    def probability(self, chances: Sequence[float]) -> float:
        """Give the probability of the root, up the modules."""
        found = self._up(
            lambda variable: np.array([chances[variable]]),
            lambda part, inner, _: part.value(np.array(inner).reshape(-1, 1)),
        )
        return min(1.0, max(0.0, float(found[0])))


class ComposedEngine:
    """Answer by a composition; equal questions asked again are remembered, refusals too.

    Each question has the same time, which begins when it is asked; with a purse, what is left of the time of all.
    """

    name = "composed"

    def __init__(self, *, seconds: float | None = None, purse: Purse | None = None) -> None:
        self.clock = Clock(seconds, purse=purse)
        self.clock.stop()
        self._compositions: dict[Formula, Composition] = {}
        self._methods: dict[Formula, tuple[str, ...]] = {}
        self._entries = 0
        self._relabelled: dict[Formula, tuple[Formula, tuple[int, ...]]] = {}
        self._families: dict[tuple[Formula, int], Family] = {}
        self._same: dict[tuple[Formula, Formula], bool] = {}
        self._patterns: dict[tuple[Formula, int], Patterns | None] = {}
        self._powers: dict[Formula, tuple[Indices, ...]] = {}
        self._bounds: dict[tuple[Formula, int], Bounds] = {}
        self._refused: dict[tuple[str, Formula, Formula | None], str] = {}

    def compose(self, f: Formula) -> Composition:
        """Compile a formula."""
        raise NotImplementedError

    def equal(self, f: Formula, g: Formula) -> bool:
        """Compare two formulas."""
        raise NotImplementedError

    def composition(self, f: Formula) -> tuple[Composition, tuple[int, ...]]:
        """Compile a formula once, whatever its variables are called; also tell what the compiled ones stand for."""
        canonical, variables = self.renamed(f)
        compiled = self._compositions.get(canonical)
        if compiled is None:
            compiled = self._answered("compile", canonical, None, lambda: self._compiled(canonical))
            self._remember(canonical, compiled)
        return compiled, variables

    def _compiled(self, f: Formula) -> Composition:
        """Compile a formula, unless reading through it a few times would take its time already."""
        if sum(len(node.parts) for node in f.nodes if isinstance(node, AtLeast)) > PARTS:
            raise TooLargeError("the formula has too many parts to be compiled")
        return self.compose(f)

    def is_composed(self, f: Formula) -> bool:
        """Tell whether a formula has been compiled before."""
        return self.renamed(f)[0] in self._compositions

    def renamed(self, f: Formula) -> tuple[Formula, tuple[int, ...]]:
        """Number the variables of a formula afresh, once."""
        known = self._relabelled.get(f)
        if known is None:
            known = self._relabelled[f] = relabelled(f)
        return known

    def _remember(self, f: Formula, compiled: Composition) -> None:
        """Keep what was compiled, dropping the oldest while there is too much."""
        self._compositions[f] = compiled
        self._methods[f] = compiled.methods
        self._entries += compiled.entries
        while len(self._compositions) > 1 and (
            len(self._compositions) > REMEMBERED or self._entries > ENTRIES
        ):
            self._entries -= self._compositions.pop(next(iter(self._compositions))).entries

    def _asked(
        self, question: str, f: Formula, answer: Callable[[], T], *, beside: Formula | None = None
    ) -> T:
        """Give a question its time, and refuse at once what was refused before."""
        with self._timed():
            return self._answered(question, f, beside, answer)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """Let a question begin, and end."""
        self.clock.start()
        try:
            yield
        finally:
            self.clock.stop()

    def _answered(self, question: str, f: Formula, beside: Formula | None, answer: Callable[[], T]) -> T:
        """Answer, or remember the refusal by its words alone: the error itself holds on to all that was under way."""
        refusal = self._refused.get((question, f, beside))
        if refusal is None:
            try:
                return answer()
            except TooLargeError as error:
                refusal = self._refused[question, f, beside] = str(error)
        raise TooLargeError(refusal)

    def method(self, formulas: Sequence[Formula]) -> str:
        """Name what answered, of engines that choose."""
        return " + ".join(dict.fromkeys(name for f in formulas for name in self.methods(f)))

    def methods(self, f: Formula) -> tuple[str, ...]:
        """Name what a formula was compiled by, also when what was compiled is kept no more."""
        known = self._methods.get(self.renamed(f)[0])
        return self.composition(f)[0].methods if known is None else known

    def bounds(self, f: Formula, limit: int) -> Bounds:
        """Bound the size of the smallest set."""
        known = self._bounds.get((f, limit))
        if known is None:
            with self._timed():
                known = self._bounds[f, limit] = self.bounded(f, limit)
        return known

    def bounded(self, f: Formula, limit: int) -> Bounds:
        """Bound the size once."""
        return bounds_of(f, is_over=self.clock.is_over)

    def interval(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Give an interval for a probability."""
        with self._timed():
            return self.sampled(f, chances)

    def sampled(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Say that a probability is one."""
        return ANY_CHANCE

    def minimal_sets(self, f: Formula, limit: int) -> Family:
        """Find the minimal sets: count them all, list the first few."""
        known = self._families.get((f, limit))
        if known is None:
            known = self._asked("sets", f, lambda: self.family(f, limit))
            self._families[f, limit] = known
        return known

    def family(self, f: Formula, limit: int) -> Family:
        """Find the minimal sets once."""
        compiled, variables = self.composition(f)
        return compiled.family(limit, variables)

    def smallest(self, f: Formula) -> int | None:
        """Find the smallest of the minimal sets."""
        return self.minimal_sets(f, 0).smallest

    def patterns(self, f: Formula, limit: int) -> Patterns | None:
        """Tell the minimal sets as patterns."""
        key = f, limit
        if key not in self._patterns:
            self._patterns[key] = self._asked("patterns", f, lambda: self.told(f, limit))
        return self._patterns[key]

    def told(self, f: Formula, limit: int) -> Patterns | None:
        """Look for patterns once."""
        return patterns_of(f, limit=limit)

    def power(self, f: Formula) -> tuple[Indices, ...]:
        """Count the swings of every variable and integrate its Shapley–Shubik index."""
        canonical, variables = self.renamed(f)
        known = self._powers.get(canonical)
        if known is None:
            known = self._asked("power", canonical, lambda: self.composition(f)[0].power())
            self._powers[canonical] = known
        return tuple(indices for _, indices in sorted(zip(variables, known, strict=True), key=itemgetter(0)))

    def probability(self, f: Formula, chances: Sequence[float]) -> float:
        """Give the probability of the root from those of the variables."""
        return self._asked("probability", f, lambda: self._probability(f, chances))

    def _probability(self, f: Formula, chances: Sequence[float]) -> float:
        compiled, variables = self.composition(f)
        return compiled.probability([chances[variable] for variable in variables])

    def same(self, f: Formula, g: Formula) -> bool:
        """Tell whether two formulas are one function."""
        known = self._same.get((f, g))
        if known is None:
            known = f == g or self._asked("same", f, lambda: self.equal(f, g), beside=g)
            self._same[f, g] = known
        return known
