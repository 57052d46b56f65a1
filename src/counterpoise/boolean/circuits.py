"""Many functions of one seating at once: who fills which slots is a row of numbers, and no formula is written.

The answers are those of the diagrams (see `kernels`): all functions of a seating grow in one diagram, each distinct root
is answered once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.kernel_engine import CHOOSE, MOST
from counterpoise.boolean.kernels.circuit import Circuit
from counterpoise.boolean.kernels.seatings import Seen, examined
from counterpoise.boolean.kernels.store import FULL, store
from counterpoise.boolean.kernels.thresholds import CELLS
from counterpoise.boolean.passes import quadrature

NODES = 1 << 18
"""Nodes of the diagram of one seating, all its functions together."""

_examined: Callable[..., Seen] = examined
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


class Seatings:
    """Examines one seating after another; the arrays are made once."""

    def __init__(self, circuit: Circuit, group_of: Integers) -> None:
        self._circuit = circuit
        self._group_of = group_of
        self._diagram = store(nodes=NODES)
        self._family = store(nodes=1 << 15, joins=1 << 13)
        self._cells = np.zeros(CELLS, dtype=np.int64)
        self._marks = np.zeros(CELLS, dtype=np.bool_)
        self._number = np.zeros(NODES + 1, dtype=np.int64)
        self._points, self._weights = _quadratures()

    def examine(
        self, slots: npt.NDArray[np.int16], *, wanted: Truths, joined: Sequence[int], limit: int
    ) -> Seen | None:
        """Answer the functions that are wanted, in three readings; nothing where the arrays were too small.

        `slots` tells who fills each slot: a number, -1 for nobody, -2 where there is no slot. Each of `joined` is also
        put into every group that carries a function.
        """
        seen: Seen = _examined(
            self._diagram,
            self._family,
            self._circuit,
            slots.astype(np.int64),
            self._group_of,
            int(slots.max(initial=-1)) + 1,
            wanted,
            np.array(joined, dtype=np.int64),
            limit,
            CHOOSE,
            self._points,
            self._weights,
            self._cells,
            self._marks,
            self._number,
        )
        return None if self._diagram.used[FULL] else seen


def _quadratures() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Lay the nodes of every quadrature side by side."""
    most = MOST // 2 + 1
    points, weights = np.zeros((2, most + 1, most))
    for n in range(1, most + 1):
        points[n, :n], weights[n, :n] = quadrature(n)
    return points, weights
