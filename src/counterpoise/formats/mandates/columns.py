"""Tell what the columns of a register hold by their names, in Vietnamese, English or French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.register.mandates import folded

LANGUAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "vi": {
        "person": ("nguoi", "nguoi giu", "nguoi giu chuc", "ho ten", "ho va ten", "can bo", "ten"),
        "person_id": ("ma nguoi", "ma can bo"),
        "office": ("chuc danh", "chuc vu", "nhiem vu"),
        "place": ("dia ban", "xa", "noi", "don vi", "dia phuong"),
        "within": ("thuoc", "thuoc dia ban", "huyen", "tinh"),
        "level": ("cap",),
        "from": ("tu", "tu ngay", "ngay bat dau", "bat dau"),
        "to": ("den", "den ngay", "ngay ket thuc", "ket thuc"),
        "seat": ("ghe", "so ghe"),
        "basis": ("can cu", "nguon", "quyet dinh"),
    },
    "en": {
        "person": ("person", "name", "holder", "full name", "councillor"),
        "person_id": ("person id", "person_id", "id"),
        "office": ("office", "mandate", "post", "position", "role", "title"),
        "place": ("place", "area", "municipality", "town", "constituency"),
        "within": ("within", "parent", "district", "county"),
        "level": ("level", "kind"),
        "from": ("from", "start", "start date", "start_date", "since"),
        "to": ("to", "end", "end date", "end_date", "until"),
        "seat": ("seat",),
        "basis": ("basis", "source", "sources", "reference"),
    },
    "fr": {
        "person": ("personne", "nom", "titulaire", "elu", "nom et prenom", "prenom et nom"),
        "person_id": ("identifiant",),
        "office": ("mandat", "fonction", "poste", "libelle de la fonction"),
        "place": ("commune", "lieu", "territoire", "collectivite", "libelle de la commune"),
        "within": ("departement", "canton"),
        "level": ("niveau",),
        "from": ("debut", "date de debut", "du", "debut du mandat", "date de debut du mandat"),
        "to": ("fin", "date de fin", "au", "fin du mandat", "date de fin du mandat"),
        "seat": ("siege",),
        "basis": ("origine", "arrete"),
    },
}
KEYS = tuple(LANGUAGES["en"])
_REQUIRED = ("person", "office")
_DAY_FIRST = ("vi", "fr")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row, which columns nothing is known of, and whether the language writes days first."""

    at: Mapping[str, int]
    unknown: tuple[str, ...]
    day_first: bool

    def cell(self, row: list[str], key: str) -> str:
        """Give one cell of a row."""
        number = self.at.get(key, -1)
        return row[number] if 0 <= number < len(row) else ""


def recognise(header: list[str], chosen: Mapping[str, str], *, where: str) -> Columns:
    """Find the columns; `chosen` says which heading stands for which thing and goes before names."""
    at = _chosen_columns(header, chosen, where=where)
    for number, heading in enumerate(header):
        key = _key_of(heading)
        if key and key not in at and number not in at.values():
            at[key] = number
    missing = [key for key in _REQUIRED if key not in at]
    if "person" in missing and "person_id" in at:
        missing.remove("person")
    if missing:
        raise CaseError(tuple(_missing(key, header, where) for key in missing))
    unknown = tuple(heading for number, heading in enumerate(header) if number not in at.values() and heading)
    return Columns(
        at, unknown, any(_speaks(heading, language) for heading in header for language in _DAY_FIRST)
    )


def _key_of(heading: str) -> str:
    for names in LANGUAGES.values():
        for key, said in names.items():
            if folded(heading) in said:
                return key
    return ""


def _speaks(heading: str, language: str) -> bool:
    return any(folded(heading) in said for said in LANGUAGES[language].values())


def _chosen_columns(header: list[str], chosen: Mapping[str, str], *, where: str) -> dict[str, int]:
    at = {}
    problems = []
    for key, heading in chosen.items():
        if heading in header:
            at[key] = header.index(heading)
            continue
        near = get_close_matches(heading, header, n=1)
        listed = near[0] if near else ", ".join(header)
        what = Text(f"không có cột “{heading}”", f"there is no column “{heading}”")
        problems.append(Problem(where, what, Text(f"chọn: {listed}", f"choose: {listed}")))
    if problems:
        raise CaseError(tuple(problems))
    return at


def _missing(key: str, header: list[str], where: str) -> Problem:
    named = {"person": Text("người giữ", "the person"), "office": Text("chức danh", "the office")}[key]
    listed = ", ".join(header)
    return Problem(
        where,
        Text(
            f"không rõ cột nào ghi {named.vi}; có: {listed}",
            f"no column is known to hold {named.en}; there are: {listed}",
        ),
        Text(f"thêm --columns {key}=TÊN-CỘT", f"add --columns {key}=HEADING"),
    )
