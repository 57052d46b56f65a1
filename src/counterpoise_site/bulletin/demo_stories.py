"""The demo's articles in our own words, in both languages; every number in them is counted from the shipped case."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.domain.words import Text

CREDIT = Text("Hình vẽ bằng mã nguồn Counterpoise", "Drawn by Counterpoise's own code")
AUTHORS = Text("Ban biên tập (bản dùng thử)", "Editors (demo)")

PLACES = {
    "loc-ninh": Text("Lộc Ninh", "Lộc Ninh"),
    "binh-phuoc": Text("Bình Phước", "Bình Phước"),
    "xa-thi-diem-1": Text("Xã thí điểm 1", "Pilot commune 1"),
}
KEYWORDS = {
    "kiem-soat-quyen-luc": Text("kiểm soát quyền lực", "control of power"),
    "kiem-nhiem": Text("kiêm nhiệm", "several offices"),
    "thi-diem": Text("thí điểm", "pilot"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the demo."""

    name: str
    alternative: Text
    caption: Text


@dataclass(frozen=True, slots=True)
class Story:
    """One article of the demo in both languages."""

    section: str
    title: Text
    lead: Text
    picture: Picture
    body: tuple[tuple[str, Text], ...]
    facts: tuple[str, ...]
    places: tuple[str, ...]
    keywords: tuple[str, ...]


STORIES = (
    Story(
        "thong-bao",
        Text(
            "Bình Phước: từ {before} xã còn {after} xã, rồi kết thúc trong toàn tỉnh",
            "Bình Phước: from {before} communes to {after}, then an end in the whole province",
        ),
        Text(
            "Việc để một người vừa đứng đầu cấp ủy vừa đứng đầu ủy ban ở xã đã được làm thử từ năm 2009. Số liệu công bố cho thấy mô hình thu hẹp dần trước khi dừng hẳn.",
            "Having one person head both the Party committee and the People's Committee of a commune was tried from 2009 on. The published figures show how the model shrank before it ended.",
        ),
        Picture(
            "province",
            Text(
                "Biểu đồ: năm 2018 có {before} trong {communes} xã theo mô hình; sau sắp xếp còn {after} trong {communes} xã.",
                "Chart: in 2018, {before} of {communes} communes had the model; after the reform {after} of {communes}.",
            ),
            Text("Số xã theo mô hình ở Bình Phước", "Communes with the model in Bình Phước"),
        ),
        (
            (
                "paragraph",
                Text(
                    "Theo cổng thông tin của Tỉnh ủy, đến năm 2018 có {before} trong {communes} xã của tỉnh theo mô hình này. Sau đợt sắp xếp bộ máy còn {after} xã. Năm 2024 tỉnh thống nhất kết thúc thí điểm.",
                    "According to the portal of the provincial Party committee, {before} of the province's {communes} communes had the model by 2018. After the reform of the apparatus {after} remained. In 2024 the province agreed to end the pilot.",
                ),
            ),
            ("heading", Text("Điều con số không nói", "What the figures do not say")),
            (
                "paragraph",
                Text(
                    "Con số không cho biết xã nào dừng vì lý do gì. Vì vậy bản tin xem xét từng việc: ai quyết, ai kiểm soát, và khi hai ghế thuộc về một người thì khâu kiểm soát nào không còn tác dụng.",
                    "The figures do not tell which commune stopped for which reason. This bulletin therefore looks at each matter: who decides, who checks, and which check loses its effect once two seats belong to one person.",
                ),
            ),
        ),
        ("examination:pilots",),
        ("binh-phuoc",),
        ("thi-diem", "kiem-nhiem"),
    ),
    Story(
        "thi-diem",
        Text(
            "Lộc Ninh khép lại {pilots} xã thí điểm: năm khó khăn và cách nhìn từ quyền hạn",
            "Lộc Ninh closes its {pilots} pilot communes: five difficulties, seen from the powers held",
        ),
        Text(
            "Trong {pilots} xã có {ended} xã đã dừng, {to_end} xã còn lại sẽ dừng. Những vướng mắc được nêu ra ở huyện đều có thể chỉ ra bằng các bước công việc cụ thể.",
            "Of {pilots} communes {ended} have stopped, the other {to_end} will. Each difficulty the district named can be pointed to in concrete steps of work.",
        ),
        Picture(
            "pilots",
            Text(
                "Biểu đồ: trong {pilots} xã thí điểm, {ended} xã đã dừng và {to_end} xã sẽ dừng.",
                "Chart: of {pilots} pilot communes, {ended} have ended and {to_end} are to end.",
            ),
            Text("Tình trạng thí điểm ở Lộc Ninh, tháng 3/2024", "The pilot in Lộc Ninh, March 2024"),
        ),
        (
            ("heading", Text("Năm điều vướng", "Five difficulties")),
            (
                "paragraph",
                Text(
                    "Địa bàn rộng, nhiều đảng viên; bộ máy đổi trước khi quy định kịp đổi; chưa có khung quy chế làm việc và phân công; khó đôn đốc, kiểm tra, giám sát; quan hệ giữa cấp ủy và ủy ban chưa rõ. Đó là những điều đã được nêu công khai.",
                    "Large areas with many Party members; an apparatus changed before the rules; no frame of working regulations and assignment; urging, inspecting and supervising made hard; and an unclear relation between committee and People's Committee. These were named in public.",
                ),
            ),
            ("heading", Text("Nhìn từ quyền hạn", "Seen from the powers")),
            (
                "paragraph",
                Text(
                    "Khi một người giữ cả hai ghế, người trình và người quyết có thể là một; người bị giám sát có thể đứng đầu nơi giám sát. Không cần nghi ngờ ai: chỉ cần đọc các bước và hỏi ai ngăn được bước ấy.",
                    "With both seats in one hand, whoever proposes may also decide, and whoever is supervised may head the supervisor. Nobody needs to be suspected: read the steps and ask who could stop each of them.",
                ),
            ),
            (
                "paragraph",
                Text(
                    "Nguồn không nêu tên {pilots} xã, nên chúng tôi chỉ đánh số và không đoán.",
                    "The source does not name the {pilots} communes: we number them and do not guess.",
                ),
            ),
        ),
        ("examination:pilots", "examination:timeline/thi-diem-1"),
        ("loc-ninh", "binh-phuoc"),
        ("kiem-soat-quyen-luc", "thi-diem"),
    ),
    Story(
        "phat-hien",
        Text(
            "Xã thí điểm 1: khâu kiểm soát nào mất tác dụng vì kiêm nhiệm",
            "Pilot commune 1: which checks lose their effect through the arrangement",
        ),
        Text(
            "Cùng một bộ quy định, cùng những con người, chỉ khác một điều: hai chức danh trong tay một người. Số việc chỉ cần một người để đi trọn quy trình vì thế tăng lên.",
            "The same rules and the same people, one thing apart: two offices in one hand. That alone raises the number of matters one person can carry through.",
        ),
        Picture(
            "alone",
            Text(
                "Biểu đồ: trong {matters} việc, có kiêm nhiệm thì {alone} việc chỉ cần một người; không kiêm nhiệm thì {without} việc.",
                "Chart: of {matters} matters, {alone} need one person only with the arrangement, {without} without it.",
            ),
            Text(
                "Số việc chỉ cần một người, trong thực tế",
                "Matters that one person suffices for, in practice",
            ),
        ),
        (
            (
                "paragraph",
                Text(
                    "Phần lớn trong số ấy không do kiêm nhiệm: quy định vốn để một chức danh làm trọn. Phần tăng thêm mới là điều kiêm nhiệm gây ra.",
                    "Most of them are not due to the arrangement: the rules let one office carry them anyway. Only the increase comes from holding both offices.",
                ),
            ),
            ("heading", Text("Có thể làm gì", "What can be done")),
            (
                "paragraph",
                Text(
                    "Tách lại hai chức danh là một cách. Giao bước kiểm soát cho cơ quan khác, thêm chữ ký thứ hai, hoặc quy định người thay khi phải đứng ngoài cũng khép được nhiều chỗ hở với chi phí ít hơn.",
                    "Parting the two offices is one way. Giving a check to another body, adding a second signature, or naming a substitute for recusals also closes many gaps, at less cost.",
                ),
            ),
        ),
        ("examination:alone/thi-diem-1", "examination:findings/thi-diem-1"),
        ("xa-thi-diem-1", "loc-ninh"),
        ("kiem-soat-quyen-luc", "kiem-nhiem"),
    ),
)
COMMENTS = (
    ("Một cử tri", "Bảng rất dễ hiểu. Mong bản tin làm tiếp cho các xã còn lại."),
    ("", "Nên nói rõ hơn việc nào sẽ sửa trước và ai chịu trách nhiệm."),
    ("Hưu trí", "Ở xã tôi trước đây cũng vậy: người báo cáo và người nghe báo cáo là một."),
)
