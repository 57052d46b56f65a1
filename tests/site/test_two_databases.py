"""SQLite and PostgreSQL find the same, sort the same, keep the same rows, and neither loses anything to many writers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import site_database
import site_drill
import site_laws
import site_postgresql
from counterpoise_site.folding import sort_key

DRILL = Path(site_drill.__file__)
WRITERS, LAWYERS, TIMES = 4, 2, 10


class Database:
    """One database and the programs run on it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.surroundings = os.environ | {
            "COUNTERPOISE_DEMO": "1",
            "COUNTERPOISE_DATA": str(folder),
            "COUNTERPOISE_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "counterpoise_site.settings",
        }

    def run(self, *words: str) -> str:
        """Run a program to its end."""
        return self.finish(self.start(*words))

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a program."""
        return subprocess.Popen(
            [sys.executable, *words], env=self.surroundings, stdout=subprocess.PIPE, text=True
        )

    def finish(self, started: subprocess.Popen[str]) -> str:
        """Wait for a program and give what it printed."""
        said, _ = started.communicate()
        assert started.returncode == 0
        return said

    def drill(self) -> dict[str, Any]:
        """Look, then let many write at once."""
        looked: dict[str, Any] = json.loads(self.run(str(DRILL), "look"))
        writers = [self.start(str(DRILL), "write", str(TIMES)) for _ in range(WRITERS)]
        writers += [self.start(str(DRILL), "law", str(TIMES)) for _ in range(LAWYERS)]
        for writer in writers:
            self.finish(writer)
        left: dict[str, Any] = json.loads(self.run(str(DRILL), "count"))
        return looked | left


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Drill SQLite."""
    folder = tmp_path_factory.mktemp("sqlite")
    shutil.copy(site_database.template(), folder / "site.sqlite3")
    return Database(folder, "").drill()


@pytest.fixture(scope="module")
def postgresql(
    postgres_programs: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Run a server with the site's tables in it."""
    assert postgres_programs.is_dir()
    with site_postgresql.server(shared) as url:
        yield Database(tmp_path_factory.mktemp("postgresql"), url)


def check(drilled: dict[str, Any]) -> None:
    """Check what a drill found on one database."""
    assert drilled["value"] == WRITERS * TIMES
    assert drilled["versions"] == WRITERS * TIMES + 1
    assert drilled["seats"] == 3 + LAWYERS * TIMES
    assert drilled["laws"] == LAWYERS * TIMES + 1
    assert drilled["refused"] == [[True, True]] * 3
    found = drilled["found"]
    assert found[""] == sorted(site_drill.NAMES, key=sort_key)
    assert found["dong xoai"] == ["Xã Dông Xoài", "xã Đông Xoài", "Xã Đồng Xoài"]
    assert found["đồng xoài"][0] == "Xã Đồng Xoài"
    assert found["kiem soat quyen luc"] == ["Xã Kiểm Soát Quyền Lực"]


def test_on_sqlite(on_sqlite: dict[str, Any]) -> None:
    check(on_sqlite)


def test_on_postgresql_all_is_the_same(postgresql: Database, on_sqlite: dict[str, Any]) -> None:
    drilled = postgresql.drill()
    check(drilled)
    assert drilled == on_sqlite


def test_on_postgresql_a_snapshot_of_any_stored_case_is_the_case(postgresql: Database) -> None:
    postgresql.run(site_laws.__file__, "25")
