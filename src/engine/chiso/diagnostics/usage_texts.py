"""The words for commands that are not written as they are used."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "unknown-command": Entry(
        en=Text("there is no command `{command}`", "the commands are {known}"),
        vi=Text("không có lệnh `{command}`", "các lệnh gồm {known}"),
    ),
    "unknown-option": Entry(
        en=Text("`{command}` has no option `{option}`", "`{command} --help` shows its options"),
        vi=Text("`{command}` không có tùy chọn `{option}`", "`{command} --help` cho biết các tùy chọn"),
    ),
    "missing-argument": Entry(
        en=Text("`{command}` lacks `{wanted}`", "write `{usage}`"),
        vi=Text("`{command}` còn thiếu `{wanted}`", "viết `{usage}`"),
    ),
    "missing-value": Entry(
        en=Text("nothing follows `{option}`", "write `{usage}`"),
        vi=Text("sau `{option}` chưa có gì", "viết `{usage}`"),
    ),
    "value-not-offered": Entry(
        en=Text("`{value}` cannot follow `{option}`", "write one of {choices}"),
        vi=Text("`{value}` không dùng được sau `{option}`", "viết một trong {choices}"),
    ),
    "too-many-arguments": Entry(
        en=Text(
            "`{command}` takes nothing more, this is left over: `{given}`",
            "delete it; a name with spaces in it needs quotes",
        ),
        vi=Text(
            "`{command}` không nhận thêm gì nữa, còn thừa: `{given}`", "xóa đi; tên có dấu cách phải đặt trong dấu nháy"
        ),
    ),
    "wrong-usage": Entry(
        en=Text("`{part}` is not used like this in `{command}`", "`{command} --help` shows how it is used"),
        vi=Text("`{part}` không dùng như vậy trong `{command}`", "`{command} --help` cho biết cách dùng"),
    ),
}
