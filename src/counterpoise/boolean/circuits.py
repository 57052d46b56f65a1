"""Many functions of one seating at once: who fills which slots is a row of numbers, and no formula is written.

The answers are those of the diagrams (see `kernels`): in each function those who play the same part in it are one type,
and the types stand in an order of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.kernel_engine import CHOOSE
from counterpoise.boolean.kernels.circuit import Circuit
from counterpoise.boolean.kernels.compiling import is_kept
from counterpoise.boolean.kernels.seatings import Room, Seen, Tables, examined
from counterpoise.boolean.kernels.store import store
from counterpoise.boolean.kernels.thresholds import bench
from counterpoise.boolean.passes import quadrature

SMALL, LARGE = 1 << 13, 1 << 18
"""Nodes of the diagram of one function: a small one stays near the processor, a large one takes what does not fit."""

SMALL_JOINS, LARGE_JOINS = 1 << 12, 1 << 18
"""Pairs of its nodes whose joining is remembered."""

SMALL_SETS, LARGE_SETS = 1 << 13, 1 << 15
"""Nodes of the families of sets that belong to it, and pairs these are found by."""

MIGHTY = 95
"""So many may have power in one function: of so many there are quadratures."""

_examined: Callable[..., Seen] = examined
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


def are_compiled() -> bool:
    """Tell whether what examines seatings was compiled before on this machine."""
    return is_kept(_examined)


class Seatings:
    """Examines one seating after another; the arrays are made once."""

    def __init__(self, circuit: Circuit, group_of: Integers) -> None:
        self._circuit = circuit
        self._group_of = group_of
        self._small = _room(SMALL, SMALL_JOINS, SMALL_SETS)
        self._large = _room(LARGE, LARGE_JOINS, LARGE_SETS)
        widest = len(group_of) + int(np.diff(circuit.first).max(initial=0))
        self._tables = Tables(CHOOSE, *_quadratures())
        self._bench = bench(widest)
        self._number = np.zeros(LARGE + 1, dtype=np.int64)

    def examine(
        self,
        slots: npt.NDArray[np.int16],
        *,
        wanted: Truths,
        joined: Sequence[int],
        limit: int,
        banzhaf: bool,
    ) -> Seen:
        """Answer the functions that are wanted, in three readings, but for those that are lacking: the arrays were too small.

        `slots` tells who fills each slot: a number, -1 for nobody, -2 where there is no slot. Each of `joined` is also
        put into every group that carries a function; Banzhaf power is told where it is wanted.
        """
        seen: Seen = _examined(
            self._small,
            self._large,
            self._circuit,
            slots.astype(np.int64),
            self._group_of,
            int(slots.max(initial=-1)) + 1,
            wanted,
            np.array(joined, dtype=np.int64),
            limit,
            banzhaf,
            self._tables,
            self._bench,
            self._number,
        )
        return seen


def _room(nodes: int, joins: int, sets: int) -> Room:
    return Room(store(nodes, joins), store(sets, joins=1), store(sets, joins=sets))


def _quadratures() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Lay the nodes of every quadrature side by side."""
    most = MIGHTY // 2 + 1
    points, weights = np.zeros((2, most + 1, most))
    for n in range(1, most + 1):
        points[n, :n], weights[n, :n] = quadrature(n)
    return points, weights
