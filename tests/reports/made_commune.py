"""An invented commune, by roles only: an audit made by hand with everything a report has to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from counterpoise.analysis.findings import (
    Answer,
    Audit,
    Because,
    Finding,
    MatterAnswers,
    Power,
    Readings,
    Severity,
    WithHolder,
)
from counterpoise.domain.actors import Actor, BodyTerm, office_actor
from counterpoise.domain.bodies import Body, How, Office, Tie
from counterpoise.domain.days import ALWAYS, Span, read_date
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Act, Matter, Step, When, power_of
from counterpoise.domain.people import Kin, Person, Tenure
from counterpoise.domain.pilots import Arrangement, Pilot, PilotStatus
from counterpoise.domain.rosters import roster, unnamed_id
from counterpoise.domain.words import (
    ArrangementId,
    BodyId,
    Citation,
    Level,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    Source,
    SourceId,
    Status,
    StepId,
    Text,
)

DAY = date(2024, 3, 28)
COMMUNE, DISTRICT = Level("commune"), Level("district")
LAW, MODEL = SourceId("law-of-councils"), SourceId("model-choice")
VERIFIED = Citation(LAW, "Điều 36", Status.VERIFIED)
REMEMBERED = Citation(MODEL, "", Status.MEMORY, note="chưa đọc nguyên văn")
SECRETARY, CHAIR, VICE = OfficeId("party-secretary"), OfficeId("committee-chair"), OfficeId("vice-chair")
DEPUTY, ACCOUNTANT, INSPECTOR = OfficeId("council-deputy"), OfficeId("accountant"), OfficeId("check-head")
DISTRICT_CHAIR = OfficeId("district-chair")
PARTY, COUNCIL, COMMITTEE = BodyId("party-body"), BodyId("council-body"), BodyId("committee-body")
FIELDS = ("finance", "complaints", "land-use", "")


def _office(
    office: OfficeId, vi: str, en: str, *, seats: int = 1, level: Level = COMMUNE, ties: tuple[Tie, ...] = ()
) -> Office:
    return Office(office, Text(vi, en), level, seats, ties, basis=(VERIFIED,))


OFFICES = (
    _office(SECRETARY, "Bí thư Đảng ủy xã", "Secretary of the Party committee"),
    _office(INSPECTOR, "Chủ nhiệm Ủy ban Kiểm tra", "Head of the inspection committee"),
    _office(CHAIR, "Chủ tịch UBND xã", "Chair of the People's Committee"),
    _office(VICE, "Phó Chủ tịch UBND xã", "Vice-chair of the People's Committee", seats=2),
    _office(
        ACCOUNTANT,
        "Công chức Tài chính – Kế toán",
        "Accountant",
        ties=(Tie(office_actor(CHAIR), How.COMMANDS),),
    ),
    _office(DEPUTY, "Đại biểu HĐND xã", "Deputy of the People's Council", seats=25),
    _office(DISTRICT_CHAIR, "Chủ tịch UBND huyện", "Chair of the district", level=DISTRICT),
)
BODIES = (
    Body(PARTY, Text("Đảng ủy xã", "Party committee"), COMMUNE, (SECRETARY, INSPECTOR)),
    Body(COMMITTEE, Text("Ủy ban nhân dân xã", "People's Committee"), COMMUNE, (CHAIR, VICE, ACCOUNTANT)),
    Body(COUNCIL, Text("Hội đồng nhân dân xã", "People's Council"), COMMUNE, (DEPUTY,)),
)


def _step(step: str, act: Act, actor: Actor, name: Text | None = None, when: When = When.ALWAYS) -> Step:
    return Step(StepId(step), act, actor, power_of(act), name, when, basis=(VERIFIED,))


def _matter(number: int) -> Matter:
    """Make one of many matters; the first controls the chair."""
    steps = (
        _step("draft-it", Act.PROPOSE, office_actor(ACCOUNTANT)),
        _step(
            "decide-it",
            Act.DECIDE,
            Actor((BodyTerm(COUNCIL),)),
            Text("HĐND quyết định", "The council decides"),
        ),
        _step(
            "check-it", Act.INSPECT, office_actor(INSPECTOR), Text("Kiểm tra", "Inspection"), When.PERIODIC
        ),
    )
    return Matter(
        MatterId(f"matter-{number}"),
        Text("Chi", "Pay")
        if number == 1
        else Text(f"Việc {number}: dự toán ngân sách xã", f"Matter {number}: the budget"),
        (steps,),
        field=FIELDS[number % len(FIELDS)],
        stakes=1 + number % 3,
        against=CHAIR if number == 0 else None,
        basis=(VERIFIED,),
    )


def _place(number: int) -> PlaceId:
    return PlaceId(f"place-{number}")


def _holder(place: PlaceId) -> PersonId:
    return PersonId(f"holder of {place}")


def _vice(place: PlaceId) -> PersonId:
    return PersonId(f"vice of {place}")


def _tenures(place: PlaceId) -> tuple[Tenure, ...]:
    """One person holds three offices, one is the other's relative, one seat is vacant, the rest have no names."""
    since, exact = Span(read_date("2024")), Span(read_date("2021-06-30"), read_date("2026-05"))
    return (
        Tenure(place, SECRETARY, 1, _holder(place), since, "theo quyết định", 2),
        Tenure(place, CHAIR, 1, _holder(place), since, "", 3),
        Tenure(place, DEPUTY, 1, _holder(place), exact, "", 4),
        Tenure(place, VICE, 1, _vice(place), exact, "", 5),
        Tenure(place, ACCOUNTANT, 1, None, exact, "", 6),
    )


def _case(places: Sequence[PlaceId], framework: Framework) -> Case:
    persons = [Person(_holder(p), f"Người kiêm nhiệm ở {_names(p).vi}", 0.05) for p in places]
    persons += [Person(_vice(p), f"Phó Chủ tịch ở {_names(p).vi}") for p in places]
    known = [Place(PlaceId("huyen-mau"), Text("Huyện Mẫu", "Model district"), DISTRICT)]
    known += [Place(p, _names(p), COMMUNE, PlaceId("huyen-mau")) for p in places]
    pilots = tuple(Pilot(p, ALWAYS, PilotStatus.RUNNING) for p in places)
    return Case(
        id="made-commune",
        title=Text(
            "Xã mẫu: bí thư đồng thời là chủ tịch", "A model commune: the secretary is also the chair"
        ),
        frameworks=(framework,),
        on=DAY,
        places={place.id: place for place in known},
        persons={person.id: person for person in persons},
        kin=tuple(Kin(_holder(p), _vice(p), "sibling") for p in places),
        tenures=tuple(tenure for p in places for tenure in _tenures(p)),
        arrangements=(Arrangement(ArrangementId("secretary-chair"), (SECRETARY, CHAIR), pilots=pilots),),
    )


def _names(place: PlaceId) -> Text:
    number = place.removeprefix("place-")
    return Text(f"Xã Mẫu {number}", f"Model commune {number}")


def _answer(place: PlaceId, *groups: tuple[PersonId, ...], blocking: tuple[PersonId, ...] = ()) -> Answer:
    persons = list(dict.fromkeys(person for group in groups for person in group))
    return Answer(
        exact=True,
        method="diagrams",
        bounds=None,
        unnamed=25,
        capture_number=min(map(len, groups), default=None),
        capture_sets_total=len(groups),
        capture_sets=groups,
        blocking_number=1 if blocking else 0,
        blocking_sets_total=1,
        blocking_sets=(blocking,),
        power={person: Power(1 / len(persons), 0.5, 1 / len(persons)) for person in persons},
        capture_probability=0.0025 if groups else None,
        with_holder=(
            WithHolder(
                _holder(place), ArrangementId("secretary-chair"), len(groups[0]) - 1, ((_vice(place),),)
            ),
        )
        if groups
        else (),
    )


def _answers(place: PlaceId, number: int) -> MatterAnswers:
    """Give a matter its answers: every fourth nobody can carry, every fifth no arrangement reaches."""
    holder, vice = _holder(place), _vice(place)
    deputies = tuple(unnamed_id(DEPUTY, place, n) for n in range(2, 14))
    other = PersonId(f"{CHAIR}@{place}#without")
    if number % 4 == 3:
        nobody = _answer(place)
        return MatterAnswers(place, MatterId(f"matter-{number}"), Readings(nobody, nobody, nobody), None)
    paper = _answer(place, (holder, *deputies), blocking=(holder,))
    ties = _answer(place, (holder, vice), (holder, deputies[0]), blocking=(holder,))
    practice = _answer(place, (holder,), (vice, deputies[1]), blocking=(holder,))
    without = Readings(
        _answer(place, (holder, other, *deputies)), _answer(place, (holder, vice, other)), ties
    )
    reached = None if number % 5 == 4 else without
    return MatterAnswers(place, MatterId(f"matter-{number}"), Readings(paper, ties, practice), reached)


def _finding(
    code: str, place: PlaceId, number: int, *, severity: Severity, capped: Severity | None = None
) -> Finding:
    who = _names(place)
    return Finding(
        code=code,
        severity=severity,
        capped_from=capped,
        reading="practice",
        place=place,
        matter=MatterId(f"matter-{number}"),
        steps=(StepId("check-it"),),
        persons=(_holder(place), *(unnamed_id(DEPUTY, place, n) for n in range(2, 5))),
        offices=(SECRETARY, CHAIR),
        message=Text(
            f"Phát hiện {code} về việc {number} ở {who.vi}.",
            f"Finding {code} on matter {number} at {who.en}.",
        ),
        because=(
            Because(unnamed_id(ACCOUNTANT, place, 1), str(office_actor(CHAIR)), How.COMMANDS),
            Because(_vice(place), _holder(place), "kin"),
        ),
        basis=(VERIFIED, REMEMBERED),
        rests_on=(Text("Người kiêm nhiệm giữ chức Chủ tịch (dòng 3)", "The holder is the chair (line 3)"),),
        remedy=Text(f"Khắc phục {code}.", f"Remedy for {code}."),
    )


def _findings(place: PlaceId, matters: int, several: int) -> list[Finding]:
    kinds = (
        ("C01", Severity.CRITICAL, None),
        ("C02", Severity.WARNING, None),
        ("C03", Severity.ERROR, None),
        ("C04", Severity.WARNING, Severity.ERROR),
        ("G05", Severity.INFO, None),
    )
    found = []
    for n in range(several):
        code, severity, capped = kinds[n % len(kinds)]
        found.append(_finding(code, place, (n // len(kinds)) % matters, severity=severity, capped=capped))
    return found


def commune(*, places: int = 1, matters: int = 6, findings: int = 10) -> Audit:
    """Make an audit of so many places, matters and findings at each place."""
    chosen = [_place(n) for n in range(1, places + 1)]
    framework = Framework(
        id="made-framework",
        title=Text("Khung quy chế mẫu", "A model framework"),
        valid=ALWAYS,
        levels=(COMMUNE, DISTRICT),
        audits=COMMUNE,
        offices={office.id: office for office in OFFICES},
        bodies={body.id: body for body in BODIES},
        groups={},
        matters={matter.id: matter for matter in map(_matter, range(matters))},
        sources={
            LAW: Source(
                LAW,
                Text("Luật Tổ chức chính quyền địa phương", "Law on local government"),
                "https://example.org/law",
            ),
            MODEL: Source(MODEL, Text("Lựa chọn mô hình hoá", "A modelling choice"), "javascript:alert(1)"),
        },
    )
    case = _case(chosen, framework)
    everywhere = Finding(
        code="G07",
        severity=Severity.WARNING,
        capped_from=None,
        reading=None,
        place=None,
        matter=None,
        steps=(),
        persons=(),
        offices=(),
        message=Text(
            "Quy chế cũ hơn lần sắp xếp gần nhất.", "The regulation is older than the reorganisation."
        ),
    )
    return Audit(
        case=case,
        framework=framework,
        on=DAY,
        matters=tuple(_answers(place, n) for place in chosen for n in range(matters)),
        findings=(everywhere, *(found for place in chosen for found in _findings(place, matters, findings))),
        rosters={p: roster(case, framework=framework, place=case.places[p], day=DAY) for p in chosen},
        doubtful_tenures=(Text("dòng 2: từ 2024", "line 2: from 2024"),),
        followed=("appoints", "commands"),
    )


def hostile() -> Audit:
    """Make an audit whose every text tries to be markup."""
    audit = commune()
    evil = Text("<script>alert('vi')</script>", '"><img src=x onerror=alert(1)>')
    matters = {key: replace(matter, name=evil) for key, matter in audit.framework.matters.items()}
    offices = {key: replace(office, name=evil) for key, office in audit.framework.offices.items()}
    bodies = {key: replace(body, name=evil) for key, body in audit.framework.bodies.items()}
    framework = replace(audit.framework, title=evil, matters=matters, offices=offices, bodies=bodies)
    persons = {key: replace(person, name="<b>&amp;</b>") for key, person in audit.case.persons.items()}
    places = {key: replace(place, name=evil) for key, place in audit.case.places.items()}
    case = replace(audit.case, title=evil, persons=persons, places=places)
    findings = tuple(replace(f, message=evil, rests_on=(evil,), remedy=evil) for f in audit.findings)
    return replace(audit, case=case, framework=framework, findings=findings, doubtful_tenures=(evil,))
