"""Build the exceptions to rules and the reviews of rows that a case keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from counterpoise.domain.institution import Case, Review
from counterpoise.domain.reviews import REVIEW, addresses, reviewed, reviewed_arrangements
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import PersonId, PlaceId, SourceId, Text, plain
from counterpoise.formats.case_folder.names import SPELLING, SUGGESTED, basis_of, check_known
from counterpoise.formats.case_folder.problems import Problems, both, nearest
from counterpoise.formats.case_folder.shapes import Entry, Name, short

_FORMS = "office:ID, tie:OFFICE/1, body:ID, matter:ID, step:MATTER/ID, rule:ID, duty:ID, arrangement:ID"


@dataclass(frozen=True, slots=True)
class Excepted:
    """What an exception may name."""

    rules: Collection[str]
    places: Collection[PlaceId]
    persons: Collection[PersonId]
    sources: Collection[SourceId]


def exceptions(entries: Iterable[Entry], names: Excepted, *, problems: Problems) -> tuple[RuleException, ...]:
    """Build the exceptions that name a rule."""
    return tuple(_exception(entry, names, problems=problems) for entry in entries if "rule" in entry)


def _exception(entry: Entry, names: Excepted, *, problems: Problems) -> RuleException:
    check_known(entry["rule"], names.rules, what=("quy tắc", "rule"), problems=problems)
    place, person, until = entry.get("place"), entry.get("person"), entry.get("until")
    if place is not None:
        check_known(place, names.places, what=("địa bàn", "place"), problems=problems)
    if person is not None:
        check_known(
            Name(person, entry.spot("person")), names.persons, what=("người", "person"), problems=problems
        )
    return RuleException(
        entry["rule"].text,
        entry.get("reason", plain("?")),
        entry.get("approver", plain("?")),
        None if until is None else until.last,
        None if place is None else PlaceId(place.text),
        None if person is None else PersonId(person),
        basis_of(entry, names.sources, problems=problems),
    )


def with_reviews(case: Case, entries: Iterable[Entry], *, problems: Problems) -> Case:
    """Keep the reviews, and give the rows they address the status they state."""
    own = [f"arrangement:{arrangement.id}" for arrangement in case.arrangements]
    rows = dict.fromkeys([*(row for framework in case.frameworks for row in addresses(framework)), *own])
    reviews = tuple(_review(entry, rows, problems=problems) for entry in entries if _is_whole(entry))
    sources = {REVIEW.id: REVIEW} if any(review.row in own for review in reviews) else {}
    return replace(
        case,
        reviews=reviews,
        frameworks=tuple(reviewed(framework, reviews) for framework in case.frameworks),
        arrangements=reviewed_arrangements(case.arrangements, reviews),
        sources={**sources, **case.sources},
    )


def _is_whole(entry: Entry) -> bool:
    return all(key in entry for key in ("row", "status", "by", "on"))


def _review(entry: Entry, rows: Collection[str], *, problems: Problems) -> Review:
    row = entry["row"]
    if row not in rows:
        problems.add(
            entry.spot("row"),
            both(f"không có dòng “{short(row)}”", f"there is no row “{short(row)}”"),
            _near_row(row, rows) if problems.count < SUGGESTED else SPELLING,
        )
    return Review(row, entry["status"], entry["by"], entry["on"], entry.get("note"))


def _near_row(row: str, rows: Collection[str]) -> Text:
    kind = row.partition(":")[0]
    alike = [known for known in rows if known.startswith(f"{kind}:")]
    if alike:
        return nearest(row, alike)
    return both(f"viết một địa chỉ như {_FORMS}", f"write an address such as {_FORMS}")
