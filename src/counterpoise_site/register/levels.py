"""What people call the levels of a state."""

from __future__ import annotations

from counterpoise.domain.words import Text, plain

_LEVELS = {
    "commune": Text("xã", "commune"),
    "district": Text("huyện", "district"),
    "province": Text("tỉnh", "province"),
    "central": Text("trung ương", "central"),
    "village": Text("thôn", "village"),
}


def level_name(level: str) -> Text:
    """Name a level; one we have no words for by its own name."""
    return _LEVELS.get(level, plain(level))
