"""Compile kernels, and keep what was compiled for as long as no kernel changes.

A compiled kernel contains those it calls, and numba looks only at the file of the kernel itself to tell whether what
it kept is still good. Here all files of the kernels together say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba  # type: ignore[import-not-found,import-untyped,unused-ignore]
from numba.core import caching  # type: ignore[import-not-found,import-untyped,unused-ignore]
from numba.core.registry import cpu_target  # type: ignore[import-not-found,import-untyped,unused-ignore]

F = TypeVar("F", bound=Callable[..., Any])

_SOURCES = b"".join(one.read_bytes() for one in sorted(Path(__file__).parent.glob("*.py")))
_STAMP = sha256(_SOURCES).digest()


class _Stamped:
    """Stamps what is kept of a kernel with the sources of all kernels, and with the kernel's own file."""

    def get_source_stamp(self) -> bytes:
        """Give what must be the same for a kept kernel to be used."""
        own: bytes = super().get_source_stamp()  # type: ignore[misc]
        return _STAMP + own


class Chosen(_Stamped, caching.UserProvidedCacheLocator):
    """Keeps kernels where `NUMBA_CACHE_DIR` says."""


class Beside(_Stamped, caching.InTreeCacheLocator):
    """Keeps kernels beside their sources."""


class OfTheUser(_Stamped, caching.UserWideCacheLocator):
    """Keeps kernels in the cache of whoever runs them, where the sources may not be written beside."""


_PLACES = ",".join(f"{__name__}.{place.__name__}" for place in (Chosen, Beside, OfTheUser))


def compiled(function: F) -> F:
    """Compile a kernel when it is first called, and keep it for the next process."""
    with _kept_here():
        return cast(F, numba.njit(cache=True)(function))


def lean(function: F) -> F:
    """Compile a kernel that makes no arrays.

    Elsewhere numba counts for every array a kernel is handed who holds it, by atomic steps that cost more than a small
    kernel's work; without its runtime (`_nrt`) it does not.
    """
    njit: Any = numba.njit
    with _kept_here():
        return cast(F, njit(cache=True, _nrt=False)(function))


def inlined(function: F) -> F:
    """Put a kernel into those that call it."""
    with _kept_here():
        return cast(F, numba.njit(cache=True, inline="always")(function))


def is_kept(kernel: Callable[..., Any]) -> bool:
    """Tell whether a kernel was compiled before, from these sources and for this processor: then it takes no time to compile.

    Where another numba keeps its kernels in another way, the answer is no.
    """
    with suppress(AttributeError, OSError):
        known = cast(Any, kernel)._cache._cache_file._load_index()
        return any(key[1] == cpu_target.target_context.codegen().magic_tuple() for key in known)
    return False


@contextmanager
def _kept_here() -> Iterator[None]:
    """Have numba ask the places of this module, and whom it asked before for everything else."""
    config: Any = numba.config
    before = config.CACHE_LOCATOR_CLASSES
    config.CACHE_LOCATOR_CLASSES = before or _PLACES
    try:
        yield
    finally:
        config.CACHE_LOCATOR_CLASSES = before
