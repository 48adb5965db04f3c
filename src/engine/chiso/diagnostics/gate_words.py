"""The words of the rule-change gate: what coverage is made of, and the headings of its summaries."""

from __future__ import annotations

from collections.abc import Mapping

TERMS: Mapping[str, Mapping[str, str]] = {
    key: {"en": en, "vi": vi}
    for key, (en, vi) in {
        "cover.indicator": ("the indicator", "chỉ số"),
        "cover.condition": ("the condition", "điều kiện"),
        "cover.row": ("the row", "dòng"),
        "cover.policy": ("the policy", "cách xử lý"),
        "cover.band": ("the bound of the band", "mức của xếp loại"),
        "cover.target": ("the target", "chỉ tiêu"),
        "cover.check": ("the check", "phép kiểm tra"),
        "cover.parameter": ("the parameter", "tham số"),
        "cover.scored": ("computed from data", "được tính từ số liệu"),
        "cover.used": ("used in a computation", "được dùng khi tính"),
        "cover.true": ("where it holds", "khi đúng"),
        "cover.false": ("where it does not hold", "khi sai"),
        "cover.met": ("met", "đạt"),
        "cover.missed": ("missed", "chưa đạt"),
        "shape.reason": ("a reason in words", "lý do bằng lời"),
        "audience.units": ("rated units", "các đơn vị được chấm điểm"),
        "audience.suppliers": ("those who supply the data", "nơi cung cấp số liệu"),
        "audience.results": ("those who rely on published results", "người dùng kết quả đã công bố"),
        "audience.readers": ("readers", "người đọc"),
        "md.checked": ("checked", "đã kiểm tra"),
        "md.problems": ("What was found", "Kết quả kiểm tra"),
    }.items()
}
