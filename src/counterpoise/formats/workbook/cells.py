"""What a cell says of one key, and back: names, lines, pairs and citations as people write them, YAML where they cannot."""

from __future__ import annotations

import re

from counterpoise.domain.words import Text
from counterpoise.formats.case_files.yaml_data import Data, flow, parsed
from counterpoise.formats.workbook.sheets import Column, Kind

OFFICE_AND_NAME = " — "

_CITED = ("source", "cite", "status", "note")
_BETWEEN_NAMES = re.compile(r"[,;\n]")
_LEGIBLE_YAML = Text(
    "sửa cho đúng YAML, hoặc viết như ghi chú ở đầu cột", "mend the YAML, or write as the column's note says"
)


class CellError(ValueError):
    """A cell does not say what its column wants; carries what and remedy."""

    def __init__(self, what: Text, remedy: Text) -> None:
        super().__init__(what.en)
        self.what = what
        self.remedy = remedy


def read_cells(column: Column, texts: tuple[str, ...]) -> Data:
    """Give what the cells of a column say, or nothing when they are empty."""
    if not any(texts):
        return None
    first = texts[0]
    if column.kind is Kind.OFFICE:
        return first.partition(OFFICE_AND_NAME)[0].strip()
    if first.startswith(("[", "{")) and column.kind not in (Kind.TEXT, Kind.TWO_LANGUAGES, Kind.DATE):
        return _yaml(first)
    match column.kind:
        case Kind.TWO_LANGUAGES:
            return _by_language(*texts)
        case Kind.NAMES:
            return _names(column, first)
        case Kind.LINES:
            return _filled(first)
        case Kind.LINES_IN_TWO_LANGUAGES:
            return _paired_lines(*texts)
        case Kind.PAIRS:
            return _pairs(first)
        case Kind.CITATIONS:
            return [_citation(line) for line in _filled(first)]
        case _:
            return first


def tidy(column: Column, text: str) -> str:
    """Strip a cell; where two columns go line by line, an empty first line counts."""
    return text.rstrip() if column.kind is Kind.LINES_IN_TWO_LANGUAGES else text.strip()


def write_cells(column: Column, value: Data) -> tuple[str, ...]:
    """Write what a key holds so that reading gives the same; YAML where nothing plainer does."""
    if value is None or value == [] or value == {}:
        return ("",) * len(column.cells)
    plain = _plainly(column, value)
    if plain is not None and same(_read_or_none(column, plain), value, column.kind):
        return plain
    return (flow(value), *("",) * (len(column.cells) - 1))


def same(one: Data, other: Data, kind: Kind) -> bool:
    """Tell whether two values of a key mean the same."""
    return _settled(one, kind) == _settled(other, kind)


def _settled(value: Data, kind: Kind) -> Data:
    if kind is Kind.CITATIONS and isinstance(value, dict):
        return [value]
    if kind is Kind.TWO_LANGUAGES and isinstance(value, str):
        return {"vi": value}
    if kind is Kind.LINES_IN_TWO_LANGUAGES and isinstance(value, list):
        return [_settled(item, Kind.TWO_LANGUAGES) for item in value]
    return value


def _read_or_none(column: Column, texts: tuple[str, ...]) -> Data:
    try:
        return read_cells(column, tuple(tidy(column, text) for text in texts))
    except CellError:
        return None


def _plainly(column: Column, value: Data) -> tuple[str, ...] | None:
    match column.kind, value:
        case Kind.TWO_LANGUAGES, _:
            return _languages_of(value)
        case Kind.NAMES, str():
            return (value,)
        case Kind.NAMES, list():
            return (", ".join(map(str, value)),)
        case Kind.LINES, list():
            return ("\n".join(map(str, value)),)
        case Kind.LINES_IN_TWO_LANGUAGES, list():
            spoken = [_languages_of(item) or ("", "") for item in value]
            return "\n".join(vi for vi, _ in spoken), "\n".join(en for _, en in spoken)
        case Kind.PAIRS, dict():
            return ("\n".join(f"{key}: {item}" for key, item in value.items()),)
        case Kind.CITATIONS, dict():
            return (_cited(value),)
        case Kind.CITATIONS, list():
            return ("\n".join(_cited(item) for item in value if isinstance(item, dict)),)
        case _, str() if len(column.cells) == 1:
            return (value,)
        case _:
            return None


def _languages_of(value: Data) -> tuple[str, str] | None:
    if isinstance(value, str):
        return value, ""
    if isinstance(value, dict):
        return str(value.get("vi") or ""), str(value.get("en") or "")
    return None


def _cited(value: dict[str, Data]) -> str:
    return " | ".join(str(value.get(key) or "") for key in _CITED).rstrip(" |")


def _by_language(vi: str, en: str) -> Data:
    said: dict[str, Data] = {"vi": vi, "en": en}
    return {language: text for language, text in said.items() if text}


def _names(column: Column, text: str) -> Data:
    names: list[Data] = [part.strip() for part in _BETWEEN_NAMES.split(text) if part.strip()]
    if len(names) == 1 and ("*" in column.single or names[0] in column.single):
        return names[0]
    return names


def _filled(text: str) -> list[Data]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _paired_lines(vi: str, en: str) -> Data:
    left, right = vi.split("\n"), en.split("\n")
    count = max(len(left), len(right))
    left, right = left + [""] * (count - len(left)), right + [""] * (count - len(right))
    pairs = [_by_language(a.strip(), b.strip()) for a, b in zip(left, right, strict=True)]
    return [pair for pair in pairs if pair]


def _pairs(text: str) -> Data:
    pairs: dict[str, Data] = {}
    for line in text.split("\n"):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not (key or value):
            continue
        if not colon or not key or not value or key in pairs:
            raise CellError(
                Text(f"không hiểu dòng “{line.strip()}”", f"cannot use the line “{line.strip()}”"),
                Text(
                    "mỗi dòng viết “việc: chức danh”, mỗi việc một lần",
                    "write “matter: office” on each line, each matter once",
                ),
            )
        pairs[key] = value
    return pairs


def _citation(line: Data) -> Data:
    parts = [part.strip() for part in str(line).split("|")]
    if len(parts) > len(_CITED):
        raise CellError(
            Text(f"căn cứ có quá nhiều dấu “|”: “{line}”", f"too many “|” in “{line}”"),
            Text(
                "viết: nguồn | điều, khoản | mức kiểm chứng | ghi chú",
                "write: source | article | status | note",
            ),
        )
    return {key: part for key, part in zip(_CITED, parts, strict=False) if part}


def _yaml(text: str) -> Data:
    value = parsed(text)
    if value is None:
        raise CellError(
            Text("không đọc được YAML trong ô", "the YAML in the cell cannot be read"), _LEGIBLE_YAML
        )
    return value
