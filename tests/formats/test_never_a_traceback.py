"""Whatever stands in the files, the reader answers with a case or with problems, never otherwise."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import plain
from counterpoise.formats import case_folder, starter

JUNK = [
    *(
        "not",
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        '"',
        "'",
        "?",
        "~",
        "null",
        "0",
        "-1",
        "1e9",
        "9" * 30,
        "\t",
        "\0",
        "\ufeff",
    ),
    *(
        "(vacant)",
        "chair",
        "&x",
        "*x",
        "!!int 3",
        "---\n",
        "{any: []}",
        "[[[[",
        "2020-13-01",
        "é",
        "\r",
        "\n",
        ",",
        ";",
    ),
    *("%", "1/0", "0/3", "<<: *a", "|", ">", "#", "@", "\u2028", "١٢", "sample-commune", "commune", ""),
]
PIECES = re.compile(r"[\w-]+|\W", re.DOTALL)
FILES = ("case.yaml", "framework.yaml", "places.csv", "persons.csv", "tenures.csv", "arrangements.yaml")

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(FILES), st.floats(0, 1, exclude_max=True), st.sampled_from(JUNK), st.booleans()
    ),
    min_size=1,
    max_size=3,
)


def _answer(folder: Path) -> None:
    """Read a folder; every problem must be whole and on one line in both languages."""
    for problem in _problems(folder):
        assert problem.where
        assert problem.what.vi
        assert problem.what.en
        assert len(problem.line("vi").splitlines()) == 1
        assert len(problem.line("en").splitlines()) == 1


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        case_folder.read(folder)
    except CaseError as refusal:
        return refusal.problems or (Problem("", plain(""), plain("")),)
    return ()


@given(CHANGES)
def test_a_case_with_pieces_exchanged_is_read_or_refused(changes: list[tuple[str, float, str, bool]]) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        starter.write(folder, language="en")
        for file, where, junk, inserts in changes:
            pieces = PIECES.findall((folder / file).read_bytes().decode())
            at = int(where * len(pieces))
            pieces[at : at + (0 if inserts else 1)] = [junk]
            (folder / file).write_bytes("".join(pieces).encode())
        _answer(folder)


@given(st.sampled_from(FILES), st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(file: str, content: bytes) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        starter.write(folder, language="vi")
        (folder / file).write_bytes(content)
        _answer(folder)


@given(st.sampled_from(FILES), st.booleans())
def test_a_file_that_is_gone_or_a_folder_is_read_or_refused(file: str, becomes_folder: bool) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        starter.write(folder, language="vi")
        (folder / file).unlink()
        if becomes_folder:
            (folder / file).mkdir()
        _answer(folder)
        shutil.rmtree(folder)
