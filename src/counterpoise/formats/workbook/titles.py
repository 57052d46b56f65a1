"""What sheets and columns are called, in Vietnamese and English."""

from __future__ import annotations

from counterpoise.domain.kinship import RELATIONS
from counterpoise.domain.words import Text, plain

LANGUAGE_NAMES = {"vi": ("tiếng Việt", "Vietnamese"), "en": ("tiếng Anh", "English")}

_SHEETS = {
    "guide": Text("Hướng dẫn", "Guide"),
    "offices": Text("Chức danh", "Offices"),
    "case": Text("Hồ sơ", "Case"),
    "places": Text("Địa bàn", "Places"),
    "persons": Text("Người", "Persons"),
    "kin": Text("Người thân", "Kin"),
    "tenures": Text("Nhiệm kỳ", "Tenures"),
    "arrangements": Text("Mô hình", "Arrangements"),
    "pilots": Text("Thí điểm", "Pilots"),
    "regulations": Text("Quy chế", "Regulations"),
    "reorganisations": Text("Sắp xếp tổ chức", "Reorganisations"),
    "indicators": Text("Chỉ số", "Indicators"),
    "evidence": Text("Bằng chứng", "Evidence"),
    "sources": Text("Nguồn", "Sources"),
    "exceptions": Text("Ngoại lệ", "Exceptions"),
    "review": Text("Xác nhận", "Reviews"),
}
CASE_HEADS = {"key": Text("Khóa", "Key"), "label": Text("Mục", "Entry"), "value": Text("Nội dung", "Content")}
FRAMEWORK_SHEET = Text("Khung quy chế", "Framework")
ATTACHED_SHEET = Text("Tệp kèm", "Attached")

_HEADINGS = {
    "id": Text("Mã", "Id"),
    "name": Text("Tên", "Name"),
    "title": Text("Tên gọi", "Title"),
    "kind": Text("Loại", "Kind"),
    "places.kind": Text("Cấp", "Level"),
    "parent": Text("Thuộc địa bàn", "Within"),
    "from": Text("Từ ngày", "From"),
    "to": Text("Đến ngày", "To"),
    "compromise": Text("Xác suất bị chi phối", "Probability of compromise"),
    "a": Text("Người thứ nhất", "Person"),
    "b": Text("Người thứ hai", "Relative"),
    "relation": Text("Quan hệ", "Relation"),
    "place": Text("Địa bàn", "Place"),
    "office": Text("Chức danh", "Office"),
    "seat": Text("Ghế", "Seat"),
    "person": Text("Người giữ", "Person"),
    "basis": Text("Căn cứ", "Basis"),
    "period": Text("Kỳ", "Period"),
    "indicator": Text("Chỉ số", "Indicator"),
    "value": Text("Giá trị", "Value"),
    "framework": Text("Khung quy chế", "Framework"),
    "on": Text("Ngày xét", "Day examined"),
    "reorganisations.on": Text("Ngày", "Day"),
    "complete": Text("Bảng đã lập dù trống", "Tables complete although empty"),
    "offices": Text("Các chức danh", "Offices"),
    "with": Text("Ghế đi kèm", "Seats that come along"),
    "conditions": Text("Điều kiện", "Conditions"),
    "stop": Text("Khi nào dừng", "When to stop"),
    "sunset": Text("Hạn cuối", "Sunset"),
    "of": Text("Mô hình", "Arrangement"),
    "status": Text("Tình trạng", "Status"),
    "body": Text("Cơ quan", "Body"),
    "adopted": Text("Ngày ban hành", "Adopted"),
    "covers": Text("Điều chỉnh việc", "Matters covered"),
    "leads": Text("Chủ trì", "Leads"),
    "date": Text("Ngày", "Date"),
    "source": Text("Nguồn", "Source"),
    "says": Text("Nội dung", "What it says"),
    "url": Text("Địa chỉ trên mạng", "Web address"),
    "until": Text("Đến hết ngày", "Until"),
    "rule": Text("Quy tắc", "Rule"),
    "reason": Text("Lý do", "Reason"),
    "row": Text("Dòng được rà soát", "Row reviewed"),
    "by": Text("Ai rà soát", "Reviewed by"),
    "note": Text("Ghi chú", "Note"),
    "review.on": Text("Ngày rà soát", "Day of review"),
    "approver": Text("Người cho phép", "Approved by"),
}
_NOTES = {
    "id": Text(
        "Chữ thường không dấu, chữ số, gạch nối; mỗi mã một lần.",
        "Small letters a–z, digits, hyphens; each once.",
    ),
    "persons.id": Text("Tên hoặc mã, mỗi người một lần.", "A name or an id, each person once."),
    "persons.name": Text("Tên hiện trong báo cáo.", "The name shown in reports."),
    "kind": Text("Cấp trong khung quy chế.", "A level of the framework."),
    "parent": Text("Mã địa bàn cấp trên.", "The id of the place above."),
    "from": Text(
        "Ngày, tháng hoặc năm: 2024-03-28, 2024-03, 2024. Trống: không rõ từ bao giờ.",
        "A day, month or year: 2024-03-28, 2024-03, 2024. Empty: since ever.",
    ),
    "to": Text(
        "Ngày cuối, tính cả ngày đó. Trống: chưa hết. “?”: đã hết, không rõ ngày nào.",
        "The last day, included. Empty: still running. “?”: ended on an unknown day.",
    ),
    "compromise": Text("Một số từ 0 đến 1; có thể bỏ trống.", "A number from 0 to 1; may stay empty."),
    "a": Text("Như ở trang Người hoặc Nhiệm kỳ.", "As in Persons or Tenures."),
    "b": Text("Như ở trang Người hoặc Nhiệm kỳ.", "As in Persons or Tenures."),
    "relation": Text("Người thứ nhất là gì của người thứ hai.", "What the first is to the second."),
    "place": Text(
        "Mã địa bàn; trống khi hồ sơ chỉ có một.", "The id of a place; empty when there is only one."
    ),
    "office": Text("Chọn trong danh sách, hoặc ghi mã.", "Choose from the list, or write the id."),
    "seat": Text("Số ghế; trống: ghế trống đầu tiên.", "Number of the seat; empty: the lowest free one."),
    "person": Text("Người giữ; ghế khuyết ghi (vacant).", "The holder; write (vacant) for a vacant seat."),
    "tenures.basis": Text("Quyết định, nghị quyết hay nguồn nào.", "The decision or source this rests on."),
    "complete": Text(
        "Bảng nào đã lập đủ mà không có dòng nào, ví dụ regulations: chưa có quy chế nào.",
        "Tables that are complete without any row, for example regulations: there are none.",
    ),
    "of": Text("Mã mô hình ở trang Mô hình.", "The id of an arrangement in Arrangements."),
}
HOW_TO_WRITE = {
    "names": Text("Cách nhau bằng dấu phẩy.", "Separated by commas."),
    "lines": Text("Mỗi ý một dòng (Alt+Enter).", "One a line (Alt+Enter)."),
    "lines in two languages": Text(
        "Mỗi ý một dòng (Alt+Enter); hai thứ tiếng cùng thứ tự.",
        "One a line (Alt+Enter); both languages in the same order.",
    ),
    "pairs": Text("Mỗi việc một dòng: việc: chức danh.", "One matter a line: matter: office."),
    "citations": Text(
        "Mỗi căn cứ một dòng: nguồn | điều, khoản | mức kiểm chứng | ghi chú.",
        "One a line: source | article | status | note.",
    ),
    "any": Text("Viết như trong tệp YAML của hồ sơ.", "Written as in the case's YAML file."),
}


def sheet_title(key: str) -> Text:
    """Name a sheet; one that has no name of its own is called by its key."""
    return _SHEETS.get(key, plain(key.capitalize()))


def heading(sheet: str, key: str) -> Text:
    """Name a column; one that has no name of its own is called by its key."""
    return _HEADINGS.get(f"{sheet}.{key}") or _HEADINGS.get(key, plain(key))


def note(sheet: str, key: str) -> Text:
    """Say what to write in a column."""
    return _NOTES.get(f"{sheet}.{key}") or _NOTES.get(key, plain(""))


def choices(key: str) -> tuple[str, ...]:
    """List what a column offers to choose from."""
    return tuple(relation for relation in RELATIONS if relation != "kin") if key == "relation" else ()


GUIDE = (
    Text(
        "Mỗi trang là một bảng của hồ sơ. Điền từ dòng dưới tiêu đề; để chuột trên tiêu đề để xem cách ghi. Cột có dấu * là bắt buộc.",
        "Each sheet is one table of the case. Fill in the rows below the heading; point at a heading to see what to write. Columns with * are required.",
    ),
    Text(
        "Bắt đầu từ trang Hồ sơ, rồi Địa bàn (nếu có nhiều nơi), rồi Nhiệm kỳ: ai giữ chức danh nào, từ ngày nào đến ngày nào.",
        "Begin with Case, then Places (when there are several), then Tenures: who holds which office, from when to when.",
    ),
    Text(
        "Ngày chỉ biết một phần thì ghi phần biết được: 2020, 2024-03. Đã thôi giữ chức mà không rõ ngày: ghi “?” ở cột Đến ngày.",
        "A date known in part is written in part: 2020, 2024-03. Ended on an unknown day: write “?” under To.",
    ),
    Text(
        "Ghế khuyết: ghi (vacant) ở cột Người giữ. Không ghi dòng nào nghĩa là không rõ ai giữ, không phải là khuyết.",
        "A vacant seat: write (vacant) under Person. No row means that the holder is not known, not that the seat is vacant.",
    ),
    Text(
        "Dòng 1 của mỗi trang bị ẩn, ghi tên cột cho chương trình: không xóa. Tên trang, tên cột có thể đổi.",
        "Row 1 of each sheet is hidden and names the columns for the program: do not delete it. Sheets and headings may be renamed.",
    ),
    Text(
        "Kiểm tra: counterpoise check TỆP.xlsx. Xét: counterpoise audit TỆP.xlsx. Chuyển thành thư mục: counterpoise convert TỆP.xlsx THƯ-MỤC.",
        "Check: counterpoise check FILE.xlsx. Audit: counterpoise audit FILE.xlsx. Turn into a folder: counterpoise convert FILE.xlsx FOLDER.",
    ),
)
