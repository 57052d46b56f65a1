"""The documented ways to run the site hold: closed until it is set up, nothing left by `check --deploy`, a backup that comes back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import site_database
import site_postgresql

ROOT = Path(__file__).parents[2]
HOW_TO = [ROOT / "docs" / "how-to" / name for name in ("run-the-site.md", "run-the-site.vi.md")]
CASE = ROOT / "cases" / "check-collapses"
_DIGEST = """
import django; django.setup()
from counterpoise_site.register.models import Change
from counterpoise_site.register.records import digest, written
from counterpoise_site.register.snapshot import snapshot
print(digest(written(snapshot())), Change.objects.count())
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Set a site up in a folder, as production does unless told otherwise."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("COUNTERPOISE_", "DJANGO_"))
    }
    return (
        kept
        | {"COUNTERPOISE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "counterpoise_site.settings"}
        | more
    )


def run(surroundings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the site."""
    command = [sys.executable, "-m", "counterpoise_site", *words]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def told(surroundings: dict[str, str]) -> str:
    """Say what the register holds, in one line."""
    ended = subprocess.run(
        [sys.executable, "-c", _DIGEST], env=surroundings, capture_output=True, text=True, check=True
    )
    return ended.stdout


def filled(folder: Path) -> dict[str, str]:
    """Make a demo site on SQLite with a case in it and a picture beside it."""
    folder.mkdir()
    shutil.copy(site_database.template(), folder / "site.sqlite3")
    (folder / "media" / "images").mkdir(parents=True)
    (folder / "media" / "images" / "a.png").write_bytes(b"picture")
    surroundings = environment(folder, COUNTERPOISE_DEMO="1")
    store = f"""
import django; django.setup()
from counterpoise.formats import case_folder
from counterpoise_site.register.snapshot import store
store(case_folder.read({str(CASE)!r}), why="test")
"""
    subprocess.run([sys.executable, "-c", store], env=surroundings, check=True)
    return surroundings


def test_without_a_secret_the_site_stays_closed(tmp_path: Path) -> None:
    ended = run(environment(tmp_path), "check")
    assert ended.returncode != 0
    assert "COUNTERPOISE_SECRET_KEY" in ended.stderr


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.name)
def test_the_documented_settings_leave_nothing_to_warn_of(tmp_path: Path, page: Path) -> None:
    block = re.search(r"```ini\n# /etc/counterpoise/site.env\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert block is not None
    documented = dict(
        line.split("=", 1) for line in block[1].splitlines() if "=" in line and not line.startswith("#")
    )
    secret = tmp_path / "secret"
    secret.write_text("k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz" * 2)
    documented |= {"COUNTERPOISE_SECRET_KEY_FILE": str(secret), "COUNTERPOISE_DATA": str(tmp_path)}
    ended = run(environment(tmp_path, **documented), "check", "--deploy", "--fail-level", "INFO")
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


def test_a_backup_is_checked_and_comes_back_the_same(tmp_path: Path) -> None:
    old = filled(tmp_path / "old")
    backup = tmp_path / "site.backup.zip"
    assert run(old, "backup", str(backup)).returncode == 0
    new = environment(tmp_path / "new", COUNTERPOISE_DEMO="1")
    assert run(new, "restore", str(backup)).returncode == 0
    assert told(new) == told(old)
    assert (tmp_path / "new" / "media" / "images" / "a.png").read_bytes() == b"picture"
    again = run(new, "restore", str(backup))
    assert again.returncode != 0
    assert "not empty" in again.stderr


def test_a_backup_that_was_touched_is_refused(tmp_path: Path) -> None:
    old = filled(tmp_path / "old")
    backup, bad = tmp_path / "site.backup.zip", tmp_path / "bad.zip"
    run(old, "backup", str(backup))
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"picture", b"another"))
    for command in ("verify", "restore"):
        ended = run(environment(tmp_path / "new", COUNTERPOISE_DEMO="1"), command, str(bad))
        assert ended.returncode != 0
        assert "media/images/a.png" in ended.stderr


def test_a_backup_of_postgresql_comes_back_the_same(
    tmp_path: Path, shared: Path, postgres_programs: Path
) -> None:
    programs = site_postgresql.programs() or postgres_programs
    with site_postgresql.server(shared) as url:
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        kept = {"COUNTERPOISE_DEMO": "1", "PATH": path}
        old = environment(tmp_path / "old", COUNTERPOISE_DATABASE_URL=url, **kept)
        (tmp_path / "old").mkdir()
        before, backup = told(old), tmp_path / "site.backup.zip"
        made = run(old, "backup", str(backup))
        assert made.returncode == 0, made.stderr
        address = re.sub(r"/drill\?", "/other?", url)
        subprocess.run(
            [str(programs / "createdb"), "-h", url.split("host=")[1], "-U", "drill", "other"],
            check=True,
        )
        new = environment(tmp_path / "new", COUNTERPOISE_DATABASE_URL=address, **kept)
        ended = run(new, "restore", str(backup))
        assert ended.returncode == 0, ended.stderr
        assert told(new) == before


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.name)
def test_the_documented_unit_starts_a_command_that_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    unit = re.search(r"```ini\n# /etc/systemd/system/counterpoise.service\n(.*?)```", text, re.DOTALL)
    assert unit is not None
    start = re.search(r"^ExecStart=(.*)$", unit[1], re.MULTILINE)
    assert start is not None
    words = start[1].split()
    assert words[1:3] == ["-m", "counterpoise_site"]
    helped = run(environment(ROOT / "build", COUNTERPOISE_DEMO="1"), words[3], "--help")
    assert helped.returncode == 0
    for option in (word for word in words[4:] if word.startswith("--")):
        assert option in helped.stdout
