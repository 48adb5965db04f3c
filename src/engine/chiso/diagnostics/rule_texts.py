"""The words for faults in the shape of rule files and in their expressions."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

_SHAPE: Mapping[str, Entry] = {
    "unknown-key": Entry(
        en=Text("`{key}` is not a key that can stand here", "known here: {known}"),
        vi=Text("`{key}` không phải là khóa dùng được ở đây", "các khóa dùng được: {known}"),
    ),
    "stray-word": Entry(
        en=Text(
            "`{key}` stands alone: between braces a comma begins something new",
            "write decimals with a point, and put a text or formula with a comma in quotes",
        ),
        vi=Text(
            "`{key}` đứng lẻ: trong ngoặc nhọn, dấu phẩy bắt đầu một mục mới",
            "viết số thập phân với dấu chấm, và đặt văn bản hay công thức có dấu phẩy trong dấu nháy",
        ),
    ),
    "missing-key": Entry(
        en=Text("`{key}` is missing here", "add a line `{key}: …`"),
        vi=Text("ở đây thiếu `{key}`", "thêm dòng `{key}: …`"),
    ),
    "wrong-shape": Entry(
        en=Text("{wanted} is expected here, this is {given}", "write {wanted}"),
        vi=Text("ở đây cần {wanted}, nhưng lại là {given}", "viết {wanted}"),
    ),
    "not-one-of": Entry(
        en=Text("`{value}` is not one of the words that can stand here", "write one of {choices}"),
        vi=Text("`{value}` không nằm trong các từ dùng được ở đây", "viết một trong {choices}"),
    ),
    "malformed-id": Entry(
        en=Text("`{name}` cannot be a name", "use letters, digits and `_`, and begin with a letter: `paid_online`"),
        vi=Text("`{name}` không dùng làm tên được", "dùng chữ, số và `_`, bắt đầu bằng chữ: `paid_online`"),
    ),
    "reserved-id": Entry(
        en=Text("`{name}` is a word of the language and cannot be a name", "choose another name"),
        vi=Text("`{name}` là từ của ngôn ngữ, không dùng làm tên được", "chọn tên khác"),
    ),
    "malformed-text": Entry(
        en=Text("`{value}` is not {wanted}", "write {wanted}"),
        vi=Text("`{value}` không đúng dạng {wanted}", "viết {wanted}"),
    ),
    "malformed-date": Entry(
        en=Text("`{value}` is not a day of the calendar", "write year-month-day, such as 2024-06-30"),
        vi=Text("`{value}` không phải là một ngày có thật", "viết năm-tháng-ngày, ví dụ 2024-06-30"),
    ),
    "keys-exclude-each-other": Entry(
        en=Text("{rule}", "delete one of the two"),
        vi=Text("{rule}", "xóa một trong hai"),
    ),
    "out-of-range": Entry(
        en=Text("{value} is outside {low} to {high}", "write a number from {low} to {high}"),
        vi=Text("{value} nằm ngoài khoảng {low} đến {high}", "viết một số từ {low} đến {high}"),
    ),
    "list-empty": Entry(
        en=Text("this list is empty", "add at least one item"),
        vi=Text("danh sách này trống", "thêm ít nhất một mục"),
    ),
}

_EXPRESSIONS: Mapping[str, Entry] = {
    "expression-empty": Entry(
        en=Text("an expression is expected here", "write a number or a formula"),
        vi=Text("ở đây cần một biểu thức", "viết một số hoặc một công thức"),
    ),
    "expression-syntax": Entry(
        en=Text("`{found}` does not fit here", "{hint}"),
        vi=Text("`{found}` không hợp lệ ở chỗ này", "{hint}"),
    ),
    "expression-incomplete": Entry(
        en=Text(
            "`{text}` stops too early",
            "a name, a number or a bracket is missing; between braces, put a formula with a comma in quotes",
        ),
        vi=Text(
            "`{text}` còn dang dở",
            "còn thiếu tên, số hoặc dấu ngoặc; trong ngoặc nhọn, công thức có dấu phẩy phải đặt trong dấu nháy",
        ),
    ),
    "else-missing": Entry(
        en=Text("`{text}` does not say what holds otherwise", "add `else` and a value: `if … then 10 else 0`"),
        vi=Text("`{text}` chưa nói trường hợp còn lại", "thêm `else` và một giá trị: `if … then 10 else 0`"),
    ),
    "text-without-quotes": Entry(
        en=Text("`{name}` is a text that a choice can be", 'put it in quotes: `"{name}"`'),
        vi=Text("`{name}` là một văn bản trong danh sách lựa chọn", 'đặt trong dấu nháy: `"{name}"`'),
    ),
    "value-changes-with-time": Entry(
        en=Text(
            "`{name}` has several values, by date",
            "here only a parameter with one value can stand: it holds for all records",
        ),
        vi=Text(
            "`{name}` có nhiều giá trị theo ngày", "ở đây chỉ dùng được tham số có một giá trị, chung cho mọi bản ghi"
        ),
    ),
    "escaped-expression": Entry(
        en=Text("an expression cannot be written with escapes", "write it without quotes, or below a line `|`"),
        vi=Text("biểu thức không được viết với ký tự thoát", "viết không có dấu nháy, hoặc viết dưới dòng `|`"),
    ),
    "unknown-input": Entry(
        en=Text(
            "`{name}` is not an input or a parameter of this rule set",
            "declare it under `inputs:` or `parameters:`, or correct the name",
        ),
        vi=Text(
            "`{name}` không phải là dữ liệu đầu vào hay tham số của bộ chỉ số này",
            "khai báo dưới `inputs:` hoặc `parameters:`, hoặc sửa lại tên",
        ),
    ),
    "unknown-node": Entry(
        en=Text(
            "`{name}` names no value of a group or an indicator",
            "write the id of a group or indicator, then `.points` or `.rate`",
        ),
        vi=Text(
            "`{name}` không phải là giá trị của nhóm hay chỉ số nào",
            "viết id của nhóm hoặc chỉ số, rồi `.points` hoặc `.rate`",
        ),
    ),
    "not-allowed-here": Entry(
        en=Text(
            "`{name}` exists, but cannot be used here",
            "a parameter is a fixed value, maxima and bounds may use parameters, a check may use inputs too; "
            "of a group or indicator write `.points` or `.rate`",
        ),
        vi=Text(
            "có `{name}` nhưng không dùng được ở đây",
            "tham số là giá trị cố định, điểm tối đa và cận được dùng tham số, kiểm tra được dùng thêm dữ liệu; "
            "với nhóm, chỉ số viết `.points` hoặc `.rate`",
        ),
    ),
    "unexpected-type": Entry(
        en=Text("{wanted} is expected here, this is {given}", "change the formula so that it gives {wanted}"),
        vi=Text("ở đây cần {wanted}, nhưng đây là {given}", "sửa công thức để cho ra {wanted}"),
    ),
    "type-mismatch": Entry(
        en=Text(
            "`{operator}` cannot join {left} and {right}", "bring both sides to one kind, or use another operation"
        ),
        vi=Text(
            "không thể dùng `{operator}` giữa {left} và {right}", "đưa hai vế về cùng loại, hoặc dùng phép tính khác"
        ),
    ),
    "types-differ": Entry(
        en=Text("{left} and {right} cannot be set side by side", "bring both to one kind"),
        vi=Text("không thể đặt {left} cạnh {right}", "đưa cả hai về cùng loại"),
    ),
    "not-ordered": Entry(
        en=Text("`{operator}` needs numbers or dates, this is {type}", "use `==` or `!=`"),
        vi=Text("`{operator}` cần số hoặc ngày, đây là {type}", "dùng `==` hoặc `!=`"),
    ),
    "unknown-choice": Entry(
        en=Text("`{value}` is none of the texts that can stand here", "write one of {choices}"),
        vi=Text("`{value}` không nằm trong các giá trị có thể có", "viết một trong {choices}"),
    ),
    "percent-sign-missing": Entry(
        en=Text("{value} as a rate is {read}", "write {meant} if that is meant"),
        vi=Text("{value} hiểu là tỷ lệ {read}", "viết {meant} nếu ý là như vậy"),
    ),
    "unknown-function": Entry(
        en=Text("there is no function `{name}`", "see the list of functions in the language reference"),
        vi=Text("không có hàm `{name}`", "xem danh sách hàm trong tài liệu ngôn ngữ"),
    ),
    "wrong-arguments": Entry(
        en=Text("`{name}` is given other arguments than it takes", "write `{signature}`"),
        vi=Text("`{name}` nhận đối số không đúng", "viết `{signature}`"),
    ),
    "wrong-setting": Entry(
        en=Text("`{name}` of `{function}` has to be a whole number", "write a number from 0 to {most}"),
        vi=Text("`{name}` của `{function}` phải là số nguyên", "viết một số từ 0 đến {most}"),
    ),
    "bound-not-fixed": Entry(
        en=Text("a bound of a table has to be the same for every unit", "write a number, or name a parameter"),
        vi=Text("mốc của bảng phải giống nhau cho mọi đơn vị", "viết một số, hoặc tên một tham số"),
    ),
    "rows-out-of-order": Entry(
        en=Text("this bound breaks the order of the table", "let the bounds all rise, or all fall, each different"),
        vi=Text("mốc này không theo thứ tự của bảng", "xếp các mốc tăng dần, hoặc giảm dần, không trùng nhau"),
    ),
    "no-constant-value": Entry(
        en=Text("this has no value: it divides by 0", "correct the denominator"),
        vi=Text("biểu thức này không có giá trị: chia cho 0", "sửa lại mẫu số"),
    ),
    "cycle": Entry(
        en=Text("these refer to each other in a circle: {path}", "break the circle at one of the places"),
        vi=Text("các phần này tham chiếu vòng tròn: {path}", "bỏ bớt một tham chiếu để hết vòng"),
    ),
}

ENTRIES: Mapping[str, Entry] = {**_SHAPE, **_EXPRESSIONS}
