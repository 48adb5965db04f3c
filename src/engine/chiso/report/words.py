"""The words of workbooks and forms, in both languages."""

from __future__ import annotations

_WORDS = {
    "rank": ("Rank", "Hạng"),
    "unit": ("Unit", "Đơn vị"),
    "level": ("Level", "Cấp"),
    "period": ("Period", "Kỳ"),
    "total": ("Total", "Tổng điểm"),
    "band": ("Band", "Xếp loại"),
    "points": ("Points", "Điểm"),
    "basis": ("Basis", "Căn cứ"),
    "rate": ("Rate", "Tỷ lệ"),
    "state": ("State", "Trạng thái"),
    "target": ("Target", "Chỉ tiêu"),
    "missing": ("Missing", "Còn thiếu"),
    "maximum": ("{title} (max. {max})", "{title} (tối đa {max})"),
    "standings": ("Standings", "Bảng xếp hạng"),
    "edition": ("{ruleset}, edition {edition}", "{ruleset}, ấn bản {edition}"),
    "met.true": ("met", "đạt"),
    "met.false": ("not met", "chưa đạt"),
    "state.value": ("value", "có số liệu"),
    "state.missing": ("missing", "thiếu số liệu"),
    "state.empty": ("empty (denominator 0)", "mẫu số bằng 0"),
    "state.not_applicable": ("not applicable", "không áp dụng"),
    "basis.computed": ("computed", "tính từ số liệu"),
    "basis.reported": ("reported", "theo báo cáo"),
    "basis.mixed": ("mixed", "một phần theo báo cáo"),
    "level.province": ("province", "tỉnh"),
    "level.department": ("department", "sở, ban, ngành"),
    "level.district": ("district", "huyện"),
    "level.commune": ("commune", "xã"),
}


def word(key: str, language: str, **blanks: object) -> str:
    """The word or sentence of a key."""
    return _WORDS[key][language == "vi"].format_map(blanks)
