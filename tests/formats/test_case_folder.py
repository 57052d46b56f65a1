"""A case folder is read whole, or refused with every problem at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterpoise.domain.checks import check_day
from counterpoise.domain.institution import ONLY_PLACE, CaseError
from counterpoise.domain.words import Level, OfficeId, PlaceId, Status, Text
from counterpoise.formats import case_folder
from formats.folders import CASE, FRAMEWORK, LEVELS, one_problem, problems, read, warnings, write_case

CASES = Path(__file__).parents[2] / "cases"
GOOD = sorted(file.parent for file in CASES.glob("*/case.yaml") if not file.parent.name.startswith("bad-"))
BAD = sorted(CASES.glob("bad-*"))


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_every_good_case_reads_without_a_problem(folder: Path) -> None:
    case, warned = case_folder.read_with_warnings(folder)
    assert warned == ()
    assert case.id == folder.name
    assert check_day(case, case.on) == ()


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_every_bad_case_is_refused_with_its_lines(folder: Path) -> None:
    expected = (folder / "expected-error.txt").read_text(encoding="utf-8").splitlines()
    try:
        case = case_folder.read(folder)
    except CaseError as refusal:
        found = refusal.problems
    else:
        found = check_day(case, case.on)
    assert [problem.line("en") for problem in found] == expected


def test_a_third_of_the_cases_are_bad() -> None:
    assert 3 * len(BAD) >= len(BAD) + len(GOOD)


def test_every_shipped_framework_is_known_by_its_file_name(tmp_path: Path) -> None:
    for name in case_folder.shipped_frameworks():
        (tmp_path / "case.yaml").write_text(f"counterpoise: 1\nframework: {name}\n", encoding="utf-8")
        (framework,) = case_folder.read(tmp_path).frameworks
        assert framework.id == name


def test_a_case_without_places_has_one(tmp_path: Path) -> None:
    case = read(tmp_path, tenures="office,person\nchair,ada\n")
    assert list(case.places) == [ONLY_PLACE]
    assert case.tenures[0].place == ONLY_PLACE
    assert case.audited_places(date(2024, 6, 1))[0].id == ONLY_PLACE
    assert case.on == date(2024, 6, 1)
    assert case.regulations is None


def test_names_stand_in_for_one_another(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("chair: {}", "chair: {name: {vi: Chủ tịch}}").replace(
        "clerk: {}", "clerk: {name: Clerk}"
    )
    offices = read(tmp_path, framework=text).frameworks[0].offices
    assert offices[OfficeId("chair")].name == Text(vi="Chủ tịch", en="Chủ tịch")
    assert offices[OfficeId("clerk")].name == Text(vi="Clerk", en="Clerk")
    assert offices[OfficeId("deputy")].name.en == "deputy"


def test_words_that_yaml_would_turn_into_truth_values_stay_words(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("clerk: {}", "clerk: {name: No, refs: [on, 007, 1.10]}")
    clerk = read(tmp_path, framework=text).frameworks[0].offices[OfficeId("clerk")]
    assert clerk.name.en == "No"
    assert clerk.refs == ("on", "007", "1.10")


def test_a_single_basis_may_stand_for_a_list_and_letters_for_statuses(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("id: village", "id: village\nsources: {law: {title: Law, from: 2020}}").replace(
        "clerk: {}", "clerk: {basis: {source: law, cite: 5, status: S}}"
    )
    framework = read(tmp_path, framework=text).frameworks[0]
    (citation,) = framework.offices[OfficeId("clerk")].basis
    assert (citation.source, citation.cite, citation.status) == ("law", "5", Status.SECONDARY)
    assert framework.sources[citation.source].start == "2020"


def test_carriage_returns_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    tenures = "office,person,from\nchair,Nguyễn,2020\n"
    plain = read(tmp_path / "a", tenures=tenures)
    marked = {
        "case": CASE.replace("\n", "\r\n").encode("utf-8-sig"),
        "framework": FRAMEWORK.replace("\n", "\r\n").encode("utf-8-sig"),
        "tenures": tenures.replace("\n", "\r\n").encode("utf-8-sig"),
    }
    other = read(tmp_path / "b", **marked)
    assert (other.frameworks, other.tenures) == (plain.frameworks, plain.tenures)


def test_letters_are_compared_in_composed_form(tmp_path: Path) -> None:
    decomposed = "Nguye\u0302\u0303n"
    tenures = f"office,person\nchair,{decomposed}\n"
    case = read(tmp_path, tenures=tenures, persons="id,name\nNguyễn,A\n")
    assert [tenure.person for tenure in case.tenures] == ["Nguyễn"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"case": ""}, "case.yaml: the file is empty"),
        ({"case": "\n# only a comment\n"}, "case.yaml: the file is empty"),
        ({"case": "nothing but text"}, "case.yaml, line 1: cannot use “nothing but text”"),
        (
            {"case": CASE.replace("counterpoise: 1", "counterpoise: 2")},
            "counterpoise: cannot use “2”; write the number 1",
        ),
        ({"case": CASE.replace("2024-06-01", "2024-06")}, "on: cannot use “2024-06”; write a full day"),
        ({"case": CASE.encode("utf-16")}, "case.yaml, line 1: the file is not UTF-8 text"),
        (
            {"tenures": "office,person\nchair,Lê\n".encode("cp1258")},
            "tenures.csv, line 2: the file is not UTF-8",
        ),
        ({"tenures": ""}, "tenures.csv: the file is empty"),
        ({"tenures": "office;person\nchair;ada\n"}, "the columns are not separated by commas"),
        ({"tenures": "office,persn\nchair,ada\n"}, "unknown column “persn”; did you mean “person”?"),
        ({"tenures": "office,person\nchair,ada,extra\n"}, "line 2: there are 3 cells but 2 columns"),
        ({"tenures": "office,person,office\nchair,ada,chair\n"}, "the column “office” is there twice"),
        ({"tenures": 'office,person\nchair,"ada\n'}, "line 2: this row cannot be read"),
        ({"tenures": "office,person\nchair,a\x00b\n"}, "control character U+0000"),
        ({"tenures": "office,person\nchair,\n"}, "line 2, column person: the cell is empty"),
        ({"tenures": "office,person\nchair,(Vacant)\n"}, "write (vacant) for a vacant seat"),
        ({"tenures": "office,person\nchair,clerk@all#1\n"}, "a name the program gives to unnamed holders"),
        (
            {"tenures": "place,office,person\nhere,chair,ada\n"},
            "line 1, column place: the case has no places.csv",
        ),
        ({"persons": "id,compromise\nada,1.5\n"}, "column compromise: “1.5” is not a probability"),
        ({"persons": 'id,compromise\nada,"0,5"\n'}, "column compromise: “0,5” is not a probability"),
        ({"persons": "id\nada\nada\n"}, "“ada” is already on line 2"),
        ({"framework": FRAMEWORK.replace("  clerk: {}", "\tclerk: {}")}, "this is not readable YAML (a tab"),
        (
            {"framework": FRAMEWORK.replace("clerk: {}", "clerk: &x {}")},
            "YAML anchors and aliases are not used",
        ),
        ({"framework": FRAMEWORK.replace("clerk: {}", "clerk: !!map {}")}, "type tags such as"),
        ({"framework": FRAMEWORK + "---\n" + FRAMEWORK}, "several YAML documents"),
        (
            {"framework": FRAMEWORK.replace("  clerk", "  Clerk").replace("clerk", "Clerk")},
            "“Clerk” cannot be an id",
        ),
        (
            {"framework": FRAMEWORK.replace("clerk: {}", "clerk: {seats: 0}")},
            "cannot use “0”; write a whole number from 1",
        ),
        ({"framework": FRAMEWORK.replace("clerk: {}", "clerk: {name: {fr: x}}")}, "unknown key “fr”"),
        (
            {"framework": FRAMEWORK + "duties: {till: {}}\n".replace("duties", "duty")},
            "did you mean “duties”?",
        ),
        ({"kin": "a,b,relation\nada,ben,spouse\n", "persons": "id\nada\n"}, "column b: unknown person “ben”"),
        ({"evidence": "- {id: a, kind: paper}\n- {id: a, kind: paper}\n"}, "the id “a” is already on line 1"),
    ],
)
def test_one_fault_is_one_clear_problem(tmp_path: Path, files: dict[str, str | bytes], said: str) -> None:
    assert any(said in line for line in problems(tmp_path, **files)), problems(tmp_path, **files)


def test_a_missing_folder_a_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for name, said in (
        ("nowhere", "there is no such folder"),
        ("file", "this is a file, not a folder"),
        ("empty", "case.yaml: there is no such file"),
        ("nul\0", "there is no such folder"),
    ):
        with pytest.raises(CaseError, match=said):
            case_folder.read(tmp_path / name)


def test_a_folder_where_a_file_should_be_is_refused(tmp_path: Path) -> None:
    write_case(tmp_path)
    (tmp_path / "tenures.csv").mkdir()
    with pytest.raises(CaseError, match=r"tenures\.csv: this is a folder, not a file"):
        case_folder.read(tmp_path)


def test_an_unknown_shipped_framework_names_the_nearest(tmp_path: Path) -> None:
    line = one_problem(tmp_path, case="counterpoise: 1\nframework: vn-comune-3t\n")
    assert "no framework “vn-comune-3t” is shipped; did you mean “vn-commune-3t”?" in line


def test_a_broken_framework_does_not_accuse_the_tables(tmp_path: Path) -> None:
    lines = problems(tmp_path, framework="id: [", tenures="office,person\nchair,ada\n")
    assert all(line.startswith("framework.yaml") for line in lines)


def test_two_frameworks_must_not_share_a_day(tmp_path: Path) -> None:
    case = "counterpoise: 1\nframework: [./framework.yaml, ./other.yaml]\n"
    early = FRAMEWORK.replace("id: village", "id: village\nvalid: {to: 2020}")
    late = FRAMEWORK.replace("id: village", "id: town\nvalid: {from: 2020-12}")
    assert "are both in force on some days" in one_problem(tmp_path, case=case, framework=early, other=late)
    later = late.replace("2020-12", "2021")
    read_case = read(tmp_path, case=case, framework=early, other=later)
    assert [framework.id for framework in read_case.frameworks] == ["village", "town"]


def test_a_misspelt_table_is_pointed_out(tmp_path: Path) -> None:
    write_case(tmp_path)
    (tmp_path / "tenure.csv").write_text("x", encoding="utf-8")
    assert warnings(tmp_path) == ["tenure.csv: this file is not read; did you mean “tenures.csv”?"]


PLACES = "id,kind,parent\nc,commune,d\nd,district,p\np,province,\n"


def test_places_climb_the_levels(tmp_path: Path) -> None:
    case = read(tmp_path, framework=LEVELS, places=PLACES)
    assert case.places[PlaceId("c")].parent == "d"
    assert case.places[PlaceId("p")].level == Level("province")
    assert [place.id for place in case.audited_places(date(2024, 6, 1))] == ["c"]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("id,kind,parent\nc,commune,x\n", "unknown place “x”"),
        ("id,kind,parent\nc,commune,c\n", "“c” (commune) is not of a higher level than “c” (commune)"),
        ("id,kind,parent\nc,commune,d\nd,commune,p\np,province,\n", "“d” (commune) is not of a higher level"),
        ("id,kind,parent\nc,commune,h\nh,hamlet,\n", "is not of a higher level"),
        ("id,kind,parent\nc,comune,\n", "unknown level “comune”; did you mean “commune”?"),
        ("id,kind,parent\nc,commune,d\nd,district,\n", "no place of level province is above “c”"),
        ("id,kind\nc,commune\nc,commune\n", "the place “c” is already on line 2"),
        ("id,kind,from,to\nc,commune,2021,2020\n", "the last day 2020 comes before the first, 2021"),
    ],
)
def test_places_that_cannot_stand_are_refused(tmp_path: Path, places: str, said: str) -> None:
    assert any(said in line for line in problems(tmp_path, framework=LEVELS, places=places))


def test_without_levels_every_place_is_audited_whatever_its_kind(tmp_path: Path) -> None:
    case = read(
        tmp_path,
        places="id,kind,parent\na,ward,b\nb,city,\n",
        tenures="place,office,person\na,chair,ada\nb,chair,ben\n",
    )
    assert len(case.audited_places(date(2024, 6, 1))) == 2
    line = one_problem(
        tmp_path, places="id,kind,parent\na,ward,b\nb,city,a\n", tenures="place,office,person\n"
    )
    assert "a place lies within itself: a → b → a" in line


ARRANGEMENT = "- {id: both, offices: [chair, clerk], places: [{place: all, from: 2020, status: ended}]}\n"


def test_an_ended_pilot_without_a_day_ended_on_an_unknown_one(tmp_path: Path) -> None:
    (arrangement,) = read(tmp_path, arrangements=ARRANGEMENT).arrangements
    assert arrangement.pilots[0].span.ended_unknown
    for written in ("to: ?", 'to: "?"', "to:  ? "):
        text = ARRANGEMENT.replace("status: ended", f"{written}, status: running")
        (arrangement,) = read(tmp_path, arrangements=text).arrangements
        assert arrangement.pilots[0].span.ended_unknown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ARRANGEMENT.replace("[chair, clerk]", "[chair]"), "the list needs at least 2 entries"),
        (ARRANGEMENT.replace("[chair, clerk]", "[chair, chair]"), "“chair” is written twice"),
        (ARRANGEMENT.replace("place: all", "place: every"), "unknown place “every”"),
        (ARRANGEMENT + ARRANGEMENT, "the id “both” is already on line 1"),
        ("arrangements: []\n", "write a list"),
    ],
)
def test_arrangements_that_cannot_stand_are_refused(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in line for line in problems(tmp_path, arrangements=text))


REGULATIONS = """\
regulations:
  - {id: rules, body: council, adopted: 2021, covers: [permit], leads: {permit: chair}}
reorganisations:
  - {id: merger, on: 2022-05, place: all}
"""


def test_regulations_cover_matters(tmp_path: Path) -> None:
    case = read(tmp_path, regulations=REGULATIONS)
    assert case.regulations is not None
    assert case.regulations[0].leads == (("permit", "chair"),)
    assert case.reorganisations[0].on.written == "2022-05"
    everything = read(tmp_path, regulations=REGULATIONS.replace("[permit]", "all"))
    assert everything.regulations is not None
    assert everything.regulations[0].covers is None
    line = one_problem(tmp_path, regulations=REGULATIONS.replace("[permit]", "[]"))
    assert "the regulation does not cover “permit”; add “permit” to covers" in line
