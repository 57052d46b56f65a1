"""The version of this library."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Give the installed version, or say that the library runs from a folder without being installed."""
    try:
        return metadata.version("counterpoise")
    except metadata.PackageNotFoundError:
        return "0+folder"
