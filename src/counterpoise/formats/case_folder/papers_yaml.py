"""Build working regulations, reorganisations and evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from counterpoise.domain.institution import Evidence
from counterpoise.domain.pilots import Regulation, Reorganisation
from counterpoise.domain.words import BodyId, MatterId, OfficeId, PlaceId, plain
from counterpoise.formats.case_folder.known import Known
from counterpoise.formats.case_folder.names import basis_of, check_known, distinct, each_once
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Entry, Name
from counterpoise.formats.case_folder.spans import span_of


def regulations(
    entries: Iterable[Entry], known: Known, *, places: Collection[PlaceId], problems: Problems
) -> tuple[Regulation, ...]:
    """Build the working regulations."""
    return tuple(
        _regulation(entry, known, places=places, problems=problems)
        for entry in each_once(entries, problems=problems)
    )


def _regulation(entry: Entry, known: Known, *, places: Collection[PlaceId], problems: Problems) -> Regulation:
    identity = entry["id"].text
    body = entry.get("body")
    if body is not None:
        check_known(body, known.bodies, what=("cơ quan", "body"), problems=problems)
    covers = _covers(entry, known, problems=problems)
    return Regulation(
        identity,
        entry.get("title") or plain(identity),
        span_of(entry, start="adopted", problems=problems),
        _place(entry, places, problems=problems),
        None if body is None else BodyId(body.text),
        covers,
        _leads(entry, covers, known, problems=problems),
        basis_of(entry, known.sources, problems=problems),
    )


def _place(entry: Entry, places: Collection[PlaceId], *, problems: Problems) -> PlaceId | None:
    name = entry.get("place")
    if name is None:
        return None
    check_known(name, places, what=("địa bàn", "place"), problems=problems)
    return PlaceId(name.text)


def _covers(entry: Entry, known: Known, *, problems: Problems) -> tuple[MatterId, ...] | None:
    written = entry.get("covers", ())
    if written == "all":
        return None
    for name in written:
        check_known(name, known.matters, what=("việc", "matter"), problems=problems)
    return tuple(MatterId(name) for name in distinct(written, problems=problems))


def _leads(
    entry: Entry, covers: tuple[MatterId, ...] | None, known: Known, *, problems: Problems
) -> tuple[tuple[MatterId, OfficeId], ...]:
    pairs: tuple[tuple[Name, Name], ...] = entry.get("leads", ())
    for matter, office in pairs:
        check_known(office, known.offices, what=("chức danh", "office"), problems=problems)
        is_known = check_known(matter, known.matters, what=("việc", "matter"), problems=problems)
        if is_known and covers is not None and matter.text not in covers and "covers" not in entry.failed:
            problems.add(
                matter.at,
                both(
                    f"quy chế không điều chỉnh việc “{matter.text}”",
                    f"the regulation does not cover “{matter.text}”",
                ),
                both(f"thêm “{matter.text}” vào covers", f"add “{matter.text}” to covers"),
            )
    return tuple((MatterId(matter.text), OfficeId(office.text)) for matter, office in pairs)


def reorganisations(
    entries: Iterable[Entry], known: Known, *, places: Collection[PlaceId], problems: Problems
) -> tuple[Reorganisation, ...]:
    """Build the reorganisations that state their day."""
    return tuple(
        Reorganisation(
            entry["id"].text,
            entry.get("title") or plain(entry["id"].text),
            entry["on"],
            _place(entry, places, problems=problems),
            basis_of(entry, known.sources, problems=problems),
        )
        for entry in each_once(entries, problems=problems)
        if "on" in entry
    )


def evidence(entries: Iterable[Entry], *, problems: Problems) -> tuple[Evidence, ...]:
    """Build the papers and what they say."""
    return tuple(
        Evidence(
            entry["id"].text,
            entry.get("title") or plain(entry["id"].text),
            entry.get("kind", ""),
            str(entry.get("date", "")),
            entry.get("source", ""),
            entry.get("says"),
        )
        for entry in each_once(entries, problems=problems)
    )
