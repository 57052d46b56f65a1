"""Names of what an audit speaks of, in one language: the door of every report to `domain.names`."""

from __future__ import annotations

import re

from counterpoise.analysis.findings import Audit, Pattern, Share
from counterpoise.domain.actors import Actor
from counterpoise.domain.names import Names
from counterpoise.domain.words import (
    ArrangementId,
    BodyId,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    StepId,
    Text,
)

METHODS = {
    "bounds": Text("cận đã chứng minh", "proven bounds"),
    "diagrams": Text("sơ đồ quyết định", "decision diagrams"),
    "plain": Text("liệt kê mọi nhóm", "enumeration of all groups"),
    "separator": Text("tách theo người giữ nhiều ghế", "separation by persons shared"),
    "solver": Text("bộ giải ràng buộc", "constraint solver"),
    "weighted": Text("đếm phiếu có trọng số", "counting of weighted votes"),
}

_SAMPLED = re.compile(r"(\d+) samples, interval with confidence 99\.99 %")
_SAMPLES = Text("{} mẫu thử, khoảng tin cậy 99,99 %", "{} samples, interval with confidence 99.99 %")

_OF_MANY = Text("{} trong {} người giữ chức danh “{}”", "{} of the {} holders of “{}”")


def person_name(audit: Audit, person: PersonId, place: PlaceId | None, language: str) -> str:
    """Name a person, or say which seat an unnamed one holds; `place` is where the reader already is."""
    return _names(audit).person(person, place).of(language)


def office_name(audit: Audit, office: OfficeId, language: str) -> str:
    """Name an office."""
    return _names(audit).office(office).of(language)


def body_name(audit: Audit, body: BodyId, language: str) -> str:
    """Name a body."""
    return _names(audit).body(body).of(language)


def matter_name(audit: Audit, matter: MatterId, language: str) -> str:
    """Name a matter."""
    return _names(audit).matter(matter).of(language)


def place_name(audit: Audit, place: PlaceId, language: str) -> str:
    """Name a place."""
    return _names(audit).place(place).of(language)


def arrangement_name(audit: Audit, arrangement: ArrangementId, language: str) -> str:
    """Name an arrangement."""
    return _names(audit).arrangement(arrangement).of(language)


def step_name(audit: Audit, matter: MatterId, step: StepId, language: str) -> str:
    """Name a step of a matter by its own name, else by its act and actor."""
    known = audit.framework.matters.get(matter)
    found = next((s for s in known.steps if s.id == step), None) if known else None
    return _names(audit).step(found).of(language) if found else step


def actor_name(audit: Audit, actor: Actor, language: str) -> str:
    """Name an actor expression."""
    return _names(audit).actor(actor).of(language)


def mover_name(audit: Audit, mover: str, place: PlaceId | None, language: str) -> str:
    """Name what somebody moves with, as a witness writes it."""
    return _names(audit).mover(mover, place).of(language)


def pattern_name(audit: Audit, pattern: Pattern, place: PlaceId, language: str) -> str:
    """Say one way to carry a matter: who, and how many of those who can change places."""
    return ", ".join(_share(audit, share, place, language) for share in pattern)


def _share(audit: Audit, share: Share, place: PlaceId, language: str) -> str:
    if len(share.members) == 1:
        return person_name(audit, share.members[0], place, language)
    offices = " + ".join(office_name(audit, office, language) for office in share.offices)
    return _OF_MANY.of(language).format(share.count, len(share.members), offices)


def method_name(method: str, language: str) -> str:
    """Name the methods of an answer; one without a name of its own is written as it stands."""
    pieces = [piece.split(" + ") for piece in method.split("; ")]
    return "; ".join(" + ".join(_method_word(word, language) for word in piece) for piece in pieces)


def _method_word(word: str, language: str) -> str:
    sampled = _SAMPLED.fullmatch(word)
    if sampled is not None:
        return _SAMPLES.of(language).format(sampled[1])
    return METHODS[word].of(language) if word in METHODS else word


def _names(audit: Audit) -> Names:
    return Names(audit.case, audit.framework)
