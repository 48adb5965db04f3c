"""The words for what was asked to be explained, and for explanations that are held against their data."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "unknown-unit": Entry(
        en=Text("there is no unit `{unit}` in the data", "the data have {known}"),
        vi=Text("số liệu không có đơn vị `{unit}`", "số liệu có {known}"),
    ),
    "unknown-indicator": Entry(
        en=Text("`{ruleset}` has no indicator `{name}`", "its indicators are {known}"),
        vi=Text("`{ruleset}` không có chỉ số `{name}`", "các chỉ số gồm {known}"),
    ),
    "unit-or-all": Entry(
        en=Text("which unit is to be explained?", "name one with `--unit`, or take every one with `--all`"),
        vi=Text("cần giải thích đơn vị nào?", "nêu tên bằng `--unit`, hoặc dùng `--all` cho mọi đơn vị"),
    ),
    "options-not-together": Entry(
        en=Text("`{one}` and `{other}` do not go together", "leave one of them out"),
        vi=Text("`{one}` và `{other}` không dùng cùng nhau", "bỏ bớt một trong hai"),
    ),
    "no-such-period": Entry(
        en=Text("there is no record in {period}", "there are records in {known}"),
        vi=Text("không có số liệu kỳ {period}", "có số liệu các kỳ {known}"),
    ),
    "nothing-to-compare": Entry(
        en=Text("`{unit}` has no total, so nothing can be set beside it", "give what is missing: {missing}"),
        vi=Text("`{unit}` chưa có tổng điểm nên không so được", "bổ sung số liệu còn thiếu: {missing}"),
    ),
    "explanation-unreadable": Entry(
        en=Text("`{file}` is not an explanation", "give a file made by `chiso explain … --format json`"),
        vi=Text("`{file}` không phải là bản giải thích", "dùng tệp do `chiso explain … --format json` ghi ra"),
    ),
    "explanation-differs": Entry(
        en=Text(
            "{node}: `{field}` is {found}, the explanation says {said}",
            "the explanation or the rules were changed since it was made; make it again",
        ),
        vi=Text(
            "{node}: `{field}` là {found}, bản giải thích lại ghi {said}",
            "bản giải thích hoặc bộ quy tắc đã bị sửa sau khi lập; hãy lập lại",
        ),
    ),
    "explanation-edition": Entry(
        en=Text(
            "the edition `{reference}` that is explained is not to be found",
            "name its folder with `--rules`, or correct the explanation",
        ),
        vi=Text(
            "không tìm thấy ấn bản `{reference}` được giải thích",
            "chỉ ra thư mục bằng `--rules`, hoặc sửa lại bản giải thích",
        ),
    ),
    "explanation-without-data": Entry(
        en=Text("the data that are explained, `{file}`, cannot be read", "name the file with `--data`"),
        vi=Text("không đọc được số liệu được giải thích, `{file}`", "chỉ ra tệp bằng `--data`"),
    ),
    "explanation-of-other-data": Entry(
        en=Text(
            "`{file}` is not the data that were explained",
            "name the right file with `--data`, or make the explanation again; the SHA-256 of this one is {sha256}",
        ),
        vi=Text(
            "`{file}` không phải số liệu đã được giải thích",
            "chỉ ra đúng tệp bằng `--data`, hoặc lập lại bản giải thích; SHA-256 của tệp này là {sha256}",
        ),
    ),
    "explanation-of-other-unit": Entry(
        en=Text("the data have no record of `{unit}` in {period}", "correct the explanation, or make it again"),
        vi=Text("số liệu không có bản ghi của `{unit}` kỳ {period}", "sửa bản giải thích, hoặc lập lại"),
    ),
}
