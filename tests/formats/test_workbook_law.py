"""Whatever a case says, a workbook says it back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.formats import case_folder
from counterpoise.formats.case_files.csv_rows import table_text
from counterpoise.formats.case_files.yaml_data import flow, parsed
from formats.folders import write_case
from formats.workbooks import settled, there_and_back

ODD = [
    "=1+1",
    "#N/A",
    "_x0041_",
    "[a]",
    "{a: b}",
    "a | b",
    "2024-03-28",
    "1e5",
    "null",
    "- a",
    "x: y # z",
    "(a)",
    "“”",
]
ODD += ["TRUE", "0.50", "a\nb", "'", '"', "a — b", "@x", "٣", "?", "1/2"]
WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()))
TEXTS = WORDS | st.sampled_from(ODD)
LINES = TEXTS.map(lambda text: " ".join(text.split()))
LOCALISED = (
    TEXTS | st.fixed_dictionaries({"vi": TEXTS}, optional={"en": TEXTS}) | TEXTS.map(lambda t: {"en": t})
)
DAYS = st.dates().map(lambda day: day.isoformat())
DATES = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4])
BASIS = st.lists(
    st.fixed_dictionaries(
        {"source": st.just("law")}, optional={"cite": TEXTS, "status": st.just("verified"), "note": TEXTS}
    ),
    max_size=3,
)


def some(**fields: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Name optional fields."""
    return {"on" if name == "day" else name: field for name, field in fields.items()}


PILOTS = st.lists(
    st.fixed_dictionaries({"place": st.just("all")}, optional={"from": DATES, "status": st.just("running")}),
    max_size=3,
)
ARRANGEMENTS = st.lists(
    st.fixed_dictionaries(
        {"id": st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,6}\Z"), "offices": st.just(["chair", "clerk"])},
        optional=some(
            name=LOCALISED,
            places=PILOTS,
            conditions=st.lists(LOCALISED, max_size=3),
            basis=BASIS,
            stop=st.lists(LOCALISED, max_size=2),
        ),
    ),
    max_size=3,
    unique_by=lambda one: str(one["id"]),
)
REGULATIONS = st.lists(
    st.fixed_dictionaries(
        {"id": st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,6}\Z"), "adopted": DATES},
        optional={
            "title": LOCALISED,
            "covers": st.sampled_from(["all", ["permit"], []]),
            "leads": st.sampled_from([{}, {"permit": "chair"}]),
            "basis": BASIS,
        },
    ).filter(lambda one: not one.get("leads") or one.get("covers") in ("all", ["permit"])),
    max_size=3,
    unique_by=lambda one: str(one["id"]),
)
EVIDENCE = st.lists(
    st.fixed_dictionaries(
        {"id": st.from_regex(r"\A[a-z0-9]{1,6}\Z"), "kind": TEXTS},
        optional={"date": DATES, "source": TEXTS, "says": LOCALISED, "title": LOCALISED},
    ),
    max_size=3,
    unique_by=lambda one: str(one["id"]),
)
PERSONS = LINES.filter(lambda name: not name.startswith("(") and "@" not in name)
TENURES = st.lists(
    st.tuples(
        st.integers(1, 9).map(str),
        PERSONS | st.just("(vacant)"),
        DATES | st.just(""),
        st.just("") | st.just("?"),
        TEXTS | st.just(""),
    ),
    max_size=4,
    unique_by=lambda row: row[0],
)


@pytest.mark.slow
@given(LOCALISED, ARRANGEMENTS, REGULATIONS, EVIDENCE, TENURES, st.booleans())
@settings(max_examples=60)
def test_a_case_comes_back_from_a_workbook_as_it_went_in(
    title: Any, arrangements: Any, regulations: Any, evidence: Any, tenures: Any, vietnamese: bool
) -> None:
    files = {
        "case": f"counterpoise: 1\nframework: ./framework.yaml\nsources: {{law: {{title: Law}}}}\ntitle: {flow(title)}\n",
        "framework": (
            "counterpoise: 1\nid: village # a comment\noffices: {chair: {}, clerk: {}, many: {seats: 9}}\n"
            "matters: {permit: {steps: [{id: a, act: decide, actor: chair}]}}\n"
        ),
        "arrangements": flow(arrangements) + "\n",
        "regulations": "regulations: " + flow(regulations) + "\n",
        "evidence": flow(evidence) + "\n",
        "tenures": table_text(
            [("office", "seat", "person", "from", "to", "basis"), *(("many", *row) for row in tenures)]
        ),
    }
    with TemporaryDirectory() as top:
        folder = Path(top) / "case"
        folder.mkdir()
        case = case_folder.read(write_case(folder, **files))
        back = there_and_back(folder, Path(top), language="vi" if vietnamese else "en")
    assert settled(back) == settled(case)


DATA = st.recursive(
    TEXTS.map(str.strip),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.map(str.strip), inner, max_size=3),
    max_leaves=8,
)


@given(DATA)
def test_data_written_as_yaml_is_read_back(value: Any) -> None:
    assert parsed(f"key: {flow(value)}\n") == {"key": value}
