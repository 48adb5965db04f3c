"""The words for faults in data, and in what was asked for on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

_TABLES: Mapping[str, Entry] = {
    "csv-malformed": Entry(
        en=Text("row {row}: a quote is opened and not closed, or stands within a cell", 'write `"` in pairs: `""`'),
        vi=Text("dòng {row}: dấu nháy mở mà không đóng, hoặc nằm giữa ô", 'viết `"` thành cặp: `""`'),
    ),
    "row-length": Entry(
        en=Text(
            "row {row} has {cells} cells, the header has {columns}",
            "a comma too many or too few? a cell that contains a comma needs quotes",
        ),
        vi=Text(
            "dòng {row} có {cells} ô, còn dòng tiêu đề có {columns} ô",
            "thừa hay thiếu dấu phẩy? ô có chứa dấu phẩy phải đặt trong dấu nháy",
        ),
    ),
    "no-records": Entry(
        en=Text("`{file}` has no records", "add one record for each unit and period"),
        vi=Text("`{file}` không có bản ghi nào", "thêm mỗi đơn vị mỗi kỳ một dòng"),
    ),
    "unknown-column": Entry(
        en=Text(
            "`{column}` is no column that `{ruleset}` knows",
            "columns are unit, level, period, the inputs and values such as payment.points, by id or title; "
            "a --map file can `ignore` one",
        ),
        vi=Text(
            "`{ruleset}` không có cột `{column}`",
            "các cột gồm unit, level, period, dữ liệu đầu vào và giá trị như payment.points, theo mã hoặc tên; "
            "tệp --map có thể bỏ qua cột bằng `ignore`",
        ),
    ),
    "duplicate-column": Entry(
        en=Text("the column `{column}` stands twice", "delete or rename one of the two"),
        vi=Text("cột `{column}` xuất hiện hai lần", "xóa hoặc đổi tên một cột"),
    ),
    "missing-column": Entry(
        en=Text("the column `{column}` is missing", "add it: every record has unit, level and period"),
        vi=Text("thiếu cột `{column}`", "thêm cột này: bản ghi nào cũng cần unit, level và period"),
    ),
    "record-twice": Entry(
        en=Text(
            "row {row}: `{unit}` has two records for {period}, the first in row {first}",
            "keep one of the two; different units of one name need a `code` or `parent`",
        ),
        vi=Text(
            "dòng {row}: `{unit}` có hai bản ghi trong kỳ {period}, bản ghi đầu ở dòng {first}",
            "chỉ giữ lại một; các đơn vị khác nhau trùng tên cần có `code` hoặc `parent`",
        ),
    ),
    "nothing-earlier": Entry(
        en=Text(
            "the data given for an earlier period have no such record of any of the units",
            "give the data of the period before; unit and level are to be written as in the data scored",
        ),
        vi=Text(
            "số liệu đưa làm kỳ trước không có bản ghi kỳ trước của đơn vị nào",
            "đưa số liệu của kỳ trước; tên đơn vị và cấp phải viết như trong số liệu được chấm",
        ),
    ),
    "fact-missing": Entry(
        en=Text("row {row}: `{column}` is not given", "every record needs it"),
        vi=Text("dòng {row}: chưa có `{column}`", "bản ghi nào cũng cần có"),
    ),
    "check-failed": Entry(
        en=Text("row {row}, column `{column}`: {message}", "the rule is `{rule}`, but {values}; correct the data"),
        vi=Text("dòng {row}, cột `{column}`: {message}", "quy tắc là `{rule}`, nhưng {values}; sửa lại dữ liệu"),
    ),
}

_LAYOUTS: Mapping[str, Entry] = {
    "ambiguous-column": Entry(
        en=Text("`{column}` could be any of {meanings}", "use the id of one of these as the heading"),
        vi=Text("`{column}` có thể là {meanings}", "dùng một trong các mã này làm tiêu đề cột"),
    ),
    "heading-not-found": Entry(
        en=Text("the data have no column `{heading}`", "write the heading as it stands in the data"),
        vi=Text("dữ liệu không có cột `{heading}`", "viết tiêu đề đúng như trong dữ liệu"),
    ),
    "cell-without-column": Entry(
        en=Text("row {row}: `{value}` stands under no heading", "give the column a heading, or empty the cell"),
        vi=Text("dòng {row}: `{value}` nằm ở cột không có tiêu đề", "đặt tiêu đề cho cột, hoặc xóa ô này"),
    ),
    "not-a-record": Entry(
        en=Text("this is not a record", "write each record as columns with their values: `unit`, `level`, `period` …"),
        vi=Text("đây không phải là bản ghi", "viết mỗi bản ghi gồm các cột và giá trị: `unit`, `level`, `period` …"),
    ),
    "unknown-sheet": Entry(
        en=Text("`{file}` has no sheet `{sheet}`", "its sheets: {sheets}"),
        vi=Text("`{file}` không có trang tính `{sheet}`", "các trang tính: {sheets}"),
    ),
    "sheet-empty": Entry(
        en=Text("the sheet `{sheet}` of `{file}` is empty", "name the sheet that holds the data with `--sheet`"),
        vi=Text("trang tính `{sheet}` của `{file}` trống", "nêu trang tính có dữ liệu bằng `--sheet`"),
    ),
    "numbers-mixed": Entry(
        en=Text(
            "row {row}, column `{column}`: `{value}` is {vi} in Vietnamese style and {plain} in plain style, "
            "and the file has both styles",
            "write all numbers of the file in one style: 82,07 and 1.936, or 82.07 and 1936",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: `{value}` là {vi} theo kiểu Việt Nam, {plain} theo kiểu dấu chấm thập phân, "
            "mà tệp có cả hai kiểu",
            "viết mọi số trong tệp theo một kiểu: 82,07 và 1.936, hoặc 82.07 và 1936",
        ),
    ),
    "number-ambiguous": Entry(
        en=Text(
            "row {row}, column `{column}`: `{value}` is {vi} in Vietnamese style and {plain} in plain style",
            "say which is meant: `# numbers: vi` or `# numbers: plain` as first line of the file, or `--numbers`",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: `{value}` là {vi} theo kiểu Việt Nam, là {plain} theo kiểu dấu chấm thập phân",
            "cho biết là kiểu nào: thêm dòng đầu tệp `# numbers: vi` hoặc `# numbers: plain`, hoặc dùng `--numbers`",
        ),
    ),
}

_CELLS: Mapping[str, Entry] = {
    "formula-without-value": Entry(
        en=Text(
            "row {row}, column `{column}`: the formula gives no value: `{value}`",
            "open the file in a spreadsheet program, mend the formula, and save the file",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: công thức không cho giá trị: `{value}`",
            "mở tệp trong phần mềm bảng tính, sửa công thức rồi lưu lại",
        ),
    ),
    "not-a-cell": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not one value", "write one text, number, day or flag"),
        vi=Text(
            "dòng {row}, cột `{column}`: `{value}` không phải một giá trị", "viết một văn bản, số, ngày hoặc có/không"
        ),
    ),
    "cell-too-long": Entry(
        en=Text("row {row}, column `{column}`: a cell of {length} characters", "at most {most} are read"),
        vi=Text("dòng {row}, cột `{column}`: ô dài {length} ký tự", "chỉ đọc tối đa {most} ký tự"),
    ),
    "maximum-differs": Entry(
        en=Text(
            "row {row}, column `{column}`: `{value}` is out of {most}, the maximum is {high}",
            "correct the figure, or use the edition with that maximum",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: `{value}` tính trên {most}, còn điểm tối đa là {high}",
            "sửa lại con số, hoặc dùng ấn bản có điểm tối đa đó",
        ),
    ),
    "not-a-count": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not a count", "{hint}"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải là số đếm", "{hint}"),
    ),
    "not-a-number": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not a number", "{hint}"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải là số", "{hint}"),
    ),
    "number-too-long": Entry(
        en=Text("row {row}, column `{column}`: a number of {length} characters", "at most {most} are read"),
        vi=Text("dòng {row}, cột `{column}`: con số dài {length} ký tự", "chỉ đọc tối đa {most} ký tự"),
    ),
    "rate-without-percent": Entry(
        en=Text("row {row}, column `{column}`: {value} as a rate is above 100%", "write {value}% if that is meant"),
        vi=Text("dòng {row}, cột `{column}`: {value} hiểu là tỷ lệ trên 100%", "viết {value}% nếu ý là như vậy"),
    ),
    "not-a-flag": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is neither true nor false", "write `true` or `false`"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải đúng hay sai", "viết `có` hoặc `không`"),
    ),
    "not-a-date": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not a day", "write 30/06/2024 or 2024-06-30"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải là ngày", "viết 30/06/2024 hoặc 2024-06-30"),
    ),
    "choice-not-offered": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not offered", "write one of {choices}"),
        vi=Text("dòng {row}, cột `{column}`: không có lựa chọn `{value}`", "viết một trong {choices}"),
    ),
    "unknown-level": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not a level", "write one of {levels}"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải là cấp", "viết một trong {levels}"),
    ),
    "malformed-period": Entry(
        en=Text(
            "row {row}, column `{column}`: `{value}` is not a period", "write 2024, 2024-Q2, 2024-06 or 2024-06-W1"
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: `{value}` không phải là kỳ", "viết 2024, 2024-Q2, 2024-06 hoặc 2024-06-W1"
        ),
    ),
    "unknown-band": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not a band", "write one of {bands}"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải là mức xếp loại", "viết một trong {bands}"),
    ),
    "not-a-rank": Entry(
        en=Text("row {row}, column `{column}`: `{value}` is not a rank", "write a whole number from 1"),
        vi=Text("dòng {row}, cột `{column}`: `{value}` không phải là thứ hạng", "viết số nguyên từ 1"),
    ),
    "reported-too-high": Entry(
        en=Text("row {row}, column `{column}`: {value} is above the maximum {high}", "correct the figure"),
        vi=Text("dòng {row}, cột `{column}`: {value} lớn hơn điểm tối đa {high}", "sửa lại con số"),
    ),
    "reported-too-low": Entry(
        en=Text("row {row}, column `{column}`: {value} is below the minimum {low}", "correct the figure"),
        vi=Text("dòng {row}, cột `{column}`: {value} nhỏ hơn mức tối thiểu {low}", "sửa lại con số"),
    ),
    "period-not-in-force": Entry(
        severity="warning",
        en=Text(
            "`{name}` is in force {days}, not at the end of {period}", "name the edition of that time, or use `--as-of`"
        ),
        vi=Text(
            "`{name}` có hiệu lực {days}, không phải vào cuối kỳ {period}",
            "chọn ấn bản của thời gian đó, hoặc `--as-of`",
        ),
    ),
    "no-value-on-date": Entry(
        en=Text(
            "row {row}: the parameter `{name}` has no value in {period}",
            "correct the period, or add a value to the rules",
        ),
        vi=Text(
            "dòng {row}: tham số `{name}` không có giá trị trong kỳ {period}",
            "sửa kỳ, hoặc bổ sung giá trị vào bộ quy tắc",
        ),
    ),
    "above-range": Entry(
        en=Text(
            "row {row}, column `{column}`: {value} is above {high}, the most that the rules allow",
            "correct the figure, or `max:` of the input",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: {value} lớn hơn {high}, mức cao nhất mà quy tắc cho phép",
            "sửa lại con số, hoặc `max:` của dữ liệu",
        ),
    ),
    "below-range": Entry(
        en=Text(
            "row {row}, column `{column}`: {value} is below {low}, the least that the rules allow",
            "correct the figure, or `min:` of the input",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: {value} nhỏ hơn {low}, mức thấp nhất mà quy tắc cho phép",
            "sửa lại con số, hoặc `min:` của dữ liệu",
        ),
    ),
    "not-exact": Entry(
        en=Text(
            "`{column}` is given as {value}, which is not an exact value",
            "give it as text, a whole number, a Fraction or a Decimal",
        ),
        vi=Text(
            "`{column}` có giá trị {value}, không phải giá trị chính xác",
            "cho dưới dạng văn bản, số nguyên, Fraction hoặc Decimal",
        ),
    ),
}

_COMMANDS: Mapping[str, Entry] = {
    "not-a-day": Entry(
        en=Text("`{value}` is not a day", "write year-month-day, such as 2024-06-30"),
        vi=Text("`{value}` không phải là ngày", "viết năm-tháng-ngày, ví dụ 2024-06-30"),
    ),
    "not-a-period": Entry(
        en=Text("`{value}` is not a period", "write 2026, 2026-Q3, 2026-08 or 2026-08-W1"),
        vi=Text("`{value}` không phải là kỳ", "viết 2026, 2026-Q3, 2026-08 hoặc 2026-08-W1"),
    ),
    "edition-not-named": Entry(
        en=Text("`{name}` is a rule set, not one edition of it", "add @edition or --as-of DATE; there are {editions}"),
        vi=Text("`{name}` là bộ chỉ số, chưa rõ ấn bản", "thêm @ấn bản hoặc --as-of NGÀY; hiện có {editions}"),
    ),
    "unknown-diagnostic": Entry(
        en=Text("there is no diagnostic `{asked}`", "`chiso explain-error` lists them all"),
        vi=Text("không có mã chẩn đoán `{asked}`", "`chiso explain-error` liệt kê tất cả"),
    ),
    "output-is-input": Entry(
        en=Text("`{file}` is one of the files that are read", "name another file after --out"),
        vi=Text("`{file}` là một trong các tệp đang được đọc", "chọn tệp khác sau --out"),
    ),
    "file-exists": Entry(
        en=Text("`{file}` is there already", "name a file that is not there yet; nothing is written over"),
        vi=Text("đã có `{file}`", "nêu tên tệp chưa có; không tệp nào bị ghi đè"),
    ),
    "format-not-known": Entry(
        en=Text("the ending of `{file}` is that of no format written here", "end it in one of {known}"),
        vi=Text("đuôi của `{file}` không ứng với định dạng nào ghi được ở đây", "đặt đuôi là một trong {known}"),
    ),
    "format-needs-file": Entry(
        en=Text("`{format}` cannot be shown, only written to a file", "name the file with --out"),
        vi=Text("`{format}` không hiện lên được, chỉ ghi được vào tệp", "nêu tệp cần ghi bằng --out"),
    ),
    "workbooks-not-installed": Entry(
        en=Text(
            "files of Excel need `{library}`, which is not installed", "install it with `pip install 'chiso[excel]'`"
        ),
        vi=Text("để dùng tệp Excel cần có `{library}`, hiện chưa cài", "cài bằng `pip install 'chiso[excel]'`"),
    ),
    "too-many-for-workbook": Entry(
        en=Text("there are more than {most} units, too many for a workbook", "use --format parquet or --format csv"),
        vi=Text("có hơn {most} đơn vị, quá nhiều cho một tệp Excel", "dùng --format parquet hoặc --format csv"),
    ),
    "cannot-write": Entry(
        en=Text("cannot write `{file}`", "check that the folder exists and may be written to"),
        vi=Text("không ghi được `{file}`", "kiểm tra thư mục có tồn tại và được phép ghi"),
    ),
    "not-a-folder": Entry(
        en=Text("there is no folder `{folder}`", "name a folder that holds rule sets after --rules"),
        vi=Text("không có thư mục `{folder}`", "nêu thư mục chứa bộ chỉ số sau --rules"),
    ),
    "no-rule-files": Entry(
        en=Text("there are no rule files in `{file}`", "rule files end in .yaml"),
        vi=Text("không có tệp quy tắc nào trong `{file}`", "tệp quy tắc có đuôi .yaml"),
    ),
}

ENTRIES: Mapping[str, Entry] = {**_TABLES, **_LAYOUTS, **_CELLS, **_COMMANDS}
