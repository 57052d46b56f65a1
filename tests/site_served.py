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

ROOT = Path(__file__).parents[1]
PASSWORD = "xem-thu-counterpoise"

_FILL = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "counterpoise_site.settings"
django.setup()
from django.core.management import call_command
call_command("prepare"); call_command("demo")
from counterpoise.formats import case_folder
from counterpoise_site.register.snapshot import store
from pathlib import Path
store(case_folder.read(Path(sys.argv[1])), why="demo")
"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Fill a site with the demo, serve it, give its address, and stop it."""
    surroundings = os.environ | {"COUNTERPOISE_DEMO": "1", "COUNTERPOISE_DATA": str(folder)}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    _copy_database(folder)
    subprocess.run(
        [sys.executable, "-c", _FILL, str(ROOT / "cases" / "loc-ninh")],
        env=surroundings,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "counterpoise_site",
        "serve",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
    ]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server, folder / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _copy_database(folder: Path) -> None:
    template = site_database.template(folder.parent)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, folder / template.name)


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
