"""The general ceilings of open-licence fees: they bind a statutory open licence and are pointed out elsewhere.

Source: CNIPA notice Guo Zhi Fa Yun Zi [2024] No. 19: a fixed fee generally not above 20 million yuan, a royalty not
above 20 % of net sales or 40 % of profit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from marketplace.domain.terms.check_facts import CheckFacts
from marketplace.domain.terms.fields import below
from marketplace.domain.terms.findings import BLOCK, WARN, Finding, finding
from marketplace.domain.terms.model import Annual, AnyComponent, Fixed, Instalments, Royalty, TermSheet
from marketplace.domain.terms.words_components import component_path, title
from marketplace.domain.terms.words_figures import Words, amount_words, percent_words

#: What a fixed fee (fen) and a royalty on net sales or on profit (percent) generally do not exceed.
FIXED_CEILING = 20_000_000_00
RATE_CEILINGS = {"net_sales": Decimal(20), "gross_profit": Decimal(40)}


def _fixed_ceiling(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if terms.currency != "CNY":
        return
    sums = {
        index: fixed_sum(component, terms)
        for index, component in enumerate(terms.components)
        if isinstance(component, Fixed | Instalments | Annual)
    }
    single = [(component_path(index), amount) for index, amount in sums.items() if amount > FIXED_CEILING]
    total = sum(sums.values())
    for path, amount in single or ([("$.terms.components", total)] if total > FIXED_CEILING else []):
        asked, ceiling = amount_words(amount, "CNY"), amount_words(FIXED_CEILING, "CNY")
        yield _above_ceiling(
            "fixed_above_ceiling",
            path,
            Words(
                f"固定费用合计{asked}，高于一般上限{ceiling}",
                f"Fixed fees of {asked} are above the general ceiling of {ceiling}",
            ),
            facts,
        )


def _rate_ceilings(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    for index, royalty in enumerate(terms.components):
        if not isinstance(royalty, Royalty) or royalty.base not in RATE_CEILINGS:
            continue
        ceiling = RATE_CEILINGS[royalty.base]
        path, highest = max(_rates(royalty, component_path(index)), key=lambda rate: rate[1])
        if highest > ceiling:
            name = title(royalty)
            base = ("净销售额", "net sales") if royalty.base == "net_sales" else ("利润额", "profit")
            yield _above_ceiling(
                "rate_above_ceiling",
                path,
                Words(
                    f"{name.zh}的费率{percent_words(highest)}高于{base[0]}提成的一般上限{percent_words(ceiling)}",
                    f"The rate of {name.en}, {percent_words(highest)}, is above the general ceiling of"
                    f" {percent_words(ceiling)} of {base[1]}",
                ),
                facts,
            )


def _above_ceiling(code: str, path: str, words: Words, facts: CheckFacts) -> Finding:
    statutory = facts.offer_type == "statutory"
    if statutory and not facts.override_reason:
        more = Words(
            "；请调低，或者由负责人写明理由。", ": lower it, or have the head of office state a reason."
        )
        return finding(code, BLOCK, path, Words(words.zh + more.zh, words.en + more.en), "ceilings")
    more = Words("。", ".")
    if statutory:
        more = Words(f"；已写明理由：{facts.override_reason}", f"; reason stated: {facts.override_reason}")
    return finding(code, WARN, path, Words(words.zh + more.zh, words.en + more.en), "ceilings")


def fixed_sum(component: AnyComponent, terms: TermSheet) -> int:
    """What a component asks at a fixed sum over the whole term, in minor units; 0 for royalties and shares."""
    if isinstance(component, Fixed):
        return component.amount
    if isinstance(component, Instalments):
        return component.total
    if isinstance(component, Annual):
        years = -(-terms.term_months // 12)
        last = min(component.to_year or years, years)
        return component.amount * max(last - component.from_year + 1, 0)
    return 0


def _rates(royalty: Royalty, path: str) -> list[tuple[str, Decimal]]:
    bands = [(f"{path}.bands", royalty.bands)]
    bands += [(below(f"{path}.bands_from_year", str(year)), later) for year, later in royalty.bands_from_year]
    return [(f"{place}[{index}].rate", band.rate) for place, some in bands for index, band in enumerate(some)]


CEILING_CHECKS: tuple[Callable[[TermSheet, CheckFacts], Iterator[Finding]], ...] = (
    _fixed_ceiling,
    _rate_ceilings,
)
