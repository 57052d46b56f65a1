"""Inputs made to be hard: the work that findings take grows with what is told, and a whole audit has one purse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis import folders
from counterpoise.analysis.by_hand import Growing
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.incumbents import Incumbents
from counterpoise.analysis.scene import Seen
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.analysis.witness import Witness
from counterpoise.boolean.budget import Clock
from counterpoise.domain.rosters import roster
from counterpoise.formats import case_folder


def institution(size: int, actor: Any, groups: dict[str, Any], *, ties: bool = False) -> dict[str, Any]:
    """Make so many offices, each held by a person of its own, and one matter that an actor decides."""
    offices: dict[str, Any] = {
        f"o{n}": {"ties": [{"actor": f"o{n - 1}", "how": "leads", "status": "verified"}]}
        if ties and n
        else {}
        for n in range(size)
    }
    return {
        "id": "made", "on": "2024-06-01", "levels": None, "audits": None, "places": None, "offices": offices,
        "bodies": {}, "groups": groups, "persons": None, "kin": [], "arrangements": [], "framework_arrangements": [],
        "matters": {"m": {"stakes": 1, "status": "verified", "steps": [{"id": "decide", "act": "decide", "actor": actor}]}},
        "tenures": [
            {"place": "all", "office": office, "seat": 1, "person": f"p{n}", "from": "2020", "to": ""}
            for n, office in enumerate(offices)
        ],
    }  # fmt: skip


def nested(size: int) -> dict[str, Any]:
    """Nest groups, each of which one more person alone is enough for."""
    groups: dict[str, Any] = {"g0": {"any": ["o0"]}}
    for number in range(1, size):
        groups[f"g{number}"] = {"any": [f"g{number - 1}", f"o{number}"]}
    return institution(size, f"g{size - 1}", groups)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count how often a group is tried by hand, and how often holdings are given away for that."""
    counts = {"tried": 0, "given": 0}
    try_route, give_away = Incumbents.carrying_route, Incumbents.given_away

    def tried(*given: Any, **named: Any) -> Any:
        counts["tried"] += 1
        return try_route(*given, **named)

    def gave(*given: Any) -> Any:
        counts["given"] += 1
        return give_away(*given)

    monkeypatch.setattr(Incumbents, "carrying_route", tried)
    monkeypatch.setattr(Incumbents, "given_away", gave)
    return counts


def test_where_everybody_is_enough_alone_nobody_is_tried_by_hand(
    counted: dict[str, int], tmp_path: Path
) -> None:
    folders.write(nested(60), tmp_path / "made")
    found = [one for one in audit(case_folder.read(tmp_path / "made")).findings if one.code == "C01"]
    assert sorted(one.persons for one in found) == sorted((f"p{n}",) for n in range(60))
    assert counted == {"tried": 0, "given": 0}
    for one in found:
        assert (one.steps, one.because) == (("decide",), ())
        assert [f"o{one.persons[0][1:]}"] == list(one.offices)


def test_of_two_seats_of_which_one_is_enough_one_is_named(tmp_path: Path) -> None:
    world = institution(3, {"any": ["o0", "o1"]}, {})
    for row in world["tenures"][:2]:
        row["person"] = "ada"
    folders.write(world, tmp_path / "made")
    (found,) = (one for one in audit(case_folder.read(tmp_path / "made")).findings if one.code == "C01")
    assert (found.persons, found.offices) == (("ada",), ("o0",))


def test_a_line_of_command_is_written_down_one_after_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever leads moves all below; no circle needs to be solved for that."""
    monkeypatch.setattr(
        "counterpoise.analysis.structure.fixed_point", lambda *_, **__: pytest.fail("solved as a circle")
    )
    folders.write(institution(40, "o39", {}, ties=True), tmp_path / "made")
    answers = audit(case_folder.read(tmp_path / "made")).matters[0].readings
    assert (answers.paper.capture_sets_total, answers.ties.capture_sets_total) == (1, 40)
    assert answers.ties.capture_number == 1


def test_a_line_of_command_supports_a_matter_up_to_its_end(tmp_path: Path) -> None:
    """The first decides alone through all who come after, and each of these through fewer."""
    folders.write(institution(12, "o11", {}, ties=True), tmp_path / "made")
    case = case_folder.read(tmp_path / "made")
    framework, (place,) = case.frameworks[0], case.places.values()
    assert case.on is not None
    structure = Structure(roster(case, framework=framework, place=place, day=case.on), Choices())
    support = structure.support(next(iter(framework.matters.values())))
    assert sorted(support.persons) == sorted(f"p{n}" for n in range(12))
    assert sorted(support.offices) == sorted(f"o{n}" for n in range(12))


def test_all_witnesses_of_an_audit_are_cut_down_from_one_purse(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clocks: list[Clock] = []
    begin = Clock.__init__

    def noted(self: Clock, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        if named.get("purse") is not None:
            clocks.append(self)

    monkeypatch.setattr(Clock, "__init__", noted)
    world = nested(4)
    world["matters"] = {f"m{n}": world["matters"]["m"] for n in range(3)}
    folders.write(world, tmp_path / "made")
    audit(case_folder.read(tmp_path / "made"))
    engine, *witnesses = clocks
    assert len(witnesses) == 3
    assert len({id(clock._purse) for clock in witnesses}) == 1
    assert all(clock._begun is None for clock in (engine, *witnesses))


def test_witnesses_too_long_to_be_listed_are_left_out_and_say_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each of a line of command moves all who come after: every witness in full would grow with the square."""
    world = institution(30, "o29", {}, ties=True)
    world["matters"]["m"]["stakes"] = 3
    folders.write(world, tmp_path / "made")
    case = case_folder.read(tmp_path / "made")
    full = {one.persons: one for one in audit(case).findings if one.code == "C01"}
    monkeypatch.setattr("counterpoise.analysis.witness.LINKS", 50)
    short = {one.persons: one for one in audit(case).findings if one.code == "C01"}
    assert short.keys() == full.keys() == {(f"p{n}",) for n in range(30)}
    said = "the ties by which others are moved (too many to be listed here)"
    left_out = [one for one in short.values() if said in [row.en for row in one.rests_on]]
    assert 0 < len(left_out) < 30
    assert sum(len(one.because) for one in short.values()) <= 50
    for one in short.values():
        whole = full[one.persons]
        assert (one.steps, one.reading) == (whole.steps, whole.reading)
        if one in left_out:
            assert (one.because, one.severity, one.capped_from) == ((), Severity.WARNING, Severity.CRITICAL)
        else:
            assert one == whole
            assert one.severity is Severity.CRITICAL


def test_who_is_alone_enough_in_a_circle_of_kin_and_ties_is_not_grown_again_for_everybody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever moves somebody who is enough alone is so too; relatives are not gone through for each of them."""
    world = institution(40, {"all": ["o0", "o39"]}, {}, ties=True)
    world["offices"]["o0"]["ties"] = [{"actor": "o39", "how": "leads", "status": "verified"}]
    world["kin"] = [(f"p{n}", f"p{n + 2}") for n in range(38)]
    folders.write(world, tmp_path / "made")
    case = case_folder.read(tmp_path / "made")
    written = [one.persons for one in audit(case).findings if one.code == "C01"]
    monkeypatch.setattr("counterpoise.analysis.structure.fixed_point", lambda *_, **__: None)
    helped: list[int] = []
    help_by = Growing._helped_by

    def counted(self: Growing, joined: int) -> Any:
        helped.append(joined.bit_count())
        return help_by(self, joined)

    monkeypatch.setattr(Growing, "_helped_by", counted)
    monkeypatch.setattr("counterpoise.analysis.sole.sole_capture", sole_named)
    counted_by_hand = [one.persons for one in audit(case).findings if one.code == "C01"]
    assert counted_by_hand == written == [(f"p{n}",) for n in sorted(range(40), key=str)]
    assert sum(helped) < 40 * 12


def sole_named(_: Any, person: str, reading: str, **__: Any) -> Any:
    """Name who is enough alone, without a witness."""
    return Seen("C01", Severity.WARNING, reading, (), (person,), Witness((), (), ()))  # type: ignore[arg-type]
