"""A PostgreSQL server of one's own for a test: made in a folder with the site's tables in it, reached by a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import site_database


def programs() -> Path | None:
    """Find the folder of PostgreSQL's programs: Debian keeps them off the path."""
    found = shutil.which("postgres")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None
    )


@contextmanager
def server(shared: Path) -> Iterator[str]:
    """Run a server on a copy of the migrated database, which is made once in a folder shared by all, and give its address."""
    made = site_database.made_once(shared / "postgresql", _migrate)
    with _folder() as (folder, user):
        shutil.copytree(made / "data", folder / "data")
        _give(folder / "data", user)
        with _running(folder, user) as address:
            yield address


def _migrate(target: Path) -> None:
    """Migrate an empty database as a site is migrated, and keep its files."""
    home = _home()
    with _folder() as (folder, user):
        data = folder / "data"
        _run(home / "initdb", "-D", data, "-U", "drill", "-A", "trust", "-E", "UTF8", "--no-sync", user=user)
        with _running(folder, user) as address:
            _run(home / "createdb", "-h", folder, "-U", "drill", "drill", user=user)
            site_database.site(target / "site", "migrate", "--verbosity", "0", database=address)
        shutil.copytree(data, target / "data")


@contextmanager
def _folder() -> Iterator[tuple[Path, str | None]]:
    folder = Path(tempfile.mkdtemp(prefix="counterpoise-pg-"))
    try:
        yield folder, _owner(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, user: str | None) -> Iterator[str]:
    """Run a server on the files in a folder, give the address of its database, and stop it with all of it written."""
    pg_ctl, data = _home() / "pg_ctl", folder / "data"
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
    _run(pg_ctl, "-D", data, "-w", "-l", folder / "log", "-o", settings, "start", user=user)
    try:
        yield f"postgresql://drill@/drill?host={folder}"
    finally:
        _run(pg_ctl, "-D", data, "-m", "fast", "stop", user=user)


def _home() -> Path:
    home = programs()
    assert home is not None
    return home


def _owner(folder: Path) -> str | None:
    """Give the folder to somebody else than root, as whom PostgreSQL refuses to run."""
    if os.getuid() != 0:
        return None
    folder.chmod(0o755)
    _give(folder, "postgres")
    return "postgres"


def _give(folder: Path, user: str | None) -> None:
    """Give a folder and all that is in it to somebody."""
    if user is None:
        return
    somebody = pwd.getpwnam(user)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, somebody.pw_uid, somebody.pw_gid)


def _run(*command: object, user: str | None) -> None:
    words = [str(word) for word in command]
    if user is not None:
        words = ["runuser", "-u", user, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
