"""Popolo JSON: persons, organizations, posts, memberships and areas, in and out."""

from counterpoise.formats.popolo.areas import grounds_of
from counterpoise.formats.popolo.reading import Read, read
from counterpoise.formats.popolo.writing import write

__all__ = ["Read", "grounds_of", "read", "write"]
