"""The files of a case after measures were adopted: what changed is written anew, the rest stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from counterpoise.domain.institution import ONLY_PLACE, Case
from counterpoise.domain.people import VACANT, Person, Tenure
from counterpoise.formats.case_files.csv_rows import table_text
from counterpoise.formats.case_files.framework_data import arrangement_data, framework_data, lines_of
from counterpoise.formats.case_files.gathering import CASE_FILE
from counterpoise.formats.case_files.yaml_data import Data, flow, is_map, parsed

_FRAMEWORK = "framework.yaml"
_TENURES = "tenures.csv"
_PERSONS = "persons.csv"
_ARRANGEMENTS = "arrangements.yaml"


def repaired_files(files: Mapping[str, str], before: Case, after: Case, *, on: date) -> dict[str, str]:
    """Write what differs between two cases over the files of the first."""
    written = dict(files)
    names = _names(written)
    for number, (was, now) in enumerate(zip(before.frameworks, after.frameworks, strict=True)):
        if was != now:
            file = _file_of(names[number], written)
            written[file] = lines_of(framework_data(now), flow)
            names[number] = f"./{file}"
    written[CASE_FILE] = _case_text(written[CASE_FILE], names, on)
    if after.tenures != before.tenures:
        written[_TENURES] = table_text(_tenures(after))
    if after.persons != before.persons:
        written[_PERSONS] = table_text(_persons(after.persons.values()))
    if after.arrangements != before.arrangements:
        told = [f"- {flow(arrangement_data(one))}\n" for one in after.arrangements]
        written[_ARRANGEMENTS] = "".join(told) or "[]\n"
    return written


def _names(files: Mapping[str, str]) -> list[str]:
    """List the frameworks as the case names them."""
    entry = parsed(files[CASE_FILE])
    named: Data = entry.get("framework") if is_map(entry) else None
    return [str(name) for name in (named if isinstance(named, list) else [named])]


def _file_of(name: str, files: Mapping[str, str]) -> str:
    """Name the file a changed framework goes to: its own, or a free name where it was a shipped one."""
    own = name.removeprefix("./")
    if own in files:
        return own
    free, number = _FRAMEWORK, 2
    while free in files:
        free, number = f"framework-{number}.yaml", number + 1
    return free


def _case_text(text: str, names: list[str], on: date) -> str:
    entry = parsed(text)
    assert is_map(entry)
    named: Data = names[0] if len(names) == 1 else list(names)
    return "".join(
        f"{key}: {flow(value)}\n"
        for key, value in {**entry, "framework": named, "on": on.isoformat()}.items()
    )


def _tenures(case: Case) -> Iterable[list[str]]:
    places = [] if set(case.places) == {ONLY_PLACE} else ["place"]
    yield [*places, "office", "seat", "person", "from", "to", "basis"]
    for one in case.tenures:
        yield [*([one.place] if places else []), *_tenure(one)]


def _tenure(one: Tenure) -> list[str]:
    start = "" if one.span.start is None else str(one.span.start)
    end = "?" if one.span.ended_unknown else "" if one.span.end is None else str(one.span.end)
    return [one.office, str(one.seat), one.person or VACANT, start, end, one.basis]


def _persons(persons: Iterable[Person]) -> Iterable[list[str]]:
    yield ["id", "name", "compromise"]
    for one in persons:
        yield [one.id, one.name, "" if one.compromise is None else repr(one.compromise)]
