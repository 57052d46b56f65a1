"""G findings about the framework itself, wherever it is used: sources out of force, gaps the sources leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.wording import REMEDIES
from counterpoise.domain.day_words import day_name, written_name
from counterpoise.domain.days import DateError, read_date
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.names import Names, joined
from counterpoise.domain.rules import NeedsRecords
from counterpoise.domain.words import Basis, Citation, MatterId, OfficeId, Source, SourceId, Text, plain


def framework_findings(
    case: Case, framework: Framework, matters: Sequence[Matter], day: date
) -> Iterator[Finding]:
    """Find cited sources not in force on the day, gaps the framework names, and rules left to daily records."""
    names = Names(case, framework)
    yield from _out_of_force(case, framework, matters, day, names)
    for gap in framework.gaps:
        if not gap.matters or any(m.id in gap.matters for m in matters):
            yield _finding("G11", Severity.INFO, gap.what, matter=None, basis=gap.basis)
    left = [rule for rule in framework.rules if isinstance(rule, NeedsRecords)]
    if left:
        said = [
            Text(
                f"{(r.name or plain(r.id)).vi} (cần {r.what.vi})",
                f"{(r.name or plain(r.id)).en} (needs {r.what.en})",
            )
            for r in left
        ]
        listed = Text("; ".join(s.vi for s in said), "; ".join(s.en for s in said))
        yield _finding(
            "R11",
            Severity.INFO,
            Text(
                f"{len(left)} quy tắc chỉ kiểm được bằng sổ theo dõi hằng ngày, không kiểm ở đây: {listed.vi}.",
                f"{len(left)} rules can only be checked against daily records and are not checked here: {listed.en}.",
            ),
            matter=None,
            basis=tuple(dict.fromkeys(c for r in left for c in r.basis)),
        )


def _out_of_force(
    case: Case, framework: Framework, matters: Sequence[Matter], day: date, names: Names
) -> Iterator[Finding]:
    """Find each source that matters, ties or rules rest on although it was not in force on the day."""
    for source_id, users in _users(framework, matters).items():
        source = framework.sources.get(source_id) or case.sources.get(source_id)
        if source is not None and not in_force(source, day):
            what = joined(_named(users, names))
            yield _finding(
                "G10",
                Severity.WARNING,
                Text(
                    f"Căn cứ “{source.title.vi}” không có hiệu lực ngày {day_name(day).vi}"
                    f" ({_span(source).vi}) nhưng vẫn được viện dẫn cho: {what.vi}.",
                    f"“{source.title.en}” was not in force on {day_name(day).en} ({_span(source).en})"
                    f" although it is cited for: {what.en}.",
                ),
                matter=None,
                basis=(Citation(source_id),),
            )


@dataclass(slots=True)
class _Users:
    """The rows that cite one source."""

    matters: dict[MatterId, None] = field(default_factory=dict)
    tied: dict[OfficeId, None] = field(default_factory=dict)
    rules: int = 0


def _users(framework: Framework, matters: Sequence[Matter]) -> dict[SourceId, _Users]:
    """List for each source what cites it: matters with their steps, ties by their office, rules by number."""
    users: defaultdict[SourceId, _Users] = defaultdict(_Users)
    for matter in matters:
        for basis in (matter.basis, *(step.basis for step in matter.steps)):
            for citation in basis:
                users[citation.source].matters[matter.id] = None
    for office in framework.offices.values():
        for citation in (c for tie in office.ties for c in tie.basis):
            users[citation.source].tied[office.id] = None
    for rule in framework.rules:
        for source in dict.fromkeys(citation.source for citation in rule.basis):
            users[source].rules += 1
    return users


def _named(users: _Users, names: Names) -> list[Text]:
    told = [names.matter(matter) for matter in users.matters]
    for office in map(names.office, users.tied):
        told.append(Text(f"ràng buộc của {office.vi}", f"ties of: {office.en}"))
    if users.rules:
        word = "rule" if users.rules == 1 else "rules"
        told.append(Text(f"{users.rules} quy tắc", f"{users.rules} {word}"))
    return told


def in_force(source: Source, day: date) -> bool:
    """Tell whether a source is in force on a day; what states no dates is taken to be."""
    try:
        begun = not source.start or read_date(source.start).first <= day
        return begun and (not source.end or day <= read_date(source.end).last)
    except DateError:
        return True


def _span(source: Source) -> Text:
    start, end = written_name(source.start), written_name(source.end)
    return Text(f"{start.vi} – {end.vi}", f"{start.en} – {end.en}")


def _finding(
    code: str, severity: Severity, message: Text, *, matter: MatterId | None, basis: Basis = ()
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        capped_from=None,
        reading=None,
        place=None,
        matter=matter,
        steps=(),
        persons=(),
        offices=(),
        message=message,
        basis=basis,
        remedy=REMEDIES[code],
    )
