"""Read a CSV of mandates in the manner of public registers: one row a mandate."""

from counterpoise.formats.mandates.reading import Read, read

__all__ = ["Read", "read"]
