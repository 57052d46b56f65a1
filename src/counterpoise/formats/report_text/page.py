"""One audit told in one language and width: the lines of a report and how its parts are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterpoise.analysis.findings import Audit, Finding, Severity
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.words import PlaceId
from counterpoise.formats import naming
from counterpoise.formats.columns import wrap
from counterpoise.formats.report_text.words import say

BOLD = "1"
COLOURS = {Severity.CRITICAL: "1;31", Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report and the style of a terminal it is shown in."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One audit told in one language and width."""

    audit: Audit
    language: str
    width: int

    def say(self, word: str, *values: object, **named: object) -> str:
        """Say a word of the report."""
        return say(word, self.language, *values, **named)

    def title(self, word: str) -> Line:
        """Head a part of the report."""
        return Line(self.say(word), BOLD)

    def wrapped(self, text: str, *, first: str = "", rest: str = "", style: str = "") -> Iterator[Line]:
        """Break a text into lines."""
        return (Line(line, style) for line in wrap(text, self.width, first=first, rest=rest))

    def detail(self, text: str) -> Iterator[Line]:
        """Set a text below a finding."""
        return self.wrapped(text, first="  ", rest="    ")

    def details(self, heading: str, texts: Sequence[str]) -> Iterator[Line]:
        """Set several texts below a finding, one on the line of its heading."""
        if len(texts) == 1:
            yield from self.detail(f"{heading}: {texts[0]}")
        elif texts:
            yield from self.detail(f"{heading}:")
            for text in texts:
                yield from self.wrapped(text, first="    - ", rest="      ")

    def coded(self, code: str) -> list[Finding]:
        """List the findings of a code."""
        return [finding for finding in self.audit.findings if finding.code == code]

    def matter(self, finding: Finding) -> str:
        """Name the matter of a finding."""
        return naming.matter_name(self.audit, finding.matter, self.language) if finding.matter else ""

    def steps(self, finding: Finding) -> str:
        """Name the steps of a finding."""
        if finding.matter is None:
            return ""
        steps = (naming.step_name(self.audit, finding.matter, step, self.language) for step in finding.steps)
        return "; ".join(steps)

    def places(self, places: Iterable[PlaceId | None]) -> str:
        """Name places, each once; the only place of a case has no name worth saying."""
        told = (place for place in places if place and place != ONLY_PLACE)
        known = (naming.place_name(self.audit, place, self.language) for place in told)
        return ", ".join(dict.fromkeys(known))

    def with_places(self, said: str, places: Iterable[PlaceId | None]) -> str:
        """Say something and where it stands."""
        where = self.places(places)
        return f"{said} ({where})" if where else said

    def persons(self, finding: Finding) -> str:
        """Name the persons of a finding."""
        return ", ".join(self._person_names(finding))

    def grouped(self, findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
        """Bring together the findings that differ in nothing but the place and the persons who hold its offices."""
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for f in findings:
            links = tuple((link.moved_by, link.how) for link in f.because if link.how != "kin")
            key = (
                f.severity,
                f.code,
                f.capped_from,
                f.reading,
                f.matter,
                f.steps,
                f.offices,
                links,
                self._gist(f),
            )
            alike.setdefault(key, []).append(f)
        return [tuple(same) for same in alike.values()]

    def _gist(self, finding: Finding) -> str:
        """Say a finding without names of persons and place."""
        said = finding.message.of(self.language)
        for name in sorted(
            (*self._person_names(finding), self.places([finding.place])), key=len, reverse=True
        ):
            said = said.replace(name, "…") if name else said
        return said

    def _person_names(self, finding: Finding) -> list[str]:
        return [naming.person_name(self.audit, p, finding.place, self.language) for p in finding.persons]
