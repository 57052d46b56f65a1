"""The command `sweep`: rosters of many places in, tables out; or what joining or parting two offices would change."""

from __future__ import annotations

import argparse
import importlib
import os
import secrets
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from counterpoise import cli_words as words
from counterpoise.analysis.asked import matters_asked
from counterpoise.analysis.structure import Choices
from counterpoise.cli_console import OutputError, Progress, check_output, write_result
from counterpoise.cli_parser import UsageError
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT
from counterpoise.domain.institution import Case, CaseError, Framework, Problem
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import OfficeId, Text
from counterpoise.formats.case_files import read_files
from counterpoise.formats.case_folder import shipped_frameworks
from counterpoise.formats.case_folder.problems import Problems, nearest
from counterpoise.formats.case_folder.text_files import read_text

_TABLES = (".parquet", ".csv")


def run(options: argparse.Namespace) -> int:
    """Invent rosters, sweep them, or compare them with themselves changed."""
    if options.generate is not None:
        return _generate(options)
    if options.rosters is None or options.framework is None:
        raise _usage(words.SWEEP_USAGE, options)
    changes = options.merge is not None or options.split is not None
    _check_kind(options.output, _TABLES if changes else (".parquet",), options)
    for path in (options.output, options.picture):
        check_output(path, options.lang)
    if not Path(options.rosters).is_file():
        what = words.ROSTERS_A_FOLDER if Path(options.rosters).is_dir() else words.ROSTERS_MISSING
        raise CaseError((Problem(options.rosters, what, words.ROSTERS_REMEDY),))
    sweep = _sweep(options)
    progress = Progress(options.lang)
    try:
        return _compare(sweep, options, progress) if changes else _examine(sweep, options, progress)
    finally:
        progress.end()


def _examine(sweep: Any, options: argparse.Namespace, progress: Progress) -> int:
    swept = _module("counterpoise.sweeping.run", options).run(
        sweep, progress=progress, compiling=progress.compiling
    )
    progress.end()
    said = words.SWEPT.of(options.lang).format(
        places=swept.places,
        patterns=swept.patterns,
        answers=swept.answers,
        findings=swept.findings,
        output=sweep.output,
        beside=sweep.findings,
    )
    write_result(f"{said}\n", None, options.lang)
    return 0


def _compare(sweep: Any, options: argparse.Namespace, progress: Progress) -> int:
    what_if = _module("counterpoise.sweeping.what_if", options)
    asked = what_if.WhatIf(
        merge=_offices(options.merge, sweep, "--merge"), split=_offices(options.split, sweep, "--split")
    )
    ranked = what_if.run(sweep, asked, progress=progress, compiling=progress.compiling)
    progress.end()
    if options.picture is not None:
        write_result(what_if.picture(ranked, options.lang), options.picture, options.lang)
    write_result(what_if.text(ranked, options.lang), None, options.lang)
    return 0


def _offices(pair: tuple[str, ...] | None, sweep: Any, option: str) -> tuple[OfficeId, ...] | None:
    """Give the offices named, or say which there are."""
    strange = [office for office in pair or () if OfficeId(office) not in sweep.framework.offices]
    if strange:
        raise CaseError(
            tuple(
                Problem(
                    option,
                    Text(f"không có chức danh nào mang mã: {office}", f"no office has the id: {office}"),
                    nearest(office, sweep.framework.offices),
                )
                for office in strange
            )
        )
    return None if pair is None else tuple(OfficeId(office) for office in pair)


def _sweep(options: argparse.Namespace) -> Any:
    """Put together what is asked."""
    framework, arrangements = _framework(options)
    followed = frozenset(FOLLOWED_BY_DEFAULT if options.ties is None else options.ties)
    return _module("counterpoise.sweeping.run", options).Sweep(
        rosters=Path(options.rosters),
        output=Path(os.path.realpath(options.output)),
        framework=framework,
        day=_day(framework, options),
        matters=matters_asked(framework, options.matters),
        arrangements=arrangements,
        choices=Choices(followed, options.superiors),
        compromise=options.compromise,
        sets=options.sets,
        power=options.power,
        scheduler=options.scheduler,
        processes=options.processes,
    )


def _day(framework: Framework, options: argparse.Namespace) -> date:
    """Give the day asked about: by default the framework's last, if it has passed."""
    day: date = options.on or min(date.today(), framework.valid.last)
    if not framework.valid.covers(day):
        first, last = framework.valid.start or "…", framework.valid.end or "…"
        raise CaseError(
            (
                Problem(
                    "--on",
                    Text(
                        f"khung quy chế {framework.id} không có hiệu lực ngày {day}",
                        f"the framework {framework.id} is not valid on {day}",
                    ),
                    Text(f"chọn ngày trong khoảng {first} – {last}", f"choose a day within {first} – {last}"),
                ),
            )
        )
    return day


def _framework(options: argparse.Namespace) -> tuple[Framework, tuple[Arrangement, ...]]:
    """Read the framework and the arrangements to look for."""
    name: str = options.framework
    files: dict[str, str] = {}
    if name.endswith((".yaml", ".yml")) or "/" in name:
        files["framework.yaml"] = _text(Path(name))
        written = "./framework.yaml"
    elif name in shipped_frameworks():
        written = name
    else:
        what = Text(f"không có khung quy chế “{name}”", f"there is no framework “{name}”")
        raise CaseError((Problem("--framework", what, nearest(name, shipped_frameworks())),))
    listed = _arrangements(options)
    if listed is not None:
        files["arrangements.yaml"] = listed
    files["case.yaml"] = f"counterpoise: 1\nframework: {written}\n"
    case: Case = read_files(files, name="sweep")[0]
    return case.frameworks[0], case.arrangements


def _arrangements(options: argparse.Namespace) -> str | None:
    if options.arrangements is not None:
        return _text(Path(options.arrangements))
    shipped = resources.files("counterpoise").joinpath("holding_sets", f"{options.framework}.yaml")
    return shipped.read_text("utf-8") if shipped.is_file() else None


def _text(path: Path) -> str:
    problems = Problems()
    text = read_text(path, file=str(path), problems=problems)
    if text is None:
        raise CaseError(problems.listed())
    return text


def _generate(options: argparse.Namespace) -> int:
    """Invent rosters and write them whole or not at all."""
    if options.rosters is not None or options.merge is not None or options.split is not None:
        raise _usage(words.SWEEP_BOTH, options)
    _check_kind(options.output, _TABLES, options)
    check_output(options.output, options.lang)
    rosters = _module("counterpoise.formats.rosters.writing", options)
    invented = importlib.import_module("counterpoise.analysis.sweep.invented").invented
    target = Path(os.path.realpath(options.output))
    beside = target.with_name(f".counterpoise-{secrets.token_hex(6)}.tmp")
    try:
        rows = rosters.write_rosters(
            invented(options.generate, seed=options.seed), beside, kind=target.suffix
        )
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    said = words.INVENTED.of(options.lang).format(
        places=options.generate, rows=rows, seed=options.seed, output=options.output
    )
    write_result(f"{said}\n", None, options.lang)
    return 0


def _check_kind(output: str, kinds: tuple[str, ...], options: argparse.Namespace) -> None:
    if Path(output).suffix.lower() not in kinds:
        said = words.BAD_TABLE if len(kinds) > 1 else words.NOT_PARQUET
        raise OutputError(said.of(options.lang).format(output))


def _module(name: str, options: argparse.Namespace) -> Any:
    """Load a module that needs pyarrow, or say what to install."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in ("pyarrow", "numba", "distributed"):
            raise
        raise OutputError(words.SWEEP_NEEDS.of(options.lang).format(package)) from error


def _usage(said: Text, options: argparse.Namespace) -> UsageError:
    return UsageError(
        f"{words.ERROR.of(options.lang)}: {said.of(options.lang)}\n{words.SEE_HELP.of(options.lang).format('counterpoise sweep')}"
    )
