"""Build cases from register rows for tests."""

from __future__ import annotations

from pathlib import Path

from counterpoise.domain.institution import Case
from counterpoise.formats import mandates, popolo, register
from counterpoise.formats.case_files import read_files
from counterpoise.formats.register import Built

FRAMEWORK = """\
counterpoise: 1
id: town
levels: [commune, district]
offices:
  mayor: {name: {vi: Thị trưởng, en: Mayor}}
  member: {name: {vi: Ủy viên, en: Council member}, seats: 2}
  prefect: {name: Prefect, level: district}
matters:
  permit:
    steps: [{id: decide, act: decide, actor: mayor}, {id: check, act: inspect, actor: prefect}]
"""


def framework(folder: Path, text: str = FRAMEWORK) -> register.Chosen:
    """Write a framework and choose it."""
    path = folder / "town.yaml"
    path.write_text(text, encoding="utf-8")
    return register.choose(str(path))


def from_csv(
    folder: Path,
    text: str,
    *,
    mapping: str = "",
    columns: dict[str, str] | None = None,
    text_of: str = FRAMEWORK,
) -> Built:
    """Build a case from a CSV register."""
    chosen = framework(folder, text_of)
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    mapped = register.read_mapping(mapping, file="map.csv", frameworks=chosen.frameworks)
    found = mandates.read(path, columns=columns or {})
    offices = register.Offices.of(chosen.frameworks, mapped)
    built = register.build(found.mandates, chosen=chosen, offices=offices, head={})
    return Built(built.files, built.unreadable, (*found.left_out, *built.noted))


def from_popolo(path: Path, chosen: register.Chosen) -> Built:
    """Build a case from a Popolo file."""
    found = popolo.read(path)
    offices = register.Offices.of(chosen.frameworks, {})
    built = register.build(
        found.mandates(offices),
        chosen=chosen,
        offices=offices,
        head={},
        grounds=popolo.grounds_of(found.areas, chosen.frameworks),
        persons=found.persons,
    )
    return Built(built.files, built.unreadable, (*found.left_out, *built.noted))


def case_of(built: Built) -> Case:
    """Read the case that was built."""
    return read_files(built.files, name="case")[0]


def held(case: Case) -> list[tuple[str, ...]]:
    """Write each tenure as place, office, seat, person, from, to."""
    return [
        (
            t.place,
            t.office,
            str(t.seat),
            t.person or "(vacant)",
            str(t.span.start or ""),
            "?" if t.span.ended_unknown else str(t.span.end or ""),
        )
        for t in case.tenures
    ]
