"""A framework written from its records reads back as the same records."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.institution import Framework
from counterpoise.formats.case_files.framework_data import framework_data, lines_of
from counterpoise.formats.case_files.yaml_data import flow
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise.formats.case_folder.framework_yaml import read_framework
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.cases import read
from laws import repairs

CASES = Path(__file__).parents[2] / "cases"


def again(framework: Framework) -> Framework:
    problems = Problems()
    found = read_framework(
        lines_of(framework_data(framework), flow), file="framework.yaml", problems=problems
    )
    assert [p.line("en") for p in problems.listed() if p.fatal] == []
    assert found is not None
    return found[0]


@pytest.mark.parametrize("name", shipped_frameworks())
def test_every_shipped_framework_is_written_as_it_was_read(name: str) -> None:
    file = Path(__file__).parents[2] / "src" / "counterpoise" / "frameworks" / f"{name}.yaml"
    found = read_framework(file.read_text("utf-8"), file=file.name, problems=Problems())
    assert found is not None
    assert again(found[0]) == found[0]


@pytest.mark.parametrize("case", ["cycle-of-ties", "recusal-with-substitute", "person-twice", "casting-vote"])
def test_the_framework_of_a_case_is_written_as_it_was_read(case: str) -> None:
    for framework in read(CASES / case).frameworks:
        assert again(framework) == framework


@pytest.mark.slow
@given(st.randoms(use_true_random=False))
def test_a_made_framework_is_written_as_it_was_made(chance: Random) -> None:
    (framework,) = repairs.case_of(chance).frameworks
    assert again(framework) == framework
