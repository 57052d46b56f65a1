"""The order and number of findings: by code, then place; what is alike at several places is told once.

Warnings and less are alike when they differ only in who and where. Graver findings stand alone unless they are
alike word for word, each with its own witness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.analysis.findings import Finding, Severity
from counterpoise.domain.words import MatterId, PlaceId
from counterpoise.formats.report_html.edition import Edition

Links = dict[tuple[PlaceId | None, MatterId | None], list["Numbered"]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Findings that are alike, one or more at each place, in the order of places; the first is told in full."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Give the finding that stands for all."""
        return self.findings[0]

    @property
    def places(self) -> tuple[PlaceId | None, ...]:
        """List the places, each once."""
        return tuple(dict.fromkeys(finding.place for finding in self.findings))

    @property
    def anchor(self) -> str:
        """Give the id of its place in the page."""
        return f"finding-{self.number}"


def numbered(edition: Edition) -> tuple[Numbered, ...]:
    """Number the findings in the order of the report; those of no place come first."""
    order = {place: n for n, place in enumerate(edition.places())}
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in edition.audit.findings:
        alike.setdefault(_likeness(edition, finding), []).append(finding)
    told = [sorted(found, key=lambda f: _rank(f, order)) for found in alike.values()]
    told.sort(key=lambda found: (found[0].code, [_rank(f, order) for f in found]))
    return tuple(Numbered(number, tuple(found)) for number, found in enumerate(told, start=1))


def links(findings: Iterable[Numbered]) -> Links:
    """Lead from each matter at each place to its findings."""
    led: Links = {}
    for one in findings:
        for place in one.places:
            led.setdefault((place, one.first.matter), []).append(one)
    return led


def each_of(findings: Iterable[Numbered], code: str) -> list[tuple[Finding, Numbered]]:
    """List every finding of a code with the entry that tells it."""
    return [(finding, one) for one in findings if one.first.code == code for finding in one.findings]


def _likeness(edition: Edition, finding: Finding) -> tuple[object, ...]:
    f = finding
    said = f.message.vi if f.severity > Severity.WARNING else _without_names(edition, f)
    return f.code, f.severity, f.capped_from, f.reading, f.matter, f.steps, f.offices, said, f.basis, f.remedy


def _without_names(edition: Edition, finding: Finding) -> str:
    """Take names of persons and of the place out of a message, and put the persons' offices there instead."""
    said = finding.message.vi
    if finding.place is None:
        return said
    for person in finding.persons:
        held = ",".join(edition.offices_of(person, finding.place))
        said = said.replace(edition.names.person(person, finding.place).vi, f"<{held}>")
    return said.replace(edition.names.place(finding.place).vi, "<>")


def _rank(finding: Finding, order: dict[PlaceId, int]) -> int:
    return -1 if finding.place is None else order[finding.place]
