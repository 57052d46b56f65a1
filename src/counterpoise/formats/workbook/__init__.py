"""The case as an Excel workbook, one sheet for each table: read with the checks of the folder, written, made to fill in."""

from counterpoise.formats.workbook.reading import read_files_of, read_with_warnings
from counterpoise.formats.workbook.template import template
from counterpoise.formats.workbook.writing import write

__all__ = ["read_files_of", "read_with_warnings", "template", "write"]
