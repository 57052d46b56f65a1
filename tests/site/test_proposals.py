"""A change is proposed, its consequences shown, and a second person agrees: never the same one, whatever the account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from counterpoise.domain.days import read_date
from counterpoise.domain.people import Person
from counterpoise.domain.words import PersonId
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.register import actions, tenure_edits
from counterpoise_site.register.actions import RefusedError
from counterpoise_site.register.consequences import consequences
from counterpoise_site.register.models import Change, Decision, Dispute, DisputeAnswer, Proposal, Tenure
from counterpoise_site.register.models import Person as PersonRow
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.snapshot import snapshot
from site_registers import stored, zipped

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep a commune whose secretary is its chair."""
    stored("check-collapses")


def split() -> tuple[Edit, ...]:
    """Give the chair to somebody else."""
    other = Person(PersonId("chair-1"), "Người khác")
    row = Tenure.objects.get(office="chair", recorded_to=None)
    return (
        Edit(None, Row(PersonRow, other.id, 0, PersonRow.columns(other))),
        tenure_edits.corrected(row, replace(row.record, person=other.id)),
    )


def approve(user: User, proposal: Proposal) -> Change:
    """Approve having seen the register as it is now."""
    return actions.approve(user, proposal, seen=actions.last_change())


def test_a_proposal_changes_nothing_until_a_second_person_agrees(ada: User, ben: User) -> None:
    before = snapshot()
    proposal = actions.propose(ada, split(), why="đã bầu chủ tịch mới")
    assert snapshot() == before
    change = approve(ben, proposal)
    assert {t.person for t in snapshot().tenures if t.office == "chair"} == {"chair-1"}
    assert (change.by, change.approved_by) == (ada.identity, ben.identity)
    assert snapshot(known_on=change.at - timedelta(microseconds=1)) == before


def test_its_consequences_are_findings_of_the_library(ada: User) -> None:
    foreseen = consequences(split()).at
    assert [f.code for f in foreseen[0].comparison.lost] == ["C03"]
    actions.propose(ada, split(), why="x")
    assert [f.code for f in consequences(split()).at[0].comparison.gained if f.severity > 1] == []


@pytest.mark.parametrize("superuser", [False, True])
def test_another_account_of_the_same_person_is_the_same_person(
    ada: User, make_user: Callable[..., User], superuser: bool
) -> None:
    second = make_user("ada-2", Role.APPROVER, identity=ada.identity, superuser=superuser)
    proposal = actions.propose(ada, split(), why="x")
    with pytest.raises(RefusedError, match="whoever proposed may not approve"):
        approve(second, proposal)
    assert not Decision.objects.exists()


def test_one_account_with_both_roles_may_not_approve_its_own(make_user: Callable[..., User]) -> None:
    both = make_user("both", Role.REGISTRAR, Role.APPROVER)
    with pytest.raises(RefusedError, match="whoever proposed"):
        approve(both, actions.propose(both, split(), why="x"))


def test_a_superuser_without_the_role_is_refused(ada: User, make_user: Callable[..., User]) -> None:
    root = make_user("root", superuser=True)
    with pytest.raises(PermissionDenied):
        approve(root, actions.propose(ada, split(), why="x"))
    with pytest.raises(PermissionDenied):
        actions.propose(root, split(), why="x")


def test_whoever_lost_the_role_or_the_account_is_refused_at_once(ada: User, ben: User) -> None:
    proposal = actions.propose(ada, split(), why="x")
    ben.groups.clear()
    with pytest.raises(PermissionDenied):
        approve(User.objects.get(pk=ben.pk), proposal)
    ada.is_active = False
    ada.save()
    with pytest.raises(PermissionDenied):
        actions.propose(User.objects.get(pk=ada.pk), split(), why="x")


def test_nobody_approves_what_is_about_themselves(ada: User, ben: User) -> None:
    ben.identity.register_person = "chair-1"
    ben.identity.save()
    with pytest.raises(RefusedError, match="about the one who would approve"):
        approve(ben, actions.propose(ada, split(), why="x"))


def test_a_stale_proposal_is_refused_whole(ada: User, ben: User) -> None:
    first = actions.propose(ada, split(), why="first")
    second = actions.propose(ada, split(), why="second")
    approve(ben, first)
    before = snapshot()
    with pytest.raises(RefusedError, match="no longer applies"):
        approve(ben, second)
    assert snapshot() == before


def test_whoever_looked_at_an_older_register_looks_again(ada: User, ben: User) -> None:
    proposal = actions.propose(ada, split(), why="x")
    with pytest.raises(RefusedError, match="look at the consequences again"):
        actions.approve(ben, proposal, seen=actions.last_change() - 1)


def test_a_decision_is_taken_once(ada: User, ben: User) -> None:
    proposal = actions.propose(ada, split(), why="x")
    actions.reject(ben, proposal, why="thiếu văn bản")
    with pytest.raises(RefusedError, match="decided already"):
        approve(ben, proposal)
    with pytest.raises(RefusedError, match="decided already"):
        actions.withdraw(ada, proposal)


def test_a_reason_is_asked_for(ada: User, ben: User) -> None:
    with pytest.raises(RefusedError, match="say why"):
        actions.propose(ada, split(), why=" ")
    with pytest.raises(RefusedError, match="say why"):
        actions.reject(ben, actions.propose(ada, split(), why="x"), why="")


def test_two_persons_on_one_seat_are_refused_and_acting_makes_room(ada: User, ben: User) -> None:
    row = Tenure.objects.get(office="accountant", recorded_to=None)
    other = replace(row.record, person=PersonId("secretary-1"))
    with pytest.raises(RefusedError, match="has seat 1"):
        actions.propose(ada, [tenure_edits.appointed(snapshot(), other)], why="x")
    month = replace(
        other, span=replace(other.span, start=read_date("2022-03-01"), end=read_date("2022-03-31")), line=90
    )
    edits = (
        Edit(
            None,
            Row(PersonRow, "secretary-1", 0, PersonRow.columns(Person(PersonId("secretary-1"), "Bí thư"))),
        ),
        *tenure_edits.acting([row], month),
    )
    approve(ben, actions.propose(ada, edits, why="nghỉ ốm"))
    held = {
        (t.person, str(t.span.start), str(t.span.end)) for t in snapshot().tenures if t.office == "accountant"
    }
    assert held == {
        ("accountant-1", "2020-07-01", "2022-02-28"),
        ("secretary-1", "2022-03-01", "2022-03-31"),
        ("accountant-1", "2022-04-01", "None"),
    }


def test_a_dispute_leaves_a_trail_and_is_not_decided_by_whoever_raised_it(dee: User, cy: User) -> None:
    raised = actions.dispute(dee, subject="suoi-lang rule:x", said="Điều này không đúng")
    assert Dispute.objects.get().state == "open"
    with pytest.raises(PermissionDenied):
        actions.answer(dee, raised, state=DisputeAnswer.State.UPHELD, said="x")
    actions.answer(cy, raised, state=DisputeAnswer.State.UPHELD, said="Đúng, sẽ sửa")
    assert Dispute.objects.get().state == "upheld"
    own = actions.dispute(cy, subject="suoi-lang rule:x", said="Tôi cũng thấy vậy")
    with pytest.raises(RefusedError):
        actions.answer(cy, own, state=DisputeAnswer.State.REFUSED, said="x")


CAST = ("ada", "ben", "cy", "dee", "nobody", "root")
ACTS: dict[str, set[str]] = {
    "read": {"ada", "ben", "cy"},
    "propose": {"ada"},
    "approve": {"ben"},
    "reject": {"ben"},
    "withdraw": {"ada"},
    "dispute": {"ada", "ben", "cy", "dee", "root"},
    "answer": {"ben", "cy"},
    "import": {"ada"},
}
DONE = ("approved", "rejected", "withdrawn")


DECISIONS = ("approve", "reject", "withdraw")
IN_STATE = [(act, "waiting") for act in ACTS] + [(act, state) for act in DECISIONS for state in DONE]


@pytest.mark.parametrize(("act", "state"), IN_STATE)
@pytest.mark.parametrize("who", CAST)
def test_each_role_does_what_it_may_in_each_state_and_nothing_else(
    request: pytest.FixtureRequest,
    signed_in: Browser,
    make_user: Callable[..., User],
    who: str,
    act: str,
    state: str,
) -> None:
    ada, ben, dee = (request.getfixturevalue(name) for name in ("ada", "ben", "dee"))
    proposal = actions.propose(ada, split(), why="x")
    raised = actions.dispute(dee, subject="suoi-lang matter:pay", said="x")
    _bring_to(state, proposal, ada, ben)
    user = (
        None
        if who == "nobody"
        else make_user("root", superuser=True)
        if who == "root"
        else request.getfixturevalue(who)
    )
    before = _counts()
    answer = _do(act, signed_in(user), proposal, raised)
    happened = _counts() != before if act != "read" else answer.status_code == 200
    assert happened == (who in ACTS[act] and state == "waiting")
    if who not in ACTS[act]:
        assert answer.status_code in ({302} if who == "nobody" else {302, 403, 404})


def _bring_to(state: str, proposal: Proposal, ada: User, ben: User) -> None:
    match state:
        case "approved":
            approve(ben, proposal)
        case "rejected":
            actions.reject(ben, proposal, why="x")
        case "withdrawn":
            actions.withdraw(ada, proposal)


def _counts() -> tuple[int, ...]:
    return tuple(
        model._default_manager.count() for model in (Proposal, Decision, Change, Dispute, DisputeAnswer)
    )


def _do(act: str, browser: Client, proposal: Proposal, raised: Dispute) -> Any:
    at = f"/register/proposals/{proposal.pk}/"
    match act:
        case "read":
            return browser.get(at)
        case "propose":
            said = {"place": "moi", "name": "Xã Mới", "level": "local", "why": "x"}
            level = snapshot().frameworks[0].levels[0]
            return browser.post("/register/places/new/", {**said, "level": level})
        case "import":
            with zipped("kin") as file:
                return browser.post("/register/import/", {"file": file, "why": "x", "replaces": "on"})
        case "dispute":
            return browser.post("/register/disputes/new/", {"subject": "suoi-lang matter:pay", "said": "x"})
        case "answer":
            return browser.post(f"/register/disputes/{raised.pk}/", {"state": "upheld", "said": "x"})
    return browser.post(f"{at}decide/", {"do": act, "why": "x", "seen": actions.last_change()})
