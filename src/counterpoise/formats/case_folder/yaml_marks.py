"""Turn YAML into a tree of plain nodes that remember their lines.

The tree is built from the parser's events with an explicit stack, so no nesting is too deep. Scalars keep their
text: `on` and `2020` are what was written, and the field that wants a number or a date reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from counterpoise.formats.case_folder.problems import Problems, Spot, both

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_SCALAR = yaml.ScalarEvent
_BARE_QUESTION = re.compile(
    r"to(?<!\wto):([ \t]+)\?(?=[ \t]*(?:[,}\n]|[ \t]#|\Z))"
)  # word first: searched for at once


class Scalar(NamedTuple):
    """One text; `plain` when it was written without quotes."""

    text: str
    plain: bool
    line: int

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing was written here."""
        return self.plain and self.text in _NOTHING


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; `key_lines` says where each key stands."""

    entries: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def parse(text: str, *, file: str, problems: Problems) -> Node | None:
    """Read one YAML document, or note a problem and return nothing."""
    builder = _Builder(Spot(file), problems)
    written = _BARE_QUESTION.sub(r'to:\1"?"', text)  # YAML keeps the bare question mark for itself; we do not
    try:
        for event in _events(written):
            builder.take(event)
    except yaml.YAMLError as error:
        _note_syntax(error, at=Spot(file), problems=problems)
        return None
    if builder.root is None:
        problems.add(
            Spot(file),
            both("tệp trống", "the file is empty"),
            both(
                "viết nội dung, hoặc xóa tệp; “counterpoise new” tạo một ví dụ",
                "fill it in, or remove it; “counterpoise new” makes an example",
            ),
        )
    return builder.root


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@dataclass(slots=True)
class _Open:
    """A list or mapping not yet closed; a key waits for its value."""

    line: int
    items: list[Node] | None = None
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    key: Scalar | None = None
    dropping: bool = False

    def closed(self) -> Node:
        if self.items is not None:
            return Sequence(tuple(self.items), self.line)
        return Mapping(self.entries, self.key_lines, self.line)


@dataclass(slots=True)
class _Builder:
    """Builds the tree event by event."""

    at: Spot
    problems: Problems
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: Any) -> None:
        kind = type(
            event
        )  # by far the most are scalars: the kinds are looked at in the order of how common they are
        if kind is _SCALAR:
            line = event.start_mark.line + 1
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event, line)
            self._place(Scalar(event.value, event.implicit[0], line))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._place(self.stack.pop().closed())
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            line = event.start_mark.line + 1
            self._refuse_marks(event, line)
            self.stack.append(_Open(line, items=[] if kind is yaml.SequenceStartEvent else None))
        elif kind is yaml.AliasEvent:
            line = event.start_mark.line + 1
            self._refuse_alias(event.anchor, line)
            self._place(Scalar("", True, line))
        elif kind is yaml.DocumentStartEvent:
            self._count_document(event.start_mark.line + 1)

    def _place(self, node: Node) -> None:
        if not self.stack:
            if self.root is None:
                self.root = node
            return
        top = self.stack[-1]
        if top.items is not None:
            top.items.append(node)
        elif top.key is None and not top.dropping:
            self._take_key(top, node)
        else:
            if top.key is not None:
                top.entries[top.key.text] = node
                top.key_lines[top.key.text] = top.key.line
            top.key, top.dropping = None, False

    def _take_key(self, top: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self.problems.add(
                self.at.on(node.line),
                both(
                    "khóa phải là một chữ, không phải danh sách",
                    "a key must be one word, not a list or a map",
                ),
                both(
                    "đặt một chữ trước dấu hai chấm; bỏ ngoặc hoặc dấu “?” thừa",
                    "put one word before the colon; take out the brackets or the “?”",
                ),
            )
            top.dropping = True
        elif node.text in top.entries:
            first = top.key_lines[node.text]
            self.problems.add(
                self.at.on(node.line),
                both(
                    f"khóa “{node.text}” đã có ở dòng {first}",
                    f"the key “{node.text}” is already on line {first}",
                ),
                both("giữ lại một", "keep one of them"),
            )
            top.dropping = True
        else:
            top.key = node

    def _refuse_marks(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self._refuse_alias(event.anchor, line)
        if event.tag is not None:
            self.problems.add(
                self.at.on(line),
                both(f"không dùng nhãn kiểu “{event.tag}”", f"type tags such as “{event.tag}” are not used"),
                both("bỏ nhãn, hoặc đặt chữ trong ngoặc kép", "leave the tag out, or put the text in quotes"),
            )

    def _refuse_alias(self, name: str | None, line: int) -> None:
        self.problems.add(
            self.at.on(line),
            both(
                f"không dùng neo và tham chiếu YAML (“{name}”)",
                f"YAML anchors and aliases are not used (“{name}”)",
            ),
            both("viết đầy đủ, hoặc đặt tên trong groups", "write it out, or name it under groups"),
        )

    def _count_document(self, line: int) -> None:
        self.documents += 1
        if self.documents == 2:
            self.problems.add(
                self.at.on(line),
                both("tệp có nhiều văn bản YAML", "the file holds several YAML documents"),
                both("chỉ giữ một, bỏ dòng “---” thứ hai", "keep one, without a second “---” line"),
            )


def _note_syntax(error: yaml.YAMLError, *, at: Spot, problems: Problems) -> None:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    what = _SYNTAX.get(said, both(said, said))
    since = both("", "")
    if mark is not None and context is not None and context.line < mark.line:
        since = both(f", từ dòng {context.line + 1}", f", since line {context.line + 1}")
    problems.add(
        at if mark is None else at.on(mark.line + 1),
        both(
            f"không đọc được YAML ({what.vi}{since.vi})", f"this is not readable YAML ({what.en}{since.en})"
        ),
        both("kiểm tra thụt dòng, dấu hai chấm, ngoặc", "check indentation, colons, quotes and brackets"),
    )


_INDENTED = both(
    "thụt dòng không khớp, hoặc thiếu dấu", "the indentation does not match, or a mark is missing"
)
_SYNTAX = {
    "mapping values are not allowed in this context": both(
        "dấu hai chấm ở chỗ không dùng được; chữ có dấu hai chấm phải đặt trong ngoặc kép",
        "a colon where none is allowed; put text that holds a colon in quotes",
    ),
    "could not find expected ':'": both("thiếu dấu hai chấm sau khóa", "a key has no colon"),
    "did not find expected key": _INDENTED,
    "did not find expected '-' indicator": _INDENTED,
    "did not find expected ',' or '}'": both("thiếu dấu “,” hoặc “}”", "a “,” or “}” is missing"),
    "did not find expected ',' or ']'": both("thiếu dấu “,” hoặc “]”", "a “,” or “]” is missing"),
    "found unexpected end of stream": both("chữ trong ngoặc kép chưa đóng", "a quoted text is not closed"),
    "found character that cannot start any token": both(
        "có phím Tab, hoặc chữ bắt đầu bằng @ hay ` không có ngoặc kép; thụt dòng bằng dấu cách",
        "a tab, or unquoted text that starts with @ or `; indent with spaces",
    ),
    "found a tab character that violates indentation": both(
        "thụt dòng bằng phím Tab; dùng dấu cách", "a tab in the indentation; use spaces"
    ),
}
