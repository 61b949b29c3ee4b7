"""The words of every code of the terms engine, Chinese and English side by side.

Sentences about a whole sheet are made in :mod:`words_sheet`, phrases about triggers in :mod:`words_triggers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from marketplace.domain.terms.faults import SENTENCES
from marketplace.domain.terms.words_figures import Words

Table = Mapping[str, Words]


def _table(**words: tuple[str, str]) -> Table:
    return MappingProxyType({code: Words(*pair) for code, pair in words.items()})


COMPONENT_TYPES = _table(
    fixed=("一次性费用", "Fixed sum"),
    instalments=("分期费用", "Instalments"),
    annual=("年费", "Annual fee"),
    royalty=("提成", "Royalty"),
    share=("融资分成", "Share of financing"),
    trial=("免费试用", "Free trial"),
)

LINE_KINDS = _table(
    charge=("应付款项", "Charge"),
    true_up=("保底补差", "Top-up to the annual minimum"),
    correction=("更正", "Correction"),
    credit=("冲减", "Credit"),
    discount=("提前结清优惠", "Discount for early settlement"),
    buyout=("买断价款", "Buy-out price"),
)

LINE_STATUSES = _table(
    paid=("已付清", "Paid"),
    waived=("已免除", "Waived"),
    held=("争议冻结", "On hold"),
    overdue=("已逾期", "Overdue"),
    part_paid=("部分支付", "Partly paid"),
    due=("待支付", "Due"),
    scheduled=("尚未产生", "Scheduled"),
    cancelled=("已取消", "Cancelled"),
)

LICENCE_STATES = _table(
    trial=("试用中", "On trial"),
    active=("有效", "Active"),
    lapsed=("已失效", "Lapsed"),
    terminated=("已终止", "Terminated"),
    expired=("已期满", "Expired"),
    bought_out=("已买断", "Bought out"),
)

EVENT_KINDS = _table(
    first_revenue=("首次取得收入", "First revenue"),
    milestone_accepted=("里程碑验收通过", "Milestone accepted"),
    product_registered=("产品完成注册", "Product registered"),
    financing=("取得融资", "Financing received"),
    sales=("销售报告", "Sales report"),
    payment=("付款", "Payment"),
    hold=("争议冻结", "Amount put on hold"),
    release=("解除冻结", "Hold released"),
    waive=("免除", "Amount waived"),
    choose=("选择付费方式", "Payment option chosen"),
    settle_early=("提前结清", "Early settlement"),
    buyout=("买断", "Buy-out"),
    terminate=("终止", "Termination"),
    patent_ended=("专利权终止", "Patent ended"),
)

TRIGGER_KINDS = _table(
    effective=("许可生效", "Licence takes effect"),
    date=("约定日期", "Fixed date"),
    months_after_effective=("许可生效后满若干个月", "Months after the licence takes effect"),
    milestone_accepted=("里程碑验收通过", "Milestone accepted"),
    first_revenue=("首次取得收入", "First revenue"),
    cumulative_sales_ge=("累计净销售额达标", "Cumulative net sales reached"),
    cumulative_units_ge=("累计数量达标", "Cumulative units reached"),
    product_registered=("产品完成注册", "Product registered"),
    financing=("首次取得融资", "First financing received"),
    trial_end=("试用期届满", "Trial ends"),
    earliest_of=("其中最早", "Earliest of"),
    latest_of=("其中最晚", "Latest of"),
)

TERMINATION_REASONS = _table(
    licensee_exit=("被许可人退出", "Exit of the licensee"),
    breach=("违约解除", "Breach"),
    agreement=("协商一致解除", "Agreement of the parties"),
)

LICENCE_KINDS = _table(
    ordinary=("普通许可", "Ordinary licence"),
    sole=("排他许可", "Sole licence"),
    exclusive=("独占许可", "Exclusive licence"),
)

ROYALTY_BASES = _table(
    net_sales=("净销售额", "net sales"),
    gross_profit=("毛利", "gross profit"),
    saving=("节约额", "saving"),
    units=("产品数量", "units"),
)

PERIODS = _table(
    quarter=("季度", "quarter"),
    half_year=("半年度", "half-year"),
    year=("年度", "year"),
)

#: How often that is, for English sentences.
PERIOD_RHYTHMS: Mapping[str, str] = MappingProxyType(
    {"quarter": "quarterly", "half_year": "half-yearly", "year": "yearly"}
)

YEAR_KINDS = _table(
    contract=("合同年度", "contract year"),
    calendar=("日历年度", "calendar year"),
)

BAND_SCOPES = _table(
    year=("按年度累计", "by year"),
    life=("按许可期累计", "over the life of the licence"),
)

CAPS = _table(
    annual_cap=("年度上限", "annual cap"),
    cap=("分成上限", "cap of the share"),
    total_cap=("许可费总额上限", "total cap"),
)

OFFER_TYPES = _table(
    statutory=("法定开放许可", "Statutory open licence"),
    platform=("平台标价许可", "Standing offer on the platform"),
    negotiated=("协商许可", "Negotiated licence"),
)

SEVERITIES = _table(
    block=("不得发布", "Blocks"),
    warn=("请注意", "Note"),
)

#: Every table by its name, so that a test can hold them against the engine's codes.
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "component_type": COMPONENT_TYPES,
        "line_kind": LINE_KINDS,
        "line_status": LINE_STATUSES,
        "licence_state": LICENCE_STATES,
        "event_kind": EVENT_KINDS,
        "trigger_kind": TRIGGER_KINDS,
        "termination_reason": TERMINATION_REASONS,
        "licence_kind": LICENCE_KINDS,
        "royalty_base": ROYALTY_BASES,
        "period": PERIODS,
        "year_kind": YEAR_KINDS,
        "band_scope": BAND_SCOPES,
        "cap": CAPS,
        "offer_type": OFFER_TYPES,
        "severity": SEVERITIES,
    }
)


def label(table: str, code: str, lang: str) -> str:
    """The label of a code in ``zh`` or ``en``. Raises KeyError for an unknown table or code."""
    words = TABLES[table][code]
    return words.zh if lang == "zh" else words.en


def fault_words(code: str, params: Mapping[str, object]) -> Words:
    """What is wrong with a sheet or an event; ``code`` and ``params`` are those of a ``Fault``."""
    zh, en = SENTENCES[code]
    return Words(zh.format(**params), en.format(**params))
