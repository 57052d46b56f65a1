"""Write a made institution as a case folder, the way a user would."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from analysis.oracle import World

Row = Sequence[Any]


def write(world: World, folder: Path) -> None:
    """Write every file the institution needs."""
    folder.mkdir(parents=True, exist_ok=True)
    case = {"counterpoise": 1, "title": "made", "framework": "./framework.yaml", "on": world["on"]}
    _yaml(folder / "case.yaml", case)
    _yaml(folder / "framework.yaml", _framework(world))
    if world["places"] is not None:
        rows = [(p["id"], p["id"], p["kind"], p["parent"]) for p in world["places"]]
        _csv(folder / "places.csv", ("id", "name", "kind", "parent"), rows)
    if world["persons"] is not None:
        people = [(name, name, "" if p is None else p) for name, p in world["persons"].items()]
        _csv(folder / "persons.csv", ("id", "name", "compromise"), people)
    if world["kin"]:
        _csv(folder / "kin.csv", ("a", "b", "relation"), [(a, b, "sibling") for a, b in world["kin"]])
    columns = ("place", "office", "seat", "person", "from", "to")
    shown = columns if world["places"] is not None else columns[1:]
    _csv(folder / "tenures.csv", shown, [[row[c] for c in shown] for row in world["tenures"]])
    if world["arrangements"]:
        _yaml(folder / "arrangements.yaml", world["arrangements"])


def _framework(world: World) -> dict[str, Any]:
    framework: dict[str, Any] = {"counterpoise": 1, "id": "made", "sources": {"law": {"title": "law"}}}
    framework |= {key: world[key] for key in ("levels", "audits") if world[key]}
    framework["offices"] = {name: _office(office) for name, office in world["offices"].items()}
    framework |= {key: world[key] for key in ("bodies", "groups") if world[key]}
    framework["matters"] = {name: _matter(matter) for name, matter in world["matters"].items()}
    if world["framework_arrangements"]:
        framework["arrangements"] = world["framework_arrangements"]
    return framework


def _office(office: Mapping[str, Any]) -> dict[str, Any]:
    ties = [_with_basis(tie) for tie in office.get("ties", ())]
    return {key: value for key, value in office.items() if key != "ties"} | ({"ties": ties} if ties else {})


def _matter(matter: Mapping[str, Any]) -> dict[str, Any]:
    return _with_basis(matter)


def _with_basis(entry: Mapping[str, Any]) -> dict[str, Any]:
    written = {key: value for key, value in entry.items() if key != "status"}
    return written | {"basis": {"source": "law", "cite": "Art. 1", "status": entry["status"]}}


class _Written(yaml.SafeDumper):
    """Write everything out: a case has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(path: Path, content: Any) -> None:
    path.write_text(
        yaml.dump(content, Dumper=_Written, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )


def _csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
