"""Read Popolo JSON as mandates: partial dates, vacancies that are said, sources; what is not read is reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.people import VACANT
from counterpoise.domain.words import Text
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.text_files import read_text
from counterpoise.formats.register import Mandate, Offices

Json = dict[str, Any]

_READ = {
    "persons": {"id", "name", "memberships", "death_date"},
    "organizations": {"id", "name", "classification", "area_id", "posts", "memberships", "dissolution_date"},
    "posts": {"id", "label", "role", "organization_id", "area_id", "memberships", "seats"},
    "areas": {"id", "name", "classification", "parent_id", "start_date", "end_date", "end_date_unknown"},
    "memberships": {
        *("id", "label", "role", "person_id", "organization_id", "post_id", "area_id", "seat", "sources"),
        *("start_date", "end_date", "end_date_unknown", "legislative_period_id"),
    },
}


@dataclass(frozen=True, slots=True)
class Area:
    """A place as Popolo has it."""

    id: str
    name: str
    kind: str
    parent: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a Popolo file holds."""

    file: str
    content: Json
    head: Json
    areas: tuple[Area, ...]
    persons: Mapping[str, str]
    left_out: tuple[Problem, ...]
    _tables: Mapping[str, Mapping[str, Json]] = field(repr=False)
    _memberships: tuple[tuple[str, Json], ...] = field(repr=False)

    def mandates(self, offices: Offices) -> tuple[Mandate, ...]:
        """Give one mandate for each membership; the offices tell which of its labels names the office."""
        return tuple(self._mandate(where, m, offices) for where, m in self._memberships)

    def _mandate(self, where: str, membership: Json, offices: Offices) -> Mandate:
        post = self._of("posts", membership, "post_id")
        body = self._of("organizations", membership, "organization_id") or self._of(
            "organizations", post, "organization_id"
        )
        person = _text(membership, "person_id")
        if not person and VACANT in (_text(membership, "label"), _text(membership, "role")):
            person = VACANT
        place = next((a for a in (_text(one, "area_id") for one in (membership, post, body)) if a), "")
        area = next((one for one in self.areas if one.id == place), None)
        start, end = self._days(membership, body)
        return Mandate(
            where,
            person=person,
            office=_office(membership, post, body, offices),
            name=self.persons.get(person, ""),
            place=place,
            place_name=area.name if area else "",
            kind=area.kind if area else "",
            within=area.parent if area else "",
            start=start,
            end=end,
            basis=_sources(membership),
            seat=_text(membership, "seat"),
        )

    def _of(self, table: str, one: Json, key: str) -> Json:
        return self._tables[table].get(_text(one, key), {})

    def _days(self, membership: Json, body: Json) -> tuple[str, str]:
        """Give the dates; those of the period, and the end of the person or body, stand in for missing ones."""
        period = self._of("events", membership, "legislative_period_id")
        start = _day(membership, "start_date") or _day(period, "start_date")
        if membership.get("end_date_unknown") is True:
            return start, "?"
        person = self._of("persons", membership, "person_id")
        ends = [_day(period, "end_date"), _day(person, "death_date"), _day(body, "dissolution_date")]
        return start, _day(membership, "end_date") or min(filter(None, ends), default="")


def read(path: Path) -> Read:
    """Read a Popolo file, or say why it is none."""
    content = _content(path)
    tables = {
        name: {_text(one, "id"): one for one in _listed(content, name)}
        for name in ("persons", "areas", "events")
    }
    organizations = _listed(content, "organizations")
    tables["organizations"] = {_text(one, "id"): one for one in organizations}
    posts = [*_nested(organizations, "posts", "organization_id"), *_listed(content, "posts")]
    tables["posts"] = {_text(one, "id"): one for one in posts}
    memberships = [*_listed(content, "memberships"), *_nested(posts, "memberships", "post_id")]
    memberships += _nested(_listed(content, "persons"), "memberships", "person_id")
    memberships += _nested(organizations, "memberships", "organization_id")
    numbered = tuple(
        (f"{path.name}, {_called(number, one)}", one) for number, one in enumerate(memberships, 1)
    )
    head = content.get("counterpoise")
    names = {identity: _text(one, "name") for identity, one in tables["persons"].items() if identity}
    everything = {**tables, "memberships": {str(n): m for n, m in enumerate(memberships)}}
    return Read(
        path.name,
        content,
        head if isinstance(head, dict) else {},
        tuple(_area(one) for one in tables["areas"].values() if _text(one, "id")),
        names,
        (*_unread(path.name, content, everything), *_unheld(path.name, tables["posts"], memberships)),
        tables,
        numbered,
    )


def _content(path: Path) -> Json:
    problems = Problems()
    text = read_text(path, file=path.name, problems=problems)
    if text is None:
        raise CaseError(problems.listed())
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        what = Text(f"không đọc được JSON ({error.msg})", f"this is not readable JSON ({error.msg})")
        raise _refusal(f"{path.name}, line {error.lineno}", what) from error
    except (RecursionError, ValueError) as error:
        raise _refusal(
            path.name,
            Text("JSON lồng quá sâu hoặc số quá dài", "JSON nested too deeply, or a number too long"),
        ) from error
    if not isinstance(content, dict) or not any(isinstance(content.get(name), list) for name in _READ):
        what = Text("không phải là Popolo", "this is not Popolo")
        raise _refusal(path.name, what)
    return content


def _refusal(where: str, what: Text) -> CaseError:
    names = ", ".join(_READ)
    return CaseError(
        (Problem(where, what, Text(f"cần một đối tượng có {names}", f"it needs an object with {names}")),)
    )


def _listed(content: Json, name: str) -> list[Json]:
    found = content.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _nested(owners: Iterable[Json], name: str, link: str) -> list[Json]:
    return [{link: _text(owner, "id"), **one} for owner in owners for one in _listed(owner, name)]


def _called(number: int, membership: Json) -> str:
    return f"membership {_text(membership, 'id') or number}"


def _text(one: Json, key: str) -> str:
    """Give a text or number as one line of text; anything else as nothing."""
    value = one.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _day(one: Json, key: str) -> str:
    text = _text(one, key).partition("T")[0]
    while text.endswith("-00"):
        text = text.removesuffix("-00")
    return text


def _area(one: Json) -> Area:
    end = "?" if one.get("end_date_unknown") is True else _day(one, "end_date")
    return Area(
        _text(one, "id"),
        _text(one, "name"),
        _text(one, "classification"),
        _text(one, "parent_id"),
        _day(one, "start_date"),
        end,
    )


def _office(membership: Json, post: Json, body: Json, offices: Offices) -> str:
    role = _text(membership, "role") or _text(post, "role")
    labels = [
        _text(membership, "role"),
        _text(post, "role"),
        _text(post, "label"),
        _text(membership, "label"),
    ]
    named = [f"{role}, {_text(body, 'name')}"] if role and _text(body, "name") else []
    said = [label for label in (*named, *labels) if label and label != VACANT]
    return next(
        (label for label in said if not isinstance(offices.find(label), tuple)), said[-1] if said else ""
    )


def _sources(membership: Json) -> str:
    parts = []
    for source in _listed(membership, "sources"):
        parts.append(" ".join(filter(None, (_text(source, "note"), _text(source, "url")))))
    return "; ".join(filter(None, parts))


def _unread(file: str, content: Json, tables: Mapping[str, Mapping[str, Json]]) -> Iterator[Problem]:
    for name, known in _READ.items():
        extra = Counter(key for one in tables[name].values() for key in one.keys() - known)
        if extra:
            listed = ", ".join(f"{key} ({count})" for key, count in sorted(extra.items()))
            what = Text(f"{name}: không được đưa sang: {listed}", f"{name}: not carried over: {listed}")
            yield Problem(file, what, Text("", ""), fatal=False)
    others = sorted(content.keys() - _READ.keys() - {"counterpoise", "events", "meta"})
    if others:
        listed = ", ".join(others)
        yield Problem(
            file,
            Text(f"không được đưa sang: {listed}", f"not carried over: {listed}"),
            Text("", ""),
            fatal=False,
        )


def _unheld(file: str, posts: Mapping[str, Json], memberships: list[Json]) -> Iterator[Problem]:
    held = {_text(membership, "post_id") for membership in memberships}
    count = sum(identity not in held for identity in posts)
    if count:
        yield Problem(
            file,
            Text(f"chức danh (post) không có ai: {count}", f"posts without a membership: {count}"),
            Text(
                f"coi là không rõ người giữ; ghế khuyết phải có membership ghi {VACANT}",
                f"their holders are unknown; a vacant seat needs a membership labelled {VACANT}",
            ),
            fatal=False,
        )
