"""Answers put together from modules compiled apart.

What a module means to the one around it is little: in how many settings it is false and true, with what probability
it is true, how many minimal sets it has of each size. The other way, what the surroundings mean to a module is how
often the module decides. So numbers travel up the modules once and down once.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from counterpoise.boolean.bounds import ANY_CHANCE, Bounds, Interval, bounds_of
from counterpoise.boolean.engine import EMPTY_SET_ONLY, NO_SETS, Family, Indices, Patterns, TooLargeError
from counterpoise.boolean.formula import Formula, relabelled
from counterpoise.boolean.listing import bits_of
from counterpoise.boolean.modules import Module
from counterpoise.boolean.parts import Floats, Listed, Part, Tally
from counterpoise.boolean.passes import points_for, quadrature
from counterpoise.boolean.patterns import patterns_of

REMEMBERED = 4_096
"""How many compiled formulas an engine keeps, and how many entries they may have in all."""

ENTRIES = 2_000_000


class Composition:
    """A formula as modules, inner ones first, each compiled."""

    def __init__(self, size: int, modules: Sequence[Module], parts: Sequence[Part]) -> None:
        self._size = size
        self._modules = modules
        self._parts = parts
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

    def _total(self) -> int:
        totals: list[int] = []
        for module, part in zip(self._modules, self._parts, strict=True):
            totals.append(part.total([1 if n < 0 else totals[n] for n in module.stands_for]))
        return totals[-1]

    def sizes(self) -> list[int]:
        """Count the minimal sets of each size."""
        sizes: list[list[int]] = []
        for module, part in zip(self._modules, self._parts, strict=True):
            sizes.append(part.sizes([[0, 1] if n < 0 else sizes[n] for n in module.stands_for]))
        return sizes[-1]

    def _lengths(self) -> int:
        lengths: list[int] = []
        for module, part in zip(self._modules, self._parts, strict=True):
            lengths.append(part.lengths([2 if n < 0 else lengths[n] for n in module.stands_for]))
        return lengths[-1]

    def _first(self, sizes: int, limit: int, variables: Sequence[int]) -> Listed:
        """List the first sets of some sizes at the root; inner modules list every size up to the largest."""
        listed: list[Listed] = []
        last = len(self._modules) - 1
        up_to = (1 << sizes.bit_length()) - 1
        for at, (module, part) in enumerate(zip(self._modules, self._parts, strict=True)):
            inner = [self._alone(variables[~n]) if n < 0 else listed[n] for n in module.stands_for]
            listed.append(part.first(inner, sizes=sizes if at == last else up_to, limit=limit))
        return listed[-1]

    def _alone(self, variable: int) -> Listed:
        return {1: [1 << (self._size - 1 - variable)]}

    def _variables(self, found: int) -> tuple[int, ...]:
        return tuple(self._size - 1 - bit for bit in reversed(bits_of(found)))

    def power(self) -> tuple[Indices, ...]:
        """Count swings and integrate Shapley–Shubik, up the modules and down again."""
        swings, shapley = self.swings(), self._shapley()
        unused = self._size - self._named
        settings = 1 << max(self._named - 1, 0)
        return tuple(
            Indices(swings[v] << unused, swings[v] / settings, float(shapley[v])) for v in range(self._size)
        )

    def swings(self) -> list[int]:
        """Count, for each variable, the settings of all others in which it decides."""
        tallies: list[Tally] = []
        for module, part in zip(self._modules, self._parts, strict=True):
            ways = [(1, 1) if n < 0 else (tallies[n].false, tallies[n].true) for n in module.stands_for]
            tallies.append(part.tally(ways))
        swings = [0] * self._size
        around = [1] * len(self._modules)
        for at in range(len(self._modules) - 1, -1, -1):
            for number, decided in zip(self._modules[at].stands_for, tallies[at].swings, strict=True):
                if number < 0:
                    swings[~number] = around[at] * decided
                else:
                    around[number] = around[at] * decided
        return swings

    def _shapley(self) -> Floats:
        points, weights = quadrature(points_for(self._named))
        value: list[Floats] = []
        decisive: list[Floats] = []
        for module, part in zip(self._modules, self._parts, strict=True):
            chances = np.array([points if n < 0 else value[n] for n in module.stands_for])
            true, decided = part.decisive(chances.reshape(-1, len(points)))
            value.append(true)
            decisive.append(decided)
        found = np.zeros(self._size)
        around = [np.ones_like(points)] * len(self._modules)
        for at in range(len(self._modules) - 1, -1, -1):
            for number, row in zip(self._modules[at].stands_for, decisive[at], strict=True):
                if number < 0:
                    found[~number] = (around[at] * row) @ weights
                else:
                    around[number] = around[at] * row
        return found

    def probability(self, chances: Sequence[float]) -> float:
        """Give the probability of the root, up the modules."""
        value: list[Floats] = []
        for module, part in zip(self._modules, self._parts, strict=True):
            at = [np.array([chances[~n]]) if n < 0 else value[n] for n in module.stands_for]
            value.append(part.value(np.array(at).reshape(-1, 1)))
        return min(1.0, max(0.0, float(value[-1][0])))


class ComposedEngine:
    """Answer by a composition; equal questions asked again are remembered."""

    name = "composed"

    def __init__(self) -> None:
        self._compositions: dict[Formula, Composition | TooLargeError] = {}
        self._entries = 0
        self._relabelled: dict[Formula, tuple[Formula, tuple[int, ...]]] = {}
        self._families: dict[tuple[Formula, int], Family] = {}
        self._same: dict[tuple[Formula, Formula], bool] = {}
        self._patterns: dict[tuple[Formula, int], Patterns | None] = {}
        self._powers: dict[Composition, tuple[Indices, ...]] = {}

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
            compiled = self._composed(canonical)
            self._remember(canonical, compiled)
        if isinstance(compiled, TooLargeError):
            raise compiled
        return compiled, variables

    def is_composed(self, f: Formula) -> bool:
        """Tell whether a formula has been compiled before."""
        return self.renamed(f)[0] in self._compositions

    def renamed(self, f: Formula) -> tuple[Formula, tuple[int, ...]]:
        """Number the variables of a formula afresh, once."""
        known = self._relabelled.get(f)
        if known is None:
            known = self._relabelled[f] = relabelled(f)
        return known

    def _remember(self, f: Formula, compiled: Composition | TooLargeError) -> None:
        """Keep what was compiled, dropping the oldest while there is too much."""
        self._compositions[f] = compiled
        self._entries += compiled.entries if isinstance(compiled, Composition) else 0
        while len(self._compositions) > 1 and (
            len(self._compositions) > REMEMBERED or self._entries > ENTRIES
        ):
            dropped = self._compositions.pop(next(iter(self._compositions)))
            self._entries -= dropped.entries if isinstance(dropped, Composition) else 0

    def _composed(self, f: Formula) -> Composition | TooLargeError:
        """Compile, or remember that it was too large."""
        try:
            return self.compose(f)
        except TooLargeError as error:
            return error

    def method(self, formulas: Sequence[Formula]) -> str:
        """Name what answered, of engines that choose."""
        return " + ".join(dict.fromkeys(name for f in formulas for name in self.methods(f)))

    def methods(self, f: Formula) -> tuple[str, ...]:
        """Name what a formula was compiled by."""
        return self.composition(f)[0].methods

    def bounds(self, f: Formula, limit: int) -> Bounds:
        """Bound the size of the smallest set."""
        return bounds_of(f)

    def interval(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Say that a probability is one."""
        return ANY_CHANCE

    def minimal_sets(self, f: Formula, limit: int) -> Family:
        """Find the minimal sets: count them all, list the first few."""
        known = self._families.get((f, limit))
        if known is None:
            known = self._families[f, limit] = self.family(f, limit)
        return known

    def family(self, f: Formula, limit: int) -> Family:
        """Find the minimal sets once."""
        compiled, variables = self.composition(f)
        return compiled.family(limit, variables)

    def patterns(self, f: Formula, limit: int) -> Patterns | None:
        """Tell the minimal sets as patterns."""
        key = f, limit
        if key not in self._patterns:
            self._patterns[key] = self.told(f, limit)
        return self._patterns[key]

    def told(self, f: Formula, limit: int) -> Patterns | None:
        """Look for patterns once."""
        return patterns_of(f, limit=limit)

    def power(self, f: Formula) -> tuple[Indices, ...]:
        """Count the swings of every variable and integrate its Shapley–Shubik index."""
        compiled, variables = self.composition(f)
        known = self._powers.get(compiled)
        if known is None:
            known = self._powers[compiled] = compiled.power()
        return tuple(indices for _, indices in sorted(zip(variables, known, strict=True), key=itemgetter(0)))

    def probability(self, f: Formula, chances: Sequence[float]) -> float:
        """Give the probability of the root from those of the variables."""
        compiled, variables = self.composition(f)
        return compiled.probability([chances[variable] for variable in variables])

    def same(self, f: Formula, g: Formula) -> bool:
        """Tell whether two formulas are one function."""
        known = self._same.get((f, g))
        if known is None:
            known = self._same[f, g] = f == g or self.equal(f, g)
        return known
