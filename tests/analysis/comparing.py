"""Hold what the program answered against what the oracle says, number by number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isclose
from typing import Any

from analysis import oracle, records
from counterpoise.analysis.examine import audit
from counterpoise.domain.bodies import How
from counterpoise.domain.institution import Case
from counterpoise.formats import report_json

CONCENTRATION = ("C01", "C02", "C03", "C04", "C05")


def answered(case: Case, options: oracle.Options) -> dict[str, Any]:
    """Audit a case as the command line does and read the JSON back."""
    found = audit(
        case,
        ties=tuple(map(How, options.ties)),
        superiors=options.superiors,
        compromise=options.compromise,
        sets=options.sets,
    )
    read: dict[str, Any] = json.loads(report_json.write(found))
    return read


def disagreements(found: Mapping[str, Any], world: oracle.World, options: oracle.Options) -> list[str]:
    """List every place where the program and the oracle differ."""
    matters, concentration = oracle.audit(world, options)
    different = list(_differences("matters", _plain(found["matters"]), _plain(matters)))
    different += _differences("findings", sorted(map(_identity, _of_concentration(found))), concentration)
    return different


def same_answer(found: Any, expected: Any) -> bool:
    """Tell whether two answers agree, whatever method they name."""
    return not any(_differences("answer", _plain(found), _plain(expected)))


def _of_concentration(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (finding for finding in found["findings"] if finding["code"] in CONCENTRATION)


def _identity(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """Keep of a finding what the oracle speaks of."""
    code = finding["code"]
    is_check = code in ("C02", "C03")
    return (
        code,
        finding["capped_from"] or finding["severity"],
        finding["reading"],
        finding["place"],
        finding["matter"],
        "+".join(finding["steps"]) if is_check else "",
        "" if is_check else "+".join(finding["persons"]),
    )


def _plain(value: Any) -> Any:
    """Leave out what only the program says, and put holders in one order."""
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        kept = {k: _plain(v) for k, v in value.items() if k not in ("exact", "method", "bounds")}
        if "with_holder" in kept:
            kept["with_holder"].sort(key=lambda one: (one["person"], one["arrangement"]))
        return kept
    return value


def _differences(path: str, found: Any, expected: Any) -> Iterator[str]:
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        for key in found:
            yield from _differences(f"{path}.{key}", found[key], expected[key])
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for number, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from _differences(f"{path}[{number}]", one, other)
    elif not _alike(found, expected):
        yield f"{path}: the program says {found!r}, the oracle {_shown(expected)}"


def _alike(found: Any, expected: Any) -> bool:
    if isinstance(expected, float | Fraction) and isinstance(found, float | int):
        return isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
    return bool(found == expected)


def _shown(expected: Any) -> str:
    return repr(float(expected) if isinstance(expected, Fraction) else expected)


def weak_witnesses(found: Mapping[str, Any], world: oracle.World, options: oracle.Options) -> list[str]:
    """List findings that are capped wrongly, or whose links do not suffice, or are not all needed."""
    faults = []
    for finding in _of_concentration(found):
        scene = oracle.scene_of(world, options, finding["place"])
        matter = world["matters"][finding["matter"]]
        capped = oracle.is_capped(scene, matter, _identity(finding))
        if capped is not None and capped != (finding["capped_from"] is not None):
            faults.append(f"{_identity(finding)} should {'' if capped else 'not '}be capped")
        if finding["code"] in ("C01", "C04"):
            faults += _faults_of_links(scene, matter, finding)
    return faults


def _faults_of_links(
    scene: oracle.Scene, matter: Mapping[str, Any], finding: Mapping[str, Any]
) -> Iterator[str]:
    links = finding["because"]
    if not _suffices(scene, matter, finding, links):
        yield f"{_identity(finding)} does not follow from {links}"
    for link in links:
        if _suffices(scene, matter, finding, [other for other in links if other is not link]):
            yield f"{_identity(finding)} does not need {link}"


def _suffices(
    scene: oracle.Scene, matter: Mapping[str, Any], finding: Mapping[str, Any], links: list[Any]
) -> bool:
    group = frozenset(finding["persons"])
    for _ in links:
        group |= {link["person"] for link in links if _moves(scene, link, group)}
    if finding["code"] == "C04":
        rest = frozenset(scene.persons) - group
        return not oracle.carries(scene, matter, rest, checks="none")
    checks = "always" if finding["reading"] == "practice" else "binding"
    return oracle.carries(scene, matter, group, checks=checks)


def _moves(scene: oracle.Scene, link: Mapping[str, Any], group: frozenset[str]) -> bool:
    person, actor = link["person"], link["moved_by"]
    if link["how"] == "kin":
        return actor in group and actor in scene.families.get(person, ())
    actor, _, place = actor.partition("@")
    at = next((other for other in scene.neighbours if other.place == place), scene)
    return any(
        tie["how"] == link["how"]
        and str(records.actor_of(scene.world, tie["actor"])) == actor
        and oracle.says_yes(at, tie["actor"], group)
        for office in at.offices_of(person)
        for tie in scene.world["offices"][office].get("ties", ())
    )
