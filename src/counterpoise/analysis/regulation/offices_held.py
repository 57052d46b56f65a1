"""One person in several offices: separate reports, separate papers, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.analysis.regulation.grounds import ground_note, to_decide, unless_remembered
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import actor_name, all_of, any_of, lines_of
from counterpoise.domain.bodies import How
from counterpoise.domain.day_words import partial_name
from counterpoise.domain.drafts import Article, Chapter, Clause, Column, Note, NoteKind, Point, Table
from counterpoise.domain.pilots import Arrangement, Pilot
from counterpoise.domain.rules import IncompatibleOffices
from counterpoise.domain.words import Basis, OfficeId, PersonId, Text, capital

_COLUMNS = (
    Column(Text("Chức danh", "Office"), 34),
    Column(Text("Báo cáo với ai", "Reports to"), 38),
    Column(Text("Kỳ báo cáo", "When"), 28),
)
_FEW = 3  # offices that are named in the sentence itself
_REPORTED_TO = (How.ELECTS, How.APPROVES, How.APPOINTS, How.LEADS, How.COMMANDS)
_PERIOD = Text("Sáu tháng và hằng năm, bằng văn bản riêng", "Half-yearly and yearly, in a paper of its own")


def offices_held(materials: Materials) -> Chapter:
    """Write the chapter on persons with several offices."""
    return Chapter(
        "several-offices",
        Text("Người giữ đồng thời nhiều chức danh", "Persons who hold several offices"),
        (_reports(materials), _papers(materials), _incompatible(materials), _lasting(materials)),
    )


def several(materials: Materials) -> tuple[tuple[OfficeId, ...], ...]:
    """List the sets of offices here that one person will hold: those with one seat, and those of the arrangement they fulfil."""
    joined = {(one.person, office) for one in materials.held for office in one.offices}
    found: dict[tuple[OfficeId, ...], None] = {}
    for person in _persons(materials):
        mine = tuple(
            dict.fromkeys(
                seat.office
                for seat in materials.roster.seats_of(person)
                if materials.is_here(seat.office)
                and (materials.framework.offices[seat.office].seats == 1 or (person, seat.office) in joined)
            )
        )
        if len(mine) > 1:
            found[mine] = None
    return tuple(found)


def _persons(materials: Materials) -> Iterator[PersonId]:
    held = (s.holder for seats in materials.roster.seats.values() for s in seats if s.holder is not None)
    yield from dict.fromkeys(held)


def _reports(materials: Materials) -> Article:
    clauses = [
        Clause(
            Text(
                "Người giữ từ hai chức danh trở lên báo cáo riêng kết quả của từng chức danh; không dùng một báo cáo cho hai chức danh. Cơ"
                " quan nhận báo cáo của chức danh nào thì nhận xét về chức danh ấy.",
                "Whoever holds two or more offices reports on each of them apart; one report never serves two offices. Whoever receives"
                " the report on an office reviews that office.",
            )
        )
    ]
    clauses += [_reporting(materials, offices) for offices in several(materials)]
    return Article(
        "reports", Text("Báo cáo riêng từng chức danh", "A separate report for each office"), tuple(clauses)
    )


def _reporting(materials: Materials, offices: tuple[OfficeId, ...]) -> Clause:
    names = [materials.names.office(office) for office in offices]
    what = all_of(names)
    rows = tuple((materials.names.office(o), lines_of(reported_to(materials, o)), _PERIOD) for o in offices)
    caption = Text(f"Báo cáo của người giữ các chức danh {what.vi}", f"Reports of the holder of {what.en}")
    return Clause(
        Text(
            f"Người giữ đồng thời các chức danh {what.vi} báo cáo như sau:",
            f"The person who is at the same time {what.en} reports as follows:",
        ),
        (),
        to_decide(Text("kỳ báo cáo", "the reporting period")),
        Table(caption, _COLUMNS, rows),
    )


def reported_to(materials: Materials, office: OfficeId) -> list[Text]:
    """Name those an office answers to: who elects, approves, appoints, leads or commands it; else the bodies it sits in."""
    ties = materials.framework.offices[office].ties
    found = {actor_name(t.actor, materials.names): None for how in _REPORTED_TO for t in ties if t.how is how}
    if found:
        return [capital(name) for name in found]
    bodies = [b.name for b in materials.framework.bodies.values() if office in b.members]
    return bodies or [Text("Cơ quan ban hành Quy chế này", "The body that adopts this regulation")]


def _papers(materials: Materials) -> Article:
    clauses = [
        Clause(
            Text(
                "Mỗi văn bản ghi quyền hạn ký của đúng một chức danh: “TM.” khi thay mặt tập thể, “KT.” khi cấp phó ký thay, “TL.” khi thừa lệnh,"
                " “TUQ.” khi thừa ủy quyền. Không ký một văn bản với hai tư cách.",
                "Every paper is signed in the capacity of exactly one office: on behalf of a body, for a head, by order or by proxy. No paper"
                " is signed in two capacities.",
            ),
            (),
            _signing_note(materials),
        ),
        Clause(
            Text(
                "Người giữ nhiều chức danh không ký duyệt, thẩm định hay kiểm tra với tư cách chức danh này điều mình đã trình, quyết định"
                " hay thực hiện với tư cách chức danh kia.",
                "Nobody approves, appraises or checks in one office what they have proposed, decided or carried out in another.",
            )
        ),
    ]
    return Article("papers", Text("Văn bản theo từng tư cách", "Papers in one capacity"), tuple(clauses))


def _signing_note(materials: Materials) -> tuple[Note, ...]:
    if materials.framework.issuing is None or materials.framework.issuing.heading is None:
        return ()
    return (
        Note(
            NoteKind.BASIS,
            Text(
                "Căn cứ: Điều 13 và Phụ lục I Nghị định 30/2020/NĐ-CP (đã đối chiếu văn bản)",
                "Basis: Art. 13 and Annex I, Decree 30/2020/NĐ-CP (text verified)",
            ),
        ),
    )


def _incompatible(materials: Materials) -> Article:
    clauses = list(_exclusions(materials))
    if not clauses:
        clauses = [
            Clause(
                Text(
                    "Trước khi giao thêm chức danh cho một người, cơ quan có thẩm quyền kiểm tra người đó có vì thế mà kiểm tra, phê duyệt hay xét khiếu nại chính mình không.",
                    "Before one person is given a further office, the competent body examines whether that person would then check, approve or judge themselves.",
                )
            )
        ]
    return Article(
        "incompatible", Text("Chức danh không được kiêm", "Offices that exclude one another"), tuple(clauses)
    )


def _exclusions(materials: Materials) -> Iterator[Clause]:
    """Say which offices exclude one another, pairs of the same law and the same partners taken together."""
    by_basis: dict[Basis, list[IncompatibleOffices]] = {}
    for rule in materials.framework.rules:
        if isinstance(rule, IncompatibleOffices):
            by_basis.setdefault(rule.basis, []).append(rule)
    for basis, rules in by_basis.items():
        partners: dict[OfficeId, list[OfficeId]] = {}
        for rule in rules:
            if len(rule.offices) == 2:
                partners.setdefault(rule.offices[0], []).append(rule.offices[1])
            else:
                what = all_of([materials.names.office(office) for office in rule.offices])
                says = Text(
                    f"Một người không cùng lúc giữ hai trong các chức danh: {what.vi}.",
                    f"One person does not at the same time hold two of: {what.en}.",
                )
                yield Clause(unless_remembered(says, basis), (), ground_note(basis, materials.sources))
        alike: dict[frozenset[OfficeId], list[OfficeId]] = {}
        for one, others in partners.items():
            alike.setdefault(frozenset(others), []).append(one)
        for first in alike.values():
            yield _apart(materials, first, list(dict.fromkeys(partners[first[0]])), basis)


def _apart(materials: Materials, ones: list[OfficeId], others: list[OfficeId], basis: Basis) -> Clause:
    notes = ground_note(basis, materials.sources)
    left = any_of([materials.names.office(office) for office in ones])
    right = tuple(Point(materials.names.office(office)) for office in others)
    if len(right) <= _FEW:
        other = any_of([point.text for point in right])
        says = Text(
            f"Người giữ chức danh {left.vi} không cùng lúc giữ chức danh {other.vi}.",
            f"The holder of {left.en} does not at the same time hold {other.en}.",
        )
        return Clause(unless_remembered(says, basis), (), notes)
    says = Text(
        f"Người giữ chức danh {left.vi} không cùng lúc giữ một trong các chức danh:",
        f"The holder of {left.en} does not at the same time hold one of:",
    )
    return Clause(unless_remembered(says, basis), right, notes)


# How long it lasts


def _lasting(materials: Materials) -> Article:
    clauses = [c for one in _relevant(materials) for c in _arrangement(materials, one)]
    if not clauses:
        clauses = [
            Clause(
                Text(
                    "Việc một người giữ đồng thời nhiều chức danh chỉ được thực hiện khi cơ quan có thẩm quyền quyết định bằng văn bản, nêu lý"
                    " do, điều kiện, ngày bắt đầu, ngày kết thúc và căn cứ dừng.",
                    "One person may hold several offices only by a written decision of the competent body that gives the reason, the"
                    " conditions, the first and the last day and the rule for stopping.",
                )
            )
        ]
    return Article(
        "lasting",
        Text("Điều kiện, thời hạn và căn cứ dừng việc kiêm nhiệm", "Conditions, duration and stop rule"),
        tuple(clauses),
    )


def _relevant(materials: Materials) -> tuple[Arrangement, ...]:
    """List the arrangements somebody fulfils here, today or after the measures; of two alike the case's own."""
    ids = {one.arrangement.id for one in (*materials.held, *materials.held_before)}
    found: dict[frozenset[OfficeId], Arrangement] = {}
    for arrangement in (*materials.framework.arrangements, *materials.case.arrangements):
        if arrangement.id in ids:
            found[frozenset(arrangement.offices)] = arrangement
    return tuple(found.values())


def is_policy(materials: Materials, arrangement: Arrangement) -> bool:
    """Tell whether a framework lists the arrangement as a policy without end: the place can only review it."""
    listed = {known.id for known in materials.framework.arrangements}
    stated = arrangement.sunset is not None or _pilot(materials, arrangement) is not None
    return arrangement.id in listed and not stated


def still_held(materials: Materials) -> tuple[Arrangement, ...]:
    """List the arrangements that somebody will fulfil here and that the place may end."""
    ids = {one.arrangement.id for one in materials.held}
    return tuple(a for a in _relevant(materials) if a.id in ids and not is_policy(materials, a))


def _arrangement(materials: Materials, arrangement: Arrangement) -> Iterator[Clause]:
    name = materials.names.arrangement(arrangement.id)
    notes = ground_note(arrangement.basis, materials.sources)
    if arrangement.id not in {one.arrangement.id for one in materials.held}:
        yield Clause(
            Text(
                f"Mô hình “{name.vi}” chấm dứt kể từ ngày Quy chế này có hiệu lực; các chức danh do những người khác nhau giữ.",
                f"“{name.en}” ends on the day this regulation takes effect; the offices are held by different persons.",
            ),
            (),
            notes,
        )
        return
    if is_policy(materials, arrangement):
        yield Clause(
            Text(
                f"Việc thực hiện mô hình “{name.vi}” được xem xét lại mỗi năm một lần, cùng lúc với Quy chế này; kết quả được báo cáo cấp có thẩm quyền bằng văn bản.",
                f"“{name.en}” is reviewed once a year together with this regulation; the result is reported to the competent body in writing.",
            ),
            (),
            notes,
        )
        return
    yield Clause(_term(materials, arrangement, name), (), (*notes, *_term_note(materials, arrangement)))
    yield _conditions(arrangement, name)
    yield _stop(arrangement, name)


def _pilot(materials: Materials, arrangement: Arrangement) -> Pilot | None:
    here = [
        p for p in arrangement.pilots if p.place == materials.place and p.span.covers(materials.roster.day)
    ]
    return here[-1] if here else None


def _last_day(materials: Materials, arrangement: Arrangement) -> Text | None:
    pilot = _pilot(materials, arrangement)
    if arrangement.sunset is not None:
        return partial_name(arrangement.sunset)
    return partial_name(pilot.span.end) if pilot is not None and pilot.span.end is not None else None


def _term(materials: Materials, arrangement: Arrangement, name: Text) -> Text:
    pilot, last = _pilot(materials, arrangement), _last_day(materials, arrangement)
    since = partial_name(pilot.span.start) if pilot is not None and pilot.span.start is not None else None
    begun = (
        Text(f", thực hiện từ {since.vi},", f", in force since {since.en},")
        if since is not None
        else Text("", "")
    )
    if last is not None:
        return Text(
            f"Mô hình “{name.vi}”{begun.vi} hết hạn vào {last.vi}. Chỉ được tiếp tục khi cơ quan có thẩm quyền gia hạn bằng văn bản trước"
            " ngày đó, sau khi xem xét kết quả kiểm tra.",
            f"“{name.en}”{begun.en} expires on {last.en}. It continues only if the competent body extends it in writing before that day,"
            " having examined the results of the checks.",
        )
    return Text(
        f"Mô hình “{name.vi}”{begun.vi} hết hạn sau 12 tháng kể từ ngày Quy chế này có hiệu lực, trừ khi cơ quan có thẩm quyền ấn định ngày"
        " sớm hơn. Chỉ được tiếp tục khi được gia hạn bằng văn bản trước ngày đó, sau khi xem xét kết quả kiểm tra.",
        f"“{name.en}”{begun.en} expires 12 months after this regulation takes effect, unless the competent body sets an earlier day. It"
        " continues only if extended in writing before that day, the results of the checks having been examined.",
    )


def _term_note(materials: Materials, arrangement: Arrangement) -> tuple[Note, ...]:
    if _last_day(materials, arrangement) is not None:
        return ()
    return to_decide(Text("ngày kết thúc; 12 tháng là đề xuất", "the last day; 12 months is a proposal"))


def _conditions(arrangement: Arrangement, name: Text) -> Clause:
    if arrangement.conditions:
        points = tuple(Point(c) for c in arrangement.conditions)
        return Clause(
            Text(f"Điều kiện thực hiện mô hình “{name.vi}”:", f"Conditions of “{name.en}”:"),
            points,
        )
    points = (
        Point(
            Text(
                "các biện pháp kiểm soát tại Quy chế này đã được thực hiện đầy đủ",
                "the control measures of this regulation are carried out in full",
            )
        ),
        Point(
            Text(
                "có cấp phó ở từng cơ quan để thay người giữ nhiều chức danh khi người đó phải tránh",
                "each body has a deputy to act when the holder must step aside",
            )
        ),
        Point(
            Text(
                "khối lượng việc của người giữ nhiều chức danh không vượt quá thời gian làm việc trong năm",
                "the work of the holder fits into a working year",
            )
        ),
    )
    return Clause(
        Text(f"Điều kiện thực hiện mô hình “{name.vi}”:", f"Conditions of “{name.en}”:"),
        points,
        to_decide(Text("các điều kiện", "the conditions")),
    )


def _stop(arrangement: Arrangement, name: Text) -> Clause:
    says = Text(
        f"Căn cứ dừng mô hình “{name.vi}”, chỉ cần có một:",
        f"“{name.en}” stops at once when one of these holds:",
    )
    if arrangement.stop:
        return Clause(says, tuple(Point(s) for s in arrangement.stop))
    points = (
        Point(
            Text(
                "kết luận kiểm tra, giám sát nêu một việc quan trọng do một người làm trọn từ đầu đến cuối mà không được khắc phục trong 30 ngày",
                "an inspection finds that one person carried an important matter from its first step to its last, and it is not mended within 30 days",
            )
        ),
        Point(
            Text(
                "một khâu kiểm tra, giám sát bắt buộc không có người thực hiện quá 03 tháng",
                "a binding check has had nobody to make it for more than 3 months",
            )
        ),
        Point(
            Text(
                "hai kỳ liên tiếp không có báo cáo riêng từng chức danh",
                "the separate reports are missing for two periods on end",
            )
        ),
        Point(
            Text(
                "người giữ nhiều chức danh không tránh khi phải tránh",
                "the holder does not step aside where they must",
            )
        ),
    )
    return Clause(says, points, to_decide(Text("căn cứ dừng", "the stop rule")))
