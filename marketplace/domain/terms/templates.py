"""Ready-made term sheets an office starts from, each with whom it serves and what to watch.

The sheets carry no late interest: its rate follows the loan prime rate of the day the offer is made and is
frozen then, so it is handed in (:func:`template_sheet`).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from marketplace.domain.terms import template_sheets as sheets

OFFER_TYPES = ("statutory", "platform", "negotiated")


@dataclass(frozen=True)
class Template:
    """A named sheet; ``offer_types`` says for which kinds of offer it is meant, best first."""

    key: str
    title_zh: str
    title_en: str
    serves_zh: str
    serves_en: str
    note_zh: str
    note_en: str
    offer_types: tuple[str, ...]
    sheet: Mapping[str, Any]


def template_sheet(key: str, *, late_rate: str | None = None) -> dict[str, Any]:
    """A fresh, editable JSON sheet of the template, with late interest at ``late_rate`` percent a year.

    :raises KeyError: no template of that key.
    """
    sheet = deepcopy(dict(TEMPLATES[key].sheet))
    if late_rate is not None:
        sheet["late"] = {"annual_rate": late_rate, "grace_days": 0}
    return sheet


_ALL = (
    Template(
        "zero_entry_staged_royalty",
        "零门槛费+阶段性支付+收入提成",
        "Zero entry fee, staged payments and royalty",
        "资金有限、先试制后投产的中小微企业",
        "Small firms with little cash that build a prototype before they produce",
        "签约时不付费：样机验收后付第一笔，累计销售达标后付第二笔，其余随净销售额提成，年度和总额均有上限。",
        "Nothing is paid at signature: one sum when the prototype is accepted, one when sales reach a threshold,"
        " the rest as a royalty on net sales, limited by year and in all.",
        ("platform", "negotiated"),
        sheets.ZERO_ENTRY_STAGED_ROYALTY,
    ),
    Template(
        "deferred",
        "延期支付",
        "Deferred payment",
        "希望产品或服务产生收入后再付费的中小微企业",
        "Small firms that want to pay once the product or service earns",
        "首次取得收入后九十日付费；一直没有收入的，最迟在许可生效满二十四个月时付费。取得收入之前、未满二十四个月的，可以无偿退出。",
        "Paid ninety days after the first revenue; without revenue twenty-four months after the licence takes"
        " effect at the latest. Leaving is free within these months as long as there is no revenue.",
        ("platform", "negotiated"),
        sheets.DEFERRED,
    ),
    Template(
        "trial_then_choice",
        "先用后转：免费试用后自选付费方式",
        "Free trial, then a choice of payment",
        "需要先在生产现场验证技术的企业",
        "Firms that need to prove the technology on their own floor first",
        "试用期内不得销售；期满前选择一次性付费或者提成，不选择的，许可失效。无偿试用可能需要视同应税交易处理，请咨询"
        "税务人员。",
        "No sales during the trial; before it ends the firm chooses a lump sum or a royalty, silence lets the"
        " licence lapse. A free trial may count as a deemed taxable transaction: ask a tax adviser.",
        ("platform", "negotiated"),
        sheets.TRIAL_THEN_CHOICE,
    ),
    Template(
        "tiered_minimum",
        "阶梯递减提成+年度最低提成",
        "Falling tiers with an annual minimum",
        "已有稳定销量、预期快速放量的企业",
        "Firms with steady sales that expect to grow fast",
        "销售额越高，超出部分的费率越低；自第三个合同年度起设年度最低提成，不足部分在年末补足。",
        "The more is sold, the lower the rate on what lies above; from the third contract year a minimum applies"
        " and the shortfall is charged at the end of the year.",
        ("platform", "statutory", "negotiated"),
        sheets.TIERED_WITH_MINIMUM,
    ),
    Template(
        "per_unit",
        "计件提成",
        "Royalty per unit",
        "产品单价波动大、按件计量的生产企业",
        "Makers of countable products whose prices vary",
        "每年度的首批产品免收提成，其后按件计费，数量越大单价越低，年度提成有上限。",
        "The first units of each year are free, then each unit bears a sum that falls with volume, limited by year.",
        ("platform", "negotiated"),
        sheets.PER_UNIT,
    ),
    Template(
        "saving_share",
        "降本分成",
        "Share of saving",
        "采用工艺方法专利、以节约成本见效的企业",
        "Firms that use a process patent and gain by lower cost",
        "按经核定的节约额分成，每半年结算一次，分成总额有上限；节约额的基线和核定方法应当在合同中写明。",
        "A share of the verified saving, settled every half-year and limited in all; the contract should state"
        " the baseline and how the saving is verified.",
        ("platform", "negotiated"),
        sheets.SAVING_SHARE,
    ),
    Template(
        "statutory_open",
        "法定开放许可：入门费+提成",
        "Statutory open licence: entry fee and royalty",
        "向国家知识产权局声明开放许可的专利权人，以及任何愿意按公告条件实施的单位和个人",
        "Patentees who declare an open licence with CNIPA, and anyone willing to work it as announced",
        "书面通知并支付入门费即获得许可；对所有被许可人条件相同，费率低于一般上限。",
        "Written notice and payment of the entry fee give the licence; the terms are equal for every licensee"
        " and below the general ceilings.",
        ("statutory",),
        sheets.STATUTORY_OPEN,
    ),
    Template(
        "pool_package",
        "专利池一揽子许可",
        "Pool package",
        "一次取得多件相关专利许可的企业",
        "Firms that take several related patents in one licence",
        "每个合同年度支付固定年费，另按净销售额提成；成员之间的分配由专利池约定，不影响被许可人。",
        "A flat fee each contract year and a royalty on net sales; how the members share is the pool's affair and"
        " does not touch the licensee.",
        ("platform", "negotiated"),
        sheets.POOL_PACKAGE,
    ),
    Template(
        "micro_instalments",
        "零首付分期支付",
        "Instalments with nothing down",
        "现金流稳定、希望费用总额确定的微型企业",
        "Micro firms with steady cash flow that want a known total",
        "签约时不付费，满十二、二十四、三十六个月各付一期；提前结清的，未付部分给予优惠。",
        "Nothing at signature, one part each after twelve, twenty-four and thirty-six months; paying early lowers"
        " what is still unpaid.",
        ("platform", "statutory", "negotiated"),
        sheets.MICRO_INSTALMENTS,
    ),
    Template(
        "growth_buyout",
        "收入提成+融资分成+买断",
        "Royalty, share of financing and buy-out",
        "计划进行股权融资的初创企业",
        "Start-ups that plan to raise equity",
        "入门费为零，按净销售额提成，融资到账时支付小比例分成，随时可以买断；全部费用有总额上限。",
        "No entry fee, a royalty on net sales, a small share of each financing received, and a buy-out at any"
        " time; everything is limited by a total cap.",
        ("negotiated", "platform"),
        sheets.GROWTH_WITH_BUYOUT,
    ),
    Template(
        "lump_sum",
        "一次总付",
        "Lump sum",
        "希望一次结清、不再报告销售情况的企业",
        "Firms that want to settle once and never report sales",
        "生效后一次付清，此后不再产生费用。",
        "Paid once after the licence takes effect; nothing follows.",
        ("statutory", "platform", "negotiated"),
        sheets.LUMP_SUM,
    ),
    Template(
        "instalments",
        "总额分期支付",
        "Fixed total in instalments",
        "认可固定总价、希望分年支付的企业",
        "Firms that accept a fixed price and pay it over the years",
        "总额固定，生效时付首期，此后每年一期。",
        "The total is fixed; the first part falls due at the start, then one a year.",
        ("statutory", "platform", "negotiated"),
        sheets.INSTALMENTS,
    ),
    Template(
        "entry_royalty",
        "入门费+提成",
        "Entry fee and royalty",
        "愿意先付少量入门费、其余随销售支付的企业",
        "Firms ready to pay a little first and the rest with sales",
        "生效时支付入门费，此后按净销售额提成。",
        "An entry fee at the start, then a royalty on net sales.",
        ("statutory", "platform", "negotiated"),
        sheets.ENTRY_PLUS_ROYALTY,
    ),
    Template(
        "free",
        "免费许可",
        "Free licence",
        "推广期内的企业，以及公益用途",
        "Firms during a promotion period, and uses in the public interest",
        "不收取许可使用费。无偿许可可能需要视同应税交易处理，请咨询税务人员。",
        "No fee is charged. A licence without payment may count as a deemed taxable transaction: ask a tax adviser.",
        ("platform", "statutory", "negotiated"),
        sheets.FREE,
    ),
)

TEMPLATES: Mapping[str, Template] = MappingProxyType({template.key: template for template in _ALL})
