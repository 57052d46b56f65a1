"""L findings: how many offices and duties lie in one hand, and how much work that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.by_hand import Holding
from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.wording import REMEDIES, Wording
from counterpoise.analysis.work import work_of_all
from counterpoise.domain.institution import Case
from counterpoise.domain.matters import Matter
from counterpoise.domain.names import joined
from counterpoise.domain.words import Basis, OfficeId, PersonId, Text, plain
from counterpoise.domain.workload import Estimate, Workload

LIMIT = 6


def overloaded(structure: Structure, wording: Wording) -> Iterator[Finding]:
    """Find persons with more than six offices and by-role duties together, counting each once."""
    for person in structure.persons:
        offices, duties = offices_of(structure, person), duties_of(structure, person)
        if len(offices) + len(duties) > LIMIT and structure.sits_here(person):
            yield _many(structure, wording, person, offices, duties)


def overworked(
    case: Case, structure: Structure, other: Structure | None, wording: Wording, matters: Sequence[Matter]
) -> Iterator[Finding]:
    """Find persons whose expected work passes a working year, and say what it is without the arrangement."""
    workload = case.workload or structure.framework.workload
    if workload is None:
        return
    now = work_of_all(case, structure, workload, matters)
    then = work_of_all(case, other, workload, matters) if other is not None else {}
    for person, hours in sorted(now.items()):
        if hours.point > workload.hours_a_year and structure.sits_here(person):
            yield _too_much(structure, wording, person, hours, workload, then.get(person) if other else None)


def offices_of(structure: Structure, person: PersonId) -> tuple[OfficeId, ...]:
    """List the offices a person holds."""
    return tuple(dict.fromkeys(seat.office for seat in structure.seats_of(person)))


def duties_of(structure: Structure, person: PersonId) -> tuple[str, ...]:
    """List the by-role duties that come with the offices a person holds."""
    offices = structure.framework.offices
    return tuple(dict.fromkeys(d for o in offices_of(structure, person) for d in offices[o].duties))


def _many(
    structure: Structure,
    wording: Wording,
    person: PersonId,
    offices: tuple[OfficeId, ...],
    duties: tuple[str, ...],
) -> Finding:
    who = wording.names.person(person, wording.place)
    held = joined([wording.names.office(o) for o in offices])
    known = structure.framework.duties
    tasks = joined([known[d].name if d in known else plain(d) for d in duties])
    return _finding(
        structure,
        wording,
        "L01",
        Severity.WARNING,
        person,
        Text(
            f"{who.vi} cùng lúc giữ {len(offices)} chức danh ({held.vi}) và {len(duties)} nhiệm vụ gắn với chức danh"
            + (f" ({tasks.vi})." if duties else "."),
            f"{who.en} holds {len(offices)} offices ({held.en}) and {len(duties)} duties that come with them"
            + (f" ({tasks.en})." if duties else "."),
        ),
        basis=tuple(dict.fromkeys(c for d in duties if d in known for c in known[d].basis)),
    )


def _too_much(
    structure: Structure,
    wording: Wording,
    person: PersonId,
    hours: Estimate,
    workload: Workload,
    split: Estimate | None,
) -> Finding:
    """Word the expected hours; certain only when even the low estimate is too much."""
    who = wording.names.person(person, wording.place)
    beside = plain("")
    if split is not None:
        beside = Text(
            f" Nếu tách chức danh: {_vi(split)}.",
            f" Without the arrangement: {_en(split)}.",
        )
    year = Estimate(workload.hours_a_year, workload.hours_a_year, workload.hours_a_year)
    return _finding(
        structure,
        wording,
        "L02",
        Severity.WARNING if hours.low > workload.hours_a_year else Severity.INFO,
        person,
        Text(
            f"{who.vi}: khối lượng công việc dự tính {_vi(hours)} một năm, so với {_thousands(year.point, '.')} giờ"
            f" làm việc.{beside.vi}",
            f"{who.en}: expected work of {_en(hours)} a year, against {_thousands(year.point, ',')} working"
            f" hours.{beside.en}",
        ),
        basis=workload.basis,
    )


def _vi(hours: Estimate) -> str:
    low, point, high = (_thousands(x, ".") for x in (hours.low, hours.point, hours.high))
    return f"khoảng {point} giờ (từ {low} đến {high})"


def _en(hours: Estimate) -> str:
    low, point, high = (_thousands(x, ",") for x in (hours.low, hours.point, hours.high))
    return f"about {point} hours ({low} to {high})"


def _thousands(number: float, mark: str) -> str:
    return f"{number:,.0f}".replace(",", mark)


def _finding(
    structure: Structure,
    wording: Wording,
    code: str,
    severity: Severity,
    person: PersonId,
    message: Text,
    *,
    basis: Basis,
) -> Finding:
    offices = offices_of(structure, person)
    return Finding(
        code=code,
        severity=severity,
        capped_from=None,
        reading=None,
        place=structure.roster.place,
        matter=None,
        steps=(),
        persons=(person,),
        offices=offices,
        message=message,
        basis=basis,
        rests_on=tuple(
            wording.seat_row(structure.roster, Holding(person, o, structure.roster.place_of(o)))
            for o in offices
        ),
        remedy=REMEDIES[code],
    )
