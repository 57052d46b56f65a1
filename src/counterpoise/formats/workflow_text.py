"""Workflow-satisfiability instances as the literature writes them, and the answer in the form its tools read.

Users of whom no line speaks are alike, and no assignment needs more of them than there are steps: only so many are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from counterpoise.domain.institution import CaseError
from counterpoise.formats.case_folder.problems import Problems, Spot, both, nearest
from counterpoise.formats.case_folder.text_files import read_text
from counterpoise.workflow.instance import (
    Assignment,
    AtMost,
    Binding,
    Constraint,
    Instance,
    OneTeam,
    Separation,
)

_HEADER = re.compile(r"#\s*(?P<name>[^:]*?)\s*(?::\s*(?P<count>.*?)\s*)?")
_TOKEN = re.compile(r"[()]|[^\s()]+")
_HEADERS = ("Steps", "Users", "Constraints")
_MOST = {"Steps": 1000, "Users": 10**9, "Constraints": 10**9}
UNKNOWN = "unknown\n"
"""What is written when the time ended before an answer."""

_UNREADABLE = -1
"""The count of a header that said none: one problem, not one for every line that follows."""


def read(path: Path) -> Instance:
    """Read an instance; every problem is named with its line."""
    problems = Problems()
    text = read_text(path, file=str(path), problems=problems)
    reader = _Reader(str(path), problems)
    instance = reader.read(text) if text is not None else None
    if instance is None or problems.are_fatal:
        raise CaseError(problems.listed())
    return instance


def write(assignment: Assignment | None) -> str:
    """Write `sat` and the user of each step, or `unsat`."""
    if assignment is None:
        return "unsat\n"
    return "".join(["sat\n", *(f"s{step}: u{user + 1}\n" for step, user in enumerate(assignment, start=1))])


class _Reader:
    def __init__(self, file: str, problems: Problems) -> None:
        self._file = Spot(file)
        self._problems = problems
        self._count: dict[str, int] = {}
        self._authorised: dict[int, set[int]] = {}
        self._constraints: list[Constraint] = []
        self._kinds: dict[str, Callable[[Spot, list[str]], None]] = {
            "Authorisations": self._authorisations,
            "Separation-of-duty": self._separation,
            "Binding-of-duty": self._binding,
            "At-most-k": self._at_most,
            "One-team": self._one_team,
        }

    def read(self, text: str) -> Instance | None:
        lines = [(n, line.strip()) for n, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1)]
        headers = [(n, line) for n, line in lines if line.startswith("#")]
        bodies = [(n, line) for n, line in lines if line and not line.startswith("#")]
        for number, line in headers:
            self._header(self._file.on(number), line)
        missing = [name for name in _HEADERS if name not in self._count]
        for name in missing:
            self._problems.add(
                self._file,
                both(f"không có dòng đầu “#{name}:”", f"there is no header line “#{name}:”"),
                both(f"thêm dòng, ví dụ “#{name}: 10”", f"add a line, for example “#{name}: 10”"),
            )
        if missing:
            return None
        for number, line in bodies:
            self._line(self._file.on(number), line)
        self._compare_count(len(bodies), headers)
        return self._instance()

    # Headers

    def _header(self, at: Spot, line: str) -> None:
        found = _HEADER.fullmatch(line)
        written = found["name"] if found else line
        name = next((known for known in _HEADERS if known.lower() == written.lower()), None)
        if found is None or name is None:
            self._problems.add(
                at,
                both(f"dòng đầu lạ “{line}”", f"unknown header “{line}”"),
                nearest(written, _HEADERS),
            )
            return
        if name in self._count:
            self._problems.add(
                at,
                both(f"“#{name}:” đã có ở trên", f"“#{name}:” is already given above"),
                both("xóa một trong hai dòng", "delete one of the two lines"),
            )
            return
        count = found["count"] or ""
        most = _MOST[name]
        if count.isascii() and count.isdigit() and len(count) < 20 and int(count) <= most:
            self._count[name] = int(count)
            return
        self._count[name] = _UNREADABLE
        self._problems.add(
            at,
            both(f"“{count}” không phải số đếm dùng được", f"“{count}” is no count to work with"),
            both(f"ghi một số nguyên từ 0 đến {most}", f"write a whole number from 0 to {most}"),
        )

    def _compare_count(self, found: int, headers: Sequence[tuple[int, str]]) -> None:
        told = self._count["Constraints"]
        if told in (_UNREADABLE, found):
            return
        line = next(n for n, text in headers if "constraints" in text.lower())
        self._problems.add(
            self._file.on(line),
            both(
                f"ghi {told} ràng buộc nhưng bên dưới có {found} dòng",
                f"{told} constraints are announced, {found} lines follow",
            ),
            both(
                "sửa số này, hoặc bổ sung dòng còn thiếu",
                "mend the number, or add the lines that are missing",
            ),
        )

    # Lines

    def _line(self, at: Spot, line: str) -> None:
        word, *rest = _TOKEN.findall(line)
        kind = next((known for known in self._kinds if known.lower() == word.lower()), None)
        if kind is None:
            self._problems.add(
                at,
                both(f"loại ràng buộc lạ “{word}”", f"unknown constraint “{word}”"),
                nearest(word, self._kinds),
            )
            return
        self._kinds[kind](at, rest)

    def _authorisations(self, at: Spot, words: list[str]) -> None:
        if not words:
            self._expects(at, "Authorisations u<i> s<j> …")
            return
        user, steps = self._user(at, words[0]), self._steps(at, words[1:])
        if user is not None:
            self._authorised.setdefault(user, set()).update(steps)

    def _separation(self, at: Spot, words: list[str]) -> None:
        pair = self._pair(at, words, "Separation-of-duty s<i> s<j>")
        if pair is not None:
            self._constraints.append(Separation(*pair))

    def _binding(self, at: Spot, words: list[str]) -> None:
        pair = self._pair(at, words, "Binding-of-duty s<i> s<j>")
        if pair is not None:
            self._constraints.append(Binding(*pair))

    def _at_most(self, at: Spot, words: list[str]) -> None:
        if len(words) < 2 or not (words[0].isascii() and words[0].isdigit() and len(words[0]) < 20):
            self._expects(at, "At-most-k k s<i> …")
            return
        self._constraints.append(AtMost(int(words[0]), tuple(self._steps(at, words[1:]))))

    def _one_team(self, at: Spot, words: list[str]) -> None:
        opening = words.index("(") if "(" in words else len(words)
        teams = self._teams(at, words[opening:])
        if opening == 0 or not teams:
            self._expects(at, "One-team s<i> … (u<j> …) (u<k> …)")
            return
        steps = self._steps(at, words[:opening])
        self._constraints.append(OneTeam(tuple(steps), tuple(teams)))

    def _teams(self, at: Spot, words: list[str]) -> list[frozenset[int]] | None:
        """Read the teams, each in brackets of its own; nothing when the brackets do not match."""
        teams: list[frozenset[int]] = []
        members: set[int] | None = None
        for word in words:
            if word == "(" and members is None:
                members = set()
            elif word == ")" and members is not None:
                teams.append(frozenset(members))
                members = None
            elif word in ("(", ")") or members is None:
                return None
            elif (user := self._user(at, word)) is not None:
                members.add(user)
        return teams if members is None else None

    def _pair(self, at: Spot, words: list[str], form: str) -> tuple[int, int] | None:
        if len(words) != 2:
            self._expects(at, form)
            return None
        steps = self._steps(at, words)
        return (steps[0], steps[1]) if len(steps) == 2 else None

    def _steps(self, at: Spot, words: Sequence[str]) -> list[int]:
        found = (self._number(at, word, "s", "Steps") for word in words)
        return [step for step in found if step is not None]

    def _user(self, at: Spot, word: str) -> int | None:
        return self._number(at, word, "u", "Users")

    def _number(self, at: Spot, word: str, letter: str, header: str) -> int | None:
        digits = word[1:]
        if word[0].lower() != letter or not (digits.isascii() and digits.isdigit() and len(digits) < 20):
            self._problems.add(
                at,
                both(f"“{word}” không đúng chỗ", f"“{word}” does not belong here"),
                both(
                    f"ghi {letter} và một số, ví dụ {letter}1",
                    f"write {letter} and a number, for example {letter}1",
                ),
            )
            return None
        number, most = int(digits), self._count[header]
        if most != _UNREADABLE and not 1 <= number <= most:
            self._problems.add(
                at,
                both(
                    f"không có {letter}{number}: #{header} là {most}",
                    f"there is no {letter}{number}: #{header} is {most}",
                ),
                both(
                    f"dùng {letter}1 đến {letter}{most}, hoặc sửa #{header}",
                    f"use {letter}1 to {letter}{most}, or mend #{header}",
                ),
            )
            return None
        return number - 1

    def _expects(self, at: Spot, form: str) -> None:
        self._problems.add(
            at,
            both("dòng này chưa đúng mẫu", "this line is not formed as it should be"),
            both(f"viết: {form}", f"write: {form}"),
        )

    # The whole

    def _instance(self) -> Instance | None:
        steps, users = self._count["Steps"], self._count["Users"]
        if self._problems.are_fatal:
            return None
        may: list[set[int]] = [set() for _ in range(steps)]
        for user, own in self._authorised.items():
            for step in own:
                may[step].add(user)
        free = self._free_users(steps, users)
        return Instance(users, tuple(frozenset(one | free) for one in may), tuple(self._constraints))

    def _free_users(self, steps: int, users: int) -> set[int]:
        """List the users who may do every step: those of a team, and of the others as many as could be needed."""
        named = {u for c in self._constraints if isinstance(c, OneTeam) for team in c.teams for u in team}
        others: set[int] = set()
        user = 0
        while user < users and len(others) < steps:
            if user not in named and user not in self._authorised:
                others.add(user)
            user += 1
        return (named | others) - self._authorised.keys()
