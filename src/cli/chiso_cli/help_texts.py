"""The Vietnamese words of the help pages, by the English ones that stand beside each command and option."""

from __future__ import annotations

from collections.abc import Mapping

PANELS: Mapping[str, tuple[str, str]] = {
    "ARGUMENTS_PANEL_TITLE": ("Arguments", "Đối số"),
    "OPTIONS_PANEL_TITLE": ("Options", "Tùy chọn"),
    "COMMANDS_PANEL_TITLE": ("Commands", "Lệnh"),
    "DEFAULT_STRING": ("[default: {}]", "[mặc định: {}]"),
    "ENVVAR_STRING": ("[env var: {}]", "[biến môi trường: {}]"),
    "REQUIRED_LONG_STRING": ("[required]", "[bắt buộc]"),
}
"""What typer writes around them, by the names it keeps them under."""

USAGE = ("Usage: ", "Cách dùng: ")

_VIETNAMESE: Mapping[str, str] = {
    "Rules as config for public scoring indices: checked like a compiler, scored exactly, explained.": (
        "Quy tắc chấm điểm các bộ chỉ số, viết thành tệp: kiểm tra chặt chẽ, tính chính xác, giải thích được."
    ),
    "Print the version.": "In phiên bản.",
    "Show this message and exit.": "In trang trợ giúp này.",
    "Check rule sets: every fault in one run, at its place, with the way out.": (
        "Kiểm tra bộ chỉ số: mọi lỗi trong một lần chạy, đúng chỗ, kèm cách sửa."
    ),
    "Rule files, folders of them, name@edition, or a name with --as-of.": (
        "Tệp quy tắc, thư mục chứa chúng, tên@ấn bản, hoặc tên kèm --as-of."
    ),
    "Use the edition in force on this day.": "Dùng ấn bản có hiệu lực vào ngày này.",
    "A folder of rules; by default ./rules. The shipped ones are searched last.": (
        "Thư mục quy tắc; mặc định là ./rules. Quy tắc có sẵn được tìm sau cùng."
    ),
    "How the diagnostics are written; by default as --out ends, else a table.": (
        "Cách ghi các chẩn đoán; mặc định theo đuôi tệp của --out, nếu không thì là bảng."
    ),
    "Treat warnings as errors.": "Coi cảnh báo là lỗi.",
    "Audit the published figures of DATA: whatever cannot hold is proven from how each figure was rounded.": (
        "Kiểm tra số liệu đã công bố trong DATA: điều không thể đúng được chứng minh từ cách làm tròn từng số."
    ),
    "How the findings are written; by default as --out ends, else a table.": (
        "Cách ghi các phát hiện; mặc định theo đuôi tệp của --out, nếu không thì là bảng."
    ),
    "Records of another document, to compare with; repeatable.": (
        "Dữ liệu của văn bản khác để so sánh; có thể dùng nhiều lần."
    ),
    "Records of an earlier period, to tell changes by.": "Dữ liệu kỳ trước, để tính tăng, giảm.",
    "In a table, also add up the counts of all units.": "Trong bảng, cộng thêm các số liệu đếm của mọi đơn vị.",
    "Also say how many units were computed in columns, and why others were not.": (
        "Cho biết thêm bao nhiêu đơn vị được tính theo cột, và vì sao đơn vị khác thì không."
    ),
    "Language; by default that of the locale.": "Ngôn ngữ; mặc định theo máy.",
    "Write to this file, whole or not at all.": "Ghi vào tệp này, trọn vẹn hoặc không ghi gì.",
    "Score the units of DATA by RULESET: points, bands and ranks, exactly.": (
        "Chấm điểm các đơn vị trong DATA theo RULESET: điểm, xếp loại và thứ hạng, chính xác."
    ),
    "A rule file, name@edition, or a name with --as-of.": "Tệp quy tắc, tên@ấn bản, hoặc tên kèm --as-of.",
    "The records: CSV, Excel, JSON, JSON Lines, Parquet or YAML files; - for standard input.": (
        "Số liệu: tệp CSV, Excel, JSON, JSON Lines, Parquet hoặc YAML; - là đầu vào chuẩn."
    ),
    "How numbers are written: vi is 82,07 and 1.936, plain is 82.07 and 1936; by default the file tells.": (
        "Cách viết số: vi là 82,07 và 1.936, plain là 82.07 và 1936; mặc định do chính tệp cho biết."
    ),
    "A YAML file: which column each heading is.": "Tệp YAML cho biết mỗi tiêu đề là cột nào.",
    "The sheet of a workbook; by default the first.": "Trang tính của tệp Excel; mặc định là trang đầu.",
    "The records of a published document.": "Số liệu của một văn bản đã công bố.",
    "Score the sound records, and list the others as not scored.": (
        "Chấm các bản ghi hợp lệ, và liệt kê những bản ghi không chấm được."
    ),
    "Leave out editions and values issued after this day.": "Bỏ qua ấn bản và giá trị ban hành sau ngày này.",
    "Run the cases beside editions; what fails is shown with the values beneath it.": (
        "Chạy các ví dụ kiểm tra cạnh ấn bản; chỗ sai được nêu kèm các giá trị tạo thành."
    ),
    "Only cases with this in their name.": ("Chỉ những ví dụ có chữ này trong tên."),
    "Tell what the cases cover, and list what none tests.": (
        "Cho biết độ phủ của các ví dụ, liệt kê phần chưa được kiểm tra."
    ),
    "Fail below this coverage.": ("Báo không đạt khi độ phủ thấp hơn mức này."),
    "Rewrite the expectations that fail, to be reviewed.": ("Ghi lại các giá trị mong đợi bị sai, để xem lại."),
    "Fail where an edition has no cases.": ("Báo không đạt khi ấn bản chưa có ví dụ."),
    "Processes; by default more than one for many rule files.": (
        "Số tiến trình; mặc định dùng nhiều khi có nhiều tệp quy tắc."
    ),
    "Compare two editions, or rules with what they were: by what they say, whatever the layout.": (
        "So sánh hai ấn bản, hoặc quy tắc với bản trước: theo nội dung, không kể cách trình bày."
    ),
    "Rule files or name@edition; with --against only NEW, or folders.": (
        "Tệp quy tắc hoặc tên@ấn bản; với --against chỉ cần NEW, hoặc thư mục."
    ),
    "Compare with a revision of the git repository.": ("So với một phiên bản trong kho git."),
    "Records: tell who moves.": ("Dữ liệu: cho biết đơn vị nào thay đổi."),
    "Refuse this kind of change; may be repeated.": ("Không cho phép loại thay đổi này; có thể nêu nhiều lần."),
    "Changes that are allowed all the same.": ("Những thay đổi vẫn được phép."),
    "The day on which entries of --allow count.": ("Ngày dùng để xét các mục của --allow."),
    "Publish an edition: it is checked, its cases are run, and what it says is recorded in editions.lock.": (
        "Ban hành một ấn bản: kiểm tra, chạy các ví dụ, và ghi nội dung vào editions.lock."
    ),
    "Explain an error or a warning: why it is one, an example, how to mend it; without ID, list them all.": (
        "Giải thích một lỗi hay cảnh báo: vì sao, ví dụ, cách sửa; không có ID thì liệt kê tất cả."
    ),
    "The word in brackets of an error or a warning: unknown-input.": (
        "Từ trong ngoặc vuông của lỗi hay cảnh báo: unknown-input."
    ),
    "The editions there are: name, days in force, status, title.": (
        "Các ấn bản hiện có: tên, thời gian hiệu lực, tình trạng, tiêu đề."
    ),
    "How the list is written; by default as --out ends, else a table.": (
        "Cách ghi danh sách; mặc định theo đuôi tệp của --out, nếu không thì là bảng."
    ),
    "What an edition says, with all it builds on: groups, indicators, maxima, thresholds, targets, sources.": (
        "Nội dung một ấn bản, kể cả phần kế thừa: nhóm, chỉ số, điểm tối đa, ngưỡng, chỉ tiêu, nguồn."
    ),
    "How the rules are written; by default as --out ends, else a table.": (
        "Cách ghi quy tắc; mặc định theo đuôi tệp của --out, nếu không thì là bảng."
    ),
    "A value through the editions of a rule set, with days, sources and the line it is written at.": (
        "Một giá trị qua các ấn bản của bộ chỉ số, kèm thời gian, nguồn và dòng ghi giá trị đó."
    ),
    "A rule set, such as qd766/dong-thap.": "Một bộ chỉ số, ví dụ qd766/dong-thap.",
    "A parameter, or id and key: payment.max; without it, all changes.": (
        "Một tham số, hoặc id và khóa: payment.max; bỏ trống thì xem mọi thay đổi."
    ),
    "The new edition.": "Ấn bản mới.",
    "The edition it builds on.": "Ấn bản được kế thừa.",
    "The first day; by default after the other ends.": "Ngày đầu tiên; mặc định là sau khi ấn bản kia kết thúc.",
    "Mend in the files what has one safe mend, then check.": (
        "Sửa ngay trong tệp những lỗi chỉ có một cách sửa an toàn, rồi kiểm tra."
    ),
    "With --fix: write nothing; show what would be mended.": "Dùng với --fix: không ghi gì; cho xem sẽ sửa những gì.",
    "Format rule sets and cases; what they mean, their order and their comments stay.": (
        "Trình bày lại bộ chỉ số và ví dụ; ý nghĩa, thứ tự và chú thích giữ nguyên."
    ),
    "Rule files, cases, folders of them, or - for stdin to stdout.": (
        "Tệp quy tắc, ví dụ, thư mục chứa chúng, hoặc - để đọc và ghi qua đường ống."
    ),
    "Write nothing; name the files that would change.": "Không ghi gì; nêu tên các tệp sẽ thay đổi.",
    "Write nothing; show what would change.": "Không ghi gì; cho xem những gì sẽ thay đổi.",
    "How the result is written; by default as --out ends, else a table.": (
        "Cách ghi kết quả; mặc định theo đuôi tệp của --out, nếu không thì là bảng."
    ),
    "Explain the points of a unit: formulas with their numbers, what was lost, sources, and the ways up.": (
        "Giải thích điểm của một đơn vị: công thức kèm số liệu, điểm bị mất, nguồn, và cách nâng điểm."
    ),
    "The unit to explain, in any case, with or without marks.": (
        "Đơn vị cần giải thích; chữ hoa hay thường, có dấu hay không đều được."
    ),
    "Every unit of the data.": "Mọi đơn vị trong số liệu.",
    "Of the records, those of this period.": "Chỉ các bản ghi của kỳ này.",
    "Every step of one indicator, and where all is written.": "Từng bước tính của một chỉ số, kèm nơi quy định.",
    "As the rules stand, or by points lost.": "Theo thứ tự quy tắc, hoặc theo số điểm bị mất.",
    "On one screen.": "Gọn trong một màn hình.",
    "Set another unit beside it, node by node.": "Đặt cạnh một đơn vị khác, từng mục một.",
    "How the explanation is written; by default as --out ends, else a table.": (
        "Cách ghi bản giải thích; mặc định theo đuôi tệp của --out, nếu không thì là bảng."
    ),
    "Compute an EXPLANATION again from the edition and the data it names, and name every value that does not hold.": (
        "Tính lại một EXPLANATION từ ấn bản và số liệu mà nó nêu, và chỉ ra mọi giá trị không đúng."
    ),
    "A file made by explain --format json.": "Tệp được lập bằng explain --format json.",
    "The data, where they do not lie as named.": "Số liệu, khi không nằm ở chỗ đã nêu.",
    "Write a form for the data that RULESET asks for; filled in, it is read like any other data.": (
        "Lập biểu mẫu cho số liệu mà RULESET cần; điền xong thì đọc được như mọi dữ liệu khác."
    ),
    "A CSV file with the units, such as last month's data.": "Tệp CSV có các đơn vị, ví dụ số liệu tháng trước.",
    "A unit; may be repeated.": "Một đơn vị; có thể lặp lại.",
    "The level of units that have none.": "Cấp của các đơn vị chưa ghi cấp.",
    "The period to fill in.": "Kỳ cần điền.",
    "How many rows to draw in a workbook, at least.": "Số dòng tối thiểu kẻ sẵn trong bảng tính.",
    "With columns for published points, total, band and rank.": (
        "Thêm cột cho điểm, tổng, xếp loại và thứ hạng đã công bố."
    ),
    "How it is written; by default as --out ends, else CSV.": (
        "Cách ghi; mặc định theo đuôi tệp của --out, nếu không thì là CSV."
    ),
    "Take over data that others publish: portal.": "Lấy số liệu do nơi khác công bố: portal.",
    "Merge the portal's responses for one period into one CSV file; its notes on the data go beside it.": (
        "Gộp các phản hồi của Cổng trong một kỳ thành một tệp CSV; ghi chú của Cổng về số liệu nằm cạnh đó."
    ),
    "Responses of the portal for one period, as JSON.": "Các phản hồi của Cổng trong một kỳ, dạng JSON.",
    "The edition that the records are for.": "Ấn bản dùng để chấm các bản ghi.",
    "Their period; by default as the names say it.": "Kỳ của chúng; mặc định theo tên tệp.",
    "The level of units that do not say it themselves.": "Cấp của các đơn vị không tự ghi cấp.",
    "Begin a rule set, or the next edition of one.": "Bắt đầu một bộ chỉ số, hoặc ấn bản kế tiếp.",
    "Begin a rule set of your own: a small sound index with notes, cases that hold, and three units to score.": (
        "Bắt đầu một bộ chỉ số của riêng bạn: bộ mẫu nhỏ, hợp lệ, có chú thích, ví dụ đúng và ba đơn vị để chấm."
    ),
    "The rule file to write: my-index/2026.yaml.": "Tệp quy tắc cần tạo: my-index/2026.yaml.",
    "Copy this one: a rule file or name@edition.": "Chép từ: một tệp quy tắc hoặc tên@ấn bản.",
    "Begin a new edition: a draft that builds on another, in the first folder of rules.": (
        "Bắt đầu một ấn bản mới: bản nháp kế thừa ấn bản khác, trong thư mục quy tắc đầu tiên."
    ),
    "The rule sets: list, show, history.": "Các bộ chỉ số: liệt kê, xem, lịch sử.",
    "The tree of the rules as a picture for documents.": "Cây quy tắc dưới dạng hình cho văn bản.",
    "Ask what if: points, bands and ranks before and after a change, exactly.": (
        "Giả định: điểm, xếp loại và thứ hạng trước và sau một thay đổi, chính xác."
    ),
    "Change an input, or a reported value, of each unit.": (
        "Thay đổi một dữ liệu, hoặc giá trị báo cáo, của từng đơn vị."
    ),
    "Give a parameter another value.": "Cho một tham số giá trị khác.",
    "Write a key of a node anew.": "Viết lại một khóa của nhóm, chỉ số hoặc mức xếp loại.",
    "Change the data of this unit only.": "Chỉ thay đổi số liệu của đơn vị này.",
    "Change the data of units of which this holds.": "Thay đổi số liệu của các đơn vị thỏa điều kiện này.",
    "Take scenarios from this file.": "Lấy các kịch bản từ tệp này.",
    "Sweep one or two quantities over ranges: who is in which band, and where exactly a band changes.": (
        "Quét một hoặc hai đại lượng theo khoảng giá trị: ai ở mức xếp loại nào, và xếp loại thay đổi chính xác ở đâu."
    ),
    "The total, band and rank of this unit.": "Tổng điểm, xếp loại và hạng của đơn vị này.",
    "Find the smallest change that brings a unit to a band, a total or a rank; exit code 1 where none does.": (
        "Tìm thay đổi nhỏ nhất đưa đơn vị tới một mức xếp loại, tổng điểm hoặc hạng; mã thoát 1 nếu không có."
    ),
    "The unit, in any case, with or without marks.": "Đơn vị, viết hoa hay thường, có dấu hay không.",
    "A band, `total>=85` or `rank<=3`.": "Mức xếp loại, `total>=85` hoặc `rank<=3`.",
    "An input that may be moved, and what one step of it costs.": "Dữ liệu được phép thay đổi, và chi phí mỗi bước.",
    "Compare two editions, files or periods: what each unit gained or lost, shared out exactly to its causes.": (
        "So sánh hai ấn bản, hai tệp hoặc hai kỳ: mỗi đơn vị tăng giảm bao nhiêu, chia chính xác theo nguyên nhân."
    ),
    "A rule set; twice to compare two.": "Một bộ chỉ số; dùng hai lần để so sánh hai bộ.",
    "The records; twice to compare two files.": "Số liệu; dùng hai lần để so sánh hai tệp.",
    "Of the data, this period; twice to compare two.": "Chỉ lấy kỳ này; dùng hai lần để so sánh hai kỳ.",
    "This unit only.": "Chỉ đơn vị này.",
    "A folder of rules; by default ./rules.": "Thư mục quy tắc; mặc định là ./rules.",
    "'param NAME from A to B step S', or rule NODE.KEY, input NAME (from, by). Twice for a grid.": (
        "'param TÊN from A to B step S', hoặc rule NÚT.KHÓA, input TÊN (from, by). Hai lần cho một bảng."
    ),
}
"""Whoever adds a command or an option adds its words here; a test compares."""


def in_vietnamese(english: str) -> str:
    """A text of a help page in Vietnamese; as it is where it has no translation yet."""
    return _VIETNAMESE.get(" ".join(english.split()), english)
