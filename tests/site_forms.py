"""What a browser sends when somebody changes a few fields of a form and leaves the others as they stand."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """The fields of the forms of a page, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a field says."""
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name and "disabled" not in given:
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            otherwise = "on" if given.get("type") == "checkbox" else ""
            self.said.setdefault(name, []).append(given.get("value") or otherwise)
        elif tag == "select":
            self._select = name
            self.said.setdefault(name, [""])
        elif tag == "option" and self._select and "selected" in given:
            self.said[self._select] = [given.get("value") or ""]
        elif tag == "textarea":
            self._area = name
            self.said[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        """Leave a field."""
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        """Read what stands in a text area."""
        if self._area:
            self.said[self._area][0] += data.removeprefix("\r\n").removeprefix("\n")


def fields_of(page: str) -> dict[str, Any]:
    """List what the form of a page says before anybody types."""
    reader = _Fields()
    reader.feed(page[page.index('class="fields') :])
    return {name: values if len(values) > 1 else values[0] for name, values in reader.said.items()}
