"""Build arrangements and their pilots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from counterpoise.domain.days import Span
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus
from counterpoise.domain.words import ArrangementId, OfficeId, PlaceId, SourceId
from counterpoise.formats.case_folder.names import basis_of, check_known, known_offices, note_twice
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Entry
from counterpoise.formats.case_folder.spans import span_of

_NONE: Mapping[ArrangementId, tuple[OfficeId, ...]] = {}


def arrangements(
    entries: Iterable[Entry],
    *,
    offices: Collection[OfficeId],
    sources: Collection[SourceId],
    problems: Problems,
    taken: Mapping[ArrangementId, tuple[OfficeId, ...]] = _NONE,
) -> tuple[Arrangement, ...]:
    """Build arrangements, noting ids used twice or taken by a framework for other offices."""
    seen: dict[str, int] = {}
    built = []
    for entry in entries:
        name = entry.get("id")
        arrangement = _arrangement(entry, offices=offices, sources=sources, problems=problems)
        if name is None:
            continue
        if name.text in seen:
            note_twice(name, seen[name.text], problems=problems)
        elif _is_other(arrangement, taken):
            problems.add(
                name.at,
                both(
                    f"khung quy chế đã có mô hình “{name.text}” gồm các chức danh khác",
                    f"the framework already has the arrangement “{name.text}” of other offices",
                ),
                both("đặt mã khác", "choose another id"),
            )
        seen.setdefault(name.text, name.at.line)
        built.append(arrangement)
    return tuple(built)


def _is_other(arrangement: Arrangement, taken: Mapping[ArrangementId, tuple[OfficeId, ...]]) -> bool:
    """Tell whether a framework gives this id to other offices; of the same ones the case may say more."""
    return arrangement.id in taken and set(taken[arrangement.id]) != set(arrangement.offices)


def _arrangement(
    entry: Entry, *, offices: Collection[OfficeId], sources: Collection[SourceId], problems: Problems
) -> Arrangement:
    return Arrangement(
        ArrangementId(entry["id"].text if "id" in entry else "?"),
        known_offices(entry.get("offices", ()), offices, problems=problems),
        known_offices(entry.get("with", ()), offices, problems=problems),
        tuple(_pilot(pilot, problems=problems) for pilot in entry.get("places", ()) if "place" in pilot),
        entry.get("name"),
        entry.get("conditions", ()),
        entry.get("stop", ()),
        entry.get("sunset"),
        basis_of(entry, sources, problems=problems),
    )


def _pilot(entry: Entry, *, problems: Problems) -> Pilot:
    span: Span = span_of(entry, problems=problems)
    status = entry.get("status")
    if status is PilotStatus.ENDED and span.end is None and "to" not in entry.failed:
        span = replace(span, ended_unknown=True)
    return Pilot(PlaceId(entry["place"].text), span, status)


def check_pilot_places(entries: Iterable[Entry], places: Collection[PlaceId], *, problems: Problems) -> None:
    """Note pilots in places the case does not have."""
    for entry in entries:
        for pilot in entry.get("places", ()):
            if "place" in pilot:
                check_known(pilot["place"], places, what=("địa bàn", "place"), problems=problems)
