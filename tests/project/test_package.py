"""What ships is what the library needs: every data file is in the package, and the base install stays small in number."""

from __future__ import annotations

import fnmatch
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "counterpoise"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DATA = sorted(
    file.relative_to(LIBRARY).as_posix()
    for file in LIBRARY.rglob("*")
    if file.is_file() and "__pycache__" not in file.parts and file.suffix not in {".py", ".pyc"}
)


@pytest.mark.parametrize("file", DATA)
def test_every_data_file_is_shipped(file: str) -> None:
    globs = PROJECT["tool"]["setuptools"]["package-data"]["counterpoise"]
    assert any(fnmatch.fnmatch(file, glob.replace("**/", "*")) for glob in globs), (
        f"pyproject.toml, package-data: no pattern ships {file}"
    )


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", "base"),
        ("requirements-dev.lock", "dev"),
        ("requirements-site.lock", "site"),
        ("requirements-postgresql.lock", "site"),
        ("requirements-postgresql.lock", "postgresql"),
    ],
)
def test_a_lock_pins_with_hashes_everything_the_project_asks_for(lock: str, wanted: str) -> None:
    entries = _entries(ROOT / lock)
    names = {name for name, _ in entries}
    asked = list(PROJECT["project"]["dependencies"])
    extras = PROJECT["project"]["optional-dependencies"]
    if wanted == "dev":  # tests drive every extra
        asked += [requirement for extra in extras.values() for requirement in extra]
    elif wanted in extras:
        asked += extras[wanted]
    missing = {_plain(requirement) for requirement in asked} - names
    assert not missing, f"{lock}: run the command in CONTRIBUTING.md, The locks"
    assert [name for name, body in entries if "--hash=sha256:" not in body] == []


@pytest.mark.parametrize(
    "lock", ["requirements-dev.lock", "requirements-site.lock", "requirements-postgresql.lock"]
)
def test_no_lock_brings_the_codec_under_the_gpl(lock: str) -> None:
    assert "pillow-heif" not in {name for name, _ in _entries(ROOT / lock)}


def test_the_lock_of_a_province_is_the_sites_and_its_database() -> None:
    """So that an office that changes its database changes nothing else."""
    site, province = (dict(_entries(ROOT / f"requirements-{name}.lock")) for name in ("site", "postgresql"))
    assert province.keys() - site.keys() == {"psycopg", "psycopg-binary"}
    assert {name: province[name] for name in site} == site


def test_the_base_install_is_numpy_and_two_small_packages() -> None:
    assert {name for name, _ in _entries(ROOT / "requirements.lock")} == {"numpy", "pyyaml", "shtab"}


def _entries(lock: Path) -> list[tuple[str, str]]:
    lines = [
        line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    bodies = "\n".join(lines).replace("\\\n", " ").splitlines()
    return [(_plain(body), body) for body in bodies if body.strip()]


def _plain(requirement: str) -> str:
    name = requirement.strip()
    for mark in "=><~;[ ":
        name = name.split(mark)[0]
    return name.lower().replace("_", "-")
