"""Edits as text, for proposals that wait: what each entry said (by the number of its row) and what it is to say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from counterpoise_site.register.case_rows import TABLES
from counterpoise_site.register.models import Version
from counterpoise_site.register.recording import Edit, Row, StaleError

_BY_NAME = {table._meta.model_name: table for table in TABLES}
_DAYS = ("first_day", "last_day")


def written(edits: Sequence[Edit]) -> str:
    """Write edits as one text."""
    return json.dumps([_plain(edit) for edit in edits], ensure_ascii=False)


def read(text: str) -> tuple[Edit, ...]:
    """Read edits; raise StaleError when a row they correct is no longer the record."""
    edits = read_as_proposed(text)
    if any(edit.before is not None and edit.before.recorded_to is not None for edit in edits):
        raise StaleError
    return edits


def read_as_proposed(text: str, *, most: int | None = None) -> tuple[Edit, ...]:
    """Read edits, the first so many, as they were proposed, whatever became of the rows since: no row is ever lost."""
    entries = json.loads(text)[:most]
    rows: dict[tuple[str, int], Version] = {}
    for name, table in _BY_NAME.items():
        wanted = [entry["before"] for entry in entries if entry["table"] == name and entry["before"]]
        for start in range(0, len(wanted), 400):
            for row in table._default_manager.filter(pk__in=wanted[start : start + 400]):
                rows[str(name), row.pk] = row
    return tuple(_edit(entry, rows) for entry in entries)


def _plain(edit: Edit) -> dict[str, Any]:
    table = type(edit.before) if edit.before is not None else _row(edit).model
    after = edit.after
    return {
        "table": table._meta.model_name,
        "before": edit.before.pk if edit.before is not None else None,
        "key": after.key if after is not None else None,
        "order": after.order if after is not None else 0,
        "columns": None if after is None else {name: _text(value) for name, value in after.columns.items()},
    }


def _row(edit: Edit) -> Row:
    if edit.after is None:
        raise ValueError("an edit changes something")
    return edit.after


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _edit(entry: dict[str, Any], rows: dict[tuple[str, int], Version]) -> Edit:
    before = rows[entry["table"], entry["before"]] if entry["before"] else None
    if entry["columns"] is None:
        return Edit(before, None)
    columns = {
        name: date.fromisoformat(value) if name in _DAYS else value
        for name, value in entry["columns"].items()
    }
    return Edit(before, Row(_BY_NAME[entry["table"]], entry["key"], entry["order"], columns))
