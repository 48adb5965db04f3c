"""The words for editions: how they are named and found, built on each other, published, and laid out in time."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "unknown-edition": Entry(
        en=Text("there is no edition `{name}`", "write name@edition, such as qd766/national@2022"),
        vi=Text("không có ấn bản `{name}`", "viết tên@ấn bản, ví dụ qd766/national@2022"),
    ),
    "unknown-ruleset": Entry(
        en=Text("there is no rule set `{name}`", "known are {known}"),
        vi=Text("không có bộ chỉ số `{name}`", "hiện có {known}"),
    ),
    "no-edition-on-date": Entry(
        en=Text("no edition of `{name}` is in force on {day}", "its editions: {editions}"),
        vi=Text("không có ấn bản nào của `{name}` có hiệu lực ngày {day}", "các ấn bản: {editions}"),
    ),
    "several-editions-on-date": Entry(
        en=Text("several editions of `{name}` are in force on {day}", "name one of them: {editions}"),
        vi=Text("nhiều ấn bản của `{name}` cùng có hiệu lực ngày {day}", "nêu rõ một ấn bản: {editions}"),
    ),
    "nothing-to-restate": Entry(
        en=Text("`{name}` restates nothing, and to be new it lacks a title", "correct the id, or write it out in full"),
        vi=Text("`{name}` không sửa phần nào có sẵn, mà là phần mới thì thiếu tiêu đề", "sửa id, hoặc viết đầy đủ"),
    ),
    "edition-misfiled": Entry(
        en=Text(
            "`{file}` lies as `{name}` but says it is `{says}`", "correct `ruleset` and `edition`, or move the file"
        ),
        vi=Text(
            "`{file}` nằm ở chỗ của `{name}` nhưng lại ghi là `{says}`", "sửa `ruleset` và `edition`, hoặc chuyển tệp"
        ),
    ),
    "extends-too-long": Entry(
        en=Text("more than {most} editions build on each other", "build on an earlier one directly"),
        vi=Text("quá {most} ấn bản nối tiếp nhau", "kế thừa trực tiếp một ấn bản trước"),
    ),
    "extends-cycle": Entry(
        en=Text("`{name}` builds on this edition itself", "build on another edition"),
        vi=Text("`{name}` lại kế thừa chính ấn bản này", "kế thừa ấn bản khác"),
    ),
    "source-text-missing": Entry(
        en=Text(
            "the text of `{source}`, `{file}`, cannot be read",
            "put it there as plain text in UTF-8, beside the rules or in a folder below, or delete `file:`",
        ),
        vi=Text(
            "không đọc được văn bản của `{source}`, `{file}`",
            "đặt vào đó dưới dạng văn bản thuần UTF-8, cạnh tệp quy tắc hoặc trong thư mục con, hoặc xóa `file:`",
        ),
    ),
    "source-text-changed": Entry(
        en=Text(
            "`{file}` is not the text that was cited",
            "bring it back; if the new text is right, check the rules against it, then write `sha256: {digest}`",
        ),
        vi=Text(
            "`{file}` không còn là văn bản đã dẫn",
            "khôi phục tệp; nếu văn bản mới đúng, đối chiếu quy tắc rồi ghi `sha256: {digest}`",
        ),
    ),
    "number-not-in-source": Entry(
        severity="warning",
        en=Text("{number} does not occur in the text of `{source}`", "correct the number or the source"),
        vi=Text("{number} không có trong văn bản của `{source}`", "sửa con số hoặc nguồn dẫn"),
    ),
    "unknown-field": Entry(
        en=Text(
            "`{name}` is nothing that an edition of `{ruleset}` says", "write a parameter, or id and key: `payment.max`"
        ),
        vi=Text("không ấn bản nào của `{ruleset}` có `{name}`", "viết tên tham số, hoặc id và khóa: `payment.max`"),
    ),
    "edition-name-malformed": Entry(
        en=Text("`{name}` does not name an edition", "write name@edition, such as qd766/dong-thap@2025"),
        vi=Text("`{name}` không phải là tên ấn bản", "viết tên@ấn bản, ví dụ qd766/dong-thap@2025"),
    ),
    "edition-exists": Entry(
        en=Text("`{name}` is there already, in `{file}`", "choose another name for the new edition"),
        vi=Text("đã có `{name}`, trong `{file}`", "chọn tên khác cho ấn bản mới"),
    ),
    "no-day-to-begin": Entry(
        en=Text("`{name}` has no last day, so it is not known when the new edition begins", "add `--effective DATE`"),
        vi=Text("`{name}` chưa có ngày kết thúc, nên chưa rõ ấn bản mới bắt đầu khi nào", "thêm `--effective NGÀY`"),
    ),
    "cases-are-no-rules": Entry(
        en=Text("`{file}` holds cases, not rules", "name `{rules}`: its cases are run with it"),
        vi=Text("`{file}` chứa ví dụ kiểm tra, không phải quy tắc", "chọn `{rules}`: ví dụ được chạy cùng"),
    ),
    "nothing-to-remove": Entry(
        en=Text("`{name}` is not in the edition this one builds on", "correct the id, or delete it from `remove`"),
        vi=Text("ấn bản được kế thừa không có `{name}`", "sửa id, hoặc xóa khỏi `remove`"),
    ),
    "edition-not-known": Entry(
        en=Text("`{name}` was issued on {issued} and not yet known on {day}", "name an earlier edition or a later day"),
        vi=Text("`{name}` ban hành ngày {issued}, ngày {day} chưa có", "chọn ấn bản trước đó hoặc ngày muộn hơn"),
    ),
    "editions-overlap": Entry(
        en=Text(
            "`{first}` and `{second}` are in force at the same time",
            "end the earlier one before the later begins, or write `supersedes:` in the one that corrects the other",
        ),
        vi=Text(
            "`{first}` và `{second}` có hiệu lực cùng lúc",
            "cho ấn bản trước hết hiệu lực trước khi ấn bản sau có hiệu lực, hoặc ghi `supersedes:` ở ấn bản thay thế",
        ),
    ),
    "editions-leave-hole": Entry(
        severity="warning",
        en=Text(
            "no edition of `{name}` is in force from {first} to {last}",
            "let the editions meet, if rules were in force then",
        ),
        vi=Text(
            "không có ấn bản nào của `{name}` có hiệu lực từ {first} đến {last}",
            "nối liền các ấn bản, nếu khi đó có quy định",
        ),
    ),
    "published-edition-changed": Entry(
        en=Text(
            "`{name}` is published, but `{field}` is now `{after}`, it was `{before}` ({was}, now {now})",
            "undo the change, or make it in a new edition: `chiso new edition`",
        ),
        vi=Text(
            "`{name}` đã ban hành, nhưng `{field}` nay là `{after}`, trước là `{before}` ({was}, nay {now})",
            "bỏ thay đổi, hoặc thay đổi trong một ấn bản mới: `chiso new edition`",
        ),
    ),
    "edition-not-recorded": Entry(
        severity="warning",
        en=Text(
            "`{name}` is called published, but `{file}` does not record it",
            "bring `{file}` back from version control; if it was never published, run `chiso publish {name}`",
        ),
        vi=Text(
            "`{name}` ghi là đã ban hành, nhưng chưa có trong `{file}`",
            "khôi phục `{file}` từ hệ thống quản lý phiên bản; nếu chưa từng ban hành, chạy `chiso publish {name}`",
        ),
    ),
    "edition-gone": Entry(
        en=Text("`{name}` was published, but its file is gone", "bring the file back: what was published must stay"),
        vi=Text("`{name}` đã ban hành, nhưng tệp không còn", "khôi phục tệp: ấn bản đã ban hành phải được giữ lại"),
    ),
    "lock-damaged": Entry(
        en=Text("`{file}` is cut off or was edited by hand", "bring it back from version control"),
        vi=Text("`{file}` bị cắt cụt hoặc bị sửa tay", "khôi phục từ hệ thống quản lý phiên bản"),
    ),
    "withdrawn-edition": Entry(
        en=Text("`{name}` is withdrawn and cannot be published", "write a new edition"),
        vi=Text("`{name}` đã bị thu hồi, không ban hành được", "viết một ấn bản mới"),
    ),
    "edition-out-of-place": Entry(
        en=Text("`{file}` does not lie where its name says", "move it to `{belongs}` in a folder of rules"),
        vi=Text("`{file}` không nằm đúng chỗ theo tên", "chuyển đến `{belongs}` trong một thư mục quy tắc"),
    ),
    "no-cases": Entry(
        en=Text(
            "an edition is published with cases, and there are none",
            "write `{file}` beside it, with `cases:` of what is given and what to expect",
        ),
        vi=Text(
            "ấn bản phải ban hành kèm ví dụ kiểm tra, mà chưa có",
            "viết `{file}` bên cạnh, với `cases:` gồm số liệu đã cho và kết quả mong đợi",
        ),
    ),
}
