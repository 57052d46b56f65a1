"""Bodies and offices are created, changed and ended on the site, by two persons; nothing that was known is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib import resources
from typing import Any

import pytest
from django.test import Client

from counterpoise.domain.bodies import Body, Office
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.words import OfficeId
from counterpoise.formats.case_files import framework_data, read_files
from counterpoise_site.accounts.models import User
from counterpoise_site.accounts.roles import Role
from counterpoise_site.register import actions, tenure_edits
from counterpoise_site.register.actions import RefusedError
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.consequences import consequences
from counterpoise_site.register.exchange import written_files
from counterpoise_site.register.framework_begun import (
    body_begun,
    grounds_begun,
    office_begun,
    ties_begun,
    weights_named,
)
from counterpoise_site.register.framework_edits import changed, kept_framework
from counterpoise_site.register.framework_said import with_body, with_office
from counterpoise_site.register.models import Change, DisputeAnswer, Document, Paper, Proposal, Tenure
from counterpoise_site.register.records import read
from counterpoise_site.register.reviewing import as_written
from counterpoise_site.register.snapshot import snapshot
from counterpoise_site.register.views import deciding
from site_forms import fields_of
from site_registers import stored

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]

LAW, FOUNDING = "suoi-lang", "vn-commune-3t"
AT = f"/register/frameworks/{LAW}/"
WHY = "theo quyết định mẫu"


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep a commune whose secretary is its chair."""
    stored("check-collapses")


@pytest.fixture
def sent(signed_in: Browser, ada: User) -> Callable[..., Any]:
    """Open a form as Ada, change some fields, and send it."""

    def send(path: str, law: str = LAW, **said: Any) -> Any:
        browser = signed_in(ada)
        at = f"/register/frameworks/{law}/{path}"
        page = browser.get(at)
        assert page.status_code == 200
        fields = fields_of(page.content.decode())
        typed = {name.replace("__", "-"): value for name, value in said.items()}
        return browser.post(at, fields | {"why": WHY} | typed)

    return send


@pytest.fixture
def agreed(sent: Callable[..., Any], ben: User) -> Callable[..., Proposal]:
    """Send a form as Ada, and agree as Ben."""

    def send(path: str, **said: Any) -> Proposal:
        answer = sent(path, **said)
        assert answer.status_code == 302, answer.content.decode()[-6000:]
        made = Proposal.objects.latest("pk")
        actions.approve(ben, made, seen=actions.last_change())
        return made

    return send


def law(identity: str = LAW) -> Framework:
    """Give a framework of the register as it is now."""
    return next(one for one in snapshot().frameworks if one.id == identity)


def office(key: str, identity: str = LAW) -> Office:
    """Give an office."""
    return next(one for one in law(identity).offices.values() if one.id == key)


def body(key: str, identity: str = LAW) -> Body:
    """Give a body."""
    return next(one for one in law(identity).bodies.values() if one.id == key)


def taken_out_and_in() -> Case:
    """Write the register as a case folder and read it."""
    case = snapshot()
    again, _ = read_files(written_files(case), name=case.id)
    return again


def test_an_office_is_created_with_its_ties_and_grounds(agreed: Callable[..., Proposal]) -> None:
    stored("loc-ninh")
    before = law(FOUNDING)
    agreed(
        "offices/new/",
        law=FOUNDING,
        name_vi="Công chức chuyển đổi số",
        name_en="Digital officer",
        seats="2",
        bodies=["peoples-committee"],
        ties__0__actor="chair",
        ties__0__how="evaluates",
        ties__0__source="+",
        ties__0__cite="Điều 3",
        ties__0__status="verified",
        basis__0__source="+",
        new_source_vi="Quyết định mẫu số 1",
        new_source_url="https://example.org/qd",
    )
    now, made = law(FOUNDING), office("digital-officer", FOUNDING)
    assert (made.name.vi, made.name.en, made.seats) == ("Công chức chuyển đổi số", "Digital officer", 2)
    told = [(str(tie.actor), tie.how.value, tie.basis[0].cite) for tie in made.ties]
    assert told == [("chair", "evaluates", "Điều 3")]
    assert now.sources[made.basis[0].source].title.vi == "Quyết định mẫu số 1"
    assert body("peoples-committee", FOUNDING).members[-1] == "digital-officer"
    assert {key: one for key, one in now.offices.items() if key != made.id} == before.offices
    assert (now.matters, now.rules, now.groups) == (before.matters, before.rules, before.groups)
    assert taken_out_and_in() == snapshot()


@pytest.mark.parametrize(
    ("law_of", "path"),
    [(LAW, "offices/inspector"), (LAW, "bodies/inspection-board"), (FOUNDING, "offices/secretary"), (FOUNDING, "bodies/village-assembly")],
)  # fmt: skip
def test_a_form_sent_as_it_stands_changes_nothing(sent: Callable[..., Any], law_of: str, path: str) -> None:
    if law_of == FOUNDING:
        stored("loc-ninh")
    answer = sent(f"{path}/change/", law=law_of)
    assert answer.status_code == 422, Proposal.objects.latest("pk").edits
    assert "không có gì thay đổi" in answer.content.decode()
    assert not Proposal.objects.exists()


SHIPPED = sorted(resources.files("counterpoise").joinpath("frameworks").iterdir(), key=lambda file: file.name)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_every_shipped_row_goes_through_its_form_unchanged(file: Any) -> None:
    one = as_written(file.read_text("utf-8"))
    assert one is not None
    data = framework_data(one)
    nothing = dict.fromkeys(("new_source_vi", "new_source_url", "decides", "quota", "head", "presiding"), "")
    for each in one.offices.values():
        ties = _numbered(ties_begun(data["offices"][each.id]))  # type: ignore[arg-type, call-overload, index] # data by its keys
        said = nothing | office_begun(one, each)
        assert with_office(one, data, said, ties=ties, basis=_numbered(grounds_begun(each.basis))) == data
    for body in one.bodies.values():
        said = nothing | {"of_seats": False, "per_seat": False} | body_begun(body)
        said["weights"] = weights_named(one, said.get("weights", ""))
        assert with_body(one, data, said, basis=_numbered(grounds_begun(body.basis))) == data


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    empty = dict.fromkeys(("actor", "how", "source", "cite", "status"), "")
    return [empty | row | {"number": number} for number, row in enumerate(rows)]


def test_a_correction_holds_on_every_day_and_the_earlier_state_can_be_read(
    agreed: Callable[..., Proposal], signed_in: Browser, ada: User
) -> None:
    before = snapshot()
    agreed("offices/accountant/change/", name_vi="Kế toán – Thống kê", seats="3")
    change = Change.objects.latest("at")
    assert (change.by, change.approved_by, change.why) == (
        ada.identity,
        User.objects.get(username="ben").identity,
        WHY,
    )
    assert (office("accountant").name.vi, office("accountant").seats) == ("Kế toán – Thống kê", 3)
    assert [one.id for one in snapshot().frameworks] == [one.id for one in before.frameworks]
    assert snapshot(known_on=change.at - timedelta(microseconds=1)) == before
    assert taken_out_and_in() == snapshot()
    history = signed_in(ada).get(f"/register/history/paper/framework:{LAW}/").content.decode()
    assert "số ghế" in history
    assert "<ins>3</ins>" in history
    day = (change.at - timedelta(days=1)).date()
    assert signed_in(ada).get(f"{AT}offices/accountant/?known={day}").status_code == 404
    assert (
        "Kế toán – Thống kê"
        in signed_in(ada)
        .get(f"{AT}offices/accountant/?known={change.at.date() + timedelta(days=1)}")
        .content.decode()
    )


def test_what_changes_on_a_day_makes_a_version_from_that_day(agreed: Callable[..., Proposal]) -> None:
    was = law()
    agreed("bodies/inspection-board/change/", name_vi="Ban thanh tra (mới)", starting="2024-07-01")
    old, new = law(), law(f"{LAW}-2024-07-01")
    assert (str(old.valid.end), str(new.valid.start), new.valid.end) == (
        "2024-06-30",
        "2024-07-01",
        was.valid.end,
    )
    assert old.bodies == was.bodies
    assert body("inspection-board", new.id).name.vi == "Ban thanh tra (mới)"
    assert new.title.vi.endswith(" – từ 1/7/2024")
    assert snapshot().framework_on(date(2024, 6, 30)) == old
    assert snapshot().framework_on(date(2024, 7, 1)) == new
    assert taken_out_and_in() == snapshot()


def test_an_office_nobody_names_ends_on_a_day_and_those_who_sit_there_must_be_settled(
    sent: Callable[..., Any], agreed: Callable[..., Proposal], ada: User, ben: User
) -> None:
    agreed("offices/new/", id="helper", name_vi="Trợ lý", name_en="Helper", bodies=["inspection-board"])
    appoint_helper(ada, ben)
    answer = sent("offices/helper/end/", end="2024-06-30")
    assert answer.status_code == 422
    assert "1 nhiệm kỳ kéo dài sau ngày ấy" in answer.content.decode()
    agreed("offices/helper/end/", end="2024-06-30", settle="on")
    new = law(f"{LAW}-2024-07-01")
    assert "helper" in law().offices
    assert "helper" not in new.offices
    assert "helper" not in body("inspection-board", new.id).members
    assert [str(t.span.end) for t in snapshot().tenures if t.office == "helper"] == ["2024-06-30"]
    assert taken_out_and_in() == snapshot()


def appoint_helper(ada: User, ben: User) -> None:
    """Appoint the accountant to be a helper too."""
    like = next(t for t in snapshot().tenures if t.office == "accountant")
    edit = tenure_edits.appointed(snapshot(), replace(like, office=OfficeId("helper")))
    actions.approve(ben, actions.propose(ada, [edit], why="x"), seen=actions.last_change())


def test_somebody_appointed_meanwhile_makes_the_second_person_refuse(
    sent: Callable[..., Any], agreed: Callable[..., Proposal], ada: User, ben: User
) -> None:
    agreed("offices/new/", id="helper", name_vi="Trợ lý")
    assert sent("offices/helper/end/", end="2024-06-30").status_code == 302
    ending = Proposal.objects.latest("pk")
    appoint_helper(ada, ben)
    with pytest.raises(RefusedError, match="from 1 July 2024 there is no such office"):
        actions.approve(ben, ending, seen=actions.last_change())
    assert len(snapshot().frameworks) == 1


def test_what_is_still_named_ends_only_with_somebody_in_its_place(
    sent: Callable[..., Any], agreed: Callable[..., Proposal]
) -> None:
    answer = sent("offices/accountant/end/", end="2024-06-30", settle="on")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "còn được nhắc đến ở những dòng nêu dưới đây" in said
    assert "bước: " in said
    agreed("offices/accountant/end/", end="2024-06-30", settle="on", successor="inspector")
    new = law(f"{LAW}-2024-07-01")
    assert "accountant" not in new.offices
    assert "accountant" not in str([(m.steps, m.against) for m in new.matters.values()])
    assert taken_out_and_in() == snapshot()


def test_a_body_ends_the_same_way(sent: Callable[..., Any], agreed: Callable[..., Proposal]) -> None:
    assert sent("bodies/inspection-board/end/", end="2024-06-30").status_code == 422
    agreed(
        "bodies/new/",
        id="spare",
        name_vi="Tổ công tác",
        members=["chair", "accountant"],
        decides="head",
        head="chair",
    )
    assert body("spare").members == ("chair", "accountant")
    agreed("bodies/spare/end/", end="2024-06-30")
    assert "spare" not in law(f"{LAW}-2024-07-01").bodies


FAULTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("offices/new/", {"name_vi": "X", "seats": "0"}, "id_seats", "viết một số nguyên từ 1"),
    ("offices/new/", {"name_vi": "X", "id": "Chủ tịch"}, "id_id", "chữ"),
    ("offices/new/", {"name_vi": "X", "id": "inspection-board"}, "id_id", "đã có mã này"),
    ("offices/new/", {"name_vi": "X", "ties__0__how": "appoints"}, "id_ties-0-actor", "thiếu"),
    ("offices/new/", {"name_vi": "X", "ties__0__actor": "chair", "ties__0__how": "leads", "ties__0__cite": "Điều 1"}, "id_ties-0-source", "thiếu"),
    ("offices/new/", {"name_vi": "X", "basis__0__source": "+"}, "id_new_source_vi", "ghi tên văn bản mới"),
    ("offices/new/", {"name_vi": "X", "starting": "2019-01-01"}, "id_starting", "chọn một ngày trong đó"),
    ("offices/new/", {"name_vi": "X", "id": "accountant"}, "id_id", "đã có mã này"),
    ("bodies/new/", {"name_vi": "X", "members": []}, "id_members", "ít nhất 1 mục"),
    ("bodies/new/", {"name_vi": "X", "members": ["chair"], "decides": "quota", "quota": "7/3"}, "id_quota", "7/3"),
    ("bodies/new/", {"name_vi": "X", "members": ["chair"], "decides": "head", "head": "secretary"}, "id_head", "không có thành viên"),
    ("bodies/new/", {"name_vi": "X", "members": ["chair"], "decides": "two_thirds", "presiding": "chair"}, "id_presiding", "quá nửa"),
    ("bodies/new/", {"name_vi": "X", "members": ["chair", "accountant"], "weights": "Chủ tịch Ủy ban nhân dân = 3"}, "id_weights", "thiếu"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "said", "field", "why"), FAULTS)
def test_what_the_reader_refuses_stands_beside_its_field(
    sent: Callable[..., Any], path: str, said: dict[str, Any], field: str, why: str
) -> None:
    answer = sent(path, **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}_error"' in page, [line for line in page.splitlines() if "errorlist" in line]
    after = page[page.index(f'id="{field}_error"') :]
    assert why in after[: after.index("</ul>")]
    assert not Proposal.objects.exists()
    assert Document.objects.count() == len(snapshot().frameworks)


def test_all_that_is_wrong_is_said_at_once(sent: Callable[..., Any]) -> None:
    page = sent(
        "offices/new/", name_vi="X", seats="0", ties__0__how="appoints", basis__0__cite="Điều 1"
    ).content.decode()
    for field in ("id_seats", "id_ties-0-actor", "id_basis-0-source"):
        assert f'id="{field}_error"' in page


def test_whoever_edits_an_older_framework_is_told(
    agreed: Callable[..., Proposal], signed_in: Browser, ada: User
) -> None:
    browser = signed_in(ada)
    opened = fields_of(browser.get(f"{AT}offices/accountant/change/").content.decode())
    agreed("offices/chair/change/", name_vi="Chủ tịch Ủy ban nhân dân xã")
    answer = browser.post(f"{AT}offices/accountant/change/", opened | {"seats": "2", "why": WHY})
    assert "khung quy chế vừa thay đổi" in answer.content.decode()


def test_of_two_changes_proposed_at_once_the_second_is_refused_whole(
    sent: Callable[..., Any], ben: User
) -> None:
    assert sent("offices/accountant/change/", seats="2").status_code == 302
    first = Proposal.objects.latest("pk")
    assert sent("offices/chair/change/", name_vi="Chủ tịch").status_code == 302
    second = Proposal.objects.latest("pk")
    actions.approve(ben, first, seen=actions.last_change())
    with pytest.raises(RefusedError, match="no longer applies"):
        actions.approve(ben, second, seen=actions.last_change())
    assert office("accountant").seats == 2


def test_a_reviewed_row_keeps_its_review_through_a_change(
    agreed: Callable[..., Proposal], ada: User, ben: User, signed_in: Browser
) -> None:
    said = {
        "row": "office:accountant",
        "status": "memory",
        "by_vi": "người rà soát",
        "on": "2026-01-02",
        "why": WHY,
    }
    assert signed_in(ada).post("/register/papers/review/new/", said).status_code == 302
    actions.approve(ben, Proposal.objects.latest("pk"), seen=actions.last_change())
    assert {c.status for c in office("accountant").basis} == {"memory"}
    agreed("offices/accountant/change/", seats="2")
    assert {c.status for c in office("accountant").basis} == {"memory"}
    assert taken_out_and_in() == snapshot()


def test_fewer_seats_than_are_held_are_refused(sent: Callable[..., Any]) -> None:
    answer = sent("offices/inspector/change/", seats="2")
    assert answer.status_code == 422
    assert "inspector-3, Thành viên Ban thanh tra nhân dân" in answer.content.decode()
    assert "không còn ghế 3" in answer.content.decode()
    assert not Document.objects.exclude(pk=_digest()).exists()


def test_the_consequences_say_which_places_were_examined(
    sent: Callable[..., Any], signed_in: Browser, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored("office-elsewhere")
    monkeypatch.setattr(deciding, "PATIENCE", 0.0)
    answer = sent("offices/chair/change/", law="song-can", seats="2")
    browser = signed_in(ben)
    page = browser.get(answer.url).content.decode()
    assert "Đã xét 1 trong 2 địa bàn" in page
    assert "còn 1 địa bàn" in page
    assert "<del>1</del> <ins>2</ins>" in page
    assert "không chạm địa bàn này" in browser.get(f"{answer.url}?place=huyen-gio").content.decode()
    more = browser.get(f"{answer.url}?more=1").content.decode()
    assert "Đã xét 2 trong 2 địa bàn" in more
    assert more.count("Số phát hiện") == 2
    assert "Đã xét 2 trong 2 địa bàn" in browser.get(answer.url).content.decode()


def test_places_where_offices_are_held_alike_come_after_the_others(ada: User) -> None:
    stored("office-elsewhere")
    kept = kept_framework("song-can")
    assert kept is not None
    change = changed(kept, {**kept.data, "title": "Đổi tên"})
    change.keep()
    foreseen = consequences(change.edits, patience=0.0, first="song-can")
    assert (foreseen.looked_at, foreseen.left_out, foreseen.count) == (("song-can",), 1, 2)
    assert consequences(change.edits, skip=foreseen.looked_at).looked_at == ("ben-lo",)
    assert actions.propose(ada, change.edits, why="x").count == 1


CHANGING = (
    "offices/new/",
    "offices/chair/change/",
    "offices/chair/end/",
    "bodies/new/",
    "bodies/inspection-board/change/",
    "bodies/inspection-board/end/",
)


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize("who", ["ada", "ben", "cy", "dee", "nobody", "root"])
def test_only_a_registrar_proposes_whatever_the_form(
    request: pytest.FixtureRequest, signed_in: Browser, make_user: Callable[..., User], who: str, path: str
) -> None:
    user = (
        None
        if who == "nobody"
        else make_user("root", superuser=True)
        if who == "root"
        else request.getfixturevalue(who)
    )
    browser = signed_in(user)
    looked = browser.get(AT + path)
    said = fields_of(looked.content.decode()) if who == "ada" else {"name_vi": "X", "end": "2024-06-30"}
    answer = browser.post(
        AT + path, said | {"why": "x", "seats": "9", "ties-TOTAL_FORMS": "0", "basis-TOTAL_FORMS": "0"}
    )
    if who == "ada":
        assert looked.status_code == 200
        assert answer.status_code in (302, 422)
    else:
        assert looked.status_code == answer.status_code == (302 if who == "nobody" else 403)
    assert who == "ada" or not Proposal.objects.exists()


@pytest.mark.parametrize("superuser", [False, True])
def test_the_same_person_with_another_account_does_not_approve(
    sent: Callable[..., Any], ada: User, make_user: Callable[..., User], superuser: bool
) -> None:
    assert sent("offices/accountant/change/", seats="2").status_code == 302
    second = make_user("ada-2", Role.APPROVER, identity=ada.identity, superuser=superuser)
    with pytest.raises(RefusedError, match="whoever proposed may not approve"):
        actions.approve(second, Proposal.objects.latest("pk"), seen=actions.last_change())


def test_everybody_finds_bodies_and_offices_and_sees_no_holder(
    signed_in: Browser, dee: User, cy: User
) -> None:
    for user in (None, dee):
        page = signed_in(user).get("/register/offices/?q=ke toan")
        assert "Kế toán" in page.content.decode()
        assert "Ai giữ chức danh này" not in signed_in(user).get(f"{AT}offices/accountant/").content.decode()
    assert "Ai giữ chức danh này" in signed_in(cy).get(f"{AT}offices/accountant/").content.decode()
    assert signed_in(None).get(f"{AT}bodies/inspection-board/").status_code == 200
    assert signed_in(None).get(f"{AT}offices/no-such/").status_code == 404


def test_the_file_handed_out_keeps_its_comments(agreed: Callable[..., Proposal]) -> None:
    stored("loc-ninh")
    before = Document.objects.get(pk=_digest(FOUNDING)).source
    agreed("offices/finance-accounting/change/", law=FOUNDING, seats="2")
    after = Document.objects.get(pk=_digest(FOUNDING)).source
    assert after.count("#") == before.count("#")
    assert len(set(after.splitlines()) ^ set(before.splitlines())) < 20


def _digest(identity: str = LAW) -> str:
    paper = Paper.objects.get(key=f"framework:{identity}", recorded_to=None)
    return read(FrameworkNamed, paper.content).digest


def test_more_rows_are_given_without_scripts(signed_in: Browser, ada: User) -> None:
    browser = signed_in(ada)
    fields = fields_of(browser.get(f"{AT}offices/new/").content.decode())
    page = browser.post(f"{AT}offices/new/", fields | {"more": "ties", "name_vi": "Đang gõ dở"})
    assert page.status_code == 200
    assert "ties-2-actor" in page.content.decode()
    assert "Đang gõ dở" in page.content.decode()
    assert Tenure.objects.exists()


def test_an_upheld_dispute_of_a_row_leads_to_its_form(
    signed_in: Browser, dee: User, cy: User, ada: User
) -> None:
    raised = actions.dispute(dee, subject=f"{LAW} office:accountant", said="Tên chức danh không đúng")
    actions.answer(cy, raised, state=DisputeAnswer.State.UPHELD, said="Đúng")
    page = signed_in(ada).get(f"/register/disputes/{raised.pk}/").content.decode()
    assert f"{AT}offices/accountant/change/?dispute={raised.pk}" in page
