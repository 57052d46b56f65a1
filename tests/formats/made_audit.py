"""An audit made by hand: two places, one matter, one finding of each sort a writer must get right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterpoise.analysis.findings import (
    Answer,
    Audit,
    Because,
    Comparison,
    Finding,
    MatterAnswers,
    Power,
    Readings,
    Severity,
    WithHolder,
)
from counterpoise.domain.actors import office_actor
from counterpoise.domain.bodies import Office
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Act, Matter, Step
from counterpoise.domain.matters import Power as StepPower
from counterpoise.domain.people import Person
from counterpoise.domain.words import (
    ArrangementId,
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
    plain,
)

COMMUNE = Level("commune")
CHAIR, CLERK = OfficeId("chair"), OfficeId("clerk")
PAY = MatterId("pay")
NORTH, SOUTH = PlaceId("north"), PlaceId("south")
ADA, UNNAMED = PersonId("ada"), PersonId("clerk@north#1")
HUGE = 10**5000

FRAMEWORK = Framework(
    id="made",
    title=Text(vi="Khung làm tay", en="Hand-made framework"),
    valid=ALWAYS,
    levels=(COMMUNE,),
    audits=COMMUNE,
    offices={
        CHAIR: Office(CHAIR, Text(vi="Chủ tịch", en="Chair"), COMMUNE),
        CLERK: Office(CLERK, Text(vi="Công chức", en="Clerk"), COMMUNE, seats=2),
    },
    bodies={},
    groups={},
    matters={
        PAY: Matter(
            PAY,
            Text(vi="Chi tiền", en="Pay"),
            ((Step(StepId("decide"), Act.DECIDE, office_actor(CHAIR), StepPower.CONSENT),),),
        )
    },
    sources={SourceId("law"): Source(SourceId("law"), Text(vi="Luật", en="Law"), "https://example.org/law")},
)
CASE = Case(
    id="made",
    title=Text(vi="Hồ sơ <làm tay>", en="Case <by hand>"),
    frameworks=(FRAMEWORK,),
    on=None,
    places={place: Place(place, plain(place.capitalize()), COMMUNE) for place in (NORTH, SOUTH)},
    persons={ADA: Person(ADA, "Ada & Co")},
    sources={SourceId("note"): Source(SourceId("note"), plain("Note"))},
)
EXACT = Answer(
    exact=True,
    method="diagrams",
    bounds=None,
    unnamed=1,
    capture_number=2,
    capture_sets_total=HUGE,
    capture_sets=((ADA, UNNAMED),),
    blocking_number=1,
    blocking_sets_total=1,
    blocking_sets=((ADA,),),
    power={
        UNNAMED: Power(0.25, 0.125, 0.25),
        ADA: Power(0.75, 0.5, 0.75),
        PersonId("nil"): Power(0.0, 0.0, 0.0),
    },
    capture_probability=0.25,
    with_holder=(WithHolder(ADA, ArrangementId("both"), 1, ((UNNAMED,),)),),
)
BOUNDED = replace(
    EXACT,
    exact=False,
    method="bounds",
    bounds={"capture_number": (2, 5), "capture_sets_total": (1, None)},
    capture_number=None,
    capture_sets_total=None,
    capture_sets=(),
    power={},
    capture_probability=None,
    with_holder=(),
)
NOBODY = replace(
    EXACT,
    capture_number=None,
    capture_sets_total=0,
    capture_sets=(),
    blocking_number=0,
    blocking_sets_total=1,
    blocking_sets=((),),
    power={},
)
NOW = Readings(paper=EXACT, ties=replace(EXACT, capture_number=1, capture_sets=((ADA,),)), practice=BOUNDED)
WITHOUT = Readings(paper=replace(EXACT, capture_number=3), ties=EXACT, practice=NOBODY)
CAPTURE = Finding(
    code="C01",
    severity=Severity.WARNING,
    capped_from=Severity.CRITICAL,
    reading="ties",
    place=NORTH,
    matter=PAY,
    steps=(StepId("decide"),),
    persons=(ADA,),
    offices=(CHAIR,),
    message=Text(vi="Ada & Co một mình làm trọn “Chi tiền”", en="Ada & Co alone can carry “Pay”"),
    because=(Because(UNNAMED, "chair", "commands"), Because(ADA, "clerk@north#1", "kin")),
    basis=(
        Citation(SourceId("law"), "Art. 1", Status.MEMORY),
        Citation(SourceId("law"), "Art. 2", Status.MEMORY),
        Citation(SourceId("note")),
    ),
    rests_on=(Text(vi="dòng một", en="row one"), Text(vi="dòng hai", en="row two")),
    remedy=Text(vi="Thêm một người.", en="Add a person."),
)
GAP = Finding(
    code="G07",
    severity=Severity.INFO,
    capped_from=None,
    reading=None,
    place=None,
    matter=None,
    steps=(),
    persons=(),
    offices=(),
    message=Text(vi="Quy chế cũ", en="An old regulation"),
)
AUDIT = Audit(
    case=CASE,
    framework=FRAMEWORK,
    on=date(2024, 3, 28),
    matters=(MatterAnswers(NORTH, PAY, NOW, WITHOUT), MatterAnswers(SOUTH, PAY, WITHOUT, None)),
    findings=(CAPTURE, replace(CAPTURE, place=SOUTH), GAP),
    followed=("appoints", "commands"),
    doubtful_tenures=(Text(vi="dòng ba", en="row three"),),
)
COMPARISON = Comparison(
    change=Text(vi="tách Ada", en="Ada's offices are divided"),
    before=AUDIT,
    after=replace(
        AUDIT,
        matters=(MatterAnswers(NORTH, PAY, WITHOUT, None), MatterAnswers(SOUTH, PAY, WITHOUT, None)),
        findings=(CAPTURE, replace(GAP, code="G01")),
    ),
)
EMPTY = replace(AUDIT, matters=(), findings=(), doubtful_tenures=(), followed=())
