"""What one process of a sweep has answered, another does not answer again."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.analysis.sweep.answers import Answered
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.standing import layout_of
from counterpoise.domain.institution import Case
from sweep.comparing import columns_of
from sweep.test_equal_to_audit import DAY, nation, rosters
from sweep.test_remembered import found, key, told

pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra: sweep)")
from counterpoise.sweeping.examining import Examined, Examining
from counterpoise.sweeping.sharing import Board, new_board

__all__ = ["nation"]


def numbers(read: list[Answered]) -> list[list[bytes]]:
    return [list(one.keys) for one in read]


def test_everybody_reads_what_others_put_down_and_once(tmp_path: Path) -> None:
    folder = new_board(tmp_path)
    one, other = Board(folder), Board(folder)
    one.put(0, told(range(2)))
    one.put(0, told(range(2, 3)))
    other.put(1, told(range(5, 6)))
    assert numbers(list(one.news())) == [[key(5)]]
    assert numbers(list(other.news())) == [[key(0), key(1)], [key(2)]]
    assert list(one.news()) == list(other.news()) == []
    one.put(2, told(range(0)))
    assert list(other.news()) == []


def test_a_run_reads_nothing_of_another_not_even_what_is_put_down_late(tmp_path: Path) -> None:
    killed = new_board(tmp_path)
    late = Board(killed)
    late.put(0, told(range(2)))
    folder = new_board(tmp_path)
    late.put(1, told(range(2, 4)))
    assert list(Board(folder).news()) == []
    assert list(tmp_path.iterdir()) == [folder]
    assert folder.stat().st_mode & 0o077 == 0


def test_who_has_nobody_to_tell_tells_nobody() -> None:
    board = Board(None)
    board.put(0, told(range(2)))
    assert list(board.news()) == []


def test_what_is_heard_and_known_is_not_remembered_twice() -> None:
    known = Remembered(most=3)
    known.learn(told(range(3, 5)))
    known.hear(told(range(6)))
    known.hear(told(range(6)))
    known.learn(told(range(6, 8)))
    asked = [7, 0, 4, 5, 3, 6]
    assert list(known.told([key(n) for n in asked]).findings.entries) == [found(n) for n in asked]
    known.forget()
    known.hear(told(range(2, 9)))
    assert list(known.told([key(n) for n in (8, 2)]).findings.entries) == [found(8), found(2)]


def test_a_part_whose_patterns_others_have_answered_is_told_the_same(nation: Case, tmp_path: Path) -> None:
    framework = nation.frameworks[0]
    matters = tuple(m for m in framework.matters.values() if m.id in ("payment", "consultation"))
    rows = rosters(4, seed=5)
    seats = [{row.office: row.seats for row in one if row.seats} for one in rows.values()]
    asked = Asked(framework, layout_of(framework, seats), DAY, matters, nation.arrangements, sets=2)
    task = Examining(asked, new_board(tmp_path))
    content = columns_of(framework, rows).written()
    one, other = task.begin(), task.begin()
    first, second = one(1, content), other(2, content)
    assert first.patterns > 0
    assert second.patterns == 0
    assert second.tables == first.tables
    alone = Examining(asked).begin()
    assert alone(1, content).tables == first.tables
    assert alone(2, content).patterns == 0


def test_what_others_tell_while_a_part_is_examined_is_not_answered_there(
    nation: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    framework = nation.frameworks[0]
    matters = tuple(m for m in framework.matters.values() if m.id in ("payment", "consultation"))
    rows = rosters(4, seed=5)
    seats = [{row.office: row.seats for row in one if row.seats} for one in rows.values()]
    asked = Asked(framework, layout_of(framework, seats), DAY, matters, nation.arrangements, sets=2)
    content = columns_of(framework, rows).written()
    whole = Examining(asked).begin()(1, content)
    task = Examining(asked, new_board(tmp_path))
    one, other = task.begin(), task.begin()
    put = Board.put
    between: list[Examined] = []

    def interrupted(board: Board, part: int, learned: Answered) -> None:
        put(board, part, learned)
        if part == 1 and not between:
            between.append(other(2, content))

    monkeypatch.setattr(Board, "put", interrupted)
    first, (second,) = one(1, content), between
    assert first.patterns > 0
    assert second.patterns > 0
    assert first.patterns + second.patterns == whole.patterns
    assert first.tables == second.tables == whole.tables
