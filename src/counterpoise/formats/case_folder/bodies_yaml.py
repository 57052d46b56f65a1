"""Build offices and bodies, with how bodies decide, from their entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from counterpoise.domain.bodies import Body, BodyVotes, Decides, HeadDecides, Office, Tie, Votes
from counterpoise.domain.quotas import Majority, Quota, Share
from counterpoise.domain.words import BodyId, Level, OfficeId, SourceId, plain
from counterpoise.formats.case_folder.actor_yaml import read_actor
from counterpoise.formats.case_folder.names import Names, basis_of, check_known, distinct, known_offices
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Entry, Name

_RULES: Mapping[str, Quota] = {
    "majority": Majority(),
    "two_thirds": Share(Fraction(2, 3), "two_thirds"),
    "unanimity": Share(Fraction(1), "unanimity"),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """An entry of the framework with its id and level."""

    name: Name
    entry: Entry
    level: Level


def office(
    declared: Declared,
    *,
    names: Names,
    duties: Collection[str] | None,
    sources: Collection[SourceId],
    problems: Problems,
) -> Office:
    """Build one office with its ties."""
    entry = declared.entry
    return Office(
        OfficeId(declared.name.text),
        entry.get("name") or plain(declared.name.text),
        declared.level,
        entry.get("seats", 1),
        _ties(entry, names=names, sources=sources, problems=problems),
        _duties(entry, duties, problems=problems),
        entry.get("refs", ()),
        basis_of(entry, sources, problems=problems),
    )


def _ties(
    entry: Entry, *, names: Names, sources: Collection[SourceId], problems: Problems
) -> tuple[Tie, ...]:
    ties = []
    for tie in entry.get("ties", ()):
        basis = basis_of(tie, sources, problems=problems)
        actor = read_actor(tie["actor"], names, problems=problems) if "actor" in tie else None
        if actor is not None and "how" in tie:
            ties.append(Tie(actor, tie["how"], basis))
    return tuple(ties)


def _duties(entry: Entry, known: Collection[str] | None, *, problems: Problems) -> tuple[str, ...]:
    written = [Name(duty, entry.spot("duties")) for duty in entry.get("duties", ())]
    for duty in written if known is not None else ():
        check_known(duty, known or (), what=("nhiệm vụ", "duty"), problems=problems)
    return distinct(written, problems=problems)


def body(
    declared: Declared,
    *,
    seats: Mapping[OfficeId, int],
    names: Names,
    sources: Collection[SourceId],
    problems: Problems,
) -> Body:
    """Build one body with its decision rule."""
    entry = declared.entry
    members = known_offices(entry.get("members", ()), seats, problems=problems)
    for member in entry.get("members", ()):
        if names.offices.get(OfficeId(member.text), 0) < 0:
            problems.add(
                member.at,
                both(
                    f"“{member.text}” ở dưới cấp được xét", f"“{member.text}” lives below the audited level"
                ),
                both(
                    "thành viên không bao giờ ở dưới cấp được xét: khai thành chức danh nhiều ghế ở cấp đó",
                    "an actor never lives below the audited level: make it an office with seats at that level",
                ),
            )
    decides = entry.get("decides")
    return Body(
        BodyId(declared.name.text),
        entry.get("name") or plain(declared.name.text),
        declared.level,
        members,
        None if decides is None else _decides(decides, _Members(members, seats), problems=problems),
        entry.get("refs", ()),
        basis_of(entry, sources, problems=problems),
    )


@dataclass(frozen=True, slots=True)
class _Members:
    """The member offices of one body, and the seats of every office."""

    offices: tuple[OfficeId, ...]
    seats: Mapping[OfficeId, int]

    def single(self, name: Name | None, *, role: str, problems: Problems) -> OfficeId | None:
        """Give a member office with one seat, noting anything else."""
        if name is None:
            return None
        office = OfficeId(name.text)
        what = ("thành viên", "member")
        if check_known(name, self.offices, what=what, problems=problems) and self.seats.get(office, 1) != 1:
            problems.add(
                name.at,
                both(f"“{office}” có {self.seats[office]} ghế", f"“{office}” has {self.seats[office]} seats"),
                both(f"{role} phải là chức danh chỉ có một ghế", f"{role} must be an office with one seat"),
            )
        return office


def _decides(entry: Entry, members: _Members, *, problems: Problems) -> Decides:
    head = members.single(entry.get("head"), role="head", problems=problems)
    if head is not None:
        _refuse_beside_head(entry, problems=problems)
        return HeadDecides(head)
    rule = entry.get("rule")
    quota = _RULES[rule] if rule else entry.get("quota", Majority())
    presiding = members.single(entry.get("presiding"), role="presiding", problems=problems)
    if presiding is not None and rule != "majority" and "rule" not in entry.failed:
        problems.add(
            entry.spot("presiding"),
            both("presiding chỉ dùng với rule: majority", "presiding goes only with rule: majority"),
            both("bỏ presiding, hoặc viết rule: majority", "leave out presiding, or write rule: majority"),
        )
    weights = _weights(entry, members, problems=problems)
    votes = Votes.PER_SEAT if weights is not None else entry.get("votes", Votes.PER_PERSON)
    return BodyVotes(quota, votes, weights, entry.get("of") == "seats", presiding)


def _refuse_beside_head(entry: Entry, *, problems: Problems) -> None:
    for key in ("votes", "weights", "of", "presiding"):
        if key in entry:
            problems.add(
                entry.spot(key),
                both(
                    f"“{key}” không đi với head: không có phiếu để đếm",
                    f"“{key}” does not go with head: there are no votes to count",
                ),
                both(f"bỏ “{key}”", f"leave out “{key}”"),
            )


def _weights(
    entry: Entry, members: _Members, *, problems: Problems
) -> tuple[tuple[OfficeId, int], ...] | None:
    pairs = entry.get("weights")
    if pairs is None:
        return None
    for name, _ in pairs:
        check_known(name, members.offices, what=("thành viên", "member"), problems=problems)
    given = {OfficeId(name.text): weight for name, weight in pairs}
    missing = [member for member in members.offices if member not in given]
    if missing and "weights" not in entry.failed:
        listed = ", ".join(missing)
        problems.add(
            entry.spot("weights"),
            both(f"thiếu trọng số của {listed}", f"no weight is given for {listed}"),
            both(
                "ghi trọng số cho mọi thành viên, 0 cũng được",
                "give every member office a weight; 0 is allowed",
            ),
        )
    if entry.get("votes") is Votes.PER_PERSON:
        problems.add(
            entry.spot("votes"),
            both("votes: per_person không đi với weights", "votes: per_person does not go with weights"),
            both("bỏ một trong hai: trọng số tính theo ghế", "leave one out: weights count per seat"),
        )
    return tuple((member, given.get(member, 0)) for member in members.offices)
