"""Everything a fact was made from, handed out so that anybody can make it again: a case folder without names, and our answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counterpoise.analysis.episodes import Timeline
from counterpoise.analysis.examine import audit
from counterpoise.domain.institution import Case, CaseError
from counterpoise.formats import report_json, timeline_json
from counterpoise.formats.case_files import read_files
from counterpoise_site.bulletin.facts import Fact, FactGoneError, Proof
from counterpoise_site.examination.veil import public_part
from counterpoise_site.register.exchange import written_files

_FOLDER = "case"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command line says of a case folder: the file that keeps it, and the command that writes it again."""

    file: str
    command: str
    text: Callable[[Case], str]


def audit_answer(place: str, fact: Fact) -> Answer:
    """Give what `audit` says of a place on the day of a fact."""
    return Answer(
        "audit.json",
        f"counterpoise audit {_FOLDER} --on {fact.day} --place {place} --format json",
        lambda case: report_json.write(audit(case, day=fact.day, places=[place])),
    )


def timeline_answer(place: str, fact: Fact, told: Callable[[Case], Timeline]) -> Answer:
    """Give what `timeline` says of a place up to the day of a fact; it is dear, so whoever has told it already gives it."""
    return Answer(
        "timeline.json",
        f"counterpoise timeline {_FOLDER} --place {place} --to {fact.day} --format json",
        lambda case: timeline_json.write(told(case)),
    )


def proof(case: Case, fact: Fact, *, again: Callable[[Case], Fact], answer: Answer | None) -> Proof:
    """Write the public part of a case, read it back, and hand it out if it makes the very fact again."""
    try:
        files = written_files(public_part(case), fact.known)
        read_back, _ = read_files(files, name=_FOLDER)
        reproduced = again(read_back).says_the_same(fact)
    except (CaseError, FactGoneError):
        return Proof({}, (), reproduced=False)
    if not reproduced:
        return Proof({}, (), reproduced=False)
    handed = {f"{_FOLDER}/{name}": text for name, text in files.items()}
    if answer is None:
        return Proof(handed, (f"counterpoise check {_FOLDER}",), reproduced=True)
    return Proof(
        _with(handed, answer, read_back), (f"{answer.command} | cmp - {answer.file}",), reproduced=True
    )


def _with(handed: Mapping[str, str], answer: Answer, case: Case) -> dict[str, str]:
    return {**handed, answer.file: answer.text(case)}
