"""A single finding as a fact: what is wrong, where, resting on what; persons are named by the offices they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from counterpoise.analysis.codes import SEVERITIES, TITLES
from counterpoise.analysis.findings import Because, Finding
from counterpoise.domain.bodies import How
from counterpoise.domain.citing import cite_text
from counterpoise.domain.names import HOWS, READINGS, STATUSES, joined
from counterpoise.domain.words import Citation, PlaceId, SourceId, Text
from counterpoise_site.bulletin.facts import Choice, Fact, FactGoneError
from counterpoise_site.examination.fact_tables import NOBODY, Seen, fact_of
from counterpoise_site.examination.veil import by_offices

_SHORT = 12
_MOST_CHOICES = 300
_RELATED = Text("có quan hệ gia đình với", "is related to")


def public_key(finding: Finding) -> str:
    """Name a finding by what is wrong and where, never by who: numbers given to persons may change."""
    said = (finding.code, finding.reading, finding.place, finding.matter, finding.steps, finding.offices)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:_SHORT]


def finding_choices(seen: Seen) -> Iterator[Choice]:
    """Offer each finding of a place, the gravest first."""
    offered: dict[str, Text] = {}
    for finding in seen.audit.findings[: 2 * _MOST_CHOICES]:
        offered.setdefault(public_key(finding), _named(seen, finding))
    for key, name in list(offered.items())[:_MOST_CHOICES]:
        yield Choice(f"finding/{seen.about.place}/{key}", name)


def finding_fact(seen: Seen, key: str) -> Fact:
    """Tell one finding."""
    found = next((one for one in seen.audit.findings if public_key(one) == key), None)
    if found is None:
        raise FactGoneError(key)
    title = TITLES[found.code]
    return fact_of(
        seen,
        Text(f"{found.code} {title.vi}", f"{found.code} {title.en}"),
        columns=(),
        rows=[(head, said) for head, said in _told(seen, found) if said is not None],
    )


def _told(seen: Seen, found: Finding) -> Iterator[tuple[Text, Text | None]]:
    names = seen.names
    yield Text("Phát hiện", "What was found"), _worded(seen, found, found.message)
    yield Text("Mức độ", "Severity"), _severity(found)
    yield Text("Việc", "Matter"), names.matter(found.matter) if found.matter else None
    yield Text("Khâu", "Steps"), _steps(seen, found)
    yield (
        Text("Chức danh", "Offices"),
        joined([names.office(one) for one in found.offices]) if found.offices else None,
    )
    yield Text("Cách xét", "Reading"), READINGS[found.reading] if found.reading else None
    yield Text("Vì ràng buộc", "Through ties"), _links(seen, found)
    yield Text("Căn cứ", "Basis"), _basis(seen, found)
    yield Text("Cách khắc phục", "How to end it"), found.remedy


def _named(seen: Seen, found: Finding) -> Text:
    about = (
        seen.names.matter(found.matter)
        if found.matter
        else joined(list(map(seen.names.office, found.offices)))
    )
    head, grade = TITLES[found.code], SEVERITIES[found.severity]
    steps = _steps(seen, found) if found.code in {"C02", "C03"} else None
    tail = Text(f" – {steps.vi}", f" – {steps.en}") if steps else Text("", "")
    return Text(
        f"{found.code} {head.vi} ({grade.vi}): {about.vi}{tail.vi}",
        f"{found.code} {head.en} ({grade.en}): {about.en}{tail.en}",
    )


def _severity(found: Finding) -> Text:
    grade = SEVERITIES[found.severity]
    if found.capped_from is None:
        return grade
    full = SEVERITIES[found.capped_from]
    return Text(
        f"{grade.vi} (nguồn chắc chắn hơn thì là {full.vi})",
        f"{grade.en} ({full.en}, were its sources certain)",
    )


def _steps(seen: Seen, found: Finding) -> Text | None:
    matter = seen.audit.framework.matters.get(found.matter) if found.matter else None
    if matter is None or not found.steps:
        return None
    known = {step.id: step for route in matter.routes for step in route}
    return joined([seen.names.step(known[one]) for one in found.steps if one in known])


def _links(seen: Seen, found: Finding) -> Text | None:
    if not found.because:
        return None
    said = [_link(seen, found, one) for one in found.because]
    return Text("; ".join(one.vi for one in said), "; ".join(one.en for one in said))


def _link(seen: Seen, found: Finding, link: Because) -> Text:
    place = found.place or PlaceId(seen.about.place)
    who, mover = seen.names.person(link.person, place), seen.names.mover(link.moved_by, place)
    if link.how not in set(How):
        said = Text(f"{who.vi} {_RELATED.vi} {mover.vi}", f"{who.en} {_RELATED.en} {mover.en}")
    else:
        how = HOWS[How(link.how)]
        said = Text(f"{mover.vi} {how.vi} {who.vi}", f"{mover.en} {how.en} {who.en}")
    return _worded(seen, found, said)


def _basis(seen: Seen, found: Finding) -> Text | None:
    cited = [_cited(seen, one) for one in dict.fromkeys(found.basis)]
    return Text("; ".join(one.vi for one in cited), "; ".join(one.en for one in cited)) if cited else None


def _cited(seen: Seen, one: Citation) -> Text:
    sources = {**seen.audit.framework.sources, **seen.about.case.sources}
    source = sources.get(SourceId(one.source))
    title = source.title if source is not None else Text(one.source, one.source)
    article = cite_text(one.cite) if one.cite else Text("", "")
    how_far = STATUSES[one.status] if one.status is not None else NOBODY
    return Text(
        f"{title.vi}{f', {article.vi}' if article.vi else ''} ({how_far.vi})",
        f"{title.en}{f', {article.en}' if article.en else ''} ({how_far.en})",
    )


def _worded(seen: Seen, found: Finding, said: Text) -> Text:
    return by_offices(said, seen.names, seen.audit.rosters[seen.about.place], found.offices)
