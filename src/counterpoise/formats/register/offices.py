"""Find the office a register means by what it writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from counterpoise.domain.bodies import Office
from counterpoise.domain.institution import CaseError, Framework, Problem
from counterpoise.domain.words import OfficeId, Text
from counterpoise.formats.case_files.csv_rows import table_rows
from counterpoise.formats.register.mandates import folded

_LISTED = 12
_HEADINGS = frozenset({"written", "office", "ghi", "chuc danh", "ecrit", "fonction", "mandat"})


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of the frameworks chosen, by id, by name and by what a mapping file adds."""

    by_id: Mapping[OfficeId, Office]
    named: Mapping[str, tuple[OfficeId, ...]]

    @classmethod
    def of(cls, frameworks: Iterable[Framework], mapping: Mapping[str, OfficeId]) -> Offices:
        """Gather the names; what the mapping says goes before names."""
        by_id: dict[OfficeId, Office] = {}
        named: dict[str, tuple[OfficeId, ...]] = {}
        short: dict[str, tuple[OfficeId, ...]] = {}  # names as far as their first comma
        for framework in frameworks:
            for office in framework.offices.values():
                known = by_id.get(office.id)
                if known is None or known.seats < office.seats:
                    by_id[office.id] = office
                for name in (office.name.vi, office.name.en):
                    for names, said in ((named, folded(name)), (short, folded(name.partition(",")[0]))):
                        names[said] = tuple(dict.fromkeys((*names.get(said, ()), office.id)))
        named = {**short, **named}
        named |= {folded(office): (office,) for office in by_id}
        named |= {folded(written): (office,) for written, office in mapping.items()}
        return cls(by_id, named)

    def find(self, written: str) -> Office | tuple[Text, Text]:
        """Give the office, or what is wrong with the name and the nearest ones."""
        found = self.named.get(folded(written), ())
        if len(found) == 1:
            return self.by_id[found[0]]
        if found:
            listed = ", ".join(found)
            return (
                Text(
                    f"“{written}” có thể là nhiều chức danh: {listed}",
                    f"“{written}” may be several offices: {listed}",
                ),
                Text(
                    f"thêm vào tệp đối chiếu một dòng: {written},{found[0]}",
                    f"add a line to the mapping file: {written},{found[0]}",
                ),
            )
        return _unknown(written, self.suggestions(written), self.by_id)

    def suggestions(self, written: str) -> tuple[OfficeId, ...]:
        """List the offices whose names come nearest."""
        near = get_close_matches(folded(written), self.named, n=3, cutoff=0.65)
        return tuple(dict.fromkeys(office for name in near for office in self.named[name]))[:3]


def _unknown(written: str, near: tuple[OfficeId, ...], known: Mapping[OfficeId, Office]) -> tuple[Text, Text]:
    what = Text(f"không rõ “{written}” là chức danh nào", f"no office is known as “{written}”")
    shown = [known[office] for office in near or tuple(known)[:_LISTED]]
    more = "" if near or len(known) <= _LISTED else ", …"
    vi = ", ".join(f"“{office.name.vi}” ({office.id})" for office in shown) + more
    en = ", ".join(f"“{office.name.en}” ({office.id})" for office in shown) + more
    line = f"{written},{near[0] if near else '…'}"
    meant = (
        Text(f"có phải là {vi} không? ", f"did you mean {en}? ")
        if near
        else Text(f"các chức danh: {vi}; ", f"the offices are {en}; ")
    )
    return what, Text(
        f"{meant.vi}thêm vào tệp đối chiếu (--offices) một dòng như: {line}",
        f"{meant.en}add a line such as this to the mapping file (--offices): {line}",
    )


def read_mapping(text: str, *, file: str, frameworks: Iterable[Framework]) -> dict[str, OfficeId]:
    """Read a mapping file: written name, office id; a first line of headings may be there."""
    known: list[str] = [office for framework in frameworks for office in framework.offices]
    mapping: dict[str, OfficeId] = {}
    problems = []
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    for number, (line, cells) in enumerate(table_rows(text, delimiter=delimiter, file=file)):
        if number == 0 and cells[-1] not in known and any(folded(cell) in _HEADINGS for cell in cells):
            continue
        if len(cells) < 2 or not cells[0] or cells[1] not in known:
            near = get_close_matches(cells[1] if len(cells) > 1 else "", known, n=1)
            problems.append(_bad_line(f"{file}, line {line}", cells, near))
            continue
        mapping[cells[0]] = OfficeId(cells[1])
    if problems:
        raise CaseError(tuple(problems))
    return mapping


def _bad_line(where: str, cells: list[str], near: list[str]) -> Problem:
    written = cells[1] if len(cells) > 1 else ""
    meant = Text(f"có phải là “{near[0]}” không?", f"did you mean “{near[0]}”?") if near else None
    return Problem(
        where,
        Text(f"không có chức danh “{written}”", f"unknown office “{written}”"),
        meant
        or Text(
            "mỗi dòng viết: tên trong sổ,mã chức danh", "write on each line: name in the register,office id"
        ),
    )
