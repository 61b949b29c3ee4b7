"""What is wrong with an industry or a readiness level in a row, and industries by their names."""

from __future__ import annotations

from marketplace.domain.industries import DIVISIONS
from marketplace.domain.patents.emerging import EMERGING

Pair = tuple[str, str]

INDUSTRY_PROBLEMS: dict[str, tuple[Pair, Pair]] = {
    "industry": (
        (
            "有 {count} 个行业无法识别，未导入：{value}。",
            "Industries that were not understood and left out ({count}): {value}.",
        ),
        (
            "请填写《国民经济行业分类》（GB/T 4754—2017）的两位大类代码或名称，如“35”或“专用设备制造业”，多个用分号分隔。",
            "Write the two digits or the name of a division of GB/T 4754-2017, such as 35 or special-purpose machinery; "
            "separate several by semicolons.",
        ),
    ),
    "emerging_industry": (
        (
            "有 {count} 个战略性新兴产业无法识别，未导入：{value}。",
            "Strategic emerging industries that were not understood and left out ({count}): {value}.",
        ),
        (
            "请填写九类战略性新兴产业的代码（1 至 9）或名称，如“3”或“新材料”，多个用分号分隔。",
            "Write the number (1 to 9) or the name of one of the nine, such as 3 or new materials; separate several by "
            "semicolons.",
        ),
    ),
    "industries_many": (
        (
            "一件专利最多 {limit} 个行业，其余未导入：{value}。",
            "A patent has at most {limit} industries; the others were left out: {value}.",
        ),
        ("请把最主要的行业写在前面。", "Write the most important ones first."),
    ),
    "readiness": (
        (
            "“{value}”不是一个技术成熟度等级，未导入。",
            "“{value}” is not one technology readiness level and was left out.",
        ),
        (
            "请填写 1 至 9 中的一个等级，如“5”“5级”或“TRL 5”。",
            "Write one level from 1 to 9, such as 5 or TRL 5.",
        ),
    ),
}


def named(field: str, codes: str, lang: str) -> str:
    """Codes of industries, separated by semicolons, with their names; the text itself for any other field."""
    side = 0 if lang == "zh" else 1
    match field:
        case "industries":
            names = {code: f"{code} {pair[side]}" for code, pair in DIVISIONS.items()}
        case "emerging":
            names = {code: pair[side] for code, pair in EMERGING.items()}
        case _:
            return codes
    found = [names.get(code, code) for code in codes.split("; ")]
    return ("；" if lang == "zh" else "; ").join(found)
