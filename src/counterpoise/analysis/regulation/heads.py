"""The body that adopts, what it is called at the place, who signs, and the act itself."""

from __future__ import annotations

from counterpoise.analysis.regulation.grounds import VERIFIED
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.signing import adopting_matter, signature, signing_office
from counterpoise.analysis.regulation.spelling import actor_name, lines_of
from counterpoise.domain.actors import Actor
from counterpoise.domain.drafts import Act, Clause, Letterhead, Note, NoteKind
from counterpoise.domain.issuing import Issuing
from counterpoise.domain.matters import Power
from counterpoise.domain.words import BodyId, Citation, Text, capital

_DECISION = Text("Quyết định", "Decision")
_COMPETENT = Text("Cơ quan có thẩm quyền", "Competent body")
_NOBODY = BodyId("")  # a framework without bodies
_KINDS_OF_PLACE = ("xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "quận ", "tỉnh ", "thành phố ")
_SPACE = "\u00a0" * 6  # what is written by hand when the act is signed


def issuing(materials: Materials) -> Issuing:
    """Give who adopts: as the framework says, else the body here that takes most of the consent steps."""
    if materials.framework.issuing is not None:
        return materials.framework.issuing
    return Issuing(_busiest(materials))


def _busiest(materials: Materials) -> BodyId:
    framework = materials.framework
    here = [b.id for b in framework.bodies.values() if b.level == framework.audits] or list(framework.bodies)
    if not here:
        return _NOBODY
    acting = [str(s.actor) for m in framework.matters.values() for s in m.steps if s.is_consent]
    return max(here, key=acting.count)


def adopting_body(materials: Materials) -> Text:
    """Name the adopting body with its place."""
    body, place = _body_and_place(materials)
    joint = " " if place.vi[:1].islower() else ", "
    return Text(f"{body.vi}{joint}{place.vi}", f"{body.en}, {place.en}")


def _body_and_place(materials: Materials) -> tuple[Text, Text]:
    """Name the body without its kind of place where the place says it: “Ủy ban nhân dân”, “xã An Bình”."""
    known, place = issuing(materials).body, materials.names.place(materials.place)
    body = materials.names.body(known) if known != _NOBODY else _COMPETENT
    first = place.vi.split()[0].lower()
    within = Text(place.vi[:1].lower() + place.vi[1:], place.en)
    if body.vi.lower().split()[-1] == first:
        return Text(body.vi[: -len(first)].rstrip(), body.en), within
    return body, within if place.vi.lower().startswith(_KINDS_OF_PLACE) else place


def letterhead(materials: Materials) -> Letterhead:
    """Write what stands above the title; the number and the day are left blank until the act is signed."""
    who, place = issuing(materials), materials.names.place(materials.place)
    year = materials.roster.day.year
    symbol = f"/{who.symbol}" if who.symbol else ""
    return Letterhead(
        lines_of(_body_and_place(materials)),
        who.heading,
        who.motto,
        Text(f"Số:{_SPACE}{symbol}", f"No.:{_SPACE}{symbol}"),
        Text(
            f"{place.vi}, ngày{_SPACE}tháng{_SPACE}năm {year}",
            f"{place.en}, day{_SPACE}month{_SPACE}year {year}",
        ),
        Text("DỰ THẢO", "DRAFT"),
    )


def act(materials: Materials, title: Text) -> Act:
    """Write the act that adopts the regulation."""
    who, body = issuing(materials), adopting_body(materials)
    form = who.form or _DECISION
    subject = Text(f"{title.vi} của {body.vi}", f"{title.en[:1].lower()}{title.en[1:]} of the {body.en}")
    return Act(
        form,
        Text(f"Ban hành {subject.vi}", f"Adopting the {subject.en}"),
        body,
        _grounds(materials, who),
        _orders(materials, form, subject),
        _recipients(materials),
        signature(materials, who, _body_and_place(materials)[0]),
    )


def _grounds(materials: Materials, who: Issuing) -> tuple[Clause, ...]:
    """List the acts on which the body relies, one line each, each with its verification."""
    lines = [_ground(materials, citation) for citation in who.basis if citation.source in materials.sources]
    proposer = _drafter(materials)
    lines.append(Clause(Text(f"Theo đề nghị của {proposer.vi}", f"On the proposal of {proposer.en}")))
    return tuple(lines)


def _ground(materials: Materials, citation: Citation) -> Clause:
    title = materials.sources[citation.source].title
    how = VERIFIED.get(citation.status) if citation.status is not None else None
    notes = () if how is None else (Note(NoteKind.BASIS, capital(how)),)
    return Clause(Text(f"Căn cứ {title.vi}", f"Having regard to {title.en}"), (), notes)


def _drafter(materials: Materials) -> Text:
    """Name who prepares the regulation: the first to act in the matter about it, else whoever signs."""
    matter = adopting_matter(materials)
    if matter is not None:
        return actor_name(matter.steps[0].actor, materials.names)
    head = signing_office(materials, issuing(materials))
    return materials.names.office(head) if head is not None else adopting_body(materials)


def _orders(materials: Materials, form: Text, subject: Text) -> tuple[Text, ...]:
    body = adopting_body(materials)
    old = [
        r
        for r in materials.before.case.regulations or ()
        if r.place in (None, materials.place) and r.span.covers(materials.roster.day)
    ]
    ended = (
        Text(
            " Quy chế sau đây hết hiệu lực từ ngày đó: " + "; ".join(r.title.vi for r in old) + ".",
            " From that day these cease to apply: " + "; ".join(r.title.en for r in old) + ".",
        )
        if old
        else Text("", "")
    )
    return (
        Text(
            f"Ban hành kèm theo {form.vi} này {subject.vi}.",
            f"The {subject.en} attached to this {form.en.lower()} is adopted.",
        ),
        Text(
            f"{form.vi} này có hiệu lực kể từ ngày ký.{ended.vi}",
            f"This {form.en.lower()} takes effect on the day it is signed.{ended.en}",
        ),
        Text(
            f"Người giữ các chức danh ghi tại Phụ lục I, thành viên {body.vi} và các cơ quan, cá nhân có liên quan chịu trách nhiệm thi hành {form.vi} này.",
            f"The holders of the offices of Annex I, the members of the {body.en} and all others concerned carry out this {form.en.lower()}.",
        ),
    )


def _recipients(materials: Materials) -> tuple[Text, ...]:
    """List those who get a copy: who is above the signing office, who checks, and the files."""
    head = signing_office(materials, issuing(materials))
    found: dict[Text, None] = {}
    if head is not None:
        found |= {actor_name(t.actor, materials.names): None for t in materials.framework.offices[head].ties}
    for matter in materials.framework.matters.values():
        for step in matter.steps:
            if (
                step.power is Power.OVERSIGHT
                and len(step.actor.terms) == 1
                and _is_here(materials, step.actor)
            ):
                found[actor_name(step.actor, materials.names)] = None
    own = _body_and_place(materials)[0]
    kept = [name for name in found if name != own][:8]
    return (
        Text("Như Điều 3", "Those of Article 3"),
        *kept,
        Text("Lưu: VT", "Files"),
    )


def _is_here(materials: Materials, actor: Actor) -> bool:
    reached = materials.structure.reach(actor)
    return any(materials.is_here(office) for office in reached)
