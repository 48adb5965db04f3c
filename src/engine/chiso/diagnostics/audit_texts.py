"""The words for faults in the declaration of a document's tables, and in the tables."""

from __future__ import annotations

from collections.abc import Mapping

from chiso.diagnostics.entry import Entry, Text

ENTRIES: Mapping[str, Entry] = {
    "column-not-in-table": Entry(
        en=Text("`{file}` has no column `{column}`", "the header line of the file names its columns"),
        vi=Text("`{file}` không có cột `{column}`", "tên các cột nằm ở dòng tiêu đề của tệp"),
    ),
    "column-not-declared": Entry(
        en=Text(
            "`{column}` is not declared in the `columns` of this table",
            "add it to `columns` as count, number, percent or word",
        ),
        vi=Text(
            "`{column}` chưa được khai báo trong `columns` của bảng này",
            "thêm vào `columns` với kiểu count, number, percent hoặc word",
        ),
    ),
    "column-of-another-kind": Entry(
        en=Text(
            "`{column}` is declared as `{given}`, here {wanted} are needed",
            "name another column, or declare it otherwise in `columns`",
        ),
        vi=Text(
            "`{column}` được khai báo là `{given}`, ở đây cần {wanted}",
            "chọn cột khác, hoặc khai báo lại trong `columns`",
        ),
    ),
    "not-a-relation": Entry(
        en=Text(
            "`{rule}` does not say what a column must be",
            "write one column, then == (or <=, >=), then a formula of other columns",
        ),
        vi=Text(
            "`{rule}` không nói một cột phải bằng gì",
            "viết một cột, rồi == (hoặc <=, >=), rồi công thức từ các cột khác",
        ),
    ),
    "no-such-row": Entry(
        en=Text("`{file}` has no row `{name}`", "write the name as it stands in the file, or leave `total` out"),
        vi=Text("`{file}` không có dòng `{name}`", "viết đúng tên như trong tệp, hoặc bỏ `total`"),
    ),
    "not-a-figure": Entry(
        en=Text(
            "row {row}, column `{column}`: `{value}` is not a figure of the kind that the column is declared to have",
            "correct the cell, or declare the column otherwise; a count has no decimals, and `-` means no figure",
        ),
        vi=Text(
            "dòng {row}, cột `{column}`: `{value}` không phải số liệu thuộc kiểu đã khai báo cho cột",
            "sửa ô, hoặc khai báo cột kiểu khác; số đếm không có phần lẻ, còn `-` nghĩa là không có số liệu",
        ),
    ),
}
