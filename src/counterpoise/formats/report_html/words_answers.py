"""The words of the parts that answer: matters, findings, power, sources, checking by hand; in both languages."""

from __future__ import annotations

from counterpoise.domain.words import Text

MATTERS = {
    "matters": Text("Các việc, có và không có kiêm nhiệm", "The matters, with and without the arrangement"),
    "matters_intro": Text(
        "Con số là số người ít nhất, nếu cùng hành động, đủ đưa việc đến cùng mà không khâu kiểm soát nào ngăn được.",
        "Each number is the fewest people who, acting together, can carry the matter past every check.",
    ),
    "mark_alone": Text("một người tự mình làm trọn được", "one person can carry it alone"),
    "mark_none": Text("không ai làm trọn được", "nobody can carry it"),
    "mark_fewer": Text("kiêm nhiệm làm giảm số người cần có", "the arrangement lowers the number"),
    "mark_more": Text("kiêm nhiệm làm tăng số người cần có", "the arrangement raises the number"),
    "mark_groups": Text("cùng số người, nhưng nhóm khác", "the same number, but other groups"),
    "mark_same": Text(
        "không có dấu: không đổi, hoặc không liên quan đến kiêm nhiệm", "no mark: no change, or not reached"
    ),
    "fewer": Text("thay vì {n}", "instead of {n}"),
    "other_groups": Text("nhóm khác", "other groups"),
    "table_caption": Text(
        "{place}: số người ít nhất đủ làm trọn từng việc", "{place}: fewest people who can carry each matter"
    ),
    "matter": Text("Việc", "Matter"),
    "stakes": Text("Hệ trọng", "Stakes"),
    "stakes_1": Text("thấp", "low"),
    "stakes_2": Text("vừa", "medium"),
    "stakes_3": Text("cao", "high"),
    "assumes": Text("Ghế giả định", "Seats assumed"),
    "assumes_n": Text("giả định {n} ghế", "assumes {n} seat|assumes {n} seats"),
    "groups": Text("Nhóm nhỏ nhất, trong thực tế", "Smallest groups, in practice"),
    "other_field": Text("Việc khác", "Other matters"),
    "others_n": Text("tổng cộng {n} nhóm tối thiểu", "{n} minimal group in all|{n} minimal groups in all"),
    "unnamed_of": Text(
        "{n} người giữ chức danh {office} (chưa nêu tên)", "{n} holders of the office {office} (unnamed)"
    ),
    "holder_needs": Text("{person} cần thêm", "{person} needs in addition"),
    "holder_zero": Text("không ai", "nobody"),
    "holder_never": Text("không đủ, dù cùng với bất kỳ ai", "not enough, whoever joins"),
    "against": Text("Kiểm soát {office}", "Controls {office}"),
    "can_stop": Text("chặn được", "can stop it"),
    "at_least": Text("ít nhất {n}", "at least {n}"),
    "at_most": Text("nhiều nhất {n}", "at most {n}"),
    "unknown": Text("chưa xác định", "not determined"),
}

FINDINGS = {
    "findings": Text("Các phát hiện", "The findings"),
    "findings_intro": Text(
        "Xếp theo loại, rồi theo địa bàn. Mỗi phát hiện mang theo bằng chứng nhỏ nhất để ai cũng tự kiểm tra được.",
        "By kind, then by place. Each carries the smallest witness, so that anybody can check it by hand.",
    ),
    "merged": Text(
        "{total}; những phát hiện giống nhau ở nhiều địa bàn được nêu chung, nên có {entries}. Từ mức “{severity}” trở "
        "lên, mỗi địa bàn được nêu riêng, trừ khi giống từng chữ.",
        "{total}; those alike at several places are told together, which leaves {entries}. From “{severity}” upwards each "
        "place stands alone unless the words are the same.",
    ),
    "likewise": Text("Cũng vậy ở", "Likewise at"),
    "entries_n": Text("{n} mục", "{n} entry|{n} entries"),
    "findings_each_n": Text(
        "{n} phát hiện ở mỗi địa bàn, như nhau",
        "{n} finding at each place, alike|{n} findings at each place, alike",
    ),
    "stands_for": Text("Nêu cho", "As at"),
    "no_findings": Text("Không có phát hiện nào.", "There are no findings."),
    "number": Text("Phát hiện {n}", "Finding {n}"),
    "witness": Text("Bằng chứng và căn cứ", "Witness and articles"),
    "witness_remedy": Text("Bằng chứng, căn cứ và cách khắc phục", "Witness, articles and remedy"),
    "step": Text("Bước", "Step"),
    "who": Text("Ai", "Who"),
    "offices": Text("Chức danh", "Offices"),
    "path": Text("Ai đi theo ai", "Who moves with whom"),
    "reading": Text("Cách đọc", "Reading"),
    "basis": Text("Căn cứ", "Articles"),
    "rests_on": Text("Sẽ không còn nếu sai", "Falls if wrong"),
    "remedy": Text("Khắc phục", "Remedy"),
    "capped": Text(
        "Lẽ ra ở mức “{full}”; hạ xuống “{now}” vì căn cứ mới chỉ là nguồn thứ cấp hoặc trí nhớ, chưa đọc nguyên văn.",
        "Would be “{full}”; capped at “{now}” because it rests on a secondary source or on memory, not on the text itself.",
    ),
    "severity": Text("Mức độ", "Severity"),
    "moves": Text(
        "{person} đi theo {mover}, là bên {how}", "{person} moves with {mover}, which {how} that office"
    ),
    "moves_kin": Text("{person} đi theo {mover}: {how}", "{person} moves with {mover}: {how}"),
    "kin_how": Text("người thân ({relation})", "relative ({relation})"),
    "no_status": Text("chưa ghi mức kiểm chứng", "verification not stated"),
    "periodic": Text("định kỳ", "periodic"),
    "complaint": Text("khi có khiếu nại", "on complaint"),
    "advisory": Text("không bắt buộc", "advisory"),
}

POWER = {
    "power": Text("Quyền lực trong từng việc", "Power in each matter"),
    "power_intro": Text(
        "Phần này dành cho người đọc kỹ: con số đầy đủ, nhóm đủ chặn, và phần quyền của từng người trong các bước quyết định.",
        "For the close reader: every number, the groups that can block, and each person's share in the consenting steps.",
    ),
    "told_for": Text(
        "Tên nêu theo {place}; ở các địa bàn kia cũng vậy, với người giữ cùng chức danh.",
        "Names are those at {place}; the other places are alike, for the holders of the same offices.",
    ),
    "shapley": Text("Shapley–Shubik", "Shapley–Shubik"),
    "banzhaf": Text("Banzhaf", "Banzhaf"),
    "absolute": Text("Banzhaf tuyệt đối", "Absolute Banzhaf"),
    "indices_are": Text(
        "Shapley–Shubik và Banzhaf là phần quyền của mỗi người, cộng lại bằng 100%. Banzhaf tuyệt đối là khả năng một "
        "người giữ lá phiếu quyết định khi mọi người khác chọn ngẫu nhiên.",
        "Shapley–Shubik and Banzhaf are shares that add up to 100%. Absolute Banzhaf is the probability of being decisive "
        "when everybody else flips a coin.",
    ),
    "person": Text("Người", "Person"),
    "numbers_caption": Text("Con số", "Numbers"),
    "power_caption": Text(
        "Phần quyền lớn nhất trong các bước quyết định", "Largest shares in the consenting steps"
    ),
    "capture_number": Text("Ít nhất để làm trọn", "Fewest to carry"),
    "capture_sets_total": Text("Số nhóm làm trọn được", "Groups that can carry"),
    "blocking_number": Text("Ít nhất để chặn", "Fewest to block"),
    "blocking_sets_total": Text("Số nhóm chặn được", "Groups that can block"),
    "capture_probability": Text("Xác suất chi phối", "Probability of capture"),
    "method": Text("Phương pháp", "Method"),
    "exact": Text("chính xác", "exact"),
    "bounded": Text("không chính xác, chỉ có khoảng giá trị", "not exact, intervals only"),
    "blocking_sets": Text("Nhóm nhỏ nhất đủ chặn", "Smallest groups that can block"),
    "blocked_already": Text(
        "không cần ai chặn: việc không thể làm trọn", "nobody is needed: it cannot be carried anyway"
    ),
    "no_power": Text("Không ai có phần quyền nào trong việc này.", "Nobody has any power in this matter."),
    "rest": Text("những người khác: mỗi người không quá {most}", "everybody else: at most {most} each"),
    "each": Text("{persons}, mỗi người", "{persons}, each"),
    "one_group": Text("Một nhóm nhỏ nhất, trong thực tế", "One smallest group, in practice"),
    "top_is": Text("{person}: {share}", "{person}: {share}"),
}

SOURCES = {
    "chains": Text("Các bước của từng việc", "The steps of each matter"),
    "chains_intro": Text(
        "Bước quyết định: việc chỉ thành khi mọi bước này đồng ý. Khâu kiểm soát: bước có thể ngăn việc lại.",
        "Consent: the matter needs every such step. Check: the step can stand in its way.",
    ),
    "route": Text("Cách {n}", "Route {n}"),
    "consent": Text("quyết định", "consent"),
    "oversight": Text("kiểm soát", "check"),
    "inform": Text("thông tin", "information"),
    "actor": Text("Ai thực hiện", "Actor"),
    "role": Text("Vai trò", "Role"),
    "excludes": Text("đứng ngoài: {offices}", "steps aside: {offices}"),
    "substitute": Text("thay thế: {actor}", "substitute: {actor}"),
    "sources": Text("Nguồn", "Sources"),
    "sources_intro": Text(
        "Mỗi dòng dữ liệu ghi mức kiểm chứng. Phát hiện dựa trên nguồn thứ cấp hoặc trí nhớ bị hạ mức.",
        "Each row of data states how far it was verified. Findings on secondary sources or memory are capped.",
    ),
    "status": Text("Mức kiểm chứng", "Verification"),
    "cited": Text("Được dẫn", "Cited"),
    "source": Text("Nguồn", "Source"),
    "times_n": Text("{n} lần", "{n} time|{n} times"),
    "not_cited": Text("không dẫn trong phát hiện", "not cited in findings"),
    "limits": Text("Giới hạn của báo cáo", "Limits of this report"),
    "limit_1": Text(
        "Báo cáo giúp cơ quan có thẩm quyền; báo cáo không kết luận ai vi phạm và không nói ai đã làm gì.",
        "It is an aid for competent bodies; it accuses nobody and does not say that anybody did anything.",
    ),
    "limit_2": Text(
        "“Làm được” nghĩa là quy định và cách bố trí người không ngăn được, không phải là sẽ làm.",
        "“Can” means that rules and appointments would not prevent it, not that it will happen.",
    ),
    "limit_3": Text(
        "Ghế chưa nêu tên được coi là người độc lập, nên thực tế có thể tập trung hơn.",
        "Unnamed seats count as independent persons, so reality may be more concentrated.",
    ),
    "limit_4": Text(
        "Kết quả chỉ đúng cho ngày được xét, khung quy chế và dữ liệu nêu ở trên.",
        "Results hold for the day, the framework and the data named above, and for no others.",
    ),
    "limit_5": Text(
        "Trước khi dẫn cho cơ quan nhà nước, đối chiếu điều khoản với Công báo.",
        "Check the articles against the official gazette before citing them to a public body.",
    ),
    "by_hand": Text("Cách tự kiểm tra một phát hiện", "How to check a finding by hand"),
    "hand_1": Text(
        "Mở các bước của việc. Đánh dấu mọi ghế mà những người nêu trong bằng chứng đang giữ.",
        "Open the steps of the matter. Mark every seat the persons in the witness hold.",
    ),
    "hand_2": Text(
        "Nếu cách đọc có tính ràng buộc: đánh dấu thêm từng người ở mục “Ai đi theo ai”, theo thứ tự.",
        "If the reading follows ties: mark each person under “Who moves with whom” too, in order.",
    ),
    "hand_3": Text(
        "Xét từng bước quyết định: các ghế đã đánh dấu có đủ để bước ấy đồng ý không? Nếu thiếu một bước, việc không thành.",
        "Take each consenting step: do the marked seats suffice for it? If one step is missing, the matter is not carried.",
    ),
    "hand_4": Text(
        "Xét từng khâu kiểm soát được tính: bỏ các ghế đã đánh dấu, những ghế còn lại có còn đủ để ra kết luận bất lợi không? "
        "Nếu còn, khâu ấy ngăn được việc. Trong thực tế chỉ tính khâu luôn diễn ra.",
        "Take each check that counts: leaving out the marked seats, can the others still reach an adverse outcome? If so, "
        "the check stops the matter. In practice only checks that always take place count.",
    ),
    "hand_5": Text(
        "Với phát hiện C04: bỏ các ghế đã đánh dấu ra khỏi các bước quyết định của việc kiểm soát. Nếu không còn đủ, việc bị chặn.",
        "For C04: leave the marked seats out of the consenting steps of the control. If the rest do not suffice, it is stopped.",
    ),
    "hand_6": Text(
        "Đọc mục “Sẽ không còn nếu sai”: nếu một dòng ở đó sai, phát hiện không còn đứng vững.",
        "Read “Falls if wrong”: if one row there is wrong, the finding no longer stands.",
    ),
}
