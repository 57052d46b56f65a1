"""The files of a case on their way into the register."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from counterpoise.formats.case_files.yaml_data import is_map, parsed
from counterpoise.formats.case_folder import shipped_frameworks

_CASE = "case.yaml"


def framework_files(files: Mapping[str, str]) -> dict[str, str]:
    """Give, by the framework's id, the file each framework of a case was read from; shipped ones come from the library."""
    entry = parsed(files.get(_CASE, ""))
    named = entry.get("framework") if is_map(entry) else None
    listed = [name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)]
    texts = {}
    for name in listed:
        text = files.get(name.removeprefix("./")) or _shipped(name)
        inside = parsed(text)
        if is_map(inside) and isinstance(inside.get("id"), str):
            texts[str(inside["id"])] = text
    return texts


def _shipped(name: str) -> str:
    if name not in shipped_frameworks():
        return ""
    return resources.files("counterpoise").joinpath("frameworks", f"{name}.yaml").read_text("utf-8")
