"""Parquet files put one behind another byte for byte hold the rows of all of them, in order."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from counterpoise.formats.rosters.footers import (  # noqa: E402
    LIST,
    RECORD,
    SHORT,
    FooterError,
    Listed,
    Record,
    read_record,
    written_record,
)
from counterpoise.formats.rosters.joining import join  # noqa: E402
from sweep.test_command import FRAMEWORK, ROWS  # noqa: E402

ORDINAL = 7
"""The field of a group of rows that holds its number in the file, in parquet.thrift."""

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [("word", WORD), ("number", pa.float64()), ("yes", pa.bool_()), ("sets", pa.list_(pa.list_(pa.string())))]
)
ROW = st.fixed_dictionaries(
    {
        "word": st.none() | st.text(max_size=3),
        "number": st.none() | st.floats(allow_nan=False),
        "yes": st.none() | st.booleans(),
        "sets": st.none() | st.lists(st.lists(st.text(max_size=2), max_size=3), max_size=3),
    }
)
WAYS: dict[str, dict[str, Any]] = {
    "as a sweep writes": {"compression": "zstd", "write_statistics": ["word"]},
    "in small groups of rows": {"row_group_size": 2},
    "with indexes of pages": {"write_page_index": True, "row_group_size": 3},
    "with Bloom filters": {"bloom_filter_options": {"number": True}},
    "without dictionaries": {"use_dictionary": False, "data_page_version": "2.0"},
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.lists(ROW, max_size=6), min_size=1, max_size=20), st.sampled_from(sorted(WAYS)))
def test_rows_of_a_whole_are_the_rows_of_its_parts(tmp_path: Path, parts: list[Any], way: str) -> None:
    paths = [tmp_path / f"{number}.parquet" for number in range(len(parts))]
    for path, rows in zip(paths, parts, strict=True):
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path, **WAYS[way])
    assert join(paths, tmp_path / "whole.parquet") == sum(map(len, parts))
    whole = pq.ParquetFile(tmp_path / "whole.parquet")
    table = whole.read()
    table.validate(full=True)
    assert table.schema == SCHEMA
    assert table.to_pylist() == [row for rows in parts for row in rows]
    assert whole.metadata.num_rows == table.num_rows
    files = [pq.ParquetFile(path).metadata for path in paths]
    assert whole.metadata.num_row_groups == sum(one.num_row_groups for one in files)


def test_rows_are_found_by_what_is_told_of_groups(tmp_path: Path) -> None:
    """Somebody who looks for one word reads the groups it may be in, in whichever part these were."""
    paths = [tmp_path / f"{number}.parquet" for number in range(3)]
    for number, path in enumerate(paths):
        rows: list[Any] = [{"word": f"w{number}", "number": number, "yes": True, "sets": [["a"], []]}] * 5
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path, **WAYS["with indexes of pages"])
    join(paths, tmp_path / "whole.parquet")
    found = pq.read_table(tmp_path / "whole.parquet", filters=[("word", "=", "w2")])
    assert found.column("number").to_pylist() == [2.0] * 5


def test_indexes_of_pages_are_found_where_the_footer_says(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.parquet" for number in range(3)]
    for number, path in enumerate(paths):
        rows: list[Any] = [{"word": f"w{number}", "number": number + n / 9} for n in range(9)]
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path, write_page_index=True)
    join(paths, tmp_path / "whole.parquet")
    own = [one for path in paths for one in indexes_in(path.read_bytes())]
    assert all(all(one) for one in own)
    assert indexes_in((tmp_path / "whole.parquet").read_bytes()) == own


def test_groups_of_rows_that_are_numbered_are_numbered_through(tmp_path: Path) -> None:
    """Some writers number the groups of a file and others do not: two parts of two groups and one of one."""
    paths = [tmp_path / f"{number}.parquet" for number in range(3)]
    for rows, path in zip((4, 1, 3), paths, strict=True):
        table = pa.Table.from_pylist([{"number": float(n)} for n in range(rows)], schema=SCHEMA)
        pq.write_table(table, path, row_group_size=2)
        path.write_bytes(with_ordinals(path.read_bytes()))
    join(paths, tmp_path / "whole.parquet")
    found = footer_of((tmp_path / "whole.parquet").read_bytes())[4][1].entries
    assert [group[ORDINAL] for group in found] == [(SHORT, number) for number in range(5)]
    assert pq.read_table(tmp_path / "whole.parquet").num_rows == 8


def with_ordinals(content: bytes) -> bytes:
    """Number the groups of a file, each by its place."""
    footer = footer_of(content)
    groups = tuple({**one, ORDINAL: (SHORT, at)} for at, one in enumerate(footer[4][1].entries))
    begins = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    written = written_record({**footer, 4: (LIST, Listed(RECORD, groups))})
    return content[:begins] + written + len(written).to_bytes(4, "little") + content[-4:]


def indexes_in(content: bytes) -> list[list[bytes]]:
    """Cut out the indexes of each column, group by group, by what parquet.thrift says of their numbers."""
    return [
        [
            content[column[begins][1] :][: column[begins + 1][1]]
            for column in group[1][1].entries
            for begins in (4, 6)
        ]
        for group in footer_of(content)[4][1].entries
    ]


def footer_of(content: bytes) -> Record:
    """Read the footer of a file."""
    length = int.from_bytes(content[-8:-4], "little")
    return read_record(content[-8 - length : -8])


def test_a_footer_read_and_written_is_the_same(tmp_path: Path) -> None:
    for number, options in enumerate(WAYS.values()):
        path = tmp_path / f"{number}.parquet"
        rows: list[Any] = [{"word": "a", "number": float(n), "yes": None, "sets": [[]]} for n in range(50)]
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path, **options)
        content = path.read_bytes()
        length = int.from_bytes(content[-8:-4], "little")
        footer = content[-8 - length : -8]
        assert written_record(read_record(footer)) == footer


def test_parts_that_are_not_alike_or_not_whole_are_refused(tmp_path: Path) -> None:
    one, other, cut = tmp_path / "one.parquet", tmp_path / "other.parquet", tmp_path / "cut.parquet"
    pq.write_table(pa.table({"a": [1]}), one)
    pq.write_table(pa.table({"b": [1]}), other)
    cut.write_bytes(one.read_bytes()[:-3])
    for parts in ([one, other], [cut], [one, cut]):
        with pytest.raises(FooterError):
            join(parts, tmp_path / "whole.parquet")


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pandas") is None, reason="pandas is not installed")
def test_a_sweep_loads_no_pandas(tmp_path: Path) -> None:
    """It is not asked for, but pyarrow loads it where it is installed, most of a second in every process."""
    (tmp_path / "framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    rows = "".join(f"xa-1,{row}\n" for row in ROWS.splitlines())
    (tmp_path / "rosters.csv").write_text(f"place,office,seat,person,from,to\n{rows}", encoding="utf-8")
    program = (
        "import sys; from counterpoise.cli import main; "
        "code = main(sys.argv[1:]); sys.exit(code or ('pandas' in sys.modules) * 9)"
    )
    options = ["--framework", "./framework.yaml", "--on", "2024-06-01", "--processes", "1", "--power"]
    command = [sys.executable, "-c", program, "sweep", "rosters.csv", *options, "-o", "out.parquet"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
