"""Time the pages of a commune where the register holds thousands of them; asserts nothing.

`python benchmarks/site.py [COMMUNES]` fills a database of its own with copies of a commune of the founding case, persons and all,
and asks the site for pages as a browser would: first with nothing remembered (a new process has read no framework), then again.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]
DAY = "2024-03-28"
PATTERN = "thi-diem-1"
GOALS = {"cold": "under 2 s", "warm": "under 300 ms"}


def main() -> None:
    """Fill, then time."""
    communes = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory(prefix="counterpoise-site-") as folder:
        os.environ |= {
            "COUNTERPOISE_DEMO": "1",
            "COUNTERPOISE_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "counterpoise_site.settings",
        }
        django.setup()
        with timed(f"fill a register with {communes} communes"):
            fill(communes)
        print(f"  database {sum(f.stat().st_size for f in Path(folder).glob('*.sqlite3*')) / 1e6:.0f} MB")
        pages(communes)


def fill(communes: int) -> None:
    """Copy one commune many times over, each with persons of its own."""
    from django.core.management import call_command  # noqa: PLC0415 - after the settings are chosen

    from counterpoise.domain.institution import Case  # noqa: PLC0415
    from counterpoise.formats import case_folder  # noqa: PLC0415
    from counterpoise_site.register.snapshot import store  # noqa: PLC0415

    call_command("prepare", verbosity=0)
    call_command("demo", verbosity=0)
    case: Case = case_folder.read(ROOT / "cases" / "loc-ninh")
    place = next(one for one in case.places.values() if one.id == PATTERN)
    here = [one for one in case.tenures if one.place == PATTERN]
    places, persons, tenures = dict(case.places), dict(case.persons), list(case.tenures)
    for number in range(communes):
        at = f"xa-{number}"
        places[at] = replace(place, id=at)  # type: ignore[index, arg-type]
        for one in here:
            person = f"{one.person}-{number}" if one.person else None
            if person and person not in persons:
                persons[person] = replace(persons[one.person], id=person)  # type: ignore[index, arg-type]
            tenures.append(replace(one, place=at, person=person, line=len(tenures) + 2))  # type: ignore[arg-type]
    store(replace(case, places=places, persons=persons, tenures=tuple(tenures)), why="benchmark")


def pages(communes: int) -> None:
    """Ask for pages, each kind cold and warm."""
    from django.test import Client  # noqa: PLC0415 - after the settings are chosen

    from counterpoise_site.accounts.models import User  # noqa: PLC0415

    browser = Client()
    browser.force_login(
        User.objects.get(username="kiem-tra"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    asked = (
        ("a commune's examination", f"/examination/place/xa-{communes - 1}/?on={DAY}"),
        ("another commune's", f"/examination/place/xa-{communes // 2}/?on={DAY}"),
        ("the same in English", f"/en/examination/place/xa-{communes // 2}/?on={DAY}"),
        ("a third, alike but for its persons", f"/examination/place/xa-{communes // 4}/?on={DAY}"),
        ("a matter of it", f"/examination/place/xa-{communes // 4}/matter/budget-estimate/?on={DAY}"),
        ("all findings of it", f"/examination/place/xa-{communes // 4}/findings/?on={DAY}"),
        ("its timeline", f"/examination/place/xa-{communes // 4}/timeline/?on={DAY}"),
        ("ranking of the district", f"/examination/area/loc-ninh/?on={DAY}"),
        ("list of places", "/examination/"),
        ("search of places", "/examination/?q=thi+diem"),
        ("public page of a commune", f"/public/place/xa-{communes // 3}/?on={DAY}"),
        ("who holds the most", f"/public/cumulated/?on={DAY}"),
        ("a place in the register", f"/register/places/xa-{communes // 3}/"),
        ("persons of the register", "/register/persons/?q=thi"),
        ("the district in the register", "/register/places/loc-ninh/"),
    )
    for name, path in asked:
        for state in ("cold", "warm"):
            with timed(f"{name}, {state}", GOALS[state]):
                answer = browser.get(path, headers={"host": "127.0.0.1"})
            if state == "cold":
                print(f"  {len(answer.content) / 1000:46.0f} kB")
            if answer.status_code != 200:
                print(f"  {path} answers {answer.status_code}")


@contextmanager
def timed(what: str, goal: str = "") -> Iterator[None]:
    """Print how long something took, by the clock and by this process's own time."""
    clock, own = time.perf_counter(), time.process_time()
    yield
    print(
        f"  {what:46} {time.perf_counter() - clock:8.3f} s (own {time.process_time() - own:7.3f} s)  {goal}",
        flush=True,
    )


if __name__ == "__main__":
    main()
