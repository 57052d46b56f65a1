"""Hold a case as the texts of its files: what every other format turns into and is made from."""

from counterpoise.formats.case_files.framework_data import framework_data
from counterpoise.formats.case_files.framework_text import framework_text
from counterpoise.formats.case_files.gathering import Carried, gather, own_frameworks
from counterpoise.formats.case_files.repaired import repaired_files
from counterpoise.formats.case_files.staging import read_files
from counterpoise.formats.case_files.storing import store
from counterpoise.formats.case_files.writing import files_of

__all__ = [
    "Carried",
    "files_of",
    "framework_data",
    "framework_text",
    "gather",
    "own_frameworks",
    "read_files",
    "repaired_files",
    "store",
]
