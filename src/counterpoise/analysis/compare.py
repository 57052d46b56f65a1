"""What if: one holder takes a second office, or the offices of one person are divided among strangers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from counterpoise.analysis.examine import Progress, audit
from counterpoise.analysis.findings import Audit, Comparison
from counterpoise.domain.bodies import How
from counterpoise.domain.institution import Case, CaseError, Framework, Problem
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import OfficeId, PersonId, Text

Change = Callable[[Roster], Roster]


def compare(
    case: Case,
    *,
    merge: tuple[str, str] | None = None,
    split: str | None = None,
    day: date | None = None,
    places: Sequence[str] = (),
    matters: Sequence[str] = (),
    ties: Sequence[How] | None = None,
    superiors: bool = False,
    compromise: float | None = None,
    sets: int = 20,
    progress: Progress | None = None,
    brief: bool = False,
) -> Comparison:
    """Audit a case twice: as it stands, and with two offices merged or one person's offices divided.

    Give exactly one of `merge` (two offices: the holder of the first seat of the one takes the first seat of the
    other) and `split` (a person: every office after the first, in the order of the framework, goes to a stranger).
    Two `brief` audits tell the same changes. Raises CaseError for an unknown office or person.
    """

    def run(change: Change | None) -> Audit:
        half = 0 if change is None else 1

        def told(done: int, total: int) -> None:
            if progress is not None:
                progress(half * total + done, 2 * total)

        return audit(
            case,
            day=day,
            places=places,
            matters=matters,
            ties=ties,
            superiors=superiors,
            compromise=compromise,
            sets=sets,
            progress=told,
            change=change,
            brief=brief,
        )

    if (merge is None) == (split is None):
        raise ValueError("give either merge or split")
    before = run(None)
    names = Names(case, before.framework)
    if merge is not None:
        one, other = (_office(before.framework, office) for office in merge)
        said = names.office(one), names.office(other)
        text = Text(
            f"người giữ chức danh {said[0].vi} giữ luôn chức danh {said[1].vi}",
            f"the {said[0].en} also becomes {said[1].en}",
        )
        return Comparison(text, before, run(lambda roster: merged(roster, one, other)))
    person = _person(before.rosters.values(), PersonId(split or ""))
    who = names.person(person)
    text = Text(f"chia các chức danh của {who.vi} cho nhiều người", f"the offices of {who.en} are divided")
    return Comparison(text, before, run(lambda roster: divided(roster, person)))


def merged(roster: Roster, one: OfficeId, other: OfficeId) -> Roster:
    """Let the holder of the first seat of one office take the first seat of another."""
    if one not in roster.seats or other not in roster.seats:
        return roster
    first = roster.seats[one][0]
    if first.holder is None:
        return roster
    taken, *rest = roster.seats[other]
    given = replace(taken, holder=first.holder, unnamed=first.unnamed, tenure=None)
    return replace(roster, seats={**roster.seats, other: (given, *rest)})


def divided(roster: Roster, person: PersonId) -> Roster:
    """Give every office of a person after the first to a stranger of its own."""
    held = list(dict.fromkeys(seat.office for seat in roster.seats_of(person)))
    seats = dict(roster.seats)
    for office in held[1:]:
        stranger = PersonId(f"{office}@{roster.place_of(office)}#split")
        seats[office] = tuple(
            replace(s, holder=stranger, unnamed=False, tenure=None) if s.holder == person else s
            for s in seats[office]
        )
    return replace(roster, seats=seats)


def _office(framework: Framework, office: str) -> OfficeId:
    if OfficeId(office) in framework.offices:
        return OfficeId(office)
    raise CaseError(
        (
            Problem(
                "--merge",
                Text(f"không có chức danh nào mang mã: {office}", f"no office has the id: {office}"),
                Text(
                    f"các chức danh: {', '.join(framework.offices)}",
                    f"the offices are: {', '.join(framework.offices)}",
                ),
            ),
        )
    )


def _person(rosters: Iterable[Roster], person: PersonId) -> PersonId:
    if any(roster.seats_of(person) for roster in rosters):
        return person
    raise CaseError(
        (
            Problem(
                "--split",
                Text(
                    f"không ai mang mã “{person}” giữ chức danh ở đây",
                    f"nobody with the id “{person}” holds a seat here",
                ),
                Text("xem persons.csv và tenures.csv", "look it up in persons.csv and tenures.csv"),
            ),
        )
    )
