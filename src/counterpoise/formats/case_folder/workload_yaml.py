"""Build the assumptions about work, the case's over the framework's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from counterpoise.domain.matters import Act
from counterpoise.domain.words import MatterId, SourceId
from counterpoise.domain.workload import Estimate, Volume, Workload
from counterpoise.formats.case_folder.names import basis_of, check_known
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Entry, note_missing


@dataclass(frozen=True, slots=True)
class Countable:
    """What a workload may name."""

    matters: Collection[str]
    duties: Collection[str]
    sources: Collection[SourceId]


def workload(entry: Entry, names: Countable, *, problems: Problems, base: Workload | None = None) -> Workload:
    """Build a workload; what the entry leaves out stays as in the base, act by act and matter by matter."""
    base = base or Workload()
    return Workload(
        entry.get("hours_a_year", base.hours_a_year),
        tuple({**dict(base.by_act), **_by_act(entry)}.items()),
        entry.get("as_member", base.as_member),
        tuple({**{v.matter: v for v in base.volumes}, **_volumes(entry, names, problems=problems)}.values()),
        tuple({**dict(base.duties), **_duties(entry, names, problems=problems)}.items()),
        basis_of(entry, names.sources, problems=problems) or base.basis,
    )


def _by_act(entry: Entry) -> dict[Act, Estimate]:
    written = entry.get("by_act")
    return {} if written is None else {Act(act): hours for act, hours in written.values.items()}


def _duties(entry: Entry, names: Countable, *, problems: Problems) -> dict[str, Estimate]:
    pairs = entry.get("duties", ())
    for duty, _ in pairs:
        check_known(duty, names.duties, what=("nhiệm vụ", "duty"), problems=problems)
    return {duty.text: hours for duty, hours in pairs}


def _volumes(entry: Entry, names: Countable, *, problems: Problems) -> dict[MatterId, Volume]:
    volumes = {}
    for matter, inside in entry.get("volumes", ()):
        check_known(matter, names.matters, what=("việc", "matter"), problems=problems)
        _check_proportion(inside, problems=problems)
        volumes[MatterId(matter.text)] = Volume(
            MatterId(matter.text),
            inside.get("indicator", ""),
            inside.get("of", ""),
            inside.get("per_1000"),
            inside.get("flat"),
            basis_of(inside, names.sources, problems=problems),
        )
    return volumes


def _check_proportion(entry: Entry, *, problems: Problems) -> None:
    """Note a proportion without the figure it is taken of, or the other way round."""
    if "per_1000" in entry and "of" not in entry and "of" not in entry.failed:
        note_missing("of", at=entry.at, problems=problems)
    elif "of" in entry and "per_1000" not in entry and "per_1000" not in entry.failed:
        problems.add(
            entry.spot("of"),
            both("“of” chỉ đi cùng per_1000", "“of” goes only with per_1000"),
            both(
                "thêm per_1000: [thấp, giữa, cao], hoặc bỏ of",
                "add per_1000: [low, likely, high], or leave out of",
            ),
        )
