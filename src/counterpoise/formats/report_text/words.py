"""The words of the terminal reports, each in Vietnamese and English; `|` parts the English singular from the plural."""

from __future__ import annotations

from counterpoise.domain.words import Text

READINGS_ARE = {
    "paper": Text(
        vi="Trên văn bản: mỗi người hành động độc lập; mọi khâu kiểm soát bắt buộc đều được tính.",
        en="On paper: persons act independently; every binding check counts.",
    ),
    "ties": Text(
        vi="Tính cả ràng buộc: ai phụ thuộc thì đi theo người nắm ràng buộc; mọi khâu kiểm soát bắt buộc vẫn được tính.",
        en="With ties: whoever depends on an actor moves with whoever controls it; every binding check still counts.",
    ),
    "practice": Text(
        vi="Trong thực tế: như trên, nhưng chỉ tính khâu kiểm soát luôn diễn ra.",
        en="In practice: as with ties, but only checks that always take place count.",
    ),
}

WORDS = {
    "day": Text(vi="Ngày {}", en="{}"),
    "framework": Text(vi="khung quy chế: {}", en="framework: {}"),
    "places_n": Text(vi="{} địa bàn", en="{} place|{} places"),
    "matters_n": Text(vi="{} việc", en="{} matter|{} matters"),
    "findings_n": Text(vi="{} phát hiện", en="{} finding|{} findings"),
    "summary": Text(vi="TÓM TẮT", en="SUMMARY"),
    "alone": Text(vi="Một người tự mình làm được những gì", en="What one person can do alone"),
    "alone_none": Text(
        vi="Không ai ở địa bàn được xét có thể tự mình làm trọn một việc nào.",
        en="Nobody at the places examined can carry any matter alone.",
    ),
    "can": Text(vi="{who}: {count}: {what}", en="{who}: {count}: {what}"),
    "collapsed": Text(vi="Khâu kiểm soát mất tác dụng vì kiêm nhiệm", en="Checks that collapsed"),
    "collapsed_none": Text(
        vi="Không khâu kiểm soát nào mất tác dụng vì kiêm nhiệm.", en="No check collapsed by an arrangement."
    ),
    "hollow": Text(vi="Khâu kiểm soát vốn chỉ là hình thức", en="Checks that are hollow anyway"),
    "hollow_none": Text(vi="Không phát hiện khâu kiểm soát hình thức.", en="No hollow check was found."),
    "own": Text(vi="Ai chặn được việc kiểm soát chính mình", en="Who can stop the control of oneself"),
    "own_none": Text(
        vi="Không ai chặn được việc kiểm soát chính mình.", en="Nobody can stop the control of oneself."
    ),
    "changes": Text(vi="Kiêm nhiệm làm thay đổi điều gì", en="What the arrangement changes"),
    "changes_fewer": Text(
        vi="Cộng từng địa bàn, {} việc cần ít người hơn để làm trọn (trong ít nhất một cách đọc).",
        en="Added up over the places, {} matter takes fewer people (in at least one reading).|"
        "Added up over the places, {} matters take fewer people (in at least one reading).",
    ),
    "changes_alone": Text(
        vi="Việc một người tự mình làm trọn được: {now}; nếu không kiêm nhiệm: {without} "
        "(tính các việc mà kiêm nhiệm tác động đến).",
        en="Matters one person can carry alone: {now}; without the arrangement: {without} "
        "(among the matters it reaches).",
    ),
    "changes_nothing": Text(
        vi="Ở {} việc mà kiêm nhiệm tác động đến, số người cần có không đổi.",
        en="In {} matter it reaches, the number needed stays the same.|In {} matters it reaches, the numbers stay the same.",
    ),
    "changes_unknown": Text(
        vi="Ở {} việc mà kiêm nhiệm tác động đến, chưa so sánh được vì kết quả chỉ là khoảng giá trị.",
        en="In {} matter it reaches, nothing can be compared: the results are intervals.|"
        "In {} matters it reaches, nothing can be compared: the results are intervals.",
    ),
    "changes_absent": Text(
        vi="Không có kiêm nhiệm nào đang thực hiện tác động đến các việc được xét.",
        en="No arrangement that a person fulfils reaches the matters examined.",
    ),
    "assumed": Text(vi="Những điều được giả định", en="What is assumed"),
    "assumed_seats": Text(
        vi="{} ghế chưa nêu tên được coi là người riêng, độc lập với mọi người khác: ở đó kết quả là lạc quan.",
        en="{} unnamed seat counts as a person of its own, independent of everybody else: results are optimistic there.|"
        "{} unnamed seats count as persons of their own, independent of everybody else: results are optimistic there.",
    ),
    "assumed_none": Text(vi="Không có ghế nào chưa nêu tên.", en="No seat is unnamed."),
    "followed": Text(vi="Ràng buộc được tính: {}.", en="Ties followed: {}."),
    "followed_none": Text(vi="Không tính ràng buộc nào.", en="No ties are followed."),
    "superiors_in": Text(vi="Có tính ràng buộc với cấp trên.", en="Ties to superiors are followed."),
    "superiors_out": Text(
        vi="Không tính ràng buộc với cấp trên: cấp trên vẫn kiểm soát, nhưng không kéo theo ai.",
        en="Ties to superiors are not followed: superiors still check, but move nobody.",
    ),
    "doubtful": Text(
        vi="Ngày chưa rõ có thể làm đổi kết quả:", en="Partly known dates that could change an answer:"
    ),
    "inexact": Text(
        vi="{} việc không tính được chính xác trong giới hạn bộ nhớ và thời gian; số người ít nhất là khoảng đã chứng "
        "minh, ghi như 2…5 (phương pháp: {}).",
        en="{} matter could not be calculated exactly within the limits of memory and time; its fewest people are a "
        "proven range, written 2…5 (method: {}).|"
        "{} matters could not be calculated exactly within the limits of memory and time; their fewest people are a "
        "proven range, written 2…5 (method: {}).",
    ),
    "numbers": Text(
        vi="SỐ NGƯỜI ÍT NHẤT ĐỦ LÀM TRỌN TỪNG VIỆC", en="FEWEST PEOPLE WHO CAN CARRY EACH MATTER"
    ),
    "numbers_are": Text(
        vi="Trong ngoặc: nếu không kiêm nhiệm. Dấu —: không ai làm trọn được. Giả định: số ghế chưa nêu tên được coi là "
        "độc lập.",
        en="In brackets: without the arrangement. A dash: nobody can carry it. Assumed: unnamed seats taken as independent.",
    ),
    "matter": Text(vi="Việc", en="Matter"),
    "assumes": Text(vi="Giả định", en="Assumed"),
    "findings": Text(vi="PHÁT HIỆN", en="FINDINGS"),
    "patterns_are": Text(
        vi="Mọi nhóm tối thiểu, nói gọn theo mẫu ({reading}):",
        en="All minimal groups, told as patterns ({reading}):",
    ),
    "or": Text(vi="hoặc", en="or"),
    "at": Text(vi="Địa bàn: {}", en="Place: {}"),
    "alike": Text(vi="Tương tự tại: {}", en="Likewise at: {}"),
    "steps": Text(vi="Các bước: {}", en="Steps: {}"),
    "moves": Text(vi="{person} đi theo {mover}: {how}", en="{person} moves with {mover}: {how}"),
    "kin": Text(vi="người thân", en="relatives"),
    "path": Text(vi="Ai đi theo ai", en="Who moves with whom"),
    "rests_on": Text(vi="Sẽ không còn nếu sai một trong các dòng sau", en="Falls if one of these is wrong"),
    "rests_on_at": Text(
        vi="Sẽ không còn nếu sai một trong các dòng sau (nêu cho {})",
        en="Falls if one of these is wrong (as at {})",
    ),
    "basis": Text(vi="Căn cứ", en="Articles"),
    "remedy": Text(vi="Khắc phục {}: {}", en="Remedy for {}: {}"),
    "capped": Text(
        vi="Lẽ ra ở mức “{}”; hạ xuống vì dựa trên nguồn thứ cấp hoặc trí nhớ, chưa đọc nguyên văn.",
        en="Would be “{}”; capped because it rests on a secondary source or on memory, not on the text itself.",
    ),
    "no_status": Text(vi="chưa ghi mức kiểm chứng", en="verification not stated"),
    "notes": Text(vi="GHI CHÚ", en="NOTES"),
    "caveat": Text(
        vi="Kết quả giúp cơ quan có thẩm quyền quyết định, không kết luận ai vi phạm.",
        en="Results help competent bodies decide; they are not findings of guilt.",
    ),
    "explain": Text(
        vi="Giải thích một mã, ví dụ: counterpoise explain {}",
        en="To read about a code: counterpoise explain {}",
    ),
    "change": Text(vi="Thay đổi: {}", en="Change: {}"),
    "changed": Text(vi="VIỆC CÓ SỐ NGƯỜI ÍT NHẤT THAY ĐỔI", en="MATTERS WHOSE NUMBER CHANGES"),
    "changed_none": Text(
        vi="Không việc nào đổi số người ít nhất đủ làm trọn.", en="No matter changes its fewest people."
    ),
    "changed_n": Text(
        vi="{} trong {} việc thay đổi.", en="{} of {} matters changes.|{} of {} matters change."
    ),
    "gained": Text(vi="PHÁT HIỆN THÊM", en="FINDINGS GAINED"),
    "lost": Text(vi="PHÁT HIỆN MẤT ĐI", en="FINDINGS LOST"),
    "none": Text(vi="Không có.", en="None."),
}


def say(word: str, language: str, *values: object, **named: object) -> str:
    """Say one thing; the first value, where it is a number, chooses between singular and plural."""
    said = WORDS[word].of(language)
    if "|" in said:
        one, many = said.split("|")
        said = one if values[0] == 1 else many
    return said.format(*values, **named)
