"""Write a case as Popolo JSON, and say what Popolo has no room for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from counterpoise.domain.institution import ONLY_PLACE, Case, Place, Problem
from counterpoise.domain.names import Names
from counterpoise.domain.people import VACANT, Tenure
from counterpoise.domain.words import OfficeId, PlaceId, Text

Json = dict[str, Any]


def write(case: Case, *, language: str) -> tuple[str, tuple[Problem, ...]]:
    """Give the JSON of a case, and a note for each part that stays behind."""
    writer = _Writer(case, language)
    content = {
        "counterpoise": _head(case),
        "persons": writer.persons(),
        "organizations": [writer.organization(place) for place in case.places.values()],
        "areas": [] if writer.has_one_place else [_area(place) for place in case.places.values()],
        "posts": writer.posts(),
        "memberships": [writer.membership(number, t) for number, t in enumerate(case.tenures, 1)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n", tuple(_left_out(case))


class _Writer:
    """Writes the parts of one case in one language."""

    def __init__(self, case: Case, language: str) -> None:
        self.case = case
        self.language = language
        self.has_one_place = set(case.places) == {ONLY_PLACE}
        self._names = {framework.id: Names(case, framework) for framework in case.frameworks}

    def persons(self) -> list[Json]:
        """List the persons, those that only a tenure names too."""
        held = (t.person for t in self.case.tenures if t.person is not None)
        named = {person.id: person.name for person in self.case.persons.values()}
        return [{"id": p, "name": named.get(p) or p} for p in dict.fromkeys((*named, *held))]

    def organization(self, place: Place) -> Json:
        """Write the authorities of a place as one organization."""
        content = {"id": place.id, "name": place.name.of(self.language), "classification": place.level}
        return content if self.has_one_place else {**content, "area_id": place.id}

    def posts(self) -> list[Json]:
        """Write every office at every place of its level."""
        offices = {o.id: o for framework in self.case.frameworks for o in framework.offices.values()}
        held = dict.fromkeys((t.place, t.office) for t in self.case.tenures)
        level = {place.id: place.level for place in self.case.places.values()}
        pairs = [(place, office) for place in level for office in offices]
        return [
            self._post(place, office, offices[office].seats)
            for place, office in pairs
            if (place, office) in held or self.has_one_place or offices[office].level == level[place]
        ]

    def _post(self, place: PlaceId, office: OfficeId, seats: int) -> Json:
        content: Json = {
            "id": f"{place}/{office}",
            "label": self._office_name(office),
            "role": office,
            "organization_id": place,
        }
        if not self.has_one_place:
            content["area_id"] = place
        return {**content, "seats": seats} if seats > 1 else content

    def membership(self, number: int, tenure: Tenure) -> Json:
        """Write a tenure; a vacancy is a membership of nobody that says so."""
        content: Json = {"id": f"m{number}"}
        content |= {"label": VACANT} if tenure.person is None else {"person_id": tenure.person}
        content |= {"post_id": f"{tenure.place}/{tenure.office}", "organization_id": tenure.place}
        if not self.has_one_place:
            content["area_id"] = tenure.place
        content |= {"role": tenure.office, "seat": tenure.seat}
        if tenure.span.start is not None:
            content["start_date"] = str(tenure.span.start)
        if tenure.span.ended_unknown:
            content["end_date_unknown"] = True
        elif tenure.span.end is not None:
            content["end_date"] = str(tenure.span.end)
        return {**content, "sources": [{"note": tenure.basis}]} if tenure.basis else content

    def _office_name(self, office: OfficeId) -> str:
        framework = next(f for f in self.case.frameworks if office in f.offices)
        return framework.offices[office].name.of(self.language)


def _head(case: Case) -> Json:
    head: Json = {"id": case.id, "title": {"vi": case.title.vi, "en": case.title.en}}
    head["framework"] = [framework.id for framework in case.frameworks]
    return {**head, "on": case.on.isoformat()} if case.on else head


def _area(place: Place) -> Json:
    content: Json = {"id": place.id, "name": place.name.vi, "classification": place.level}
    if place.parent is not None:
        content["parent_id"] = place.parent
    if place.span.start is not None:
        content["start_date"] = str(place.span.start)
    if place.span.ended_unknown:
        content["end_date_unknown"] = True
    elif place.span.end is not None:
        content["end_date"] = str(place.span.end)
    return content


def _left_out(case: Case) -> Iterable[Problem]:
    compromised = sum(person.compromise is not None for person in case.persons.values())
    parts = (
        ("kin.csv", len(case.kin), "quan hệ người thân", "kin"),
        ("persons.csv", compromised, "xác suất bị chi phối", "probabilities of compromise"),
        ("arrangements.yaml", len(case.arrangements), "mô hình", "arrangements"),
        ("regulations.yaml", len(case.regulations or ()), "quy chế", "regulations"),
        ("regulations.yaml", len(case.reorganisations), "lần sắp xếp tổ chức", "reorganisations"),
        ("indicators.csv", len(case.indicators), "chỉ số", "indicators"),
        ("evidence.yaml", len(case.evidence), "bằng chứng", "papers of evidence"),
        ("case.yaml", len(case.sources), "nguồn riêng của hồ sơ", "sources of the case's own"),
        ("case.yaml", len(case.exceptions), "ngoại lệ", "exceptions"),
        ("case.yaml", len(case.reviews), "xác nhận", "reviews"),
        ("case.yaml", int(case.workload is not None), "khối lượng việc", "workload"),
        ("measures.yaml", int(case.measures is not None and case.measures.own), "biện pháp", "measures"),
    )
    for file, count, vi, en in parts:
        if count:
            what = Text(f"{vi} không được đưa sang: {count}", f"{en} not carried over: {count}")
            yield Problem(
                file, what, Text("Popolo không có chỗ ghi", "Popolo has no room for them"), fatal=False
            )
