"""Wrong calls are answered in the reader's language with exit status 2; help and versions with 0."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.running import Run

VERBS = ("audit", "check", "explain", "compare", "new")
VIETNAMESE_ONLY = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"

WRONG: dict[str, tuple[Sequence[str], str, str]] = {
    "nothing": ([], "required: command", "thiếu: command"),
    "unknown command": (["adit"], "did you mean audit?", "có phải là audit?"),
    "no case": (["audit"], "required: CASE", "thiếu: CASE"),
    "unknown option": (["audit", "x", "--plce", "y"], "did you mean --place?", "có phải là --place?"),
    "shortened option": (["audit", "x", "--super"], "did you mean --superiors?", "có phải là --superiors?"),
    "unknown format": (["audit", "x", "--format", "jsn"], "did you mean json?", "có phải là json?"),
    "unknown severity": (["audit", "x", "--fail-on", "info"], "choose from", "hãy chọn"),
    "no value": (["audit", "x", "--on"], "expected one argument", "thiếu giá trị"),
    "month for a day": (["audit", "x", "--on", "2024-03"], "not a day", "không phải là một ngày"),
    "no such day": (["check", "x", "--on", "2024-02-30"], "not a day", "không phải là một ngày"),
    "unknown tie": (["audit", "x", "--ties", "appoint"], "did you mean appoints?", "có phải là appoints?"),
    "empty tie": (["audit", "x", "--ties", "leads,,pays"], "no kind of tie ''", "không có loại ràng buộc ''"),
    "probability above 1": (
        ["audit", "x", "--compromise", "1.5"],
        "not a probability",
        "không phải là xác suất",
    ),
    "no number": (["audit", "x", "--compromise", "nan"], "not a probability", "không phải là xác suất"),
    "fewer than no sets": (["audit", "x", "--sets", "-1"], "at least 0", "từ 0 trở lên"),
    "half a set": (["audit", "x", "--sets", "1.5"], "at least 0", "từ 0 trở lên"),
    "unknown language": (["audit", "x", "--lang", "fr"], "choose from", "hãy chọn"),
    "no change": (["compare", "x"], "--merge --split is required", "cần một trong: --merge --split"),
    "two changes": (["compare", "x", "--merge", "a+b", "--split", "c"], "not allowed", "không dùng cùng"),
    "one office": (["compare", "x", "--merge", "a"], "two different offices", "hai chức danh khác nhau"),
    "an office twice": (["compare", "x", "--merge", "a+a"], "two different", "hai chức danh khác nhau"),
    "html of a comparison": (["compare", "x", "--split", "a", "--format", "html"], "choose from", "hãy chọn"),
    "a flag with a value": (
        ["audit", "x", "--superiors=yes"],
        "ignored explicit argument",
        "không nhận giá trị",
    ),
    "an empty path": (["audit", ""], "not a path", "không phải là một đường dẫn"),
    "a path no system has": (["audit", "a\0b"], "not a path", "không phải là một đường dẫn"),
    "unknown shell": (["--print-completion", "fsh"], "choose from", "hãy chọn"),
    "unknown code": (["explain", "C3"], "did you mean", "có phải là"),
    "no such folder": (["audit", "no-such-folder"], "no such folder", "không có thư mục này"),
}


@pytest.mark.parametrize("arguments", [call[0] for call in WRONG.values()], ids=WRONG)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wrong_call_is_answered_in_the_readers_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], language: str
) -> None:
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
    english, vietnamese = next(call[1:] for call in WRONG.values() if call[0] is arguments)
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert (english if language == "en" else vietnamese) in ended.err
    assert "Traceback" not in ended.err


def test_the_usage_shown_is_that_of_the_command_called(run: Run) -> None:
    ended = run("check", "x", "--lang", "en", "--sets", "3")
    assert ended.err.startswith("usage: counterpoise check ")
    assert ended.err.endswith("for help: counterpoise check --help\n")


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_given_in_both_languages(run: Run, verb: str) -> None:
    asked = [verb, "--help"] if verb else ["--help"]
    vietnamese, english = run("--lang", "vi", *asked), run("--lang", "en", *asked)
    assert (vietnamese.status, english.status) == (0, 0)
    assert vietnamese.out.startswith("cách dùng: counterpoise")
    assert english.out.startswith("usage: counterpoise")
    assert not set(VIETNAMESE_ONLY) & set(english.out)
    assert "show this" not in vietnamese.out


def test_the_version_is_shown(run: Run) -> None:
    ended = run("--version")
    assert ended.status == 0
    assert ended.out.startswith("counterpoise ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_scripts_know_commands_and_options(run: Run, shell: str) -> None:
    ended = run("--print-completion", shell)
    assert (ended.status, ended.err) == (0, "")
    assert all(verb in ended.out for verb in VERBS)
    assert "fail-on" in ended.out


def test_codes_are_listed_and_explained_in_any_case(run: Run) -> None:
    listed = run("explain", "--lang", "en")
    assert listed.out.startswith("C01  ")
    assert run("explain", "c03", "--lang", "en").out.startswith("C03 — ")
    assert run("explain", "C03").out != run("explain", "C03", "--lang", "en").out


def test_an_unknown_code_is_answered_with_the_nearest(run: Run) -> None:
    assert "did you mean C03?" in run("explain", "C003", "--lang", "en").err


def test_a_new_case_is_valid_and_can_be_audited(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    made = run("new", folder, "--lang", "en")
    assert (made.status, made.err) == (0, "")
    assert str(folder) in made.out
    assert run("check", folder).status == 0
    assert run("audit", folder).status == 0


def test_a_new_case_never_overwrites(run: Run, case: Path) -> None:
    before = sorted((path.name, path.read_bytes()) for path in case.iterdir())
    ended = run("new", case, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert sorted((path.name, path.read_bytes()) for path in case.iterdir()) == before
