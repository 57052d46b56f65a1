"""A small draft with everything a writer must lay out, and one with everything that could break one."""

from __future__ import annotations

from datetime import date

from counterpoise.domain.drafts import (
    Act,
    Annex,
    Article,
    Chapter,
    Clause,
    Column,
    Draft,
    Letterhead,
    Note,
    NoteKind,
    Point,
    Section,
    Signature,
    Table,
)
from counterpoise.domain.words import Text, plain

BASIS = Note(
    NoteKind.BASIS,
    Text("Căn cứ: khoản 2 Điều 4 Luật 1 (đã đối chiếu văn bản)", "Basis: Art. 4(2), Law 1 (text verified)"),
)
DECIDE = Note(NoteKind.DECIDE, Text("Phải quyết định: số ngày", "To be decided: the number of days"))
TABLE = Table(
    Text("Bảng phân công", "Assignment"),
    (Column(Text("TT", "No."), 10), Column(Text("Việc", "Matter"), 50), Column(Text("Chủ trì", "Lead"), 40)),
    tuple(
        (
            plain(str(n)),
            Text(f"Việc thứ {n}\n(quan trọng)", f"Matter {n}\n(important)"),
            Text("Chủ tịch", "Chair"),
        )
        for n in range(1, 61)
    ),
)


def a_draft(*, nasty: str = "", heading: bool = True) -> Draft:
    """Make a draft; `nasty` text stands in every place a case can fill."""
    said = Text(f"Nội dung{nasty}.", f"Content{nasty}.")
    points = tuple(Point(Text(f"điểm số {n}{nasty};", f"point {n}{nasty};")) for n in range(7))
    return Draft(
        title=Text("Quy chế làm việc", "Working regulation"),
        subject=Text(f"của Ủy ban nhân dân xã An Bình{nasty}", f"of the committee of An Bình{nasty}"),
        attached=Text(
            "Ban hành kèm theo Quyết định số\u00a0\u00a0/QĐ-UBND",
            "Attached to Decision No.\u00a0\u00a0/QĐ-UBND",
        ),
        letterhead=Letterhead(
            Text("Ủy ban nhân dân\nxã An Bình", "Committee\nAn Bình"),
            Text("Cộng hòa xã hội chủ nghĩa Việt Nam", "Socialist Republic of Vietnam") if heading else None,
            Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness") if heading else None,
            Text("Số:\u00a0\u00a0/QĐ-UBND", "No.:\u00a0\u00a0/QĐ-UBND"),
            Text("Xã An Bình, ngày\u00a0\u00a0năm 2024", "An Bình, day\u00a0\u00a02024"),
            Text("DỰ THẢO", "DRAFT"),
        ),
        act=Act(
            Text("Quyết định", "Decision"),
            Text("Ban hành Quy chế làm việc", "Adopting the working regulation"),
            Text("Ủy ban nhân dân xã An Bình", "Committee, An Bình"),
            (
                Clause(Text("Căn cứ Luật 1", "Having regard to Law 1"), (), (BASIS,)),
                Clause(Text("Theo đề nghị của Văn phòng", "On the proposal of the office")),
            ),
            (said, said, said),
            (Text("Như Điều 3", "Those of Article 3"), Text("Lưu: VT", "Files")),
            Signature(
                (Text("TM. Ủy ban nhân dân", "On behalf of the committee"),), Text("Chủ tịch", "Chair")
            ),
        ),
        chapters=(
            Chapter(
                "one",
                Text("Quy định chung", "General"),
                (
                    Article("a", Text("Phạm vi", "Scope"), (Clause(said),)),
                    Article(
                        "b",
                        Text("Nguyên tắc", "Principles"),
                        (Clause(said, points, (BASIS,)), Clause(said, (), (DECIDE,))),
                    ),
                ),
            ),
            Chapter(
                "two",
                Text("Phân công", "Assignment"),
                (Article("c", Text("Chủ trì", "Leads"), (Clause(said, table=TABLE), Clause(said))),),
            ),
        ),
        annexes=(
            Annex(
                "list", Text("Danh sách", "List"), (said,), (Section(Text("Bảng", "Table"), (), (), TABLE),)
            ),
            Annex(
                "drafting",
                Text("Thuyết minh", "Notes"),
                (),
                (
                    Section(Text("Mục 1", "Part 1"), (said,)),
                    Section(Text("Mục 2", "Part 2"), (), (DECIDE,), TABLE),
                ),
                drafting=True,
            ),
        ),
        made=Text("Dự thảo lập từ hồ sơ thử.", "Drafted from a test case."),
        day=date(2024, 3, 28),
    )
