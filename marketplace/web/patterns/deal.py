"""An invented deal and its figures for the pattern page, Chinese and English side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime

from marketplace.web.patterns.both import Both

STATES = [
    ("draft", Both("草稿", "Draft")),
    ("review", Both("审核中", "In review")),
    ("published", Both("已公开", "Published")),
    ("suspended", Both("已暂停", "Suspended")),
    ("withdrawn", Both("已撤回", "Withdrawn")),
    ("paid", Both("已付", "Paid")),
    ("part_paid", Both("部分支付", "Partly paid")),
    ("due", Both("待付", "Due")),
    ("overdue", Both("逾期", "Overdue")),
    ("scheduled", Both("未到期", "Scheduled")),
    ("block", Both("不得发布", "Blocks publication")),
]

LINES = [
    {
        "id": "M1",
        "label": Both("首件验收", "Prototype accepted"),
        "arose_on": date(2026, 11, 12),
        "due_on": date(2026, 12, 12),
        "amount": 2_000_000,
        "paid": 2_000_000,
        "state": ("paid", Both("已付", "Paid")),
    },
    {
        "id": "R:2027",
        "label": Both("第 1 年提成", "Royalty of year 1"),
        "arose_on": date(2028, 3, 30),
        "due_on": date(2028, 4, 29),
        "amount": 2_400_000,
        "paid": 1_000_000,
        "state": ("overdue", Both("逾期", "Overdue")),
        "attention": True,
    },
    {
        "id": "M2",
        "label": Both("累计净销售额达 100 万元", "Cumulative net sales of ¥1 million"),
        "arose_on": None,
        "due_on": None,
        "amount": 3_000_000,
        "paid": 0,
        "state": ("waiting", Both("待触发", "Waits for event")),
    },
]

LICENSEE = Both("江城精密制造有限公司", "Jiangcheng Precision Manufacturing")
OFFICE = Both("江城理工大学技术转移中心", "Technology transfer OFFICE, Jiangcheng University of Technology")
EVENTS = [
    {
        "at": datetime(2026, 11, 20, 1, 5, tzinfo=UTC),
        "text": Both("确认收款 20,000.00 元", "Payment of ¥20,000.00 confirmed"),
        "who": OFFICE,
    },
    {
        "at": datetime(2026, 11, 12, 6, 32, tzinfo=UTC),
        "text": Both("首件验收通过", "Prototype accepted"),
        "who": OFFICE,
        "note": Both("验收报告 1 份", "1 report"),
        "url": "#history",
    },
    {"on": date(2026, 3, 1), "text": Both("许可生效", "Licence took effect")},
    {
        "at": datetime(2026, 2, 20, 3, 0, tzinfo=UTC),
        "text": Both("接受许可条件第 2 版", "Terms accepted, version 2"),
        "who": LICENSEE,
    },
]

STEPS = [
    {
        "name": Both("提出请求", "Request"),
        "state": "done",
        "who": Both("被许可方", "Licensee"),
        "when": "2026-02-03",
    },
    {
        "name": Both("商定条件", "Terms agreed"),
        "state": "done",
        "who": Both("双方", "Both"),
        "when": "2026-02-20",
    },
    {"name": Both("许可生效", "In effect"), "state": "done", "who": "", "when": "2026-03-01"},
    {
        "name": Both("首件验收", "Prototype"),
        "state": "current",
        "who": Both("被许可方提交", "Licensee submits"),
        "when": Both("2026-12-04 前", "by 2026-12-04"),
    },
    {
        "name": Both("提成报告", "Royalty reports"),
        "state": "todo",
        "who": Both("每年一次", "Once a year"),
        "when": "",
    },
]

CLAUSES = [
    {
        "number": Both("第一条", "Clause 1"),
        "title": Both("许可方式和范围", "Kind and scope"),
        "paragraphs": [
            Both(
                "普通许可，地域为中国境内，期限五年，自许可生效之日起算；被许可方不得再许可。",
                "An ordinary licence for China, for five years from its effective date; "
                "the licensee may not sublicense.",
            )
        ],
        "basis": Both("《专利法》第五十一条", "Patent Law, Article 51"),
    },
    {
        "number": Both("第二条", "Clause 2"),
        "title": Both("许可使用费", "Fees"),
        "paragraphs": [
            Both("不收入门费。按下列阶段和比例支付：", "There is no entry fee. The licensee pays:")
        ],
        "parts": [
            Both(
                "首件验收通过后 30 日内，支付 20,000.00 元；",
                "¥20,000.00 within 30 days of the acceptance of the prototype;",
            ),
            Both(
                "累计净销售额达到 1,000,000.00 元的，支付 30,000.00 元；",
                "¥30,000.00 once cumulative net sales reach ¥1,000,000.00;",
            ),
            Both(
                "每一合同年度按净销售额的 2% 提成，每年不超过 150,000.00 元。",
                "2% of net sales in each contract year, at most ¥150,000.00 a year.",
            ),
        ],
        "basis": Both("《民法典》第八百四十六条", "Civil Code, Article 846"),
    },
    {
        "number": Both("第三条", "Clause 3"),
        "title": Both("总额上限", "Total cap"),
        "paragraphs": [
            Both(
                "各项费用合计不超过 600,000.00 元；达到上限后，被许可方无须再付费，许可继续有效至期满。",
                "All fees together never exceed ¥600,000.00; "
                "after that the licence goes on to its end without further payment.",
            )
        ],
    },
]

OPTIONS = [
    {
        "label": Both("零入门费", "No entry fee"),
        "note": Both("分阶段付款加提成", "stages and royalty"),
        "best": True,
    },
    {
        "label": Both("入门费加提成", "Entry fee and royalty"),
        "note": Both("5 万元加 1.5%", "¥50,000 and 1.5%"),
    },
    {"label": Both("一次总付", "Lump sum"), "note": Both("30 万元", "¥300,000")},
]

TILES = [
    {
        "figure": "1,286",
        "label": Both("开放许可声明", "Open-licence declarations"),
        "url": "#tiles",
        "note": Both("截至 2026-11-22", "as of 2026-11-22"),
    },
    {
        "figure": "347",
        "label": Both("达成许可", "Licences taken"),
        "url": "#tiles",
        "note": Both("其中中小微企业 301 项", "301 of them by small firms"),
    },
    {
        "figure": "11",
        "unit": Both("天", "days"),
        "label": Both("请求到答复（中位数）", "Median from request to answer"),
        "url": "#tiles",
    },
    {
        "figure": Both("2,418.6", "24.19"),
        "unit": Both("万元", "million yuan"),
        "label": Both("累计许可费", "Fees received"),
        "url": "#tiles",
    },
]
