"""Build the rules of a framework: one builder for each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counterpoise.domain.kinship import known_relation
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    KinBetween,
    NeedsRecords,
    OwnCase,
    Rotation,
    Rule,
    SeatNumber,
    SeatShare,
    TermLimit,
)
from counterpoise.domain.words import BodyId, MatterId, OfficeId
from counterpoise.formats.case_folder.fields import RULE_KINDS
from counterpoise.formats.case_folder.matters_yaml import Surroundings
from counterpoise.formats.case_folder.names import (
    basis_of,
    check_known,
    distinct,
    each_once,
    known_offices,
    warn_of_relation,
)
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Entry, Name


@dataclass(frozen=True, slots=True)
class _Reading:
    """One rule being read, among what its framework declares; `stated` is what every rule says of itself."""

    entry: Entry
    around: Surroundings
    problems: Problems
    stated: Mapping[str, Any]

    def offices(self, key: str) -> tuple[OfficeId, ...]:
        """Give the offices a key lists."""
        return known_offices(self.entry[key], self.around.names.offices, problems=self.problems)

    def office(self, key: str = "office") -> OfficeId:
        """Give the office a key names."""
        self._check(self.entry[key], self.around.names.offices, what=("chức danh", "office"))
        return OfficeId(self.entry[key].text)

    def body(self) -> BodyId:
        """Give the body the rule names."""
        self._check(self.entry["body"], self.around.names.bodies, what=("cơ quan", "body"))
        return BodyId(self.entry["body"].text)

    def matters(self) -> tuple[MatterId, ...] | None:
        """Give the matters the rule lists; none for all of them."""
        written = self.entry.get("matters", "all")
        if written == "all":
            return None
        return known_matters(written, self.around.matters, problems=self.problems)

    def bounds(self) -> dict[str, Any]:
        """Give the two bounds, noting a lower one above the upper one."""
        low, high = self.entry.get("at_least"), self.entry.get("at_most")
        if low is not None and high is not None and low > high:
            self.problems.add(
                self.entry.spot("at_most"),
                both("at_most nhỏ hơn at_least", "at_most is less than at_least"),
                both("kiểm tra hai số", "check the two numbers"),
            )
        return {"at_least": low, "at_most": high}

    def _check(self, name: Name, known: Collection[str], *, what: tuple[str, str]) -> None:
        check_known(name, known, what=what, problems=self.problems)


def rules(entries: Iterable[Entry], *, around: Surroundings, problems: Problems) -> tuple[Rule, ...]:
    """Build the rules, noting ids used twice."""
    built = (_rule(entry, around, problems) for entry in each_once(entries, problems=problems))
    return tuple(rule for rule in built if rule is not None)


def _rule(entry: Entry, around: Surroundings, problems: Problems) -> Rule | None:
    basis = basis_of(entry, around.sources, problems=problems)
    kind = entry.get("kind")
    if kind is None or not _is_whole(entry, kind):
        return None
    stated = {
        "id": entry["id"].text,
        "name": entry.get("name"),
        "refs": entry.get("refs", ()),
        "basis": basis,
    }
    return _BUILDERS[kind](_Reading(entry, around, problems, stated))


def _is_whole(entry: Entry, kind: str) -> bool:
    own = RULE_KINDS[kind]
    needed = {f.name for f in own.fields if f.required}
    chosen = all(any(name in entry for name in names) for names in own.choices)
    return chosen and all(name in entry for name in needed)


def _incompatible(rule: _Reading) -> Rule:
    return IncompatibleOffices(**rule.stated, offices=rule.offices("offices"))


def _kin(rule: _Reading) -> Rule:
    written: tuple[Name, ...] = rule.entry.get("relatives", ())
    for name in written:
        warn_of_relation(name.text, at=name.at, problems=rule.problems)
    relatives = tuple(known_relation(text) for text in distinct(written, problems=rule.problems))
    return KinBetween(**rule.stated, between=rule.offices("between"), relatives=relatives)


def _term(rule: _Reading) -> Rule:
    return TermLimit(**rule.stated, office=rule.office(), at_most_years=rule.entry["at_most_years"])


def _rotation(rule: _Reading) -> Rule:
    return Rotation(**rule.stated, offices=rule.offices("offices"), at_most_years=rule.entry["at_most_years"])


def _held_with(rule: _Reading) -> Rule:
    office, others = rule.office(), rule.offices("one_of")
    if office in others:
        rule.problems.add(
            rule.entry.spot("one_of"),
            both(f"“{office}” không thể là chức danh giữ cùng chính nó", f"“{office}” cannot go with itself"),
            both("bỏ khỏi one_of", "leave it out of one_of"),
        )
    return HeldWith(**rule.stated, office=office, one_of=others)


def _seats(rule: _Reading) -> Rule:
    body = rule.body() if "body" in rule.entry else None
    office = rule.office() if "office" in rule.entry else None
    return SeatNumber(**rule.stated, body=body, office=office, **rule.bounds())


def _share(rule: _Reading) -> Rule:
    return SeatShare(**rule.stated, body=rule.body(), holding=rule.offices("holding"), **rule.bounds())


def _own_case(rule: _Reading) -> Rule:
    return OwnCase(**rule.stated)


def _distinct(rule: _Reading) -> Rule:
    return DistinctPersons(
        **rule.stated, one=rule.entry["one"], other=rule.entry["other"], matters=rule.matters()
    )


def _deadlines(rule: _Reading) -> Rule:
    return DeadlinesStated(**rule.stated, matters=rule.matters())


def _together(rule: _Reading) -> Rule:
    return DecidedTogether(**rule.stated, matters=rule.matters() or ())


def _records(rule: _Reading) -> Rule:
    return NeedsRecords(**rule.stated, what=rule.entry["what"])


_BUILDERS: dict[str, Callable[[_Reading], Rule]] = {
    "incompatible": _incompatible,
    "kin": _kin,
    "term": _term,
    "rotation": _rotation,
    "held_with": _held_with,
    "seats": _seats,
    "share": _share,
    "own_case": _own_case,
    "distinct": _distinct,
    "deadlines": _deadlines,
    "together": _together,
    "records": _records,
}


def known_matters(
    names: Iterable[Name], matters: Collection[str], *, problems: Problems
) -> tuple[MatterId, ...]:
    """Give matters that are declared and distinct, noting the others."""
    listed = list(names)
    for name in listed:
        check_known(name, matters, what=("việc", "matter"), problems=problems)
    return tuple(MatterId(name) for name in distinct(listed, problems=problems))
