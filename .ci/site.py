"""Run `make site` for real: start it, open the main pages in both languages, sign in as a user of the demo, stop it.

Standard library only, so that what is tested is what a fresh machine has.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

ROOT = Path(__file__).resolve().parents[1]
WAIT = 900  # seconds: a fresh machine installs first
PASSWORD = "xem-thu-counterpoise"
OPEN = (
    "/",
    "/public/",
    "/public/place/thi-diem-1/?on=2024-03-28",
    "/public/cumulated/",
    "/bulletin/",
    "/register/",
    "/account/login/",
)
INSIDE = (
    "/account/me/",
    "/register/places/thi-diem-1/",
    "/register/proposals/",
    "/register/papers/",
    "/examination/place/thi-diem-1/?on=2024-03-28",
    "/examination/area/loc-ninh/?on=2024-03-28",
)


def main() -> int:
    """Give 0 where everything answered as it should."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    folder = ROOT / "build" / "ci-site"
    words = ["make", "site", f"ARGS=--folder {folder} --bind 127.0.0.1:{port}"]
    log = ROOT / "build" / "ci-site.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as said:
        started = subprocess.Popen(words, cwd=ROOT, stdout=said, stderr=said, start_new_session=True)
    try:
        _wait(address, started)
        for page in [*OPEN, *(f"/en{page}" for page in OPEN)]:
            _look(build_opener(), address, page)
        visitor = build_opener(HTTPCookieProcessor(CookieJar()))
        _sign_in(visitor, address)
        for page in [*INSIDE, *(f"/en{page}" for page in INSIDE)]:
            _look(visitor, address, page)
    except (AssertionError, OSError) as error:
        print(f"make site: {error}\n{log.read_text('utf-8', 'replace')[-4000:]}", file=sys.stderr)
        return 1
    finally:
        _stop(started)
    with socket.socket() as one:
        still = one.connect_ex(("127.0.0.1", port)) == 0
    print(
        f"make site: {2 * (len(OPEN) + len(INSIDE))} pages answered in both languages; {'still there' if still else 'stopped'}"
    )
    return int(still)


def _look(visitor: OpenerDirector, address: str, page: str) -> str:
    """Open a page: it must answer 200 in its language with a heading."""
    try:
        with visitor.open(address + page, timeout=60) as answer:
            shown: str = answer.read().decode("utf-8")
            assert answer.geturl() == address + page, f"{page} sends to {answer.geturl()}"
    except HTTPError as error:
        raise AssertionError(f"{page} answers {error.code}") from error
    language = "en" if page.startswith("/en") else "vi"
    assert f'<html lang="{language}"' in shown, f"{page} is not in {language}"
    assert "<h1" in shown, f"{page} has no heading"
    return shown


def _sign_in(visitor: OpenerDirector, address: str) -> None:
    """Sign in as the demo's inspector, as a browser does."""
    form = _look(visitor, address, "/account/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token, "the sign-in page has no form"
    said = {"csrfmiddlewaretoken": token[1], "login": "kiem-tra", "password": PASSWORD}
    asked = Request(f"{address}/account/login/", urlencode(said).encode(), {"Referer": address})
    with visitor.open(asked, timeout=60) as answer:
        assert "/account/logout/" in answer.read().decode("utf-8"), "the demo's account cannot sign in"


def _wait(address: str, started: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        assert started.poll() is None, f"it ended with {started.returncode}"
        try:
            with build_opener().open(address, timeout=10):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"no answer within {WAIT} s")


def _stop(started: subprocess.Popen[bytes]) -> None:
    """Interrupt it as Ctrl-C would, and everything it started."""
    os.killpg(started.pid, signal.SIGINT)
    try:
        started.wait(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
