"""Build the terms of measures: the shipped ones, and over them those of the case."""

from __future__ import annotations

import string
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from importlib import resources

from counterpoise.domain.measures import Kind, Term, Terms
from counterpoise.domain.names import KINDS
from counterpoise.domain.words import SourceId, Text, plain
from counterpoise.formats.case_folder import yaml_marks
from counterpoise.formats.case_folder.fields import MEASURES
from counterpoise.formats.case_folder.framework_yaml import sources_of
from counterpoise.formats.case_folder.names import basis_of, check_known
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.shapes import Entry

SHIPPED = "measures.yaml"
# What a clause may speak of: filled in for each measure.
BLANKS = (
    *("place", "person", "offices", "matter", "step", "steps", "excluded"),
    *("by", "from", "how", "quota", "duty", "days"),
)


@cache
def shipped() -> Terms:
    """Read the terms that come with the library."""
    text = resources.files("counterpoise").joinpath("measures", SHIPPED).read_text("utf-8")
    problems = Problems()
    node = yaml_marks.parse(text, file=SHIPPED, problems=problems)
    entry = None if node is None else MEASURES.read(node, Spot(SHIPPED, 1), problems)
    assert entry is not None, "the shipped measures.yaml cannot be read"
    bare = Terms(plain(SHIPPED), {kind: Term(kind, KINDS[kind], 1) for kind in Kind})
    read = terms(entry, (), sources=(), base=bare, problems=problems)
    assert not problems.listed(), problems.listed()
    return replace(read, own=False)


def terms(
    entry: Entry, actors: Collection[str], *, sources: Collection[SourceId], base: Terms, problems: Problems
) -> Terms:
    """Lay what an entry states over other terms, kind by kind and key by key."""
    own = sources_of(entry)
    known = {*sources, *own, *base.sources}
    written = entry["kinds"].values if "kinds" in entry else {}
    kinds = dict(base.kinds)
    for name, inside in written.items():
        kinds[Kind(name)] = _term(inside, kinds[Kind(name)], actors, known, problems=problems)
    return Terms(entry.get("title") or base.title, kinds, {**base.sources, **own}, own=True)


def _term(
    entry: Entry, base: Term, actors: Collection[str], sources: Collection[SourceId], *, problems: Problems
) -> Term:
    clause: Text = entry.get("clause", base.clause)
    _check_blanks(clause, entry, problems=problems)
    for name in entry.get("who", ()):
        check_known(name, actors, what=("chức danh hay cơ quan", "office or body"), problems=problems)
    return Term(
        base.kind,
        entry.get("name") or base.name,
        entry.get("cost", base.cost),
        entry.get("by_law", base.by_law),
        entry.get("superior", base.superior),
        entry.get("days", base.days),
        clause,
        entry.get("conditions", base.conditions),
        tuple(name.text for name in entry["who"]) if "who" in entry else base.who,
        basis_of(entry, sources, problems=problems) or base.basis,
    )


def _check_blanks(clause: Text, entry: Entry, *, problems: Problems) -> None:
    """Note a blank that nothing fills in, or braces that do not close."""
    for text in dict.fromkeys((clause.vi, clause.en)):
        try:
            blanks = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError:
            problems.add(
                entry.spot("clause"),
                both(
                    "có ngoặc nhọn mở mà không khép",
                    "a brace is opened and not closed, or the other way round",
                ),
                both(
                    "viết {by}; dấu ngoặc nhọn thật thì viết hai lần",
                    "write {by}; double a brace that is meant",
                ),
            )
            continue
        for blank in blanks:
            if blank not in BLANKS:
                listed = ", ".join(f"{{{name}}}" for name in BLANKS)
                problems.add(
                    entry.spot("clause"),
                    both(f"không biết điền gì vào “{{{blank}}}”", f"nothing fills in “{{{blank}}}”"),
                    both(f"chỉ dùng: {listed}", f"use only: {listed}"),
                )
