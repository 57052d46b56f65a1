"""What both databases must do alike, as a program of its own: search, order, keep rows, lose nothing under many writers.

`python site_drill.py look` prints what was found as JSON; `python site_drill.py write COUNT` is one of many writers, and so is
`python site_drill.py law COUNT`, which changes one office of a framework as two persons do on the site.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoise_site.settings")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402 - Django comes first
from django.db import DatabaseError, connection, transaction  # noqa: E402 - Django comes first

from counterpoise.domain.institution import Place  # noqa: E402
from counterpoise.domain.people import Person  # noqa: E402
from counterpoise.domain.words import Level, PersonId, PlaceId, plain  # noqa: E402
from counterpoise_site.accounts.models import Identity, User  # noqa: E402
from counterpoise_site.accounts.roles import Role  # noqa: E402
from counterpoise_site.register import actions, models  # noqa: E402
from counterpoise_site.register.actions import RefusedError  # noqa: E402
from counterpoise_site.register.framework_edits import changed, kept_framework  # noqa: E402
from counterpoise_site.register.recording import Edit, Row, StaleError, record  # noqa: E402
from counterpoise_site.searching import matching  # noqa: E402
from site_registers import law_stored  # noqa: E402

LAW = "suoi-lang"

NAMES = (
    *(
        "Xã Đồng Xoài",
        "xã Đông Xoài",
        "Xã Dông Xoài",
        "Xã Kiểm Soát Quyền Lực",
        "Xã Kiem Soat",
        "Phường An Lộc",
    ),
    *(
        "Phường Ân Lộc",
        "Phường Ăn Lộc",
        "Thị trấn Lộc Ninh",
        "Xã Lộc Ninh 2",
        "Xã Lộc Ninh 10",
        "Xã Úy Bân",
        "Xã Uỷ Ban",
    ),
)
QUERIES = (
    *(
        "kiem soat quyen luc",
        "KIỂM SOÁT",
        "đồng xoài",
        "dong xoai",
        "Đồng Xoài",
        "an loc",
        "ân lộc",
        "uỷ ban",
    ),
    *(
        '"loc" ninh',
        "\0ninh",
        "'",
        "%",
        "_",
        "\\",
        "",
        "loc ninh 1",
        unicodedata.normalize("NFD", "quyền lực"),
    ),
)


def look() -> dict[str, Any]:
    """Fill the register, then say what each query finds, in which order, and what the database refuses."""
    law_stored("check-collapses")
    rows = [_place(number, name) for number, name in enumerate(NAMES)]
    rows.append(Row(models.Person, "counter", 0, models.Person.columns(Person(PersonId("counter"), "0"))))
    record([Edit(None, row) for row in rows], kind=models.Change.Kind.LOADED, why="drill")
    for name, role in (("ada", Role.REGISTRAR), ("ben", Role.APPROVER)):
        user = User.objects.create_user(
            name, password="long-enough-words", identity=Identity.objects.create(name=name)
        )
        user.groups.set(Group.objects.filter(name=role.value))
    found = {
        query: [row.name_vi for row in matching(models.Place.objects.known_on(None), query)]
        for query in QUERIES
    }
    return {"found": found, "refused": [_refuses(table) for table in ("place", "person", "change")]}


def law(count: int) -> None:
    """Add one seat to an office so many times: propose as one person, agree as another, and begin again when it was too late."""
    ada, ben = (User.objects.get(username=name) for name in ("ada", "ben"))
    done = 0
    while done < count:
        kept = kept_framework(LAW)
        assert kept is not None
        offices = kept.data["offices"]
        assert isinstance(offices, dict)
        entry = offices["inspector"]
        assert isinstance(entry, dict)
        more: Any = {**offices, "inspector": {**entry, "seats": str(int(str(entry["seats"])) + 1)}}
        change = changed(kept, {**kept.data, "offices": more})
        try:
            with transaction.atomic():
                change.keep()
                proposal = actions.propose(ada, change.edits, why="drill")
                actions.approve(ben, proposal, seen=actions.last_change())
        except (RefusedError, StaleError):
            continue
        done += 1


def write(count: int) -> None:
    """Add one to a row so many times, each time from what it says now; whoever comes late reads again."""
    done = 0
    while done < count:
        now = models.Person.objects.get(person="counter", recorded_to=None)
        more = replace(now.record, name=str(int(now.name) + 1))
        try:
            with transaction.atomic():
                edit = Edit(now, Row(models.Person, now.key, 0, models.Person.columns(more)))
                record([edit], kind=models.Change.Kind.LOADED, why="drill")
        except StaleError:
            continue
        done += 1


def count() -> dict[str, int]:
    """Say what the writers left."""
    versions = models.Person.objects.filter(person="counter")
    papers = models.Paper.objects.filter(key=f"framework:{LAW}")
    kept = kept_framework(LAW)
    assert kept is not None
    return {
        "value": int(versions.get(recorded_to=None).name),
        "versions": versions.count(),
        "seats": next(one.seats for one in kept.framework.offices.values() if one.id == "inspector"),
        "laws": papers.count(),
    }


def _place(number: int, name: str) -> Row:
    place = Place(PlaceId(f"p-{number}"), plain(name), Level("commune"))
    return Row(models.Place, place.id, number, models.Place.columns(place))


def _refuses(name: str) -> list[bool]:
    table = f"register_{name}"
    return [_is_refused(sql) for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000")]


def _is_refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "rows are kept" in str(error)
    return False


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["look"]:
            print(json.dumps(look()))  # noqa: T201 - a program prints
        case ["write", times]:
            write(int(times))
        case ["law", times]:
            law(int(times))
        case ["count"]:
            print(json.dumps(count()))  # noqa: T201 - a program prints
