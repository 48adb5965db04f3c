"""The words for faults of a file as such: that it cannot be read, is too large, or is not the YAML we take."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "file-unreadable": Entry(
        en=Text("cannot read `{file}`: {reason}", "check the name and that the file may be read"),
        vi=Text("không đọc được `{file}`: {reason}", "kiểm tra lại tên tệp và quyền đọc tệp"),
    ),
    "spreadsheet-file": Entry(
        en=Text("`{file}` is a file of an office program", "save the sheet as .xlsx or CSV UTF-8 and name that file"),
        vi=Text("`{file}` là tệp của phần mềm văn phòng", "lưu bảng tính dạng .xlsx hoặc CSV UTF-8 rồi chọn tệp đó"),
    ),
    "other-encoding": Entry(
        en=Text("`{file}` is {encoding} text, not UTF-8", "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"),
        vi=Text(
            "`{file}` là văn bản mã {encoding}, không phải UTF-8",
            "lưu lại tệp với mã UTF-8 (trong bảng tính: CSV UTF-8)",
        ),
    ),
    "excel-damaged": Entry(
        en=Text("`{file}` is damaged, or no .xlsx file", "open it in a spreadsheet program and save it as .xlsx again"),
        vi=Text("`{file}` bị hỏng hoặc không phải tệp .xlsx", "mở bằng phần mềm bảng tính rồi lưu lại dạng .xlsx"),
    ),
    "excel-not-installed": Entry(
        en=Text("reading `{file}` needs a part that is not installed", "run `pip install 'chiso[excel]'`"),
        vi=Text("cần cài thêm thành phần đọc Excel để đọc `{file}`", "chạy `pip install 'chiso[excel]'`"),
    ),
    "parquet-damaged": Entry(
        en=Text("`{file}` is damaged, or no Parquet file", "write it again with the program it came from"),
        vi=Text("`{file}` bị hỏng hoặc không phải tệp Parquet", "ghi lại từ phần mềm đã tạo ra tệp"),
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
    "json-syntax": Entry(
        en=Text(
            "the file is not JSON from here on",
            "look at this line and the one above: a comma, quote or bracket too few or too many",
        ),
        vi=Text(
            "từ đây trở đi tệp không phải JSON",
            "xem dòng này và dòng trên: thừa hoặc thiếu dấu phẩy, dấu nháy hay dấu ngoặc",
        ),
    ),
    "yaml-syntax": Entry(
        en=Text(
            "the file cannot be read from here on",
            "look at this line and the one above: words after a quote or a bracket, a missing comma or colon",
        ),
        vi=Text(
            "từ đây trở đi không đọc được tệp",
            "xem dòng này và dòng trên: chữ thừa sau dấu nháy hay ngoặc, thiếu dấu phẩy hoặc dấu hai chấm",
        ),
    ),
    "bracket-not-closed": Entry(
        en=Text("`{bracket}` is opened here and not closed", "close it with `{closing}` at the end of the line"),
        vi=Text("`{bracket}` mở ở đây mà không đóng", "đóng bằng `{closing}` ở cuối dòng"),
    ),
    "quote-not-closed": Entry(
        en=Text("a quote {quote} is opened here and not closed", "close the text with the same quote"),
        vi=Text("dấu nháy {quote} mở ở đây mà không đóng", "đóng văn bản bằng cùng dấu nháy"),
    ),
    "colon-in-text": Entry(
        en=Text("a second colon in this line", 'put a text with a colon in it in quotes: `title: "…: …"`'),
        vi=Text("dòng này có dấu hai chấm thứ hai", 'đặt văn bản có dấu hai chấm trong dấu nháy: `title: "…: …"`'),
    ),
    "colon-missing": Entry(
        en=Text("`{text}` has no colon", "write `key: value`, with a space after the colon"),
        vi=Text("`{text}` thiếu dấu hai chấm", "viết `khóa: giá trị`, có dấu cách sau dấu hai chấm"),
    ),
    "sign-at-beginning": Entry(
        en=Text("a value cannot begin with `{sign}`", "put the text in quotes"),
        vi=Text("giá trị không được bắt đầu bằng `{sign}`", "đặt văn bản trong dấu nháy"),
    ),
    "indentation-uneven": Entry(
        en=Text(
            "this line is indented otherwise than those it belongs to",
            "let lines of one part begin in one column; an item of a list begins with `- `",
        ),
        vi=Text(
            "dòng này thụt lề khác với các dòng cùng phần",
            "cho các dòng cùng phần bắt đầu ở cùng một cột; mỗi mục của danh sách bắt đầu bằng `- `",
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
