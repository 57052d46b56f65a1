"""Whatever a case folder says can be recorded on the site, by two persons, and goes out again as it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from counterpoise.domain.institution import Case
from counterpoise.formats.case_files import read_files
from counterpoise_site.accounts.models import User
from counterpoise_site.register import actions
from counterpoise_site.register.exchange import written_files
from counterpoise_site.register.models import Kin, Paper, Person, Proposal
from counterpoise_site.register.papers import EDITED
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import snapshot
from site_registers import stored

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]
WHY = {"why": "theo tài liệu mẫu"}
ROW = "office:council-chair"

# For each kind: what the form is told, and what it is told later; the second changes one thing.
SAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "evidence": (
        {"title_vi": "Bài tham luận mẫu", "kind": "tham luận", "date": "2024-03", "says_vi": "Nêu ba hạn chế.", "says_en": "Names three failures."},
        {"date": "2024-03-28"},
    ),
    "indicator": (
        {"place": "Xã thí điểm 1", "period": "2023", "indicator": "kien-nghi", "value": "12"},
        {"value": "13"},
    ),
    "source": ({"title_vi": "Văn bản mẫu", "url": "https://example.org/mau", "start": "2020"}, {"end": "2025-06-30"}),
    "arrangement": (
        {"name_vi": "Trưởng thôn kiêm", "offices": ["council-chair", "secretary"], "conditions_vi": "một\nhai", "conditions_en": "one\ntwo", "sunset": "2026"},
        {"stop_vi": "khi có đơn thư"},
    ),
    "reorganisation": ({"title_vi": "Nhập hai xã", "on": "2025-07", "place": "thi-diem-1"}, {"on": "2025-07-01"}),
    "exception": (
        {"rule": "", "reason_vi": "thiếu người", "approver_vi": "cấp trên (giả định)", "until": "2026-12-31", "place": "thi-diem-1"},
        {"until": "2027"},
    ),
    "review": ({"row": ROW, "status": "verified", "by_vi": "người rà soát mẫu", "by_en": "a sample reviewer", "on": "2026-01-02"}, {"status": "secondary"}),
    "study": ({}, {"on": "2024-04-01"}),
}  # fmt: skip


@pytest.fixture(autouse=True)
def register(db: None) -> None:  # noqa: ARG001 - opens the database
    """Keep the founding case."""
    stored("loc-ninh")


@pytest.fixture
def agreed(signed_in: Browser, ada: User, ben: User) -> Callable[..., Proposal]:
    """Send a form as Ada, and agree as Ben."""

    def send(address: str, **said: Any) -> Proposal:
        answer = signed_in(ada).post(address, said | WHY)
        assert answer.status_code == 302, answer.content.decode()
        made = Proposal.objects.latest("pk")
        actions.approve(ben, made, seen=actions.last_change())
        return made

    return send


def said_of(kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what the forms of a kind are told; an exception names the first rule there is."""
    first, later = SAID[kind]
    if kind == "exception":
        first = first | {"rule": snapshot().frameworks[0].rules[0].id}
    return first, later


def taken_out_and_in() -> Case:
    """Write the register as a case folder and read it."""
    case = snapshot()
    again, _ = read_files(written_files(case), name=case.id)
    return again


def begun(kind: str, key: str) -> dict[str, Any]:
    """Give what the form of a paper begins with."""
    edited = EDITED[kind]
    return edited.begun(snapshot_record(kind, key))


def snapshot_record(kind: str, key: str) -> Any:
    """Read the record of a paper."""
    return read(EDITED[kind].record, Paper.objects.get(key=key, recorded_to=None).content)


@pytest.mark.parametrize("kind", sorted(EDITED))
def test_a_paper_is_recorded_corrected_and_goes_out_as_it_came_in(
    kind: str, agreed: Callable[..., Proposal], signed_in: Browser, ada: User
) -> None:
    first, later = said_of(kind)
    if first:
        agreed(f"/register/papers/{kind}/new/", **first)
    key = Paper.objects.filter(kind=kind, recorded_to=None).latest("pk").key
    agreed(f"/register/papers/change/{key}/", **begun(kind, key) | later)
    now = begun(kind, key)
    assert {name: str(now[name]).startswith(str(value)) for name, value in later.items()} == dict.fromkeys(
        later, True
    )
    assert taken_out_and_in() == snapshot()
    listed = signed_in(ada).get(f"/register/papers/{kind}/").content.decode()
    assert "Lịch sử" in listed
    assert signed_in(ada).get(f"/en/register/history/paper/{key}/").status_code == 200


@pytest.mark.parametrize("kind", sorted(set(EDITED) - {"study"}))
def test_a_withdrawn_paper_leaves_the_register_as_it_was(kind: str, agreed: Callable[..., Proposal]) -> None:
    before = snapshot()
    agreed(f"/register/papers/{kind}/new/", **said_of(kind)[0])
    assert snapshot() != before
    key = Paper.objects.filter(kind=kind, recorded_to=None).latest("pk").key
    if kind == "review":  # the framework it changed has the latest number
        key = Paper.objects.filter(kind=kind, recorded_to=None).latest("order").key
    agreed(f"/register/papers/withdraw/{key}/")
    assert snapshot() == before


def test_kin_is_recorded_corrected_and_withdrawn(
    agreed: Callable[..., Proposal], ada: User, ben: User
) -> None:
    one, other = named_persons(ada, ben)
    agreed("/register/papers/kin/new/", a=one, b=other, relation="spouse")
    assert [(k.a, k.b, k.relation) for k in snapshot().kin] == [(one, other, "spouse")]
    key = Kin.objects.get(recorded_to=None).key
    agreed(f"/register/papers/kin/change/{key}/", a=one, b=other, relation="sibling")
    assert snapshot().kin[0].relation == "sibling"
    assert taken_out_and_in() == snapshot()
    agreed(f"/register/papers/kin/withdraw/{key}/")
    assert snapshot().kin == ()


def test_a_probability_stated_for_a_person_is_recorded_and_taken_back(
    agreed: Callable[..., Proposal], signed_in: Browser, ada: User
) -> None:
    agreed("/register/persons/new/", name="Người mẫu", compromise="0.25")
    one = Person.objects.get(name="Người mẫu", recorded_to=None)
    assert one.compromise == 0.25
    assert taken_out_and_in() == snapshot()
    address = f"/register/person/{one.person}/change/"
    assert signed_in(ada).post(address, {"name": "x", "compromise": "2"} | WHY).status_code == 422
    agreed(address, name="Người mẫu", compromise="")
    assert Person.objects.get(person=one.person, recorded_to=None).compromise is None


def named_persons(ada: User, ben: User) -> Iterator[str]:
    """Name two persons of the register."""
    edits = [
        Edit(None, Row(Person, name, number, {"person": name, "name": name.title(), "compromise": None}))
        for number, name in enumerate(("mot", "hai"))
    ]
    actions.approve(ben, actions.propose(ada, edits, why="x"), seen=actions.last_change())
    yield from ("mot", "hai")


def test_a_review_changes_the_row_it_speaks_of_and_nothing_twice(agreed: Callable[..., Proposal]) -> None:
    for day, status in (("2026-01-02", "verified"), ("2026-01-03", "secondary")):
        agreed("/register/papers/review/new/", row=ROW, status=status, by_vi="người rà soát mẫu", on=day)
    office = snapshot().frameworks[0].offices[ROW.partition(":")[2]]  # type: ignore[index]
    assert {cited.status for cited in office.basis} == {"secondary"}
    assert all("2026-01-02" not in cited.note for cited in office.basis)
    assert taken_out_and_in() == snapshot()


def test_forms_say_what_is_missing_and_who_may_not(signed_in: Browser, ada: User, cy: User) -> None:
    for kind in sorted(set(EDITED) - {"study"}):
        address = f"/register/papers/{kind}/new/"
        assert signed_in(ada).get(address).status_code == 200
        assert signed_in(ada).post(address, {}).status_code == 422
        assert signed_in(cy).get(address).status_code == 403
    assert signed_in(ada).post("/register/papers/kin/new/", {"a": "x", "b": "x"}).status_code == 422
    assert signed_in(ada).get("/register/papers/workload/").status_code == 404
    assert signed_in(ada).get("/en/register/papers/").status_code == 200
