"""G findings: what no working regulation covers, and what the framework itself leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.structure import Structure, has_holder
from counterpoise.analysis.wording import REMEDIES
from counterpoise.domain.day_words import partial_name
from counterpoise.domain.institution import Case
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import Names, joined
from counterpoise.domain.pilots import Regulation, Reorganisation
from counterpoise.domain.words import Basis, BodyId, OfficeId, StepId, Text, plain


def matter_gaps(structure: Structure, matter: Matter, names: Names) -> Iterator[Finding]:
    """Find steps nobody can take, matters nothing checks, steps without deadline, recusals without substitute."""
    yield from vacant_steps(structure, matter, names)
    yield from gaps_of_law(structure, matter, names)


def gaps_of_law(structure: Structure, matter: Matter, names: Names) -> Iterator[Finding]:
    """Find what a matter leaves open whoever holds the offices."""
    yield from _no_check(structure, matter, names)
    yield from _no_deadline(structure, matter, names)
    yield from _no_substitute(structure, matter, names)


def vacant_steps(structure: Structure, matter: Matter, names: Names) -> Iterator[Finding]:
    """Find the consents and binding checks for which nobody is there."""
    for step in matter.steps:
        if (step.is_consent or step.is_binding_check) and not has_holder(structure, step):
            said, what = names.step(step), names.matter(matter.id)
            stopped = step.is_consent
            yield _finding(
                structure,
                matter,
                "G03",
                Severity.WARNING,
                Text(
                    f"Không có ai để làm bước “{said.vi}” của việc “{what.vi}”: "
                    + (
                        "không ai quyết được việc này."
                        if stopped
                        else "khâu kiểm soát này không chặn được ai."
                    ),
                    f"Nobody is there to take the step “{said.en}” of “{what.en}”: "
                    + ("nobody can carry the matter." if stopped else "the check stops nobody."),
                ),
                steps=(step,),
                offices=tuple(sorted(structure.reach(step.actor))),
            )


def _no_check(structure: Structure, matter: Matter, names: Names) -> Iterator[Finding]:
    if matter.against is None and not any(step.is_binding_check for step in matter.steps):
        what = names.matter(matter.id)
        yield _finding(
            structure,
            matter,
            "G04",
            Severity.WARNING if matter.stakes >= 2 else Severity.INFO,
            Text(
                f"Việc “{what.vi}” không có khâu kiểm soát bắt buộc nào.",
                f"“{what.en}” has no binding check at all.",
            ),
        )


def _no_deadline(structure: Structure, matter: Matter, names: Names) -> Iterator[Finding]:
    open_ended = [step for step in matter.steps if step.is_consent and step.days is None]
    if open_ended:
        what, said = names.matter(matter.id), joined([names.step(step) for step in open_ended])
        yield _finding(
            structure,
            matter,
            "G05",
            Severity.INFO,
            Text(
                f"Việc “{what.vi}” có bước không ghi thời hạn: {said.vi}.",
                f"“{what.en}” has steps without a deadline: {said.en}.",
            ),
            steps=tuple(open_ended),
        )


def _no_substitute(structure: Structure, matter: Matter, names: Names) -> Iterator[Finding]:
    alone = [step for step in matter.steps if step.excludes and step.substitute is None]
    for step in alone:
        what, said = names.matter(matter.id), names.step(step)
        yield _finding(
            structure,
            matter,
            "G06",
            Severity.INFO,
            Text(
                f"Bước “{said.vi}” của việc “{what.vi}” buộc có người đứng ngoài nhưng không ghi ai thay.",
                f"The step “{said.en}” of “{what.en}” makes somebody step aside but names no substitute.",
            ),
            steps=(step,),
            offices=step.excludes,
        )


def regulation_gaps(
    case: Case, structure: Structure, matters: Sequence[Matter], names: Names
) -> Iterator[Finding]:
    """Find matters no regulation covers or gives one lead, and regulations older than the latest reorganisation.

    Says nothing when the case has no `regulations.yaml`: what is not told is not a gap.
    """
    if case.regulations is None:
        return
    here = frozenset(structure.roster.chain.values())
    day = structure.roster.day
    standing = [r for r in case.regulations if (r.place is None or r.place in here) and r.span.covers(day)]
    for matter in matters:
        covering = [r for r in standing if r.reaches(matter.id)]
        if not covering:
            yield _uncovered(structure, matter, names)
        else:
            yield from _leads(structure, matter, names, covering)
    changes = [r for r in case.reorganisations if (r.place is None or r.place in here) and r.on.first <= day]
    for regulation in standing:
        later = [c for c in changes if c.on.first > regulation.span.first]
        if later:
            yield _outdated(structure, regulation, max(later, key=lambda c: c.on.first))


def no_independent_check(
    structure: Structure, matter: Matter, names: Names, weak: frozenset[StepId]
) -> Iterator[Finding]:
    """Find a matter all of whose binding checks are hollow, collapsed or without a holder."""
    checks = [step for step in matter.steps if step.is_binding_check]
    if (
        checks
        and matter.against is None
        and all(s.id in weak or not has_holder(structure, s) for s in checks)
    ):
        what = names.matter(matter.id)
        yield _finding(
            structure,
            matter,
            "G08",
            Severity.WARNING,
            Text(
                f"Việc “{what.vi}” không còn khâu kiểm soát nào độc lập với người quyết định.",
                f"“{what.en}” has no check left that is independent of the decider.",
            ),
            steps=tuple(checks),
        )


def _leads(
    structure: Structure, matter: Matter, names: Names, covering: Sequence[Regulation]
) -> Iterator[Finding]:
    """Compare the leads named by the regulations: of one body they must be one, between bodies they must agree."""
    by_body: dict[BodyId | None, dict[OfficeId, None]] = {}
    for regulation in covering:
        for of, office in regulation.leads:
            if of == matter.id:
                by_body.setdefault(regulation.body, {})[office] = None
    if not by_body or any(len(leads) > 1 for leads in by_body.values()):
        yield _lead(
            structure, matter, names, tuple(dict.fromkeys(o for led in by_body.values() for o in led))
        )
    elif len({tuple(leads) for leads in by_body.values()}) > 1:
        yield _disagreement(structure, matter, names, by_body)


def _disagreement(
    structure: Structure, matter: Matter, names: Names, by_body: dict[BodyId | None, dict[OfficeId, None]]
) -> Finding:
    what = names.matter(matter.id)
    said = [
        (names.body(b) if b else Text("quy chế chung", "a common regulation"), names.office(next(iter(o))))
        for b, o in by_body.items()
    ]
    listed = Text(
        "; ".join(f"{b.vi}: {o.vi}" for b, o in said), "; ".join(f"{b.en}: {o.en}" for b, o in said)
    )
    return _finding(
        structure,
        matter,
        "G09",
        Severity.WARNING,
        Text(
            f"Các quy chế giao chủ trì việc “{what.vi}” khác nhau – {listed.vi}.",
            f"The regulations disagree on who leads “{what.en}” – {listed.en}.",
        ),
        offices=tuple(dict.fromkeys(o for leads in by_body.values() for o in leads)),
    )


def _uncovered(structure: Structure, matter: Matter, names: Names) -> Finding:
    what, place = names.matter(matter.id), names.place(structure.roster.place)
    return _finding(
        structure,
        matter,
        "G01",
        Severity.WARNING,
        Text(
            f"Tại {place.vi} không có quy chế làm việc nào đang có hiệu lực bao quát việc “{what.vi}”.",
            f"At {place.en} no working regulation in force covers “{what.en}”.",
        ),
    )


def _lead(structure: Structure, matter: Matter, names: Names, leads: tuple[OfficeId, ...]) -> Finding:
    what, several = names.matter(matter.id), joined([names.office(o) for o in leads])
    text = (
        Text(
            f"Việc “{what.vi}” có nhiều chức danh cùng chủ trì: {several.vi}.",
            f"“{what.en}” has several leads: {several.en}.",
        )
        if leads
        else Text(
            f"Quy chế có nhắc đến việc “{what.vi}” nhưng không phân công ai chủ trì.",
            f"The regulation covers “{what.en}” but names no lead.",
        )
    )
    return _finding(structure, matter, "G02", Severity.WARNING, text, offices=leads)


def _outdated(structure: Structure, regulation: Regulation, change: Reorganisation) -> Finding:
    since = regulation.span.start
    adopted, changed = (partial_name(since) if since else plain("?")), partial_name(change.on)
    return _finding(
        structure,
        None,
        "G07",
        Severity.WARNING,
        Text(
            f"Quy chế “{regulation.title.vi}” ({adopted.vi}) ban hành trước lần sắp xếp tổ chức “{change.title.vi}"
            f"” ({changed.vi}).",
            f"The regulation “{regulation.title.en}” ({adopted.en}) is older than the reorganisation"
            f" “{change.title.en}” ({changed.en}).",
        ),
        basis=(*regulation.basis, *change.basis),
    )


def _finding(
    structure: Structure,
    matter: Matter | None,
    code: str,
    severity: Severity,
    message: Text,
    *,
    steps: tuple[Step, ...] = (),
    offices: tuple[OfficeId, ...] = (),
    basis: Basis = (),
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        capped_from=None,
        reading=None,
        place=structure.roster.place,
        matter=matter.id if matter else None,
        steps=tuple(step.id for step in steps),
        persons=(),
        offices=offices,
        message=message,
        basis=(*(matter.basis if matter else ()), *basis),
        remedy=REMEDIES[code],
    )
