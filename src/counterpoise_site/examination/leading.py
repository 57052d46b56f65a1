"""Where the links inside the library's parts lead on the site: a report is one page, here every matter and finding has its own."""

from __future__ import annotations

import re

from django.urls import reverse

from counterpoise_site.examination.asked import Asked
from counterpoise_site.examination.showing import PlaceTold

_LINK = re.compile(r'href="#(?P<kind>finding|power|steps)-(?P<rest>[^"]+)"')


def led(part: str, told: PlaceTold, place: str, wanted: Asked) -> str:
    """Lead the links of a part to the pages of matters and findings, the days asked for kept."""
    keys = {one.anchor: one.key for one in told.entries}

    def address(found: re.Match[str]) -> str:
        kind, rest = found["kind"], found["rest"]
        if kind == "finding":
            key = keys.get(f"finding-{rest}")
            return _href("examination:finding", place, key, wanted) if key else found[0]
        matter = rest.removeprefix(f"{place}-") if kind == "power" else rest
        return _href("examination:matter", place, matter, wanted)

    return _LINK.sub(address, part)


def _href(page: str, place: str, what: str, wanted: Asked) -> str:
    return f'href="{reverse(page, args=[place, what])}{wanted.query}"'
