"""Build matters and their steps from entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from counterpoise.domain.actors import Actor
from counterpoise.domain.matters import Act, Deadline, Matter, Power, Step, When, power_of
from counterpoise.domain.words import MatterId, OfficeId, SourceId, StepId, plain
from counterpoise.formats.case_folder.actor_yaml import read_actor
from counterpoise.formats.case_folder.names import Names, basis_of, check_known, known_offices
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Entry, Name, Unread


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the framework declares around matters."""

    names: Names
    sources: Collection[SourceId]
    matters: Collection[str] = ()


def matter(name: Name, entry: Entry, *, around: Surroundings, problems: Problems) -> Matter:
    """Build one matter with all its routes."""
    routes = (entry["steps"],) if "steps" in entry else entry.get("routes", ())
    ids = _step_ids(routes, problems=problems)
    return Matter(
        MatterId(name.text),
        entry.get("name") or plain(name.text),
        tuple(_route(route, entry, ids=ids, around=around, problems=problems) for route in routes),
        entry.get("field", ""),
        entry.get("stakes", 1),
        _against(entry, around, problems=problems),
        entry.get("refs", ()),
        basis_of(entry, around.sources, problems=problems),
    )


def _against(entry: Entry, around: Surroundings, *, problems: Problems) -> OfficeId | None:
    name = entry.get("against")
    if name is None:
        return None
    check_known(name, around.names.offices, what=("chức danh", "office"), problems=problems)
    return OfficeId(name.text)


def _step_ids(routes: Collection[tuple[Entry, ...]], *, problems: Problems) -> Mapping[str, int]:
    ids: dict[str, int] = {}
    for step in (step for route in routes for step in route):
        name = step.get("id")
        if name is None:
            continue
        if name.text in ids:
            first = ids[name.text]
            problems.add(
                name.at,
                both(
                    f"bước “{name.text}” đã có ở dòng {first}",
                    f"the step “{name.text}” is already on line {first}",
                ),
                both(
                    "đặt mã khác: mã bước là duy nhất trong cả việc",
                    "choose another id: step ids are unique within a matter",
                ),
            )
        ids.setdefault(name.text, name.at.line)
    return ids


def _route(
    route: tuple[Entry, ...],
    matter: Entry,
    *,
    ids: Mapping[str, int],
    around: Surroundings,
    problems: Problems,
) -> tuple[Step, ...]:
    steps = [_step(step, ids=ids, around=around, problems=problems) for step in route]
    doubtful = any("act" in step.failed or "power" in step.failed or "act" not in step for step in route)
    if not doubtful and route and not any(step.is_consent for step in steps if step):
        at = matter.spot("steps") if "steps" in matter else route[0].at
        problems.add(
            at,
            both("không có bước nào cần sự đồng ý", "no step needs consent"),
            both(
                "thêm ít nhất một bước propose, appraise, decide, approve, sign hoặc execute",
                "add at least one step that proposes, appraises, decides, approves, signs or executes",
            ),
        )
    return tuple(step for step in steps if step is not None)


def _step(entry: Entry, *, ids: Mapping[str, int], around: Surroundings, problems: Problems) -> Step | None:
    act: Act = entry.get("act", Act.DECIDE)
    power: Power = entry.get("power", power_of(act))
    if "act" in entry and "power" not in entry.failed:
        _check_oversight_keys(entry, power, problems=problems)
    actor = _actor(entry.get("actor"), around, problems=problems)
    substitute = _actor(entry.get("substitute"), around, problems=problems)
    excludes = known_offices(entry.get("excludes", ()), around.names.offices, problems=problems)
    days = _deadline(entry, ids=ids, problems=problems)
    basis = basis_of(entry, around.sources, problems=problems)
    if "id" not in entry:
        return None
    return Step(
        StepId(entry["id"].text),
        act,
        actor or Actor(()),
        power,
        entry.get("name"),
        entry.get("when", When.ALWAYS),
        entry.get("force", True),
        excludes,
        substitute,
        days,
        entry.get("refs", ()),
        basis,
    )


def _actor(written: Unread | None, around: Surroundings, *, problems: Problems) -> Actor | None:
    return None if written is None else read_actor(written, around.names, problems=problems)


def _check_oversight_keys(entry: Entry, power: Power, *, problems: Problems) -> None:
    if power is Power.OVERSIGHT:
        return
    for key in ("when", "force"):
        if key in entry:
            problems.add(
                entry.spot(key),
                both(f"“{key}” chỉ dùng cho bước kiểm soát", f"“{key}” is only for steps of oversight"),
                both(
                    f"bỏ “{key}”, hoặc thêm power: oversight", f"leave out “{key}”, or add power: oversight"
                ),
            )


def _deadline(entry: Entry, *, ids: Mapping[str, int], problems: Problems) -> Deadline | None:
    written = entry.get("days")
    if written is None or isinstance(written, int):
        return None if written is None else Deadline(written)
    around: dict[str, StepId | None] = {"before": None, "after": None}
    for key in around:
        name = written.get(key)
        if name is None:
            continue
        others = [known for known in ids if "id" not in entry or known != entry["id"].text]
        check_known(name, others, what=("bước", "step"), problems=problems)
        around[key] = StepId(name.text)
    days = written.get("working", written.get("calendar", 0))
    return Deadline(days, "working" in written, around["before"], around["after"])
