"""Rows of tenures inside the library's parts: a reader of the site has no file, so each leads to the tenure in the register."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils.html import format_html

from counterpoise_site.examination.answers import Subject
from counterpoise_site.examination.asked import Asked
from counterpoise_site.layout.words import saying
from counterpoise_site.register.models import Tenure

_ROW = re.compile(
    r" \(tenures\.csv, (?:dòng|line) (?P<line>\d+)\)|tenures\.csv, (?:dòng|line) (?P<head>\d+): "
)
_TENURE = saying("nhiệm kỳ trong sổ", "tenure in the register")


def with_tenure_links(part: str, about: Subject, wanted: Asked) -> str:
    """Put links to tenures where a part names rows of a file; where two tenures have one number, nothing is put."""
    lines = {int(found["line"] or found["head"]) for found in _ROW.finditer(part)}
    keys = _keys(lines, about, wanted) if lines else {}

    def link(found: re.Match[str]) -> str:
        key = keys.get(int(found["line"] or found["head"]))
        if key is None:
            return ""
        address = reverse("register:history", args=["tenure", key])
        shown = format_html('<a href="{}">{}</a>', address, _TENURE)
        return f" ({shown})" if found["line"] else f"{shown}: "

    return _ROW.sub(link, part)


def _keys(lines: set[int], about: Subject, wanted: Asked) -> dict[int, str]:
    """Give the key of the one tenure the examined case has under each number."""
    seats = {(one.place, one.office, one.seat, one.line) for one in about.case.tenures if one.line in lines}
    rows = Tenure.objects.known_on(wanted.known_at).filter(
        order__in=lines, place__in={one[0] for one in seats}
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        if (row.place, row.office, row.seat, row.order) in seats:
            found.setdefault(row.order, []).append(row.key)
    return {line: keys[0] for line, keys in found.items() if len(keys) == 1}
