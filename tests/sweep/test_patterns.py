"""Places that look alike to a sweep are alike: small places side by side in which little differs, and it matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec

import pytest

from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import Case
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.case_files import read_files
from counterpoise.formats.rosters.checking import RosterRow
from sweep.comparing import Asking, audited, in_order, swept

pytestmark = pytest.mark.slow

DAY = date(2024, 6, 1)
FRAMEWORK = """\
counterpoise: 1
id: small
title: Small
valid: {from: 2020-01-01}
sources: {law: {title: Law}}
offices:
  secretary: {name: Secretary}
  chair: {name: Chair, ties: [{actor: treasurer, how: pays}]}
  clerk: {name: Clerk}
  treasurer: {name: Treasurer}
  guest: {name: Guest}
  member: {name: Member, seats: 3}
bodies:
  board: {name: Board, members: [chair, member], decides: {rule: majority, votes: per_seat}}
  heavy: {name: Heavy, members: [clerk, member], decides: {rule: majority, weights: {clerk: 1, member: 2}}}
matters:
  plan:
    name: Plan
    steps: [{id: decide, act: decide, actor: board}]
    basis: {source: law, cite: "1", status: verified}
  budget:
    name: Budget
    steps: [{id: decide, act: decide, actor: heavy}]
    basis: {source: law, cite: "2", status: verified}
  stamp:
    name: Stamp
    steps: [{id: decide, act: decide, actor: clerk}]
    basis: {source: law, cite: "3", status: verified}
  invite:
    name: Invite
    steps: [{id: decide, act: decide, actor: {all: [clerk, chair]}}]
    basis: {source: law, cite: "4", status: verified}
  receive:
    name: Receive
    steps: [{id: decide, act: decide, actor: treasurer}]
    basis: {source: law, cite: "5", status: verified}
  complaint:
    name: Complaint
    against: guest
    steps: [{id: decide, act: decide, actor: clerk}]
    basis: {source: law, cite: "6", status: verified}
arrangements:
  - {id: both, offices: [secretary, chair], with: [treasurer]}
"""


@dataclass(frozen=True, slots=True)
class Seated:
    """Who holds which seats, one name a seat; `-` is a vacant seat, and an office not named is held by nobody known."""

    seats: dict[str, str]

    def rows(self, place: PlaceId) -> list[RosterRow]:
        """Write it as rows."""
        return [
            RosterRow(place, OfficeId(office), seat, _person(name), ALWAYS, None, 0)
            for office, names in self.seats.items()
            for seat, name in enumerate(names.split(), start=1)
        ]


def _person(name: str) -> PersonId | None:
    return None if name == "-" else PersonId(name)


@pytest.fixture(scope="module")
def case() -> Case:
    head = "counterpoise: 1\nframework: ./framework.yaml\n"
    return read_files({"case.yaml": head, "framework.yaml": FRAMEWORK}, name="case")[0]


BASE = {"secretary": "Sam", "chair": "Cal", "clerk": "Kim", "treasurer": "Tom"}


def both_say(case: Case, *places: Seated) -> dict[PlaceId, dict[tuple[str, str, bool], dict[str, object]]]:
    """Sweep the places at once, audit each alone, hold one against the other; give what was said of each place.

    Compiled code must say the same, where it is installed.
    """
    framework = case.frameworks[0]
    rows = {PlaceId(f"place-{n}"): one.rows(PlaceId(f"place-{n}")) for n, one in enumerate(places)}
    asked = Asking(DAY, tuple(framework.matters.values()), framework.arrangements)
    told = swept(framework, rows, asked)
    if find_spec("numba") is not None:
        assert swept(framework, rows, asked, compiled=True) == told
    for place, found in rows.items():
        answers, findings = audited(framework, found, place, asked)[place]
        assert told[place][0] == answers
        assert in_order(told[place][1]) == in_order(findings)
    return {place: answers for place, (answers, _) in told.items()}


def test_two_seats_in_one_office_count_for_the_person_who_holds_them(case: Case) -> None:
    """Ada and Ben sit in the same office: whoever holds two of its three seats decides, and places differ in who."""
    said = both_say(
        case,
        Seated({**BASE, "member": "Ada Ada Ben"}),
        Seated({**BASE, "member": "Ada Ben Ben"}),
        Seated({**BASE, "member": "Ben Ada Ada"}),
    )
    budget = [said[place]["budget", "paper", False]["capture"] for place in sorted(said)]
    assert budget == [(1, 1, [["Ada"]]), (1, 1, [["Ben"]]), (1, 1, [["Ada"]])]


def test_which_seat_of_an_office_somebody_holds_makes_no_difference(case: Case) -> None:
    said = both_say(case, Seated({**BASE, "member": "Ada Ben Cy"}), Seated({**BASE, "member": "Cy Ada Ben"}))
    one, other = said.values()
    assert one == other


def test_a_matter_that_an_arrangement_does_not_touch_has_no_answer_without_it(case: Case) -> None:
    """The clerk's stamp reaches no office of the arrangement; inviting does, and so does what the treasurer receives."""
    said = both_say(case, Seated({**BASE, "secretary": "Cal", "member": "Ada Ben Cy"}))
    (answers,) = said.values()
    asked_without = {matter for matter, _, without in answers if without}
    assert asked_without == {"plan", "invite", "receive"}


def test_an_arrangement_touches_a_matter_through_the_ties_of_its_holder(case: Case) -> None:
    """Kim, the clerk, is also the chair and is paid by the treasurer: then stamping reaches the treasurer's seat."""
    said = both_say(case, Seated({**BASE, "secretary": "Kim", "chair": "Kim", "member": "Ada Ben Cy"}))
    (answers,) = said.values()
    assert "stamp" in {matter for matter, _, without in answers if without}


def test_one_vacant_seat_more_or_less_is_another_pattern(case: Case) -> None:
    both_say(
        case,
        Seated({**BASE, "member": "Ada - Ben"}),
        Seated({**BASE, "member": "Ada Ben"}),
        Seated({**BASE, "member": "Ada Ben Cy"}),
        Seated({**BASE, "member": "- - Ada"}),
        Seated({**BASE, "treasurer": "-", "member": "Ada Ben Cy"}),
    )


def test_whom_a_matter_is_against_makes_a_difference_though_the_office_takes_no_step(case: Case) -> None:
    """The clerk decides on complaints against the guest: where Kim holds both offices, Kim judges the own case."""
    base = {**BASE, "member": "Ada Ben Cy"}
    both_say(case, Seated({**base, "guest": "Gus"}), Seated({**base, "guest": "Kim"}))
