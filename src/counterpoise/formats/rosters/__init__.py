"""Rosters of many places, and what a sweep tells of them: CSV and Parquet; the Parquet side alone uses pyarrow."""

from counterpoise.formats.rosters.checking import Checker, RosterRow
from counterpoise.formats.rosters.joining import join
from counterpoise.formats.rosters.reading import rows_of
from counterpoise.formats.rosters.results import Tables, tables_of
from counterpoise.formats.rosters.writing import write_rosters

__all__ = ["Checker", "RosterRow", "Tables", "join", "rows_of", "tables_of", "write_rosters"]
