"""The names a framework declares, and what later files may say about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from counterpoise.domain.kinship import RELATIONS, known_relation
from counterpoise.domain.words import Basis, BodyId, Citation, GroupId, Level, OfficeId, SourceId
from counterpoise.formats.case_folder.problems import Problems, Spot, both, nearest
from counterpoise.formats.case_folder.shapes import Entry, Name

SUGGESTED = 100  # finding a nearest name costs time: after so many problems it no longer helps
SPELLING = both("kiểm tra chính tả", "check the spelling")


@dataclass(frozen=True, slots=True)
class Names:
    """What actor expressions may name; levels are counted from the audited one, below it is negative."""

    offices: dict[OfficeId, int]
    bodies: dict[BodyId, int]
    groups: frozenset[GroupId]
    deciding: frozenset[BodyId] = frozenset()
    headed: frozenset[BodyId] = frozenset()

    def all(self) -> list[str]:
        """List every name an actor may be."""
        return [*self.offices, *self.bodies, *self.groups]


def check_known(name: Name, known: Collection[str], *, what: tuple[str, str], problems: Problems) -> bool:
    """Note a name that is not among the known ones."""
    if name.text in known:
        return True
    vi, en = what
    problems.add(
        name.at,
        both(f"không có {vi} “{name.text}”", f"unknown {en} “{name.text}”"),
        nearest(name.text, known) if problems.count < SUGGESTED else SPELLING,
    )
    return False


def distinct(names: Iterable[Name], *, problems: Problems) -> tuple[str, ...]:
    """Give the names in order, noting those written twice."""
    seen: dict[str, None] = {}
    for name in names:
        if name.text in seen:
            problems.add(
                name.at,
                both(f"“{name.text}” viết hai lần", f"“{name.text}” is written twice"),
                both("bỏ một", "leave one out"),
            )
        seen[name.text] = None
    return tuple(seen)


def known_offices(
    names: Iterable[Name], offices: Collection[OfficeId], *, problems: Problems
) -> tuple[OfficeId, ...]:
    """Give offices that are declared and distinct, noting the others."""
    listed = list(names)
    for name in listed:
        check_known(name, offices, what=("chức danh", "office"), problems=problems)
    return tuple(OfficeId(name) for name in distinct(listed, problems=problems))


def basis_of(entry: Entry, sources: Collection[SourceId], *, problems: Problems) -> Basis:
    """Give the citations of an entry, noting sources that are not declared."""
    citations = []
    for cited in entry.get("basis", ()):
        source = cited.get("source")
        if source is None:
            continue
        check_known(source, sources, what=("nguồn", "source"), problems=problems)
        citations.append(
            Citation(SourceId(source.text), cited.get("cite", ""), cited.get("status"), cited.get("note", ""))
        )
    return tuple(citations)


def level_of(entry: Entry, levels: Collection[Level], *, otherwise: Level, problems: Problems) -> Level:
    """Give the level of an entry, or the audited one when it states none."""
    name = entry.get("level")
    if name is None:
        return otherwise
    known = check_known(name, levels, what=("cấp", "level"), problems=problems)
    return Level(name.text) if known else otherwise


def note_twice(name: Name, first: int, *, problems: Problems) -> None:
    """Note that an id was already used."""
    problems.add(
        name.at,
        both(f"mã “{name.text}” đã có ở dòng {first}", f"the id “{name.text}” is already on line {first}"),
        both("đặt mã khác", "choose another id"),
    )


def each_once(entries: Iterable[Entry], *, problems: Problems) -> list[Entry]:
    """Give the entries that have an id, noting ids used twice."""
    seen: dict[str, int] = {}
    kept = []
    for entry in entries:
        name = entry.get("id")
        if name is None:
            continue
        if name.text in seen:
            note_twice(name, seen[name.text], problems=problems)
        seen.setdefault(name.text, name.at.line)
        kept.append(entry)
    return kept


def warn_of_relation(word: str, *, at: Spot, problems: Problems) -> None:
    """Warn of a word that names no known family relation: rules and rows may then miss each other."""
    if word and known_relation(word) not in RELATIONS:
        problems.warn(
            at,
            both(f"chưa biết quan hệ gia đình “{word}”", f"“{word}” is not a known family relation"),
            nearest(word, RELATIONS),
        )
