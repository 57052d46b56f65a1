"""What takes long to make and is the same for many tests, made once and copied: a migrated database, a site filled with the demo."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
import wagtail

HOME = Path(tempfile.gettempdir()) / f"counterpoise-tests-{os.getuid() if hasattr(os, 'getuid') else 0}"
"""What stays for the next run."""

_SITE = Path(__file__).parents[1] / "src" / "counterpoise_site"


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Give a folder, made by whoever asks first while others wait; what was not made whole is made anew."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            under_way = folder.with_name(f"{folder.name}.part")
            shutil.rmtree(under_way, ignore_errors=True)
            under_way.mkdir()
            make(under_way)
            under_way.rename(folder)
    return folder


def template() -> Path:
    """Give the path of a database that holds every table and nothing of anybody's: migrating takes half a minute, copying no time."""
    return made_once(HOME / f"tables-{_fingerprint()}", _migrate) / "site.sqlite3"


def load(path: Path, connection: sqlite3.Connection) -> None:
    """Copy a database into an open one."""
    source = sqlite3.connect(path)
    try:
        source.backup(connection)
    finally:
        source.close()


def site(folder: Path, *words: str, database: str = "") -> None:
    """Run a command of the site on the demo in a folder, and on SQLite beside it unless another database is named."""
    surroundings = os.environ | {
        "COUNTERPOISE_DEMO": "1",
        "COUNTERPOISE_DATA": str(folder),
        "COUNTERPOISE_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "counterpoise_site.settings",
    }
    command = [sys.executable, "-m", "counterpoise_site", *words]
    subprocess.run(command, env=surroundings, check=True, stdout=subprocess.DEVNULL)


def _migrate(folder: Path) -> None:
    site(folder, "migrate", "--verbosity", "0")


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for file in sorted(_SITE.glob("*/migrations/*.py")):
        digest.update(file.read_bytes())
    for file in (_SITE / "settings.py", _SITE / "accounts" / "roles.py", _SITE / "bulletin" / "structure.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
