"""Scalars of YAML files: texts, whole numbers, dates and quotas, read by the field that wants them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from counterpoise.domain.days import DateError, PartialDate, read_date
from counterpoise.domain.quotas import Count, Quota, Share
from counterpoise.domain.words import Text, plain
from counterpoise.formats.case_folder import yaml_marks
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.shapes import Field, Record, Schema, refuse
from counterpoise.formats.case_folder.yaml_marks import Node, Scalar

DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
SHARE_PATTERN = r"[0-9]+ */ *[0-9]+|[0-9]+(\.[0-9]+)? *%"
QUOTA_PATTERN = rf"[1-9][0-9]*|{SHARE_PATTERN}"
ENDED_UNKNOWN = "?"

_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
_COUNT = re.compile(r"[0-9]{1,18}")
_FRACTION = re.compile(r"([0-9]{1,18}) */ *([0-9]{1,18})")
_PERCENT = re.compile(r"([0-9]{1,18}(?:\.[0-9]{1,18})?) *%")


@dataclass(frozen=True, slots=True)
class OneScalar:
    """A scalar that one function understands; the function gives None for what it does not."""

    understand: Callable[[str], Any]
    wanted: Text
    described: Schema = field(hash=False)

    def read(self, node: Node, at: Spot, problems: Problems) -> Any:
        """Read the scalar."""
        if isinstance(node, Scalar) and not node.is_nothing:
            value = self.understand(node.text.strip())
            if value is not None:
                return value
        return refuse(node, at, problems, wanted=self.wanted)

    def schema(self) -> Schema:
        """Describe the scalar."""
        return dict(self.described)


def whole(low: int, high: int) -> OneScalar:
    """Allow the whole numbers from one bound to the other."""

    def understand(text: str) -> int | None:
        return int(text) if _WHOLE.fullmatch(text) and low <= int(text) <= high else None

    wanted = both(f"một số nguyên từ {low} đến {high}", f"a whole number from {low} to {high}")
    if low == high:
        wanted = both(f"số {low}", f"the number {low}")
    return OneScalar(understand, wanted, {"type": "integer", "minimum": low, "maximum": high})


def _partial(text: str) -> PartialDate | None:
    try:
        return read_date(text)
    except DateError:
        return None


def _end(text: str) -> PartialDate | str | None:
    return ENDED_UNKNOWN if text == ENDED_UNKNOWN else _partial(text)


def exact_day(text: str) -> date | None:
    """Read a full day."""
    read = _partial(text)
    return read.first if read is not None and len(text) == len("2024-03-28") else None


def read_quota(text: str) -> Quota | None:
    """Read a count, a fraction or a percentage; give None for anything else.

    >>> read_quota("66.7%")
    Share(share=Fraction(667, 1000), written='66.7%')
    """
    if _COUNT.fullmatch(text):
        return Count(int(text)) if int(text) > 0 else None
    share = read_share(text)
    return Share(share, text) if share else None


def read_share(text: str) -> Fraction | None:
    """Read a fraction or a percentage from nothing to all; give None for anything else.

    >>> read_share("30%"), read_share("1/3"), read_share("3")
    (Fraction(3, 10), Fraction(1, 3), None)
    """
    if match := _FRACTION.fullmatch(text):
        over, under = int(match[1]), int(match[2])
        share = Fraction(over, under) if under else None
    elif match := _PERCENT.fullmatch(text):
        share = Fraction(match[1]) / 100
    else:
        return None
    return share if share is not None and share <= 1 else None


@dataclass(frozen=True, slots=True)
class Localised:
    """A text, or a map with its Vietnamese and English forms."""

    def read(self, node: Node, at: Spot, problems: Problems) -> Text | None:
        """Read the text."""
        if isinstance(node, Scalar) and node.text.strip() and not node.is_nothing:
            return plain(node.text.strip())
        if not isinstance(node, yaml_marks.Mapping):
            refuse(node, at, problems, wanted=both("chữ, hoặc {vi: …, en: …}", "text, or {vi: …, en: …}"))
            return None
        said = _BY_LANGUAGE.read(node, at, problems)
        if said.failed:
            return None
        vi, en = said.get("vi", ""), said.get("en", "")
        if not vi and not en:
            problems.add(
                at,
                both("thiếu chữ", "the text is missing"),
                both("viết vi: … hoặc en: …", "write vi: … or en: …"),
            )
            return None
        return Text(vi=vi or en, en=en or vi)

    def schema(self) -> Schema:
        """Describe the text."""
        return {
            "anyOf": [
                {"type": ["string", "number"], "minLength": 1},
                {**_BY_LANGUAGE.schema(), "minProperties": 1},
            ]
        }


TEXT = OneScalar(
    lambda text: text or None,
    both("một dòng chữ", "text"),
    {"type": ["string", "number"], "minLength": 1},
)
_BY_LANGUAGE = Record(
    (
        Field("vi", TEXT, both("bằng tiếng Việt", "in Vietnamese")),
        Field("en", TEXT, both("bằng tiếng Anh", "in English")),
    )
)
LOCALISED = Localised()
PARTIAL_DATE = OneScalar(
    _partial,
    both("một ngày, ví dụ 2025-01-31, 2025-01 hoặc 2025", "a date, for example 2025-01-31, 2025-01 or 2025"),
    {"type": ["string", "integer"], "pattern": f"^{DATE_PATTERN}$", "minimum": 1, "maximum": 9999},
)
END_DATE = OneScalar(
    _end,
    both(
        "một ngày, ví dụ 2025-01-31, 2025-01 hoặc 2025; hoặc “?” khi không rõ ngày kết thúc",
        "a date, for example 2025-01-31, 2025-01 or 2025; or “?” when it ended on an unknown day",
    ),
    {"type": ["string", "integer"], "pattern": f"^({DATE_PATTERN}|\\?)$", "minimum": 1, "maximum": 9999},
)
EXACT_DAY = OneScalar(
    exact_day,
    both("một ngày đầy đủ, ví dụ 2024-03-28", "a full day, for example 2024-03-28"),
    {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
)
QUOTA = OneScalar(
    read_quota,
    both(
        "một số nguyên dương, một phân số như “2/3” hoặc phần trăm như “55%”, lớn hơn 0 và không quá 1 (100%)",
        "a positive whole number, a fraction such as “2/3” or a percentage such as “55%”, above 0 and at most 1 (100%)",
    ),
    {"type": ["integer", "string"], "minimum": 1, "pattern": f"^({QUOTA_PATTERN})$"},
)
SHARE = OneScalar(
    read_share,
    both(
        "một phân số như “1/3” hoặc phần trăm như “30%”, từ 0 đến 1 (100%)",
        "a fraction such as “1/3” or a percentage such as “30%”, from 0 to 1 (100%)",
    ),
    {"type": "string", "pattern": f"^({SHARE_PATTERN})$"},
)
