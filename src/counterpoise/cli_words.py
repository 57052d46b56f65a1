"""What the command line says, in Vietnamese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from counterpoise.domain.languages import locale_language
from counterpoise.domain.words import LANGUAGES, Text

USAGE = Text(vi="cách dùng: ", en="usage: ")
ERROR = Text(vi="lỗi", en="error")
WARNING = Text(vi="cảnh báo", en="warning")
ARGUMENTS = Text(vi="tham số", en="arguments")
OPTIONS = Text(vi="tùy chọn", en="options")
COMMANDS = Text(vi="lệnh", en="commands")
NEAREST = Text(vi="có phải là {}?", en="did you mean {}?")
SEE_HELP = Text(vi="xem thêm: {} --help", en="for help: {} --help")

ABOUT = Text(
    vi="Cho thấy ai có thể một mình làm trọn việc công nào khi một người giữ nhiều chức danh.",
    en="See who can carry which public matter unchecked when one person holds several offices.",
)
EXITS = Text(
    vi="Mã kết thúc: 0 xong; 1 có phát hiện từ mức --fail-on trở lên; 2 dữ liệu hoặc cách gọi sai.",
    en="Exit status: 0 done; 1 a finding at or above --fail-on; 2 bad input or usage.",
)
REPAIR_EXITS = Text(
    vi="Mã kết thúc: 0 đủ và đã chứng minh; 1 không đạt được hết, chưa chứng minh xong, hoặc quá --budget; 2 dữ liệu hoặc cách gọi sai.",
    en="Exit status: 0 enough, and proved; 1 some demand cannot be met, the proof is not finished, or --budget is passed; 2 bad input or usage.",
)

VERBS = {
    "audit": Text(
        vi="xét từng việc ở từng địa bàn: ai làm trọn được, khâu kiểm soát nào mất tác dụng, vì sao",
        en="examine every matter at every place: who can carry it, which checks collapsed, and why",
    ),
    "check": Text(
        vi="kiểm tra hồ sơ có đọc được và hợp lệ không, nêu mọi chỗ sai một lần",
        en="check that a case can be read and is valid; name every problem at once",
    ),
    "explain": Text(
        vi="giải thích một mã phát hiện; không có mã thì liệt kê các mã",
        en="explain a finding code; without one, list the codes",
    ),
    "compare": Text(
        vi="so sánh trước và sau khi giao hai chức danh cho một người, hoặc tách các chức danh của một người",
        en="compare before and after joining two offices in one person, or splitting those of one person",
    ),
    "repair": Text(
        vi="tìm các biện pháp rẻ nhất đủ để kiểm soát quyền lực, có chứng minh và mẫu điều khoản",
        en="find the cheapest measures that restore control, proved, each with the clause that says it",
    ),
    "timeline": Text(
        vi="kể diễn biến: ai giữ chức danh nào từ khi nào, phát hiện nào xuất hiện và hết lúc nào",
        en="tell who held what and when, and when findings appeared and ended",
    ),
    "regulation": Text(
        vi="dự thảo quy chế làm việc của một địa bàn: phân công, trình tự, thời hạn, kiểm tra, biện pháp (.docx, .html, .md)",
        en="draft a place's working regulation: leads, steps, deadlines, checks, measures (.docx, .html, .md)",
    ),
    "assign": Text(
        vi="ai làm được từng bước hôm nay khi có người vắng hoặc phải tránh; hoặc giải một bài toán phân công (--instance)",
        en="who can do each step today when some are absent or must step aside; or decide an instance (--instance)",
    ),
    "export": Text(
        vi="ghi một việc thành công thức cho công cụ khác kiểm lại: cây sự cố Open-PSA (.xml) hoặc danh sách trò chơi (.txt)",
        en="write one matter as a formula for other tools to check: an Open-PSA fault tree (.xml) or a list of games (.txt)",
    ),
    "sweep": Text(
        vi="xét nhiều địa bàn một lượt từ một bảng chức danh; hoặc hỏi điều gì đổi nếu kiêm nhiệm, nếu tách",
        en="examine many places at once from one table of who holds what; or ask what joining or parting would change",
    ),
    "convert": Text(
        vi="chuyển hồ sơ giữa thư mục, Excel, Popolo và sổ CSV; nêu mọi thứ không đưa sang được",
        en="turn a case into another form: folder, Excel, Popolo, from a CSV register; say all that stays behind",
    ),
    "site": Text(
        vi="mở trang dùng thử trên máy này: sổ chức danh, kết quả xét, bản tin",
        en="open the demo of the site on this machine: register, examination, bulletin",
    ),
    "new": Text(
        vi="tạo một hồ sơ mẫu hợp lệ để bắt đầu, trong thư mục hoặc trong tệp Excel",
        en="make a small valid case to start from, in a folder or in an Excel workbook",
    ),
}

SITE_NEEDS = Text(
    vi="trang mạng cần gói {}; cài: python -m pip install 'counterpoise[site]'",
    en="the site needs the package {}; install it: python -m pip install 'counterpoise[site]'",
)
SITE_OPEN = Text(vi="mở {} trong trình duyệt; Ctrl+C để dừng", en="open {} in a browser; Ctrl+C stops it")

SWEEP_NEEDS = Text(
    vi="quét nhiều địa bàn cần gói {}; cài: python -m pip install 'counterpoise[sweep]'",
    en="a sweep needs the package {}; install it: python -m pip install 'counterpoise[sweep]'",
)
SWEEP_USAGE = Text(
    vi="cần ROSTERS và --framework, hoặc --generate N",
    en="give ROSTERS and --framework, or --generate N",
)
ROSTERS_MISSING = Text(vi="không có tệp này", en="there is no such file")
ROSTERS_A_FOLDER = Text(vi="đây là một thư mục, không phải một tệp", en="this is a folder, not a file")
ROSTERS_REMEDY = Text(
    vi="ghi đường dẫn tới một tệp CSV hoặc Parquet có các cột place, office, seat, person, from, to;"
    " để thử: counterpoise sweep --generate 100 -o rosters.parquet",
    en="give the path of a CSV or Parquet file with the columns place, office, seat, person, from, to;"
    " to try it out: counterpoise sweep --generate 100 -o rosters.parquet",
)
SWEEP_BOTH = Text(
    vi="--generate không đi cùng ROSTERS, --merge, --split",
    en="--generate takes no ROSTERS, --merge or --split",
)
SWEEP_DAY = Text(vi="thêm --on NGÀY", en="add --on DAY")
SWEPT = Text(
    vi="{places} địa bàn, {patterns} mẫu; {answers} dòng trả lời: {output}; {findings} dòng phát hiện: {beside}",
    en="{places} places, {patterns} patterns; {answers} rows of answers: {output}; {findings} rows of findings: {beside}",
)
INVENTED = Text(
    vi="đã bịa {places} địa bàn, {rows} dòng (hạt giống {seed}): {output}",
    en="invented {places} places, {rows} rows (seed {seed}): {output}",
)
BAD_SVG = Text(vi="“{}” không phải tên tệp .svg", en="“{}” is no name of an .svg file")
BAD_TABLE = Text(vi="“{}” phải có đuôi .parquet hoặc .csv", en="“{}” must end in .parquet or .csv")
NOT_PARQUET = Text(vi="“{}” phải có đuôi .parquet", en="“{}” must end in .parquet")

NO_EXPORT = Text(
    vi="“{}” phải có đuôi .xml (Open-PSA) hoặc .txt (danh sách trò chơi)",
    en="“{}” must end in .xml (Open-PSA) or .txt (a list of games)",
)

HELP = {
    "one_matter": Text(vi="việc cần ghi", en="the matter to write"),
    "export_place": Text(
        vi="địa bàn (bỏ được khi chỉ có một)", en="the place (may be left out when there is one)"
    ),
    "export_reading": Text(
        vi="cách đọc: paper, ties hoặc practice (mặc định paper)",
        en="the reading: paper, ties or practice (default paper)",
    ),
    "question": Text(
        vi="carry: ai làm trọn; stop: ai chặn được; consent: chỉ các bước đồng ý (mặc định carry)",
        en="carry: who carries it; stop: who stops it; consent: the consent steps alone (default carry)",
    ),
    "apart": Text(vi="như khi không có kiêm nhiệm", en="as it would be without the arrangements"),
    "rosters": Text(
        vi="bảng chức danh (.parquet, .csv): place, office, seat, person, from, to, seats",
        en="the rosters (.parquet, .csv): place, office, seat, person, from, to, seats",
    ),
    "sweep_framework": Text(
        vi="mã khung quy chế, hoặc đường dẫn tới tệp .yaml",
        en="the id of a framework, or the path of a .yaml file",
    ),
    "sweep_on": Text(
        vi="xét vào ngày này (mặc định: ngày cuối của khung quy chế nếu đã hết hiệu lực, nếu không thì hôm nay)",
        en="examine this day (default: the framework's last day if it has passed, else today)",
    ),
    "sweep_arrangements": Text(
        vi="tệp arrangements.yaml: những mô hình kiêm nhiệm cần tìm (mặc định: các mô hình kèm theo khung quy chế)",
        en="an arrangements.yaml: which joined offices to look for (default: those shipped with the framework)",
    ),
    "sweep_sets": Text(
        vi="ghi nhiều nhất N nhóm mỗi loại; 0 là không ghi (mặc định 3)",
        en="write at most N sets of each kind; 0 for none (default 3)",
    ),
    "power": Text(vi="ghi cả quyền lực của từng người", en="write the power of every person too"),
    "scheduler": Text(
        vi="địa chỉ của bộ điều phối Dask, ví dụ tcp://10.0.0.1:8786 (mặc định: các lõi của máy này)",
        en="the address of a Dask scheduler, for example tcp://10.0.0.1:8786 (default: the cores of this machine)",
    ),
    "processes": Text(
        vi="số tiến trình (mặc định: số lõi)", en="how many processes (default: as many as cores)"
    ),
    "sweep_merge": Text(
        vi="nếu người giữ ghế đầu của A giữ luôn ghế đầu của B ở mọi nơi: nơi nào có thêm người một mình làm trọn việc",
        en="if the holder of A's first seat took B's first seat everywhere: where would somebody gain a sole capture",
    ),
    "sweep_split": Text(
        vi="nếu tách A và B (không ghi gì: mọi mô hình kiêm nhiệm) ở mọi nơi: nơi nào bớt",
        en="if A and B (without a value: every arrangement) were parted everywhere: where would one be lost",
    ),
    "picture": Text(vi="vẽ kết quả so sánh vào tệp .svg này", en="draw the comparison into this .svg"),
    "generate": Text(
        vi="bịa bảng chức danh của N xã (khung vn-commune-3t) để đo, thay cho việc quét",
        en="invent the rosters of N communes (vn-commune-3t) to measure with, instead of sweeping",
    ),
    "seed": Text(vi="hạt giống của số ngẫu nhiên (mặc định 1)", en="seed of the random numbers (default 1)"),
    "site_folder": Text(
        vi="thư mục giữ cơ sở dữ liệu của trang dùng thử (mặc định build/site)",
        en="the folder that keeps the demo's database (default build/site)",
    ),
    "bind": Text(
        vi="địa chỉ phục vụ (mặc định 127.0.0.1:8000)", en="the address to serve at (default 127.0.0.1:8000)"
    ),
    "help": Text(vi="in phần trợ giúp này rồi thôi", en="show this help and stop"),
    "version": Text(vi="in phiên bản rồi thôi", en="show the version and stop"),
    "lang": Text(
        vi="ngôn ngữ: vi hoặc en (mặc định theo LC_ALL, LC_MESSAGES, LANG; nếu không có thì vi)",
        en="language: vi or en (default from LC_ALL, LC_MESSAGES, LANG; else vi)",
    ),
    "completion": Text(
        vi="in đoạn mã tự hoàn thành lệnh cho một loại shell rồi thôi",
        en="print the completion script for a shell and stop",
    ),
    "case": Text(
        vi="hồ sơ: thư mục có case.yaml, hoặc tệp .xlsx",
        en="the case: a folder with case.yaml, or an .xlsx workbook",
    ),
    "absent": Text(
        vi="người vắng mặt, theo mã hoặc tên (dùng được nhiều lần)",
        en="a person who is absent, by id or name (may be repeated)",
    ),
    "interest": Text(
        vi="người có lợi ích liên quan, không tham gia bước nào (dùng được nhiều lần)",
        en="a person with an interest, who takes no part that counts (may be repeated)",
    ),
    "about": Text(
        vi="người, hoặc người giữ chức danh, mà việc nói đến: người ấy và người thân không xét, không quyết việc này",
        en="whom the matter is about, a person or an office: that person and relatives do not judge it",
    ),
    "instance": Text(
        vi="tệp bài toán phân công (#Steps, #Users, #Constraints, rồi từng ràng buộc một dòng)",
        en="a workflow-satisfiability instance (#Steps, #Users, #Constraints, then one constraint a line)",
    ),
    "source": Text(
        vi="hồ sơ (thư mục, .xlsx), Popolo (.json) hoặc sổ chức danh (.csv)",
        en="a case (folder, .xlsx), Popolo (.json) or a register of mandates (.csv)",
    ),
    "target": Text(vi="thư mục, tệp .xlsx hoặc .json sẽ ghi", en="the folder, .xlsx or .json to write"),
    "convert_framework": Text(
        vi="mã khung quy chế, hoặc đường dẫn tới tệp .yaml; nhiều cái cách nhau bằng dấu phẩy",
        en="the id of a framework, or the path of a .yaml file; several separated by commas",
    ),
    "offices": Text(
        vi="tệp CSV đối chiếu: tên chức danh trong sổ, mã chức danh",
        en="a CSV that maps names in the register to ids of offices",
    ),
    "columns": Text(
        vi="cột nào của sổ ghi gì, ví dụ person=Elu,place=Ville; các mục: {}",
        en="which column of the register holds what, for example person=Elu,place=Ville; the entries: {}",
    ),
    "keep_readable": Text(
        vi="bỏ những dòng không đọc được (vẫn nêu từng dòng) và giữ phần còn lại",
        en="leave out the rows that cannot be read, naming each, and keep the rest",
    ),
    "force": Text(vi="ghi đè nếu đã có", en="overwrite what is there"),
    "workbook": Text(
        vi="tạo tệp Excel để điền, thay cho thư mục",
        en="make an Excel workbook to fill in, instead of a folder",
    ),
    "new_framework": Text(
        vi="khung quy chế có sẵn cho tệp Excel (không có thì dùng hồ sơ mẫu)",
        en="a shipped framework for the workbook (else the sample case)",
    ),
    "on": Text(
        vi="xét vào ngày này, ví dụ 2024-03-28 (mặc định: ngày `on` của hồ sơ)",
        en="examine this day, for example 2024-03-28 (default: the case's `on`)",
    ),
    "place": Text(
        vi="chỉ xét địa bàn này (dùng được nhiều lần)",
        en="only this place (may be repeated)",
    ),
    "from": Text(
        vi="kể từ ngày này (mặc định: ngày đầu tiên có ghi nhiệm kỳ hoặc thí điểm)",
        en="begin with this day (default: the first day of a recorded tenure or pilot)",
    ),
    "to": Text(vi="kể đến hết ngày này (mặc định: không giới hạn)", en="end with this day (default: no end)"),
    "matter": Text(vi="chỉ xét việc này (dùng được nhiều lần)", en="only this matter (may be repeated)"),
    "ties": Text(
        vi="những loại ràng buộc được đi theo, cách nhau bằng dấu phẩy (mặc định: {})",
        en="the kinds of tie to follow, separated by commas (default: {})",
    ),
    "superiors": Text(
        vi="đi theo cả ràng buộc với cấp trên",
        en="follow ties to actors of a higher level too",
    ),
    "compromise": Text(
        vi="xác suất (0 đến 1) một người bị chi phối từ đầu, cho người chưa có số riêng",
        en="probability (0 to 1) that a person is compromised at the start, where none is stated",
    ),
    "sets": Text(
        vi="mỗi danh sách nêu nhiều nhất từng này nhóm (mặc định: 20)",
        en="list at most this many sets (default: 20)",
    ),
    "format": Text(vi="dạng kết quả (mặc định: text)", en="form of the result (default: text)"),
    "output": Text(
        vi="ghi kết quả vào tệp này thay vì in ra; ghi trọn vẹn hoặc không ghi gì",
        en="write the result to this file instead; whole or not at all",
    ),
    "fail_on": Text(
        vi="kết thúc với mã 1 khi có phát hiện từ mức này trở lên (mặc định: never)",
        en="exit 1 when a finding is at or above this severity (default: never)",
    ),
    "compare_fail_on": Text(
        vi="kết thúc với mã 1 khi thay đổi gây thêm phát hiện từ mức này trở lên (mặc định: never)",
        en="exit 1 when the change adds a finding at or above this severity (default: never)",
    ),
    "merge": Text(
        vi="người giữ ghế thứ nhất của chức danh A nhận luôn ghế thứ nhất của chức danh B",
        en="the holder of the first seat of office A takes the first seat of office B",
    ),
    "split": Text(
        vi="mọi chức danh của người này, trừ chức danh đầu, giao cho người khác",
        en="every office of this person but the first goes to somebody else",
    ),
    "repair_target": Text(
        vi="không nhóm nào ít hơn từng này người làm trọn được việc được hỏi (mặc định: 2)",
        en="no group of fewer people may carry a matter asked about (default: 2)",
    ),
    "reading": Text(
        vi="cách hiểu: paper trên văn bản, ties tính cả ràng buộc, practice trong thực tế (mặc định: practice)",
        en="the reading: paper, ties or practice (default: practice)",
    ),
    "stakes": Text(
        vi="hỏi những việc có mức hệ trọng từ đây trở lên, 1 đến 3 (mặc định: 2)",
        en="ask about matters of these stakes and above, 1 to 3 (default: 2)",
    ),
    "repair_matter": Text(
        vi="chỉ hỏi việc này, thay cho --stakes (dùng được nhiều lần)",
        en="ask about this matter instead of --stakes (may be repeated)",
    ),
    "each": Text(
        vi="sửa riêng từng địa bàn (mặc định: các địa bàn dùng chung một quy chế)",
        en="repair each place by itself (default: the places share one regulation)",
    ),
    "forbid": Text(
        vi="không dùng loại biện pháp này, biện pháp mang mã này, hoặc khớp mẫu này (dùng được nhiều lần)",
        en="do without this kind of measure, this id, or ids like this pattern (may be repeated)",
    ),
    "budget": Text(
        vi="kết thúc với mã 1 khi rẻ nhất vẫn quá từng này điểm",
        en="exit 1 when the cheapest costs more points",
    ),
    "publish": Text(
        vi="đòi thêm: kết quả mọi việc được hỏi đều được công khai",
        en="ask too that the result of every matter asked about is published",
    ),
    "seconds": Text(
        vi="tìm trong từng này giây làm việc của máy; hết giờ thì nêu khoảng còn hở (mặc định: 300)",
        en="search for so many seconds of work; then tell the gap that is open (default: 300)",
    ),
    "audit_seconds": Text(
        vi="tính một câu hỏi khó nhiều nhất từng này giây làm việc của máy, mọi câu hỏi khó cộng lại nhiều nhất gấp 15 lần; hết "
        "giờ thì nêu khoảng giá trị (mặc định: 20)",
        en="calculate a hard question for at most so many seconds of work, all hard ones together for 15 times as many; then "
        "tell an interval (default: 20)",
    ),
    "instance_seconds": Text(
        vi="với --instance: hết từng này giây mà chưa rõ thì trả lời “unknown” (mặc định: 600)",
        en="with --instance: answer “unknown” after so many seconds (default: 600)",
    ),
    "write": Text(
        vi="ghi hồ sơ đã áp dụng biện pháp vào thư mục này; ghi trọn vẹn hoặc không ghi gì",
        en="write the case with the measures adopted into this folder; whole or not at all",
    ),
    "code": Text(vi="mã phát hiện, ví dụ C03", en="a finding code, for example C03"),
    "folder": Text(vi="thư mục sẽ tạo", en="the folder to make"),
    "no_repair": Text(
        vi="không tìm biện pháp, chỉ dự thảo theo hiện trạng",
        en="look for no measures: draft what stands today",
    ),
    "one_place": Text(
        vi="địa bàn cần quy chế (không cần ghi khi hồ sơ chỉ có một)",
        en="the place that needs a regulation (not needed when the case has one)",
    ),
    "draft_output": Text(
        vi="tệp sẽ ghi, dạng theo đuôi tên: .docx, .html hoặc .md; ghi trọn vẹn hoặc không ghi gì",
        en="the file to write, its form by its ending: .docx, .html or .md; whole or not at all",
    ),
}

BAD_DAY = Text(
    vi="{!r} không phải là một ngày; hãy ghi như 2024-03-28",
    en="{!r} is not a day; write it like 2024-03-28",
)
BAD_TIE = Text(vi="không có loại ràng buộc {!r}; các loại: {}", en="no kind of tie {!r}; the kinds are {}")
BAD_PROBABILITY = Text(
    vi="{!r} không phải là xác suất; hãy ghi số từ 0 đến 1",
    en="{!r} is not a probability; write a number from 0 to 1",
)
BAD_COUNT = Text(
    vi="{!r} không phải là số nguyên từ 0 trở lên", en="{!r} is not a whole number of at least 0"
)
BAD_MERGE = Text(
    vi="{!r} không phải là hai chức danh khác nhau; hãy ghi như secretary+chair",
    en="{!r} is not two different offices; write it like secretary+chair",
)
BAD_PATH = Text(vi="{!r} không phải là một đường dẫn", en="{!r} is not a path")

NO_FOLDER_FOR_OUTPUT = Text(
    vi="{}: không có thư mục {}; hãy tạo thư mục trước", en="{}: there is no folder {}; make it first"
)
OUTPUT_IS_FOLDER = Text(
    vi="{}: đây là một thư mục; hãy ghi tên tệp", en="{}: this is a folder; write the name of a file"
)
CLOSED_STDOUT = Text(vi="đầu ra chuẩn đã đóng", en="standard output is closed")
NOT_UTF8 = Text(vi="văn bản không ghi được bằng UTF-8: {}", en="text that cannot be written in UTF-8: {}")
TOO_LARGE = Text(
    vi="hồ sơ quá lớn để tính được câu hỏi này trong giới hạn bộ nhớ và thời gian; chọn ít việc hơn, hoặc ít loại ràng buộc hơn "
    "bằng --ties",
    en="the case is too large for this question within the limits of memory and time; choose fewer matters, or fewer kinds "
    "of ties by --ties",
)
TOO_DEEP = Text(vi="dữ liệu lồng nhau quá sâu", en="the input is nested too deeply")
COMPILING = Text(
    vi="đang biên dịch phần tính toán, chỉ một lần trên máy này, mất một đến ba phút",
    en="compiling the calculations, once on this machine, which takes one to three minutes",
)
PROGRESS = Text(vi="đang xét {} / {}", en="examining {} / {}")

VALID = Text(
    vi="{case}: hợp lệ; khung quy chế {framework}{day}; địa bàn: {places}; việc: {matters}; chức danh: {offices}; "
    "nhiệm kỳ giữ chức: {tenures}",
    en="{case}: valid; framework {framework}{day}; places: {places}; matters: {matters}; offices: {offices}; "
    "tenures: {tenures}",
)
ON_DAY = Text(vi="; ngày {}", en="; day {}")
UNKNOWN_CODE = Text(vi="không có mã {!r}", en="there is no code {!r}")
LIST_CODES = Text(vi="xem các mã: counterpoise explain", en="see the codes: counterpoise explain")
MADE = Text(
    vi="đã tạo {folder}; bước tiếp theo: counterpoise audit {folder}",
    en="made {folder}; next: counterpoise audit {folder}",
)

MADE_WORKBOOK = Text(
    vi="đã tạo {file}; điền bằng Excel hoặc LibreOffice, rồi: counterpoise audit {file}",
    en="made {file}; fill it in with Excel or LibreOffice, then: counterpoise audit {file}",
)
CONVERTED = Text(vi="đã ghi {target}; nhiệm kỳ giữ chức: {tenures}", en="wrote {target}; tenures: {tenures}")
IS_THERE = Text(
    vi="{}: đã có; chọn tên khác, hoặc thêm --force để ghi đè",
    en="{}: it exists already; choose another name, or add --force to overwrite it",
)
NEW_IS_THERE = Text(vi="{}: đã có; chọn tên khác", en="{}: it exists already; choose another name")
ONTO_ITSELF = Text(vi="{}: không thể ghi đè lên chính nó", en="{}: it cannot be written over itself")
NOT_WRITTEN = Text(
    vi="{}: không ghi được dạng {}; hãy ghi vào thư mục, .xlsx hoặc .json",
    en="{}: nothing is written as {}; write a folder, .xlsx or .json",
)
UNREADABLE = Text(
    vi="có dòng không đọc được nên chưa ghi gì", en="some rows cannot be read, so nothing was written"
)
KEEP_READABLE = Text(
    vi="sửa các dòng trên, hoặc thêm --keep-readable để bỏ chúng",
    en="mend them, or add --keep-readable to leave them out",
)
NOTHING_READABLE = Text(
    vi="không có dòng nào đọc được nên chưa ghi gì", en="no row can be read, so nothing was written"
)
MEND_ROWS = Text(vi="sửa các dòng trên", en="mend the rows above")
ROW_LEFT_OUT = Text(vi="bỏ dòng này", en="left out")
BAD_COLUMNS = Text(
    vi="{!r} không đúng; hãy ghi như person=Elu,place=Ville; các mục: {}",
    en="{!r} is not right; write it like person=Elu,place=Ville; the entries: {}",
)
WRITE_ONE = Text(
    vi="--write ghi một hồ sơ; không dùng cùng {} khi có nhiều địa bàn",
    en="--write writes one case; leave out {} where there are several places",
)
NOT_A_FOLDER = Text(vi="{}: đây không phải là thư mục", en="{}: this is not a folder")
REPAIRED = Text(
    vi="đã ghi {folder}; xét lại: counterpoise audit {folder}",
    en="wrote {folder}; examine it: counterpoise audit {folder}",
)
BAD_POSITIVE = Text(
    vi="{!r} không phải là số nguyên từ 1 trở lên", en="{!r} is not a whole number of at least 1"
)
BAD_STAKES = Text(vi="{!r} không phải là 1, 2 hay 3", en="{!r} is not 1, 2 or 3")
NEEDS_WORKBOOK = Text(vi="--framework chỉ dùng cùng --workbook", en="--framework goes with --workbook")
NEEDS_PLACE = Text(vi="thiếu: DIR hoặc --workbook FILE", en="give either DIR or --workbook FILE")
NOT_A_DRAFT = Text(
    vi="{!r} không cho biết dạng văn bản; tên tệp phải có đuôi .docx, .html hoặc .md",
    en="{!r} does not say which form to write; end the name in .docx, .html or .md",
)
NEEDS_OPENPYXL = Text(
    vi="muốn ghi tệp Excel cần gói openpyxl; cài: python -m pip install 'counterpoise[reports]'",
    en="Excel files need the package openpyxl; install it: python -m pip install 'counterpoise[reports]'",
)
BINARY_NEEDS_OUTPUT = Text(
    vi="định dạng {0} không phải văn bản: thêm --output TỆP.{0}",
    en="the format {0} is no text: add --output FILE.{0}",
)
NEEDS_DOCX = Text(
    vi="muốn ghi tệp Word cần gói python-docx; cài: python -m pip install 'counterpoise[reports]'",
    en="Word files need the package python-docx; install it: python -m pip install 'counterpoise[reports]'",
)
DRAFTED = Text(
    vi="đã ghi {file}; điều: {articles}; phụ lục: {annexes}; biện pháp: {measures}; còn phải quyết định: {open} (phụ lục cuối)",
    en="wrote {file}; articles: {articles}; annexes: {annexes}; measures: {measures}; left to decide: {open} (last annex)",
)
NOT_XLSX = Text(vi="{!r} không phải là tên tệp .xlsx", en="{!r} is not the name of an .xlsx file")

# What the system refuses, by the name of its error.
CASE_OR_INSTANCE = Text(
    vi="nêu một hồ sơ (CASE), hoặc một bài toán bằng --instance; không nêu cả hai",
    en="give a case (CASE), or an instance by --instance; not both",
)
INSTANCE_UNKNOWN = Text(
    vi="hết {} giây mà chưa tìm được và cũng chưa chứng minh là không có; cho thêm thời gian bằng --seconds",
    en="after {} seconds none was found, nor was it proved that there is none; give more time with --seconds",
)
INSTANCE_TOO_LARGE = Text(
    vi="{} bước ràng buộc lẫn nhau là quá nhiều để có lời giải chắc chắn; chia bài toán thành nhiều tệp",
    en="{} steps hang together: too many for a proven answer; split the instance",
)

SYSTEM_ERRORS = {
    "ENOENT": Text(vi="không có tệp hoặc thư mục này", en="no such file or folder"),
    "EACCES": Text(vi="không có quyền", en="permission denied"),
    "EPERM": Text(vi="không được phép", en="not permitted"),
    "EISDIR": Text(vi="đây là một thư mục", en="this is a folder"),
    "ENOTDIR": Text(vi="đây không phải là thư mục", en="this is not a folder"),
    "EEXIST": Text(vi="đã có sẵn", en="it exists already"),
    "ENOSPC": Text(vi="hết chỗ trên đĩa", en="no space left on the disk"),
    "EROFS": Text(vi="ổ đĩa chỉ cho đọc", en="the disk is read-only"),
    "ENAMETOOLONG": Text(vi="tên quá dài", en="the name is too long"),
    "ELOOP": Text(vi="liên kết vòng quanh", en="links go round in a circle"),
}

# What argparse says, and what we say in Vietnamese instead.
_ARGPARSE = (
    (
        r"argument (?P<a>\S+): invalid choice: (?P<b>.+?) \(choose from (?P<c>.+)\)",
        "{a}: không có {b}; hãy chọn: {c}",
    ),
    (r"argument (?P<a>\S+): expected one argument", "{a}: thiếu giá trị"),
    (r"argument (?P<a>\S+): not allowed with argument (?P<b>\S+)", "{a}: không dùng cùng với {b}"),
    (r"argument (?P<a>\S+): ignored explicit argument (?P<b>.+)", "{a}: không nhận giá trị {b}"),
    (r"argument (?P<a>\S+): (?P<b>.+)", "{a}: {b}"),
    (r"the following arguments are required: (?P<a>.+)", "thiếu: {a}"),
    (r"one of the arguments (?P<a>.+) is required", "cần một trong: {a}"),
    (r"unrecognized arguments: (?P<a>.+)", "không hiểu: {a}"),
)


def usage_message(message: str, language: str) -> str:
    """Say in the reader's language what argparse says in English.

    >>> usage_message("the following arguments are required: CASE", "vi")
    'thiếu: CASE'
    """
    for pattern, said in _ARGPARSE if language == "vi" else ():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return said.format(**found.groupdict())
    return message


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Choose the language before anything is parsed: `--lang`, else the locale, else Vietnamese.

    >>> chosen_language(["audit", "x", "--lang=en"], {}), chosen_language([], {"LANG": "en_GB.UTF-8"})
    ('en', 'en')
    """
    asked = locale_language(environment)
    for this, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if this == "--":
            break
        value = following if this == "--lang" else this[7:] if this.startswith("--lang=") else ""
        asked = value if value in LANGUAGES else asked
    return asked
