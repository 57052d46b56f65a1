"""Workflow-satisfiability instances as text: what is read, what is refused and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.domain.institution import CaseError
from counterpoise.formats import workflow_text
from counterpoise.workflow.assigning import assign
from counterpoise.workflow.instance import AtMost, Binding, Instance, OneTeam, Separation

INSTANCES = Path(__file__).parents[2] / "cases" / "instances"
PLAIN = """\
#Steps: 3
#Users: 3
#Constraints: 6
Authorisations u1 s1 s2
Authorisations u2
Separation-of-duty s1 s2
Binding-of-duty s2 s3
At-most-k 2 s1 s2 s3
One-team s1 s3 (u1 u2) (u3)
"""


def read(tmp_path: Path, text: str | bytes) -> Instance:
    """Write an instance and read it."""
    file = tmp_path / "instance.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return workflow_text.read(file)


def problems(tmp_path: Path, text: str) -> list[str]:
    """Read an instance that is refused; give the problems without the path."""
    with pytest.raises(CaseError) as refused:
        read(tmp_path, text)
    return [problem.line("en").removeprefix(f"{tmp_path}/") for problem in refused.value.problems]


def test_every_kind_of_line_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, PLAIN) == Instance(
        3,
        (frozenset({0, 2}), frozenset({0, 2}), frozenset({2})),
        (
            Separation(0, 1),
            Binding(1, 2),
            AtMost(2, (0, 1, 2)),
            OneTeam((0, 2), (frozenset({0, 1}), frozenset({2}))),
        ),
    )


@pytest.mark.parametrize(
    "other",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\n\n"),
        PLAIN.replace(" ", " \t "),
        PLAIN.replace("\n", "   \n").rstrip(),
        PLAIN.replace(": ", ":"),
        PLAIN.replace("#", "  # "),
        PLAIN.replace("(u1 u2) (u3)", "( u1 u2 )( u3 )"),
        PLAIN.upper(),
        "\ufeff" + PLAIN,
    ],
)
def test_odd_spacing_and_line_ends_make_no_difference(tmp_path: Path, other: str) -> None:
    assert read(tmp_path, other) == read(tmp_path, PLAIN)


def test_several_lines_for_one_user_add_up(tmp_path: Path) -> None:
    one = "#Steps: 2\n#Users: 1\n#Constraints: 1\nAuthorisations u1 s1 s2\n"
    two = "#Steps: 2\n#Users: 1\n#Constraints: 2\nAuthorisations u1 s1\nAuthorisations u1 s2\n"
    assert read(tmp_path, one) == read(tmp_path, two)


def test_a_user_without_a_line_may_do_every_step_and_one_with_an_empty_line_none(tmp_path: Path) -> None:
    free = read(tmp_path, "#Steps: 1\n#Users: 1\n#Constraints: 0\n")
    bound = read(tmp_path, "#Steps: 1\n#Users: 1\n#Constraints: 1\nAuthorisations u1\n")
    assert (assign(free), assign(bound)) == ((0,), None)


def test_a_thousand_million_users_of_whom_nothing_is_said_take_no_room(tmp_path: Path) -> None:
    many = read(tmp_path, "#Steps: 3\n#Users: 1000000000\n#Constraints: 1\nOne-team s1 (u999999999)\n")
    assert many.may[1] == {0, 1, 2, 999999998}


def test_every_problem_is_named_with_its_line_and_remedy_at_once(tmp_path: Path) -> None:
    wrong = """\
#Steps: 3
#Users: 2
#Constraints: 10
Authorisations u3 s1
Authorisation u1 s1
Separation-of-duty s1
Separation-of-duty s1 s9
At-most-k two s1 s2
One-team s1 (u1 u2
One-team s1 s2
One-team (u1)
Binding-of-duty s1 x2
"""
    assert problems(tmp_path, wrong) == [
        "instance.txt, line 3: 10 constraints are announced, 9 lines follow; mend the number, or add the lines that are missing",
        "instance.txt, line 4: there is no u3: #Users is 2; use u1 to u2, or mend #Users",
        "instance.txt, line 5: unknown constraint “Authorisation”; did you mean “Authorisations”?",
        "instance.txt, line 6: this line is not formed as it should be; write: Separation-of-duty s<i> s<j>",
        "instance.txt, line 7: there is no s9: #Steps is 3; use s1 to s3, or mend #Steps",
        "instance.txt, line 8: this line is not formed as it should be; write: At-most-k k s<i> …",
        "instance.txt, line 9: this line is not formed as it should be; write: One-team s<i> … (u<j> …) (u<k> …)",
        "instance.txt, line 10: this line is not formed as it should be; write: One-team s<i> … (u<j> …) (u<k> …)",
        "instance.txt, line 11: this line is not formed as it should be; write: One-team s<i> … (u<j> …) (u<k> …)",
        "instance.txt, line 12: “x2” does not belong here; write s and a number, for example s1",
    ]


def test_headers_must_be_there_once_and_hold_a_count(tmp_path: Path) -> None:
    assert problems(tmp_path, "#Steps: few\n#Steps: 2\n#Step: 2\nAuthorisations u1 s1\n") == [
        "instance.txt: there is no header line “#Users:”; add a line, for example “#Users: 10”",
        "instance.txt: there is no header line “#Constraints:”; add a line, for example “#Constraints: 10”",
        "instance.txt, line 1: “few” is no count to work with; write a whole number from 0 to 1000",
        "instance.txt, line 2: “#Steps:” is already given above; delete one of the two lines",
        "instance.txt, line 3: unknown header “#Step: 2”; did you mean “Steps”?",
    ]


@pytest.mark.parametrize(
    "line", ["One-team s1 ((u1))", "One-team s1 u1)", "One-team s1 (u1) s2", "One-team", "("]
)
def test_malformed_brackets_are_refused(tmp_path: Path, line: str) -> None:
    assert len(problems(tmp_path, f"#Steps: 2\n#Users: 2\n#Constraints: 1\n{line}\n")) == 1


def test_the_answer_has_the_form_of_the_literature() -> None:
    assert workflow_text.write((1, 0, 10)) == "sat\ns1: u2\ns2: u1\ns3: u11\n"
    assert workflow_text.write(None) == "unsat\n"


def test_the_shipped_instances_answer() -> None:
    satisfiable = workflow_text.read(INSTANCES / "purchase.txt")
    unsatisfiable = workflow_text.read(INSTANCES / "small-office.txt")
    assert assign(satisfiable) is not None
    assert assign(unsatisfiable) is None
