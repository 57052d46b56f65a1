"""What findings rest on in small cases where the right answer is plain: which seats are named, of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis import records
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Finding
from counterpoise.domain.words import PersonId

Held = Mapping[str, str]
"""Who holds each office."""


def found(code: str, held: Held, steps: Sequence[Any], **further: Any) -> list[Finding]:
    """Audit one matter of an institution whose offices have one seat each, and keep the findings of one code."""
    tied = further.pop("tied", {})
    offices = {
        office: {"ties": [{"actor": tied[office], "how": "leads", "status": "verified"}]}
        if office in tied
        else {}
        for office in held
    }
    world: dict[str, Any] = {
        "id": "made", "on": "2024-06-01", "levels": None, "audits": None, "places": None, "offices": offices,
        "bodies": {}, "groups": {}, "persons": None, "kin": [], "arrangements": [], "framework_arrangements": [],
        "matters": {"m": {"stakes": 1, "status": "verified", "steps": steps}},
        "tenures": [
            {"place": "all", "office": office, "seat": 1, "person": person, "from": "2020", "to": ""}
            for office, person in held.items()
        ],
    }  # fmt: skip
    return [one for one in audit(records.case_of({**world, **further})).findings if one.code == code]


def seats(finding: Finding) -> list[str]:
    """Give the seats a finding rests on, as a reader is told them but for the lines of a table."""
    rows = [row.en.partition(" (tenures.csv") for row in finding.rests_on]
    return [said for said, is_seat, _ in rows if is_seat]


def test_the_seat_by_which_somebody_is_bound_is_named_though_it_could_be_spared() -> None:
    """Ben steps aside as keeper; with a stranger as keeper he could not, and Ada would stop the check without him."""
    held = {"chair": "Ada", "assistant": "Ada", "keeper": "Ben", "clerk": "Ben", "deputy": "Cy"}
    checking = {"all": ["clerk", "assistant"]}
    steps = [
        {"id": "decide", "act": "decide", "actor": "chair"},
        {"id": "check", "act": "inspect", "actor": checking, "excludes": ["keeper"], "substitute": "deputy"},
    ]
    (finding,) = found("C01", held, steps, tied={"keeper": "chair", "deputy": "clerk"})
    assert finding.persons == ("Ada",)
    assert finding.steps == ("decide", "check")
    assert [link.person for link in finding.because] == ["Ben", "Cy"]
    assert seats(finding) == [
        "Ada holds chair",
        "Ada holds assistant",
        "Ben holds keeper",
        "Cy holds deputy",
    ]


def test_of_relatives_who_move_one_another_each_is_there_with_a_seat() -> None:
    """Cy decides, and moves with Ben, who moves with Mia: what these two hold is needed only for them to be there."""
    held = {"chair": "Cy", "deputy": "Ben", "clerk": "Mia", "inspector": "Dee"}
    deciding = {"any": ["chair", {"all": ["deputy", "clerk", "inspector"]}]}
    steps = [{"id": "decide", "act": "decide", "actor": deciding}]
    findings = {one.persons: one for one in found("C01", held, steps, kin=[("Mia", "Ben"), ("Ben", "Cy")])}
    assert findings.keys() == {("Ben",), ("Cy",), ("Mia",)}
    mia = findings[PersonId("Mia"),]
    assert [(link.person, link.moved_by) for link in mia.because] == [("Ben", "Mia"), ("Cy", "Ben")]
    assert mia.offices == ("clerk",)
    assert seats(mia) == ["Mia holds clerk", "Ben holds deputy", "Cy holds chair"]


def test_a_check_is_emptied_by_the_office_that_goes_with_an_arrangement_alone() -> None:
    """The matter reaches none of the joined offices but the one that goes along: Ben moves Ada, who is to check him."""
    held = {"chair": "Ada", "speaker": "Ada", "inspector": "Ada", "ledger": "Ada", "cashier": "Ben"}
    steps = [
        {"id": "pay", "act": "execute", "actor": "cashier"},
        {"id": "check", "act": "inspect", "actor": "inspector"},
    ]
    joined = {"id": "joined", "offices": ["chair", "speaker"], "with": ["inspector"]}
    (finding,) = found("C03", held, steps, tied={"ledger": "cashier"}, arrangements=[joined])
    assert finding.persons == ("Ada",)
    assert finding.offices == ("inspector", "ledger")
    assert [(link.person, link.moved_by) for link in finding.because] == [("Ada", "cashier")]


def test_of_a_hollow_check_a_smallest_group_that_takes_it_along_is_told() -> None:
    held = {"chair": "Ada", "inspector": "Ada"}
    steps = [
        {"id": "decide", "act": "decide", "actor": "chair"},
        {"id": "check", "act": "inspect", "actor": "inspector"},
    ]
    (finding,) = found("C02", held, steps)
    assert (finding.persons, finding.offices, finding.steps) == (("Ada",), ("inspector",), ("check",))
