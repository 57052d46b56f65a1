"""What was asked about: the day, the places and the matters, or an error that lists what there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import Case, CaseError, Framework, Place, Problem
from counterpoise.domain.matters import Matter
from counterpoise.domain.words import MatterId, Text


def day_asked(case: Case, day: date | None) -> date:
    """Give the day asked about, else the case's own."""
    on = day or case.on
    if on is None:
        raise refused(
            "case.yaml, on",
            Text("chưa biết xem xét vào ngày nào", "no day to examine"),
            Text("ghi `on:` trong case.yaml hoặc thêm --on", "write `on:` in case.yaml or give --on"),
        )
    return on


def framework_asked(case: Case, day: date) -> Framework:
    """Give the framework valid on a day."""
    framework = case.framework_on(day)
    if framework is None:
        spans = ", ".join(f"{f.id} {_span(f)}" for f in case.frameworks)
        raise refused(
            "case.yaml, on",
            Text(
                f"không có khung quy chế nào có hiệu lực ngày {day_name(day).vi}",
                f"no framework is valid on {day}",
            ),
            Text(f"chọn ngày trong khoảng: {spans}", f"choose a day within: {spans}"),
        )
    return framework


def _span(framework: Framework) -> str:
    start, end = framework.valid.start, framework.valid.end
    return f"{start or '…'} – {end or '…'}"


def places_asked(case: Case, day: date, wanted: Sequence[str]) -> tuple[Place, ...]:
    """Give the audited places named, or all of them."""
    audited = case.audited_places(day)
    known = {place.id: place for place in audited}
    missing = [w for w in wanted if w not in known]
    if missing or not audited:
        listed = ", ".join(sorted(known)) or "–"
        asked = ", ".join(missing) or "–"
        raise refused(
            "--place",
            Text(
                f"không có địa bàn nào được xem xét ngày {day_name(day).vi} mang mã: {asked}",
                f"no audited place on {day} has the id: {asked}",
            ),
            Text(f"các địa bàn có thể chọn: {listed}", f"the places to choose from: {listed}"),
        )
    return tuple(place for place in audited if not wanted or place.id in wanted)


def matters_asked(framework: Framework, wanted: Sequence[str]) -> tuple[Matter, ...]:
    """Give the matters named, or all of them."""
    missing = [w for w in wanted if MatterId(w) not in framework.matters]
    if missing:
        listed = ", ".join(framework.matters)
        raise refused(
            "--matter",
            Text(
                f"không có việc nào mang mã: {', '.join(missing)}",
                f"no matter has the id: {', '.join(missing)}",
            ),
            Text(f"các việc có thể chọn: {listed}", f"the matters to choose from: {listed}"),
        )
    return tuple(matter for matter in framework.matters.values() if not wanted or matter.id in wanted)


def refused(where: str, what: Text, remedy: Text) -> CaseError:
    """Make an error of one problem."""
    return CaseError((Problem(where, what, remedy),))
