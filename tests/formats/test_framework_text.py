"""A framework's file after some rows changed says what the framework says, and keeps every other line."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff
from importlib import resources

import pytest

from counterpoise.domain.institution import Framework
from counterpoise.domain.words import OfficeId, Text
from counterpoise.formats.case_files import framework_data, framework_text, read_files

HEAD = "counterpoise: 1\ntitle: x\nframework: [framework.yaml]\n"
FILES = sorted(resources.files("counterpoise").joinpath("frameworks").iterdir(), key=lambda file: file.name)
TEXTS = {
    file.name.removesuffix(".yaml"): file.read_text("utf-8") for file in FILES if file.name.endswith(".yaml")
}


def read(text: str) -> Framework:
    """Read the text of a framework."""
    return read_files({"case.yaml": HEAD, "framework.yaml": text}, name="x")[0].frameworks[0]


def changed(text: str, before: Framework, after: Framework) -> tuple[str, list[str]]:
    """Write a change, and list the lines that differ."""
    new = framework_text(text, framework_data(before), framework_data(after))
    told = unified_diff(text.splitlines(), new.splitlines(), lineterm="", n=0)
    return new, [line for line in told if line[:1] in "+-" and line[:3] not in ("---", "+++")]


@pytest.mark.parametrize("name", TEXTS)
def test_what_does_not_change_stays_byte_for_byte(name: str) -> None:
    one = read(TEXTS[name])
    assert framework_text(TEXTS[name], framework_data(one), framework_data(one)) == TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_a_row_that_comes_changes_or_goes_is_what_is_read_and_the_rest_stays(name: str) -> None:
    one = read(TEXTS[name])
    office = list(one.offices.values())[-1]
    added = replace(office, id=OfficeId("zz-added"), name=Text("Chức danh mới: “thử”", "New, 'tried'"))
    more = replace(one, offices={**one.offices, added.id: added})
    text, lines = changed(TEXTS[name], one, more)
    assert read(text) == more
    assert all(line.startswith("+") for line in lines)
    assert len(lines) < 20
    renamed = replace(office, name=Text("Tên khác", "Another name"))
    other = replace(more, offices={**more.offices, office.id: renamed})
    again, _ = changed(text, more, other)
    assert read(again) == other
    back, _ = changed(again, other, replace(one, offices={**one.offices, office.id: renamed}))
    assert read(back).offices.keys() == one.offices.keys()
    assert back.count("#") == TEXTS[name].count("#")


def test_a_head_of_the_file_changes_in_its_line_and_a_new_section_comes_at_the_end() -> None:
    text = "counterpoise: 1\nid: a  # the id\ntitle: A\noffices:\n  x: {}\n  y: {}\nmatters: {m: {steps: [{id: s, act: decide, actor: x}]}}\n"
    one = read(text)
    data = framework_data(one)
    new = framework_text(text, data, {**data, "title": "B", "sources": {"law": {"title": "Luật: “a”"}}})
    assert new.splitlines()[:2] == text.splitlines()[:2]
    assert new.splitlines()[2] == 'title: "B"'
    assert read(new).sources.keys() == {"law"}


@pytest.mark.parametrize("offices", ["{x: {}, y: {}}", "\n  x: {}\n  ? y\n  : {}", "\n  {x: {},\n   y: {}}"])
def test_a_file_whose_rows_cannot_be_cut_out_is_written_anew(offices: str) -> None:
    text = f"counterpoise: 1\nid: a\noffices: {offices}\nmatters: {{m: {{steps: [{{id: s, act: decide, actor: x}}]}}}}\n"
    one = read(text)
    after = replace(one, offices={key: replace(office, seats=3) for key, office in one.offices.items()})
    assert read(changed(text, one, after)[0]) == after


def test_what_the_reader_will_refuse_is_written_as_it_is_said() -> None:
    text = (
        "counterpoise: 1\nid: a\noffices:\n  x: {}\nmatters: {m: {steps: [{id: s, act: decide, actor: x}]}}\n"
    )
    data = framework_data(read(text))
    assert "x: {seats: nhiều}" in framework_text(text, data, {**data, "offices": {"x": {"seats": "nhiều"}}})
