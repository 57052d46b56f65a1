"""Frozen results of a repair: what to adopt, what it ends, what else would do, what stands in the way, and the proof."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterpoise.analysis import tables
from counterpoise.analysis.adoption import successor
from counterpoise.analysis.demands import Demand, Need
from counterpoise.analysis.findings import Audit, Finding
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.languages import locale_language
from counterpoise.domain.measures import Measure, Split
from counterpoise.domain.names import KINDS, Names
from counterpoise.domain.words import MatterId, PersonId, PlaceId, Text


class Status(StrEnum):
    """How a search ended.

    `none-needed`: every demand holds already. `found`: a cheapest set meets every demand. `impossible`: no set does;
    the one given meets all that can be met. `unfinished`: the time ended before the proof.
    """

    NONE_NEEDED = "none-needed"
    FOUND = "found"
    IMPOSSIBLE = "impossible"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Adopted:
    """One measure of the set: the findings that come back without it, and those it brings."""

    measure: Measure
    ends: tuple[Finding, ...] = ()
    causes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One part of the set, a matter or (of none) the load, with every choice that costs the same.

    `total` is none where more than `listed` were not counted.
    """

    matter: MatterId | None
    cost: int
    choices: tuple[tuple[Measure, ...], ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """Another set of measures with its cost."""

    measures: tuple[Measure, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A demand no set of the measures allowed can meet: `alone` when not even by itself.

    Else not with the others, or nobody had the time to find out; `why` says which.
    """

    demand: Demand
    persons: tuple[PersonId, ...]
    alone: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proved: no set of measures that meets as much costs less than `low`."""

    method: str
    low: int
    high: int | None
    exact: bool

    @property
    def gap(self) -> int | None:
        """Give how far the two bounds are apart; none when no set was found in time."""
        return None if self.high is None else self.high - self.low


@dataclass(frozen=True, slots=True)
class Scale:
    """Ending the arrangement and controlling it on one scale; none where no set of that kind meets as much."""

    keeping: int | None
    ending: int | None


@dataclass(frozen=True, slots=True)
class Repair:
    """The cheapest measures for some places that share them, on a day, and everything that was proved on the way.

    `ties_total` counts all cheapest sets, this one too; it is none where they were not all counted. `before` and
    `after` are the audits of the case as it stands and as repaired, none where no preview was asked for.
    """

    case: Case
    framework: Framework
    on: date
    places: tuple[PlaceId, ...]
    target: int
    reading: str
    status: Status
    measures: tuple[Adopted, ...]
    cost: int
    parts: tuple[Alternatives, ...]
    ties: tuple[Offer, ...]
    ties_total: int | None
    next_best: tuple[Offer, ...]
    next_exact: bool
    obstacles: tuple[Obstacle, ...]
    scale: Scale | None
    proof: Proof
    budget: int | None
    candidates: int
    matters: tuple[MatterId, ...]
    repaired: Case
    before: Audit | None
    after: Audit | None

    @property
    def is_over_budget(self) -> bool:
        """Tell whether the cheapest set costs more than the budget."""
        return self.budget is not None and self.cost > self.budget

    @property
    def ended(self) -> tuple[Finding, ...]:
        """List the findings that the set ends."""
        return _beside(self.before, self.after, heirs(one.measure for one in self.measures))

    @property
    def caused(self) -> tuple[Finding, ...]:
        """List the findings that the set brings."""
        return _beside(self.after, self.before, heirs(one.measure for one in self.measures))

    def __repr__(self) -> str:
        where = ", ".join(self.places)
        return (
            f"<Repair of {self.case.id} at {where} on {self.on}: {self.status}, {len(self.measures)} measures,"
            f" cost {self.cost}, {len(self.ended)} findings ended, {len(self.caused)} caused>"
        )

    def _repr_html_(self) -> str:
        language, names = locale_language(os.environ), Names(self.case, self.framework)
        rows = [_row(one, names, language) for one in self.measures]
        where = Text(
            ", ".join(names.place(p).vi for p in self.places),
            ", ".join(names.place(p).en for p in self.places),
        )
        title = f"{self.case.title.of(language)} – {where.of(language)} ({day_name(self.on).of(language)})"
        return tables.title(title) + tables.table(
            tables.ADOPTED, tables.MEASURES, rows=rows, language=language
        )


Heirs = Mapping[PersonId, PersonId]


def heirs(measures: Iterable[Measure]) -> Heirs:
    """Say for whoever takes over what another gives up, from whom: what was wrong before is not new in other hands."""
    splits = (one.change for one in measures if isinstance(one.change, Split))
    return {successor(split): split.person for split in splits}


def likeness(finding: Finding, heirs: Heirs) -> tuple[object, ...]:
    """Tell findings apart by what they are about, not by how they are worded or graded."""
    steps = () if finding.code in ("C01", "C04", "C05") else finding.steps
    persons = tuple(heirs.get(person, person) for person in finding.persons)
    return finding.code, finding.place, finding.matter, steps, persons


def _beside(one: Audit | None, other: Audit | None, heirs: Heirs) -> tuple[Finding, ...]:
    """List the findings of one audit that have no like in the other."""
    if one is None or other is None:
        return ()
    known = frozenset(likeness(f, heirs) for f in other.findings)
    return tuple(f for f in one.findings if likeness(f, heirs) not in known)


NEEDS = {
    Need.CAPTURE: Text("việc do quá ít người làm trọn được", "the matter can be carried by too few"),
    Need.OWN: Text(
        "có người chặn được việc kiểm soát chính mình", "somebody can stop the control of oneself"
    ),
    Need.RULE: Text("trái một quy tắc", "a rule is broken"),
    Need.LOAD: Text(
        "có người giữ quá nhiều chức danh và nhiệm vụ", "somebody has too many offices and duties"
    ),
    Need.CARRIED: Text("việc không còn ai làm được", "nobody can carry the matter any more"),
    Need.SOLE: Text("thêm người tự mình làm trọn việc", "one more person carries the matter alone"),
    Need.WORK: Text("thêm người quá tải công việc", "one more person has too much work"),
    Need.PUBLISHED: Text("kết quả không được công khai", "the result is not published"),
}


def _row(adopted: Adopted, names: Names, language: str) -> Sequence[str]:
    one = adopted.measure
    matter = names.matter(one.matter).of(language) if one.matter is not None else ""
    ended = ", ".join(dict.fromkeys(f.code for f in adopted.ends))
    return (str(one.cost), KINDS[one.kind].of(language), matter, one.clause.of(language), ended)
