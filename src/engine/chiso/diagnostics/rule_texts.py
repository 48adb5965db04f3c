"""The words for faults in rule files, and in how editions are named."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

_READING: Mapping[str, Entry] = {
    "file-unreadable": Entry(
        en=Text("cannot read `{file}`: {reason}", "check the name and that the file may be read"),
        vi=Text("không đọc được `{file}`: {reason}", "kiểm tra lại tên tệp và quyền đọc tệp"),
    ),
    "file-empty": Entry(
        en=Text("`{file}` is empty", "put the content in, or name another file"),
        vi=Text("`{file}` không có nội dung", "thêm nội dung hoặc chọn tệp khác"),
    ),
    "not-utf8": Entry(
        en=Text(
            "`{file}` is not UTF-8 text: byte {byte} at offset {offset}",
            "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)",
        ),
        vi=Text(
            "`{file}` không phải văn bản UTF-8: byte {byte} ở vị trí {offset}",
            "lưu lại tệp với mã UTF-8 (trong bảng tính: CSV UTF-8)",
        ),
    ),
    "unprintable-character": Entry(
        en=Text("a character that no text contains: {character}", "delete it; it cannot be seen in an editor"),
        vi=Text("có ký tự không được phép trong văn bản: {character}", "xóa ký tự này; trình soạn thảo không hiện nó"),
    ),
    "limit-exceeded": Entry(
        en=Text("{limit}: {actual}, allowed are {most}", "split it, or make it simpler"),
        vi=Text("{limit}: {actual}, tối đa được {most}", "chia nhỏ hoặc viết đơn giản hơn"),
    ),
    "yaml-syntax": Entry(
        en=Text(
            "the file cannot be read from here on",
            "look at this line and the one above: indentation, a missing colon, bracket or quote",
        ),
        vi=Text(
            "từ đây trở đi không đọc được tệp",
            "xem dòng này và dòng trên: thụt lề, thiếu dấu hai chấm, dấu ngoặc hoặc dấu nháy",
        ),
    ),
    "tab-indentation": Entry(
        en=Text("this line is indented with a tab", "indent with spaces only"),
        vi=Text("dòng này thụt lề bằng phím Tab", "chỉ thụt lề bằng dấu cách"),
    ),
    "several-documents": Entry(
        en=Text("a second document begins here", "keep one rule set in one file; delete the line `---`"),
        vi=Text("một tài liệu thứ hai bắt đầu ở đây", "mỗi tệp chỉ chứa một bộ chỉ số; xóa dòng `---`"),
    ),
    "tag-not-allowed": Entry(
        en=Text("`{tag}` has no meaning in a rule file", "delete it"),
        vi=Text("`{tag}` không có nghĩa trong tệp quy tắc", "xóa đi"),
    ),
    "anchor-on-value": Entry(
        en=Text("the anchor `&{name}` stands on a single value", "write the value out, or make it a parameter"),
        vi=Text("neo `&{name}` đặt trên một giá trị đơn", "viết rõ giá trị, hoặc đưa thành tham số"),
    ),
    "unknown-anchor": Entry(
        en=Text("`*{name}` refers to nothing before it", "write the content out here"),
        vi=Text("`*{name}` không trỏ tới phần nào phía trước", "viết rõ nội dung ở đây"),
    ),
    "not-a-mapping": Entry(
        en=Text("the file is not a list of `key: value` lines", "begin with `chiso: 1`"),
        vi=Text("tệp không gồm các dòng `khóa: giá trị`", "bắt đầu bằng `chiso: 1`"),
    ),
    "key-not-text": Entry(
        en=Text("a key has to be a single word", "write `key: value`; text with brackets or braces needs quotes"),
        vi=Text("khóa phải là một từ", "viết `khóa: giá trị`; văn bản có dấu ngoặc cần đặt trong dấu nháy"),
    ),
    "duplicate-key": Entry(
        en=Text("`{key}` is written twice here", "keep one of the two"),
        vi=Text("`{key}` được viết hai lần ở đây", "chỉ giữ lại một"),
    ),
}

_SHAPE: Mapping[str, Entry] = {
    "unknown-key": Entry(
        en=Text("`{key}` is not a key that can stand here", "known here: {known}"),
        vi=Text("`{key}` không phải là khóa dùng được ở đây", "các khóa dùng được: {known}"),
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
        vi=Text("`{value}` không phải là {wanted}", "viết {wanted}"),
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
        en=Text("`{text}` stops too early", "something is missing at the end: a name, a number or a bracket"),
        vi=Text("`{text}` còn dang dở", "cuối biểu thức còn thiếu tên, số hoặc dấu ngoặc"),
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
            "a policy number may use parameters only, a check also inputs; of a node write `.points` or `.rate`",
        ),
        vi=Text(
            "có `{name}` nhưng không dùng được ở đây",
            "số chính sách chỉ dùng tham số, kiểm tra dùng thêm dữ liệu; với nhóm, chỉ số viết `.points` hoặc `.rate`",
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
        en=Text("`{operator}` needs numbers or dates, these are {type}", "use `==` or `!=`"),
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
    "no-constant-value": Entry(
        en=Text("this has no value: it divides by 0", "correct the denominator"),
        vi=Text("biểu thức này không có giá trị: chia cho 0", "sửa lại mẫu số"),
    ),
    "cycle": Entry(
        en=Text("these refer to each other in a circle: {path}", "break the circle at one of the places"),
        vi=Text("các phần này tham chiếu vòng tròn: {path}", "bỏ bớt một tham chiếu để hết vòng"),
    ),
}

_SOUNDNESS: Mapping[str, Entry] = {
    "duplicate-id": Entry(
        en=Text("`{name}` names two things", "give one of them another id"),
        vi=Text("`{name}` được đặt cho hai phần", "đổi id của một phần"),
    ),
    "maxima-do-not-add-up": Entry(
        en=Text("the maxima beneath `{name}` add up to {sum}, not {max}", "correct one of the maxima"),
        vi=Text("điểm tối đa trong `{name}` cộng lại được {sum}, không phải {max}", "sửa lại một điểm tối đa"),
    ),
    "maximum-not-decimal": Entry(
        en=Text("the maximum {value} has no finite decimals", "write a maximum that decimals can say"),
        vi=Text("điểm tối đa {value} không viết được bằng số thập phân hữu hạn", "viết điểm tối đa bằng số thập phân"),
    ),
    "minimum-above-maximum": Entry(
        en=Text("the minimum is above the maximum", "correct one of the two"),
        vi=Text("điểm tối thiểu lớn hơn điểm tối đa", "sửa lại một trong hai"),
    ),
    "full-at-zero": Entry(
        en=Text("full points at a rate of 0 would divide by 0", "write a rate above 0, such as 80%"),
        vi=Text("đạt điểm tối đa ở tỷ lệ 0 thì phải chia cho 0", "viết tỷ lệ lớn hơn 0, ví dụ 80%"),
    ),
    "no-policy-for-empty": Entry(
        severity="warning",
        en=Text(
            "this denominator can be 0, and `{name}` does not say what it gives then; it will give no value",
            "add `when_empty: zero`, `full`, `none` or `exclude`",
        ),
        vi=Text(
            "mẫu số này có thể bằng 0, mà `{name}` chưa nói khi đó cho gì; sẽ không có giá trị",
            "thêm `when_empty: zero`, `full`, `none` hoặc `exclude`",
        ),
    ),
    "bands-overlap": Entry(
        en=Text("the bands `{first}` and `{second}` overlap", "give each band its own bounds"),
        vi=Text("hai mức xếp loại `{first}` và `{second}` chồng lên nhau", "cho mỗi mức một khoảng riêng"),
    ),
    "bands-leave-gap": Entry(
        en=Text("no band holds totals from {low} to {high}", "move a bound so that the bands meet"),
        vi=Text("không mức xếp loại nào chứa điểm từ {low} đến {high}", "sửa cận để các mức liền nhau"),
    ),
    "band-unreachable": Entry(
        en=Text("the band `{name}` begins at {bound}, but no total exceeds {max}", "lower the bound"),
        vi=Text("mức `{name}` bắt đầu từ {bound}, nhưng tổng điểm không vượt quá {max}", "hạ cận dưới"),
    ),
    "lowest-band-too-high": Entry(
        severity="warning",
        en=Text("totals from {floor} up to {bound} are in no band", "add a band from {floor}"),
        vi=Text("điểm từ {floor} đến dưới {bound} không thuộc mức nào", "thêm một mức từ {floor}"),
    ),
    "unused-input": Entry(
        severity="warning",
        en=Text("the input `{name}` is not used", "use it in a formula or a check, or delete it"),
        vi=Text("dữ liệu `{name}` không được dùng", "dùng trong công thức hoặc kiểm tra, hoặc xóa đi"),
    ),
    "unused-parameter": Entry(
        severity="warning",
        en=Text("the parameter `{name}` is not used", "use it in a formula, or delete it"),
        vi=Text("tham số `{name}` không được dùng", "dùng trong công thức, hoặc xóa đi"),
    ),
    "missing-source": Entry(
        severity="warning",
        en=Text("`{name}` gives points but cites no source", "add `source:` to it or to its group"),
        vi=Text("`{name}` cho điểm nhưng không dẫn nguồn", "thêm `source:` cho chỉ số hoặc nhóm"),
    ),
    "unknown-source": Entry(
        en=Text("`{name}` is not among the sources", "declare it under `sources:`"),
        vi=Text("`{name}` không có trong danh sách nguồn", "khai báo dưới `sources:`"),
    ),
    "dates-reversed": Entry(
        en=Text("the edition ends before it begins", "correct one of the dates"),
        vi=Text("ngày hết hiệu lực trước ngày có hiệu lực", "sửa lại một trong hai ngày"),
    ),
    "case-failed": Entry(
        en=Text("`{case}`: `{node}` is {actual}, expected {expected}", "correct the rules or the expectation"),
        vi=Text("`{case}`: `{node}` là {actual}, mong đợi {expected}", "sửa quy tắc hoặc giá trị mong đợi"),
    ),
    "unknown-quantity": Entry(
        en=Text(
            "`{name}` names nothing that a scorecard has", "write the id of a node and a quantity: `payment.points`"
        ),
        vi=Text("`{name}` không có trong bảng điểm", "viết id và đại lượng: `payment.points`"),
    ),
    "unknown-parameter": Entry(
        en=Text("`{name}` is not a parameter of this rule set", "parameters are declared under `parameters:`"),
        vi=Text("`{name}` không phải là tham số của bộ chỉ số này", "tham số được khai báo dưới `parameters:`"),
    ),
}

_EDITIONS: Mapping[str, Entry] = {
    "unknown-edition": Entry(
        en=Text("there is no edition `{name}`", "write name@edition, such as qd766/national@2022"),
        vi=Text("không có ấn bản `{name}`", "viết tên@ấn bản, ví dụ qd766/national@2022"),
    ),
    "unknown-ruleset": Entry(
        en=Text("there is no rule set `{name}`", "known are {known}"),
        vi=Text("không có bộ chỉ số `{name}`", "hiện có {known}"),
    ),
    "no-edition-on-date": Entry(
        en=Text("no edition of `{name}` is in force on {day}", "in force are {editions}"),
        vi=Text("không có ấn bản nào của `{name}` có hiệu lực ngày {day}", "các ấn bản: {editions}"),
    ),
    "several-editions-on-date": Entry(
        en=Text("several editions of `{name}` are in force on {day}", "name one of them: {editions}"),
        vi=Text("nhiều ấn bản của `{name}` cùng có hiệu lực ngày {day}", "nêu rõ một ấn bản: {editions}"),
    ),
    "extends-too-long": Entry(
        en=Text("more than {most} editions build on each other", "build on an earlier one directly"),
        vi=Text("quá {most} ấn bản nối tiếp nhau", "kế thừa trực tiếp một ấn bản trước"),
    ),
    "extends-cycle": Entry(
        en=Text("`{name}` builds on this edition itself", "build on another edition"),
        vi=Text("`{name}` lại kế thừa chính ấn bản này", "kế thừa ấn bản khác"),
    ),
}

ENTRIES: Mapping[str, Entry] = {**_READING, **_SHAPE, **_EXPRESSIONS, **_SOUNDNESS, **_EDITIONS}
