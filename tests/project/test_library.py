"""`import counterpoise` is light and offers what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import counterpoise

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.slow
def test_importing_loads_neither_numpy_nor_a_parser() -> None:
    program = (
        "import sys, counterpoise; "
        "sys.exit(', '.join({'numpy', 'yaml', 'argparse', 'counterpoise.analysis'} & set(sys.modules)) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_library_reads_audits_and_compares() -> None:
    case = counterpoise.read_case(CASES / "check-collapses")
    audit = counterpoise.audit(case)
    assert {finding.code for finding in audit.findings} >= {"C03"}
    change = counterpoise.compare(case, split="secretary-1")
    assert [finding.code for finding in change.lost] == ["C03"]


def test_the_library_repairs() -> None:
    result = counterpoise.repair(counterpoise.read_case(CASES / "check-collapses"), target=3)
    assert result.status == "found"
    assert result.proof.exact
    again = counterpoise.audit(result.repaired)
    assert all(
        (m.readings.practice.capture_number or 9) >= 3 for m in again.matters if m.matter in result.matters
    )


def test_the_library_names_what_it_offers() -> None:
    assert dir(counterpoise) == sorted(counterpoise.__all__)
    assert all(getattr(counterpoise, name) for name in counterpoise.__all__)


def test_the_library_offers_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = counterpoise.nonsense  # type: ignore[attr-defined]
