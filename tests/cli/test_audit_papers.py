"""`counterpoise audit --format docx|xlsx`, and what an office program makes of the files."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cli.running import Run


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_papers_go_to_a_file_and_the_same_case_gives_the_same_bytes(
    run: Run, case: Path, tmp_path: Path, form: str
) -> None:
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    for file in (first, second):
        ended = run("audit", case, "--format", form, "--output", file, "--fail-on", "critical")
        assert (ended.status, ended.out) == (1, "")
    assert first.read_bytes() == second.read_bytes()
    assert zipfile.ZipFile(first).testzip() is None


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_papers_without_a_file_are_refused_before_any_work(run: Run, case: Path, form: str) -> None:
    ended = run("audit", case, "--format", form, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert f"the format {form} is no text: add --output FILE.{form}" in ended.err


@pytest.mark.slow
@pytest.mark.parametrize(("form", "package"), [("docx", "docx"), ("xlsx", "openpyxl")])
def test_a_missing_package_is_named_with_how_to_install_it(
    case: Path, tmp_path: Path, form: str, package: str
) -> None:
    output = tmp_path / f"papers.{form}"
    program = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from counterpoise.cli import main\n"
        f"sys.exit(main(['audit', {str(case)!r}, '--format', {form!r}, '--output', {str(output)!r}, '--lang', 'en']))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "python -m pip install 'counterpoise[reports]'" in ended.stderr
    assert not output.exists()


@pytest.mark.needs_program("libreoffice")
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_an_office_program_opens_the_papers_and_prints_them(
    run: Run, case: Path, tmp_path: Path, libreoffice_path: str, form: str
) -> None:
    file = tmp_path / f"papers.{form}"
    assert run("audit", case, "--format", form, "--output", file).status == 0
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        libreoffice_path,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(file),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
