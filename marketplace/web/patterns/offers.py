"""Invented search results of the pattern page, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marketplace.web.formats import lang_text

Words = Callable[[str, str], str]


def offers(words: Words) -> list[dict[str, Any]]:
    """Three results: in both languages, in Chinese only, in English only."""
    owner = words("江城理工大学", "Jiangcheng University of Technology")
    return [
        {
            "title": lang_text(
                "钢管焊缝柔性打磨装置及其降噪控制方法", "Compliant grinder for pipe welds with noise control"
            ),
            "benefit": words(
                "焊缝打磨噪声由 92 分贝降至 78 分贝，单台每班可减少一名打磨工。",
                "Brings weld grinding from 92 dB down to 78 dB and saves one worker a shift on each machine.",
            ),
            "meta": [words("发明专利", "Invention"), "ZL 2021 1 9999901.3", owner, "B24B"],
            "chips": [
                words("零入门费", "No entry fee"),
                words("可先试用", "Trial possible"),
                (words("成熟度", "Readiness"), "7"),
            ],
            "terms": [
                (words("入门费", "Entry fee"), "0"),
                (words("提成", "Royalty"), "2%"),
                (words("总额上限", "Total cap"), words("60 万元", "CN¥600,000")),
            ],
            "state": ("published", words("开放许可", "Open licence")),
        },
        {
            "title": lang_text("一种用于薄壁件的激光清洗夹具", ""),
            "benefit": words(
                "夹持变形小于 0.02 毫米，更换工件不超过 40 秒。",
                "Clamps with less than 0.02 mm of distortion; a new piece is in place within 40 seconds.",
            ),
            "meta": [words("实用新型", "Utility model"), "ZL 2021 2 9999907.6", owner, "B08B"],
            "chips": [words("一次总付", "Lump sum"), (words("成熟度", "Readiness"), "8")],
            "terms": [
                (words("一次总付", "Lump sum"), words("3 万元", "CN¥30,000")),
                (words("期限", "Term"), words("3 年", "3 years")),
            ],
            "state": ("published", words("开放许可", "Open licence")),
        },
        {
            "title": lang_text("", "Low-temperature sintering of silver paste for power modules"),
            "benefit": words(
                "烧结温度降低 60 ℃，普通产线即可使用。",
                "Sinters at 60 °C less, so that an ordinary line will do.",
            ),
            "meta": [
                words("发明专利", "Invention"),
                "ZL 2022 1 9999991.0",
                words("江城材料研究院", "Jiangcheng Institute of Materials"),
                "H01L",
            ],
            "chips": [words("面议", "By negotiation")],
            "terms": [],
            "state": ("suspended", words("暂停受理", "Not taken at present")),
        },
    ]


def facets(words: Words) -> list[dict[str, Any]]:
    """Three groups of filters, two options chosen."""

    def option(value: str, label: str, count: int, checked: bool = False) -> dict[str, Any]:
        return {"value": value, "label": label, "count": count, "checked": checked}

    return [
        {
            "name": "fee",
            "label": words("付费方式", "Fee model"),
            "options": [
                option("zero", words("零入门费", "No entry fee"), 128, True),
                option("trial", words("可先试用", "Trial possible"), 64),
                option("lump", words("一次总付", "Lump sum"), 311),
                option("free", words("免费许可", "Free of charge"), 27),
            ],
        },
        {
            "name": "industry",
            "label": words("国民经济行业", "Industry"),
            "options": [
                option("33", words("金属制品业", "Metal products"), 86, True),
                option("34", words("通用设备制造业", "General equipment"), 142),
                option(
                    "39",
                    words(
                        "计算机、通信和其他电子设备制造业",
                        "Computers, communication and other electronic equipment",
                    ),
                    1203,
                ),
            ],
        },
        {
            "name": "readiness",
            "label": words("技术成熟度", "Technology readiness"),
            "options": [
                option("6", words("6 级及以上", "6 and above"), 97),
                option("8", words("8 级及以上", "8 and above"), 31),
            ],
            "open": False,
        },
    ]
