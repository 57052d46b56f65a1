"""Names in the reader's words: persons, offices, bodies, matters, steps and actors instead of ids."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm, Term
from counterpoise.domain.bodies import How
from counterpoise.domain.citing import ground_text
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.matters import Act, Step
from counterpoise.domain.measures import Kind
from counterpoise.domain.words import (
    ArrangementId,
    BodyId,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    Status,
    Text,
    plain,
)

ACTS = {
    Act.PROPOSE: Text(vi="trình", en="propose"),
    Act.APPRAISE: Text(vi="thẩm tra, thẩm định", en="appraise"),
    Act.OPINION_BINDING: Text(vi="cho ý kiến bắt buộc", en="give a binding opinion"),
    Act.DECIDE: Text(vi="quyết định", en="decide"),
    Act.APPROVE: Text(vi="phê duyệt", en="approve"),
    Act.SIGN: Text(vi="ký", en="sign"),
    Act.EXECUTE: Text(vi="tổ chức thực hiện", en="execute"),
    Act.INSPECT: Text(vi="thanh tra, kiểm tra", en="inspect"),
    Act.AUDIT: Text(vi="kiểm toán", en="audit"),
    Act.SUPERVISE: Text(vi="giám sát", en="supervise"),
    Act.JUDGE: Text(vi="xét xử", en="judge"),
    Act.OPINION: Text(vi="góp ý", en="give an opinion"),
    Act.REPORT: Text(vi="báo cáo", en="report"),
    Act.PUBLISH: Text(vi="công khai", en="publish"),
}

KINDS = {
    Kind.SPLIT: Text(vi="chấm dứt kiêm nhiệm", en="end a concurrency"),
    Kind.MOVE: Text(vi="chuyển bước cho chức danh khác", en="move a step to another office"),
    Kind.COSIGN: Text(vi="thêm chữ ký", en="add a co-signature"),
    Kind.CHECK: Text(vi="thêm khâu kiểm soát", en="add a check"),
    Kind.STANDING: Text(vi="kiểm soát từng vụ việc", en="make a periodic check standing"),
    Kind.SUBSTITUTE: Text(vi="đứng ngoài, có người thay", en="step aside, with a substitute"),
    Kind.CUT: Text(vi="bỏ một ràng buộc", en="cut a dependence"),
    Kind.QUOTA: Text(vi="nâng tỷ lệ biểu quyết", en="raise a quota"),
    Kind.PUBLISH: Text(vi="công khai", en="publish"),
    Kind.DEADLINE: Text(vi="đặt thời hạn", en="set deadlines"),
    Kind.DELEGATE: Text(vi="giao bớt nhiệm vụ", en="hand over a duty"),
}

HOWS = {
    How.APPOINTS: Text(vi="bổ nhiệm", en="appoints"),
    How.DISMISSES: Text(vi="miễn nhiệm, cách chức", en="dismisses"),
    How.COMMANDS: Text(vi="chỉ huy", en="commands"),
    How.LEADS: Text(vi="lãnh đạo", en="leads"),
    How.PAYS: Text(vi="trả lương", en="pays"),
    How.ELECTS: Text(vi="bầu", en="elects"),
    How.APPROVES: Text(vi="phê chuẩn", en="approves"),
    How.NOMINATES: Text(vi="giới thiệu", en="nominates"),
    How.RECRUITS: Text(vi="tuyển dụng", en="recruits"),
    How.EVALUATES: Text(vi="đánh giá", en="evaluates"),
}

READINGS = {
    "paper": Text(vi="trên văn bản", en="on paper"),
    "ties": Text(vi="tính cả ràng buộc", en="with ties"),
    "practice": Text(vi="trong thực tế", en="in practice"),
}

STATUSES = {
    Status.VERIFIED: Text(vi="đã đối chiếu văn bản", en="text verified"),
    Status.SECONDARY: Text(vi="nguồn thứ cấp", en="secondary source"),
    Status.MEMORY: Text(vi="theo trí nhớ, chưa kiểm chứng", en="from memory, unverified"),
    Status.DERIVED: Text(vi="suy ra, đề xuất", en="derived"),
}

_ASSUMED = re.compile(
    r"(?P<office>[a-z0-9][a-z0-9_-]*)@(?P<place>[a-z0-9][a-z0-9_-]*)#(?P<seat>\d+|(?:without|split)(?:-\d+)?)"
)
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MOST_PARTS = 6
_DEEPEST = 3  # groups within groups that a name spells out


@dataclass(frozen=True, slots=True)
class Names:
    """Look up what a reader calls the things of one case."""

    case: Case
    framework: Framework

    def person(self, person: PersonId, at: PlaceId | None = None) -> Text:
        """Name a person, or say which seat an unnamed one holds; `at` is where the reader already is."""
        known = self.case.persons.get(person)
        if known is not None and known.name:
            return plain(known.name)
        assumed = _ASSUMED.fullmatch(person)
        if assumed is None or OfficeId(assumed["office"]) not in self.framework.offices:
            return plain(person)
        return self._assumed(assumed, at)

    def office(self, office: OfficeId) -> Text:
        """Name an office."""
        known = self.framework.offices.get(office)
        return known.name if known else plain(office)

    def body(self, body: BodyId) -> Text:
        """Name a body."""
        known = self.framework.bodies.get(body)
        return known.name if known else plain(body)

    def matter(self, matter: MatterId) -> Text:
        """Name a matter."""
        known = self.framework.matters.get(matter)
        return known.name if known else plain(matter)

    def place(self, place: PlaceId) -> Text:
        """Name a place."""
        known = self.case.places.get(place)
        return known.name if known else plain(place)

    def arrangement(self, arrangement: ArrangementId) -> Text:
        """Name an arrangement, by its offices where it has no name of its own."""
        for known in (*self.case.arrangements, *self.framework.arrangements):
            if known.id == arrangement:
                if known.name is not None:
                    return known.name
                offices = [self.office(office) for office in known.offices]
                return Text(" + ".join(o.vi for o in offices), " + ".join(o.en for o in offices))
        return plain(arrangement)

    def ground(self, ground: str) -> Text:
        """Say what a row of the register is known from, a source by its title."""
        return ground_text(ground, {**self.framework.sources, **self.case.sources})

    def step(self, step: Step) -> Text:
        """Name a step by its own name, else by its act and actor."""
        if step.name is not None:
            return step.name
        act, actor = ACTS[step.act], self.actor(step.actor)
        return Text(f"{act.vi}: {actor.vi}", f"{act.en}: {actor.en}")

    def actor(self, actor: Actor) -> Text:
        """Name an actor expression: offices and bodies by name, groups by what is in them, long lists cut short."""
        return self._named(actor, _DEEPEST)

    def _named(self, actor: Actor, deeper: int) -> Text:
        said: list[Text] = []
        for term in actor.terms:
            said.append(self._term(term, said, actor.terms, deeper))
        return said[-1]

    def mover(self, mover: str, at: PlaceId | None = None) -> Text:
        """Name what somebody moves with, written as an office, body, group, expression or person."""
        if OfficeId(mover) in self.framework.offices:
            return self.office(OfficeId(mover))
        if BodyId(mover) in self.framework.bodies:
            return self.body(BodyId(mover))
        group = next((actor for name, actor in self.framework.groups.items() if name == mover), None)
        if group is not None:
            return self.actor(group)
        inside, _, place = mover.rpartition("@")
        if inside and place in self.case.places and PersonId(mover) not in self.case.persons:
            who, where = self.mover(inside, at), self.place(PlaceId(place))
            return Text(f"{who.vi}, {where.vi}", f"{who.en}, {where.en}")
        if PersonId(mover) in self.case.persons or _ASSUMED.fullmatch(mover):
            return self.person(PersonId(mover), at)
        if "(" in mover or "[" in mover:
            return Text(
                _WORD.sub(lambda found: self._word(found[0]).vi, mover),
                _WORD.sub(lambda found: self._word(found[0]).en, mover),
            )
        return plain(mover)

    def _word(self, word: str) -> Text:
        if OfficeId(word) in self.framework.offices:
            return self.office(OfficeId(word))
        return self.body(BodyId(word))

    def _assumed(self, assumed: re.Match[str], at: PlaceId | None) -> Text:
        office = self.framework.offices[OfficeId(assumed["office"])]
        place, seat, name = PlaceId(assumed["place"]), assumed["seat"], office.name
        here = place == at or len(self.case.places) == 1
        where = plain("") if here else self.place(place)
        vi, en = (f", {where.vi}" if where.vi else ""), (f", {where.en}" if where.en else "")
        if not seat.isdecimal():
            return Text(f"người khác giữ chức danh {name.vi}{vi}", f"another {name.en}{en}")
        if office.seats == 1:
            return Text(f"{name.vi} (chưa nêu tên){vi}", f"{name.en} (unnamed){en}")
        return Text(f"{name.vi} (ghế {seat}, chưa nêu tên){vi}", f"{name.en} (seat {seat}, unnamed){en}")

    def _term(self, term: Term, said: list[Text], terms: tuple[Term, ...], deeper: int) -> Text:
        match term:
            case OfficeTerm(office):
                return self.office(office)
            case BodyTerm(body, quota):
                name = self.body(body)
                return name if quota is None else Text(f"{name.vi} ({quota})", f"{name.en} ({quota})")
            case GroupTerm(group):
                known = self.framework.groups.get(group)
                return plain(group) if known is None or not deeper else self._named(known, deeper - 1)
            case AtLeastTerm(count, parts):
                return _parts(count, [self._within(terms[part], said[part]) for part in parts])

    def _within(self, term: Term, said: Text) -> Text:
        """Put brackets round a part that itself joins several, so that “or” and “and” are not read together."""
        inside = self.framework.groups.get(term.group) if isinstance(term, GroupTerm) else None
        whole = term if inside is None else inside.terms[-1]
        if isinstance(whole, AtLeastTerm) and len(whole.parts) > 1:
            return Text(f"({said.vi})", f"({said.en})")
        return said


def _parts(count: int, parts: list[Text]) -> Text:
    if len(parts) == 1:
        return parts[0]
    cut = len(parts) > _MOST_PARTS
    shown = parts[:_MOST_PARTS] + ([plain("…")] if cut else [])
    vi, en = [p.vi for p in shown], [p.en for p in shown]
    if count == len(parts):
        return Text(" và ".join(vi), " and ".join(en))
    if count == 1:
        return Text(" hoặc ".join(vi), " or ".join(en))
    return Text(f"ít nhất {count} trong số: {', '.join(vi)}", f"at least {count} of: {', '.join(en)}")


def joined(names: list[Text]) -> Text:
    """List names one after another."""
    return Text(", ".join(n.vi for n in names), ", ".join(n.en for n in names))
