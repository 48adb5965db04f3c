"""The words of the rule-change gate: cases and what they cover, changes and what is allowed, versions in git."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "not-covered": Entry(
        en=Text("no case tests {kind} `{name}`: {side}", "add a case for it to `{cases}`"),
        vi=Text("chưa có ví dụ kiểm tra {kind} `{name}`: {side}", "thêm một ví dụ vào `{cases}`"),
        severity="warning",
    ),
    "coverage-too-low": Entry(
        en=Text(
            "the cases test {covered} of {all} parts of this edition, {percent} %; {threshold} % are asked for",
            "add cases to `{cases}`; --coverage lists what no case tests",
        ),
        vi=Text(
            "các ví dụ kiểm tra {covered} trên {all} phần của ấn bản này, {percent} %; yêu cầu {threshold} %",
            "thêm ví dụ vào `{cases}`; --coverage liệt kê phần chưa được kiểm tra",
        ),
    ),
    "nothing-to-test": Entry(
        en=Text(
            "there are no cases beside this edition",
            "write `{cases}` with `cases:` of what is given and what to expect",
        ),
        vi=Text(
            "bên cạnh ấn bản này chưa có ví dụ kiểm tra",
            "viết `{cases}` với `cases:` gồm số liệu đã cho và kết quả mong đợi",
        ),
    ),
    "no-case-chosen": Entry(
        en=Text("no case has `{filter}` in its name", "write a part of a case's name, in small or capital letters"),
        vi=Text("không có ví dụ nào mang `{filter}` trong tên", "viết một phần tên của ví dụ, chữ thường hay chữ hoa"),
    ),
    "change-refused": Entry(
        en=Text(
            "`{what}`: {before} becomes {after}, and a `{kind}` is refused",
            "undo it; if it is meant, put the printed entry into a file, with the reason, and name it by --allow",
        ),
        vi=Text(
            "`{what}`: {before} thành {after}, mà `{kind}` không được phép",
            "bỏ thay đổi; nếu đúng chủ ý, chép mục được in ra vào một tệp, ghi lý do, rồi nêu tệp đó sau --allow",
        ),
    ),
    "change-needs-edition": Entry(
        en=Text(
            "`{field}` of `{name}`, which is published, goes from {before} to {after}; that concerns {whom}",
            "undo it and write it in a new edition, as a draft: `chiso new edition` with `--from {name}`",
        ),
        vi=Text(
            "`{field}` của `{name}` đã ban hành đổi từ {before} thành {after}; ảnh hưởng đến {whom}",
            "bỏ thay đổi và viết trong một ấn bản mới, là dự thảo: `chiso new edition` với `--from {name}`",
        ),
    ),
    "allowance-expired": Entry(
        en=Text(
            "`{what}`: {before} becomes {after}, which was allowed until {day} only",
            "undo it, or decide anew until when it is allowed",
        ),
        vi=Text(
            "`{what}`: {before} thành {after}, chỉ được phép đến {day}",
            "bỏ thay đổi, hoặc quyết định lại thời hạn",
        ),
    ),
    "allowance-unused": Entry(
        en=Text("nothing of `{edition}` needs this entry for a `{kind}`", "delete it, or correct what it names"),
        vi=Text("không thay đổi nào của `{edition}` cần mục này cho `{kind}`", "xóa đi, hoặc sửa nội dung mục"),
        severity="warning",
    ),
    "no-git": Entry(
        en=Text("git could not be run, and `{revision}` is to be read with it", "install git, or name a file instead"),
        vi=Text("không chạy được git để đọc `{revision}`", "cài git, hoặc nêu tên tệp thay vào đó"),
    ),
    "not-a-repository": Entry(
        en=Text("`{file}` lies in no git repository", "name a file of one, or name the older rules as a file too"),
        vi=Text("`{file}` không nằm trong kho git nào", "nêu một tệp trong kho git, hoặc nêu quy tắc cũ bằng tên tệp"),
    ),
    "unknown-revision": Entry(
        en=Text(
            "the git repository knows no `{revision}`",
            "write a branch, a tag or a commit that has been fetched: `git:main`",
        ),
        vi=Text(
            "kho git không có `{revision}`",
            "viết một nhánh, thẻ hoặc commit đã được tải về: `git:main`",
        ),
    ),
    "outside-the-repository": Entry(
        en=Text("`{file}` lies outside the git repository of the other rules", "compare it by a run of its own"),
        vi=Text("`{file}` nằm ngoài kho git của các quy tắc kia", "so sánh tệp này trong một lần chạy riêng"),
    ),
}
