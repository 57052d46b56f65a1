"""What the surroundings say: variables of the environment, read once when the site starts."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Measured: without IMMEDIATE a reader that becomes a writer fails at once under WAL; without recursive triggers
# INSERT OR REPLACE walks past those that keep rows from being overwritten.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}


class SettingError(Exception):
    """A variable that the site needs is missing or cannot be used."""


def text(name: str, default: str = "") -> str:
    """Read one variable, or the content of the file that NAME_FILE names: so secrets stay out of the environment."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text("utf-8").strip() if file else os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def switch(name: str, *, default: bool) -> bool:
    """Read a switch: 1 or 0."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise SettingError(f"{name}: write 1 or 0, not {value!r}")
    return value == "1"


def count(name: str, default: int) -> int:
    """Read a number that is 0 or more."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise SettingError(f"{name}: write a whole number, 0 or more, not {value!r}")
    return int(value)


def point(name: str, default: str) -> tuple[float, float]:
    """Read a place on the map, written as latitude,longitude in degrees."""
    value = text(name, default)
    try:
        latitude, longitude = (float(part) for part in value.split(","))
    except ValueError as error:
        raise SettingError(
            f"{name}: write latitude,longitude, for example 11.75,106.72, not {value!r}"
        ) from error
    return latitude, longitude


def secret(name: str, *, kept_in: Path | None) -> str:
    """Read a secret; in a demo make one and keep it in a file."""
    value = text(name)
    if value:
        return value
    if kept_in is None:
        raise SettingError(f"{name}: give the site a secret of 50 letters or more, or {name}_FILE its path")
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        kept_in.touch(mode=0o600)
        kept_in.write_text(secrets.token_urlsafe(64), "utf-8")
    return kept_in.read_text("utf-8")


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name` into Django's words; nothing means SQLite in the folder.

    >>> database("postgresql://a:b%40c@db/register", folder=Path())["PASSWORD"]
    'b@c'
    """
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "site.sqlite3", "OPTIONS": _SQLITE}
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise SettingError("COUNTERPOISE_DATABASE_URL: write postgresql://user:password@host/name")
    if find_spec("psycopg") is None:
        raise SettingError(
            "COUNTERPOISE_DATABASE_URL: install requirements-postgresql.lock, it brings psycopg"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "").replace("%2F", "/") or _socket(parts.query),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _socket(query: str) -> str:
    """Find the folder of the server's socket, written `?host=/run/postgresql`."""
    return next((unquote(part[5:]) for part in query.split("&") if part.startswith("host=")), "")
