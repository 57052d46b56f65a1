"""Anybody can dispute an entry of the public register; nothing is asked of them, somebody answers, and what is upheld is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from counterpoise.domain.words import Status
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.public.disputing import HOURLY
from counterpoise_site.register import actions
from counterpoise_site.register.actions import NEXT, RefusedError
from counterpoise_site.register.models import CitizenWords, Dispute, DisputeAnswer, Proposal, Tenure
from counterpoise_site.register.snapshot import snapshot
from site_registers import stored

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]
SEAT = "seat thi-diem-1/council-chair/1"
RULE_ROW = "vn-commune-3t office:council-chair"
WORDS = "Từ tháng trước người khác giữ chức này."
State = DisputeAnswer.State


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep the founding case, and forget who sent what."""
    stored("loc-ninh")
    cache.clear()


def sent(client: Client, subject: str = SEAT) -> tuple[Dispute, str]:
    """Dispute something as a passer-by; give the dispute and the address of its trail."""
    answer = client.post("/public/dispute/", {"subject": subject, "said": WORDS})
    assert answer.status_code == 302, answer.content.decode()
    return Dispute.objects.latest("pk"), answer.headers["Location"]


def test_on_the_public_page_each_seat_can_be_disputed_without_an_account(client: Client) -> None:
    page = client.get("/public/place/thi-diem-1/?on=2024-03-28").content.decode()
    assert "/public/dispute/?subject=seat%20thi-diem-1/council-chair/1" in page
    shown = client.get("/public/dispute/", {"subject": SEAT}).content.decode()
    assert "Chủ tịch HĐND xã, Xã thí điểm 1" in shown
    found, trail = sent(client)
    assert WORDS in client.get(trail).content.decode()
    assert (found.by, found.account, found.said) == (None, None, "")
    assert trail.rstrip("/").rpartition("/")[2] not in str(Dispute.objects.values())


@pytest.mark.parametrize("subject", ["", "tenure x", "person y", "seat thi-diem-1/council-chair/9", "seat x/y/1", "seat \0/a/1", "vn-commune-3t rule:none"])  # fmt: skip
def test_only_what_the_public_sees_can_be_disputed_by_the_public(client: Client, subject: str) -> None:
    assert client.get("/public/dispute/", {"subject": subject}).status_code == 404
    assert client.post("/public/dispute/", {"subject": subject, "said": "x"}).status_code == 404


def test_an_address_sends_only_so_many_and_robots_none(client: Client) -> None:
    robot = client.post("/public/dispute/", {"subject": SEAT, "said": "x", "more": "x"})
    assert robot.status_code == 429
    for _ in range(HOURLY):
        sent(client)
    answer = client.post("/public/dispute/", {"subject": SEAT, "said": WORDS})
    assert answer.status_code == 429
    assert Dispute.objects.count() == HOURLY
    other = client.post("/public/dispute/", {"subject": SEAT, "said": WORDS}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 302


def test_others_see_a_dispute_only_once_it_was_read_and_never_its_words(client: Client, ben: User) -> None:
    found, trail = sent(client)
    page = "/public/place/thi-diem-1/"
    assert "đang bị phản bác" not in client.get(page).content.decode()
    assert "Chủ tịch HĐND xã" not in client.get(f"{page}disputes/").content.decode()
    actions.answer(ben, found, state=State.EXAMINED, said="Đang đối chiếu nghị quyết.")
    assert "đang bị phản bác" in client.get(page).content.decode()
    listed = client.get(f"{page}disputes/").content.decode()
    assert "Đang đối chiếu nghị quyết." in listed
    assert ben.identity.name not in listed
    assert WORDS not in listed
    assert ben.identity.name not in client.get(trail).content.decode()


def test_what_is_set_aside_is_erased_and_shown_to_nobody_else(client: Client, ben: User) -> None:
    found, trail = sent(client)
    actions.answer(ben, found, state=State.SET_ASIDE, said="Quảng cáo.")
    assert not CitizenWords.objects.exists()
    assert WORDS not in client.get(trail).content.decode()
    assert "Quảng cáo." in client.get(trail).content.decode()
    assert "Quảng cáo." not in client.get("/public/place/thi-diem-1/disputes/").content.decode()


def test_a_citizen_takes_the_words_back(client: Client) -> None:
    found, trail = sent(client)
    client.post(trail)
    assert WORDS not in client.get(trail).content.decode()
    assert Dispute.objects.get(pk=found.pk).words == ""
    assert client.get("/public/dispute/guessed/").status_code == 404


def test_an_upheld_dispute_of_an_entry_is_to_be_done_until_a_proposal_settles_it(
    client: Client, signed_in: Browser, ada: User, ben: User, cy: User
) -> None:
    found, trail = sent(client)
    actions.answer(cy, found, state=State.UPHELD, said="Đúng, sổ ghi chậm.")
    to_do = signed_in(ada).get("/register/disputes/?state=upheld").content.decode()
    assert f"/register/disputes/{found.pk}/" in to_do
    page = signed_in(ada).get(f"/register/disputes/{found.pk}/").content.decode()
    row = Tenure.objects.filter(place="thi-diem-1", office="council-chair", recorded_to=None).first()
    address = f"/register/tenures/{row.key}/end/" if row else "/register/places/thi-diem-1/appoint/"
    assert f"{address}?" in page
    said = {"end": "2024-03-01"} if row else {"office": "council-chair", "person": ""}
    answer = signed_in(ada).post(f"{address}?dispute={found.pk}", said | {"why": "theo ý kiến phản bác"})
    assert answer.status_code == 302, answer.content.decode()
    made = Proposal.objects.latest("pk")
    assert made.dispute == found
    actions.approve(ben, made, seen=actions.last_change())
    assert found.state == State.SETTLED
    assert "đã sửa" in client.get(trail).content.decode()
    assert (
        f"/register/disputes/{found.pk}/"
        not in signed_in(ada).get("/register/disputes/?state=upheld").content.decode()
    )


def test_an_upheld_dispute_of_a_row_of_the_law_proposes_a_review_another_person_agrees_to(
    client: Client, ben: User, make_user: Callable[..., User]
) -> None:
    law = client.get("/register/frameworks/vn-commune-3t/").content.decode()
    assert "/public/dispute/?subject=vn-commune-3t%20office%3Acouncil-chair" in law
    found, _ = sent(client, RULE_ROW)
    actions.answer(ben, found, state=State.UPHELD, said="Dẫn sai điều.")
    made = Proposal.objects.get(dispute=found)
    assert snapshot().reviews == ()
    with pytest.raises(RefusedError, match="whoever proposed may not approve"):
        actions.approve(ben, made, seen=actions.last_change())
    actions.approve(make_user("eve", Role.APPROVER), made, seen=actions.last_change())
    review = snapshot().reviews[0]
    assert (review.row, review.status) == ("office:council-chair", Status.MEMORY)
    office = next(f for f in snapshot().frameworks if f.id == "vn-commune-3t").offices["council-chair"]  # type: ignore[index]
    assert {cited.status for cited in office.basis} == {Status.MEMORY}
    assert found.state == State.SETTLED


def test_whoever_raised_it_does_not_decide_it_and_steps_follow_one_another(ben: User, cy: User) -> None:
    own = actions.dispute(ben, subject=SEAT, said="x")
    with pytest.raises(RefusedError):
        actions.answer(ben, own, state=State.UPHELD, said="x")
    for state in State:
        if state not in NEXT["open"]:
            with pytest.raises(RefusedError):
                actions.answer(cy, own, state=state, said="x")
    actions.answer(cy, own, state=State.REFUSED, said="x")
    assert own.state == State.REFUSED
