"""A review changes the status of exactly the row it addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.institution import Framework, Review
from counterpoise.domain.reviews import addresses, reviewed
from counterpoise.domain.words import Basis, Status, Text, plain
from counterpoise.formats.case_folder.framework_yaml import read_framework
from counterpoise.formats.case_folder.problems import Problems

TEXT = """\
counterpoise: 1
id: village
sources: {law: {}}
duties: {archive: {}}
offices:
  chair: {ties: [{actor: clerk, how: pays}, {actor: council, how: leads, basis: {source: law, status: M, note: "đọc / read"}}]}
  clerk: {duties: [archive], basis: [{source: law, status: S}, {source: law, cite: Art. 2, status: M}]}
bodies:
  council: {members: [chair, clerk], decides: {rule: majority}}
matters:
  permit:
    routes:
      - [{id: decide, act: decide, actor: chair}]
      - [{id: vote, act: decide, actor: council}]
rules: [{id: apart, kind: incompatible, offices: [chair, clerk]}]
arrangements: [{id: both, offices: [chair, clerk]}]
"""


def village() -> Framework:
    """Read a framework with every kind of row."""
    problems = Problems()
    read = read_framework(TEXT, file="framework.yaml", problems=problems)
    assert read is not None
    assert problems.listed() == ()
    return read[0]


VILLAGE = village()
ROWS = addresses(VILLAGE)
REVIEWS = st.lists(
    st.builds(
        Review,
        st.sampled_from(ROWS),
        st.sampled_from(Status),
        st.just(plain("a lawyer")),
        st.dates(date(2024, 1, 1), date(2024, 1, 5)),
    ),
    max_size=8,
)


def bases(framework: Framework) -> dict[str, Basis]:
    """List what every row rests on, by its address."""
    found = {f"office:{o.id}": o.basis for o in framework.offices.values()}
    found |= {f"tie:{o.id}/{n}": t.basis for o in framework.offices.values() for n, t in enumerate(o.ties, 1)}
    found |= {f"body:{body.id}": body.basis for body in framework.bodies.values()}
    found |= {f"matter:{m.id}": m.basis for m in framework.matters.values()}
    found |= {f"step:{m.id}/{s.id}": s.basis for m in framework.matters.values() for s in m.steps}
    found |= {f"rule:{rule.id}": rule.basis for rule in framework.rules}
    found |= {f"duty:{duty.id}": duty.basis for duty in framework.duties.values()}
    return found | {f"arrangement:{a.id}": a.basis for a in framework.arrangements}


def test_every_row_has_an_address() -> None:
    assert sorted(ROWS) == sorted(bases(VILLAGE))


@given(REVIEWS)
def test_a_reviewed_row_has_the_status_of_its_last_review_and_no_other_row_changes(
    reviews: list[Review],
) -> None:
    before, after = bases(VILLAGE), bases(reviewed(VILLAGE, reviews))
    last = {review.row: review for review in sorted(reviews, key=lambda review: review.on)}
    for row, basis in after.items():
        if row in last:
            assert {citation.status for citation in basis} == {last[row].status}
            assert len(basis) == max(1, len(before[row]))
        else:
            assert basis == before[row]


@given(REVIEWS)
def test_every_cited_source_is_declared(reviews: list[Review]) -> None:
    after = reviewed(VILLAGE, reviews)
    assert {citation.source for basis in bases(after).values() for citation in basis} <= after.sources.keys()


def test_a_review_says_who_and_when_after_the_earlier_note() -> None:
    by = Text("luật sư", "a lawyer")
    review = Review("tie:chair/2", Status.VERIFIED, by, date(2024, 5, 1), Text("đủ", "complete"))
    (row,) = bases(reviewed(VILLAGE, [review]))["tie:chair/2"]
    assert row.note == (
        "đọc; xác nhận bởi luật sư ngày 2024-05-01: đủ / read; confirmed by a lawyer on 2024-05-01: complete"
    )
    doubt = replace(review, status=Status.MEMORY, note=None)
    (doubted,) = bases(reviewed(VILLAGE, [doubt]))["tie:chair/2"]
    assert doubted.note.endswith("read; reviewed by a lawyer on 2024-05-01")


def test_without_a_row_to_review_nothing_changes() -> None:
    stray = Review("office:nobody", Status.VERIFIED, plain("me"), date(2024, 1, 1))
    assert reviewed(VILLAGE, [stray]) is VILLAGE
