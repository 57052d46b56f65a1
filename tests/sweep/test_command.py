"""The command `sweep`: rosters in, tables out; whatever is wrong with the input is said at once, with its row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest

from counterpoise.analysis.sweep.invented import VACANT, invented
from counterpoise.cli import main
from counterpoise.formats.report_html.lettering import text_width

pq = pytest.importorskip("pyarrow.parquet")

FRAMEWORK = """\
counterpoise: 1
id: test
title: {vi: Khung thử, en: Test framework}
valid: {from: 2020-01-01, to: 2025-12-31}
sources: {law: {title: {vi: Luật thử, en: Test law}, url: "https://example.org/law"}}
offices:
  secretary: {name: {vi: Bí thư, en: Secretary}}
  chair: {name: {vi: Chủ tịch, en: Chair}}
  clerk: {name: {vi: Công chức, en: Clerk}, ties: [{actor: chair, how: commands}]}
  member: {name: {vi: Ủy viên, en: Member}, seats: 3}
bodies:
  board: {name: {vi: Ủy ban, en: Board}, members: [chair, member], decides: {rule: majority, of: seats}}
matters:
  pay:
    name: {vi: Chi tiền, en: Pay}
    stakes: 3
    steps:
      - {id: draft, act: propose, actor: clerk, days: 5}
      - {id: decide, act: decide, actor: chair, days: 5}
      - {id: inspect, act: inspect, actor: secretary}
    basis: [{source: law, cite: "Art. 1", status: verified}]
  plan:
    name: {vi: Kế hoạch, en: Plan}
    steps:
      - {id: decide, act: decide, actor: board, days: 5}
    basis: [{source: law, cite: "Art. 2", status: verified}]
arrangements:
  - {id: both, offices: [secretary, chair]}
rules:
  - {id: rotation, kind: rotation, offices: [clerk], at_most_years: 3, basis: [{source: law, cite: "Art. 3", status: verified}]}
"""
ROWS = """\
secretary,1,Ada,2021-01-01,
chair,1,Ada,2021-01-01,
clerk,1,Ben,2020-02,
member,1,Cy,2021-01-01,
member,2,(vacant),2021-01-01,
"""


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("framework.yaml").write_text(FRAMEWORK, encoding="utf-8")


def rosters(*places: str, rows: str = ROWS) -> None:
    lines = [f"{place},{row}" for place in places for row in rows.splitlines()]
    Path("rosters.csv").write_text(
        "\n".join(["place,office,seat,person,from,to", *lines, ""]), encoding="utf-8"
    )


def sweep(*more: str, output: str = "out.parquet", processes: str = "1") -> int:
    options = ("--framework", "./framework.yaml", "--on", "2024-06-01", "--lang", "en", "-o", output)
    return main(["sweep", "rosters.csv", *options, "--processes", processes, *more])


def table(name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(name).to_pylist()
    return found


def test_the_tables_say_what_the_json_of_an_audit_says(capsys: pytest.CaptureFixture[str]) -> None:
    rosters("all")
    assert sweep("--sets", "20", "--compromise", "0.1") == 0
    capsys.readouterr()
    Path("case.yaml").write_text("counterpoise: 1\nframework: ./framework.yaml\n", encoding="utf-8")
    Path("tenures.csv").write_text("office,seat,person,from,to\n" + ROWS, encoding="utf-8")
    assert main(["audit", ".", "--on", "2024-06-01", "--compromise", "0.1", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    answers = {
        (row["matter"], row["reading"], row["without_arrangement"]): row for row in table("out.parquet")
    }
    expected = {}
    for matter in said["matters"]:
        for side in ("readings", "without_arrangement"):
            for reading, answer in (matter[side] or {}).items():
                expected[matter["matter"], reading, side == "without_arrangement"] = answer
    assert answers.keys() == expected.keys()
    for key, answer in expected.items():
        row = answers[key]
        for name in ("exact", "method", "unnamed", "capture_number", "blocking_number"):
            assert row[name] == answer[name]
        for name in ("capture_sets", "blocking_sets", "with_holder"):
            assert row[name] == answer[name]
        for name in ("capture_sets_total", "blocking_sets_total"):
            assert row[name] == str(answer[name])
        assert row["capture_probability"] == pytest.approx(answer["capture_probability"])
    names = ("code", "severity", "capped_from", "reading", "place", "matter", "steps", "persons", "offices")
    told = Counter(str([row[name] for name in names]) for row in table("out.findings.parquet"))
    assert told == Counter(str([one[name] for name in names]) for one in said["findings"])
    assert {"C01", "C03", "R04", "G05"} & {one["code"] for one in said["findings"]}


def test_answers_stand_by_place_matter_side_and_reading() -> None:
    """Whichever part of the rows is the same at which places; the matters as in the framework."""
    lines = ROWS.splitlines()
    rosters("xa-2", rows="\n".join(lines[:-1]))
    first = Path("rosters.csv").read_text(encoding="utf-8")
    rosters("xa-3", "xa-1")
    more = Path("rosters.csv").read_text(encoding="utf-8").split("\n", 1)[1]
    Path("rosters.csv").write_text(first + more, encoding="utf-8")
    assert sweep() == 0
    rows = [
        (str(row["place"]), str(row["matter"]), row["without_arrangement"], str(row["reading"]))
        for row in table("out.parquet")
    ]
    matters = ["pay", "plan"]
    readings = ["paper", "ties", "practice"]
    assert len({row[1] for row in rows}) > 1
    assert {row[2] for row in rows} == {False, True}
    assert rows == sorted(
        rows, key=lambda row: (row[0], matters.index(row[1]), row[2], readings.index(row[3]))
    )


def test_power_is_written_when_asked_for() -> None:
    rosters("xa-1")
    assert sweep("--power", "--sets", "0") == 0
    row = table("out.parquet")[0]
    assert "capture_sets" not in row
    assert row["power"] == [
        {"person": "Ada", "banzhaf": 0.5, "banzhaf_absolute": 0.5, "shapley_shubik": 0.5},
        {"person": "Ben", "banzhaf": 0.5, "banzhaf_absolute": 0.5, "shapley_shubik": 0.5},
    ]
    assert row["strongest"] == "Ada"


BAD = """\
place,office,seat,person,from,to
xa-1,secretery,1,Ada,2021,
xa-1,chair,1,,2021,
xa-1,member,4,Ben,2021,
xa-1,member,,Ben,2021,
Xã 1,member,1,Ben,2021-13,
xa-1,clerk,1,Cy,2021,2020
xa-1,nobody,,Ada,2021-01-01,
"""


def test_rosters_that_are_not_there_are_named_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep() == 2
    remedy = "give the path of a CSV or Parquet file with the columns place, office, seat, person, from, to"
    assert f"rosters.csv: there is no such file; {remedy}" in capsys.readouterr().err
    Path("rosters.csv").mkdir()
    assert sweep("--lang", "vi") == 2
    said = capsys.readouterr().err
    assert (
        "rosters.csv: đây là một thư mục, không phải một tệp; ghi đường dẫn tới một tệp CSV hoặc Parquet"
        in said
    )
    assert "counterpoise sweep --generate 100 -o rosters.parquet" in said


def test_every_bad_row_is_named_with_its_line_and_column(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rosters.csv").write_text(BAD, encoding="utf-8")
    assert sweep() == 2
    assert capsys.readouterr().err.splitlines() == [
        "rosters.csv, line 2, column office: there is no office “secretery”; did you mean “secretary”?",
        "rosters.csv, line 3, column person: the cell is empty or holds strange characters; write an id, or (vacant)",
        "rosters.csv, line 4, column seat: “4” is no number from 1 to 3; write a number from 1 to 3",
        "rosters.csv, line 5, column seat: the seat's number is missing; write a seat from 1 to 3",
        "rosters.csv, line 6, column place: “Xã 1” is no id of a place; use small letters, digits, - and _",
        "rosters.csv, line 6, column from: “2021-13” is no date; write 2025-01-31, 2025-01 or 2025",
        "rosters.csv, line 7, column to: 2020 comes before 2021; check the two dates",
        "rosters.csv, line 8, column office: there is no office “nobody”; "
        "choose among: secretary, chair, clerk, member",
    ]
    assert sorted(path.name for path in Path().iterdir()) == ["framework.yaml", "rosters.csv"]


def test_two_persons_on_one_seat_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    rosters("xa-1", rows=ROWS + "member,1,Dee,2022,\n")
    assert sweep() == 2
    assert (
        "rosters.csv, line 7, column seat: the same seat on the same days as line 5"
        in capsys.readouterr().err
    )


def test_a_long_list_of_problems_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    rosters(*(f"xa-{n}" for n in range(300)), rows="mayor,1,Ada,2021,\n")
    assert sweep() == 2
    assert len(capsys.readouterr().err.splitlines()) == 100


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "place,office,seat,persom,from,to",
            "column persom: no column is called “persom”; did you mean “person”?",
        ),
        ("place,office,seat,from,to", "column person: the column is missing"),
        ("place,place,office,seat,person,from,to", "column place: the column is there twice"),
    ],
)
def test_a_strange_header_is_refused(header: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rosters.csv").write_text(f"{header}\n", encoding="utf-8")
    assert sweep() == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", [b"", b"place,office,person\n", b"\xff\xfe\x00", b'place,office,person\n"a']
)
def test_a_file_without_rows_or_that_is_no_table_is_refused(
    content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rosters.csv").write_bytes(content)
    assert sweep() == 2
    said = capsys.readouterr().err
    assert "rosters.csv" in said
    assert "Traceback" not in said


def test_what_is_no_parquet_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rosters.parquet").write_bytes(b"no table")
    options = ["--framework", "./framework.yaml", "--on", "2024-06-01", "-o", "out.parquet", "--lang", "en"]
    assert main(["sweep", "rosters.parquet", *options]) == 2
    assert "no Parquet file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ["sweep", "-o", "out.parquet"],
        ["sweep", "rosters.csv", "--framework", "vn-commune-9t", "-o", "out.parquet"],
        ["sweep", "rosters.csv", "--framework", "./framework.yaml", "-o", "out.txt"],
        ["sweep", "gone.csv", "--framework", "./framework.yaml", "-o", "out.parquet"],
        [
            "sweep",
            "rosters.csv",
            "--framework",
            "./framework.yaml",
            "--on",
            "2031-01-01",
            "-o",
            "out.parquet",
        ],
        [
            "sweep",
            "rosters.csv",
            "--framework",
            "./framework.yaml",
            "--merge",
            "chair+mayor",
            "-o",
            "out.csv",
        ],
        ["sweep", "rosters.csv", "--framework", "./framework.yaml", "--matter", "x", "-o", "out.parquet"],
        ["sweep", "rosters.csv", "--generate", "3", "-o", "out.parquet"],
    ],
)
def test_a_call_that_cannot_be_is_refused(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    rosters("xa-1")
    assert main(more) == 2
    assert capsys.readouterr().err
    assert not Path("out.parquet").exists()


def test_joining_two_offices_ranks_the_places_that_would_gain(capsys: pytest.CaptureFixture[str]) -> None:
    apart = ROWS.replace("secretary,1,Ada", "secretary,1,Eve")
    rosters("xa-1", "xa-2", rows=apart)
    with Path("rosters.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"xa-3,{row}\n" for row in ROWS.splitlines())
    assert sweep("--merge", "secretary+chair", "--picture", "p.svg", output="ranked.csv") == 0
    said = capsys.readouterr().out
    assert "2 of 3 places are touched; 2 gain a sole capture, 0 lose one" in said
    assert Path("ranked.csv").read_text(encoding="utf-8") == (
        "rank,place,weight,gained,lost,gained_matters,lost_matters,persons\n"
        "1,xa-1,3,1,0,pay,,Eve\n"
        "2,xa-2,3,1,0,pay,,Eve\n"
    )
    picture = ElementTree.parse("p.svg").getroot()
    assert [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")].count("2") == 1


def test_the_title_of_the_picture_stays_within_it() -> None:
    """Two offices with long names are more than a line."""
    long = "Secretary of the committee of a commune that has a very long name"
    Path("framework.yaml").write_text(FRAMEWORK.replace("en: Secretary", f"en: {long}"), encoding="utf-8")
    rosters("xa-1", rows=ROWS.replace("secretary,1,Ada", "secretary,1,Eve"))
    assert sweep("--merge", "secretary+chair", "--picture", "p.svg", output="ranked.csv") == 0
    texts = list(ElementTree.parse("p.svg").getroot().iter("{http://www.w3.org/2000/svg}text"))
    title = [text for text in texts if text.get("font-weight") == "600"]
    assert len(title) > 1
    assert " ".join(text.text or "" for text in title) == f"if one person held both: {long} + Chair"
    assert all(text_width(text.text or "", 17) <= 720 - 70 for text in title)
    assert len({text.get("y") for text in title}) == len(title)


@pytest.mark.parametrize("split", [["--split"], ["--split", "secretary+chair"]])
def test_parting_them_ranks_the_places_that_would_lose(split: list[str]) -> None:
    rosters("xa-1", "xa-2")
    assert sweep(*split, output="ranked.parquet") == 0
    assert [(row["place"], row["weight"], row["lost_matters"]) for row in table("ranked.parquet")] == [
        ("xa-1", -3, ["pay"]),
        ("xa-2", -3, ["pay"]),
    ]


def generated(count: int, seed: str, output: str) -> None:
    assert main(["sweep", "--generate", str(count), "--seed", seed, "-o", output, "--lang", "en"]) == 0


def test_invented_rosters_follow_their_seed() -> None:
    generated(3, "1", "a.csv")
    generated(5, "1", "b.csv")
    generated(3, "2", "c.csv")
    generated(3, "1", "d.parquet")
    a, b, c = (Path(f"{name}.csv").read_text(encoding="utf-8") for name in "abc")
    assert b.startswith(a)
    assert a != c
    assert len(table("d.parquet")) == len(a.splitlines()) - 1


def numbers(of: str) -> Iterator[tuple[int, int]]:
    """Give for each invented place the seats of an office, and how many are held."""
    for rows in invented(400, seed=3):
        seats = [row for row in rows if row.office == of]
        yield len(seats), sum(row.person != VACANT for row in seats)


def test_invented_rosters_have_the_sizes_and_shares_they_are_to_have() -> None:
    sizes = {
        office: {count for count, _ in numbers(office)}
        for office in (
            "council-deputy",
            "party-committee-member",
            "party-standing-member",
            "inspection-member",
        )
    }
    assert sizes["council-deputy"] == set(range(15, 31))
    assert sizes["party-committee-member"] == {15}
    assert sizes["party-standing-member"] == {5}
    assert sizes["inspection-member"] == {2, 3, 4}
    assert {count for count, _ in numbers("vice-chair")} == {2, 3, 4}
    every = [row for rows in invented(400, seed=3) for row in rows]
    assert 0.025 < sum(row.person == VACANT for row in every) / len(every) < 0.035
    joined = 0
    for rows in invented(400, seed=3):
        holders = {row.office: row.person for row in rows if row.seat == 1 and row.person != VACANT}
        joined += holders.get("secretary", "s") == holders.get("chair", "c")
    assert 0.13 < joined / 400 < 0.25


@pytest.mark.slow
@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed (extra: sweep)")
@pytest.mark.parametrize("change", [(), ("--merge", "secretary+clerk")])
@pytest.mark.parametrize("before", [False, True])
def test_whoever_waits_for_a_compiler_is_told(
    before: bool, change: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Minutes without a word look like a command that hangs."""
    monkeypatch.setattr("counterpoise.cli_console.is_terminal", lambda _: True)
    monkeypatch.setattr("counterpoise.sweeping.run._ready", lambda: before)
    monkeypatch.setattr("counterpoise.sweeping.run.MANY", 4)
    rosters(*(f"xa-{number}" for number in range(4)))
    assert sweep(*change, output="out.csv" if change else "out.parquet") == 0
    assert ("compiling the calculations" in capsys.readouterr().err) is not before
    rosters("xa-1")
    assert sweep(*change, output="few.csv" if change else "few.parquet") == 0
    assert "compiling" not in capsys.readouterr().err
