"""The command `regulation`: one place in, its draft working regulation out."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import Any

from counterpoise import cli_words as words
from counterpoise.analysis.asked import day_asked, places_asked
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit
from counterpoise.analysis.regulation import draft
from counterpoise.analysis.repair import repair
from counterpoise.analysis.repairs import Repair
from counterpoise.cli_console import OutputError, Progress, check_output, note, write_bytes
from counterpoise.cli_opening import opened
from counterpoise.domain.checks import problems_on
from counterpoise.domain.drafts import Draft, NoteKind
from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.words import PlaceId, Text

WRITERS = {".docx": "regulation_docx", ".html": "regulation_html", ".md": "regulation_md"}


def run(options: argparse.Namespace) -> int:
    """Draft the regulation of one place and write it, whole or not at all."""
    check_output(options.output, options.lang)
    writer = _writer(options.output, options.lang)
    places = (options.place,) if options.place else ()
    case = opened(options, lambda case: problems_on(case, options.on or case.on, places=places))
    drafted = _drafted(case, options)
    written = writer.write(drafted, language=options.lang)
    content = written if isinstance(written, bytes) else written.encode("utf-8")
    write_bytes(content, options.output, options.lang)
    note(_told(drafted, options))
    return 0


def _drafted(case: Case, options: argparse.Namespace) -> Draft:
    """Draft from the cheapest repair, or from what stands."""
    place = _place(case, options)
    progress = Progress(options.lang)
    try:
        return draft(_work(case, place, options, progress), place=place)
    finally:
        progress.end()


def _work(case: Case, place: PlaceId, options: argparse.Namespace, progress: Progress) -> Audit | Repair:
    if options.no_repair:
        return audit(
            case, day=options.on, places=[place], ties=options.ties, superiors=options.superiors, brief=True
        )
    return repair(
        case,
        target=options.target,
        reading=options.reading,
        forbid=options.forbid,
        places=[place],
        day=options.on,
        ties=options.ties,
        superiors=options.superiors,
        progress=progress,
    )


def _place(case: Case, options: argparse.Namespace) -> PlaceId:
    """Give the place asked for, or the only one there is."""
    asked = [options.place] if options.place else []
    known = places_asked(case, day_asked(case, options.on), asked)
    if len(known) > 1:
        listed = ", ".join(place.id for place in known)
        what = Text("phải chọn một địa bàn", "choose one place")
        raise CaseError((Problem("--place", what, Text(f"các địa bàn: {listed}", f"the places: {listed}")),))
    return known[0].id


def _writer(output: str, language: str) -> Any:
    """Load only the module of the format asked for: only Word needs python-docx."""
    name = WRITERS[Path(output).suffix.lower()]
    try:
        return importlib.import_module(f"counterpoise.formats.{name}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("docx", "lxml"):
            raise
        raise OutputError(words.NEEDS_DOCX.of(language)) from error


def _told(drafted: Draft, options: argparse.Namespace) -> str:
    """Say what was written: how many articles and measures, and how many things are left to decide."""
    open_items = next(annex for annex in drafted.annexes if annex.drafting).sections[0].table
    count = len(open_items.rows) if open_items is not None else 0
    measures = next(article for article in drafted.articles if article.key == "measures").clauses
    adopted = sum(any(note.kind is NoteKind.ENDS for note in clause.notes) for clause in measures)
    return words.DRAFTED.of(options.lang).format(
        file=options.output,
        articles=len(drafted.articles),
        annexes=len(drafted.annexes),
        measures=adopted,
        open=count,
    )
