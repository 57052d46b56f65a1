"""The bodies of a place, how each decides, and who leads, elects, approves and checks whom."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.analysis.regulation.grounds import ground_note, grounds, unless_remembered, unverified
from counterpoise.analysis.regulation.leads import home_of, speaker_of
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import actor_name, all_of, lines_of, quoted
from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides, How, Office, Votes
from counterpoise.domain.drafts import Article, Chapter, Clause, Column, Point, Table
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import HOWS
from counterpoise.domain.quotas import Count, Majority, Quota, Share
from counterpoise.domain.words import Basis, OfficeId, Status, Text, capital, status_of

_BODY_COLUMNS = (
    Column(Text("Cơ quan", "Body"), 23),
    Column(Text("Thành viên", "Members"), 29),
    Column(Text("Cách quyết định", "How it decides"), 20),
    Column(Text("Căn cứ và mức kiểm chứng", "Basis and verification"), 28),
)
_OFFICE_COLUMNS = (
    Column(Text("Chức danh", "Office"), 24),
    Column(Text("Quan hệ", "Relation"), 38),
    Column(Text("Căn cứ và mức kiểm chứng", "Basis and verification"), 38),
)


def relations(materials: Materials) -> Chapter:
    """Write the chapter on bodies and their relations."""
    return Chapter(
        "relations",
        Text("Các cơ quan và quan hệ giữa các cơ quan", "Bodies and their relations"),
        (_bodies(materials), _between(materials), _offices(materials)),
    )


def _bodies(materials: Materials) -> Article:
    here = [b for b in materials.framework.bodies.values() if b.level == materials.framework.audits]
    rows = tuple(_body_row(materials, body) for body in here)
    table = Table(Text("Các cơ quan và cách quyết định", "Bodies and how they decide"), _BODY_COLUMNS, rows)
    says = Text(
        f"Tại {materials.names.place(materials.place).vi} có các cơ quan, tổ chức sau đây; mỗi nơi quyết định theo cách ghi trong bảng.",
        f"At {materials.names.place(materials.place).en} there are the following bodies; each decides as the table says.",
    )
    return Article(
        "bodies",
        Text("Các cơ quan và cách quyết định", "Bodies and how they decide"),
        (Clause(says, table=table),),
    )


def _body_row(materials: Materials, body: Body) -> tuple[Text, ...]:
    members = [_members(materials, office) for office in body.members]
    return (
        body.name,
        lines_of(members),
        unless_remembered(capital(_decides(materials, body)), body.basis),
        _stated(grounds(body.basis, materials.sources)),
    )


def _stated(basis: tuple[Text, ...]) -> Text:
    return (
        lines_of([capital(text) for text in basis]) if basis else Text("Chưa ghi căn cứ", "No basis stated")
    )


def _members(materials: Materials, office: OfficeId) -> Text:
    name, seats = materials.names.office(office), materials.framework.offices[office].seats
    return name if seats == 1 else Text(f"{name.vi}: {seats} người", f"{name.en}: {seats} seats")


def _decides(materials: Materials, body: Body) -> Text:
    match body.decides:
        case None:
            return Text("không quyết định với tư cách tập thể", "does not decide as a body")
        case HeadDecides(office):
            name = materials.names.office(office)
            return Text(f"{name.vi} quyết định", f"{name.en} decides")
        case BodyVotes(quota, votes, weights, of_seats, presiding):
            said = _quota(
                quota,
                Text("tổng số thành viên", "all members")
                if of_seats
                else Text("thành viên hiện có", "members in office"),
            )
            if votes is Votes.PER_SEAT:
                said = Text(f"{said.vi}, mỗi ghế một phiếu", f"{said.en}, one vote for each seat")
            if weights is not None:
                said = Text(f"{said.vi}, tính theo trọng số phiếu", f"{said.en}, votes weighted")
            if presiding is None:
                return said
            chair = materials.names.office(presiding)
            return Text(
                f"{said.vi}; ngang phiếu thì theo bên có phiếu của {chair.vi}",
                f"{said.en}; a tie goes with the vote of {chair.en}",
            )


def _quota(quota: Quota, base: Text) -> Text:
    match quota:
        case Majority():
            return Text(f"quá nửa {base.vi}", f"more than half of {base.en}")
        case Count(votes):
            return Text(f"ít nhất {votes} phiếu", f"at least {votes} votes")
        case Share(share) if share == 1:
            return Text(f"{base.vi} đều thống nhất", f"unanimity of {base.en}")
        case _:
            return Text(f"ít nhất {quota} {base.vi}", f"at least {quota} of {base.en}")


# Between two bodies


def _between(materials: Materials) -> Article:
    """Say what each body does to each other; councils whose members belong to other bodies are left out."""
    framework = materials.framework
    own = [
        b for b in framework.bodies.values() if b.level == framework.audits and _stands_alone(materials, b)
    ]
    clauses = [c for one in own for c in _towards_others(materials, one, own)]
    if not clauses:
        says = Text(
            "Các cơ quan làm việc độc lập; không cơ quan nào bầu, lãnh đạo hay kiểm tra cơ quan khác.",
            "The bodies work independently; none elects, leads or checks another.",
        )
        clauses = [Clause(says)]
    title = Text("Quan hệ giữa các cơ quan", "Relations between the bodies")
    return Article("between-bodies", title, tuple(clauses))


def _stands_alone(materials: Materials, body: Body) -> bool:
    speaker = speaker_of(materials, body.id)
    return speaker is None or home_of(materials, speaker) == body.id


def _towards_others(materials: Materials, one: Body, bodies: list[Body]) -> Iterator[Clause]:
    """Say what one body does to each other body: by ties of the other's own offices, and by checks of its decisions."""
    for other in bodies:
        if other.id == one.id:
            continue
        points = [*_tied_points(materials, one, other), *_checking_points(materials, one, other)]
        if points:
            yield Clause(
                Text(f"{one.name.vi} đối với {other.name.vi}:", f"{one.name.en} towards {other.name.en}:"),
                tuple(points),
            )


def _tied_points(materials: Materials, one: Body, other: Body) -> Iterator[Point]:
    """Say how the body, or the office that speaks for it, makes and leads the other's offices."""
    speaker = speaker_of(materials, one.id)
    offices = [o for o in other.members if home_of(materials, o) == other.id and o not in one.members]
    for how in How:
        by_whom: dict[str, dict[OfficeId, Basis]] = {}
        for office in offices:
            for tie in materials.framework.offices[office].ties:
                if tie.how is how and str(tie.actor) in (one.id, speaker):
                    by_whom.setdefault(str(tie.actor), {})[office] = tie.basis
        for actor, made in by_whom.items():
            basis = tuple(dict.fromkeys(c for cited in made.values() for c in cited))
            who = None if actor == one.id else materials.names.office(OfficeId(actor))
            whom = all_of([materials.names.office(office) for office in made])
            yield Point(
                unless_remembered(_does(who, how, whom), basis), ground_note(basis, materials.sources)
            )


def _does(who: Text | None, how: How, whom: Text) -> Text:
    """Say what the body does, naming the office that does it where it is not the body itself."""
    said = Text(f"{HOWS[how].vi} {whom.vi}", f"{HOWS[how].en} {whom.en}")
    return said if who is None else Text(f"{who.vi} {said.vi}", f"{who.en} {said.en}")


def _checking_points(materials: Materials, one: Body, other: Body) -> Iterator[Point]:
    """Name the matters decided by the other body, or by its head, that the body checks."""
    checked = [
        materials.names.matter(matter.id)
        for matter in materials.framework.matters.values()
        if matter.against is None and _checked_by(matter, one) and _decided_by(materials, matter, other)
    ]
    if checked:
        what = quoted(checked)
        yield Point(Text(f"kiểm tra, giám sát các việc: {what.vi}", f"checks these matters: {what.en}"))


def _checked_by(matter: Matter, body: Body) -> bool:
    return any(step.is_binding_check and str(step.actor) == body.id for step in matter.steps)


def _decided_by(materials: Materials, matter: Matter, body: Body) -> bool:
    """Tell whether the last consent step of a route is the body's or its head's."""
    speaker = speaker_of(materials, body.id)
    return any(str(step.actor) in (body.id, speaker) for step in _last_steps(matter))


def _last_steps(matter: Matter) -> list[Step]:
    return [[s for s in route if s.is_consent][-1] for route in matter.routes]


# Offices


def _offices(materials: Materials) -> Article:
    here = [o for o in materials.framework.offices.values() if materials.is_here(o.id) and o.ties]
    table = Table(
        Text(
            "Ai bầu, phê chuẩn, bổ nhiệm, lãnh đạo từng chức danh",
            "Who elects, approves, appoints and leads each office",
        ),
        _OFFICE_COLUMNS,
        tuple(_office_row(materials, office) for office in here),
    )
    says = Text(
        "Chức danh ghi trong bảng sau đây chịu sự bầu, phê chuẩn, bổ nhiệm, lãnh đạo, chỉ huy như ghi ở cột thứ hai.",
        "Each office in this table is elected, approved, appointed, led or commanded as its second column says.",
    )
    clauses = (
        [Clause(says, table=table)]
        if here
        else [Clause(Text("Không chức danh nào phụ thuộc chức danh khác.", "No office depends on another."))]
    )
    return Article(
        "offices", Text("Quan hệ của từng chức danh", "What each office depends on"), tuple(clauses)
    )


def _office_row(materials: Materials, office: Office) -> tuple[Text, ...]:
    by_actor: dict[tuple[Text, bool], list[How]] = {}
    for tie in office.ties:
        remembered = status_of(tie.basis) is Status.MEMORY
        by_actor.setdefault((actor_name(tie.actor, materials.names), remembered), []).append(tie.how)
    said = [
        unverified(_relation(actor, hows)) if remembered else capital(_relation(actor, hows))
        for (actor, remembered), hows in by_actor.items()
    ]
    basis = grounds(tuple(c for tie in office.ties for c in tie.basis), materials.sources)
    return (office.name, lines_of(said), _stated(basis))


def _relation(actor: Text, hows: list[How]) -> Text:
    how = all_of([HOWS[h] for h in hows])
    return Text(f"do {actor.vi} {how.vi}", f"{actor.en} {how.en}")
