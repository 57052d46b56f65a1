"""Turn our catalogues of translations (.po) into what Python's gettext reads (.mo), without a program outside Python.

Our own words need none: they are written in both languages where they stand (layout/templatetags/saying.py). These catalogues
hold the Vietnamese of what Django, allauth, axes and Wagtail say to our users and do not bring themselves.
"""

from __future__ import annotations

import ast
import os
import struct
from collections.abc import Iterator
from pathlib import Path

_MAGIC = 0x950412DE
_KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


class CatalogueError(Exception):
    """A line of a catalogue cannot be read."""


def compiled(source: Path, *, into: Path) -> Path:
    """Write every catalogue below the source whose content changed, and give the folder Django looks in."""
    for po in sorted(source.glob("*/LC_MESSAGES/*.po")):
        target = into / po.relative_to(source).with_suffix(".mo")
        content = machine_object(dict(entries(po.read_text("utf-8"))))
        if not target.exists() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".{os.getpid()}")
            part.write_bytes(content)
            part.replace(target)
    return into


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Read the translated entries: what gettext looks for (context and plural included) and what it answers.

    >>> list(entries('msgctxt "a"\\nmsgid "b"\\nmsgstr "c"'))
    [('a\\x04b', 'c')]
    """
    parts: dict[str, str] = {}
    field = ""
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        line = line.strip()
        if line.startswith("#") or not line:
            if not line and "msgid" in parts:
                yield from _entry(parts)
                parts = {}
            continue
        if not line.startswith('"'):
            field, _, line = line.partition(" ")
            if not field.startswith(_KEYWORDS):
                raise CatalogueError(f"line {number}: {field!r} is no keyword of a catalogue")
            parts[field] = ""
        parts[field] += str(ast.literal_eval(line))


def _entry(parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    key = parts["msgid"]
    if "msgctxt" in parts:
        key = f"{parts['msgctxt']}\x04{key}"
    if "msgid_plural" in parts:
        key = f"{key}\0{parts['msgid_plural']}"
    said = [value for name, value in sorted(parts.items()) if name.startswith("msgstr")]
    if all(said):
        yield key, "\0".join(said)


def machine_object(catalogue: dict[str, str]) -> bytes:
    """Lay a catalogue out as GNU gettext describes its .mo files: sorted, without a hash table."""
    pairs = sorted((key.encode(), value.encode()) for key, value in catalogue.items())
    tables, texts = b"", b""
    start = 28 + 16 * len(pairs)
    for side in (0, 1):
        for pair in pairs:
            tables += struct.pack("<II", len(pair[side]), start + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables + texts
