"""What edits must satisfy, as the library's reader of tables asks it: known names, a seat that exists, nobody else on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from counterpoise.domain.day_words import span_name
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.names import Names
from counterpoise.domain.people import Tenure
from counterpoise.domain.words import Text, plain
from counterpoise_site.register.framework_checks import dangling, lost_between, stranded
from counterpoise_site.register.models import Tenure as TenureRow
from counterpoise_site.register.recording import Edit
from counterpoise_site.register.what_if import applied, frameworks_after, record_of

_Seat = tuple[str, str, int]


def faults(case: Case, edits: Sequence[Edit], *, place: str | None = None) -> tuple[Text, ...]:
    """Say what is wrong with what edits bring (to one place, where one is named), as the register would be after them."""
    after = applied(case, edits)
    rows = [edit.after for edit in edits if edit.after is not None and edit.after.model is TenureRow]
    new = [tenure for tenure in map(record_of, rows) if place in (None, tenure.place)]
    persons = {tenure.person for tenure in case.tenures}
    if len(new) > 1 and place is None:
        persons |= {tenure.person for tenure in new}  # the tables of an import name them
    sitting: dict[_Seat, list[Tenure]] = defaultdict(list)
    for tenure in after.tenures:
        sitting[_seat(tenure)].append(tenure)
    found = [fault for tenure in new for fault in _faults(after, tenure, persons, sitting)]
    return (*_frameworks(after.frameworks), *found)


def offices_touched(frameworks: tuple[Framework, ...], edits: Sequence[Edit]) -> frozenset[str]:
    """List the offices that edits appoint to or end somebody in, and those of which changed frameworks have less."""
    said = {edit.after.columns["office"] for edit in edits if edit.after and "office" in edit.after.columns}
    less = {
        office.id
        for old, new in lost_between(frameworks, frameworks_after(frameworks, edits))
        for office in old.offices.values()
        if (now := new.offices.get(office.id)) is None
        or now.seats < office.seats
        or now.level != office.level
    }
    return frozenset(less | said)


def framework_faults(case: Case, edits: Sequence[Edit], *, is_whole: bool) -> tuple[Text, ...]:
    """Say what changed frameworks leave without a place; a file that brings a whole regime may leave tenures behind."""
    after = applied(case, edits)
    return (*(() if is_whole else stranded(case, after)), *dangling(case, after))


def _frameworks(frameworks: Iterable[Framework]) -> Iterable[Text]:
    for one, other in combinations(frameworks, 2):
        if one.valid.overlaps(other.valid):
            yield Text(
                f"“{one.title.vi}” và “{other.title.vi}” cùng có hiệu lực trong một số ngày",
                f"“{one.title.en}” and “{other.title.en}” are both in force on some days",
            )


def _faults(
    case: Case, tenure: Tenure, persons: Collection[str | None], sitting: Mapping[_Seat, Sequence[Tenure]]
) -> Iterable[Text]:
    frameworks = [f for f in case.frameworks if tenure.office in f.offices]
    place = case.places.get(tenure.place)
    if not frameworks or place is None:
        unknown = tenure.office if place is not None else tenure.place
        yield Text(f"sổ không có “{unknown}”", f"the register has no “{unknown}”")
        return
    office = frameworks[-1].offices[tenure.office]
    names = Names(case, frameworks[-1])
    where = Text(f"{office.name.vi}, {place.name.vi}: ", f"{office.name.en}, {place.name.en}: ")
    if len(case.places) > 1 and all(f.offices[tenure.office].level != place.level for f in frameworks):
        yield _at(where, Text("không phải là chức danh của cấp này", "no office of this level"))
    if not 1 <= tenure.seat <= max(f.offices[tenure.office].seats for f in frameworks):
        yield _at(where, Text(f"không có ghế {tenure.seat}", f"there is no seat {tenure.seat}"))
    if tenure.span.first > tenure.span.last and not tenure.span.ended_unknown:
        yield _at(where, Text("ngày cuối đứng trước ngày đầu", "the last day comes before the first"))
    if tenure.person is not None and tenure.person not in case.persons and tenure.person not in persons:
        yield _at(where, Text("không có người này trong sổ", "the register has no such person"))
    for other in sitting[_seat(tenure)]:
        if one_seat_two_persons(tenure, other):
            who, days = _who(names, other), span_name(other.span)
            yield _at(
                where,
                Text(
                    f"ghế {tenure.seat} đã có {who.vi} ({days.vi}) trong một số ngày ấy",
                    f"on some of these days {who.en} ({days.en}) has seat {tenure.seat}",
                ),
            )


def one_seat_two_persons(one: Tenure, other: Tenure) -> bool:
    """Tell whether two tenures put two persons on one seat on the same days."""
    return _seat(one) == _seat(other) and one.person != other.person and one.span.overlaps(other.span)


def _seat(tenure: Tenure) -> _Seat:
    return tenure.place, tenure.office, tenure.seat


def _at(where: Text, what: Text) -> Text:
    return Text(where.vi + what.vi, where.en + what.en)


def _who(names: Names, tenure: Tenure) -> Text:
    return plain("(khuyết / vacant)") if tenure.person is None else names.person(tenure.person)
