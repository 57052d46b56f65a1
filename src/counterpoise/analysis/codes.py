"""What codes and severities are called; each code has a page that `counterpoise explain` shows."""

from __future__ import annotations

from counterpoise.domain.words import Text

TITLES = {
    "C01": Text(vi="Một người tự mình làm trọn việc", en="One person can carry the matter alone"),
    "C02": Text(vi="Khâu kiểm soát hình thức", en="Hollow check"),
    "C03": Text(vi="Khâu kiểm soát mất tác dụng vì kiêm nhiệm", en="Check collapsed by the arrangement"),
    "C04": Text(vi="Chặn được việc kiểm soát chính mình", en="Can stop the control of oneself"),
    "C05": Text(
        vi="Một người giữ hơn nửa quyền quyết định", en="One person holds more than half of the power"
    ),
    "G01": Text(vi="Chưa có quy chế làm việc", en="No working regulation in force"),
    "G02": Text(vi="Việc không rõ ai chủ trì", en="Matter without one lead"),
    "G03": Text(vi="Bước không có ai giữ chức danh để làm", en="Step with nobody in office to take it"),
    "G04": Text(vi="Việc không có khâu kiểm soát", en="Matter without a binding check"),
    "G05": Text(vi="Bước không có thời hạn", en="Step without a deadline"),
    "G06": Text(vi="Phải đứng ngoài mà không có người thay", en="Recusal without a substitute"),
    "G07": Text(
        vi="Quy chế cũ hơn lần sắp xếp gần nhất", en="Regulation older than the latest reorganisation"
    ),
    "G08": Text(
        vi="Không có khâu kiểm soát độc lập với người quyết định", en="No check independent of the decider"
    ),
    "G09": Text(
        vi="Các quy chế giao chủ trì khác nhau", en="Regulations of different bodies disagree on the lead"
    ),
    "G10": Text(vi="Căn cứ không có hiệu lực vào ngày được xét", en="Cited source not in force on the day"),
    "G11": Text(
        vi="Chỗ nguồn không nói, khung quy chế có nêu", en="Gap in the sources, named by the framework"
    ),
    "L01": Text(
        vi="Quá nhiều chức danh và nhiệm vụ trong tay một người", en="Too many offices and duties in one hand"
    ),
    "L02": Text(vi="Khối lượng việc dự tính vượt một năm làm việc", en="Expected work passes a working year"),
    "P01": Text(
        vi="Thí điểm thiếu điều kiện hoặc quy tắc dừng", en="Pilot without conditions or without a stop rule"
    ),
    "P02": Text(
        vi="Thí điểm đã kết thúc mà vẫn kiêm nhiệm", en="Arrangement still held after its pilot ended"
    ),
    "P03": Text(vi="Thí điểm sẽ kết thúc mà chưa có ngày", en="Pilot to end, without an end date"),
    "P04": Text(vi="Mô hình quá hạn mà vẫn còn người giữ", en="Arrangement still held after its sunset"),
    "R01": Text(vi="Một người giữ các chức danh không được kiêm", en="Incompatible offices in one hand"),
    "R02": Text(
        vi="Người thân giữ các chức danh phải tách", en="Relatives in offices that must be kept apart"
    ),
    "R03": Text(vi="Giữ chức danh quá số năm cho phép", en="Term limit passed"),
    "R04": Text(vi="Đến hạn chuyển đổi vị trí", en="Rotation due"),
    "R05": Text(vi="Thiếu chức danh phải giữ cùng", en="Office held without the one it requires"),
    "R06": Text(vi="Số ghế hoặc tỷ lệ không đúng quy định", en="Number or share of seats outside the rule"),
    "R07": Text(vi="Một mình xử lý việc về chính mình", en="Acts alone in a matter about oneself"),
    "R08": Text(
        vi="Một người làm được các bước phải do nhiều người làm",
        en="One person can take steps that different persons must take",
    ),
    "R09": Text(vi="Thiếu thời hạn mà quy định bắt buộc", en="Required deadline missing"),
    "R10": Text(
        vi="Việc của tập thể mà một người quyết được", en="Collective matter that one person can decide"
    ),
    "R11": Text(
        vi="Quy tắc chỉ kiểm được bằng sổ theo dõi hằng ngày", en="Rules that only daily records can decide"
    ),
}

# From the least grave: a severity is the place of its name here.
SEVERITIES = (
    Text(vi="Lưu ý", en="Information"),
    Text(vi="Cảnh báo", en="Warning"),
    Text(vi="Nghiêm trọng", en="Error"),
    Text(vi="Rất nghiêm trọng", en="Critical"),
)
MARKS = ("○", "●", "▲", "◆")
