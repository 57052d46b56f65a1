"""Draft the working regulation of one place."""

from __future__ import annotations

from datetime import date

from counterpoise.analysis.findings import Audit
from counterpoise.analysis.regulation import adopted as adopting
from counterpoise.analysis.regulation.chains import chain
from counterpoise.analysis.regulation.checking import checking
from counterpoise.analysis.regulation.finishing import finished
from counterpoise.analysis.regulation.general import general, together
from counterpoise.analysis.regulation.heads import act, adopting_body, letterhead
from counterpoise.analysis.regulation.leads import Lead, leads
from counterpoise.analysis.regulation.materials import Materials, materials
from counterpoise.analysis.regulation.offices_held import offices_held
from counterpoise.analysis.regulation.recusals import recusals
from counterpoise.analysis.regulation.relations import relations
from counterpoise.analysis.repairs import Repair
from counterpoise.domain.day_words import day_name
from counterpoise.domain.drafts import Annex, Article, Chapter, Clause, Column, Draft, Section, Table
from counterpoise.domain.words import PlaceId, Text, capital, plain

TITLE = Text("Quy chế làm việc", "Working regulation")
_STAKES = {1: Text("thường", "ordinary"), 2: Text("quan trọng", "important"), 3: Text("trọng yếu", "vital")}
_COLUMNS = (
    Column(Text("TT", "No."), 7),
    Column(Text("Việc", "Matter"), 27),
    Column(Text("Chủ trì", "Lead"), 21),
    Column(Text("Người thay khi người chủ trì phải tránh", "Substitute when the lead steps aside"), 25),
    Column(Text("Người quyết định", "Who decides"), 20),
)


def draft(work: Audit | Repair, *, place: PlaceId) -> Draft:
    """Draft the regulation of a place from its audit, or from a repair with the measures it adopts."""
    known = materials(work, place=place)
    led = leads(known)
    return Draft(
        title=TITLE,
        subject=_subject(known),
        attached=_attached(known),
        letterhead=letterhead(known),
        act=act(known, TITLE),
        chapters=finished(_chapters(known)),
        annexes=_annexes(known, led),
        made=_made(known),
        day=known.roster.day,
    )


def _chapters(known: Materials) -> tuple[Chapter, ...]:
    return (
        general(known),
        relations(known),
        Chapter(
            "work",
            Text(
                "Phân công nhiệm vụ và trình tự giải quyết công việc",
                "Who does what, and how matters are handled",
            ),
            (_assignment(), _steps(), together(known), recusals(known)),
        ),
        Chapter("checks", Text("Kiểm tra, giám sát", "Checks"), (_checks(), adopting.measures(known))),
        offices_held(known),
        _final(),
    )


def _assignment() -> Article:
    return Article(
        "assignment",
        Text("Phân công chủ trì", "Assignment of leads"),
        (
            Clause(
                Text(
                    "Người chủ trì và người thay của từng việc ghi tại Phụ lục I. Mỗi việc có đúng một chức danh chủ trì.",
                    "Annex I names the lead and the substitute of each matter. Each matter has exactly one lead.",
                )
            ),
            Clause(
                Text(
                    "Chức danh chủ trì là chức danh quy chế đang có hiệu lực đã giao; chưa giao thì là chức danh thực hiện bước đầu tiên của việc"
                    " đó tại địa bàn và không phải là đối tượng của việc.",
                    "The lead is the office named in the regulation in force; where none is named, the office here that takes the first step"
                    " of its own and is not itself the subject of the matter.",
                )
            ),
            Clause(
                Text(
                    "Việc phân công lại do cơ quan ban hành Quy chế này quyết định bằng văn bản và được công khai trong 05 ngày làm việc.",
                    "A change of assignment is decided in writing by the body that adopts this regulation and published within 5 working days.",
                )
            ),
        ),
    )


def _steps() -> Article:
    return Article(
        "steps",
        Text("Trình tự và thời hạn", "Steps and deadlines"),
        (
            Clause(
                Text(
                    "Từng việc được giải quyết theo các bước, người thực hiện và thời hạn ghi tại Phụ lục II.",
                    "Each matter is handled by the steps, persons and deadlines of Annex II.",
                )
            ),
            Clause(
                Text(
                    "Bước ghi “theo lịch công tác” thì người chủ trì ghi ngày hoàn thành vào lịch công tác trong 03 ngày làm việc kể từ khi nhận"
                    " việc; ngày đó không muộn hơn 20 ngày làm việc, trừ khi tập thể quyết định khác.",
                    "For a step marked “by the work calendar” the lead enters the day of completion into the work calendar within 3 working days;"
                    " that day is at most 20 working days away unless the body decides otherwise.",
                )
            ),
            Clause(
                Text(
                    "Người thực hiện bước nào không đúng hạn thì báo người chủ trì và người kiểm tra trước khi hết hạn, nêu lý do.",
                    "Whoever cannot keep a deadline tells the lead and the checker before it ends, and why.",
                )
            ),
        ),
    )


def _checks() -> Article:
    return Article(
        "checks",
        Text("Ai kiểm tra, giám sát ai", "Who checks whom"),
        (
            Clause(
                Text(
                    "Người kiểm tra, giám sát, thời điểm và hiệu lực của từng khâu ghi tại Phụ lục III.",
                    "Annex III names who checks, when and with what force.",
                )
            ),
            Clause(
                Text(
                    "Người được kiểm tra gửi hồ sơ cho người kiểm tra cùng lúc với việc trình người quyết định; khâu kiểm tra thường xuyên, bắt"
                    " buộc chưa có ý kiến thì việc chưa được hoàn thành.",
                    "Those checked send the file to the checker when they submit it to the decider; while a standing, binding check has not"
                    " spoken the matter is not done.",
                )
            ),
            Clause(
                Text(
                    "Kết quả kiểm tra được ghi bằng văn bản, gửi người được kiểm tra, người chủ trì và cơ quan quản lý người được kiểm tra.",
                    "The result of a check is written down and sent to those checked, to the lead and to the body above those checked.",
                )
            ),
        ),
    )


def _final() -> Chapter:
    return Chapter(
        "final",
        Text("Điều khoản thi hành", "Final provisions"),
        (
            Article(
                "carrying-out",
                Text("Tổ chức thực hiện", "Carrying out"),
                (
                    Clause(
                        Text(
                            "Người chủ trì từng việc thực hiện Quy chế này; người không thực hiện thì bị xem xét trách nhiệm theo quy định.",
                            "The lead of each matter carries out this regulation; whoever does not answers for it under the rules.",
                        )
                    ),
                    Clause(
                        Text(
                            "Quy chế này được công khai trong 05 ngày làm việc kể từ ngày ban hành, tại trụ sở và trên trang thông tin điện tử.",
                            "This regulation is published within 5 working days of its adoption, at the seat and on the web page.",
                        )
                    ),
                ),
            ),
            Article(
                "review",
                Text("Rà soát, sửa đổi", "Review"),
                (
                    Clause(
                        Text(
                            "Quy chế này được rà soát mỗi năm một lần và ngay khi tổ chức, chức danh hoặc pháp luật có liên quan thay đổi; việc đổi"
                            " mới tổ chức chỉ thực hiện sau khi phần liên quan của Quy chế đã được sửa.",
                            "This regulation is reviewed once a year, and at once when bodies, offices or the law change; a reorganisation takes"
                            " effect only after the part of the regulation it touches has been amended.",
                        )
                    ),
                    Clause(
                        Text(
                            "Điều nào của Quy chế trái với văn bản của cấp trên thì thực hiện theo văn bản của cấp trên.",
                            "Where this regulation conflicts with an act of a superior body, that act prevails.",
                        )
                    ),
                ),
            ),
        ),
    )


# Annexes


def _annexes(known: Materials, led: tuple[Lead, ...]) -> tuple[Annex, ...]:
    deciders = {lead.matter.id: lead.decides for lead in led}
    matters = known.framework.matters.values()
    return (
        Annex("assignment", Text("Bảng phân công chủ trì", "Assignment of leads"), (), (_assigned(led),)),
        Annex(
            "chains",
            Text("Trình tự, thời hạn từng việc", "Steps and deadlines of each matter"),
            (
                Text(
                    "“Ngày” là ngày theo lịch; “ngày làm việc” không tính ngày nghỉ. Bước “dự kiến (chưa kiểm chứng)” hoặc “đề xuất” chưa dựa vào"
                    " văn bản nào đã đối chiếu.",
                    "“Calendar days” count days of rest, “working days” do not. Steps marked “expected (unverified)” or “proposed” rest on no"
                    " text that was checked.",
                ),
            ),
            tuple(chain(known, matter, number) for number, matter in enumerate(matters, start=1)),
        ),
        Annex(
            "checking", Text("Ai kiểm tra, giám sát ai", "Who checks whom"), (), (checking(known, deciders),)
        ),
        Annex(
            "drafting",
            Text("Thuyết minh dự thảo", "Notes to the draft"),
            (
                Text(
                    "Phụ lục này và các ghi chú in nghiêng trong ngoặc vuông dành cho người soạn thảo; bỏ đi trước khi ban hành. Khoản, điểm không ghi"
                    " căn cứ là đề xuất của dự thảo.",
                    "This annex and the notes in italics and square brackets are for the drafter; they go before adoption. Clauses and points"
                    " without a basis are proposals of this draft.",
                ),
                _made(known),
            ),
            (
                adopting.open_items(known, led),
                *adopting.reasons(known),
                adopting.standing_findings(known),
                adopting.sources_cited(known),
            ),
            drafting=True,
        ),
    )


def _assigned(led: tuple[Lead, ...]) -> Section:
    rows = tuple(
        (
            plain(str(n)),
            _with_stakes(lead),
            lead.name,
            lead.substitute,
            capital(lead.decides),
        )
        for n, lead in enumerate(led, start=1)
    )
    title = Text("Bảng phân công chủ trì", "Assignment of leads")
    return Section(title, (), (), Table(title, _COLUMNS, rows))


def _with_stakes(lead: Lead) -> Text:
    stakes = _STAKES.get(lead.matter.stakes, _STAKES[1])
    name = lead.matter.name
    return Text(f"{name.vi} ({stakes.vi})", f"{name.en} ({stakes.en})")


def _subject(known: Materials) -> Text:
    body = adopting_body(known)
    return Text(f"của {body.vi}", f"of the {body.en}")


def _attached(known: Materials) -> Text:
    body, symbol = adopting_body(known), known.framework.issuing.symbol if known.framework.issuing else ""
    form = (known.framework.issuing.form if known.framework.issuing else None) or Text(
        "Quyết định", "Decision"
    )
    blank = "\u00a0" * 6
    number = f"/{symbol}" if symbol else ""
    year = known.roster.day.year
    return Text(
        f"Ban hành kèm theo {form.vi} số{blank}{number} ngày{blank}tháng{blank}năm {year} của {body.vi}",
        f"Attached to {form.en} No.{blank}{number} of day{blank}month{blank}year {year} of the {body.en}",
    )


def _made(known: Materials) -> Text:
    day: date = known.roster.day
    said, framework, place = day_name(day), known.framework.title, known.names.place(known.place)
    return Text(
        f"Dự thảo lập từ hồ sơ “{known.case.title.vi}”, {place.vi}, ngày {said.vi}, khung quy chế “{framework.vi}”. Đây là bản soạn thảo để cơ"
        " quan có thẩm quyền cân nhắc, không phải văn bản đã ban hành.",
        f"Drafted from the case “{known.case.title.en}”, {place.en}, on {said.en}, framework “{framework.en}”. It is a draft for the competent"
        " body to weigh, not an act in force.",
    )
