"""Invented search results for the pattern page, Chinese and English side by side."""

from __future__ import annotations

from typing import Any

from marketplace.web.patterns.both import Both


def option(value: str, label: Both, count: int, checked: bool = False) -> dict[str, Any]:
    """One line of a filter."""
    return {"value": value, "label": label, "count": count, "checked": checked}


OWNER = Both("江城理工大学", "Jiangcheng University of Technology")
OFFERS = [
    {
        "title": (
            "钢管焊缝柔性打磨装置及其降噪控制方法",
            "Compliant grinder for pipe welds with noise control",
        ),
        "benefit": Both(
            "焊缝打磨噪声由 92 分贝降至 78 分贝，单台每班可减少一名打磨工。",
            "Brings weld grinding from 92 dB down to 78 dB and saves one worker a shift on each machine.",
        ),
        "meta": [Both("发明专利", "Invention"), "ZL 2021 1 9999901.3", OWNER, "B24B"],
        "chips": [
            Both("零入门费", "No entry fee"),
            Both("可先试用", "Trial possible"),
            (Both("成熟度", "Readiness"), "7"),
        ],
        "terms": [
            (Both("入门费", "Entry fee"), "0"),
            (Both("提成", "Royalty"), "2%"),
            (Both("总额上限", "Total cap"), Both("60 万元", "¥600,000")),
        ],
        "state": ("published", Both("开放许可", "Open licence")),
    },
    {
        "title": ("一种用于薄壁件的激光清洗夹具", ""),
        "benefit": Both(
            "夹持变形小于 0.02 毫米，更换工件不超过 40 秒。",
            "Clamps with less than 0.02 mm of distortion; a new piece is in place within 40 seconds.",
        ),
        "meta": [Both("实用新型", "Utility model"), "ZL 2021 2 9999907.6", OWNER, "B08B"],
        "chips": [Both("一次总付", "Lump sum"), (Both("成熟度", "Readiness"), "8")],
        "terms": [
            (Both("一次总付", "Lump sum"), Both("3 万元", "¥30,000")),
            (Both("期限", "Term"), Both("3 年", "3 years")),
        ],
        "state": ("published", Both("开放许可", "Open licence")),
    },
    {
        "title": ("", "Low-temperature sintering of silver paste for power modules"),
        "benefit": Both(
            "烧结温度降低 60 ℃，普通产线即可使用。",
            "Sinters at 60 °C less, so that an ordinary line will do.",
        ),
        "meta": [
            Both("发明专利", "Invention"),
            "ZL 2022 1 9999991.0",
            Both("江城材料研究院", "Jiangcheng Institute of Materials"),
            "H01L",
        ],
        "chips": [Both("面议", "By negotiation")],
        "terms": [],
        "state": ("suspended", Both("暂停受理", "Not taken at present")),
    },
]

FACETS = [
    {
        "name": "fee",
        "label": Both("付费方式", "Fee model"),
        "options": [
            option("zero", Both("零入门费", "No entry fee"), 128, True),
            option("trial", Both("可先试用", "Trial possible"), 64),
            option("lump", Both("一次总付", "Lump sum"), 311),
            option("free", Both("免费许可", "Free of charge"), 27),
        ],
    },
    {
        "name": "industry",
        "label": Both("国民经济行业", "Industry"),
        "options": [
            option("33", Both("金属制品业", "Metal products"), 86, True),
            option("34", Both("通用设备制造业", "General equipment"), 142),
            option(
                "39",
                Both(
                    "计算机、通信和其他电子设备制造业",
                    "Computers, communication and other electronic equipment",
                ),
                1203,
            ),
        ],
    },
    {
        "name": "readiness",
        "label": Both("技术成熟度", "Technology readiness"),
        "options": [
            option("6", Both("6 级及以上", "6 and above"), 97),
            option("8", Both("8 级及以上", "8 and above"), 31),
        ],
        "open": False,
    },
]
