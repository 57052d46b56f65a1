"""YAML as plain data and back: texts, lists and maps only, everything on one line where it can be."""

from __future__ import annotations

import re
from typing import TypeGuard

import yaml

from counterpoise.formats.case_folder import yaml_marks
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.yaml_marks import Node

Data = None | str | list["Data"] | dict[str, "Data"]

_BARE = re.compile(r"[a-z0-9][a-z0-9_-]*|\d{4}(-\d{2}){0,2}|\./[\w./-]+|[^\W_][\w .()/–-]*[\w).]")
_KEPT_BY_YAML = frozenset({"null", "Null", "NULL", "~"})
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')


def parsed(text: str) -> Data:
    """Read YAML as plain data; what cannot be read is nothing."""
    node = yaml_marks.parse(text, file="", problems=Problems())
    return None if node is None else data(node)


def data(node: Node) -> Data:
    """Forget lines and quotes; keys without a value go."""
    match node:
        case yaml_marks.Scalar():
            return None if node.is_nothing else node.text.strip()
        case yaml_marks.Sequence():
            return [data(item) for item in node.items]
        case yaml_marks.Mapping():
            pairs = {key: data(child) for key, child in node.entries.items()}
            return {key: value for key, value in pairs.items() if value is not None}


def is_map(value: Data) -> TypeGuard[dict[str, Data]]:
    """Tell whether data is a map."""
    return isinstance(value, dict)


def flow(value: Data) -> str:
    """Write data on one line.

    >>> flow({"id": "a", "says": ['x: "y"', "null"]})
    '{id: a, says: ["x: \\\\"y\\\\"", "null"]}'
    """
    match value:
        case None:
            return "~"
        case str():
            return scalar(value)
        case list():
            return "[" + ", ".join(flow(item) for item in value) + "]"
        case dict():
            return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"


def scalar(text: str) -> str:
    """Write one text, in quotes wherever YAML could take it for something else."""
    if _BARE.fullmatch(text) and text not in _KEPT_BY_YAML:
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def count_comments(text: str) -> int:
    """Count the comments of a YAML text: what lies between two tokens and begins with a hash."""
    count, last = 0, 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            count += _comment_lines(text[last : token.start_mark.index])
            last = max(last, token.end_mark.index)
    except yaml.YAMLError:
        return 0
    return count + _comment_lines(text[last:])


def _comment_lines(between: str) -> int:
    return sum(line.lstrip().startswith("#") for line in between.splitlines())


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return f"\\{letter}" if letter in '\\"' else f"\\u{ord(letter):04x}"
