"""The command `repair`: the cheapest measures that restore control, with their proof."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from counterpoise import cli_words as words
from counterpoise.analysis.asked import day_asked, places_asked
from counterpoise.analysis.repair import repair
from counterpoise.analysis.repairs import Repair, Status
from counterpoise.cli_console import (
    OutputError,
    Progress,
    check_output,
    note,
    result_width,
    wants_colour,
    write_result,
)
from counterpoise.cli_opening import opened
from counterpoise.domain.institution import Case
from counterpoise.formats import cases, repair_json, repair_text
from counterpoise.formats.case_files import gather, read_files, repaired_files, store


def run(options: argparse.Namespace) -> int:
    """Repair, tell, write; 1 when some demand stays open, the proof is not finished or the budget is passed."""
    check_output(options.output, options.lang)
    source = Path(options.case)
    case = opened(options)
    groups = _groups(case, options)
    _check_target(groups, source, options)
    repairs = [_repair(case, group, options) for group in groups]
    if options.write is not None:
        _write(repairs, source, options)
    write_result(_report(repairs, options), options.output, options.lang)
    return int(any(_is_short(one) for one in repairs))


def _is_short(one: Repair) -> bool:
    return one.status in (Status.IMPOSSIBLE, Status.UNFINISHED) or one.is_over_budget


def _groups(case: Case, options: argparse.Namespace) -> list[tuple[str, ...]]:
    """List which places share one set of measures: all that are asked about, or each by itself."""
    chosen = places_asked(case, day_asked(case, options.on), options.places)
    return [(place.id,) for place in chosen] if options.each else [tuple(place.id for place in chosen)]


def _repair(case: Case, group: Sequence[str], options: argparse.Namespace) -> Repair:
    progress = Progress(options.lang)
    try:
        return repair(
            case,
            target=options.target,
            reading=options.reading,
            places=group,
            matters=options.matters,
            stakes=options.stakes,
            forbid=options.forbid,
            budget=options.budget,
            published=options.publish,
            day=options.on,
            ties=options.ties,
            superiors=options.superiors,
            seconds=options.seconds,
            progress=progress,
        )
    finally:
        progress.end()


def _report(repairs: Sequence[Repair], options: argparse.Namespace) -> str:
    if options.format == "json":
        return repair_json.write(repairs)
    return repair_text.write(
        repairs,
        language=options.lang,
        colour=wants_colour(options.output),
        width=result_width(options.output),
    )


def _check_target(groups: Sequence[tuple[str, ...]], source: Path, options: argparse.Namespace) -> None:
    """Refuse a folder that cannot be written before any work is done for it."""
    if options.write is None:
        return
    target = Path(options.write)
    if len(groups) > 1:
        raise OutputError(words.WRITE_ONE.of(options.lang).format("--each"))
    if target.exists() and source.exists() and target.samefile(source):
        raise OutputError(words.ONTO_ITSELF.of(options.lang).format(target))
    if not target.resolve().parent.is_dir():
        raise OutputError(words.NO_FOLDER_FOR_OUTPUT.of(options.lang).format(target, target.resolve().parent))
    if target.exists() and not target.is_dir():
        raise OutputError(words.NOT_A_FOLDER.of(options.lang).format(target))
    if target.is_dir() and any(target.iterdir()) and not options.force:
        raise OutputError(words.IS_THERE.of(options.lang).format(target))


def _write(repairs: Sequence[Repair], source: Path, options: argparse.Namespace) -> None:
    """Write the repaired case beside what the case already says, whole or not at all."""
    target = Path(options.write)
    files = (
        cases.workbook().read_files_of(source)[0]
        if source.suffix.lower() in cases.WORKBOOKS and source.is_file()
        else gather(source).files
    )
    (one,) = repairs
    written = repaired_files(files, one.case, one.repaired, on=one.on)
    read_files(written, name=target.resolve().name)  # what cannot be read again is not written
    store(written, target)
    note(words.REPAIRED.of(options.lang).format(folder=target))
