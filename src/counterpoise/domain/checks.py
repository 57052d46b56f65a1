"""What a case should satisfy on its day: checks that need only the records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from counterpoise.domain.actors import Actor, BodyTerm
from counterpoise.domain.bodies import Body, BodyVotes, Votes
from counterpoise.domain.institution import Case, Framework, Problem
from counterpoise.domain.quotas import Quota
from counterpoise.domain.rosters import Roster, holders_on, roster
from counterpoise.domain.words import BodyId, OfficeId, Text


def problems_on(case: Case, day: date | None, *, places: Collection[str] = ()) -> tuple[Problem, ...]:
    """Note what is wrong with a day, and the bodies of the places examined that can decide nothing on it."""
    wrong = check_day(case, day)
    framework = case.framework_on(day) if day else None
    if day is None or framework is None:
        return wrong
    chosen = [place for place in case.audited_places(day) if not places or place.id in places]
    held = holders_on(case, day)
    standing = (roster(case, framework=framework, place=p, day=day, holders=held) for p in chosen)
    return tuple(
        dict.fromkeys([*wrong, *(problem for one in standing for problem in unreachable_quotas(one))])
    )


def check_day(case: Case, day: date | None) -> tuple[Problem, ...]:
    """Note a day on which no framework of the case is in force; a day with no place to audit is a warning."""
    if day is None:
        return (
            Problem(
                "case.yaml",
                Text(vi="không rõ xét ngày nào", en="no day is given"),
                Text(vi="thêm “on: 2024-03-28”, hoặc dùng --on", en="add “on: 2024-03-28”, or use --on"),
            ),
        )
    if case.framework_on(day) is None:
        listed = "; ".join(_days_of(framework) for framework in case.frameworks)
        return (
            Problem(
                _where(case, day),
                Text(
                    vi="không có khung quy chế nào có hiệu lực vào ngày này",
                    en="no framework is in force on this day",
                ),
                Text(vi=f"chọn ngày trong: {listed}", en=f"choose a day within: {listed}"),
            ),
        )
    if not case.audited_places(day):
        return (
            Problem(
                _where(case, day),
                Text(
                    vi="không có địa bàn nào để xét vào ngày này", en="there is no place to audit on this day"
                ),
                Text(
                    vi="kiểm tra kind, from, to trong places.csv", en="check kind, from and to in places.csv"
                ),
                fatal=False,
            ),
        )
    return ()


def _where(case: Case, day: date) -> str:
    return f"case.yaml, on: {day}" if day == case.on else day.isoformat()


def _days_of(framework: Framework) -> str:
    start, end = framework.valid.start, framework.valid.end
    return f"{framework.id} {start or '…'} – {end or '…'}"


def unreachable_quotas(roster: Roster) -> tuple[Problem, ...]:
    """Warn of bodies that cannot reach their quota with the votes that exist on the day."""
    problems: dict[Problem, None] = {}
    for body_id, quota in _quotas(roster.framework):
        body = roster.framework.bodies[body_id]
        decides = body.decides
        if not isinstance(decides, BodyVotes):
            continue
        votes = _votes(roster, body, decides)
        base = _established(roster, body, decides) if decides.of_seats else votes
        needed = (quota or decides.quota).needed(base)
        if votes < needed and not (quota is None and _wins_the_tie(roster, decides, votes=votes, base=base)):
            problems[_unreachable(roster, body, quota or decides.quota, votes=votes, needed=needed)] = None
    return tuple(problems)


def _quotas(framework: Framework) -> Iterator[tuple[BodyId, Quota | None]]:
    yield from ((body, None) for body in framework.bodies)
    for actor in _actors(framework):
        for term in actor.terms:
            if isinstance(term, BodyTerm) and term.quota is not None:
                yield term.body, term.quota


def _actors(framework: Framework) -> Iterator[Actor]:
    for office in framework.offices.values():
        yield from (tie.actor for tie in office.ties)
    yield from framework.groups.values()
    for matter in framework.matters.values():
        for step in matter.steps:
            yield step.actor
            if step.substitute is not None:
                yield step.substitute


def _votes(roster: Roster, body: Body, decides: BodyVotes) -> int:
    held = [
        seat for office in body.members for seat in roster.seats.get(office, ()) if seat.holder is not None
    ]
    if decides.weights is not None:
        weights = dict(decides.weights)
        return sum(weights[seat.office] for seat in held)
    return len(held) if decides.votes is Votes.PER_SEAT else len({seat.holder for seat in held})


def _established(roster: Roster, body: Body, decides: BodyVotes) -> int:
    weights = dict(decides.weights or ())
    return sum(weights.get(office, 1) * _seats(roster, office) for office in body.members)


def _seats(roster: Roster, office: OfficeId) -> int:
    return roster.framework.offices[office].seats


def _wins_the_tie(roster: Roster, decides: BodyVotes, *, votes: int, base: int) -> bool:
    if decides.presiding is None or not roster.holders(decides.presiding):
        return False
    return 2 * votes == base


def _unreachable(roster: Roster, body: Body, quota: Quota, *, votes: int, needed: int) -> Problem:
    return Problem(
        f"{roster.place}, {roster.day.isoformat()}, {body.id}",
        Text(
            vi=f"“{body.name.vi}” không thể đạt tỷ lệ {quota}: cần {needed} phiếu, ngày này chỉ có {votes}",
            en=f"“{body.name.en}” cannot reach its quota ({quota}): it needs {needed} votes and has {votes} on this day",
        ),
        Text(
            vi="cơ quan này không quyết định được gì cho đến khi có đủ người",
            en="it can decide nothing until more seats are filled",
        ),
        fatal=False,
    )
