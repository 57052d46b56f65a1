"""Write docs/reference again from the code and its data; with --check, only name the pages that would change."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterpoise.cli_words import VERBS
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise.formats.case_folder.csv_tables import TABLES
from counterpoise.formats.framework_page import pages as framework_pages
from counterpoise.formats.register.frameworks import choose

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
LIBRARY = ROOT / "src" / "counterpoise"
NOTE = "\n<!-- written by `make docs`: change its source, not this page -->\n"
YAML_FILES = (
    "case",
    "framework",
    "arrangements",
    "regulations",
    "evidence",
    "workload",
    "measures",
    "exceptions",
    "review",
)
JSON_RESULTS = ("audit", "compare", "repair", "assign", "timeline")

COLUMNS = {
    ("places.csv", "id"): ("id of the place", "mã địa bàn"),
    ("places.csv", "name"): ("name shown to readers", "tên gọi"),
    ("places.csv", "kind"): ("one of the framework's levels", "một cấp của khung quy chế"),
    ("places.csv", "parent"): ("id of the place above", "mã địa bàn cấp trên"),
    ("places.csv", "from"): ("first day the place exists", "ngày đầu có địa bàn"),
    ("places.csv", "to"): ("last day the place exists", "ngày cuối có địa bàn"),
    ("persons.csv", "id"): ("any text on one line", "một dòng chữ bất kỳ"),
    ("persons.csv", "name"): ("name shown to readers", "tên gọi"),
    ("persons.csv", "compromise"): (
        "probability of being compromised, 0 to 1",
        "xác suất bị chi phối, từ 0 đến 1",
    ),
    ("kin.csv", "a"): ("a person", "một người"),
    ("kin.csv", "b"): ("that person's relative", "người thân của người ấy"),
    ("kin.csv", "relation"): (
        "what a is to b: spouse, parent, child, sibling …",
        "a là gì của b: `spouse` vợ chồng, `parent` cha mẹ, `child` con, `sibling` anh chị em …",
    ),
    ("tenures.csv", "place"): (
        "place; left out in a case of one place",
        "địa bàn; bỏ cột này khi hồ sơ chỉ có một địa bàn",
    ),
    ("tenures.csv", "office"): ("office of the framework", "chức danh của khung quy chế"),
    ("tenures.csv", "seat"): (
        "number of the seat; the lowest free one when empty",
        "số ghế; để trống thì lấy ghế trống nhỏ nhất",
    ),
    ("tenures.csv", "person"): ("person, or `(vacant)`", "người giữ, hoặc `(vacant)` nếu khuyết"),
    ("tenures.csv", "from"): ("first day", "từ ngày"),
    ("tenures.csv", "to"): (
        "last day; `?` when it ended on an unknown day",
        "đến hết ngày; `?` nếu đã thôi mà không rõ ngày",
    ),
    ("tenures.csv", "basis"): ("where this is known from", "căn cứ của dòng này"),
    ("indicators.csv", "place"): ("place", "địa bàn"),
    ("indicators.csv", "period"): ("period it was measured for", "kỳ đo"),
    ("indicators.csv", "indicator"): ("what was measured", "chỉ tiêu"),
    ("indicators.csv", "value"): ("the value", "giá trị"),
}

Schema = Mapping[str, Any]


def main() -> int:
    """Write every generated page, or with --check say which of them differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page would change")
    check = parser.parse_args().check
    pages = {
        "command-line.md": command_line("Command line", "en"),
        "command-line.vi.md": command_line("Dòng lệnh", "vi"),
        "files.md": files(),
        "findings.md": findings(),
        "json.md": json_contract(),
        **frameworks(),
    }
    changed = [name for name, text in pages.items() if _differs(REFERENCE / name, text)]
    for name in changed:
        print(f"docs/reference/{name} {'would change' if check else 'written'}")
        if not check:
            (REFERENCE / name).parent.mkdir(parents=True, exist_ok=True)
            (REFERENCE / name).write_text(pages[name], encoding="utf-8")
    left = [path for path in (REFERENCE / "frameworks").rglob("*.*") if _name(path) not in pages]
    for path in left:
        print(f"docs/reference/{_name(path)} {'would go' if check else 'gone'}")
        if not check:
            path.unlink()
    return int(check and bool(changed or left))


def frameworks() -> dict[str, str]:
    """Write the page of each shipped framework with its pictures: those of Vietnam in both languages."""
    written: dict[str, str] = {}
    for shipped in shipped_frameworks():
        (framework,) = choose(shipped).frameworks
        both = shipped.startswith("vn-")
        for language in ("vi", "en") if both else ("en",):
            page = framework_pages(
                framework,
                language=language,
                pictures=f"{language}/{shipped}",
                other=("" if not both else f"{shipped}.md" if language == "vi" else f"{shipped}.vi.md"),
            )
            ending = ".vi.md" if language == "vi" else ".md"
            written[f"frameworks/{shipped}{ending}"] = page.text
            written |= {f"frameworks/{path}": picture for path, picture in page.pictures.items()}
    return written


def command_line(title: str, language: str) -> str:
    """Show the help of the command and of each of its verbs, as the program prints it."""
    lines = [f"# {title}", NOTE, "```text", _help(language), "```"]
    for verb in VERBS:
        lines += ["", f"## `counterpoise {verb}`", "", "```text", _help(language, verb), "```"]
    return _page(lines)


def findings() -> str:
    """List every finding code with the title of its page in both languages."""
    lines = [
        "# Finding codes",
        NOTE,
        "`counterpoise explain CODE` shows the whole page: what it means, why it matters, how to read the witness, how to end it.",
        "",
        "| code | finding | phát hiện |",
        "|---|---|---|",
    ]
    for english in sorted((LIBRARY / "pages" / "en").glob("*.md")):
        vietnamese = LIBRARY / "pages" / "vi" / english.name
        code = english.stem
        lines.append(f"| {code} | {_title(english, code)} | {_title(vietnamese, code)} |")
    return _page(lines)


def json_contract() -> str:
    """Describe every field of the JSON that the command writes."""
    lines = ["# JSON", NOTE, "Every field is always there, in this order, unless its line says otherwise."]
    for name in JSON_RESULTS:
        lines += _described(name)
    return _page(lines)


def files() -> str:
    """Describe every entry of the YAML files and every column of the tables that the reader knows."""
    lines = [
        "# Files",
        NOTE,
        "A case is a folder; its id is the folder's name. Only `case.yaml` must be there. A date may be partial (`2020`,",
        "`2024-03`); every last day is included. To let an editor complete and check a YAML file, point it to the schema named",
        "below.",
        "",
        "Hồ sơ là một thư mục; mã hồ sơ là tên thư mục. Chỉ bắt buộc có `case.yaml`. Ngày có thể ghi thiếu (`2020`, `2024-03`);",
        "ngày cuối được tính cả. Trình soạn thảo có thể gợi ý và kiểm tra tệp YAML theo lược đồ nêu dưới đây.",
    ]
    for name in YAML_FILES:
        lines += _described(name)
    for table in TABLES:
        lines += ["", f"## {table.file}", "", "| column | needed | meaning | nghĩa |", "|---|---|---|---|"]
        for column in table.columns:
            english, vietnamese = COLUMNS[table.file, column]
            lines.append(f"| `{column}` | {_yes(column in table.required)} | {english} | {vietnamese} |")
    return _page(lines)


def _described(name: str) -> list[str]:
    path = LIBRARY / "schemas" / f"{name}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    heading, _, file = schema["title"].partition(": ")
    lines = ["", f"## {file or heading}", "", f"Schema: `{path.relative_to(ROOT).as_posix()}`", ""]
    lines.append(f"{heading}." if file else schema["description"])
    whole = "Each entry" if schema["type"] == "array" else "The file"
    headings: dict[str, str] = {}
    sections = []
    for title, entry in _objects("", schema):
        if headings.setdefault(json.dumps(entry["properties"]), title) == title:
            sections.append((title, entry))
    for title, entry in dict(sections).items():
        lines += ["", f"### {title or whole}", "", *_table(entry, headings)]
    for title, entry in schema.get("$defs", {}).items():
        lines += ["", f"### {title}", "", f"{_meanings(entry['description'])[0]}"]
        if "properties" in entry:
            lines += ["", *_table(entry, headings)]
    return lines


def _table(entry: Schema, headings: Mapping[str, str]) -> Iterator[str]:
    fields = entry["properties"]
    bilingual = any(_meanings(field.get("description", ""))[1] for field in fields.values())
    yield f"| field | what it holds | needed | meaning |{' nghĩa |' if bilingual else ''}"
    yield f"|---|---|---|---|{'---|' if bilingual else ''}"
    for name, field in fields.items():
        english, vietnamese = _meanings(field.get("description", ""))
        needed = _yes(name in entry.get("required", ()))
        row = f"| `{name}` | {_kind(field, headings)} | {needed} | {english} |"
        yield f"{row} {vietnamese} |" if bilingual else row


def _objects(heading: str, entry: Schema) -> Iterator[tuple[str, Schema]]:
    """List the objects below an entry whose fields have names, outermost first."""
    if _is_localised(entry):
        return
    if "properties" in entry:
        yield heading, entry
        for name, field in entry["properties"].items():
            below = f"{heading} › {name}" if heading and name != "basis" else name
            yield from _objects(below, field)
    for key, suffix in (("items", ""), ("additionalProperties", " › each")):
        if isinstance(entry.get(key), Mapping):
            yield from _objects(heading + suffix, entry[key])
    for choice in entry.get("anyOf", ()):
        yield from _objects(heading, choice)


def _kind(field: Schema, headings: Mapping[str, str]) -> str:
    """Say in few words what a field holds."""
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "const" in field:
        return f"`{json.dumps(field['const'], ensure_ascii=False)}`"
    if "enum" in field:
        return " · ".join(f"`{'null' if value is None else value}`" for value in field["enum"])
    if _is_localised(field):
        return "`{vi: …, en: …}`"
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(choice, headings) for choice in field["anyOf"]))
    kinds = field.get("type", "anything")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "object" in kinds:
        return _map(field, headings)
    if "string" in kinds and len(kinds) > 1 and "null" not in kinds:
        kinds = ["string"]  # a number written where a text is expected is read as its text
    return " or ".join(_scalar_or_list(kind, field, headings) for kind in kinds)


def _map(field: Schema, headings: Mapping[str, str]) -> str:
    if isinstance(field.get("additionalProperties"), Mapping):
        return f"map of {_kind(field['additionalProperties'], headings)}"
    if "properties" in field:
        return f"map ({headings[json.dumps(field['properties'])]})"
    return "map"


def _scalar_or_list(kind: str, field: Schema, headings: Mapping[str, str]) -> str:
    if kind == "array":
        return (
            f"list of {_kind(field['items'], headings)}"
            if isinstance(field.get("items"), Mapping)
            else "list"
        )
    if kind == "string":
        pattern = field.get("pattern", "")
        if r"\d{4}" in pattern or field.get("format") == "date":
            return "date"
        return "id" if pattern.strip("^$()") == "[a-z0-9][a-z0-9_-]*" else "text"
    return {"boolean": "true or false"}.get(kind, kind)


def _is_localised(entry: Schema) -> bool:
    return set(entry.get("properties", ())) == {"vi", "en"}


def _meanings(description: str) -> tuple[str, str]:
    english, _, vietnamese = description.partition(" / ")
    return _cell(english), _cell(vietnamese)


def _title(path: Path, code: str) -> str:
    first = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    return _cell(first.lstrip("# ").removeprefix(code).lstrip(" —"))


def _help(language: str, *verb: str) -> str:
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "counterpoise", *verb, "--help"]
    command[3:3] = ["--lang", language]
    ended = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    return ended.stdout.strip()


def _page(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _yes(needed: bool) -> str:
    return "yes" if needed else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _name(path: Path) -> str:
    return path.relative_to(REFERENCE).as_posix()


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    sys.exit(main())
