"""What a page shows of an audit, written once per content and language: the library's own parts, and one entry a finding."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpoise.analysis.codes import MARKS, TITLES
from counterpoise.analysis.findings import Audit, Finding
from counterpoise.formats.report_html.edition import Edition, edition_of
from counterpoise.formats.report_html.numbering import Numbered, links, numbered
from counterpoise.formats.report_html.part_matters import matters_part
from counterpoise.formats.report_html.part_power import power_part
from counterpoise.formats.report_html.part_seats import seats_part
from counterpoise.formats.report_html.part_sources import chains_part
from counterpoise.formats.report_html.part_summary import summary_part
from counterpoise.formats.report_html.witness import witness
from counterpoise_site.examination.answers import Subject, examined, kept
from counterpoise_site.examination.keys import finding_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as a list shows it; `matter` is the id of the matter it is about, if it is about one."""

    key: str
    anchor: str
    code: str
    title: str
    severity: str
    mark: str
    grade: str
    about: str
    message: str
    matter: str


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """Everything the page of a place says in one language; the parts are markup of the library's."""

    name: str
    day: str
    framework: str
    framework_id: str
    summary: str
    seats: str
    matters: str
    entries: tuple[Entry, ...]
    counts: tuple[tuple[str, str, str, int], ...]

    def found(self, code: str) -> tuple[Entry, ...]:
        """Give the findings of one code, or all of them."""
        return tuple(one for one in self.entries if code in ("", one.code))

    def entry(self, key: str) -> Entry | None:
        """Find a finding by its name."""
        return next((one for one in self.entries if one.key == key), None)


@dataclass(frozen=True, slots=True)
class MatterTold:
    """What the page of one matter says in one language: its steps, and the numbers and shares behind it."""

    name: str
    steps: str
    power: str


def place_told(about: Subject, language: str) -> PlaceTold:
    """Say what an audit of a place found. Raises CaseError where it cannot be examined."""
    return kept(f"place:{language}", about, lambda: _told(about, examined(about), language))


def proof(about: Subject, key: str, language: str) -> str:
    """Write the witness of one finding; all of a place are written at once, for who reads one reads the next."""
    return kept(f"proofs:{language}", about, lambda: _proofs(examined(about), language)).get(key, "")


def matter_told(about: Subject, matter: str, language: str) -> MatterTold | None:
    """Say what stands behind one matter; nothing where the audit knows no such matter."""
    return kept(
        f"matter:{language}:{matter}", about, lambda: _matter(about, examined(about), matter, language)
    )


def _matter(about: Subject, audit: Audit, matter: str, language: str) -> MatterTold | None:
    answers = tuple(one for one in audit.matters if (one.place, one.matter) == (about.place, matter))
    if not answers:
        return None
    edition = edition_of(replace(audit, matters=answers), language)
    power = str(power_part(edition)).replace("<details ", "<details open ")
    steps = str(chains_part(edition)).replace("<details ", "<details open ")
    return MatterTold(edition.matter(answers[0].matter), steps, power)


def _proofs(audit: Audit, language: str) -> dict[str, str]:
    edition = edition_of(audit, language)
    return {
        finding_key(finding): str(witness(edition, Numbered(one.number, (finding,)), remedied=False) or "")
        for one in numbered(edition)
        for finding in one.findings
    }


def _told(about: Subject, audit: Audit, language: str) -> PlaceTold:
    edition = edition_of(audit, language)
    findings = numbered(edition)
    return PlaceTold(
        name=edition.place(about.place),
        day=edition.day(audit.on),
        framework=audit.framework.title.of(language),
        framework_id=audit.framework.id,
        summary=str(summary_part(edition, findings)),
        seats=str(seats_part(edition)),
        matters=str(matters_part(edition, links(findings))),
        entries=tuple(entry for one in findings for entry in _entries(edition, one)),
        counts=_counts(edition, audit),
    )


def _counts(edition: Edition, audit: Audit) -> tuple[tuple[str, str, str, int], ...]:
    """Count findings by severity, the gravest first: word, mark, name, number."""
    grades = sorted({finding.severity for finding in audit.findings}, reverse=True)
    return tuple(
        (
            grade.word,
            MARKS[grade],
            edition.severity(grade),
            sum(finding.severity is grade for finding in audit.findings),
        )
        for grade in grades
    )


def _entries(edition: Edition, one: Numbered) -> list[Entry]:
    return [_entry(edition, one, number, finding) for number, finding in enumerate(one.findings)]


def _entry(edition: Edition, one: Numbered, number: int, finding: Finding) -> Entry:
    return Entry(
        key=finding_key(finding),
        anchor=one.anchor if number == 0 else f"{one.anchor}-{number + 1}",
        code=finding.code,
        title=TITLES[finding.code].of(edition.language),
        severity=finding.severity.word,
        mark=MARKS[finding.severity],
        grade=edition.severity(finding.severity),
        about=edition.matter(finding.matter) if finding.matter else _offices(edition, finding),
        message=finding.message.of(edition.language),
        matter=finding.matter or "",
    )


def _offices(edition: Edition, finding: Finding) -> str:
    return ", ".join(edition.office(office) for office in finding.offices[:3])
