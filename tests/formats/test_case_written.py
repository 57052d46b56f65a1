"""A case written from its records is read again as the same case."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from counterpoise.domain.institution import Case
from counterpoise.domain.words import plain
from counterpoise.formats import case_folder
from counterpoise.formats.case_files import files_of, gather, read_files

ROOT = Path(__file__).parents[2] / "cases"
CASES = sorted(file.parent for file in ROOT.glob("*/case.yaml") if not file.parent.name.startswith("bad-"))
SHIPPED = {
    name: resources.files("counterpoise").joinpath("frameworks", f"{name}.yaml").read_text("utf-8")
    for name in case_folder.shipped_frameworks()
}


def without_lines(case: Case) -> Case:
    """Forget on which line of its table each tenure stood."""
    return replace(case, tenures=tuple(replace(tenure, line=0) for tenure in case.tenures))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_what_is_written_is_read_as_the_case(folder: Path) -> None:
    case = case_folder.read(folder)
    texts = dict(SHIPPED)
    for file, text in gather(folder).files.items():
        for framework in case.frameworks:
            if file.endswith(".yaml") and f"\nid: {framework.id}\n" in f"\n{text}\n":
                texts[framework.id] = text
    written = files_of(case, frameworks={f.id: texts[f.id] for f in case.frameworks}, shipped=SHIPPED)
    again, _ = read_files(written, name=case.id)
    assert without_lines(again) == without_lines(case)


def test_terms_of_ones_own_are_written_too() -> None:
    case = case_folder.read(ROOT / "check-collapses")
    assert case.measures is not None
    terms = replace(
        case.measures,
        title=plain("Own terms"),
        kinds={kind: replace(term, cost=term.cost + 1) for kind, term in case.measures.kinds.items()},
        own=True,
    )
    own = replace(case, measures=terms)
    text = (ROOT / "check-collapses" / "framework.yaml").read_text("utf-8")
    again, _ = read_files(files_of(own, frameworks={"suoi-lang": text}, shipped=SHIPPED), name=case.id)
    assert again.measures == terms
