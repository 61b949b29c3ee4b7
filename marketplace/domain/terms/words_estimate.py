"""The five estimating methods in words, and the brief explanation of the fee that a declaration needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from marketplace.domain.money import format_rate
from marketplace.domain.terms.estimate import COMMON, INPUTS, Estimate
from marketplace.domain.terms.words_figures import Words

METHODS = MappingProxyType(
    {
        "own_use": Words("参照自行实施该专利的收益", "From what the owner earns by working the patent"),
        "licences": Words("参照该专利已有的许可使用费", "From licences of the same patent"),
        "statistics": Words("参照同行业专利实施许可统计数据", "From statistics of licences in the same industry"),
        "rates": Words("参照国际一般许可费率", "From rates that are common internationally"),
        "valuation": Words("采用资产评估方法", "By valuation of the patent as an asset"),
    }
)
WHEN = MappingProxyType(
    {
        "own_use": Words("适合已经自行实施、有销售和利润数据的专利。", "Where the owner works the patent and knows sales and margin."),
        "licences": Words("适合已经许可给他人的专利；近期的许可更有参考价值。", "Where the patent has been licensed before; recent licences count most."),
        "statistics": Words("适合没有实施和许可记录、但所在行业有统计数据的专利。", "Where there is neither use nor licence, but the industry has statistics."),
        "rates": Words("适合有可比国际费率的技术。", "Where comparable international rates are known."),
        "valuation": Words("适合能够预测收益、也了解投入成本的专利。", "Where income can be forecast and the costs so far are known."),
    }
)
LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "sales": Words("许可产品年净销售额", "Yearly net sales of the product"),
        "margin": Words("销售利润率", "Profit on sales"),
        "contribution": Words("该专利对利润的贡献度", "Contribution of this patent to the profit"),
        "share": Words("许可人分享比例", "Share of the licensor in that profit"),
        "fees": Words("许可使用费金额", "Licence fee"),
        "years": Words("许可期限", "Term of the licence"),
        "patents": Words("每份合同所含专利数", "Patents in one contract"),
        "rate": Words("提成率", "Royalty rate"),
        "discount": Words("折现率", "Discount rate"),
        "costs": Words("研发、申请和年费成本", "Costs of research, prosecution and annual fees"),
        "licensees": Words("预期被许可人数", "Expected number of licensees"),
        "coefficient": Words("其他调节系数", "Other adjustment coefficient"),
    }
)
#: The unit behind a figure; a plain count has none.
UNITS: Mapping[str, Words] = MappingProxyType(
    {
        **dict.fromkeys(("sales", "fees", "costs"), Words("元", " yuan")),
        **dict.fromkeys(("margin", "contribution", "share", "rate", "discount"), Words("%", "%")),
        "years": Words("年", " years"),
    }
)
_FORMULAS = MappingProxyType(
    {
        "own_use": Words("年净销售额×利润率×贡献度×分享比例×调节系数", "net sales × profit × contribution × share × coefficients"),
        "licences": Words("许可使用费÷年限÷专利数×调节系数", "fee ÷ years ÷ patents × coefficients"),
        "statistics": Words("合同金额中位数÷年限中位数÷专利数×调节系数", "median fee ÷ median term ÷ patents × coefficients"),
        "rates": Words("年净销售额×费率×调节系数", "net sales × rate × coefficients"),
        "valuation": Words("各年提成折现值之和×调节系数，不低于成本÷被许可人数", "sum of discounted royalties × coefficients, at least costs ÷ licensees"),
    }
)


def explanation(found: Estimate, on: date) -> Words:
    """The brief explanation: method, inputs, coefficients, result, day."""
    method, formula = METHODS[found.method], _FORMULAS[found.method]
    named = [(LABELS[name], _figure(name, found.inputs[name])) for name in (*INPUTS[found.method], *COMMON)]
    zh = [f"本许可使用费{method.zh}估算，计算方法为：{formula.zh}。"]
    en = [f"The fee was estimated {method.en[0].lower()}{method.en[1:]}: {formula.en}."]
    zh.append(f"取值：{'；'.join(f'{label.zh}{figure.zh}' for label, figure in named)}；一对多许可的固定费用系数{found.spread}。")
    en.append(
        f"Inputs: {'; '.join(f'{label.en} {figure.en}' for label, figure in named)}; "
        f"coefficient of a fixed fee for several licensees {found.spread}."
    )
    result = _result(found)
    zh.append(f"估算结果：{result.zh}{'（已按一般上限核减）' if found.capped else ''}。")
    en.append(f"Result: {result.en}{' (cut to the general ceiling)' if found.capped else ''}.")
    zh.append(f"估算日期：{on.year}年{on.month}月{on.day}日。以上为估算，供定价参考。")
    en.append(f"Estimated on {on.isoformat()}; an estimate to set a price by.")
    return Words("".join(zh), " ".join(en))


def _result(found: Estimate) -> Words:
    zh, en = [], []
    if found.fixed is not None:
        whole = found.method == "valuation"
        zh.append(f"{'整个许可期' if whole else '每年'}固定费用{found.fixed:,}元")
        en.append(f"a fixed fee of {found.fixed:,} yuan {'for the whole term' if whole else 'a year'}")
    if found.rate is not None:
        zh.append(f"提成率为净销售额的{format_rate(found.rate)}%")
        en.append(f"a royalty of {format_rate(found.rate)}% of net sales")
    return Words("，或者".join(zh), " or ".join(en))


def _figure(name: str, value: Decimal) -> Words:
    plain, unit = f"{Decimal(format_rate(value)):,}", UNITS.get(name, Words("", ""))
    return Words(f"{plain}{unit.zh}", f"{plain}{unit.en}")
