"""The keys of every YAML file of a case: one table for the reader and for the editors' schemas."""

from __future__ import annotations

from counterpoise.domain.bodies import How, Votes
from counterpoise.domain.kinship import RELATIONS
from counterpoise.domain.matters import Act, Power, When
from counterpoise.domain.measures import Kind
from counterpoise.domain.names import ACTS, KINDS
from counterpoise.domain.pilots import PilotStatus
from counterpoise.domain.words import Status, Text
from counterpoise.formats.case_folder.estimates import ESTIMATE, number
from counterpoise.formats.case_folder.problems import both
from counterpoise.formats.case_folder.scalars import (
    END_DATE,
    EXACT_DAY,
    LOCALISED,
    PARTIAL_DATE,
    QUOTA,
    SHARE,
    TEXT,
    whole,
)
from counterpoise.formats.case_folder.shapes import (
    ACTOR,
    ByKind,
    Field,
    Kinds,
    ListOf,
    MapOf,
    NameOf,
    OneOf,
    Record,
    Wrapped,
    one_of,
)

MOST_SEATS = 100_000
MOST_WEIGHT = 10**15
MOST_DAYS = 36_500

_OFFICE = NameOf(both("mã một chức danh", "the id of an office"))
_BODY = NameOf(both("mã một cơ quan", "the id of a body"))
_MATTER = NameOf(both("mã một việc", "the id of a matter"))
_STEP = NameOf(both("mã một bước", "the id of a step"))
_PLACE = NameOf(both("mã một địa bàn", "the id of a place"))
_LEVEL = NameOf(both("tên một cấp", "the name of a level"))
_SOURCE = NameOf(both("mã một nguồn", "the id of a source"))
_RULE_NAME = NameOf(both("mã một quy tắc", "the id of a rule"))
_STATUS = one_of(Status, V=Status.VERIFIED, S=Status.SECONDARY, M=Status.MEMORY, D=Status.DERIVED)
_NEW_ID = NameOf(both("một mã", "an id"), declares=True)
_OFFICES = ListOf(_OFFICE)
_TWO_OFFICES = ListOf(_OFFICE, at_least=2)
_TEXTS = ListOf(TEXT)
_VERSION = whole(1, 1)

_VERSION_FIELD = Field(
    "counterpoise", _VERSION, both("phiên bản khuôn dạng: 1", "version of the format: 1"), required=True
)
_NAME = Field("name", LOCALISED, both("tên gọi", "name shown to readers"))
_TITLE = Field("title", LOCALISED, both("tên gọi", "title shown to readers"))
_REFS = Field("refs", _TEXTS, both("mã dòng dữ liệu gốc", "rows of the source data this rests on"))
_LEVEL_FIELD = Field(
    "level", _LEVEL, both("cấp; mặc định là cấp được xét", "level; the audited one when absent")
)

CITATION = Record(
    (
        Field(
            "source",
            _SOURCE,
            both("nguồn đã khai ở sources", "a source declared under sources"),
            required=True,
        ),
        Field("cite", TEXT, both("điều, khoản", "article, clause")),
        Field(
            "status",
            _STATUS,
            both("mức đã kiểm chứng", "how far the row was verified"),
        ),
        Field("note", TEXT, both("ghi chú", "a note")),
    )
)
_BASIS = Field(
    "basis",
    ByKind(
        both("{source: …, cite: …} hoặc danh sách như thế", "{source: …, cite: …} or a list of them"),
        mapping=Wrapped(CITATION),
        sequence=ListOf(CITATION),
    ),
    both("căn cứ", "what it rests on"),
)

SOURCE = Record(
    (
        Field("title", LOCALISED, both("tên văn bản", "title of the law or page")),
        Field("url", TEXT, both("địa chỉ trên mạng", "address on the web")),
        Field("from", PARTIAL_DATE, both("có hiệu lực từ", "in force from")),
        Field("to", PARTIAL_DATE, both("hết hiệu lực", "in force to")),
    )
)
_SOURCES = Field("sources", MapOf(SOURCE), both("các nguồn được dẫn", "the sources that are cited"))

TIE = Record(
    (
        Field("actor", ACTOR, both("phụ thuộc ai", "on whom the office depends"), required=True),
        Field("how", one_of(How), both("phụ thuộc thế nào", "how it depends"), required=True),
        _BASIS,
    )
)

OFFICE = Record(
    (
        _NAME,
        _LEVEL_FIELD,
        Field("seats", whole(1, MOST_SEATS), both("số người; mặc định 1", "number of seats; 1 when absent")),
        Field("ties", ListOf(TIE), both("các ràng buộc", "on whom the office depends")),
        Field("duties", _TEXTS, both("nhiệm vụ theo chức danh", "tasks that come with the office")),
        _REFS,
        _BASIS,
    )
)

DECIDES = Record(
    (
        Field("head", _OFFICE, both("người đứng đầu quyết định", "the head decides")),
        Field(
            "rule",
            OneOf({"majority": "majority", "two_thirds": "two_thirds", "unanimity": "unanimity"}),
            both("quy tắc biểu quyết", "voting rule"),
        ),
        Field("quota", QUOTA, both("số phiếu hay tỷ lệ cần có", "votes or share needed")),
        Field(
            "votes", one_of(Votes), both("mỗi người hay mỗi ghế một phiếu", "one vote per person or per seat")
        ),
        Field(
            "weights",
            MapOf(whole(0, MOST_WEIGHT), naming=True),
            both("trọng số từng chức danh", "weight of each office"),
        ),
        Field(
            "of",
            OneOf({"votes": "votes", "seats": "seats"}),
            both("tính trên phiếu hiện có hay tổng số ghế", "over the votes that exist or over all seats"),
        ),
        Field(
            "presiding", _OFFICE, both("bên nào có chức danh này thắng khi ngang phiếu", "wins a tie at half")
        ),
    ),
    choices=(("head", "rule", "quota"),),
)

BODY = Record(
    (
        _NAME,
        _LEVEL_FIELD,
        Field(
            "members",
            ListOf(_OFFICE, at_least=1),
            both("các chức danh thành viên", "member offices"),
            required=True,
        ),
        Field("decides", DECIDES, both("cách quyết định", "how it decides")),
        _REFS,
        _BASIS,
    )
)

DEADLINE = Record(
    (
        Field("working", whole(0, MOST_DAYS), both("số ngày làm việc", "working days")),
        Field("calendar", whole(0, MOST_DAYS), both("số ngày", "calendar days")),
        Field("before", _STEP, both("trước bước nào", "before which step")),
        Field("after", _STEP, both("sau bước nào", "after which step")),
    ),
    choices=(("working", "calendar"),),
    rivals=(("before", "after"),),
)

STEP = Record(
    (
        Field("id", _NEW_ID, both("mã của bước", "id of the step"), required=True),
        _NAME,
        Field("act", one_of(Act), both("làm gì", "what is done"), required=True),
        Field("actor", ACTOR, both("ai làm", "who does it"), required=True),
        Field(
            "power",
            one_of(Power),
            both("quyền, nếu khác mặc định của việc làm", "power, when not the act's own"),
        ),
        Field("when", one_of(When), both("kiểm soát khi nào", "when the check takes place")),
        Field(
            "force",
            OneOf({"binding": True, "advisory": False}),
            both("có ràng buộc không", "whether the check binds"),
        ),
        Field("excludes", _OFFICES, both("chức danh phải đứng ngoài", "offices whose holders step aside")),
        Field(
            "substitute",
            ACTOR,
            both("ai thay khi không còn ai làm được", "who acts when the actor no longer can"),
        ),
        Field(
            "days",
            ByKind(
                both("số ngày, hoặc {working: …, before: …}", "a number of days, or {working: …, before: …}"),
                scalar=whole(0, MOST_DAYS),
                mapping=DEADLINE,
            ),
            both("thời hạn", "deadline"),
        ),
        _REFS,
        _BASIS,
    )
)
_STEPS = ListOf(STEP, at_least=1)

MATTER = Record(
    (
        _NAME,
        Field("field", TEXT, both("lĩnh vực", "field of business")),
        Field("stakes", whole(1, 3), both("mức hệ trọng, 1 thấp … 3 cao", "1 low … 3 high")),
        Field("against", _OFFICE, both("kiểm soát chức danh nào", "the office it controls")),
        Field("steps", _STEPS, both("các bước", "the steps")),
        Field("routes", ListOf(_STEPS, at_least=1), both("các đường đi khác nhau", "ways to carry it")),
        _REFS,
        _BASIS,
    ),
    choices=(("steps", "routes"),),
)

_MATTERS = ListOf(_MATTER, at_least=1)
_ALL_OR_MATTERS = ByKind(
    both("all, hoặc danh sách các việc", "all, or a list of matters"),
    scalar=OneOf({"all": "all"}),
    sequence=_MATTERS,
)
_ACTS = ByKind(
    both("một việc làm, hoặc danh sách", "an act, or a list of acts"),
    scalar=Wrapped(one_of(Act)),
    sequence=ListOf(one_of(Act), at_least=1),
)
_RELATION = NameOf(
    both("một quan hệ gia đình", "a family relation"), pattern=r"\S(.*\S)?", suggests=tuple(RELATIONS)
)
_YEARS = Field(
    "at_most_years", whole(1, 100), both("nhiều nhất mấy năm liên tục", "at most so many years on end"), True
)


def _office(says: Text) -> Field:
    return Field("office", _OFFICE, says, required=True)


def _choice_of_matters(says: Text) -> Field:
    return Field("matters", _ALL_OR_MATTERS, says)


# What each kind of rule has beside id, kind, name, refs and basis.
RULE_KINDS: dict[str, Record] = {
    "incompatible": Record(
        (
            Field(
                "offices",
                _TWO_OFFICES,
                both("không kiêm nhiệm hai trong số này", "no two of these in one hand"),
                required=True,
            ),
        )
    ),
    "kin": Record(
        (
            Field(
                "between",
                _TWO_OFFICES,
                both("người thân không giữ hai trong số này", "relatives may not hold two of these"),
                required=True,
            ),
            Field(
                "relatives",
                ListOf(_RELATION),
                both("những quan hệ nào; bỏ trống là mọi quan hệ", "which relations; any when absent"),
            ),
        )
    ),
    "term": Record((_office(both("chức danh có giới hạn", "the limited office")), _YEARS)),
    "rotation": Record(
        (
            Field(
                "offices",
                ListOf(_OFFICE, at_least=1),
                both("các vị trí phải chuyển đổi", "the posts that rotate"),
                required=True,
            ),
            _YEARS,
        )
    ),
    "held_with": Record(
        (
            _office(both("ai giữ chức danh này", "whoever holds this office")),
            Field(
                "one_of",
                ListOf(_OFFICE, at_least=1),
                both("thì phải giữ một trong số này", "must hold one of these too"),
                required=True,
            ),
        )
    ),
    "seats": Record(
        (
            Field("body", _BODY, both("đếm ghế có người của cơ quan nào", "whose held seats are counted")),
            Field(
                "office", _OFFICE, both("đếm ghế có người của chức danh nào", "whose held seats are counted")
            ),
            Field("at_least", whole(0, MOST_SEATS), both("ít nhất", "at least")),
            Field("at_most", whole(0, MOST_SEATS), both("nhiều nhất", "at most")),
        ),
        choices=(("body", "office"),),
        some=(("at_least", "at_most"),),
    ),
    "share": Record(
        (
            Field("body", _BODY, both("trong những người của cơ quan nào", "among whose members"), True),
            Field(
                "holding",
                ListOf(_OFFICE, at_least=1),
                both("phần cũng giữ một trong số này", "the share that also holds one of these"),
                required=True,
            ),
            Field("at_least", SHARE, both("ít nhất", "at least")),
            Field("at_most", SHARE, both("nhiều nhất", "at most")),
        ),
        some=(("at_least", "at_most"),),
    ),
    "own_case": Record(()),
    "distinct": Record(
        (
            Field("one", _ACTS, both("ai làm bước này", "whoever takes this step"), True),
            Field("other", _ACTS, both("thì không được làm bước này", "may not take this one"), True),
            _choice_of_matters(
                both("trong việc nào; bỏ trống là mọi việc", "in which matters; all when absent")
            ),
        )
    ),
    "deadlines": Record(
        (
            _choice_of_matters(
                both(
                    "việc nào phải có thời hạn ở mọi bước; bỏ trống là mọi việc",
                    "which matters need a deadline at every step; all when absent",
                )
            ),
        )
    ),
    "together": Record(
        (
            Field(
                "matters",
                _MATTERS,
                both("các việc phải do tập thể quyết", "matters a body decides, never one person"),
                required=True,
            ),
        )
    ),
    "records": Record(
        (
            Field(
                "what",
                LOCALISED,
                both("cần sổ theo dõi nào hằng ngày", "the daily records it needs"),
                required=True,
            ),
        )
    ),
}
RULE = Kinds(
    "kind",
    both("loại quy tắc", "kind of rule"),
    RULE_KINDS,
    before=(Field("id", _NEW_ID, both("mã của quy tắc", "id of the rule"), required=True),),
    after=(_NAME, _REFS, _BASIS),
    called=both("quy tắc", "a rule of kind"),
)

GAP = Record(
    (
        Field("id", _NEW_ID, both("mã của chỗ trống", "id of the gap"), required=True),
        Field(
            "what",
            LOCALISED,
            both("các nguồn không nói điều gì", "what the sources do not give"),
            required=True,
        ),
        Field("matters", ListOf(_MATTER), both("thuộc những việc nào", "which matters it touches")),
        _REFS,
        _BASIS,
    )
)

VOLUME = Record(
    (
        Field(
            "indicator",
            TEXT,
            both(
                "chỉ tiêu trong indicators.csv cho biết số vụ một năm",
                "the indicator that counts cases a year",
            ),
        ),
        Field("of", TEXT, both("per_1000 tính trên chỉ tiêu nào", "the indicator per_1000 is taken of")),
        Field("per_1000", ESTIMATE, both("số vụ một năm trên 1.000", "cases a year for every 1,000")),
        Field("flat", ESTIMATE, both("số vụ một năm giả định", "cases a year, assumed")),
        _BASIS,
    ),
    some=(("indicator", "per_1000", "flat"),),
)
WORKLOAD = Record(
    (
        Field(
            "hours_a_year",
            number(1, 8784),
            both(
                "số giờ làm việc một năm của một người; mặc định 1760",
                "hours a person works a year; 1760 when absent",
            ),
        ),
        Field(
            "by_act",
            Record(tuple(Field(act.value, ESTIMATE, ACTS[act]) for act in Act)),
            both(
                "số giờ một người làm một bước của mỗi loại", "hours one person spends on a step of each act"
            ),
        ),
        Field(
            "as_member",
            ESTIMATE,
            both(
                "số giờ một thành viên dành cho một bước của tập thể",
                "hours a member spends on a step of a body",
            ),
        ),
        Field(
            "volumes",
            MapOf(VOLUME, naming=True),
            both("số vụ một năm của từng việc", "cases a year of each matter"),
        ),
        Field(
            "duties",
            MapOf(ESTIMATE, naming=True),
            both("số giờ một năm của từng nhiệm vụ", "hours a year of each duty"),
        ),
        _BASIS,
    )
)

MOST_COST = 1_000_000
_MORE = whole(0, MOST_COST)
TERM = Record(
    (
        _NAME,
        Field(
            "cost",
            whole(1, MOST_COST),
            both("điểm chi phí của một biện pháp loại này", "points one measure of this kind costs"),
        ),
        Field(
            "by_law",
            _MORE,
            both(
                "cộng thêm khi luật được dẫn đã nêu đích danh người làm",
                "added where a cited law names who acts",
            ),
        ),
        Field(
            "superior",
            _MORE,
            both(
                "cộng thêm khi cấp trên phải ban hành", "added where somebody above the place must adopt it"
            ),
        ),
        Field("days", whole(1, MOST_DAYS), both("thời hạn, ngày làm việc", "working days it gives")),
        Field("clause", LOCALISED, both("mẫu điều khoản", "template of the clause")),
        Field("conditions", ListOf(LOCALISED), both("điều kiện", "conditions")),
        Field(
            "who",
            ListOf(NameOf(both("mã một chức danh hay cơ quan", "the id of an office or body")), at_least=1),
            both("chỉ giao cho những chức danh, cơ quan này", "the only offices and bodies it may call on"),
        ),
        _BASIS,
    )
)
MEASURES = Record(
    (
        _VERSION_FIELD,
        _TITLE,
        _SOURCES,
        Field(
            "kinds",
            Record(tuple(Field(kind.value, TERM, KINDS[kind]) for kind in Kind)),
            both("các loại biện pháp", "the kinds of measure"),
        ),
    )
)

_FROM = Field("from", PARTIAL_DATE, both("từ ngày", "first day"))
PILOT = Record(
    (
        Field("place", _PLACE, both("địa bàn", "place"), required=True),
        _FROM,
        Field("to", END_DATE, both("đến hết ngày; “?” nếu không rõ", "last day; “?” when unknown")),
        Field("status", one_of(PilotStatus), both("tình trạng", "where the pilot stands")),
    )
)
ARRANGEMENT = Record(
    (
        Field("id", _NEW_ID, both("mã của mô hình", "id of the arrangement"), required=True),
        _NAME,
        Field(
            "offices",
            _TWO_OFFICES,
            both("các chức danh một người cùng giữ", "offices one person holds together"),
            required=True,
        ),
        Field("with", _OFFICES, both("các ghế đi kèm", "seats that come along")),
        Field(
            "places",
            ListOf(PILOT),
            both("thí điểm ở đâu; bỏ trống là mọi nơi", "where it is tried; everywhere when absent"),
        ),
        Field("conditions", ListOf(LOCALISED), both("điều kiện", "conditions")),
        Field("stop", ListOf(LOCALISED), both("khi nào phải dừng", "when it must stop")),
        Field(
            "sunset",
            PARTIAL_DATE,
            both("tự hết hiệu lực sau ngày", "the last day before it lapses by itself"),
        ),
        _BASIS,
    )
)
ARRANGEMENTS = ListOf(ARRANGEMENT)

_VALID = Record((_FROM, Field("to", PARTIAL_DATE, both("đến hết ngày", "last day"))))
DUTY = Record((_NAME, _BASIS))

ISSUING = Record(
    (
        Field("body", _BODY, both("cơ quan ban hành", "the body that adopts"), required=True),
        Field("signed_by", _OFFICE, both("chức danh ký", "the office that signs")),
        Field(
            "signs_as",
            LOCALISED,
            both(
                "chức vụ ghi trên chữ ký; mặc định: tên chức danh",
                "what stands above the signature; the office's name when absent",
            ),
        ),
        Field(
            "deputy",
            _OFFICE,
            both(
                "chức danh ký thay (KT.) khi ghế ký trống hoặc người giữ ghế phải tránh",
                "the office that signs for it when its seat is vacant or its holder must step aside",
            ),
        ),
        Field(
            "deputy_signs_as",
            LOCALISED,
            both(
                "chức vụ ghi khi ký thay; mặc định: tên chức danh",
                "what stands above a deputy's signature; the office's name when absent",
            ),
        ),
        Field(
            "form",
            LOCALISED,
            both(
                "loại văn bản ban hành; mặc định: Quyết định", "the act of adoption; a decision when absent"
            ),
        ),
        Field("symbol", TEXT, both("ký hiệu sau số văn bản", "letters after the number of the act")),
        Field("heading", LOCALISED, both("quốc hiệu", "heading of official papers")),
        Field("motto", LOCALISED, both("tiêu ngữ", "motto below the heading")),
        _BASIS,
    )
)

FRAMEWORK = Record(
    (
        _VERSION_FIELD,
        Field("id", _NEW_ID, both("mã của khung quy chế", "id of the framework"), required=True),
        _TITLE,
        Field("valid", _VALID, both("có hiệu lực từ ngày nào đến ngày nào", "days on which it is in force")),
        Field(
            "levels", ListOf(_NEW_ID, at_least=1), both("các cấp, từ thấp lên cao", "levels, lowest first")
        ),
        Field(
            "audits",
            _LEVEL,
            both("cấp được xét; mặc định là thấp nhất", "audited level; the lowest when absent"),
        ),
        _SOURCES,
        Field("duties", MapOf(DUTY), both("các nhiệm vụ", "tasks that come with offices")),
        Field("offices", MapOf(OFFICE, at_least=1), both("các chức danh", "offices"), required=True),
        Field("bodies", MapOf(BODY), both("các cơ quan", "bodies")),
        Field("groups", MapOf(ACTOR), both("các nhóm đặt tên", "named expressions")),
        Field("matters", MapOf(MATTER), both("các việc", "matters")),
        Field("rules", ListOf(RULE), both("các quy tắc", "rules")),
        Field("gaps", ListOf(GAP), both("những điều các nguồn không nói", "what the sources do not give")),
        Field("workload", WORKLOAD, both("giả định về khối lượng công việc", "assumptions about the work")),
        Field("arrangements", ARRANGEMENTS, both("các mô hình", "arrangements")),
        Field(
            "issuing",
            ISSUING,
            both("ai ban hành quy chế làm việc", "who adopts the working regulation"),
        ),
    )
)

_FRAMEWORK_NAME = NameOf(
    both(
        "mã một khung quy chế có sẵn, hoặc ./framework.yaml",
        "the id of a shipped framework, or ./framework.yaml",
    ),
    pattern=r"[a-z0-9][a-z0-9_-]*|.+\.ya?ml",
)
CASE = Record(
    (
        _VERSION_FIELD,
        _TITLE,
        Field(
            "framework",
            ByKind(
                both(
                    "mã một khung quy chế có sẵn, hoặc ./framework.yaml",
                    "the id of a shipped framework, or ./framework.yaml",
                ),
                scalar=Wrapped(_FRAMEWORK_NAME),
                sequence=ListOf(_FRAMEWORK_NAME, at_least=1),
            ),
            both("khung quy chế", "the framework, or several for different days"),
            required=True,
        ),
        Field("on", EXACT_DAY, both("ngày xét mặc định", "default day")),
        _SOURCES,
    )
)

REGULATION = Record(
    (
        Field("id", _NEW_ID, both("mã của quy chế", "id of the regulation"), required=True),
        Field("place", _PLACE, both("địa bàn; bỏ trống là mọi nơi", "place; everywhere when absent")),
        Field("body", _BODY, both("cơ quan ban hành", "body it belongs to")),
        _TITLE,
        Field("adopted", PARTIAL_DATE, both("ban hành ngày", "adopted on"), required=True),
        Field("to", END_DATE, both("hết hiệu lực", "last day in force")),
        Field(
            "covers",
            ByKind(
                both("all, hoặc danh sách các việc", "all, or a list of matters"),
                scalar=OneOf({"all": "all"}),
                sequence=ListOf(_MATTER),
            ),
            both("điều chỉnh việc nào", "which matters it covers"),
        ),
        Field(
            "leads",
            MapOf(_OFFICE, naming=True),
            both("chức danh chủ trì từng việc", "the office that leads each matter"),
        ),
        _BASIS,
    )
)
REORGANISATION = Record(
    (
        Field("id", _NEW_ID, both("mã của lần sắp xếp", "id of the reorganisation"), required=True),
        Field("place", _PLACE, both("địa bàn; bỏ trống là mọi nơi", "place; everywhere when absent")),
        Field("on", PARTIAL_DATE, both("ngày", "day"), required=True),
        _TITLE,
        _BASIS,
    )
)
REGULATIONS = Record(
    (
        Field("regulations", ListOf(REGULATION), both("các quy chế làm việc", "working regulations")),
        Field(
            "reorganisations",
            ListOf(REORGANISATION),
            both("các lần sắp xếp tổ chức", "changes of bodies or offices"),
        ),
    )
)
EVIDENCE = ListOf(
    Record(
        (
            Field("id", _NEW_ID, both("mã của tài liệu", "id of the paper"), required=True),
            _TITLE,
            Field("kind", TEXT, both("loại tài liệu", "kind of paper"), required=True),
            Field("date", PARTIAL_DATE, both("ngày", "date")),
            Field("source", TEXT, both("lấy từ đâu", "where it is from")),
            Field("says", LOCALISED, both("nội dung", "what it says")),
        )
    )
)

EXCEPTIONS = ListOf(
    Record(
        (
            Field(
                "rule",
                _RULE_NAME,
                both("ngoại lệ của quy tắc nào", "the rule that may be broken"),
                required=True,
            ),
            Field("reason", LOCALISED, both("lý do", "why"), required=True),
            Field("approver", LOCALISED, both("ai cho phép", "who gave leave"), required=True),
            Field(
                "until",
                PARTIAL_DATE,
                both("đến hết ngày; bỏ trống là không ghi hạn", "last day; no end when absent"),
            ),
            Field("place", _PLACE, both("địa bàn; bỏ trống là mọi nơi", "place; everywhere when absent")),
            Field("person", TEXT, both("người; bỏ trống là mọi người", "person; everybody when absent")),
            _BASIS,
        )
    )
)
REVIEWS = ListOf(
    Record(
        (
            Field(
                "row",
                TEXT,
                both(
                    "dòng được rà soát: office:ID, tie:OFFICE/N, body:ID, matter:ID, step:MATTER/STEP, rule:ID, duty:ID, arrangement:ID",
                    "the row reviewed: office:ID, tie:OFFICE/N, body:ID, matter:ID, step:MATTER/STEP, rule:ID, duty:ID, arrangement:ID",
                ),
                required=True,
            ),
            Field(
                "status", _STATUS, both("mức đã kiểm chứng", "how far the row was verified"), required=True
            ),
            Field(
                "by",
                LOCALISED,
                both("ai rà soát, với tư cách gì", "who reviewed it, in what capacity"),
                required=True,
            ),
            Field("on", EXACT_DAY, both("ngày rà soát", "day of the review"), required=True),
            Field("note", LOCALISED, both("ghi chú", "a note")),
        )
    )
)
