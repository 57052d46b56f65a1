"""The opening chapter: what the regulation covers, by which principles, and how days are counted."""

from __future__ import annotations

from counterpoise.analysis.regulation.grounds import ground_note
from counterpoise.analysis.regulation.heads import adopting_body
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import quoted
from counterpoise.domain.drafts import Article, Chapter, Clause, Point
from counterpoise.domain.rules import DecidedTogether
from counterpoise.domain.words import Text


def general(materials: Materials) -> Chapter:
    """Write the chapter of general provisions."""
    return Chapter(
        "general",
        Text("Quy định chung", "General provisions"),
        (_scope(materials), _principles(), _terms()),
    )


def _scope(materials: Materials) -> Article:
    body, place = adopting_body(materials), materials.names.place(materials.place)
    count = len(materials.framework.matters)
    return Article(
        "scope",
        Text("Phạm vi điều chỉnh và đối tượng áp dụng", "Scope and those bound"),
        (
            Clause(
                Text(
                    f"Quy chế này quy định nguyên tắc làm việc, quan hệ giữa các cơ quan, phân công chủ trì, trình tự, thời hạn và việc"
                    f" kiểm tra, giám sát đối với {count} việc ghi tại Phụ lục I, tại {place.vi}.",
                    f"This regulation lays down the principles of work, the relations between the bodies, who leads, the steps and their"
                    f" deadlines, and the checks, for the {count} matters of Annex I at {place.en}.",
                )
            ),
            Clause(
                Text(
                    f"Quy chế này áp dụng đối với {body.vi}, người giữ các chức danh và thành viên các cơ quan ghi tại Chương II khi thực"
                    " hiện các việc đó. Cơ quan không thuộc quyền của cơ quan ban hành phối hợp theo luật và theo quy chế của cơ quan ấy.",
                    f"It binds the {body.en}, the holders of the offices and the members of the bodies of Chapter II in these matters. Bodies"
                    " not under the adopting body take part as the law and their own regulations say.",
                )
            ),
        ),
    )


def _principles() -> Article:
    said = (
        (
            "Mỗi việc có đúng một chức danh chủ trì, chịu trách nhiệm về tiến độ và kết quả; mỗi bước có người làm và thời hạn.",
            "Each matter has exactly one lead, who answers for its progress and result; each step has somebody to take it and a deadline.",
        ),
        (
            "Việc thuộc thẩm quyền tập thể do tập thể quyết định; không người nào quyết định thay.",
            "What belongs to a body is decided by that body; nobody decides in its place.",
        ),
        (
            "Không ai kiểm tra, giám sát, xét khiếu nại, đánh giá hoặc xử lý kỷ luật chính mình.",
            "Nobody checks, supervises, judges, evaluates or disciplines themselves.",
        ),
        (
            "Người giữ nhiều chức danh ghi rõ mình làm việc với tư cách chức danh nào trong từng văn bản, từng cuộc họp.",
            "Whoever holds several offices says in every paper and meeting in which of them they act.",
        ),
        (
            "Khâu kiểm tra, giám sát do người không phụ thuộc người được kiểm tra thực hiện.",
            "Checks are made by persons who do not depend on those checked.",
        ),
    )
    return Article(
        "principles",
        Text("Nguyên tắc làm việc", "Principles of work"),
        tuple(Clause(Text(vi, en)) for vi, en in said),
    )


def _terms() -> Article:
    points = (
        (
            "“Chủ trì” là chịu trách nhiệm chuẩn bị, theo dõi và báo cáo một việc từ bước đầu đến bước cuối.",
            "“Lead” means to answer for preparing, following and reporting a matter from its first step to its last.",
        ),
        (
            "“Người thay” là người làm thay người chủ trì khi người chủ trì phải tránh hoặc vắng mặt.",
            "“Substitute” means whoever acts when the lead must step aside or is absent.",
        ),
        (
            "“Kiểm tra, giám sát thường xuyên” là kiểm tra ở từng vụ việc, trước khi việc hoàn thành; “định kỳ” là theo chương trình; “khi có khiếu nại, tố cáo” là khi có người yêu cầu.",
            "A “standing” check is made in every single case before it is done; a “periodic” one by programme; one “on complaint” when somebody asks.",
        ),
        (
            "“Bắt buộc” là không được bỏ qua ý kiến của người kiểm tra; “không bắt buộc” là phải nghe nhưng không phải theo.",
            "“Binding” means that the checker's word may not be passed over; “advisory” that it must be heard but need not be followed.",
        ),
    )
    return Article(
        "terms",
        Text("Giải thích từ ngữ và cách tính thời hạn", "Terms, and how days are counted"),
        (
            Clause(
                Text("Trong Quy chế này:", "In this regulation:"),
                tuple(Point(Text(vi, en)) for vi, en in points),
            ),
            Clause(
                Text(
                    "“Ngày” là ngày theo lịch, tính cả ngày nghỉ. “Ngày làm việc” không tính ngày nghỉ hằng tuần và ngày nghỉ lễ, tết.",
                    "“Calendar days” count days of rest. “Working days” count neither weekly days of rest nor public holidays.",
                )
            ),
            Clause(
                Text(
                    "Thời hạn tính từ ngày liền sau ngày của bước được lấy làm mốc; bước không nêu mốc thì tính từ ngày nhận đủ hồ sơ.",
                    "A deadline runs from the day after the step it is counted from; without such a step, from the day the full file is received.",
                )
            ),
        ),
    )


def together(materials: Materials) -> Article:
    """Write which matters are never decided by one person."""
    rules = [r for r in materials.framework.rules if isinstance(r, DecidedTogether)]
    clauses = [
        Clause(
            Text(
                f"Các việc sau đây do tập thể quyết định, không người nào quyết định một mình: {quoted([materials.names.matter(m) for m in rule.matters]).vi}.",
                f"These matters are decided by a body, never by one person alone: {quoted([materials.names.matter(m) for m in rule.matters]).en}.",
            ),
            (),
            ground_note(rule.basis, materials.sources),
        )
        for rule in rules
        if rule.matters
    ]
    clauses.append(
        Clause(
            Text(
                "Biên bản phiên họp ghi số phiếu tán thành, không tán thành, ý kiến khác và người vắng mặt.",
                "The minutes record votes for and against, other opinions and who was absent.",
            )
        )
    )
    return Article("together", Text("Việc do tập thể quyết định", "Matters decided together"), tuple(clauses))
