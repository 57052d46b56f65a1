"""Read a case folder: every problem at once, each with file, line, entry and remedy."""

from counterpoise.formats.case_folder.folder import read, read_with_warnings, shipped_frameworks

__all__ = ["read", "read_with_warnings", "shipped_frameworks"]
