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
PATIENCE = 120
"""Seconds: how long a site may take to start or to stop on a slow or busy machine."""


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
    serve = [sys.executable, "-m", "counterpoise_site", "serve", "--workers", "1"]
    with socket.create_server(("127.0.0.1", 0)) as door, (folder / "server.log").open("wb") as log:
        # Handed over open: between a look for a free port and its use somebody else may take it.
        number, address = door.fileno(), f"http://127.0.0.1:{door.getsockname()[1]}"
        command = [*serve, "--bind", f"fd://{number}"]
        server = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, pass_fds=[number])
    try:
        _wait_for(address, server, folder / "server.log")
        yield address
    finally:
        _stop(server)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the site answers; one that has ended will not."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/", timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the site does not answer:\n{log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop a server as a service manager does: it may end what it is at, then it is made to."""
    server.terminate()
    try:
        server.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
