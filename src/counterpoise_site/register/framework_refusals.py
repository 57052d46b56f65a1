"""What the library's reader finds wrong with a framework, beside the field of the form that said it, in names people know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpoise.domain.institution import Framework, Problem
from counterpoise.domain.words import Text
from counterpoise_site.register.framework_rows import row_name

_PATH = re.compile(r"^\S+?(?:, line \d+)?(?:, (?P<path>.+))?$")
_QUOTED = re.compile(r"“(?P<id>[a-z0-9][a-z0-9_-]*)”")
_LISTED = re.compile(r"(trọng số của |given for |chọn trong: |choose among: )([^;]+)")
_NUMBER = re.compile(r"#(?P<number>\d+)")
# What the file calls the parts of a row, and what the form calls them.
_FIELDS: Mapping[str, str] = {
    "name": "name_vi",
    "level": "level",
    "seats": "seats",
    "duties": "duties",
    "members": "members",
    "decides": "decides",
}
_DECIDES: Mapping[str, str] = {
    "presiding": "presiding",
    "quota": "quota",
    "rule": "decides",
    "votes": "per_seat",
    "of": "of_seats",
    "weights": "weights",
    "head": "head",
}
_WORDS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"\brule: majority\b"), Text("quá nửa số phiếu", "more than half of the votes")),
    (re.compile(r"\bpresiding\b"), Text("người chủ trì thắng khi ngang phiếu", "whoever wins a tie")),
    (re.compile(r"\bhead\b"), Text("người đứng đầu", "head")),
    (re.compile(r"\bweights\b"), Text("số phiếu của mỗi ghế", "votes of each seat")),
    (re.compile(r"\bquota\b"), Text("số phiếu hoặc tỷ lệ khác", "another number or share")),
    (re.compile(r"\brule\b"), Text("quy tắc biểu quyết", "voting rule")),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something wrong: the field it stands beside (none: the whole form), with the row where it is in a list."""

    field: str | None
    row: int | None
    said: Text


def refusals(
    problems: Iterable[Problem], framework: Framework, *, section: str, key: str
) -> tuple[Refusal, ...]:
    """Sort what is wrong to the fields of the form of one row."""
    return tuple(_refusal(problem, framework, (section, key)) for problem in problems if problem.fatal)


def _refusal(problem: Problem, framework: Framework, own: tuple[str, str]) -> Refusal:
    found = _PATH.match(problem.where)
    path = tuple(found["path"].split(" > ")) if found and found["path"] else ()
    said = _in_names(problem, framework)
    if path[:2] == own:
        field, row = _field(path[2:], problem.what.en)
        return Refusal(field, row, said)
    if path[:1] == ("sources",):
        return Refusal("new_source_vi", None, said)
    name = _where(path, framework)
    told = said if name is None else Text(f"{name.vi}: {said.vi}", f"{name.en}: {said.en}")
    return Refusal("bodies" if path[:1] == ("bodies",) and own[0] == "offices" else None, None, told)


def _field(path: tuple[str, ...], what: str) -> tuple[str, int | None]:
    if not path:
        return "id", None
    if path[0] in ("ties", "basis") and len(path) > 1 and (number := _NUMBER.fullmatch(path[1])):
        inner = path[2] if len(path) > 2 else "source" if path[0] == "basis" else "actor"
        if inner == "basis":
            inner = path[4] if len(path) > 4 else "source"
        return f"{path[0]}.{inner}", int(number["number"]) - 1
    if path[0] == "decides":
        said = path[1] if len(path) > 1 else next((one for one in _DECIDES if _speaks_of(what, one)), "")
        return _DECIDES.get(said, "decides"), None
    return _FIELDS.get(path[0], "id"), None


def _speaks_of(what: str, key: str) -> bool:
    """Tell whether a problem of the way a body decides is about one part of it: there the path ends at the whole."""
    return what.startswith((f"{key} ", f"{key}:", f"“{key}” ")) or (key == "weights" and "weight" in what)


def _where(path: tuple[str, ...], framework: Framework) -> Text | None:
    """Name the row of the framework a path leads to."""
    kinds = {"offices": "office", "bodies": "body", "matters": "matter", "rules": "rule"}
    if len(path) < 2 or path[0] not in kinds:
        return None
    if path[0] == "matters" and len(path) > 3 and path[2] == "steps":
        step = row_name(framework, f"step:{path[1]}/{path[3]}")
        if step is not None:
            return step
    return row_name(framework, f"{kinds[path[0]]}:{path[1]}")


def _in_names(problem: Problem, framework: Framework) -> Text:
    return Text(_said(problem, framework, "vi"), _said(problem, framework, "en"))


def _said(problem: Problem, framework: Framework, language: str) -> str:
    remedy = problem.remedy.of(language)
    said = problem.what.of(language) + (f"; {remedy}" if remedy else "")
    for pattern, words in _WORDS:
        said = pattern.sub(words.of(language), said)
    said = _QUOTED.sub(lambda found: f"“{_named(found['id'], framework, language)}”", said)
    return _LISTED.sub(lambda found: found[1] + _named_all(found[2], framework, language), said)


def _named_all(listed: str, framework: Framework, language: str) -> str:
    return ", ".join(_named(key, framework, language) for key in listed.split(", "))


def _named(key: str, framework: Framework, language: str) -> str:
    for kind in ("office", "body", "matter", "duty"):
        name = row_name(framework, f"{kind}:{key}")
        if name is not None:
            return name.of(language)
    return key
