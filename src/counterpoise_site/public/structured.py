"""The public register for machines: schema.org as JSON-LD, and rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from counterpoise_site.public.holders import Held, Holder

Json = dict[str, Any]

COLUMNS = ("place", "place_name", "office", "office_name", "seat", "holder", "holder_name", "from", "to")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def place_data(name: str, address: str, held: Iterable[Held], *, language: str, holder_address: Any) -> Json:
    """Describe an authority and who holds its offices."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": address,
        "name": name,
        "member": [
            {
                "@type": "OrganizationRole",
                "roleName": one.office_name.of(language),
                **_days(one),
                "member": _person(one.holder, holder_address(one.holder.token)),
            }
            for one in held
            if one.holder is not None
        ],
    }


def holder_data(
    holder: Holder, address: str, held: Iterable[Held], *, language: str, place_address: Any
) -> Json:
    """Describe a person by the offices held."""
    return {
        "@context": "https://schema.org",
        **_person(holder, address),
        "memberOf": [
            {
                "@type": "OrganizationRole",
                "roleName": one.office_name.of(language),
                **_days(one),
                "memberOf": {
                    "@type": "GovernmentOrganization",
                    "@id": place_address(one.place),
                    "name": one.place_name.of(language),
                },
            }
            for one in held
        ],
    }


def embedded(data: Json) -> str:
    """Write data so that it may stand inside a page: nothing in it can end its element."""
    text = json.dumps(data, ensure_ascii=False)
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def rows(held: Iterable[Held], language: str) -> Iterator[str]:
    """Write a heading and one line a seat; what a spreadsheet would take for a formula is made text."""
    yield _line(COLUMNS)
    for one in held:
        name = one.holder.name if one.holder else ""
        yield _line(
            (
                one.place,
                one.place_name.of(language),
                one.office,
                one.office_name.of(language),
                str(one.seat),
                one.holder.token if one.holder else "",
                name,
                one.start,
                one.end,
            )
        )


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def _person(holder: Holder, address: str) -> Json:
    named = {"name": holder.name} if holder.name else {"identifier": holder.token}
    return {"@type": "Person", "@id": address, **named}


def _days(one: Held) -> Json:
    return {key: day for key, day in (("startDate", one.start), ("endDate", one.end)) if day and day != "?"}
