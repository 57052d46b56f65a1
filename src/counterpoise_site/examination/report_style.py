"""The style of the library's report, for those of its parts that stand on our pages."""

from __future__ import annotations

import re
from functools import lru_cache

from counterpoise.formats.report_html.styles import PARTS

_OURS = """
.report {
  --muted: var(--soft); --band: var(--tint); --accent: var(--bad);
  --sans: inherit; --serif: inherit;
}
"""
_SELECTOR = re.compile(r"(?P<selectors>[^{}]+)(?P<open>\{)")


@lru_cache(maxsize=1)
def report_style() -> str:
    """Write the report's rules so that they reach only what stands inside `.report`."""
    return _OURS + _SELECTOR.sub(_inside, PARTS)


def _inside(found: re.Match[str]) -> str:
    said = found["selectors"]
    if said.lstrip().startswith("@"):
        return found[0]
    listed = ", ".join(f".report {one.strip()}" for one in said.split(","))
    return f"\n{listed} {{"
