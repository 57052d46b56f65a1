"""The measures adopted, one clause each with the findings it ends, and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from counterpoise.analysis.codes import TITLES
from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.framework_gaps import in_force
from counterpoise.analysis.gaps import regulation_gaps
from counterpoise.analysis.regulation.chains import basis_of_step
from counterpoise.analysis.regulation.enacting import with_regulation
from counterpoise.analysis.regulation.grounds import VERIFIED, ground_note
from counterpoise.analysis.regulation.leads import Chosen, Lead
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.offices_held import several, still_held
from counterpoise.analysis.regulation.spelling import lines_of, quoted
from counterpoise.analysis.repairs import Adopted, Obstacle, Repair
from counterpoise.domain.day_words import day_name
from counterpoise.domain.drafts import Article, Clause, Column, Note, NoteKind, Section, Table
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import Basis, MatterId, Source, SourceId, Status, Text, plain, status_of

_NO_END = Text(
    "không trực tiếp chấm dứt phát hiện nào; cần cho các biện pháp khác",
    "ends no finding by itself; the other measures need it",
)
_BY_SUPERIOR = Text(
    "Phải quyết định: cấp trên phải ban hành; cơ quan ban hành Quy chế này chỉ đề nghị được",
    "To be decided: a superior must adopt this; the adopting body can only propose it",
)
_OPEN_COLUMNS = (
    Column(Text("TT", "No."), 7),
    Column(Text("Điều cơ quan ban hành phải quyết định", "What the adopting body has to decide"), 60),
    Column(Text("Ở đâu trong dự thảo", "Where in the draft"), 33),
)
_FINDING_COLUMNS = (
    Column(Text("Phát hiện", "Finding"), 34),
    Column(Text("Việc", "Matters"), 40),
    Column(Text("Cách xử lý", "What to do"), 26),
)
_FEW = 3  # matters that are named; more are given by their numbers
# What depends on the regulations in force: asked again once this one is.
_OF_REGULATIONS = ("G01", "G02", "G07", "G09")


def measures(materials: Materials) -> Article:
    """Write one clause for each measure."""
    title = Text("Biện pháp kiểm soát", "Control measures")
    if not materials.adopted:
        nothing = Text(
            "Các khâu kiểm tra, giám sát được thực hiện đầy đủ như Phụ lục III; không khâu nào bị bỏ qua vì người kiểm tra và người được kiểm"
            " tra là một người.",
            "All checks of Annex III are made in full; none is left out because the checker and the checked are one person.",
        )
        return Article("measures", title, (Clause(nothing),))
    return Article("measures", title, tuple(_clause(materials, one) for one in materials.adopted))


def _clause(materials: Materials, one: Adopted) -> Clause:
    measure = one.measure
    notes = [Note(NoteKind.ENDS, _ends(materials, one.ends, measure.matter))]
    if one.causes:
        notes.append(Note(NoteKind.DECIDE, _causes(materials, one.causes, measure.matter)))
    for condition in measure.conditions:
        notes.append(
            Note(NoteKind.CONDITION, Text(f"Điều kiện: {condition.vi}", f"Condition: {condition.en}"))
        )
    if measure.superior:
        notes.append(Note(NoteKind.DECIDE, _BY_SUPERIOR))
    return Clause(measure.clause, (), (*notes, *ground_note(measure.basis, materials.sources)))


def _ends(materials: Materials, findings: Sequence[Finding], own: MatterId | None) -> Text:
    if not findings:
        return _NO_END
    said = [
        f"{code} “{TITLES[code].vi}”{_at(materials, some, own).vi}"
        for code, some in _by_code(findings).items()
    ]
    spoken = [
        f"{code} “{TITLES[code].en}”{_at(materials, some, own).en}"
        for code, some in _by_code(findings).items()
    ]
    return Text(f"Chấm dứt phát hiện: {'; '.join(said)}", f"Ends the findings: {'; '.join(spoken)}")


def _causes(materials: Materials, findings: Sequence[Finding], own: MatterId | None) -> Text:
    said = [f"{code}{_at(materials, some, own).vi}" for code, some in _by_code(findings).items()]
    spoken = [f"{code}{_at(materials, some, own).en}" for code, some in _by_code(findings).items()]
    return Text(
        f"Phải quyết định: biện pháp này làm phát sinh {'; '.join(said)}",
        f"To be decided: this measure brings {'; '.join(spoken)}",
    )


def _at(materials: Materials, findings: Iterable[Finding], own: MatterId | None) -> Text:
    matters = list(dict.fromkeys(f.matter for f in findings if f.matter is not None))
    if not matters or matters == [own]:
        return plain("")
    what = _matters(materials, matters)
    return Text(f" ở {_small(what.vi)}", f" in {_small(what.en)}")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (-f.severity, f.code)):
        groups.setdefault(finding.code, []).append(finding)
    return groups


# Why these measures


def reasons(materials: Materials) -> tuple[Section, ...]:
    """Tell why these measures were chosen: what they cost, what was proved, what no measure mends."""
    repair = materials.repair
    if repair is None:
        return ()
    title = Text("Vì sao chọn các biện pháp này", "Why these measures")
    ended, caused = len(repair.ended), len(repair.caused)
    says = [
        Text(
            f"{len(repair.measures)} biện pháp, chi phí {repair.cost} điểm (điểm là giả định để so sánh), chấm dứt {ended} phát hiện, làm"
            f" phát sinh {caused}; {_proved(repair).vi}.",
            f"Measures: {len(repair.measures)}; cost: {repair.cost} points (points are assumptions that only compare); findings ended: {ended};"
            f" caused: {caused}; {_proved(repair).en}.",
        )
    ]
    scale = repair.scale
    if scale is not None and scale.keeping is not None and scale.ending is not None:
        says.append(
            Text(
                f"Giữ mô hình và kiểm soát: {scale.keeping} điểm. Chấm dứt mô hình: {scale.ending} điểm.",
                f"Keeping the arrangement under control: {scale.keeping} points. Ending it: {scale.ending} points.",
            )
        )
    says += [
        _obstacle(materials, obstacle)
        for obstacle in repair.obstacles
        if obstacle.demand.place == materials.place
    ]
    return (Section(title, tuple(says)),)


def _proved(repair: Repair) -> Text:
    if repair.proof.exact:
        return Text(
            "đã chứng minh không tập hợp biện pháp nào rẻ hơn đạt được như vậy",
            "proved: no cheaper set of measures reaches as much",
        )
    low = repair.proof.low
    return Text(
        f"chưa chứng minh xong: không tập hợp nào dưới {low} điểm đạt được như vậy",
        f"proof not finished: no set below {low} points reaches as much",
    )


def _obstacle(materials: Materials, obstacle: Obstacle) -> Text:
    matter = obstacle.demand.matter
    if matter is None:
        return Text(f"Không khắc phục được: {obstacle.why.vi}.", f"Not mended: {obstacle.why.en}.")
    name = materials.names.matter(matter)
    return Text(
        f"Không khắc phục được ở việc “{name.vi}”: {obstacle.why.vi}.",
        f"Not mended in “{name.en}”: {obstacle.why.en}.",
    )


# What stays


def standing_findings(materials: Materials) -> Section:
    """List the findings that stay although the measures are adopted and the regulation is in force."""
    here = [
        f for f in still_found(materials) if f.place == materials.place and f.severity >= Severity.WARNING
    ]
    title = Text(
        "Phát hiện còn lại sau khi áp dụng Quy chế", "Findings that stay once the regulation is in force"
    )
    if not here:
        says = Text(
            "Không còn phát hiện nào từ mức cảnh báo trở lên.",
            "No finding of the grade of warning or above stays.",
        )
        return Section(title, (says,))
    rows = tuple(_finding_row(materials, code, some) for code, some in _by_code(here).items())
    return Section(title, (), (), Table(title, _FINDING_COLUMNS, rows))


def still_found(materials: Materials) -> tuple[Finding, ...]:
    """List what an audit finds once the measures are adopted and the regulation is in force."""
    others = (f for f in materials.after.findings if f.code not in _OF_REGULATIONS)
    matters = tuple(materials.framework.matters.values())
    return (
        *others,
        *regulation_gaps(with_regulation(materials), materials.structure, matters, materials.names),
    )


def _finding_row(materials: Materials, code: str, findings: list[Finding]) -> tuple[Text, ...]:
    matters = list(dict.fromkeys(f.matter for f in findings if f.matter is not None))
    what = _matters(materials, matters) if matters else findings[0].message
    title = Text(
        f"{code} – {TITLES[code].vi} ({len(findings)})", f"{code} – {TITLES[code].en} ({len(findings)})"
    )
    return (title, what, findings[0].remedy or plain(""))


def open_items(materials: Materials, leads: Sequence[Lead]) -> Section:
    """List everything the sources leave to the adopting body."""
    items = [
        *_gaps(materials),
        *_outdated(materials),
        *_without_deadline(materials),
        *_uncertain(materials, Status.MEMORY),
        *_uncertain(materials, Status.SECONDARY),
        *_shared_leads(materials, leads),
        *_other(materials),
    ]
    rows = tuple((plain(str(n)), what, where) for n, (what, where) in enumerate(items, start=1))
    title = Text("Những điều cơ quan ban hành phải quyết định", "What the adopting body has to decide")
    return Section(title, (), (), Table(title, _OPEN_COLUMNS, rows))


def _gaps(materials: Materials) -> list[tuple[Text, Text]]:
    return [(gap.what, _where(materials, gap.matters)) for gap in materials.framework.gaps]


def _outdated(materials: Materials) -> list[tuple[Text, Text]]:
    """Name the acts that are cited although they are not in force on the day of the draft."""
    day = day_name(materials.roster.day)
    return [
        (
            Text(
                f"“{source.title.vi}” không có hiệu lực ngày {day.vi}: thay bằng văn bản đang có hiệu lực.",
                f"“{source.title.en}” is not in force on {day.en}: replace it by the act in force.",
            ),
            Text("Phụ lục II, cột căn cứ", "Annex II, column of bases"),
        )
        for source in _used(materials)
        if not in_force(source, materials.roster.day)
    ]


def _without_deadline(materials: Materials) -> list[tuple[Text, Text]]:
    open_ended = [
        m.id
        for m in materials.framework.matters.values()
        if any(s.is_consent and s.days is None for s in m.steps)
    ]
    if not open_ended:
        return []
    return [
        (
            Text(
                f"Thời hạn của những bước ghi “theo lịch công tác”: chưa có văn bản nào ấn định, ở {len(open_ended)} việc.",
                f"The deadlines of steps marked “by the work calendar”: no text sets them (matters: {len(open_ended)}).",
            ),
            Text("Phụ lục II, cột thời hạn", "Annex II, column of deadlines"),
        )
    ]


def _uncertain(materials: Materials, status: Status) -> list[tuple[Text, Text]]:
    matters = [
        m.id
        for m in materials.framework.matters.values()
        if any(status_of(basis_of_step(m, s)) is status for s in m.steps)
    ]
    if not matters:
        return []
    what = (
        Text(
            "Các bước chỉ ghi theo trí nhớ: đối chiếu văn bản rồi mới giữ lại, sửa hoặc bỏ.",
            "Steps written from memory: check the text before they are kept, changed or dropped.",
        )
        if status is Status.MEMORY
        else Text(
            "Các bước chỉ có nguồn thứ cấp: đọc nguyên văn trước khi ban hành.",
            "Steps that rest on secondary sources: read the text before adoption.",
        )
    )
    return [(what, _where(materials, tuple(matters)))]


def _shared_leads(materials: Materials, leads: Sequence[Lead]) -> list[tuple[Text, Text]]:
    found = []
    bodies = [lead for lead in leads if lead.why is Chosen.BODY]
    if bodies:
        what = Text(
            "Thành viên được cử chủ trì các việc mà chỉ tập thể thực hiện.",
            "The member named to lead where only a body acts.",
        )
        found.append((what, Text("Phụ lục I", "Annex I")))
    seats = materials.framework.offices
    if any(lead.office is not None and seats[lead.office].seats > 1 for lead in leads):
        what = Text(
            "Người cụ thể chủ trì khi chức danh chủ trì có nhiều người giữ.",
            "Which person leads where the lead office has several holders.",
        )
        found.append((what, Text("Phụ lục I", "Annex I")))
    return found


def _other(materials: Materials) -> list[tuple[Text, Text]]:
    found = [
        (
            Text("Số ngày báo khi phải tránh.", "The number of days for a notice of stepping aside."),
            Text("Điều về tránh tham gia", "The article on stepping aside"),
        )
    ]
    if several(materials):
        found.append(
            (
                Text("Kỳ báo cáo riêng từng chức danh.", "The period of the separate reports."),
                Text("Chương V", "Chapter V"),
            )
        )
    for arrangement in still_held(materials):
        missing = [
            *([Text("ngày kết thúc", "the last day")] if _is_endless(materials, arrangement) else []),
            *([Text("điều kiện", "the conditions")] if not arrangement.conditions else []),
            *([Text("căn cứ dừng", "the stop rule")] if not arrangement.stop else []),
        ]
        if missing:
            name = materials.names.arrangement(arrangement.id)
            vi, en = ", ".join(m.vi for m in missing), ", ".join(m.en for m in missing)
            what = Text(f"Mô hình “{name.vi}”: {vi}.", f"“{name.en}”: {en}.")
            found.append((what, Text("Chương V", "Chapter V")))
    return found


def _is_endless(materials: Materials, known: Arrangement) -> bool:
    here = [p for p in known.pilots if p.place == materials.place and p.span.covers(materials.roster.day)]
    return known.sunset is None and not (here and here[-1].span.end)


def _where(materials: Materials, matters: Sequence[MatterId]) -> Text:
    return _matters(materials, matters) if matters else Text("Toàn dự thảo", "The whole draft")


def _matters(materials: Materials, matters: Sequence[MatterId]) -> Text:
    """Name a few matters; give more of them by their numbers in Annex I."""
    if len(matters) <= _FEW:
        return quoted([materials.names.matter(matter) for matter in matters])
    order = list(materials.framework.matters)
    numbers = runs(sorted(order.index(matter) + 1 for matter in matters))
    return Text(f"Việc số {numbers} (Phụ lục I)", f"Matters {numbers} (Annex I)")


def runs(numbers: Sequence[int]) -> str:
    """Write numbers in order, those next to one another as a run.

    >>> runs([1, 2, 3, 5, 8, 9])
    '1–3, 5, 8, 9'
    """
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    said = (f"{g[0]}–{g[-1]}" if len(g) > 2 else ", ".join(map(str, g)) for g in groups)
    return ", ".join(said)


def sources_cited(materials: Materials) -> Section:
    """List every act that rows cite, by its full title, with how many rows cite it and how far those were verified."""
    title = Text("Văn bản, nguồn được viện dẫn", "Acts and sources cited")
    columns = (
        Column(Text("TT", "No."), 7),
        Column(Text("Tên văn bản, nguồn", "Title"), 58),
        Column(Text("Mức kiểm chứng (số dòng)", "Verification (rows)"), 35),
    )
    counts = _counts(materials)
    rows = tuple(
        (plain(str(n)), source.title, _counted(counts[source.id]))
        for n, source in enumerate(_used(materials), start=1)
    )
    says = Text(
        "Trước khi ban hành phải đối chiếu từng căn cứ với Công báo.",
        "Check every basis against the official gazette before adoption.",
    )
    return Section(title, (says,), (), Table(title, columns, rows))


def _used(materials: Materials) -> tuple[Source, ...]:
    """List the acts and pages that rows cite, in the order of the framework."""
    counts = _counts(materials)
    known = materials.sources.values()
    return tuple(s for s in known if s.id in counts and (s.url or s.start or s.end))


def _counts(materials: Materials) -> dict[SourceId, Counter[Status | None]]:
    counts: dict[SourceId, Counter[Status | None]] = {}
    for basis in _every_basis(materials):
        for citation in basis:
            counts.setdefault(citation.source, Counter())[citation.status] += 1
    return counts


def _counted(counts: Counter[Status | None]) -> Text:
    said = [
        Text(f"{VERIFIED[status].vi}: {counts[status]}", f"{VERIFIED[status].en}: {counts[status]}")
        for status in Status
        if counts[status]
    ]
    return lines_of(said) if said else plain("–")


def _every_basis(materials: Materials) -> Iterator[Basis]:
    framework = materials.framework
    for office in framework.offices.values():
        yield from (tie.basis for tie in office.ties)
    yield from (body.basis for body in framework.bodies.values())
    for matter in framework.matters.values():
        yield from (basis_of_step(matter, step) for step in matter.steps)
    yield from (rule.basis for rule in framework.rules)
    yield from (one.basis for one in materials.arrangements)
    if framework.issuing is not None:
        yield framework.issuing.basis
