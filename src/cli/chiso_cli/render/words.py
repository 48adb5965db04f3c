"""The words around results, in both languages, and numbers as each language writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chiso import Vocabulary, numeral

if TYPE_CHECKING:
    from chiso import Language, Number

_WORDS = {
    "how-few": (
        "scored one by one: in columns are scored sound files of half a megabyte and more, to a CSV or Parquet file, "
        "without --previous and --keep-going",
        "chấm từng đơn vị một: chỉ dữ liệu không có lỗi, từ nửa megabyte trở lên, ghi ra tệp CSV hoặc Parquet, "
        "không kèm --previous hay --keep-going, mới chấm theo cột",
    ),
    "how-many": (
        "{in_columns} units computed in columns, {by_rows} one by one",
        "{in_columns} đơn vị tính theo cột, {by_rows} đơn vị tính từng đơn vị một",
    ),
    "how-not": (
        "what has no form in columns: {what}",
        "phần không tính được theo cột: {what}",
    ),
    "how-rows": (
        "one by one go units with reported values, without a total or a band, or with data written otherwise",
        "tính từng đơn vị một: đơn vị có giá trị báo cáo, chưa có tổng điểm hay xếp loại, hoặc số liệu viết cách khác",
    ),
    "rank": ("Rank", "Hạng"),
    "unit": ("Unit", "Đơn vị"),
    "total": ("Total", "Tổng"),
    "band": ("Band", "Xếp loại"),
    "edition": ("edition", "ấn bản"),
    "in-force": ("in force", "hiệu lực"),
    "status": ("status", "tình trạng"),
    "title": ("title", "tên"),
    "value": ("value", "giá trị"),
    "source": ("source", "nguồn"),
    "where": ("written at", "viết ở"),
    "indicator": ("indicator", "chỉ số"),
    "maximum": ("maximum", "điểm tối đa"),
    "formula": ("formula", "công thức"),
    "full-at": ("full at", "đạt tối đa ở"),
    "target": ("target", "chỉ tiêu"),
    "also": ("also", "thêm"),
    "field": ("field", "mục"),
    "before": ("before", "trước"),
    "after": ("after", "nay"),
    "parameter": ("parameter", "tham số"),
    "parameters": ("Parameters", "Tham số"),
    "from": ("from", "từ"),
    "condition": ("condition", "điều kiện"),
    "tracked": ("tracked", "theo dõi"),
    "drafted": (
        "{file} is written: add what differs, then chiso check and chiso publish",
        "đã viết {file}: thêm phần khác biệt, rồi chạy chiso check và chiso publish",
    ),
    "level.province": ("provinces", "cấp tỉnh"),
    "level.department": ("departments", "sở, ban, ngành"),
    "level.district": ("districts", "cấp huyện"),
    "level.commune": ("communes", "cấp xã"),
    "weights": ("Weights in the total", "Trọng số trong tổng điểm"),
    "bands": ("Bands", "Xếp loại"),
    "highest": ("Highest", "Cao nhất"),
    "lowest": ("Lowest", "Thấp nhất"),
    "computed": ("Computed from the data", "Tính từ số liệu"),
    "reported": ("As reported", "Theo báo cáo"),
    "mixed": ("Partly computed, partly as reported", "Một phần tính, một phần theo báo cáo"),
    "groups-left-out": ("a wider window shows the groups", "cửa sổ rộng hơn sẽ hiện các nhóm"),
    "incomplete": ("Incomplete, without total, band and rank", "Chưa đủ số liệu, không có tổng, xếp loại và hạng"),
    "not-scored": ("Not scored, because the data have faults", "Không chấm điểm vì dữ liệu có lỗi"),
    "nothing-applies": ("nothing that is scored applies", "không có chỉ số nào áp dụng"),
    "missing": ("missing", "thiếu"),
    "more": ("and {count} more (all of them with --format json)", "và {count} số liệu khác (xem đủ với --format json)"),
    "scoring": ("scoring", "đang chấm điểm"),
    "sweeping": ("sweeping", "đang quét"),
    "comparing": ("comparing", "đang so sánh"),
    "help": ("help", "gợi ý"),
    "error": ("error", "lỗi"),
    "warning": ("warning", "cảnh báo"),
    "errors": ("{count} errors", "{count} lỗi"),
    "warnings": ("{count} warnings", "{count} cảnh báo"),
    "one-errors": ("1 error", "1 lỗi"),
    "one-warnings": ("1 warning", "1 cảnh báo"),
    "not-shown": ("{count} more not shown", "còn {count} mục không hiện"),
    "more-about": (
        "why, and how to mend it: chiso explain-error {id}",
        "vì sao, và cách sửa: chiso explain-error {id}",
    ),
    "sound": ("{file}: sound", "{file}: hợp lệ"),
    "written": ("{file}: written", "{file}: đã viết"),
    "begun": (
        "change it to your own, then: chiso check {file}",
        "sửa lại cho phù hợp, rồi chạy: chiso check {file}",
    ),
    "mended": ("mended", "đã sửa"),
    "replaced": ("`{before}` is now `{after}`", "`{before}` nay là `{after}`"),
    "added": ("`{after}` is added", "đã thêm `{after}`"),
    "deleted": ("`{before}` is deleted", "đã xóa `{before}`"),
    "formatted": ("{file}: formatted", "{file}: đã định dạng"),
    "not-formatted": ("{file}: not formatted", "{file}: chưa định dạng"),
    "kind": ("kind", "loại"),
    "unit-moves": ("unit", "đơn vị"),
    "period": ("period", "kỳ"),
    "total-moves": ("total", "tổng điểm"),
    "parts": ("points of its parts", "điểm thành phần"),
    "causes": ("moved by", "do"),
    "targets-met": ("targets met", "chỉ tiêu đạt"),
    "same": ("{file}: says the same", "{file}: nội dung không đổi"),
    "edition-new": ("{file}: new", "{file}: mới"),
    "edition-removed": ("{file}: gone", "{file}: không còn"),
    "compared": ("{file}: {before} -> {after}", "{file}: {before} -> {after}"),
    "compared-alone": ("{file}: {after}", "{file}: {after}"),
    "one-impact": (
        "1 unit: {band} moves band, {rank} moves rank, {score} moves points, {target} meets other targets",
        "1 đơn vị: {band} đổi xếp loại, {rank} đổi hạng, {score} đổi điểm, {target} đổi việc đạt chỉ tiêu",
    ),
    "one-no-move": ("1 unit: it does not move", "1 đơn vị: không thay đổi"),
    "impact": (
        "{count} units: {band} move band, {rank} move rank, {score} move points, {target} meet other targets",
        "{count} đơn vị: {band} đổi xếp loại, {rank} đổi hạng, {score} đổi điểm, {target} đổi việc đạt chỉ tiêu",
    ),
    "no-move": ("{count} units: none moves", "{count} đơn vị: không đơn vị nào thay đổi"),
    "data-refused": ("the rules now refuse the data", "quy tắc nay không nhận số liệu này"),
    "too-many-edits": (
        "too many edits to try each by itself: what moves a unit is not told",
        "quá nhiều chỗ sửa để thử riêng từng chỗ: không nêu được chỗ nào làm đơn vị thay đổi",
    ),
    "together": ("several edits together", "nhiều chỗ sửa cùng lúc"),
    "more-moves": ("{count} more (all of them with --format json)", "còn {count} đơn vị (xem đủ với --format json)"),
    "allow-these": ("to allow them, with a reason (--allow FILE):", "để cho phép, kèm lý do (--allow FILE):"),
    "cases-hold": ("{count} cases hold", "{count} ví dụ đều đúng"),
    "one-cases-hold": ("1 case holds", "1 ví dụ, đúng"),
    "one-cases-failed": ("the only case fails", "ví dụ duy nhất không đúng"),
    "cases-failed": ("{failed} of {count} cases fail", "{failed} trên {count} ví dụ không đúng"),
    "no-cases": ("no cases", "chưa có ví dụ kiểm tra"),
    "one-cases-left-out": ("the only case is not chosen", "không chọn ví dụ duy nhất"),
    "cases-left-out": ("none of {count} cases is chosen", "không chọn ví dụ nào trong {count} ví dụ"),
    "cannot-test": ("faulty, no case was run", "có lỗi, chưa chạy ví dụ nào"),
    "coverage": ("coverage {percent} % ({covered} of {all})", "độ phủ {percent} % ({covered} trên {all})"),
    "nothing-to-update": ("{file}: nothing to update", "{file}: không có gì phải sửa"),
    "published": ("{name} is published and recorded in {lock}", "{name} đã ban hành, ghi trong {lock}"),
    "published-before": (
        "{name} was published before, unchanged since",
        "{name} đã ban hành trước đây, không thay đổi",
    ),
    "mark-missed": ("* a target in this group is not met", "* có chỉ tiêu trong nhóm chưa đạt"),
    "target-met": (
        "Target {target}%, {title}: met by {met} of {known}",
        "Chỉ tiêu {target}%, {title}: {met}/{known} đơn vị đạt",
    ),
    "bands-by-kind": ("By kind of unit: {bands}", "Theo loại đơn vị: {bands}"),
    "one-ranked-among": ("Ranked alone", "Xếp hạng một mình"),
    "ranked-among": ("Ranks among {count} units", "Xếp hạng trong {count} đơn vị"),
    "changed-since": ("Changes since {periods}", "Tăng, giảm so với {periods}"),
    "up": ("up {by}", "tăng {by}"),
    "down": ("down {by}", "giảm {by}"),
    "unchanged": ("unchanged", "không đổi"),
    "sums": ("Sums of the counts", "Tổng các số liệu đếm"),
    "counted": ("Count", "Số liệu"),
    "sum": ("Sum", "Tổng"),
    "units": ("Units", "Số đơn vị"),
    "one-digit": (
        "with {text} in place of {printed} at {place} it would hold; no other single digit mends it",
        "nếu {place} là {text} thay vì {printed} thì khớp; không chữ số nào khác sửa được",
    ),
    "of-checked": ("{held} of {checked}", "{held} trên {checked}"),
    "audited-finding": ("Finding", "Phát hiện"),
    "audited-repair": ("One digit that would mend it", "Một chữ số có thể sửa"),
    "audited-what": ("Checked", "Đối chiếu"),
    "audited-where": ("In", "Tại"),
    "audited-figures": ("Figures", "Số liệu"),
    "audited-checked": ("checked", "đã xét"),
    "audited-held": ("hold", "khớp"),
    "one-audit-summary": (
        "1 figure checked: {held} holds, {failed} does not",
        "đã đối chiếu 1 số liệu: {held} khớp, {failed} không khớp",
    ),
    "audit-summary": (
        "{count} figures checked: {held} hold, {failed} do not",
        "đã đối chiếu {count} số liệu: {held} khớp, {failed} không khớp",
    ),
    "points": ("Points", "Điểm"),
    "lost-head": ("Lost", "Mất"),
    "group": ("Group", "Nhóm"),
    "basis": ("Basis", "Căn cứ"),
    "difference": ("Difference", "Chênh lệch"),
    "not-apart": ("{title}, the rest", "{title}, phần còn lại"),
    "one-other-groups": ("1 other group", "1 nhóm khác"),
    "other-groups": ("{count} other groups", "{count} nhóm khác"),
    "explaining": ("explaining", "đang giải thích"),
    "one-explanation-holds": ("{file}: holds, 1 value", "{file}: đúng, 1 giá trị"),
    "explanation-holds": ("{file}: holds, {count} values", "{file}: đúng, {count} giá trị"),
    "bug": (
        "chiso itself has failed; please report this with the command and its input",
        "chính chiso gặp lỗi; xin báo lại kèm lệnh và dữ liệu đầu vào",
    ),
}


_HELD = "\ue000"
_APART = re.compile(r"(?<=\d) (?=%)")


def held(text: str) -> str:
    """The text with a sign in place of each space that no line may be broken at: the one before a percent sign."""
    return _APART.sub(_HELD, text)


def released(text: str) -> str:
    """The text with those spaces in place again."""
    return text.replace(_HELD, " ")


word = Vocabulary(_WORDS).word


def number(value: Number, language: Language, digits: int = 0) -> str:
    """A number as people write it: `82.07`, in Vietnamese `82,07`."""
    return numeral(value, language, digits)
