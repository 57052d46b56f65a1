"""Who must step aside, from what, whom they tell, and who acts instead."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.analysis.regulation.chains import basis_of_step
from counterpoise.analysis.regulation.grounds import ground_note, to_decide, unless_remembered
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import all_of, any_of, quoted, step_title
from counterpoise.domain.actors import OfficeTerm
from counterpoise.domain.drafts import Article, Clause, Note, Point
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.matters import Act, Matter, Step
from counterpoise.domain.rules import KinBetween, OwnCase
from counterpoise.domain.words import OfficeId, PersonId, Status, Text, status_of

_RELATIVES = Text("người thân", "a relative")
_DECIDING = (Act.DECIDE, Act.APPROVE, Act.SIGN)


def recusals(materials: Materials) -> Article:
    """Write the article on stepping aside."""
    clauses = [
        _own_case(materials),
        *_named_by_law(materials),
        *_relatives(materials),
        *_declared_kin(materials),
        *_steps(materials),
        _notice(),
        _instead(),
    ]
    return Article(
        "recusal", Text("Tránh tham gia giải quyết việc có liên quan", "Stepping aside"), tuple(clauses)
    )


def _own_case(materials: Materials) -> Clause:
    rules = [r for r in materials.framework.rules if isinstance(r, OwnCase)]
    read = (c for rule in rules for c in rule.basis if c.status is not Status.MEMORY)
    basis = tuple(dict.fromkeys(read))
    notes = ground_note(basis, materials.sources)
    by_office: dict[OfficeId, list[Text]] = {}
    for matter in materials.framework.matters.values():
        if matter.against is not None:
            by_office.setdefault(matter.against, []).append(materials.names.matter(matter.id))
    points = [
        Point(
            Text(
                f"người giữ chức danh {materials.names.office(office).vi} tránh ở các việc: {quoted(matters).vi}",
                f"the holder of {materials.names.office(office).en} steps aside in: {quoted(matters).en}",
            )
        )
        for office, matters in by_office.items()
    ]
    return Clause(
        Text(
            "Không ai chủ trì, chuẩn bị, biểu quyết, ký hoặc kiểm tra việc mà chính mình là đối tượng, dù giữ chức danh nào khác"
            + (". Cụ thể:" if points else "."),
            "Nobody leads, prepares, votes on, signs or checks a matter of which they are the subject, whatever other office they hold"
            + (". In particular:" if points else "."),
        ),
        tuple(points),
        notes,
    )


def _named_by_law(materials: Materials) -> Iterator[Clause]:
    """Allow what a verified article gives to the very office the matter is about, with a second reader."""
    given = [m for m in materials.framework.matters.values() if _law_names(m)]
    if given:
        what = quoted([materials.names.matter(m.id) for m in given])
        basis = tuple(dict.fromkeys(c for m in given for c in m.basis if c.status is Status.VERIFIED))
        yield Clause(
            Text(
                f"Khoản 1 không thay thẩm quyền mà luật giao đích danh ở các việc: {what.vi}. Ở các việc này, người thay ghi tại"
                " Phụ lục I nhận hồ sơ cùng lúc và ghi ý kiến bằng văn bản trước khi quyết định được ký.",
                f"Clause 1 does not replace the power the law gives by name in: {what.en}. There the substitute of Annex I receives"
                " the file at the same time and writes an opinion before the decision is signed.",
            ),
            (),
            ground_note(basis, materials.sources),
        )


def _law_names(matter: Matter) -> bool:
    """Tell whether a verified article has the office that the matter controls decide it."""
    return any(
        step.is_consent
        and step.act in _DECIDING
        and len(step.actor.terms) == 1
        and isinstance(step.actor.terms[0], OfficeTerm)
        and step.actor.terms[0].office == matter.against
        and status_of(basis_of_step(matter, step)) is Status.VERIFIED
        for step in matter.steps
    )


def _relatives(materials: Materials) -> Iterator[Clause]:
    rules = [r for r in materials.framework.rules if isinstance(r, KinBetween)]
    kinds = list(dict.fromkeys(kind for rule in rules for kind in rule.relatives))
    who = any_of([relation_name(kind) for kind in kinds]) if kinds else _RELATIVES
    yield Clause(
        Text(
            f"Khi việc liên quan đến quyền lợi của {who.vi} của người chủ trì, người quyết định hoặc người kiểm tra thì người đó tránh.",
            f"When a matter touches the interests of whoever is {who.en} of the person who leads, decides or checks it, that person steps aside.",
        )
    )
    by_kin: dict[tuple[str, ...], list[KinBetween]] = {}
    for rule in rules:
        by_kin.setdefault(rule.relatives, []).append(rule)
    for relatives, alike in by_kin.items():
        kin = any_of([relation_name(kind) for kind in relatives]) if relatives else _RELATIVES
        yield Clause(
            Text(
                f"Những người là {kin.vi} của nhau không cùng lúc giữ các chức danh ghi ở một trong các điểm sau đây:",
                f"Persons who are {kin.en} of one another do not at the same time hold the offices of one of these points:",
            ),
            tuple(_apart(materials, rule) for rule in alike),
        )


def _apart(materials: Materials, rule: KinBetween) -> Point:
    offices = all_of([materials.names.office(office) for office in rule.between])
    return Point(unless_remembered(offices, rule.basis), ground_note(rule.basis, materials.sources))


def _declared_kin(materials: Materials) -> Iterator[Clause]:
    """Name the offices between which relatives are declared today, without naming persons."""
    pairs: dict[tuple[Text, Text], None] = {}
    for kin in materials.case.kin:
        one, other = _offices_held(materials, kin.a), _offices_held(materials, kin.b)
        if one and other:
            pairs[all_of(one), all_of(other)] = None
    if pairs:
        points = tuple(
            Point(Text(f"{one.vi} và {other.vi}", f"{one.en} and {other.en}")) for one, other in pairs
        )
        yield Clause(
            Text(
                "Quan hệ gia đình đã khai giữa những người đang giữ các chức danh sau đây; người này tránh khi việc do người kia quyết"
                " định, ký hoặc kiểm tra:",
                "Relatives are declared between the holders of these offices; the one steps aside when the other decides, signs or checks:",
            ),
            points,
        )


def _offices_held(materials: Materials, person: PersonId) -> list[Text]:
    seats = [s for seats in materials.roster.seats.values() for s in seats if s.holder == person]
    return list(dict.fromkeys(materials.names.office(s.office) for s in seats))


def _steps(materials: Materials) -> Iterator[Clause]:
    """List the steps from which the framework already keeps somebody away."""
    points = tuple(
        _aside(materials, matter, step)
        for matter in materials.framework.matters.values()
        for step in matter.steps
        if step.excludes
    )
    if points:
        says = Text(
            "Ở các bước sau đây người được nêu không tham gia:", "In these steps those named take no part:"
        )
        yield Clause(says, points)


def _aside(materials: Materials, matter: Matter, step: Step) -> Point:
    name, title = materials.names.matter(matter.id), step_title(step)
    aside = any_of([materials.names.office(office) for office in step.excludes])
    said = Text(
        f"việc “{name.vi}”, bước “{title.vi}”: người giữ chức danh {aside.vi}",
        f"“{name.en}”, step “{title.en}”: the holder of {aside.en}",
    )
    basis = basis_of_step(matter, step)
    return Point(unless_remembered(said, basis), ground_note(basis, materials.sources))


def _notice() -> Clause:
    return Clause(
        Text(
            "Người thuộc trường hợp phải tránh báo bằng văn bản cho người thay và cho cơ quan kiểm tra việc đó trong 02 ngày làm việc kể"
            " từ khi biết; người khác biết thì có quyền báo thay. Văn bản báo lưu trong hồ sơ của việc.",
            "Whoever must step aside tells the substitute and the checker of the matter in writing within 2 working days of knowing;"
            " anybody else who knows may do so. The notice stays in the file.",
        ),
        (),
        _days_note(),
    )


def _days_note() -> tuple[Note, ...]:
    return to_decide(Text("số ngày báo", "the number of days for the notice"))


def _instead() -> Clause:
    return Clause(
        Text(
            "Người thay của từng việc ghi tại Phụ lục I. Người thay cũng phải tránh thì cấp trên trực tiếp cử người khác bằng văn bản; người"
            " được cử không phụ thuộc và không là người thân của người phải tránh.",
            "Annex I names the substitute of each matter. Where the substitute must step aside too, the direct superior names"
            " somebody else in writing who neither depends on nor is related to the person who stepped aside.",
        )
    )
