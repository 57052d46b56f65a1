"""Read actor expressions into flat lists of terms, however deep they nest."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm, Term
from counterpoise.domain.quotas import Quota
from counterpoise.domain.words import BodyId, GroupId, OfficeId
from counterpoise.formats.case_folder.names import Names, check_known
from counterpoise.formats.case_folder.problems import Problems, Spot, both, nearest
from counterpoise.formats.case_folder.scalars import QUOTA, whole
from counterpoise.formats.case_folder.shapes import ACTOR, ID_PATTERN, Name, Schema, Unread, refuse, short
from counterpoise.formats.case_folder.yaml_marks import Mapping, Node, Scalar, Sequence

_KEYS = ("body", "quota", "all", "any", "at_least")
_NOT_MONOTONE = frozenset(
    {
        "not",
        "none",
        "none_of",
        "nor",
        "nand",
        "xor",
        "except",
        "unless",
        "without",
        "minus",
        "but_not",
        "exactly",
        "at_most",
    }
)
_WANTED = both(
    "mã chức danh, cơ quan hay nhóm, hoặc {body: …, quota: …}, {all: […]}, {any: […]}, {at_least: {count: …, of: […]}}",
    "the id of an office, body or group, or {body: …, quota: …}, {all: […]}, {any: […]}, {at_least: {count: …, of: […]}}",
)
_MOST_PARTS = 10**9


def actor_schema() -> Schema:
    """Describe actor expressions as JSON Schema."""
    name: Schema = {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN}$"}
    parts: Schema = {"type": "array", "items": ACTOR.schema(), "minItems": 1}
    at_least = _exactly({"count": {"type": "integer", "minimum": 1}, "of": parts})
    return {
        "description": f"{_WANTED.en} / {_WANTED.vi}",
        "anyOf": [
            name,
            {**_exactly({"body": name, "quota": QUOTA.schema()}), "required": ["body"]},
            _exactly({"all": parts}),
            _exactly({"any": parts}),
            _exactly({"at_least": at_least}),
        ],
    }


def _exactly(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class _Close:
    """Join the last `parts` results; `count` of none means all of them."""

    count: int | None
    parts: int


@dataclass(slots=True)
class _Reading:
    """One expression being read: nodes to visit, terms written, results not yet joined."""

    at: Spot
    names: Names
    problems: Problems
    pending: list[Node | _Close]
    terms: list[Term] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    sound: bool = True

    def put(self, term: Term) -> None:
        self.results.append(len(self.terms))
        self.terms.append(term)

    def fail(self) -> None:
        self.sound = False
        self.put(OfficeTerm(OfficeId("?")))


def read_actor(written: Unread, names: Names, *, problems: Problems) -> Actor | None:
    """Read an actor expression, noting every problem in it."""
    reading = _Reading(written.at, names, problems, [written.node])
    while reading.pending:
        match reading.pending.pop():
            case _Close() as close:
                _join(reading, close)
            case Scalar() as scalar:
                _read_name(reading, scalar)
            case Mapping() as mapping:
                _read_mapping(reading, mapping)
            case Sequence() as sequence:
                refuse(sequence, reading.at.on(sequence.line), problems, wanted=_WANTED)
                reading.fail()
    return Actor(tuple(reading.terms)) if reading.sound else None


def _join(reading: _Reading, close: _Close) -> None:
    parts = tuple(reading.results[-close.parts :])
    del reading.results[-close.parts :]
    reading.put(AtLeastTerm(len(parts) if close.count is None else close.count, parts))


def _read_name(reading: _Reading, scalar: Scalar) -> None:
    at, names, text = reading.at.on(scalar.line), reading.names, scalar.text.strip()
    if scalar.is_nothing:
        refuse(scalar, at, reading.problems, wanted=_WANTED)
        return reading.fail()
    if OfficeId(text) in names.offices:
        _check_level(reading, text, names.offices[OfficeId(text)], at=at)
        return reading.put(OfficeTerm(OfficeId(text)))
    if BodyId(text) in names.bodies:
        return _put_body(reading, BodyId(text), None, at=at)
    if GroupId(text) in names.groups:
        return reading.put(GroupTerm(GroupId(text)))
    if text.lower().startswith(("not ", "không ")):
        _refuse_negation(reading, "not", at=at)
    else:
        what = ("chức danh, cơ quan hay nhóm", "office, body or group")
        check_known(Name(short(text), at), names.all(), what=what, problems=reading.problems)
    return reading.fail()


def _check_level(reading: _Reading, name: str, height: int, *, at: Spot) -> None:
    if height < 0:
        reading.problems.add(
            at,
            both(f"“{name}” ở dưới cấp được xét", f"“{name}” lives below the audited level"),
            both(
                "chủ thể không bao giờ ở dưới cấp được xét: khai thành chức danh nhiều ghế ở cấp đó",
                "an actor never lives below the audited level: make it an office with seats at that level",
            ),
        )


def _put_body(reading: _Reading, body: BodyId, quota: Quota | None, *, at: Spot) -> None:
    names, problems = reading.names, reading.problems
    _check_level(reading, body, names.bodies[body], at=at)
    if body not in names.deciding:
        problems.add(
            at,
            both(
                f"cơ quan “{body}” không có “decides” nên không hành động được",
                f"the body “{body}” has no “decides”, so it cannot act",
            ),
            both(f"thêm decides cho “{body}”", f"say how “{body}” decides"),
        )
    elif quota is not None and body in names.headed:
        problems.add(
            at,
            both(
                f"“{body}” do người đứng đầu quyết định, không có phiếu để đếm",
                f"“{body}” decides by its head: there are no votes to count",
            ),
            both("bỏ quota", "leave out the quota"),
        )
    reading.put(BodyTerm(body, quota))


def _read_mapping(reading: _Reading, mapping: Mapping) -> None:
    keys = list(mapping.entries)
    odd = [key for key in keys if key not in _KEYS]
    if odd:
        _note_odd(reading, odd[0], mapping)
    elif set(keys) in ({"body"}, {"body", "quota"}):
        return _read_body(reading, mapping)
    elif keys in (["all"], ["any"]):
        return _read_parts(
            reading, mapping.entries[keys[0]], count=None if keys == ["all"] else 1, key=keys[0]
        )
    elif keys == ["at_least"]:
        return _read_at_least(reading, mapping.entries["at_least"])
    else:
        refuse(mapping, reading.at.on(mapping.line), reading.problems, wanted=_WANTED)
    return reading.fail()


def _note_odd(reading: _Reading, key: str, mapping: Mapping) -> None:
    at = reading.at.on(mapping.key_lines[key])
    if key.lower() in _NOT_MONOTONE:
        _refuse_negation(reading, key, at=at)
    elif key in ("office", "group"):
        reading.problems.add(
            at,
            both(f"không có khóa “{key}”", f"unknown key “{key}”"),
            both("viết thẳng mã, ví dụ actor: chair", "write the id alone, for example actor: chair"),
        )
    else:
        reading.problems.add(
            at, both(f"không có khóa “{short(key)}”", f"unknown key “{short(key)}”"), nearest(key, _KEYS)
        )


def _refuse_negation(reading: _Reading, key: str, *, at: Spot) -> None:
    reading.problems.add(
        at,
        both(
            f"không dùng “{key}”: biểu thức chủ thể phải đơn điệu",
            f"“{key}” is not allowed: actor expressions are monotone",
        ),
        both(
            "thêm người không bao giờ làm mất sức của nhóm; dùng all, any, at_least, hoặc excludes của bước",
            "more people never make a group weaker; use all, any, at_least, or the step's excludes",
        ),
    )


def _read_body(reading: _Reading, mapping: Mapping) -> None:
    at, problems, names = reading.at.on(mapping.line), reading.problems, reading.names
    node = mapping.entries["body"]
    quota_node = mapping.entries.get("quota")
    quota = None if quota_node is None else QUOTA.read(quota_node, at.on(quota_node.line), problems)
    if not isinstance(node, Scalar) or node.is_nothing:
        refuse(node, at, problems, wanted=both("mã một cơ quan", "the id of a body"))
        return reading.fail()
    name = Name(node.text.strip(), at.on(node.line))
    if not check_known(name, names.bodies, what=("cơ quan", "body"), problems=problems):
        return reading.fail()
    if quota_node is not None and quota is None:
        return reading.fail()
    return _put_body(reading, BodyId(name.text), quota, at=name.at)


def _read_at_least(reading: _Reading, node: Node) -> None:
    at, problems = reading.at.on(node.line), reading.problems
    if not isinstance(node, Mapping) or set(node.entries) != {"count", "of"}:
        refuse(node, at, problems, wanted=both("{count: …, of: […]}", "{count: …, of: […]}"))
        return reading.fail()
    parts = node.entries["of"]
    most = len(parts.items) if isinstance(parts, Sequence) and parts.items else _MOST_PARTS
    count = whole(1, most).read(node.entries["count"], at.on(node.entries["count"].line), problems)
    if count is None:
        reading.sound = False
    return _read_parts(reading, parts, count=count or 1, key="of")


def _read_parts(reading: _Reading, node: Node, *, count: int | None, key: str) -> None:
    if not isinstance(node, Sequence) or not node.items:
        wanted = both(f"{key}: [một hay nhiều chủ thể]", f"{key}: [one or more actors]")
        refuse(node, reading.at.on(node.line), reading.problems, wanted=wanted)
        return reading.fail()
    reading.pending.append(_Close(count, len(node.items)))
    reading.pending.extend(reversed(node.items))
    return None


def find_cycle(groups: MappingOf[GroupId, Actor]) -> tuple[GroupId, ...]:
    """Find one circle of groups that name one another, or nothing; the first group is named again at the end."""
    done: set[GroupId] = set()
    for start in groups:
        path: dict[GroupId, None] = {}
        stack: list[tuple[GroupId, bool]] = [(start, False)]
        while stack:
            group, leaving = stack.pop()
            if leaving:
                del path[group]
                done.add(group)
            elif group in path:
                circle = list(path)
                return (*circle[circle.index(group) :], group)
            elif group not in done and group in groups:
                path[group] = None
                stack.append((group, True))
                stack.extend(
                    (term.group, False) for term in groups[group].terms if isinstance(term, GroupTerm)
                )
    return ()
