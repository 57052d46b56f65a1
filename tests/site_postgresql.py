"""A PostgreSQL server of one's own for a test: made in a folder, reached by a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Find the folder of PostgreSQL's programs: Debian keeps them off the path."""
    found = shutil.which("postgres")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None
    )


@contextmanager
def server() -> Iterator[str]:
    """Run a server and give the address of an empty database in it."""
    home = programs()
    assert home is not None
    folder = Path(tempfile.mkdtemp(prefix="counterpoise-pg-"))
    try:
        data, user = folder / "data", _owner(folder)
        _run(home / "initdb", "-D", data, "-U", "drill", "-A", "trust", "-E", "UTF8", "--no-sync", user=user)
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        _run(home / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start", user=user)
        try:
            _run(home / "createdb", "-h", folder, "-U", "drill", "drill", user=user)
            yield f"postgresql://drill@/drill?host={folder}"
        finally:
            _run(home / "pg_ctl", "-D", data, "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> str | None:
    """Give the folder to somebody else than root, as whom PostgreSQL refuses to run."""
    if os.getuid() != 0:
        return None
    somebody = pwd.getpwnam("postgres")
    os.chown(folder, somebody.pw_uid, somebody.pw_gid)
    folder.chmod(0o755)
    return somebody.pw_name


def _run(*command: object, user: str | None) -> None:
    words = [str(word) for word in command]
    if user is not None:
        words = ["runuser", "-u", user, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
