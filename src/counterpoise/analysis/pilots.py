"""P findings: pilots without conditions, held after their end or their sunset, or ending on no day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.arrangements import holding_all
from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.wording import REMEDIES, Wording
from counterpoise.domain.day_words import partial_name
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus
from counterpoise.domain.words import PersonId, Text, is_uncertain


def pilot_findings(
    structure: Structure, wording: Wording, arrangements: Sequence[Arrangement]
) -> Iterator[Finding]:
    """Check every pilot listed for the place."""
    roster = structure.roster
    for arrangement in arrangements:
        if not all(office in roster.seats for office in arrangement.offices):
            continue
        if not arrangement.pilots:
            yield from _past_sunset(structure, wording, arrangement, holding_all(roster, arrangement.offices))
        here = [p for p in arrangement.pilots if p.place == roster.place and p.span.first <= roster.day]
        if not here:
            continue
        running = [p for p in here if p.span.covers(roster.day)]
        holders = holding_all(roster, arrangement.offices)
        if running:
            yield from _running(structure, wording, arrangement, running[-1], holders)
        elif holders:
            yield _still_held(structure, wording, arrangement, holders)


def _running(
    structure: Structure,
    wording: Wording,
    arrangement: Arrangement,
    pilot: Pilot,
    holders: tuple[PersonId, ...],
) -> Iterator[Finding]:
    name, place = wording.names.arrangement(arrangement.id), wording.names.place(structure.roster.place)
    if not arrangement.conditions or not arrangement.stop:
        missing = _missing(arrangement)
        yield _finding(
            structure,
            arrangement,
            "P01",
            Severity.WARNING,
            holders,
            Text(
                f"Thí điểm “{name.vi}” tại {place.vi} đang chạy mà không ghi {missing.vi}.",
                f"The pilot “{name.en}” at {place.en} is running without written {missing.en}.",
            ),
        )
    yield from _past_sunset(structure, wording, arrangement, holders)
    if pilot.status is PilotStatus.TO_END and pilot.span.end is None:
        yield _finding(
            structure,
            arrangement,
            "P03",
            Severity.INFO,
            holders,
            Text(
                f"Thí điểm “{name.vi}” tại {place.vi} sẽ dừng nhưng chưa ấn định ngày.",
                f"The pilot “{name.en}” at {place.en} is to end, but no day is set.",
            ),
        )


def _past_sunset(
    structure: Structure, wording: Wording, arrangement: Arrangement, holders: tuple[PersonId, ...]
) -> Iterator[Finding]:
    sunset = arrangement.sunset
    if sunset is not None and sunset.last < structure.roster.day and holders:
        name, place = wording.names.arrangement(arrangement.id), wording.names.place(structure.roster.place)
        last = partial_name(sunset)
        yield _finding(
            structure,
            arrangement,
            "P04",
            Severity.ERROR,
            holders,
            Text(
                f"Mô hình “{name.vi}” tại {place.vi} đã quá hạn ({last.vi}) mà vẫn còn người giữ đủ các chức danh.",
                f"“{name.en}” at {place.en} has passed its sunset ({last.en}), yet somebody still holds all the offices.",
            ),
        )


def _missing(arrangement: Arrangement) -> Text:
    """Name what a pilot has not written down."""
    if arrangement.conditions:
        return Text("tiêu chí dừng", "stop rule")
    if arrangement.stop:
        return Text("điều kiện", "conditions")
    return Text("điều kiện lẫn tiêu chí dừng", "conditions and stop rule")


def _still_held(
    structure: Structure, wording: Wording, arrangement: Arrangement, holders: tuple[PersonId, ...]
) -> Finding:
    name, place = wording.names.arrangement(arrangement.id), wording.names.place(structure.roster.place)
    who = wording.names.person(holders[0], wording.place)
    return _finding(
        structure,
        arrangement,
        "P02",
        Severity.ERROR,
        holders,
        Text(
            f"Thí điểm “{name.vi}” tại {place.vi} đã kết thúc nhưng {who.vi} vẫn giữ đủ các chức danh.",
            f"The pilot “{name.en}” at {place.en} has ended, yet {who.en} still holds all the offices.",
        ),
    )


def _finding(
    structure: Structure,
    arrangement: Arrangement,
    code: str,
    severity: Severity,
    persons: tuple[PersonId, ...],
    message: Text,
) -> Finding:
    is_capped = severity > Severity.WARNING and is_uncertain(arrangement.basis)
    return Finding(
        code=code,
        severity=Severity.WARNING if is_capped else severity,
        capped_from=severity if is_capped else None,
        reading=None,
        place=structure.roster.place,
        matter=None,
        steps=(),
        persons=persons,
        offices=arrangement.offices,
        message=message,
        basis=arrangement.basis,
        remedy=REMEDIES[code],
    )
