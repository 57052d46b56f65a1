"""The words of the report, each in Vietnamese and English; `|` parts the English singular from the plural."""

from __future__ import annotations

from counterpoise.domain.names import READINGS
from counterpoise.domain.words import Text, capital

PAGE = {
    "report": Text("Báo cáo kiểm soát quyền lực", "Report on the control of power"),
    "skip": Text("Đến phần tóm tắt", "Skip to the summary"),
    "contents": Text("Mục lục", "Contents"),
    "day": Text("Xét tại ngày", "As of"),
    "places": Text("Địa bàn", "Places"),
    "framework": Text("Khung quy chế", "Framework"),
    "extent": Text("Phạm vi", "Extent"),
    "places_n": Text("{n} địa bàn", "{n} place|{n} places"),
    "matters_n": Text("{n} việc", "{n} matter|{n} matters"),
    "findings_n": Text("{n} phát hiện", "{n} finding|{n} findings"),
    "whole_case": Text("Toàn bộ hồ sơ", "The whole case"),
    "caveat": Text(
        "Báo cáo giúp cơ quan có thẩm quyền quyết định. Báo cáo không kết luận ai vi phạm.",
        "This report helps competent bodies decide. It is not a finding of guilt.",
    ),
    "made_by": Text(
        "Lập bằng Counterpoise, từ dữ liệu của hồ sơ.", "Made by Counterpoise from the data of the case."
    ),
    "and": Text("và", "and"),
    "or": Text("hoặc", "or"),
    "none": Text("Không có.", "Nothing."),
}

READING = {
    **{reading: capital(name) for reading, name in READINGS.items()},
    "paper_is": Text(
        "Mỗi người hành động độc lập; mọi khâu kiểm soát bắt buộc đều được tính.",
        "Persons act independently; every binding check counts.",
    ),
    "ties_is": Text(
        "Ai chịu ràng buộc thì hành động theo người nắm ràng buộc đó; mọi khâu kiểm soát bắt buộc vẫn được tính.",
        "Whoever depends on an actor moves with whoever controls it; every binding check still counts.",
    ),
    "practice_is": Text(
        "Như trên, nhưng chỉ tính khâu kiểm soát luôn diễn ra; không tính khâu định kỳ hoặc chỉ khi có khiếu nại.",
        "As with ties, but only checks that always take place count, not the periodic ones or those on complaint.",
    ),
    "from_paper": Text("Trên văn bản, nên theo mọi cách đọc", "On paper, so in every reading"),
    "from_ties": Text("Tính cả ràng buộc, nên cả trong thực tế", "With ties, so in practice too"),
    "from_practice": Text("Chỉ trong thực tế", "In practice only"),
}

SUMMARY = {
    "summary": Text("Tóm tắt", "Summary"),
    "lede": Text("Ngày {day}, trong {matters} được xét:", "On {day}, among {matters}:"),
    "lede_places": Text(
        "Ngày {day}, trong {matters} được xét, cộng cả {places}:",
        "On {day}, among {matters}, added up over {places}:",
    ),
    "alone_n": Text(
        "{n} việc mà một người có thể tự mình làm trọn, không khâu kiểm soát nào ngăn được",
        "{n} matter that one person can carry alone, past every check|"
        "{n} matters that one person can carry alone, past every check",
    ),
    "collapsed_n": Text(
        "{n} khâu kiểm soát mất tác dụng vì kiêm nhiệm",
        "{n} check that collapsed because of the arrangement|{n} checks that collapsed because of the arrangement",
    ),
    "hollow_n": Text(
        "{n} khâu kiểm soát vốn chỉ là hình thức",
        "{n} check that was hollow anyway|{n} checks that were hollow anyway",
    ),
    "own_n": Text(
        "{n} việc kiểm soát mà chính người bị kiểm soát chặn được",
        "{n} control that the person controlled can stop|{n} controls that the person controlled can stop",
    ),
    "alone": Text("Một người tự mình làm được những gì", "What one person can do alone"),
    "alone_none": Text(
        "Không ai ở địa bàn được xét có thể tự mình làm trọn một việc nào.",
        "Nobody at the places examined can carry any matter alone.",
    ),
    "collapsed": Text("Khâu kiểm soát nào mất tác dụng vì kiêm nhiệm", "Which checks collapsed"),
    "collapsed_is": Text(
        "Có kiêm nhiệm thì khâu này không còn ngăn được ai; không kiêm nhiệm thì còn.",
        "With the arrangement the check stops nobody any more; without it, it would.",
    ),
    "collapsed_none": Text("Không khâu kiểm soát nào mất tác dụng vì kiêm nhiệm.", "No check collapsed."),
    "hollow": Text("Khâu kiểm soát nào vốn chỉ là hình thức", "Which checks are hollow"),
    "hollow_is": Text(
        "Nhóm nào làm được các bước còn lại cũng đã vô hiệu hóa được khâu này, dù có kiêm nhiệm hay không.",
        "Every group able to carry the rest already neutralises the check, arrangement or not.",
    ),
    "hollow_none": Text("Không phát hiện khâu kiểm soát hình thức.", "No hollow check was found."),
    "own": Text("Ai chặn được việc kiểm soát chính mình", "Who can stop the control of oneself"),
    "own_none": Text(
        "Không ai chặn được việc kiểm soát chính mình.", "Nobody can stop the control of oneself."
    ),
    "elsewhere": Text("Không có ở: {places}.", "Nothing of the kind at: {places}."),
    "changes": Text("Kiêm nhiệm làm thay đổi điều gì", "What the arrangement changes"),
    "changes_none": Text(
        "Kiêm nhiệm không làm thay đổi gì: ở mọi việc liên quan, số người và các nhóm vẫn như khi không kiêm nhiệm.",
        "The arrangement changes nothing: in every matter it reaches, numbers and groups are as they would be without it.",
    ),
    "changes_absent": Text(
        "Không có kiêm nhiệm nào đang thực hiện tác động đến các việc được xét, nên không có gì để so sánh.",
        "No arrangement that a person fulfils reaches the matters examined, so there is nothing to compare.",
    ),
    "changes_fewer": Text(
        "{n} việc cần ít người hơn để làm trọn", "{n} matter takes fewer people|{n} matters take fewer people"
    ),
    "changes_more": Text(
        "{n} việc cần nhiều người hơn để làm trọn",
        "{n} matter takes more people|{n} matters take more people",
    ),
    "changes_groups": Text(
        "{n} việc giữ nguyên số người nhưng đổi nhóm",
        "{n} matter keeps its number but other groups can carry it|"
        "{n} matters keep their number but other groups can carry them",
    ),
    "changes_same": Text("{n} việc không đổi", "{n} matter stays the same|{n} matters stay the same"),
    "instead_of": Text("{now} thay vì {before}", "{now} instead of {before}"),
    "nobody": Text("không ai làm trọn được", "nobody can"),
    "assumed": Text("Những điều được giả định", "What is assumed"),
    "assumed_intro": Text(
        "Kết quả lạc quan ở chỗ có ghế chưa nêu tên: mỗi ghế như thế được coi là một người riêng, độc lập với mọi người khác.",
        "Results are optimistic where seats are unnamed: each such seat is taken as a person of its own, independent of "
        "everybody else.",
    ),
    "seats_total": Text("Số ghế", "Seats"),
    "seats_unnamed": Text("Chưa nêu tên, tại chỗ", "Unnamed, here"),
    "seats_unnamed_above": Text("Chưa nêu tên, cấp trên", "Unnamed, above"),
    "seats_vacant": Text("Ghế trống", "Vacant"),
    "followed": Text("Ràng buộc được tính", "Ties followed"),
    "followed_none": Text("không ràng buộc nào", "none"),
    "superiors": Text("Cấp trên", "Superiors"),
    "superiors_out": Text(
        "Không tính ràng buộc với cấp trên: cấp trên vẫn là khâu kiểm soát, nhưng không kéo theo ai.",
        "Ties to superiors are not followed: superiors still check, but move nobody.",
    ),
    "superiors_in": Text("Có tính ràng buộc với cấp trên.", "Ties to superiors are followed."),
    "probability": Text("Xác suất", "Probability"),
    "probability_none": Text(
        "Không nêu xác suất nào, nên không tính xác suất chi phối.",
        "No probability was stated, so none is calculated.",
    ),
    "probability_given": Text(
        "Xác suất chi phối tính từ xác suất riêng của từng người, coi là độc lập với nhau{range}.",
        "The probability of capture comes from each person's own probability, taken as independent{range}.",
    ),
    "probability_range": Text(" (hồ sơ nêu từ {low} đến {high})", " (the case states {low} to {high})"),
    "probability_same": Text(" (hồ sơ nêu {low})", " (the case states {low})"),
    "doubtful": Text("Ngày chưa chắc chắn", "Doubtful dates"),
    "doubtful_n": Text(
        "{n} dòng có ngày chưa rõ, có thể làm đổi kết quả",
        "{n} row with a partly known date that could change an answer|"
        "{n} rows with a partly known date that could change an answer",
    ),
    "doubtful_none": Text(
        "Không có ngày chưa rõ nào làm đổi kết quả.", "No partly known date could change an answer."
    ),
    "exactness": Text("Độ chính xác", "Exactness"),
    "exact_all": Text("Mọi con số đều chính xác.", "Every number is exact."),
    "exact_not": Text(
        "{n} việc không tính được chính xác trong giới hạn bộ nhớ và thời gian, chỉ có khoảng giá trị.",
        "{n} matter could not be calculated exactly within the limits of memory and time: it has intervals only.|"
        "{n} matters could not be calculated exactly within the limits of memory and time: they have intervals only.",
    ),
    "severities": Text("Phát hiện theo mức độ", "Findings by severity"),
}

SEATS = {
    "seats": Text("Ai giữ ghế nào", "Who sits where"),
    "seats_intro": Text(
        "Mỗi hàng là một chức danh, xếp theo cơ quan. Người giữ nhiều chức danh là một đường dọc nối các chức danh đó.",
        "Each row is an office, by body. A person who holds several offices is one upright line that joins them.",
    ),
    "picture_title": Text("Ai giữ ghế nào tại {place}", "Who sits where at {place}"),
    "picture_desc": Text(
        "{offices} chức danh; {several} giữ từ hai chức danh trở lên: {who}. {unnamed} chưa nêu tên, {vacant} trống.",
        "{offices} offices; {several} with two or more of them: {who}. {unnamed} unnamed, {vacant} vacant.",
    ),
    "nobody_several": Text("không ai", "nobody"),
    "persons_n": Text("{n} người", "{n} person|{n} persons"),
    "seats_n": Text("{n} ghế", "{n} seat|{n} seats"),
    "offices_n": Text("{n} chức danh", "{n} office|{n} offices"),
    "named_n": Text("{n} người có tên", "{n} named|{n} named"),
    "unnamed_n": Text("{n} người chưa nêu tên", "{n} unnamed|{n} unnamed"),
    "vacant_n": Text("{n} ghế trống", "{n} vacant seat|{n} vacant seats"),
    "unnamed_one": Text("chưa nêu tên", "unnamed"),
    "vacant_one": Text("ghế trống", "vacant"),
    "legend_named": Text("có tên", "named"),
    "other_offices": Text("Chức danh khác", "Other offices"),
    "above": Text("Cấp trên", "Above this place"),
    "above_rest": Text("Các chức danh cấp trên khác: xem bảng.", "Other offices above: see the table."),
    "table_of": Text("Bảng: ai giữ ghế nào tại {place}", "Table: who sits where at {place}"),
    "no_roster": Text(
        "Chưa có dữ liệu về ghế của địa bàn này.", "There are no data on the seats of this place."
    ),
    "body": Text("Cơ quan", "Body"),
    "office": Text("Chức danh", "Office"),
    "seat_n": Text("Ghế {n}:", "Seat {n}:"),
    "holder": Text("Người giữ", "Holder"),
    "until": Text("đến {day}", "to {day}"),
    "from": Text("từ {day}", "from {day}"),
    "date_doubtful": Text("ngày chưa chắc chắn", "doubtful date"),
    "source_note": Text("theo: {basis}", "source: {basis}"),
    "by_arrangement": Text("kiêm nhiệm theo mô hình", "by the arrangement"),
    "kin": Text("Người thân đã khai báo", "Declared relatives"),
    "kin_is": Text("{a} – {b}: {relation}", "{a} – {b}: {relation}"),
}
