"""What a printed comparison of ways to pay says, in Chinese and English; break-even in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from marketplace.domain.terms.comparison import Comparison
from marketplace.domain.terms.words_figures import Words, amount_words

COMPARISON = MappingProxyType(
    {
        "title": Words("许可费用测算", "What the licence would cost"),
        "listing": Words("许可项目", "Listing"),
        "patents": Words("专利", "Patents"),
        "made": Words("制作日期", "Made on"),
        "page": Words("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
        "demonstration": Words("演示数据", "Demonstration data"),
        "assumptions": Words("测算假设", "Assumptions"),
        "costs": Words("逐年费用", "Cost year by year"),
        "income": Words("许可收入（权利人视角）", "Income from these licences"),
        "working": Words("计算过程", "Working"),
        "currency_note": Words("金额单位：{currency}，不含增值税。", "In {currency}, without VAT."),
        "due": Words("{day}到期", "due {day}"),
        "year": Words("第{year}年", "Year {year}"),
        "failed": Words("项目失败时", "If it fails"),
        "note": Words(
            "本测算依据上述假设和公布的条款作出，仅供参考，不构成要约；应付金额以许可生效后的结算单为准。",
            "This calculation rests on the assumptions above and the published terms. It is no offer; what is payable "
            "follows from the statements once the licence has taken effect.",
        ),
        "link": Words("在线查看和修改：{url}", "See and change it at: {url}"),
        "unprintable": Words("字体中没有的字符以编码表示：{codes}", "Characters the font lacks are printed as codes: {codes}"),
        "none": Words("—", "–"),
    }
)


def break_even_words(comparison: Comparison, names: Mapping[str, str], currency: str) -> list[Words]:
    """From where on another way to pay is cheaper. ``names``: what each option is called, by its key."""
    found = []
    for one in comparison.by_sales:
        sales, share = amount_words(one.sales, currency), _share(one.permille)
        below, above = names[one.below], names[one.above]
        found.append(
            Words(
                f"累计销售额不超过{sales}（预测的{share}%）时，“{below}”较省；超过后，“{above}”较省。",
                f"Up to total sales of {sales} ({share}% of the forecast) “{below}” costs less, beyond that “{above}”.",
            )
        )
    for turn in comparison.by_year if len(names) == 2 else ():
        until, since, year = names[turn.until], names[turn.since], turn.year - 1
        found.append(
            Words(
                f"从头累计，到第{year}年年末为止“{until}”较省，此后“{since}”较省。",
                f"Added up from the start, “{until}” costs less until the end of year {year}, then “{since}”.",
            )
        )
    return found


def _share(permille: int) -> str:
    return f"{permille // 10:,}" if permille % 10 == 0 else f"{permille // 10:,}.{permille % 10}"
