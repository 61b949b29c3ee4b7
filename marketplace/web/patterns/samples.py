"""Invented content of the pattern page, Chinese and English side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from marketplace.web.patterns.offers import Words, facets, offers

HASH = "9f4c1a77d0be52c6e1a83b54f02d9c6688e7ab13c54d20f9b7e6a4c1d8305e2f"


def samples(language: str, today: date) -> dict[str, Any]:
    """What the page shows beside charts and forms."""

    def words(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    return {
        "digest_value": HASH,
        "states": _states(words),
        "lines": _payment_lines(words),
        "events": _events(words),
        "steps": _steps(words),
        "clauses": _clauses(words),
        "options": _options(words),
        "offers": offers(words),
        "facet_lists": facets(words),
        "tiles": _tiles(words),
        "deadline": today + timedelta(days=12),
        "accepted_at": datetime(2026, 11, 12, 6, 32, tzinfo=UTC),
        "words": words,
    }


def _states(words: Words) -> list[tuple[str, str]]:
    return [
        ("draft", words("草稿", "Draft")),
        ("review", words("审核中", "In review")),
        ("published", words("已公开", "Published")),
        ("suspended", words("已暂停", "Suspended")),
        ("withdrawn", words("已撤回", "Withdrawn")),
        ("paid", words("已付", "Paid")),
        ("part_paid", words("部分支付", "Partly paid")),
        ("due", words("待付", "Due")),
        ("overdue", words("逾期", "Overdue")),
        ("scheduled", words("未到期", "Scheduled")),
        ("block", words("不得发布", "Blocks publication")),
    ]


def _payment_lines(words: Words) -> list[dict[str, Any]]:
    return [
        {
            "id": "M1",
            "label": words("首件验收", "Prototype accepted"),
            "arose_on": date(2026, 11, 12),
            "due_on": date(2026, 12, 12),
            "amount": 2_000_000,
            "paid": 2_000_000,
            "state": ("paid", words("已付", "Paid")),
        },
        {
            "id": "R:2027",
            "label": words("第 1 年提成", "Royalty of year 1"),
            "arose_on": date(2028, 3, 30),
            "due_on": date(2028, 4, 29),
            "amount": 2_400_000,
            "paid": 1_000_000,
            "state": ("overdue", words("逾期", "Overdue")),
            "attention": True,
        },
        {
            "id": "M2",
            "label": words("累计净销售额达 100 万元", "Cumulative net sales of CN¥1 million"),
            "arose_on": None,
            "due_on": None,
            "amount": 3_000_000,
            "paid": 0,
            "state": ("waiting", words("待触发", "Waits for event")),
        },
    ]


def _events(words: Words) -> list[dict[str, Any]]:
    licensee = words("江城精密制造有限公司", "Jiangcheng Precision Manufacturing")
    office = words(
        "江城理工大学技术转移中心", "Technology transfer office, Jiangcheng University of Technology"
    )
    return [
        {
            "at": datetime(2026, 11, 20, 1, 5, tzinfo=UTC),
            "text": words("确认收款 20,000.00 元", "Payment of CN¥20,000.00 confirmed"),
            "who": office,
        },
        {
            "at": datetime(2026, 11, 12, 6, 32, tzinfo=UTC),
            "text": words("首件验收通过", "Prototype accepted"),
            "who": office,
            "note": words("验收报告 1 份", "1 report"),
            "url": "#history",
        },
        {"on": date(2026, 3, 1), "text": words("许可生效", "Licence took effect")},
        {
            "at": datetime(2026, 2, 20, 3, 0, tzinfo=UTC),
            "text": words("接受许可条件第 2 版", "Terms accepted, version 2"),
            "who": licensee,
        },
    ]


def _steps(words: Words) -> list[dict[str, str]]:
    return [
        {
            "name": words("提出请求", "Request"),
            "state": "done",
            "who": words("被许可方", "Licensee"),
            "when": "2026-02-03",
        },
        {
            "name": words("商定条件", "Terms agreed"),
            "state": "done",
            "who": words("双方", "Both"),
            "when": "2026-02-20",
        },
        {"name": words("许可生效", "In effect"), "state": "done", "who": "", "when": "2026-03-01"},
        {
            "name": words("首件验收", "Prototype"),
            "state": "current",
            "who": words("被许可方提交", "Licensee submits"),
            "when": words("2026-12-04 前", "by 2026-12-04"),
        },
        {
            "name": words("提成报告", "Royalty reports"),
            "state": "todo",
            "who": words("每年一次", "Once a year"),
            "when": "",
        },
    ]


def _clauses(words: Words) -> list[dict[str, Any]]:
    return [
        {
            "number": words("第一条", "Clause 1"),
            "title": words("许可方式和范围", "Kind and scope"),
            "paragraphs": [
                words(
                    "普通许可，地域为中国境内，期限五年，自许可生效之日起算；被许可方不得再许可。",
                    "An ordinary licence for China, for five years from its effective date; "
                    "the licensee may not sublicense.",
                )
            ],
            "basis": words("《专利法》第五十一条", "Patent Law, Article 51"),
        },
        {
            "number": words("第二条", "Clause 2"),
            "title": words("许可使用费", "Fees"),
            "paragraphs": [
                words("不收入门费。按下列阶段和比例支付：", "There is no entry fee. The licensee pays:")
            ],
            "parts": [
                words(
                    "首件验收通过后 30 日内，支付 20,000.00 元；",
                    "CN¥20,000.00 within 30 days of the acceptance of the prototype;",
                ),
                words(
                    "累计净销售额达到 1,000,000.00 元的，支付 30,000.00 元；",
                    "CN¥30,000.00 once cumulative net sales reach CN¥1,000,000.00;",
                ),
                words(
                    "每一合同年度按净销售额的 2% 提成，每年不超过 150,000.00 元。",
                    "2% of net sales in each contract year, at most CN¥150,000.00 a year.",
                ),
            ],
            "basis": words("《民法典》第八百四十六条", "Civil Code, Article 846"),
        },
        {
            "number": words("第三条", "Clause 3"),
            "title": words("总额上限", "Total cap"),
            "paragraphs": [
                words(
                    "各项费用合计不超过 600,000.00 元；达到上限后，被许可方无须再付费，许可继续有效至期满。",
                    "All fees together never exceed CN¥600,000.00; "
                    "after that the licence goes on to its end without further payment.",
                )
            ],
        },
    ]


def _options(words: Words) -> list[dict[str, Any]]:
    return [
        {
            "label": words("零入门费", "No entry fee"),
            "note": words("分阶段付款加提成", "stages and royalty"),
            "best": True,
        },
        {
            "label": words("入门费加提成", "Entry fee and royalty"),
            "note": words("5 万元加 1.5%", "CN¥50,000 and 1.5%"),
        },
        {"label": words("一次总付", "Lump sum"), "note": words("30 万元", "CN¥300,000")},
    ]


def _tiles(words: Words) -> list[dict[str, str]]:
    return [
        {
            "figure": "1,286",
            "label": words("开放许可声明", "Open-licence declarations"),
            "url": "#tiles",
            "note": words("截至 2026-11-22", "as of 2026-11-22"),
        },
        {
            "figure": "347",
            "label": words("达成许可", "Licences taken"),
            "url": "#tiles",
            "note": words("其中中小微企业 301 项", "301 of them by small firms"),
        },
        {
            "figure": "11",
            "unit": words("天", "days"),
            "label": words("请求到答复（中位数）", "Median from request to answer"),
            "url": "#tiles",
        },
        {
            "figure": words("2,418.6", "24.19"),
            "unit": words("万元", "million yuan"),
            "label": words("累计许可费", "Fees received"),
            "url": "#tiles",
        },
    ]
