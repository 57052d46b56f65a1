"""Turn a CSV of mandates into mandates, each with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.case_files.csv_rows import table_rows
from counterpoise.formats.case_files.dates import day_first, our_date
from counterpoise.formats.case_folder.problems import Problems
from counterpoise.formats.case_folder.text_files import read_text
from counterpoise.formats.mandates.columns import Columns, recognise
from counterpoise.formats.register import Mandate

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Read:
    """The mandates of a register and what of it is not carried over."""

    mandates: tuple[Mandate, ...]
    left_out: tuple[Problem, ...]


def read(path: Path, *, columns: Mapping[str, str]) -> Read:
    """Read every row of a register; `columns` names headings that are not recognised by themselves."""
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = table_rows(text, delimiter=delimiter, file=path.name)
    if not rows:
        raise CaseError((Problem(path.name, Text("tệp trống", "the file is empty"), Text("", "")),))
    (line, header), *rest = rows
    known = recognise(header, columns, where=f"{path.name}, line {line}")
    dates = [known.cell(cells, key) for _, cells in rest for key in ("from", "to")]
    order = day_first(dates, by_language=known.day_first)
    mandates = tuple(_mandate(f"{path.name}, line {line}", cells, known, order) for line, cells in rest)
    return Read(mandates, _left_out(path.name, known))


def _text(path: Path) -> str:
    problems = Problems()
    text = read_text(path, file=path.name, problems=problems)
    if text is None:
        raise CaseError(problems.listed())
    return text


def _mandate(where: str, cells: list[str], known: Columns, order: bool | None) -> Mandate:
    identity = known.cell(cells, "person_id")
    name = known.cell(cells, "person")
    return Mandate(
        where,
        person=" ".join((identity or name).split()),
        office=" ".join(known.cell(cells, "office").split()),
        name=" ".join(name.split()),
        place=" ".join(known.cell(cells, "place").split()),
        kind=known.cell(cells, "level"),
        within=" ".join(known.cell(cells, "within").split()),
        start=our_date(known.cell(cells, "from"), first_is_day=order),
        end=our_date(known.cell(cells, "to"), first_is_day=order),
        basis=known.cell(cells, "basis"),
        seat=known.cell(cells, "seat"),
    )


def _left_out(file: str, known: Columns) -> tuple[Problem, ...]:
    if not known.unknown:
        return ()
    listed = ", ".join(f"“{heading}”" for heading in known.unknown)
    what = Text(f"các cột không được đưa sang: {listed}", f"columns not carried over: {listed}")
    return (Problem(file, what, Text("", ""), fatal=False),)
