"""Ask the program about every folder under cases/ and compare with what the folder says must come out.

`expected-<day>.txt` holds one statement a line; `#` starts a comment:

    all pay ties capture_number = 1                    a field of an answer; JSON or a fraction after the sign
    all pay paper power ada banzhaf = 106/635          fields inside fields; a person without power is null
    all pay without ties capture_number = 2            the same without the arrangement
    all pay without = null                             no arrangement touches the matter
    finding C03 error all pay steps=inspect reading=ties    key=value parts are optional; `-` stands for none
    only C                                             every finding of the family has its line here
    options --superiors                                what follows is audited with these options

Fractions and whole numbers are compared to 1e-9 (whole numbers with whole numbers exactly), decimal numbers to
the digits written. `expected-error.txt` holds the lines `counterpoise check CASE --lang en` must print.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeGuard

import pytest

from counterpoise.cli import main

CASES = Path(__file__).resolve().parents[2] / "cases"
EXPECTED = sorted(CASES.glob("*/expected-[0-9]*.txt"))
SLOW = {"eu-council", "loc-ninh"}
"""Cases that take seconds."""
EXPECTED_ERRORS = sorted(CASES.glob("*/expected-error.txt"))

Json = object
HEAD = ("code", "severity", "place", "matter")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an expected file, with the options under which it is asked."""

    line: int
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding that must be there: its code, severity, place and matter, then whatever else is said of it."""

    line: int
    wanted: tuple[tuple[str, str], ...]


def _case_of(path: Path) -> str:
    return path.parent.name + "/" + path.name


@pytest.mark.parametrize(
    "expected",
    [pytest.param(path, marks=[pytest.mark.slow] if path.parent.name in SLOW else []) for path in EXPECTED],
    ids=_case_of,
)
def test_every_case_answers_as_expected(expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Audit the case once for each set of options and hold every statement against the result."""
    day = expected.stem.removeprefix("expected-")
    asked = list(_statements(expected))
    wrong: list[str] = []
    for options in dict.fromkeys(statement.options for statement in asked):
        audit = _audit(expected.parent, (day, *options), capsys)
        wrong += _failures([s for s in asked if s.options == options], audit)
    if wrong:
        pytest.fail("\n".join(f"{_case_of(expected)}, {failure}" for failure in wrong), pytrace=False)


@pytest.mark.parametrize("expected", EXPECTED_ERRORS, ids=_case_of)
def test_every_bad_case_is_refused_with_its_lines(expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Check the bad case and compare every line it prints, in order."""
    code = main(["check", str(expected.parent), "--lang", "en"])
    got = [line for line in capsys.readouterr().err.splitlines() if line.strip()]
    want = [line.rstrip() for line in _lines(expected) if line.strip() and not line.startswith("#")]
    assert want, f"{_case_of(expected)} names no problem"
    assert got == want, f"{_case_of(expected)}"
    assert code == 2, f"{_case_of(expected)}: exit code {code}, expected 2"


def _audit(case: Path, asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> dict[str, Json]:
    """Run the audit in this process and read the JSON it prints."""
    day, *options = asked
    code = main(["audit", str(case), "--on", day, "--format", "json", *options])
    printed = capsys.readouterr()
    assert code == 0, f"{case.name}: audit ended with {code}\n{printed.err}"
    return _object(json.loads(printed.out))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _statements(path: Path) -> Iterator[Statement]:
    """Read the statements of a file, without comments, each with the options in force at its line."""
    options: tuple[str, ...] = ()
    for number, line in enumerate(_lines(path), start=1):
        text = re.sub(r"(^|\s+)#.*$", "", line).strip()
        if text.split(maxsplit=1)[:1] == ["options"]:
            options = tuple(shlex.split(text)[1:])
        elif text:
            yield Statement(number, text, options)


def _failures(statements: list[Statement], audit: dict[str, Json]) -> list[str]:
    """Say, for each statement that does not hold, the line, what came out and what was expected."""
    wrong: list[tuple[int, str]] = []
    listed: list[FindingLine] = []
    families: list[Statement] = []
    for statement in statements:
        word = statement.text.split(maxsplit=1)[0]
        if word == "finding":
            listed.append(_finding_line(statement))
        elif word == "only":
            families.append(statement)
        elif failure := _field_failure(statement.text, audit):
            wrong.append((statement.line, failure))
    wrong += _finding_failures(listed, families, _objects(audit["findings"]))
    return [f"line {line}: {failure}" for line, failure in sorted(wrong)]


def _field_failure(text: str, audit: dict[str, Json]) -> str | None:
    """Compare one field of an answer with the value written for it."""
    left, equals, right = text.partition(" = ")
    path = left.split()
    if not equals or len(path) < 3:
        return f"cannot read {text!r}"
    place, matter, *fields = path
    try:
        got = _look_up(_matter(audit, place, matter), fields)
    except LookupError as missing:
        return f"{left}: {missing.args[0]}"
    return None if _agrees(got, right.strip()) else f"{left}: got {json.dumps(got)}, expected {right.strip()}"


def _matter(audit: dict[str, Json], place: str, matter: str) -> dict[str, Json]:
    for entry in _objects(audit["matters"]):
        if (entry["place"], entry["matter"]) == (place, matter):
            return entry
    raise LookupError("no such place and matter in the audit")


def _look_up(entry: dict[str, Json], fields: list[str]) -> Json:
    """Follow the fields of a statement into the answers of one matter."""
    without = fields[0] == "without"
    answers = entry["without_arrangement" if without else "readings"]
    path = fields[1:] if without else fields
    if not path:
        return answers
    if answers is None:
        raise LookupError("there is no answer without the arrangement")
    reading, *inside = path
    answer = _object(_object(answers).get(reading, {}))
    if not inside or inside[0] not in answer:
        raise LookupError(f"an answer has no field {' '.join(path)!r}")
    return _descend(answer, inside)


def _descend(value: Json, path: list[str]) -> Json:
    """Go down by keys and positions; what is not there is null."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def _agrees(got: Json, written: str) -> bool:
    """Tell whether a value is the one written, numbers as closely as they are written."""
    if re.fullmatch(r"-?\d+/\d+", written):
        return _is_number(got) and abs(Fraction(got) - Fraction(written)) <= Fraction(1, 10**9)
    want: Json = json.loads(written, parse_float=Decimal)
    if isinstance(want, Decimal):
        return _is_number(got) and abs(Decimal(got) - want) <= _half_unit(want)
    if _is_number(want) and _is_number(got):
        return got == want if isinstance(got, int) else abs(got - want) <= 1e-9
    return got == want and type(got) is type(want)


def _half_unit(number: Decimal) -> Decimal:
    """Give half a unit of the last digit written, with a hair for rounding."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal("0.5000001").scaleb(exponent)


def _is_number(value: Json) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _finding_line(statement: Statement) -> FindingLine:
    """Read `finding CODE SEVERITY PLACE MATTER key=value…`."""
    _, *words = shlex.split(statement.text)
    assert len(words) >= 4, f"line {statement.line}: cannot read {statement.text!r}"
    wanted = list(zip(HEAD, words, strict=False))
    for word in words[4:]:
        key, _, value = word.partition("=")
        wanted.append((key, value))
    return FindingLine(statement.line, tuple(wanted))


def _finding_failures(
    listed: list[FindingLine], families: list[Statement], findings: list[dict[str, Json]]
) -> list[tuple[int, str]]:
    """Give each line a finding of its own, the most precise lines first, and report lines and findings left over."""
    wrong: list[tuple[int, str]] = []
    left = list(findings)
    for line in sorted(listed, key=lambda listing: -len(listing.wanted)):
        found = next((f for f in left if _is_said(f, line)), None)
        if found is None:
            wrong.append((line.line, f"no finding {_words(line)}; got {_alike(line, findings)}"))
        else:
            left.remove(found)
    for family in families:
        start = family.text.split()[1]
        wrong += [(family.line, f"not listed: {_short(f)}") for f in left if str(f["code"]).startswith(start)]
    return wrong


def _is_said(finding: dict[str, Json], line: FindingLine) -> bool:
    """Tell whether a finding is what the line says, lists in any order."""
    return all(_plain(finding.get(key, f"no {key}")) == _sorted(value) for key, value in line.wanted)


def _plain(value: Json) -> str:
    """Write a field of a finding as it is written in an expected file."""
    if isinstance(value, list):
        return ",".join(sorted(str(part) for part in value)) or "-"
    return "-" if value is None else str(value)


def _sorted(written: str) -> str:
    return ",".join(sorted(written.split(",")))


def _words(line: FindingLine) -> str:
    return " ".join(value if key in HEAD else f"{key}={value}" for key, value in line.wanted)


def _alike(line: FindingLine, findings: list[dict[str, Json]]) -> str:
    """List the findings of the same code, so that the difference can be seen."""
    same = [_short(f) for f in findings if f["code"] == line.wanted[0][1]]
    return " | ".join(same) or "none of this code"


def _short(finding: dict[str, Json]) -> str:
    head = " ".join(_plain(finding[key]) for key in HEAD)
    rest = (
        f"{key}={_plain(finding[key])}" for key in ("steps", "persons", "offices", "reading", "capped_from")
    )
    return " ".join((head, *rest))


def _object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


def _objects(value: Json) -> list[dict[str, Json]]:
    assert isinstance(value, list)
    return [_object(part) for part in value]
