"""The words for faults in responses of the National Public Service Portal, and for what is doubtful about them."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

_RESPONSES: Mapping[str, Entry] = {
    "not-a-portal-response": Entry(
        en=Text(
            "this is not a response of the portal: `{key}` is not here, or is not what it should be",
            "a response has `code` and `data`, in it `overview` and `evaluation`, or `parent` and `children`",
        ),
        vi=Text(
            "đây không phải phản hồi của Cổng: không có `{key}`, hoặc không đúng dạng",
            "phản hồi có `code` và `data`, trong đó có `overview` và `evaluation`, hoặc `parent` và `children`",
        ),
    ),
    "portal-refuses": Entry(
        en=Text("the portal did not answer: code `{code}`, message: {message}", "fetch the response again"),
        vi=Text("không có kết quả từ Cổng: mã `{code}`, thông báo: {message}", "lấy lại phản hồi"),
    ),
    "portal-group-unknown": Entry(
        en=Text(
            "it cannot be told for which group of the index this response is",
            "it has neither the metrics nor the fields of exactly one group; fetch it again",
        ),
        vi=Text(
            "không rõ phản hồi này thuộc nhóm chỉ số nào",
            "phản hồi không có chỉ số hay trường của đúng một nhóm; lấy lại phản hồi",
        ),
    ),
    "portal-group-twice": Entry(
        en=Text("there are two responses for `{group}`", "name only one of the two files"),
        vi=Text("có hai phản hồi `{group}`", "chỉ chọn một trong hai tệp"),
    ),
    "portal-roots-differ": Entry(
        en=Text(
            "this response is for `{root}`, another is for `{other}`",
            "put the responses of each in a folder of its own",
        ),
        vi=Text(
            "phản hồi này của `{root}`, phản hồi khác của `{other}`", "để phản hồi của mỗi nơi trong một thư mục riêng"
        ),
    ),
    "portal-folder-empty": Entry(
        en=Text("there are no responses in `{folder}`", "responses are files that end in .json"),
        vi=Text("không có phản hồi nào trong `{folder}`", "phản hồi là các tệp có đuôi .json"),
    ),
    "portal-other-rules": Entry(
        en=Text(
            "`{ruleset}` has no `{column}`, which responses of the portal give",
            "score them by `qd766/portal@2026`, or an edition that builds on it",
        ),
        vi=Text(
            "`{ruleset}` không có `{column}` mà phản hồi của Cổng cung cấp",
            "chấm theo `qd766/portal@2026`, hoặc ấn bản kế thừa từ đó",
        ),
    ),
}

_PERIODS: Mapping[str, Entry] = {
    "portal-period-unknown": Entry(
        en=Text(
            "the period is not known of {files}: a response does not say it",
            "give it with `chiso import portal --period 2026-08`, or in the name: transparency-2026-08.json",
        ),
        vi=Text(
            "không rõ kỳ của {files}: phản hồi không ghi kỳ",
            "nêu kỳ bằng `chiso import portal --period 2026-08`, hoặc trong tên tệp: transparency-2026-08.json",
        ),
    ),
    "portal-periods-differ": Entry(
        en=Text(
            "`{file}` says the period {period}, `{first}` says {other}",
            "responses of one period are merged; keep the others apart",
        ),
        vi=Text(
            "`{file}` ghi kỳ {period}, còn `{first}` ghi kỳ {other}",
            "chỉ gộp các phản hồi của cùng một kỳ; để riêng các kỳ khác",
        ),
    ),
}

_VALUES: Mapping[str, Entry] = {
    "portal-level-unknown": Entry(
        en=Text(
            "the level of `{unit}` is not known",
            "give it with `chiso import portal --level`, if it is that of all such units",
        ),
        vi=Text(
            "không rõ cấp của `{unit}`",
            "nêu cấp bằng `chiso import portal --level`, nếu mọi đơn vị như vậy cùng cấp đó",
        ),
    ),
    "portal-field-missing": Entry(
        en=Text("`{unit}` has no `{field}`", "a figure that is not there is written null; fetch the response again"),
        vi=Text("`{unit}` không có `{field}`", "số liệu không có được ghi là null; lấy lại phản hồi"),
    ),
    "portal-metric-missing": Entry(
        en=Text("`{unit}` has no metric `{metric}`", "fetch the response again"),
        vi=Text("`{unit}` không có chỉ số `{metric}`", "lấy lại phản hồi"),
    ),
    "portal-metric-twice": Entry(
        en=Text("`{unit}` has the metric `{metric}` twice", "fetch the response again"),
        vi=Text("`{unit}` có chỉ số `{metric}` hai lần", "lấy lại phản hồi"),
    ),
    "portal-not-a-number": Entry(
        en=Text("`{field}` of `{unit}` is {actual}, not a number", "the portal writes numbers without quotes, or null"),
        vi=Text("`{field}` của `{unit}` là {actual}, không phải số", "Cổng viết số không có dấu nháy, hoặc null"),
    ),
    "portal-values-differ": Entry(
        en=Text(
            "`{field}` of `{unit}` is {value} here and {other} elsewhere",
            "the responses are not of one moment; fetch them again",
        ),
        vi=Text(
            "`{field}` của `{unit}` ở đây là {value}, chỗ khác là {other}",
            "các phản hồi không cùng một thời điểm; lấy lại tất cả",
        ),
    ),
    "portal-numerator-too-high": Entry(
        en=Text("`{unit}`: {top} of {bottom}", "a part cannot be more than the whole; fetch the response again"),
        vi=Text("`{unit}`: {top} trên tổng {bottom}", "phần không thể nhiều hơn tổng; lấy lại phản hồi"),
    ),
    "portal-ratio-unclear": Entry(
        en=Text(
            "the ratio {ratio} of `{unit}` may mean {ratio}% or {other}",
            "the points beside it would tell, but do not fit; correct it, or write the record by hand",
        ),
        vi=Text(
            "tỷ lệ {ratio} của `{unit}` có thể là {ratio}% hoặc {other}",
            "điểm bên cạnh không cho biết; sửa lại, hoặc tự nhập bản ghi",
        ),
    ),
}

_DOUBTS: Mapping[str, Entry] = {
    "portal-group-missing": Entry(
        severity="warning",
        en=Text(
            "for `{unit}` there is no response for the group {groups}",
            "fetch {endpoints} too; without it the group has no counts",
        ),
        vi=Text(
            "`{unit}` chưa có phản hồi cho nhóm {groups}",
            "lấy thêm {endpoints}; nếu không, nhóm đó không có số liệu",
        ),
    ),
    "portal-unit-missing": Entry(
        severity="warning",
        en=Text("`{unit}` is not in the response for the group {groups}", "fetch {endpoints} again"),
        vi=Text("`{unit}` không có trong phản hồi của nhóm {groups}", "lấy lại {endpoints}"),
    ),
    "portal-metric-unknown": Entry(
        severity="warning",
        en=Text("the metric `{metric}` of `{unit}` is not known, and left out", "the rules may have changed"),
        vi=Text("chỉ số `{metric}` của `{unit}` chưa biết nên bị bỏ qua", "bộ chỉ số có thể đã thay đổi"),
    ),
    "portal-maximum-differs": Entry(
        severity="warning",
        en=Text(
            "the portal scores `{node}` of `{unit}` out of {said}, `{ruleset}` out of {max}",
            "the portal may have changed its rules; then an edition that says so is needed",
        ),
        vi=Text(
            "điểm tối đa của `{node}` của `{unit}` trên Cổng là {said}, theo `{ruleset}` là {max}",
            "Cổng có thể đã đổi quy tắc; khi đó cần ấn bản mới",
        ),
    ),
    "portal-data-quality": Entry(
        severity="warning",
        en=Text("the portal says of `{node}` of `{unit}`: {status}, {said}", "ask the portal before you rely on it"),
        vi=Text("ghi chú của Cổng về `{node}` của `{unit}`: {status}, {said}", "hỏi lại Cổng trước khi sử dụng"),
    ),
}

ENTRIES: Mapping[str, Entry] = {**_RESPONSES, **_PERIODS, **_VALUES, **_DOUBTS}
