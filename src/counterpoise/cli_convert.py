"""The command `convert`: a case from one form into another, saying everything that stays behind."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.cli_console import OutputError, check_output, note_problems, write_bytes, write_result
from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats import cases, mandates, popolo, register
from counterpoise.formats.case_files import gather, read_files, store
from counterpoise.formats.case_files.yaml_data import Data
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.text_files import read_text
from counterpoise.formats.register.frameworks import missing

_POPOLO = ".json"
_MANDATES = ".csv"


@dataclass(frozen=True, slots=True)
class _Read:
    """The files of a case and what has to be told of reading them."""

    files: Mapping[str, str]
    told: tuple[Problem, ...]


def run(options: argparse.Namespace) -> int:
    """Read the one, check it, write the other whole or not at all."""
    source, target = Path(options.source), Path(options.target)
    _refuse_target(source, target, options)
    read = _read(source, options)
    case, problems = read_files(read.files, name=_name_of(target))
    left_out = _write(case, read.files, target, options)
    note_problems(dict.fromkeys((*read.told, *problems, *left_out)), options.lang)
    said = words.CONVERTED.of(options.lang).format(target=target, tenures=len(case.tenures))
    write_result(f"{said}\n", None, options.lang)
    return 0


def _name_of(target: Path) -> str:
    return target.stem if target.suffix.lower() in (*cases.WORKBOOKS, _POPOLO) else target.resolve().name


def _refuse_target(source: Path, target: Path, options: argparse.Namespace) -> None:
    """Refuse what cannot be written before anything is read."""
    kind = target.suffix.lower()
    if kind in (*cases.WORKBOOKS, _POPOLO) and not target.is_dir():
        check_output(str(target), options.lang)
    elif kind in (_MANDATES, ".xls", ".ods", ".yaml", ".yml"):
        raise OutputError(words.NOT_WRITTEN.of(options.lang).format(target, kind))
    elif not target.resolve().parent.is_dir():
        raise OutputError(words.NO_FOLDER_FOR_OUTPUT.of(options.lang).format(target, target.resolve().parent))
    elif target.exists() and not target.is_dir():
        raise OutputError(words.IS_THERE.of(options.lang).format(target))
    if target.exists() and source.exists() and target.samefile(source):
        raise OutputError(words.ONTO_ITSELF.of(options.lang).format(target))
    is_empty = target.is_dir() and not any(target.iterdir())
    if target.exists() and not is_empty and not options.force:
        raise OutputError(words.IS_THERE.of(options.lang).format(target))


def _read(source: Path, options: argparse.Namespace) -> _Read:
    kind = source.suffix.lower()
    if source.is_dir() or kind not in (*cases.WORKBOOKS, _POPOLO, _MANDATES):
        _, warnings = cases.read_with_warnings(source)
        carried = gather(source)
        return _Read(carried.files, (*warnings, *carried.left_out))
    if kind in cases.WORKBOOKS:
        files, told = cases.workbook().read_files_of(source)
        return _Read(files, told)
    return _from_popolo(source, options) if kind == _POPOLO else _from_mandates(source, options)


def _from_mandates(source: Path, options: argparse.Namespace) -> _Read:
    if options.framework is None:
        raise missing(source.name)
    chosen = register.choose(options.framework)
    offices = register.Offices.of(chosen.frameworks, _mapping(chosen, options))
    found = mandates.read(source, columns=options.columns)
    head: dict[str, Data] = {"title": source.stem}
    built = register.build(found.mandates, chosen=chosen, offices=offices, head=head)
    return _kept(built, found.left_out, options)


def _from_popolo(source: Path, options: argparse.Namespace) -> _Read:
    found = popolo.read(source)
    chosen = register.choose(options.framework or _named_framework(found, source))
    offices = register.Offices.of(chosen.frameworks, _mapping(chosen, options))
    grounds = popolo.grounds_of(found.areas, chosen.frameworks)
    built = register.build(
        found.mandates(offices),
        chosen=chosen,
        offices=offices,
        head=_head(found, source),
        grounds=grounds,
        persons=found.persons,
    )
    return _kept(built, found.left_out, options)


def _named_framework(found: popolo.Read, source: Path) -> str:
    """Give the shipped frameworks a file of ours names, or ask for one."""
    names = found.head.get("framework")
    listed = names if isinstance(names, list) else []
    shipped = register.shipped()
    if not listed or any(name not in shipped for name in listed):
        raise missing(source.name)
    return ",".join(listed)


def _head(found: popolo.Read, source: Path) -> dict[str, Data]:
    """Give the title and day that a file of ours keeps."""
    head: dict[str, Data] = {"title": source.stem}
    title, day = found.head.get("title"), found.head.get("on")
    if isinstance(title, dict):
        said: dict[str, Data] = {k: str(title[k]) for k in ("vi", "en") if str(title.get(k) or "").strip()}
        head["title"] = said or source.stem
    with suppress(ValueError):
        head |= {"on": date.fromisoformat(day).isoformat()} if isinstance(day, str) else {}
    return head


def _mapping(chosen: register.Chosen, options: argparse.Namespace) -> dict[str, register.OfficeId]:
    if options.offices is None:
        return {}
    problems = Problems()
    text = read_text(Path(options.offices), file=options.offices, problems=problems)
    if text is None:
        raise CaseError(problems.listed())
    return register.read_mapping(text, file=options.offices, frameworks=chosen.frameworks)


def _kept(built: register.Built, left_out: tuple[Problem, ...], options: argparse.Namespace) -> _Read:
    """Stop at rows that cannot be read, unless the rest is to be kept."""
    if built.unreadable and not (options.keep_readable and built.files):
        hint = Problem("--keep-readable", words.UNREADABLE, words.KEEP_READABLE)
        if options.keep_readable:
            hint = Problem("--keep-readable", words.NOTHING_READABLE, words.MEND_ROWS)
        raise CaseError((*built.unreadable, hint))
    unread = tuple(
        Problem(one.where, _row_left_out(one.what), one.remedy, fatal=False) for one in built.unreadable
    )
    return _Read(built.files, (*unread, *left_out, *built.noted))


def _row_left_out(what: Text) -> Text:
    said = words.ROW_LEFT_OUT
    return Text(f"{said.vi}: {what.vi}", f"{said.en}: {what.en}")


def _write(
    case: Case, files: Mapping[str, str], target: Path, options: argparse.Namespace
) -> tuple[Problem, ...]:
    kind = target.suffix.lower()
    if kind in cases.WORKBOOKS:
        content, left_out = cases.workbook().write(files, case, language=options.lang)
        write_bytes(content, str(target), options.lang)
        return tuple(left_out)
    if kind == _POPOLO:
        text, unsaid = popolo.write(case, language=options.lang)
        write_result(text, str(target), options.lang)
        return unsaid
    store(files, target)
    return ()
