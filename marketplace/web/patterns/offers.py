"""Invented search results for the pattern page, Chinese and English side by side."""

from __future__ import annotations

from marketplace.web.patterns.both import Both
from marketplace.web.public.cards import Card, Chip, Text, Ways
from marketplace.web.public.filters import Option

FIXED_SUMS = Both("固定费用合计", "All fixed sums")


def option(value: str, label: Both, count: int, checked: bool = False) -> Option:
    """One line of a filter."""
    return Option(value, label, count, checked)  # type: ignore[arg-type]


def text(zh: str, en: str, *, only: str = "") -> Text:
    """A text of a card; `only`: the language it exists in."""
    other = {"": Both("", ""), "zh": Both("", "zh-Hans"), "en": Both("en", "")}[only]
    return Text(Both(zh or en, en or zh), other)  # type: ignore[arg-type]


def ways(*chips: Chip, price: str = "", rate: str = "", trial: Both | str = "") -> Ways:
    return Ways(chips, trial, FIXED_SUMS, price, Both("提成最高", "Royalty up to"), rate)  # type: ignore[arg-type]


def chip(label: Both, figures: str = "", accent: bool = False) -> Chip:
    return Chip(label, figures, accent)  # type: ignore[arg-type]


OWNER = Both("江城理工大学", "Jiangcheng University of Technology")


def offer(
    kind: Both,
    licensor: Both,
    headline: Text,
    *,
    title: Text | None = None,
    snippet: Text | None = None,
    offered: Ways,
    status: tuple[str, Both] = ("granted", Both("有效", "In force")),
    facts: tuple[Both, ...],
    why: Both | str = "",
) -> Card:
    """What a result card shows; `status`: code and word."""
    shown = "", "#results", kind, licensor, headline, title, snippet, offered, *status, facts, why
    return Card._make(shown)


OFFERS = [
    offer(
        Both("平台开放许可", "Platform open offer"),
        OWNER,
        text(
            "焊缝打磨噪声降到 78 分贝，每班少一名打磨工", "Grinds welds at 78 dB and saves one worker a shift"
        ),
        title=text(
            "钢管焊缝柔性打磨装置及其降噪控制方法", "Compliant grinder for pipe welds with noise control"
        ),
        offered=ways(
            chip(Both("零门槛费", "Zero entry fee"), "¥50,000 + 2%", accent=True),
            price="¥50,000.00",
            rate="2%",
            trial=Both("可试用 6 个月", "Trial of 6 months"),
        ),
        facts=(Both("截至 2026-11-20", "as of 2026-11-20"), Both("已许可 3 件", "3 licences given")),
        why=Both("命中：打磨（名称）", "Found by: grinder [title]"),
    ),
    offer(
        Both("法定开放许可", "Statutory open licence"),
        OWNER,
        text("一种用于薄壁件的激光清洗夹具", "", only="zh"),
        snippet=text("夹持变形小于 0.02 毫米，更换工件不超过 40 秒。", "", only="zh"),
        offered=ways(chip(Both("一次总付", "Lump sum"), "¥30,000"), price="¥30,000.00"),
        facts=(Both("截至 2026-11-02", "as of 2026-11-02"), Both("尚无许可", "no licence given yet")),
    ),
    offer(
        Both("协商许可", "Negotiated licence"),
        Both("江城材料研究院", "Jiangcheng Institute of Materials"),
        text("", "Low-temperature sintering of silver paste for power modules", only="en"),
        offered=ways(),
        status=("late_fee", Both("年费滞纳期", "Late-fee period")),
        facts=(Both("截至 2026-10-08", "as of 2026-10-08"),),
    ),
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
