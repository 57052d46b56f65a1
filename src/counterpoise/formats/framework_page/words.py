"""The words of a reference page, in both languages."""

from __future__ import annotations

from counterpoise.domain.matters import Power, When
from counterpoise.domain.words import Text

WORDS = {
    "note": Text(
        "Trang do máy lập từ dữ liệu của khung quy chế: sửa khung quy chế, đừng sửa trang này.",
        "Written from the data of the framework: change the framework, not this page.",
    ),
    "other_edition": Text("English edition", "Bản tiếng Việt"),
    "valid": Text("Có hiệu lực", "In force"),
    "levels": Text("Các cấp, từ thấp lên", "Levels, lowest first"),
    "audited": Text("Cấp được xét", "Audited level"),
    "holds": Text("Có trong khung", "What it holds"),
    "holds_said": Text(
        "{bodies} cơ quan, {offices} chức danh, {ties} ràng buộc, {matters} việc, {rules} quy tắc, {gaps} chỗ trống",
        "{bodies} bodies, {offices} offices, {ties} ties, {matters} matters, {rules} rules, {gaps} gaps",
    ),
    "caution": Text(
        "Trang này giúp đọc và rà soát dữ liệu; không thay văn bản. Đối chiếu Công báo trước khi dẫn cho cơ quan nhà nước.",
        "This page helps to read and review the data; it replaces no text. Check the gazette before citing to a public body.",
    ),
    "how_to_read": Text("Cách đọc", "How to read it"),
    "status": Text("Mức kiểm chứng", "Verification"),
    "meaning": Text("Nghĩa", "Meaning"),
    "rows": Text("Số dòng", "Rows"),
    "rows_of": Text("Căn cứ theo mức kiểm chứng", "Citations by verification"),
    "unstated": Text("chưa ghi", "not stated"),
    "picture_is": Text(
        "Trong hình: ● bước mà việc phải có thì mới thành; ■ khâu kiểm soát luôn diễn ra; □ (nét đứt) khâu kiểm soát định kỳ hoặc"
        " khi có khiếu nại; ○ bước chỉ để biết. Số trong hình là số trong bảng.",
        "In the pictures: ● a step the matter needs; ■ a check that always takes place; □ (dashed) a check that is periodic or"
        " on complaint; ○ a step that only informs. Numbers are those of the table.",
    ),
    "bodies": Text("Cơ quan", "Bodies"),
    "body": Text("Cơ quan", "Body"),
    "members": Text("Thành viên", "Members"),
    "decides": Text("Quyết định thế nào", "How it decides"),
    "offices": Text("Chức danh", "Offices"),
    "office": Text("Chức danh", "Office"),
    "seats": Text("Ghế", "Seats"),
    "level": Text("Cấp", "Level"),
    "member_of": Text("Thuộc", "Member of"),
    "duties_of": Text("Nhiệm vụ theo chức danh", "Duties"),
    "duties": Text("Nhiệm vụ theo chức danh", "Duties by role"),
    "duty": Text("Nhiệm vụ", "Duty"),
    "carried_by": Text("Ai gánh", "Carried by"),
    "ties": Text("Ràng buộc", "Ties"),
    "ties_intro": Text(
        "Chức danh ở cột đầu phụ thuộc vào chủ thể ở cột giữa. Mặc định tính: bổ nhiệm, miễn nhiệm hoặc cách chức, chỉ huy, lãnh đạo, trả"
        " lương; các ràng buộc khác chỉ tính khi người dùng chọn (`--ties`).",
        "The office in the first column depends on the actor in the second. Followed by default: appoints, dismisses, commands, leads,"
        " pays; the others only when chosen (`--ties`).",
    ),
    "depends_on": Text("Phụ thuộc vào", "Depends on"),
    "how": Text("Thế nào", "How"),
    "followed": Text("mặc định", "default"),
    "chosen": Text("khi chọn", "when chosen"),
    "matters": Text("Các việc", "Matters"),
    "mode": Text("Ai quyết", "Who decides"),
    "one_head": Text("một người", "one person"),
    "together": Text("tập thể", "a body"),
    "above": Text("cấp trên", "above the audited level"),
    "either": Text("một người hoặc tập thể, tùy cách", "one person or a body, by the way taken"),
    "stakes": Text("Độ hệ trọng", "Stakes"),
    "stakes_1": Text("thấp", "low"),
    "stakes_2": Text("vừa", "medium"),
    "stakes_3": Text("cao", "high"),
    "against": Text("Kiểm soát", "Controls"),
    "route": Text("Cách {n}", "Way {n}"),
    "number": Text("Số", "No."),
    "step": Text("Bước", "Step"),
    "act": Text("Hành vi", "Act"),
    "actor": Text("Ai", "Who"),
    "power": Text("Quyền", "Power"),
    "deadline": Text("Thời hạn", "Deadline"),
    "basis": Text("Căn cứ", "Basis"),
    "as_matter": Text("như việc", "as the matter"),
    "other_field": Text("Việc khác", "Other matters"),
    "excludes": Text("đứng ngoài: {offices}", "steps aside: {offices}"),
    "substitute": Text("thay: {actor}", "substitute: {actor}"),
    "advisory": Text("không bắt buộc", "advisory"),
    "arrangements": Text("Mô hình", "Arrangements"),
    "arrangement": Text("Mô hình", "Arrangement"),
    "joined": Text("Một người giữ", "One person holds"),
    "coming_along": Text("kèm ghế: {offices}", "with the seat: {offices}"),
    "rules": Text("Quy tắc", "Rules"),
    "rule": Text("Quy tắc", "Rule"),
    "says": Text("Nội dung", "What it says"),
    "gaps": Text("Điều các nguồn không nói", "What the sources do not give"),
    "gaps_intro": Text(
        "Mỗi chỗ trống được nêu khi xét. Muốn lấp: sửa khung quy chế và ghi căn cứ.",
        "Each is named by the audit. To fill one, edit the framework and cite the source.",
    ),
    "gap": Text("Chỗ trống", "Gap"),
    "touches": Text("Thuộc việc", "Matters"),
    "work": Text("Giả định về khối lượng việc", "Assumptions about work"),
    "work_intro": Text(
        "Số vụ một năm: [thấp – giữa – cao]. Là giả định, sửa được trong `workload.yaml`; không phải số liệu thống kê.",
        "Cases a year: [low – likely – high]. Assumptions, to be edited in `workload.yaml`; not statistics.",
    ),
    "per_1000": Text("{n} trên 1.000 {of}", "{n} for every 1,000 of {of}"),
    "cases": Text("Số vụ một năm", "Cases a year"),
    "matter": Text("Việc", "Matter"),
    "sources": Text("Nguồn", "Sources"),
    "source": Text("Nguồn", "Source"),
    "cited": Text("Được dẫn", "Cited"),
    "refs": Text("Dòng gốc", "Rows"),
    "none": Text("–", "–"),
}

LEVELS = {
    "commune": Text("xã", "commune"),
    "district": Text("huyện", "district"),
    "province": Text("tỉnh", "province"),
}

POWERS = {
    Power.CONSENT: Text("quyết định", "consent"),
    Power.OVERSIGHT: Text("kiểm soát", "check"),
    Power.NONE: Text("thông tin", "information"),
}

WHENS = {
    When.ALWAYS: Text("luôn diễn ra", "standing"),
    When.PERIODIC: Text("định kỳ", "periodic"),
    When.COMPLAINT: Text("khi có khiếu nại", "on complaint"),
}


def word(key: str, language: str) -> str:
    """Say one word of the page."""
    return WORDS[key].of(language)
