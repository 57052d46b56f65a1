"""One finding as every JSON file of ours writes it: what is wrong, why, and on which articles it rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterpoise.analysis.findings import Because, Finding
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.words import Citation, Source, SourceId, Text

Object = dict[str, Any]
Sources = Mapping[SourceId, Source]


def sources_of(framework: Framework, case: Case) -> Sources:
    """Give what citations may cite: the sources of the framework, then those of the case."""
    return {**case.sources, **framework.sources}


def finding_object(finding: Finding, sources: Sources) -> Object:
    """Write a finding to the letter of the contract of audits (`schemas/audit.schema.json`)."""
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "capped_from": None if finding.capped_from is None else finding.capped_from.word,
        "reading": finding.reading,
        "place": finding.place,
        "matter": finding.matter,
        "steps": list(finding.steps),
        "persons": list(finding.persons),
        "offices": list(finding.offices),
        "message": text_object(finding.message),
        "because": [_because(link) for link in finding.because],
        "basis": basis_objects(finding.basis, sources),
    }


def basis_objects(basis: Iterable[Citation], sources: Sources) -> list[Object]:
    """Write citations, each with the address of its source where that is known."""
    return [_citation(cited, sources.get(cited.source)) for cited in basis]


def text_object(text: Text) -> Object:
    """Write a text in both languages."""
    return {"vi": text.vi, "en": text.en}


def _because(link: Because) -> Object:
    return {"person": link.person, "moved_by": link.moved_by, "how": link.how}


def _citation(cited: Citation, source: Source | None) -> Object:
    return {
        "source": cited.source,
        "cite": cited.cite,
        "url": source.url if source and source.url else None,
        "status": None if cited.status is None else cited.status.value,
    }
