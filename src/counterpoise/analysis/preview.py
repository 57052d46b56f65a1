"""What each adopted measure ends and what it causes: the case audited with it and without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpoise.analysis.adoption import applied
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit, Finding
from counterpoise.analysis.load import overloaded
from counterpoise.analysis.repairs import Adopted, heirs, likeness
from counterpoise.analysis.setting import Setting
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.wording import Wording
from counterpoise.boolean.budget import Purse
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import SECONDS, LadderEngine
from counterpoise.domain.institution import Case
from counterpoise.domain.measures import Kind, Measure
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import roster
from counterpoise.domain.words import MatterId

Likes = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Preview:
    """The repaired case, both audits, and what each measure does."""

    case: Case
    before: Audit | None
    after: Audit | None
    adopted: tuple[Adopted, ...]


def previewed(setting: Setting, measures: Sequence[Measure]) -> Preview:
    """Audit a case with all measures, and without each of them: hard questions of all these audits have one purse."""
    whole = applied(setting.case, measures, day=setting.day)
    engine = LadderEngine(purse=Purse(SECONDS))
    before = _audited(setting, setting.case, engine=engine)
    after = _audited(setting, whole, engine=engine) if measures else before
    beside = _Beside(setting, measures, before, after, engine)
    return Preview(whole, before, after, tuple(beside.adopted(one) for one in measures))


def unseen(setting: Setting, measures: Sequence[Measure]) -> Preview:
    """Repair a case without auditing it."""
    whole = applied(setting.case, measures, day=setting.day)
    return Preview(whole, None, None, tuple(Adopted(one) for one in measures))


class _Beside:
    """Holds the case with all measures against the case with all but one."""

    def __init__(
        self, setting: Setting, measures: Sequence[Measure], before: Audit, after: Audit, engine: Engine
    ) -> None:
        self.engine = engine
        self.setting, self.measures, self.before, self.after = setting, measures, before, after
        self.heirs = heirs(measures)
        self.was = self._likes(before.findings)
        self.now = self._likes(after.findings)
        self.wide = [one for one in measures if one.matter is None and one.kind is not Kind.DELEGATE]
        count: dict[MatterId | None, int] = {}
        for one in measures:
            count[one.matter] = count.get(one.matter, 0) + 1
        self.count = count
        # one audit serves every matter that has a single measure: what is left is what reaches everything
        self.around = self.before if not self.wide else self._without_all_of_matters()

    def _likes(self, findings: Iterable[Finding]) -> Likes:
        return frozenset(likeness(f, self.heirs) for f in findings)

    def _without_all_of_matters(self) -> Audit:
        single = [matter for matter, count in self.count.items() if matter is not None and count == 1]
        case = applied(self.setting.case, self.wide, day=self.setting.day)
        return _audited(self.setting, case, single, engine=self.engine) if single else self.before

    def adopted(self, one: Measure) -> Adopted:
        """Say what comes back without one measure, and what goes."""
        without = self._without(one)
        old = self._likes(without) | self.was
        ends = tuple(f for f in without if likeness(f, self.heirs) not in self.now)
        new = (f for f in self.after.findings if likeness(f, self.heirs) not in old)
        causes = tuple(f for f in new if self._concerns(one, f))
        return Adopted(one, ends, causes)

    def _concerns(self, one: Measure, finding: Finding) -> bool:
        if one.kind is Kind.DELEGATE:
            return finding.code == "L01"
        return one.matter is None or finding.matter == one.matter

    def _without(self, one: Measure) -> list[Finding]:
        """List what is found where the measure works, in the case with all the others."""
        if one.matter is not None and self.count[one.matter] == 1:
            return [f for f in self.around.findings if self._concerns(one, f)]
        others = [other for other in self.measures if other is not one]
        case = applied(self.setting.case, others, day=self.setting.day)
        if one.kind is Kind.DELEGATE:
            return _loads(self.setting, case)
        matters = () if one.matter is None else (one.matter,)
        return [
            f
            for f in _audited(self.setting, case, matters, engine=self.engine).findings
            if self._concerns(one, f)
        ]


def _loads(setting: Setting, case: Case) -> list[Finding]:
    """Find only who has too many offices and duties: handing over a duty changes nothing else."""
    framework = case.framework_on(setting.day)
    assert framework is not None
    found: list[Finding] = []
    for place in setting.places:
        standing = roster(case, framework=framework, place=place, day=setting.day)
        structure = Structure(standing, setting.choices)
        found += overloaded(structure, Wording(Names(case, framework), place.id))
    return found


def _audited(setting: Setting, case: Case, matters: Iterable[MatterId] = (), *, engine: Engine) -> Audit:
    return audit(
        case,
        day=setting.day,
        places=[place.id for place in setting.places],
        matters=list(matters),
        ties=tuple(setting.choices.followed),
        superiors=setting.choices.superiors,
        brief=True,
        engine=engine,
    )
