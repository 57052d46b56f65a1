"""YAML becomes a tree of texts with their lines, by the C loader and by the plain one alike."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.case_folder import yaml_marks
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.yaml_marks import Mapping, Node, Scalar, Sequence


def parse(text: str) -> tuple[Node | None, list[str]]:
    """Read a text, and give its problems in English."""
    problems = Problems()
    node = yaml_marks.parse(text, file="x.yaml", problems=problems)
    return node, [problem.line("en") for problem in problems.listed()]


def simple(node: Node | None) -> object:
    """Give a tree as texts, lists and dicts."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [simple(item) for item in node.items]
        case Mapping():
            return {key: simple(value) for key, value in node.entries.items()}
        case None:
            return None


def test_lines_and_texts_are_kept() -> None:
    node, found = parse("on: yes\nlist:\n  - 2020\n  - '2020'\n")
    assert found == []
    assert isinstance(node, Mapping)
    assert node.entries["on"] == Scalar("yes", True, 1)
    assert node.key_lines == {"on": 1, "list": 2}
    assert node.entries["list"] == Sequence((Scalar("2020", True, 3), Scalar("2020", False, 4)), 3)


def test_a_key_written_twice_names_both_lines() -> None:
    node, found = parse("a: 1\nb: {c: [x]}\na: {d: 2}\n")
    assert found == ["x.yaml, line 3: the key “a” is already on line 1; keep one of them"]
    assert simple(node) == {"a": "1", "b": {"c": ["x"]}}


def test_a_key_that_is_no_word_is_refused() -> None:
    node, found = parse("[a, b]: 1\n? {c: d}\n: 2\ne: 3\n")
    assert len(found) == 2
    assert all("a key must be one word" in line for line in found)
    assert simple(node) == {"e": "3"}


def test_a_bare_question_mark_ends_on_an_unknown_day() -> None:
    for text in (
        "{from: 2020, to: ?}",
        "{to: ?, from: 2020}",
        "to: ?\nfrom: 2020",
        "from: 2020\nto: ?  # unknown",
    ):
        node, found = parse(text)
        assert found == []
        assert simple(node) == {"from": "2020", "to": "?"}


@pytest.mark.parametrize(
    "text",
    ["a: [1", "a: b: c", "a:\n\tb: 1", "- a\nb", "a: 'x", "%bad", "a: @x", "{a, b: }}", "--- a\n--- b\n"],
)
def test_what_is_no_yaml_is_one_problem_with_its_line(text: str) -> None:
    _, found = parse(text)
    assert len(found) == 1
    assert found[0].startswith("x.yaml, line ")


@pytest.mark.slow
def test_nesting_has_no_limit() -> None:
    node, found = parse("[" * 20_000 + "]" * 20_000)
    assert found == []
    depth = 0
    while isinstance(node, Sequence) and node.items:
        node, depth = node.items[0], depth + 1
    assert depth == 19_999


TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcđê on", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(TREES)
def test_what_was_written_is_read_back(tree: object) -> None:
    node, found = parse(yaml.safe_dump(tree, allow_unicode=True, default_style='"'))
    assert found == []
    assert simple(node) == tree


@given(st.text("ab:-[]{},#&*!|>'\"%@?~ \n\t0", max_size=40))
def test_both_loaders_agree_and_never_fail_otherwise(text: str) -> None:
    quick = parse(text)
    patch = pytest.MonkeyPatch()
    with patch.context() as without:
        without.delattr(yaml, "CSafeLoader")
        slow = parse(text)
    if not quick[1] and not slow[1]:
        assert simple(quick[0]) == simple(slow[0])
