"""Which language a reader's locale asks for."""

from __future__ import annotations

from collections.abc import Mapping


def locale_language(environment: Mapping[str, str]) -> str:
    """Read the language from the locale: English for `en…`, else Vietnamese.

    >>> locale_language({"LANG": "en_GB.UTF-8"}), locale_language({"LC_ALL": "C", "LANG": "en_GB.UTF-8"})
    ('en', 'vi')
    """
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next((name for name in names if name), "").lower().startswith("en") else "vi"
