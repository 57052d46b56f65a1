"""Frozen answers and findings, each carrying its witness; what report writers read."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from counterpoise.analysis import tables
from counterpoise.analysis.codes import SEVERITIES
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.languages import locale_language
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import (
    ArrangementId,
    Citation,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    StepId,
    Text,
)

READINGS = ("paper", "ties", "practice")

Sets = tuple[tuple[PersonId, ...], ...]


class Severity(IntEnum):
    """How grave a finding is."""

    INFO = 0
    WARNING = 1
    ERROR = 2
    CRITICAL = 3

    @property
    def word(self) -> str:
        """Give the word used in files and options."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Power:
    """The share of one person in the decisions of a matter.

    `banzhaf` and `shapley_shubik` sum to 1 over all persons; `banzhaf_absolute` is the probability of being
    decisive when everybody else flips a coin.
    """

    banzhaf: float
    banzhaf_absolute: float
    shapley_shubik: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many of some persons who can change places, with the offices by which they have a say."""

    count: int
    members: tuple[PersonId, ...]
    offices: tuple[OfficeId, ...]


Pattern = tuple[Share, ...]
"""One way to carry a matter: a share of each kind of person."""


@dataclass(frozen=True, slots=True)
class WithHolder:
    """How many others the person who fulfils an arrangement needs, and who; none when nobody suffices."""

    person: PersonId
    arrangement: ArrangementId
    others: int | None
    sets: Sets


Bounds = Mapping[str, tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reading says of one matter; where it is not exact a number is None and `bounds` holds it.

    A brief audit asks only how few carry the matter: it tells nothing that follows `capture_number`, but for `patterns`.
    `patterns` tells all capture sets where they are more than a list holds and few patterns say them all.
    """

    exact: bool
    method: str
    bounds: Bounds | None
    unnamed: int
    capture_number: int | None
    capture_sets_total: int | None
    capture_sets: Sets
    blocking_number: int | None
    blocking_sets_total: int | None
    blocking_sets: Sets
    power: Mapping[PersonId, Power]
    capture_probability: float | None
    with_holder: tuple[WithHolder, ...]
    patterns: tuple[Pattern, ...] = ()

    @property
    def shown(self) -> str:
        """Write the capture number: `—` when nobody can carry the matter, `2…5` between proven bounds.

        Bounds that meet are the number, though not all else of the answer is known.
        """
        return self._shown("capture_number")

    @property
    def blocking_shown(self) -> str:
        """Write the blocking number in the same way; `—` where it was not asked."""
        return self._shown("blocking_number")

    def _shown(self, name: str) -> str:
        number: int | None = getattr(self, name)
        if number is not None:
            return str(number)
        if self.exact:
            return "—"
        low, high = (self.bounds or {}).get(name, (None, None))
        if low is not None and low == high:
            return f"{low:g}"
        return f"{'?' if low is None else f'{low:g}'}…{'?' if high is None else f'{high:g}'}"


@dataclass(frozen=True, slots=True, repr=False)
class Readings:
    """The three readings side by side."""

    paper: Answer
    ties: Answer
    practice: Answer

    def of(self, reading: str) -> Answer:
        """Give one reading by name."""
        return {"paper": self.paper, "ties": self.ties, "practice": self.practice}[reading]

    @property
    def shown(self) -> tuple[str, ...]:
        """Write the three capture numbers."""
        return tuple(self.of(reading).shown for reading in READINGS)

    def __repr__(self) -> str:
        said = (f"{reading} {number}" for reading, number in zip(READINGS, self.shown, strict=True))
        return f"<Readings: {', '.join(said)}>"


@dataclass(frozen=True, slots=True, repr=False)
class MatterAnswers:
    """One matter at one place, as things stand and without the arrangements in force."""

    place: PlaceId
    matter: MatterId
    readings: Readings
    without_arrangement: Readings | None

    def __repr__(self) -> str:
        without = self.without_arrangement
        said = "" if without is None else f", without the arrangement {', '.join(without.shown)}"
        return f"<{self.matter} at {self.place}: {', '.join(self.readings.shown)}{said}>"


@dataclass(frozen=True, slots=True)
class Because:
    """One link of a witness: this person moves with that actor (or relative), in this way."""

    person: PersonId
    moved_by: str
    how: str


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """What is wrong, who, with what, and the smallest proof in the reader's words.

    `rests_on` lists the rows (seats, ties, matter) the finding falls without, already worded.
    """

    code: str
    severity: Severity
    capped_from: Severity | None
    reading: str | None
    place: PlaceId | None
    matter: MatterId | None
    steps: tuple[StepId, ...]
    persons: tuple[PersonId, ...]
    offices: tuple[OfficeId, ...]
    message: Text
    because: tuple[Because, ...] = ()
    basis: tuple[Citation, ...] = ()
    rests_on: tuple[Text, ...] = ()
    remedy: Text | None = None

    def __repr__(self) -> str:
        at = ", ".join(filter(None, (self.matter, self.place)))
        return f"<{self.code} {self.severity.word}{f' ({at})' if at else ''}: {self.message.en}>"


@dataclass(frozen=True, slots=True)
class Audit:
    """Every answer and finding for one case on one day, with what report writers need beside them."""

    case: Case
    framework: Framework
    on: date
    matters: tuple[MatterAnswers, ...]
    findings: tuple[Finding, ...]
    rosters: Mapping[PlaceId, Roster] = field(default_factory=dict)
    doubtful_tenures: tuple[Text, ...] = ()
    followed: tuple[str, ...] = ()
    superiors: bool = False
    brief: bool = False

    def in_full(self) -> Audit:
        """Give the audit to those who tell groups and power, or refuse: a brief one would be silent about them."""
        if self.brief:
            raise ValueError("this audit is brief: audit in full to tell groups and power")
        return self

    def __repr__(self) -> str:
        covered = f"{len(self.matters)} matters, {len(self.findings)} findings{_tally(self.findings)}"
        return f"<Audit of {self.case.id} on {self.on}: {covered}>"

    def _repr_html_(self) -> str:
        language, names = locale_language(os.environ), Names(self.case, self.framework)
        numbers = [_matter_row(matter, names, language) for matter in self.matters]
        return (
            tables.title(f"{self.case.title.of(language)} ({day_name(self.on).of(language)})")
            + _findings_table(tables.FOUND, self.findings, names=names, language=language)
            + tables.table(tables.NUMBERS, tables.MATTERS, rows=numbers, language=language)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """One case before and after a change of who holds what."""

    change: Text
    before: Audit
    after: Audit

    @property
    def changed(self) -> tuple[tuple[MatterAnswers, MatterAnswers], ...]:
        """Pair before and after of each matter whose capture number changes in some reading."""
        after = {(m.place, m.matter): m for m in self.after.matters}
        pairs = ((was, after[was.place, was.matter]) for was in self.before.matters)
        return tuple((was, now) for was, now in pairs if was.readings.shown != now.readings.shown)

    @property
    def gained(self) -> tuple[Finding, ...]:
        """List the findings that the change brings."""
        before = frozenset(map(_identity, self.before.findings))
        return tuple(f for f in self.after.findings if _identity(f) not in before)

    @property
    def lost(self) -> tuple[Finding, ...]:
        """List the findings that the change ends."""
        after = frozenset(map(_identity, self.after.findings))
        return tuple(f for f in self.before.findings if _identity(f) not in after)

    def __repr__(self) -> str:
        moved = (
            f"{len(self.changed)} matters changed, {len(self.gained)} findings gained, {len(self.lost)} lost"
        )
        return f"<Comparison for {self.before.case.id} on {self.before.on}: {self.change.en}: {moved}>"

    def _repr_html_(self) -> str:
        language, names = locale_language(os.environ), Names(self.before.case, self.before.framework)
        changed = [_changed_row(was, now, names, language) for was, now in self.changed]
        return (
            tables.title(self.change.of(language))
            + tables.table(tables.CHANGED, tables.MATTERS, rows=changed, language=language)
            + _findings_table(tables.GAINED, self.gained, names=names, language=language)
            + _findings_table(tables.LOST, self.lost, names=names, language=language)
        )


def _identity(finding: Finding) -> tuple[object, ...]:
    f = finding
    return f.code, f.severity, f.reading, f.place, f.matter, f.steps, f.persons, f.offices


def _tally(findings: Sequence[Finding]) -> str:
    counts = {grade: sum(f.severity is grade for f in findings) for grade in reversed(Severity)}
    said = ", ".join(f"{count} {grade.word}" for grade, count in counts.items() if count)
    return f" ({said})" if said else ""


def _findings_table(caption: Text, findings: Sequence[Finding], *, names: Names, language: str) -> str:
    rows = [_finding_row(finding, names, language) for finding in findings]
    return tables.table(caption, tables.FINDINGS, rows=rows, language=language)


def _finding_row(finding: Finding, names: Names, language: str) -> tables.Row:
    place = names.place(finding.place).of(language) if finding.place else ""
    matter = names.matter(finding.matter).of(language) if finding.matter else ""
    severity = SEVERITIES[finding.severity].of(language)
    return severity, finding.code, place, matter, finding.message.of(language)


def _matter_row(answers: MatterAnswers, names: Names, language: str) -> tables.Row:
    now, without = answers.readings.shown, answers.without_arrangement
    cells = now if without is None else [f"{n} ({w})" for n, w in zip(now, without.shown, strict=True)]
    return (names.place(answers.place).of(language), names.matter(answers.matter).of(language), *cells)


def _changed_row(was: MatterAnswers, now: MatterAnswers, names: Names, language: str) -> tables.Row:
    pairs = zip(was.readings.shown, now.readings.shown, strict=True)
    cells = (before if before == after else f"{before} → {after}" for before, after in pairs)
    return (names.place(was.place).of(language), names.matter(was.matter).of(language), *cells)
