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
    "How the diagnostics are written.": "Cách ghi các chẩn đoán.",
    "Treat warnings as errors.": "Coi cảnh báo là lỗi.",
    "Audit the published figures of DATA: whatever cannot hold is proven from how each figure was rounded.": (
        "Kiểm tra số liệu đã công bố trong DATA: điều không thể đúng được chứng minh từ cách làm tròn từng số."
    ),
    "How the findings are written.": "Cách ghi các phát hiện.",
    "Records of another document, to compare with; repeatable.": (
        "Dữ liệu của văn bản khác để so sánh; có thể dùng nhiều lần."
    ),
    "Records of an earlier period, to tell changes by.": "Dữ liệu kỳ trước, để tính tăng, giảm.",
    "In a table, also add up the counts of all units.": "Trong bảng, cộng thêm các số liệu đếm của mọi đơn vị.",
    "Language; by default that of the locale.": "Ngôn ngữ; mặc định theo máy.",
    "Write to this file, whole or not at all.": "Ghi vào tệp này, trọn vẹn hoặc không ghi gì.",
    "Score the units of DATA by RULESET: points, bands and ranks, exactly.": (
        "Chấm điểm các đơn vị trong DATA theo RULESET: điểm, xếp loại và thứ hạng, chính xác."
    ),
    "A rule file, name@edition, or a name with --as-of.": "Tệp quy tắc, tên@ấn bản, hoặc tên kèm --as-of.",
    "The records: a CSV file.": "Dữ liệu: tệp CSV.",
    "Leave out editions and values issued after this day.": "Bỏ qua ấn bản và giá trị ban hành sau ngày này.",
    "How the result is written.": "Cách ghi kết quả.",
    "Publish an edition: it is checked, its cases are run, and what it says is recorded in editions.lock.": (
        "Ban hành một ấn bản: kiểm tra, chạy các ví dụ, và ghi nội dung vào editions.lock."
    ),
    "Explain an error or a warning: why it is one, an example, how to mend it; without ID, list them all.": (
        "Giải thích một lỗi hay cảnh báo: vì sao, ví dụ, cách sửa; không có ID thì liệt kê tất cả."
    ),
    "The word in brackets of an error or a warning: unknown-input.": (
        "Từ trong ngoặc vuông của lỗi hay cảnh báo: unknown-input."
    ),
    "The rule sets: list, show, history, new.": "Các bộ chỉ số: liệt kê, xem, lịch sử, tạo mới.",
    "The editions there are: name, days in force, status, title.": (
        "Các ấn bản hiện có: tên, thời gian hiệu lực, tình trạng, tiêu đề."
    ),
    "How the list is written.": "Cách ghi danh sách.",
    "What an edition says, with all it builds on: groups, indicators, maxima, thresholds, targets, sources.": (
        "Nội dung một ấn bản, kể cả phần kế thừa: nhóm, chỉ số, điểm tối đa, ngưỡng, chỉ tiêu, nguồn."
    ),
    "How the rules are written.": "Cách ghi quy tắc.",
    "A value through the editions of a rule set, with days, sources and the line it is written at.": (
        "Một giá trị qua các ấn bản của bộ chỉ số, kèm thời gian, nguồn và dòng ghi giá trị đó."
    ),
    "A rule set, such as qd766/dong-thap.": "Một bộ chỉ số, ví dụ qd766/dong-thap.",
    "A parameter, or id and key: payment.max; without it, all changes.": (
        "Một tham số, hoặc id và khóa: payment.max; bỏ trống thì xem mọi thay đổi."
    ),
    "Begin a new edition: a draft with the right header, in the first folder of rules.": (
        "Bắt đầu một ấn bản mới: bản nháp có sẵn phần đầu, trong thư mục quy tắc đầu tiên."
    ),
    "The new edition.": "Ấn bản mới.",
    "The edition it builds on.": "Ấn bản được kế thừa.",
    "The first day; by default after the other ends.": "Ngày đầu tiên; mặc định là sau khi ấn bản kia kết thúc.",
}
"""Whoever adds a command or an option adds its words here; a test compares."""


def in_vietnamese(english: str) -> str:
    """A text of a help page in Vietnamese; as it is where it has no translation yet."""
    return _VIETNAMESE.get(" ".join(english.split()), english)
