"""Backups that prove themselves: one file with the database, what was uploaded, and a list by which each part is checked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection

_LIST = "list.json"
_MEDIA = "media/"
_SQLITE, _POSTGRESQL = "site.sqlite3", "site.pgdump"


class BackupError(Exception):
    """A backup cannot be made, is not whole, or may not be put where something is already."""


def back_up(target: Path) -> dict[str, str]:
    """Write a backup, whole or not at all, and give its list: each part with its digest."""
    with TemporaryDirectory(dir=target.resolve().parent, prefix=".counterpoise-") as top:
        folder = Path(top)
        database = _dump(folder)
        parts = {database.name: database}
        parts |= {_MEDIA + name: path for name, path in _uploads()}
        listed = {name: _digest(path) for name, path in sorted(parts.items())}
        made = folder / "backup.zip"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(_LIST, json.dumps(listed, indent=1))
            for name, path in sorted(parts.items()):
                packed.write(path, name)
        check(made)
        made.chmod(0o600)
        made.replace(target)
    return listed


def check(backup: Path) -> dict[str, str]:
    """Read every part of a backup again and hold it against the list."""
    try:
        with zipfile.ZipFile(backup) as packed:
            listed: dict[str, str] = json.loads(packed.read(_LIST))
            names = set(packed.namelist()) - {_LIST}
            wrong = sorted(names ^ set(listed))
            for name in sorted(names & set(listed)):
                with packed.open(name) as part:
                    if hashlib.file_digest(part, "sha256").hexdigest() != listed[name]:  # type: ignore[arg-type]
                        wrong.append(name)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BackupError(f"{backup}: this is no whole backup ({error})") from error
    if wrong:
        raise BackupError(f"{backup}: not as the list says: {', '.join(wrong)}")
    return listed


def restore(backup: Path) -> None:
    """Put a checked backup into a site that holds nothing yet."""
    listed = check(backup)
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    if wanted not in listed:
        raise BackupError(
            f"{backup}: it was made of another kind of database; move the data with a case folder instead"
        )
    if connection.introspection.table_names():
        raise BackupError("the database is not empty: restore into a new one, then switch over")
    media = Path(settings.MEDIA_ROOT)
    with TemporaryDirectory(dir=_made(Path(settings.DATA)), prefix=".counterpoise-") as top:
        with zipfile.ZipFile(backup) as packed:
            packed.extractall(top)
        _load(Path(top) / wanted)
        if (Path(top) / _MEDIA).is_dir():
            shutil.copytree(Path(top) / _MEDIA, media, dirs_exist_ok=True)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _uploads() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file():
            yield path.relative_to(root).as_posix(), path


def _digest(path: Path) -> str:
    with path.open("rb") as part:
        return hashlib.file_digest(part, "sha256").hexdigest()


def _dump(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        made = folder / _SQLITE
        connection.ensure_connection()
        copy = sqlite3.connect(made)
        try:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
        return made
    made = folder / _POSTGRESQL
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={made}")
    return made


def _load(path: Path) -> None:
    if connection.vendor == "sqlite":
        source = sqlite3.connect(path)
        try:
            connection.ensure_connection()
            source.backup(connection.connection)
        finally:
            source.close()
        return
    connection.close()
    _run(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={_wanted()['NAME']}",
        str(path),
    )


def _wanted() -> dict[str, Any]:
    return dict(settings.DATABASES["default"])


def _run(program: str, *words: str) -> None:
    """Run one of PostgreSQL's programs; where the server is, it reads from its own variables, not from the command."""
    database = _wanted()
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    surroundings = {variable: str(database[key]) for key, variable in names.items() if database.get(key)}
    try:
        subprocess.run([program, *words], env=os.environ | surroundings, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BackupError(f"{program}: {error}") from error
