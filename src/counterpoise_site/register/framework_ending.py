"""A body or an office that ends on a day: what still names it, who still sits there, and the edits when both are settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from counterpoise.domain.bodies import Body, Office
from counterpoise.domain.institution import CaseError, Framework
from counterpoise.domain.succession import mentions, succeeded, without
from counterpoise.formats.case_files import framework_data
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register import tenure_edits
from counterpoise_site.register.framework_edits import Changed, Kept, changed
from counterpoise_site.register.framework_refusals import refusals
from counterpoise_site.register.framework_rows import mention_name
from counterpoise_site.register.framework_sheet import MOVED, outside
from counterpoise_site.register.models import Place, Tenure
from counterpoise_site.register.recording import Edit
from counterpoise_site.register.showing import shown_tenures
from counterpoise_site.register.wording import Wording

MOST_NAMED = 20


def ended(kept: Kept, row: Office | Body, form: Any) -> tuple[Changed, tuple[Edit, ...]] | None:
    """Take a row out of the framework from the day after, or say at the form why that cannot be."""
    one, said = kept.framework, form.cleaned_data
    end: date = said["end"]
    if said["seen"] != kept.digest:
        form.add_error(None, MOVED)
    starting = end + timedelta(days=1) if end != date.max else end
    if not one.valid.covers(starting):
        form.add_error("end", outside(one))
        return None
    after = succeeded(one, row.id, said["successor"]) if said["successor"] else one
    after = without(after, row.id)
    left = mentions(after, row.id)
    if left:
        _refuse_named(form, one, left)
    settled = _settled(row, end, form)
    if form.errors:
        return None
    try:
        change = changed(kept, framework_data(after), starting=starting)
    except CaseError as error:
        section = "offices" if isinstance(row, Office) else "bodies"
        for one_found in refusals(error.problems, one, section=section, key=row.id):
            form.add_error(None, one_found.said.of(language()))
        return None
    return change, (*change.edits, *settled)


def _refuse_named(form: Any, one: Framework, left: Sequence[str]) -> None:
    form.add_error(
        "successor",
        saying(
            "còn được nhắc đến ở những dòng nêu dưới đây; chọn ai thay vào, hoặc sửa các dòng ấy trước (sửa chức danh, cơ quan tại đây; việc và quy tắc bằng cách nhập hồ sơ)",
            "it is still named in the rows below; choose what takes its place, or change these rows first (offices and bodies here, matters and rules by importing a case)",
        ),
    )
    for address in left[:MOST_NAMED]:
        name = mention_name(one, address)
        if name is not None:
            form.add_error("successor", name.of(language()))
    if len(left) > MOST_NAMED:
        more = len(left) - MOST_NAMED
        form.add_error("successor", saying(f"và {more} dòng nữa", f"and {more} more rows"))


def _settled(row: Office | Body, end: date, form: Any) -> tuple[Edit, ...]:
    """End the tenures that go on after the last day, if that was chosen; those that only begin then are named."""
    if not isinstance(row, Office):
        return ()
    sitting = sitting_in(row, after=end)
    later = [one for one in sitting if one.first_day > end]
    if sitting and not form.cleaned_data.get("settle"):
        form.add_error(
            "settle" if "settle" in form.fields else None,
            saying(
                f"còn {len(sitting)} nhiệm kỳ kéo dài sau ngày ấy; chọn kết thúc luôn, hoặc kết thúc từng nhiệm kỳ trước",
                f"{len(sitting)} tenures go on after that day; choose to end them too, or end each first",
            ),
        )
        return ()
    for one in shown_tenures(later[:MOST_NAMED], Wording.of(), today=end):
        form.add_error(
            "end",
            saying(
                f"{one.person.vi}, {one.place.vi}: nhiệm kỳ này chỉ bắt đầu sau ngày ấy; hãy sửa nhiệm kỳ trước",
                f"{one.person.en}, {one.place.en}: this tenure only begins after that day; correct it first",
            ),
        )
    return tuple(tenure_edits.ended(one, end=end.isoformat()) for one in sitting if one not in later)


def sitting_in(row: Office | Body, *, after: date | None) -> list[Tenure]:
    """List the tenures of an office that go on after a day, or that have no end, in places that are still there."""
    held = Tenure.objects.known_on(None).filter(office=row.id).exclude(end="?")
    held = held.filter(last_day__gt=after) if after is not None else held.filter(end="")
    day = after or timezone.localdate()
    gone = Place.objects.known_on(None).filter(last_day__lte=day).values("place")
    return list(held.exclude(place__in=gone).order_by("place", "seat", "pk"))
