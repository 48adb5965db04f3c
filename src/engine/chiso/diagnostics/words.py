"""Translatable terms that fill the blanks of messages, and the words of secondary places."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics import gate_words

Pair = Mapping[str, str]

DID_YOU_MEAN: Pair = {"en": "did you mean {near}?", "vi": "có phải ý là {near}?"}


def _pair(en: str, vi: str) -> Pair:
    return {"en": en, "vi": vi}


LABELS: Mapping[str, Pair] = {
    "moved-here": _pair("by what is written here", "do nội dung ghi ở đây"),
    "first-here": _pair("first here", "lần đầu ở đây"),
    "has-type": _pair("this is {type}", "đây là {type}"),
    "has-weight": _pair("has the weight {weight}", "có trọng số {weight}"),
    "adds": _pair("adds {points}", "cộng {points}"),
    "maximum-here": _pair("the maximum", "điểm tối đa"),
    "band-begins": _pair("`{name}` begins here", "`{name}` bắt đầu từ đây"),
    "begins-here": _pair("begins here", "bắt đầu từ đây"),
    "refers-here": _pair("refers on from here", "tham chiếu tiếp từ đây"),
    "extends-here": _pair("builds on it here", "kế thừa ở đây"),
    "used-here": _pair("used as a rate here", "dùng làm tỷ lệ ở đây"),
    "edition-before": _pair("`{name}`, {days}", "`{name}`, {days}"),
    "value-before": _pair("the value before", "giá trị trước đó"),
    "row-before": _pair("the row before", "dòng trước đó"),
    "bracket-opens": _pair("within this bracket", "trong dấu ngoặc này"),
    "neighbours-begin": _pair("the part begins here", "phần này bắt đầu từ đây"),
    "only-plain": _pair("this can only be plain style", "số này chỉ có thể theo kiểu dấu chấm thập phân"),
    "also-here": _pair("and this", "và đây"),
}

_TYPES: Mapping[str, Pair] = {
    "type.count": _pair("a count", "số đếm"),
    "type.number": _pair("a number", "con số"),
    "type.rate": _pair("a rate", "tỷ lệ"),
    "type.points": _pair("a number of points", "điểm"),
    "type.days": _pair("a number of days", "số ngày"),
    "type.money": _pair("an amount of money", "số tiền"),
    "type.flag": _pair("a condition (true or false)", "điều kiện (đúng hoặc sai)"),
    "type.text": _pair("a text", "văn bản"),
    "type.date": _pair("a date", "ngày"),
    "type.plain": _pair("a number", "con số"),
    "type.unknown": _pair("unknown", "không rõ"),
}

_SHAPES: Mapping[str, Pair] = {
    "shape.text": _pair("a text", "văn bản"),
    "shape.number": _pair("a number", "một số"),
    "shape.whole-number": _pair("a whole number", "số nguyên"),
    "shape.flag": _pair("true or false", "true hoặc false"),
    "shape.mapping": _pair("a group of `key: value` lines", "nhóm các dòng `khóa: giá trị`"),
    "shape.list": _pair("a list (each item after `-`)", "danh sách (mỗi mục sau dấu `-`)"),
    "shape.nothing": _pair("nothing", "phần trống"),
    "shape.expression": _pair("a number or a formula", "một số hoặc công thức"),
    "shape.id": _pair("a name", "một tên"),
    "shape.sha256": _pair(
        "a SHA-256 digest of 64 digits and letters a to f", "mã SHA-256 gồm 64 chữ số và chữ a đến f"
    ),
    "shape.date": _pair("a date such as 2024-06-30", "ngày, ví dụ 2024-06-30"),
    "shape.digits": _pair("a number of digits such as 2", "số chữ số, ví dụ 2"),
    "shape.extends": _pair("an edition such as qd766/national@2022", "một ấn bản, ví dụ qd766/national@2022"),
    "shape.ruleset-name": _pair("a name such as qd766/national", "một tên, ví dụ qd766/national"),
    "shape.edition-name": _pair("the name of an edition such as 2024-06", "tên ấn bản, ví dụ 2024-06"),
    "shape.parameter": _pair(
        "a value, or `value:` with a title and a source", "một giá trị, hoặc `value:` kèm tiêu đề và nguồn"
    ),
    "shape.value": _pair("a value", "một giá trị"),
    "shape.column": _pair("the id of a column", "mã của một cột"),
    "shape.choices-only-for-choice": _pair(
        "`choices` belongs to inputs of type `choice` only", "`choices` chỉ dùng cho dữ liệu kiểu `choice`"
    ),
    "shape.tracked-without-points": _pair(
        "a tracked indicator has no points, so nothing that says how many: `max`, `steps`, `full_at`, `when_empty` …",
        "chỉ số theo dõi không có điểm, nên không có gì quy định điểm: `max`, `steps`, `full_at`, `when_empty` …",
    ),
    "shape.multiple": _pair("a number above 0 such as 0.25", "một số lớn hơn 0, ví dụ 0.25"),
    "shape.rounding": _pair("`exact`, or `points:` or `multiple_of:`", "`exact`, hoặc `points:` hay `multiple_of:`"),
    "shape.points-or-multiple": _pair(
        "rounding is either to `points` digits or to a `multiple_of`",
        "làm tròn theo số chữ số `points` hoặc theo bội số `multiple_of`",
    ),
    "shape.bounds-for-amounts": _pair(
        "a flag or a choice has no order, so neither `min` nor `max`",
        "điều kiện hay lựa chọn không có thứ tự, nên không có `min`, `max`",
    ),
    "shape.of-or-rate": _pair(
        "an indicator with a `rate` reads its table by that rate; `of` is for one without",
        "chỉ số có `rate` thì bảng tính theo tỷ lệ đó; `of` dùng khi không có `rate`",
    ),
    "shape.value-or-values": _pair(
        "a parameter has one `value`, or `values` by date", "tham số có một `value`, hoặc các `values` theo ngày"
    ),
    "shape.one-table": _pair(
        "an indicator has one of `points`, `steps` and `interpolate`",
        "chỉ số có một trong `points`, `steps`, `interpolate`",
    ),
    "shape.bonus-without-weight": _pair(
        "a bonus is no share of the maximum, so it has no `weight`",
        "điểm thưởng không phải phần của điểm tối đa, nên không có `weight`",
    ),
    "shape.min-with-points": _pair(
        "`min` belongs to `points`, not to `rate`", "`min` đi với `points`, không đi với `rate`"
    ),
    "shape.full-at-with-rate": _pair(
        "`full_at` belongs to a `rate` that is scored directly, not to `points` or a table",
        "`full_at` đi với `rate` chấm trực tiếp, không đi với `points` hay bảng",
    ),
    "shape.value-only-tracked": _pair(
        "`value` belongs to a tracked indicator; a scored one has `rate` or `points`",
        "`value` chỉ dùng cho chỉ số theo dõi; chỉ số có điểm dùng `rate` hoặc `points`",
    ),
    "shape.rate-or-points": _pair(
        "an indicator has either `rate` or `points`, not both", "chỉ số có `rate` hoặc `points`, không có cả hai"
    ),
}

_KINDS: Mapping[str, Pair] = {
    "kind.numbers": _pair("numbers", "số"),
    "kind.words": _pair("words", "chữ"),
}

_HINTS: Mapping[str, Pair] = {
    "hint.operator": _pair(
        "an operator (`+ - * /`), a comparison or the end is expected, or a name or number before it",
        "ở đây cần phép tính (`+ - * /`), so sánh hoặc kết thúc, hoặc trước đó cần tên hay số",
    ),
    "hint.equals": _pair("to compare, write `==`", "để so sánh, viết `==`"),
    "hint.no-equals": _pair("a formula begins without `=`", "công thức không bắt đầu bằng `=`"),
    "hint.and": _pair("write `and`", "viết `and`"),
    "hint.or": _pair("write `or`", "viết `or`"),
    "hint.not": _pair("write `not`", "viết `not`"),
    "hint.at-most": _pair("write `<=`", "viết `<=`"),
    "hint.at-least": _pair("write `>=`", "viết `>=`"),
    "hint.differs": _pair("write `!=`", "viết `!=`"),
    "hint.times": _pair("write `*`", "viết `*`"),
    "hint.divided": _pair("write `/`", "viết `/`"),
    "hint.comma": _pair("put a comma between arguments", "ngăn cách các đối số bằng dấu phẩy"),
    "hint.then": _pair("write `if … then … else …` in small letters", "viết `if … then … else …` bằng chữ thường"),
    "hint.minus": _pair("write the plain minus `-`", "viết dấu trừ thường `-`"),
    "hint.quotes": _pair('write plain quotes `"`', 'viết dấu nháy thường `"`'),
    "hint.percent": _pair("a percent sign stands right after a number: `45%`", "dấu phần trăm đứng ngay sau số: `45%`"),
    "hint.unclosed-text": _pair("close the text with the same quote", "đóng văn bản bằng cùng dấu nháy"),
    "hint.decimal-comma": _pair("write decimals with a point: `0.5`", "viết số thập phân với dấu chấm: `0.5`"),
    "hint.plain-number": _pair("write digits with a decimal point: 82.07", "viết chữ số với dấu chấm thập phân: 82.07"),
    "hint.comma-in-data": _pair(
        "write 82.07 instead of 82,07, or read all numbers so: `--numbers vi`",
        "viết 82.07 thay cho 82,07, hoặc đọc mọi số theo kiểu đó: `--numbers vi`",
    ),
    "hint.point-in-data": _pair(
        "write 82,07 instead of 82.07, or read all numbers so: `--numbers plain`",
        "viết 82,07 thay cho 82.07, hoặc đọc mọi số theo kiểu đó: `--numbers plain`",
    ),
    "hint.vietnamese-number": _pair(
        "write digits with a decimal comma: 82,07", "viết chữ số với dấu phẩy thập phân: 82,07"
    ),
    "hint.whole-number": _pair("write a whole number, 0 or more", "viết số nguyên, từ 0 trở lên"),
    "hint.grouped-in-data": _pair(
        "write thousands without a mark: 1936 instead of 1.936",
        "viết hàng nghìn không có dấu: 1936 thay cho 1.936",
    ),
}

_LIMITS: Mapping[str, Pair] = {
    "limit.file": _pair("the file has too many bytes", "tệp quá lớn (byte)"),
    "limit.nesting": _pair("too many levels of nesting", "lồng quá nhiều cấp"),
    "limit.nodes": _pair("too many keys and values in one file", "quá nhiều khóa và giá trị trong một tệp"),
    "limit.aliases": _pair("aliases stand for too many keys and values", "bí danh thay cho quá nhiều khóa và giá trị"),
    "limit.expression": _pair("too many characters in one expression", "biểu thức quá dài (ký tự)"),
    "limit.expression-depth": _pair("too many levels in one expression", "biểu thức lồng quá nhiều cấp"),
    "limit.digits": _pair("too many characters in one number", "con số quá dài (ký tự)"),
    "limit.identifier": _pair("too many characters in one name", "tên quá dài (ký tự)"),
    "limit.rows": _pair("too many rows in one table", "quá nhiều dòng trong một bảng"),
    "limit.cost": _pair(
        "too many operations, names and numbers in all formulas together",
        "quá nhiều phép tính, tên và số trong tất cả công thức",
    ),
    "limit.result": _pair("too many digits in a computed number", "số tính ra có quá nhiều chữ số"),
    "limit.cell": _pair("too many characters in one cell", "ô quá dài (ký tự)"),
    "limit.faults": _pair(
        "so many faults that the rows from here on were not read", "quá nhiều lỗi nên các dòng từ đây không được đọc"
    ),
    "limit.line": _pair("too many bytes in one line", "dòng quá dài (byte)"),
    "limit.document": _pair(
        "the file has too many bytes for its format; CSV, JSON Lines and Parquet may have any number",
        "tệp quá lớn cho định dạng này (byte); CSV, JSON Lines và Parquet không giới hạn",
    ),
    "limit.unpacked": _pair("the file unpacks to too many bytes", "tệp giải nén ra quá lớn (byte)"),
    "limit.columns": _pair("too many columns", "quá nhiều cột"),
}

_REASONS: Mapping[str, Pair] = {
    "names.none": _pair("none", "không có gì"),
    "sheets.none": _pair("none; only workbooks have sheets", "không có; chỉ tệp bảng tính mới có trang tính"),
    "reading.none": _pair("no number", "không phải số"),
    "reason.missing": _pair("there is no such file", "không có tệp này"),
    "reason.unreadable": _pair("it may not be read, or is a folder", "không được phép đọc, hoặc là thư mục"),
}

_JSON: Mapping[str, Pair] = {
    "json.text": _pair("a text in quotes", "văn bản trong dấu nháy"),
    "json.flag": _pair("true or false", "true hoặc false"),
    "json.list": _pair("a list", "một danh sách"),
    "json.object": _pair("a group of fields", "một nhóm trường"),
}

TERMS: Mapping[str, Pair] = {
    **_TYPES,
    **_SHAPES,
    **_KINDS,
    **_HINTS,
    **_LIMITS,
    **_REASONS,
    **_JSON,
    **gate_words.TERMS,
}
