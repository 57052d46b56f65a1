"""The site as people meet it: its own process, its own database file with the demo in it, an address on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import site_database

PASSWORD = "xem-thu-counterpoise"


def demo(home: Path) -> Path:
    """Give a folder with the demo in it, as `make site` fills it but for the bulletin; whoever uses it copies it."""

    def fill(folder: Path) -> None:
        shutil.copy(site_database.template(), folder)
        site_database.site(folder, "prepare")
        site_database.site(folder, "demo")

    return site_database.made_once(home / "demo", fill)


def demo_with_bulletin(home: Path) -> Path:
    """Give a folder with the demo and its articles in it; whoever uses it copies it."""

    def fill(folder: Path) -> None:
        shutil.copytree(demo(home), folder, dirs_exist_ok=True)
        site_database.site(folder, "demo_bulletin")

    return site_database.made_once(home / "demo-with-bulletin", fill)


@contextmanager
def served(folder: Path, *, like: Path) -> Iterator[str]:
    """Copy a filled site, serve the copy, give its address, and stop it."""
    shutil.copytree(like, folder)
    surroundings = os.environ | {"COUNTERPOISE_DEMO": "1", "COUNTERPOISE_DATA": str(folder)}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    bind = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "counterpoise_site", "serve", "--bind", bind, "--workers", "1"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log)
    try:
        _wait_for(f"http://{bind}/", server, folder / "server.log")
        yield f"http://{bind}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the site does not answer:\n{log.read_text()}")
