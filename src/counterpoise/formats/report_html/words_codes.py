"""What codes mean, and what families of codes, verification statuses and fields are called, in both languages."""

from __future__ import annotations

from counterpoise.domain.words import Status, Text

CODE_MEANINGS = {
    "C01": Text(
        "Một người có ghế tại địa bàn, một mình, đủ đưa việc đến cùng mà không khâu kiểm soát nào ngăn được.",
        "A person with a seat at the place can, alone, carry the matter and no check can stop it.",
    ),
    "C02": Text(
        "Nhóm nào làm được các bước còn lại cũng đã vô hiệu hóa được khâu này; bỏ nó đi, kết quả vẫn vậy.",
        "Every group able to carry the rest already neutralises this check; removing it would change nothing.",
    ),
    "C03": Text(
        "Khâu kiểm soát này chỉ là hình thức vì kiêm nhiệm; nếu không kiêm nhiệm, nó ngăn được việc.",
        "The check is hollow because of the arrangement; without the arrangement it would stand in the way.",
    ),
    "C04": Text(
        "Người bị kiểm soát, một mình hoặc qua những người phụ thuộc mình, chặn được chính việc kiểm soát ấy.",
        "The person under control, alone or through those who depend on that person, can stop that very control.",
    ),
    "C05": Text(
        "Chỉ số Shapley–Shubik của một người trong các bước quyết định vượt quá một nửa.",
        "One person's Shapley–Shubik index in the consenting steps is above one half.",
    ),
}

FAMILIES = {
    "C": Text("Tập trung quyền lực", "Concentration"),
    "R": Text("Trái quy tắc", "Breach of a rule"),
    "G": Text("Khoảng trống quy chế", "Gap in the regulations"),
    "L": Text("Quá nhiều việc trong tay một người", "Load in one hand"),
    "P": Text("Thí điểm", "Pilot"),
}

STATUS_MEANINGS = {
    Status.VERIFIED: Text(
        "đã đọc chính điều khoản hoặc trang được dẫn", "the article or the cited page itself was read"
    ),
    Status.SECONDARY: Text(
        "báo, bản tóm tắt hoặc bản cũ nói vậy; chưa đọc nguyên văn",
        "a newspaper, a summary or an older text says so; the text itself was not read",
    ),
    Status.MEMORY: Text("theo trí nhớ, chưa kiểm tra", "from memory, not checked"),
    Status.DERIVED: Text(
        "lựa chọn khi lập mô hình, không phải sự thật", "a choice made in modelling, not a fact"
    ),
}

STATUS_MARKS = {Status.VERIFIED: "✓", Status.SECONDARY: "≈", Status.MEMORY: "?", Status.DERIVED: "∴"}

# Frameworks name fields by id only; these are the ids in use.
FIELDS = {
    "administration": Text("Hành chính, quy chế", "Administration"),
    "anti-corruption": Text("Phòng, chống tham nhũng", "Anti-corruption"),
    "civil-status": Text("Hộ tịch, chứng thực", "Civil status"),
    "complaints": Text("Khiếu nại, tố cáo, tiếp công dân", "Complaints, denunciations, citizens"),
    "council": Text("Hội đồng nhân dân", "People's Council"),
    "defence": Text("Quân sự, quốc phòng", "Military and defence"),
    "finance": Text("Tài chính, ngân sách", "Finance and budget"),
    "grassroots-democracy": Text("Dân chủ ở cơ sở", "Grassroots democracy"),
    "investment": Text("Đầu tư, tài sản công", "Investment and public assets"),
    "land": Text("Đất đai, xây dựng", "Land and construction"),
    "order": Text("Trật tự, xử phạt", "Public order and sanctions"),
    "party": Text("Công tác Đảng", "Party work"),
    "personnel": Text("Cán bộ", "Personnel"),
    "social": Text("Xã hội", "Social affairs"),
}
