"""What changed frameworks leave without a place: tenures of offices and seats that are no more, papers that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterpoise.domain.day_words import day_name, span_name
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.people import Tenure
from counterpoise.domain.reviews import addresses
from counterpoise.domain.words import Text, plain

MOST_SAID = 20
_SETTLE = Text(
    "hãy kết thúc hoặc sửa các nhiệm kỳ ấy trước, hoặc chọn kết thúc chúng cùng ngày",
    "end or correct these tenures first, or choose to end them on the same day",
)
_WITHDRAW = Text("hãy sửa hoặc rút mục ấy trước", "correct or withdraw that entry first")


def stranded(before: Case, after: Case) -> tuple[Text, ...]:
    """Say which tenures would hold, on days when they could before, an office or seat that a framework no longer has."""
    lost = lost_between(before.frameworks, after.frameworks)
    if not lost:
        return ()
    found = [
        fault for tenure in after.tenures if (fault := next(_stranded(tenure, after, lost), None)) is not None
    ]
    return _bounded(found, _SETTLE)


def lost_between(
    before: Sequence[Framework], after: Sequence[Framework]
) -> tuple[tuple[Framework, Framework], ...]:
    """Pair each framework with those that hold in its place on some of its days."""
    return tuple(
        (old, new) for new in after for old in before if new not in before and old.valid.overlaps(new.valid)
    )


def _stranded(tenure: Tenure, case: Case, lost: Iterable[tuple[Framework, Framework]]) -> Iterator[Text]:
    for old, new in lost:
        was, now = old.offices.get(tenure.office), new.offices.get(tenure.office)
        if was is None or not (tenure.span.overlaps(old.valid) and tenure.span.overlaps(new.valid)):
            continue
        place = case.places.get(tenure.place)
        is_gone = place is not None and not place.span.overlaps(new.valid)
        if is_gone or tenure.span.ended_unknown or not _share_days(tenure, old, new):
            continue
        name, day = was.name, day_name(new.valid.first)
        where, who, days = _place(case, tenure), _who(case, tenure), span_name(tenure.span)
        told = (f"{who}, {name.vi}, {where.vi} ({days.vi})", f"{who}, {name.en}, {where.en} ({days.en})")
        if now is None:
            yield Text(
                f"{told[0]}: từ {day.vi} không còn chức danh này",
                f"{told[1]}: from {day.en} there is no such office",
            )
        elif now.seats < tenure.seat <= was.seats:
            yield Text(
                f"{told[0]}: từ {day.vi} không còn ghế {tenure.seat}",
                f"{told[1]}: from {day.en} there is no seat {tenure.seat}",
            )
        elif now.level != was.level:
            yield Text(
                f"{told[0]}: từ {day.vi} không còn là chức danh của cấp này",
                f"{told[1]}: from {day.en} it is no office of this level",
            )


def _share_days(tenure: Tenure, old: Framework, new: Framework) -> bool:
    first = max(tenure.span.first, old.valid.first, new.valid.first)
    return first <= min(tenure.span.last, old.valid.last, new.valid.last)


def dangling(before: Case, after: Case) -> tuple[Text, ...]:
    """Say which papers name an office, a body, a matter, a rule or a row that a framework had and none has any more."""
    lost = _known(before.frameworks) - _known(after.frameworks)
    found = [
        Text(
            f"{paper.vi} còn nêu “{key}”, mà không khung quy chế nào còn có",
            f"{paper.en} still names “{key}”, which no framework has any more",
        )
        for paper, kind, key in (_named_by_papers(after) if lost else ())
        if (kind, key) in lost
    ]
    return _bounded(list(dict.fromkeys(found)), _WITHDRAW)


def _named_by_papers(case: Case) -> Iterator[tuple[Text, str, str]]:
    """List what the papers of a case name in its frameworks: what the paper is called, the kind of what it names, its id."""
    for arrangement in case.arrangements:
        name = arrangement.name or plain(arrangement.id)
        told = Text(f"mô hình “{name.vi}”", f"the arrangement “{name.en}”")
        yield from ((told, "office", office) for office in (*arrangement.offices, *arrangement.accompanying))
    for regulation in case.regulations or ():
        told = Text(f"quy chế “{regulation.title.vi}”", f"the regulation “{regulation.title.en}”")
        if regulation.body is not None:
            yield told, "body", regulation.body
        yield from ((told, "matter", matter) for matter in regulation.covers or ())
        for matter, office in regulation.leads:
            yield told, "matter", matter
            yield told, "office", office
    for exception in case.exceptions:
        yield Text("một ngoại lệ", "an exception"), "rule", exception.rule
    for review in case.reviews:
        told = Text(f"rà soát của {review.by.vi}", f"the review by {review.by.en}")
        yield told, "row", review.row


def _known(frameworks: Sequence[Framework]) -> frozenset[tuple[str, str]]:
    known: set[tuple[str, str]] = set()
    for one in frameworks:
        known |= {("office", office) for office in one.offices}
        known |= {("body", body) for body in one.bodies}
        known |= {("matter", matter) for matter in one.matters}
        known |= {("rule", rule.id) for rule in one.rules}
        known |= {("row", address) for address in addresses(one)}
    return frozenset(known)


def _bounded(found: list[Text], remedy: Text) -> tuple[Text, ...]:
    if not found:
        return ()
    left = len(found) - MOST_SAID
    more = (Text(f"và {left} mục nữa", f"and {left} more"),) if left > 0 else ()
    return (*found[:MOST_SAID], *more, remedy)


def _place(case: Case, tenure: Tenure) -> Text:
    place = case.places.get(tenure.place)
    return place.name if place is not None else plain(tenure.place)


def _who(case: Case, tenure: Tenure) -> str:
    if tenure.person is None:
        return "(khuyết / vacant)"
    person = case.persons.get(tenure.person)
    return (person.name if person is not None else "") or tenure.person
