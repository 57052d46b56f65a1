"""Read places.csv: communes, districts and provinces, each below another."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.domain.institution import ONLY_PLACE, Framework, Place
from counterpoise.domain.words import Level, PlaceId, plain
from counterpoise.formats.case_folder.csv_tables import PLACES, Row, check_columns, read_rows
from counterpoise.formats.case_folder.known import ONLY_LEVEL, Known, levels_used
from counterpoise.formats.case_folder.names import check_known
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.shapes import Name
from counterpoise.formats.case_folder.spans import span

Places = dict[PlaceId, Place]


def only_place(known: Known, *, problems: Problems) -> Places:
    """Give the one place of a case without places.csv."""
    audits = {framework.audits for framework in known.frameworks}
    if len(audits) > 1:
        listed = ", ".join(sorted(audits))
        problems.add(
            Spot(PLACES.file),
            both(
                f"các khung quy chế xét các cấp khác nhau ({listed})",
                f"the frameworks audit different levels ({listed})",
            ),
            both("thêm tệp places.csv", "add a places.csv"),
        )
    level = known.frameworks[0].audits if known.frameworks else ONLY_LEVEL
    return {ONLY_PLACE: Place(ONLY_PLACE, plain(ONLY_PLACE), level)}


def read_places(text: str, known: Known, *, problems: Problems) -> Places:
    """Read the places and check how they stand below one another."""
    rows, columns = read_rows(text, PLACES, problems=problems)
    check_columns(columns, PLACES, optional=frozenset(), problems=problems)
    places: Places = {}
    lines: dict[PlaceId, Row] = {}
    for row in rows:
        place = _place(row, known, problems=problems) if {"id", "kind"} <= columns else None
        if place is None:
            continue
        if place.id in lines:
            problems.add(
                row.spot("id"),
                both(
                    f"địa bàn “{place.id}” đã có ở dòng {lines[place.id].line}",
                    f"the place “{place.id}” is already on line {lines[place.id].line}",
                ),
                both("đặt mã khác", "choose another id"),
            )
            continue
        places[place.id] = place
        lines[place.id] = row
    if not rows and columns:
        problems.add(
            Spot(PLACES.file),
            both("chưa có địa bàn nào", "there is no place in it"),
            both("thêm một dòng, hoặc xóa tệp", "add a row, or delete the file"),
        )
    _check_parents(places, lines, known, problems=problems)
    return places


def _place(row: Row, known: Known, *, problems: Problems) -> Place | None:
    identity = row.identity("id", problems=problems)
    level = _level(row, known, problems=problems)
    first, last = row.date("from", problems=problems), row.end("to", problems=problems)
    valid = span(first, last, at=row.spot("to"), problems=problems)
    if not identity:
        return None
    parent = PlaceId(row["parent"]) if row["parent"] else None
    return Place(PlaceId(identity), plain(row["name"] or identity), level, parent, valid)


def _level(row: Row, known: Known, *, problems: Problems) -> Level:
    if known.complete and not known.names_levels:
        return ONLY_LEVEL
    kind = row.one_line("kind", problems=problems)
    if kind and known.complete:
        check_known(Name(kind, row.spot("kind")), known.levels, what=("cấp", "level"), problems=problems)
    return Level(kind)


def _check_parents(places: Places, lines: dict[PlaceId, Row], known: Known, *, problems: Problems) -> None:
    sound = True
    for place in places.values():
        if place.parent is None:
            continue
        at = lines[place.id].spot("parent")
        what = ("địa bàn", "place")
        if not check_known(Name(place.parent, at), places, what=what, problems=problems):
            sound = False
        elif place.parent == place.id or not _is_above(places[place.parent].level, place.level, known):
            sound = False
            parent = places[place.parent]
            problems.add(
                at,
                both(
                    f"“{parent.id}” ({parent.level}) không ở cấp trên của “{place.id}” ({place.level})",
                    f"“{parent.id}” ({parent.level}) is not of a higher level than “{place.id}” ({place.level})",
                ),
                both("ghi địa bàn cấp trên", "name a place of a higher level"),
            )
    if not known.names_levels:
        sound = _check_circles(places, lines, problems=problems) and sound
    if sound:
        _check_superiors(places, lines, known, problems=problems)


def _is_above(higher: Level, lower: Level, known: Known) -> bool:
    if not known.names_levels:
        return True
    both_known = [f.levels for f in known.frameworks if higher in f.levels and lower in f.levels]
    if not both_known:
        return higher not in known.levels or lower not in known.levels or higher != lower
    return all(levels.index(higher) > levels.index(lower) for levels in both_known)


def _check_circles(places: Places, lines: dict[PlaceId, Row], *, problems: Problems) -> bool:
    done: set[PlaceId] = set()
    for start in places:
        path: dict[PlaceId, None] = {}
        at: PlaceId | None = start
        while at is not None and at in places and at not in done:
            if at in path:
                circle = " → ".join([*list(path)[list(path).index(at) :], at])
                problems.add(
                    lines[at].spot("parent"),
                    both(f"địa bàn nằm trong chính nó: {circle}", f"a place lies within itself: {circle}"),
                    both("sửa cột parent", "mend the parent column"),
                )
                return False
            path[at] = None
            at = places[at].parent
        done.update(path)
    return True


def _check_superiors(places: Places, lines: dict[PlaceId, Row], known: Known, *, problems: Problems) -> None:
    if ONLY_PLACE in places and len(places) == 1:
        return
    needed = {framework.id: levels_used(framework) for framework in known.frameworks}
    for place in places.values():
        above = frozenset(_levels_from(place, places))
        for framework in known.frameworks:
            if place.level == framework.audits and framework.valid.overlaps(place.span):
                missing = _in_order(needed[framework.id] - above, framework)
                for level in missing:
                    _note_superior(lines[place.id], place, level, framework, problems=problems)


def _in_order(levels: Iterable[Level], framework: Framework) -> list[Level]:
    above = set(levels)
    return [
        level
        for level in framework.levels
        if level in above and framework.rank(level) > framework.rank(framework.audits)
    ]


def _levels_from(place: Place, places: Places) -> Iterable[Level]:
    at: Place | None = place
    while at is not None:
        yield at.level
        at = places.get(at.parent) if at.parent else None


def _note_superior(row: Row, place: Place, level: Level, framework: Framework, *, problems: Problems) -> None:
    problems.add(
        row.spot("parent"),
        both(
            f"không có địa bàn cấp {level} nào ở trên “{place.id}”, mà khung quy chế “{framework.id}” dùng chức danh ở cấp đó",
            f"no place of level {level} is above “{place.id}”, and the framework “{framework.id}” uses offices of that level",
        ),
        both(
            f"thêm một dòng có kind {level}, rồi ghi mã của nó làm parent của “{place.id}” hoặc của địa bàn trên nó",
            f"add a row of kind {level} and name it as parent of “{place.id}” or of a place above it",
        ),
    )
