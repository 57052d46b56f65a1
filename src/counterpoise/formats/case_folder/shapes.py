"""Shapes of entries in YAML files: each reads a node, and describes itself as JSON Schema.

One table of shapes serves the reader and the editor's completion, so the two cannot disagree. A shape that cannot
read a node notes a problem and gives None; absence is the business of the field around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from counterpoise.domain.words import Text
from counterpoise.formats.case_folder import yaml_marks
from counterpoise.formats.case_folder.problems import Problems, Spot, both, nearest
from counterpoise.formats.case_folder.yaml_marks import Node, Scalar

Schema = dict[str, Any]

ID_PATTERN = "[a-z0-9][a-z0-9_-]*"

_ID = re.compile(ID_PATTERN)
_TELLING = ("id", "rule", "row", "place")  # the keys by which messages name an entry of a list


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, and where."""

    text: str
    at: Spot


@dataclass(frozen=True, slots=True)
class Unread:
    """A node left for another reader, and where it stands."""

    node: Node
    at: Spot


@dataclass(frozen=True, slots=True)
class Entry:
    """What could be read of one record, with the line of each field; those that could not be read are in `failed`."""

    at: Spot
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    failed: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Give the value of a field, or something else when it is absent."""
        return self.values.get(name, otherwise)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def spot(self, name: str) -> Spot:
        """Give the place of a field, or of the record when the field is absent."""
        line = self.lines.get(name)
        return self.at if line is None else self.at.on(line)


class Shape(Protocol):
    """What an entry may look like."""

    def read(self, node: Node, at: Spot, problems: Problems) -> Any:
        """Read a node, or note a problem and give None."""

    def schema(self) -> Schema:
        """Describe the shape as JSON Schema."""


def kind_of(node: Node) -> Text:
    """Name the kind of a node."""
    match node:
        case yaml_marks.Scalar():
            if node.is_nothing:
                return both("chỗ trống", "nothing")
            return both(f"“{short(node.text)}”", f"“{short(node.text)}”")
        case yaml_marks.Sequence():
            return both("một danh sách", "a list")
        case yaml_marks.Mapping():
            return both("một nhóm khóa", "a map")


def short(text: str) -> str:
    """Shorten a long text for a message, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"


def refuse(node: Node, at: Spot, problems: Problems, *, wanted: Text) -> None:
    """Note that something else was expected here."""
    found = kind_of(node)
    problems.add(
        at,
        both(f"không dùng được {found.vi}", f"cannot use {found.en}"),
        both(f"viết {wanted.vi}", f"write {wanted.en}"),
    )


@dataclass(frozen=True, slots=True)
class NameOf:
    """A name, checked later against what is declared, or declared here when it `declares`.

    Editors complete it with the words it `suggests`; others stay allowed.
    """

    what: Text
    declares: bool = False
    pattern: str = ID_PATTERN
    suggests: tuple[str, ...] = ()

    def read(self, node: Node, at: Spot, problems: Problems) -> Name | None:
        """Read the name."""
        if not isinstance(node, Scalar) or node.is_nothing:
            refuse(node, at, problems, wanted=self.what)
            return None
        if self.declares and not is_id(node.text):
            note_bad_id(node.text, at=at, problems=problems)
            return None
        return Name(node.text.strip(), at)

    def schema(self) -> Schema:
        """Describe the name."""
        described: Schema = {"type": ["string", "integer"], "pattern": f"^({self.pattern})$"}
        return {"anyOf": [{"enum": [*self.suggests]}, described]} if self.suggests else described


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return _ID.fullmatch(text) is not None


def note_bad_id(text: str, *, at: Spot, problems: Problems) -> None:
    """Note that a text cannot be an id."""
    problems.add(
        at,
        both(f"“{short(text)}” không dùng làm mã được", f"“{short(text)}” cannot be an id"),
        both(
            "dùng chữ thường không dấu, chữ số, gạch nối, gạch dưới; bắt đầu bằng chữ hoặc số",
            "use small letters a–z, digits, hyphens and underscores, starting with a letter or digit",
        ),
    )


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a closed list."""

    words: Mapping[str, Any]
    aliases: Mapping[str, Any] = field(default_factory=dict)

    def read(self, node: Node, at: Spot, problems: Problems) -> Any:
        """Read the word."""
        if not isinstance(node, Scalar) or node.is_nothing:
            return refuse(node, at, problems, wanted=both(" | ".join(self.words), " | ".join(self.words)))
        word = node.text.strip()
        value = self.words.get(word, self.aliases.get(word))
        if value is None:
            shown = short(node.text)
            problems.add(
                at,
                both(f"không có từ “{shown}” ở đây", f"“{shown}” is not a word used here"),
                nearest(word, self.words),
            )
        return value

    def schema(self) -> Schema:
        """Describe the words."""
        return {"enum": [*self.words, *self.aliases]}


def one_of(kinds: type[StrEnum], **aliases: StrEnum) -> OneOf:
    """Allow the words of an enumeration."""
    return OneOf({kind.value: kind for kind in kinds}, aliases)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one shape."""

    item: Shape
    at_least: int = 0

    def read(self, node: Node, at: Spot, problems: Problems) -> tuple[Any, ...] | None:
        """Read every item, noting the problems of all."""
        if not isinstance(node, yaml_marks.Sequence):
            refuse(node, at, problems, wanted=both("một danh sách […]", "a list […]"))
            return None
        if len(node.items) < self.at_least:
            problems.add(
                at,
                both(
                    f"danh sách cần ít nhất {self.at_least} mục",
                    f"the list needs at least {self.at_least} {'entry' if self.at_least == 1 else 'entries'}",
                ),
                both("thêm vào danh sách", "add to the list"),
            )
            return None
        read = [
            self.item.read(item, at.inside(_label(item, number), item.line), problems)
            for number, item in enumerate(node.items, start=1)
        ]
        return None if any(value is None for value in read) else tuple(read)

    def schema(self) -> Schema:
        """Describe the list."""
        described: Schema = {"type": "array", "items": self.item.schema()}
        if self.at_least:
            described["minItems"] = self.at_least
        return described


def _label(item: Node, number: int) -> str:
    if isinstance(item, yaml_marks.Mapping):
        for key in _TELLING:
            known = item.entries.get(key)
            if isinstance(known, Scalar) and known.text:
                return short(known.text)
    return f"#{number}"


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from ids to one shape; ids are declared here, or names of something when `naming`."""

    value: Shape
    naming: bool = False
    at_least: int = 0

    def read(self, node: Node, at: Spot, problems: Problems) -> tuple[tuple[Name, Any], ...] | None:
        """Read every entry in the order of the file."""
        if not isinstance(node, yaml_marks.Mapping):
            refuse(node, at, problems, wanted=both("một nhóm “mã: …”", "a map of “id: …”"))
            return None
        if len(node.entries) < self.at_least:
            problems.add(at, both("cần ít nhất một mục", "at least one entry is needed"))
        pairs = []
        for key, child in node.entries.items():
            inside = at.inside(short(key), node.key_lines[key])
            if not self.naming and not is_id(key):
                note_bad_id(key, at=inside, problems=problems)
            value = self.value.read(child, inside, problems)
            if value is not None:
                pairs.append((Name(key, inside), value))
        return tuple(pairs)

    def schema(self) -> Schema:
        """Describe the map."""
        described: Schema = {
            "type": "object",
            "propertyNames": {"pattern": f"^{ID_PATTERN}$"},
            "additionalProperties": self.value.schema(),
        }
        if self.at_least:
            described["minProperties"] = self.at_least
        return described


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record; `says` is shown by editors."""

    name: str
    shape: Shape
    says: Text
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys; of each set of `choices` exactly one is present, of `rivals` at most one.

    Of each set of `some` at least one is present.
    """

    fields: tuple[Field, ...]
    choices: tuple[tuple[str, ...], ...] = ()
    rivals: tuple[tuple[str, ...], ...] = ()
    some: tuple[tuple[str, ...], ...] = ()
    _named: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {f.name: f for f in self.fields})

    def read(self, node: Node, at: Spot, problems: Problems) -> Entry:
        """Read every known field, noting the problems of all; in an entry of another kind every field failed."""
        if isinstance(node, Scalar) and node.is_nothing:
            node = yaml_marks.Mapping({}, {}, node.line)
        if not isinstance(node, yaml_marks.Mapping):
            names = ", ".join(f.name for f in self.fields[:6])
            refuse(node, at, problems, wanted=both(f"các khóa như {names}", f"keys such as {names}"))
            return Entry(at, {}, {}, frozenset(f.name for f in self.fields))
        values: dict[str, Any] = {}
        failed = set()
        for key, child in node.entries.items():
            known = self._named.get(key)
            line = node.key_lines[key]
            if known is None:
                self._note_unknown(key, at=at.on(line), problems=problems)
            elif isinstance(child, Scalar) and child.is_nothing:
                continue
            else:
                within = at.inside(key, max(line, child.line) if isinstance(child, Scalar) else line)
                value = known.shape.read(child, within, problems)
                if value is None:
                    failed.add(key)
                else:
                    values[key] = value
        entry = Entry(at, values, node.key_lines, frozenset(failed))
        self._check_presence(entry, problems=problems)
        return entry

    def _note_unknown(self, key: str, *, at: Spot, problems: Problems) -> None:
        problems.add(
            at,
            both(f"không có khóa “{short(key)}”", f"unknown key “{short(key)}”"),
            nearest(key, [f.name for f in self.fields]),
        )

    def _check_presence(self, entry: Entry, *, problems: Problems) -> None:
        present = entry.values.keys() | entry.failed
        for known in self.fields:
            if known.required and known.name not in present:
                note_missing(known.name, at=entry.at, problems=problems)
        for names in self.choices:
            given = [name for name in names if name in present]
            if len(given) != 1:
                _note_choice(names, given, at=entry.at, problems=problems)
        for names in self.rivals:
            given = [name for name in names if name in present]
            if len(given) > 1:
                _note_choice(names, given, at=entry.at, problems=problems)
        for names in self.some:
            if not any(name in present for name in names):
                _note_none(names, at=entry.at, problems=problems)

    def schema(self) -> Schema:
        """Describe the record."""
        may_be_nothing = not (self.choices or self.some or any(f.required for f in self.fields))
        described: Schema = {
            "type": ["object", "null"] if may_be_nothing else "object",
            "properties": {f.name: _described(f) for f in self.fields},
            "additionalProperties": False,
        }
        required = [f.name for f in self.fields if f.required]
        if required:
            described["required"] = required
        rules = self.presence()
        if rules:
            described["allOf"] = rules
        return described

    def presence(self) -> list[Schema]:
        """Describe which keys go together."""
        rules: list[Schema] = [{"oneOf": [{"required": [name]} for name in names]} for names in self.choices]
        rules += [{"not": {"required": list(names)}} for names in self.rivals]
        rules += [{"anyOf": [{"required": [name]} for name in names]} for names in self.some]
        return rules


def _described(known: Field) -> Schema:
    return {**known.shape.schema(), "description": f"{known.says.en} / {known.says.vi}"}


@dataclass(frozen=True, slots=True)
class Kinds:
    """A map whose `key` names its kind; each kind has keys of its own beside those all of them have."""

    key: str
    says: Text
    kinds: Mapping[str, Record]
    before: tuple[Field, ...] = ()
    after: tuple[Field, ...] = ()
    called: Text = field(default=Text("", ""))

    def read(self, node: Node, at: Spot, problems: Problems) -> Entry:
        """Read a map of one kind, noting keys that only other kinds have."""
        kind = self._kind(node)
        if kind is None or not isinstance(node, yaml_marks.Mapping):
            return self._any().read(node, at, problems)
        strange = [key for key in node.entries if key in self._of_others(kind)]
        for key in strange:
            self._note_strange(key, kind, at=at.on(node.key_lines[key]), problems=problems)
        own = {key: child for key, child in node.entries.items() if key not in strange}
        return self._whole(kind).read(yaml_marks.Mapping(own, node.key_lines, node.line), at, problems)

    def _kind(self, node: Node) -> str | None:
        written = node.entries.get(self.key) if isinstance(node, yaml_marks.Mapping) else None
        word = written.text.strip() if isinstance(written, Scalar) and not written.is_nothing else None
        return word if word in self.kinds else None

    def _chosen(self) -> Field:
        return Field(self.key, OneOf({kind: kind for kind in self.kinds}), self.says, required=True)

    def _whole(self, kind: str) -> Record:
        own = self.kinds[kind]
        return Record(
            (*self.before, self._chosen(), *own.fields, *self.after), own.choices, own.rivals, own.some
        )

    def _any(self) -> Record:
        """Give the keys of all kinds, for a map that does not say which it is."""
        own = {f.name: Field(f.name, _ANYTHING, f.says) for one in self.kinds.values() for f in one.fields}
        return Record((*self.before, self._chosen(), *own.values(), *self.after))

    def _of_others(self, kind: str) -> frozenset[str]:
        own = {f.name for f in self._whole(kind).fields}
        return frozenset(f.name for one in self.kinds.values() for f in one.fields) - own

    def _note_strange(self, key: str, kind: str, *, at: Spot, problems: Problems) -> None:
        having = ", ".join(f.name for f in self.kinds[kind].fields)
        problems.add(
            at,
            both(f"{self.called.vi} {kind} không có “{key}”", f"{self.called.en} {kind} has no “{key}”"),
            both(f"khóa của loại này: {having}", f"its own keys: {having}")
            if having
            else both("loại này không có khóa riêng", "this kind has no keys of its own"),
        )

    def schema(self) -> Schema:
        """Describe every key with the kinds that have it, then what each kind allows and needs."""
        properties = {f.name: _described(f) for f in (*self.before, self._chosen())}
        properties |= self._own_properties()
        properties |= {f.name: _described(f) for f in self.after}
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "required": [*(f.name for f in self.before if f.required), self.key],
            "allOf": [self._condition(kind) for kind in self.kinds],
        }

    def _own_properties(self) -> Schema:
        having: dict[str, dict[str, Field]] = {}
        for kind, one in self.kinds.items():
            for known in one.fields:
                having.setdefault(known.name, {})[kind] = known
        return {name: _shared(fields) for name, fields in having.items()}

    def _condition(self, kind: str) -> Schema:
        own = self.kinds[kind]
        allowed: Schema = {
            "propertyNames": {"enum": [f.name for f in self._whole(kind).fields]},
            "properties": {f.name: f.shape.schema() for f in own.fields},
            "required": [f.name for f in own.fields if f.required],
            "allOf": own.presence(),
        }
        return {
            "if": {"properties": {self.key: {"const": kind}}, "required": [self.key]},
            "then": {word: said for word, said in allowed.items() if said},
        }


def _shared(fields: Mapping[str, Field]) -> Schema:
    """Describe one key that several kinds have."""
    schemas: list[Schema] = []
    for known in fields.values():
        if (one := known.shape.schema()) not in schemas:
            schemas.append(one)
    described = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    said = [both(f"{kind}: {known.says.vi}", f"{kind}: {known.says.en}") for kind, known in fields.items()]
    return {**described, "description": f"{'; '.join(s.en for s in said)} / {'; '.join(s.vi for s in said)}"}


def note_missing(name: str, *, at: Spot, problems: Problems) -> None:
    """Note that a required key is absent."""
    problems.add(
        at,
        both(f"thiếu khóa “{name}”", f"the key “{name}” is missing"),
        both(f"thêm “{name}: …”", f"add “{name}: …”"),
    )


def _note_none(names: Sequence[str], *, at: Spot, problems: Problems) -> None:
    listed = ", ".join(names)
    problems.add(
        at,
        both(f"thiếu một trong: {listed}", f"one of {listed} is missing"),
        both(f"viết ít nhất một trong: {listed}", f"write at least one of: {listed}"),
    )


def _note_choice(names: Sequence[str], given: Sequence[str], *, at: Spot, problems: Problems) -> None:
    listed = ", ".join(names)
    found = ", ".join(given)
    problems.add(
        at,
        both(f"có cùng lúc {found}", f"{found} are given together")
        if given
        else both(f"thiếu một trong: {listed}", f"one of {listed} is missing"),
        both(f"chỉ viết một trong: {listed}", f"write exactly one of: {listed}"),
    )


@dataclass(frozen=True, slots=True)
class ByKind:
    """Another shape for a scalar, a map and a list."""

    wanted: Text
    scalar: Shape | None = None
    mapping: Shape | None = None
    sequence: Shape | None = None

    def read(self, node: Node, at: Spot, problems: Problems) -> Any:
        """Read by the kind of the node."""
        match node:
            case yaml_marks.Scalar():
                chosen = None if node.is_nothing else self.scalar
            case yaml_marks.Mapping():
                chosen = self.mapping
            case yaml_marks.Sequence():
                chosen = self.sequence
        if chosen is None:
            return refuse(node, at, problems, wanted=self.wanted)
        return chosen.read(node, at, problems)

    def schema(self) -> Schema:
        """Describe the alternatives."""
        chosen = (self.scalar, self.mapping, self.sequence)
        return {"anyOf": [shape.schema() for shape in chosen if shape is not None]}


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One entry standing for a list of one."""

    item: Shape

    def read(self, node: Node, at: Spot, problems: Problems) -> tuple[Any, ...] | None:
        """Read the single entry."""
        value = self.item.read(node, at, problems)
        return None if value is None else (value,)

    def schema(self) -> Schema:
        """Describe the single entry."""
        return self.item.schema()


@dataclass(frozen=True, slots=True)
class Left:
    """A node another reader takes; `described` refers to its definition."""

    described: Schema = field(hash=False)

    def read(self, node: Node, at: Spot, problems: Problems) -> Unread:
        """Pass the node on."""
        return Unread(node, at)

    def schema(self) -> Schema:
        """Refer to the definition."""
        return dict(self.described)


ACTOR = Left({"$ref": "#/$defs/actor"})
_ANYTHING = Left({})
