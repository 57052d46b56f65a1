"""Cases on their way into the register and out of it, in every format the library reads and writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.words import Text, plain
from counterpoise.formats import cases, mandates, popolo, register
from counterpoise.formats.case_files import files_of, read_files
from counterpoise.formats.case_files.yaml_data import Data, is_map, parsed
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.models import Document, Paper
from counterpoise_site.register.records import read

MOST_FILES = 60
MOST_UNPACKED = 60 * 1024 * 1024
KINDS = (".zip", ".xlsx", ".json", ".csv")

_CASE = "case.yaml"
_TABLES = (".csv", ".yaml", ".yml")
_BAD_ZIP = Text("không mở được tệp .zip này", "this .zip cannot be opened")
_TOO_LARGE = Text(
    "tệp .zip mở ra quá lớn hoặc có quá nhiều tệp", "the .zip is too large or holds too many files"
)
_MAKE_ZIP = Text(
    "nén lại thư mục hồ sơ, chỉ có các tệp .yaml và .csv",
    "zip the case's folder again, .yaml and .csv files only",
)
_WRONG_KIND = Text("chưa đọc được loại tệp này", "files of this kind are not read")
_SEND = Text(f"gửi {', '.join(KINDS)}", f"send {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Brought:
    """A case somebody brings, with what had to be told of reading it."""

    case: Case
    told: tuple[Problem, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file to hand out."""

    name: str
    content: bytes
    kind: str


def bring(name: str, content: bytes, *, framework: str) -> Brought:
    """Read what somebody uploads; raise one error that carries every problem, each with its row."""
    kind = PurePosixPath(name).suffix.lower()
    stem = PurePosixPath(name).stem or "import"
    told: tuple[Problem, ...] = ()
    if kind == ".zip":
        files = _unpacked(name, content)
    elif kind in (".xlsx", ".json", ".csv"):
        files, told = _turned(name, content, kind, framework)
    else:
        raise CaseError((Problem(name, _WRONG_KIND, _SEND),))
    case, problems = read_files(files, name=stem)
    return Brought(case, tuple(dict.fromkeys((*told, *problems))), framework_files(files))


def hand_out(case: Case, kind: str, *, language: str) -> Handed:
    """Write the register as a file of one kind."""
    if kind == "json":
        text, _ = popolo.write(case, language=language)
        return Handed(f"{case.id}.popolo.json", text.encode("utf-8"), "application/json")
    files = written_files(case)
    if kind == "csv":
        return Handed(f"{case.id}-tenures.csv", files.get("tenures.csv", "").encode("utf-8"), "text/csv")
    if kind == "xlsx":
        content, _ = cases.workbook().write(files, case, language=language)
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Handed(f"{case.id}.xlsx", content, sheet)
    return Handed(f"{case.id}.zip", _packed(files), "application/zip")


def written_files(case: Case, known_on: datetime | None = None) -> dict[str, str]:
    """Write the register, as it was known at a moment, as the files of a case folder."""
    papers: Any = Paper.objects.known_on(known_on)
    contents = papers.filter(kind=Paper.Kind.FRAMEWORK).values_list("content", flat=True)
    named = [read(FrameworkNamed, content) for content in contents]
    texts = {one.id: Document.objects.get(pk=one.digest).source for one in named}
    missing = [name for name, text in texts.items() if not text]
    if missing:
        what = Text("khung quy chế này không có tệp gốc", "the file of this framework was not kept")
        raise CaseError(tuple(Problem(name, what, plain("")) for name in missing))
    shipped = {name: _shipped(name) for name in shipped_frameworks()}
    return files_of(case, frameworks=texts, shipped=shipped)


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


def _unpacked(name: str, content: bytes) -> dict[str, str]:
    """Take the tables and YAML files of a zipped folder, whatever folder they lie in; nothing is written anywhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            infos = [one for one in packed.infolist() if PurePosixPath(one.filename).suffix in _TABLES]
            if len(infos) > MOST_FILES or sum(one.file_size for one in infos) > MOST_UNPACKED:
                raise CaseError((Problem(name, _TOO_LARGE, _MAKE_ZIP),))
            texts = {one.filename: packed.read(one).decode("utf-8-sig") for one in infos}
    except (zipfile.BadZipFile, UnicodeDecodeError, RuntimeError, NotImplementedError) as error:
        raise CaseError((Problem(name, _BAD_ZIP, _MAKE_ZIP),)) from error
    top = min((p for p in texts if PurePosixPath(p).name == _CASE), key=len, default=_CASE)
    base = PurePosixPath(top).parent
    inside = {_relative(path, base): text for path, text in texts.items()}
    return {path: text for path, text in inside.items() if path and ".." not in PurePosixPath(path).parts}


def _relative(path: str, base: PurePosixPath) -> str:
    pure = PurePosixPath(path)
    return str(pure.relative_to(base)) if pure.is_relative_to(base) and not pure.is_absolute() else ""


def _packed(files: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode("utf-8"))
    return made.getvalue()


def _turned(
    name: str, content: bytes, kind: str, framework: str
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Turn a workbook or a register of mandates into the files of a case."""
    with TemporaryDirectory(prefix="counterpoise-") as top:
        path = Path(top) / (PurePosixPath(name).name.replace("\0", "") or f"import{kind}")
        path.write_bytes(content)
        if kind == ".xlsx":
            files, told = cases.workbook().read_files_of(path)
            return dict(files), tuple(told)
        return _from_register(path, kind, framework)


def _from_register(path: Path, kind: str, framework: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    chosen = register.choose(framework)
    offices = register.Offices.of(chosen.frameworks, {})
    head: dict[str, Data] = {"title": path.stem}
    if kind == ".csv":
        rows = mandates.read(path, columns={})
        built = register.build(rows.mandates, chosen=chosen, offices=offices, head=head)
        left_out: Sequence[Problem] = rows.left_out
    else:
        found = popolo.read(path)
        built = register.build(
            found.mandates(offices),
            chosen=chosen,
            offices=offices,
            head=head,
            grounds=popolo.grounds_of(found.areas, chosen.frameworks),
            persons=found.persons,
        )
        left_out = found.left_out
    if built.unreadable:
        raise CaseError(built.unreadable)
    return dict(built.files), _all(left_out, built.noted)


def _all(*problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for some in problems for problem in some)
