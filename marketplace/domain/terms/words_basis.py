"""How a line came to its amount: the sentence of each step of the working, Chinese and English.

A step is a code and the values it was computed with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from marketplace.domain.terms.case import Deduction
from marketplace.domain.terms.words_bands import bands_words, base_figure, life_bands_words
from marketplace.domain.terms.words_figures import Words, amount_words, percent_words

_BASES = {
    "net_sales": Words("净销售额", "net sales"),
    "gross_profit": Words("毛利", "gross profit"),
    "saving": Words("节约额", "the saving"),
    "units": Words("数量", "units"),
}


def basis_words(step: str, values: tuple[Any, ...], currency: str) -> Words:
    """The sentence of one step in both languages. Raises KeyError for a step that is not worded."""
    return STEPS[step](currency, *values)


def _fixed(currency: str, amount: int) -> Words:
    shown = amount_words(amount, currency)
    return Words(f"一次性款项{shown}。", f"One sum of {shown}.")


def _instalment(
    currency: str, part: int, parts: int, percent: Decimal | None, total: int, amount: int
) -> Words:
    whole, shown = amount_words(total, currency), amount_words(amount, currency)
    if percent is None:
        return Words(
            f"总额{whole}，共{parts}期，第{part}期{shown}。",
            f"Part {part} of {parts} of a total of {whole}: {shown}.",
        )
    rate = percent_words(percent)
    return Words(
        f"总额{whole}，共{parts}期，第{part}期占{rate}，计{shown}。",
        f"Part {part} of {parts} of a total of {whole}, {rate} of it: {shown}.",
    )


def _annual(currency: str, year: int, amount: int) -> Words:
    shown = amount_words(amount, currency)
    return Words(f"第{year}个合同年度的年费{shown}。", f"Annual fee of contract year {year}: {shown}.")


def _scheduled(currency: str) -> Words:
    return Words("届时发生，现仅预告。", "Arises on its day; shown ahead.")


def _cancelled(currency: str) -> Words:
    return Words("已取消，不再发生。", "Cancelled; it does not arise any more.")


def _share(currency: str, rate: Decimal, raised: int, fee: int) -> Words:
    percent, sum_raised, shown = (
        percent_words(rate),
        amount_words(raised, currency),
        amount_words(fee, currency),
    )
    return Words(
        f"融资额{sum_raised}×{percent}={shown}。",
        f"{percent} of the financing of {sum_raised} is {shown}.",
    )


def _share_cap(currency: str, cap: int, before: int, left: int) -> Words:
    limit, used, rest = (amount_words(value, currency) for value in (cap, before, left))
    return Words(
        f"本项累计上限{limit}，此前已计{used}，本笔以{rest}为限。",
        f"All lines of this fee are limited to {limit}; {used} came before, so {rest} is left.",
    )


def _base(currency: str, base: str, gross: int | None, deductions: Sequence[Deduction], figure: int) -> Words:
    name, shown = _BASES[base], base_figure(base, figure, currency)
    if base == "net_sales" and gross is not None:
        less = amount_words(sum(deduction.amount for deduction in deductions), currency)
        all_sales = amount_words(gross, currency)
        return Words(
            f"本期销售总额{all_sales}，扣减{less}，净销售额{shown.zh}。",
            f"Gross sales of the period {all_sales}, less deductions of {less}: net sales {shown.en}.",
        )
    return Words(f"本期报告的{name.zh}：{shown.zh}。", f"Reported for the period, {name.en}: {shown.en}.")


def _correction(currency: str, base: str, old: int, new: int) -> Words:
    before, after = base_figure(base, old, currency), base_figure(base, new, currency)
    return Words(
        f"更正：本期由{before.zh}改为{after.zh}，仅计差额。",
        f"Correction: the period changes from {before.en} to {after.en}; only the difference counts.",
    )


def _chargeable(currency: str, base: str, year: int, reported: int, allowance: int, chargeable: int) -> Words:
    all_year, counts = base_figure(base, reported, currency), base_figure(base, chargeable, currency)
    if not allowance:
        return Words(
            f"第{year}年度累计报告{all_year.zh}，计费{counts.zh}。",
            f"Reported in year {year} so far: {all_year.en}; chargeable: {counts.en}.",
        )
    free = base_figure(base, allowance, currency)
    return Words(
        f"第{year}年度累计报告{all_year.zh}，扣除免提成额{free.zh}，应计提成的为{counts.zh}。",
        f"Reported in year {year} so far: {all_year.en}; less the free allowance of {free.en}; "
        f"chargeable: {counts.en}.",
    )


def _annual_cap(currency: str, cap: int, total: int) -> Words:
    limit, shown = amount_words(cap, currency), amount_words(total, currency)
    return Words(
        f"年度上限{limit}，按分档计算的年度合计为{shown}。",
        f"The year is limited to {limit}; by bands it comes to {shown}.",
    )


def _accrued(currency: str, owed: int, before: int, computed: int) -> Words:
    total, earlier, now = (amount_words(value, currency) for value in (owed, before, computed))
    return Words(
        f"年度合计{total}，减本年度此前已计{earlier}，本期{now}。",
        f"Year total {total}, less {earlier} accrued before in the year: {now}.",
    )


def _true_up_used(currency: str, minimum: int, computed: int, charge: int) -> Words:
    least, full, now = (amount_words(value, currency) for value in (minimum, computed, charge))
    if computed < 0:
        return Words(
            f"该年度已按保底{least}结算，更正后年度应付不低于保底，本期{full}按{now}计。",
            f"The year has been settled and owes its minimum of {least} at least, so {full} counts as {now}.",
        )
    return Words(
        f"该年度已按保底{least}结算，本期提成{full}先由保底差额抵用，计{now}。",
        f"The year has been settled at its minimum of {least}; the royalty of {full} is first used up by the "
        f"true-up, which leaves {now}.",
    )


def _minimum(
    currency: str, year: int, whole: int, days: int | None, minimum: int, accrued: int, missing: int
) -> Words:
    full, least, so_far, rest = (
        amount_words(value, currency) for value in (whole, minimum, accrued, missing)
    )
    if days is None:
        return Words(
            f"第{year}年度保底{least}，已计提成{so_far}，补足{rest}。",
            f"Minimum of year {year}: {least}; accrued royalty {so_far}; missing {rest}.",
        )
    return Words(
        f"第{year}年度保底{full}，按{days}天折算（÷365）为{least}，已计提成{so_far}，补足{rest}。",
        f"Minimum of year {year}: {full}, for {days} of 365 days {least}; accrued royalty {so_far}; missing {rest}.",
    )


def _credits(currency: str, before: int, credited: int, left: int) -> Words:
    full, off, rest = (amount_words(value, currency) for value in (before, abs(credited), left))
    if credited > 0:
        return Words(
            f"{full}，以其他款项的已付金额抵扣{off}，余{rest}。",
            f"{full}, less {off} paid on other items that are set off: {rest}.",
        )
    return Words(
        f"{full}，退回此前多抵扣的{off}，为{rest}。",
        f"{full}; {off} set off before is given back: {rest}.",
    )


def _total_cap(currency: str, cap: int, before: int, wanted: int, brought: int) -> Words:
    limit, so_far, full, now = (amount_words(value, currency) for value in (cap, before, wanted, brought))
    return Words(
        f"许可费总额上限{limit}，此前计入{so_far}，本笔{full}按{now}计。",
        f"All payments are limited to {limit}; {so_far} came before, so {full} counts as {now}.",
    )


def _discount(currency: str, percent: Decimal, unpaid: int, discount: int) -> Words:
    rate, base, off = percent_words(percent), amount_words(unpaid, currency), amount_words(discount, currency)
    return Words(
        f"提前结清：未付且无争议的{base}优惠{rate}，减{off}。",
        f"Early settlement: {rate} off the {base} that is unpaid and not in dispute, {off} less.",
    )


def _buyout(currency: str, cap: int, counted_so_far: int, left: int, floor: int, price: int) -> Words:
    limit, used, rest, least, shown = (
        amount_words(value, currency) for value in (cap, counted_so_far, left, floor, price)
    )
    return Words(
        f"总额上限{limit}减已计入{used}，余{rest}；不低于{least}，买断价{shown}。",
        f"Total cap {limit} less {used} counted so far: {rest}; at least {least}; price {shown}.",
    )


def _buyout_floor(currency: str, floor: int) -> Words:
    shown = amount_words(floor, currency)
    return Words(f"买断价{shown}。", f"Buy-out price {shown}.")


#: What words each step; the values of a step are the arguments after the currency.
STEPS: dict[str, Callable[..., Words]] = {
    "fixed": _fixed,
    "instalment": _instalment,
    "annual": _annual,
    "scheduled": _scheduled,
    "cancelled": _cancelled,
    "share": _share,
    "share_cap": _share_cap,
    "base": _base,
    "correction": _correction,
    "chargeable": _chargeable,
    "bands": bands_words,
    "life_bands": life_bands_words,
    "annual_cap": _annual_cap,
    "accrued": _accrued,
    "true_up_used": _true_up_used,
    "minimum": _minimum,
    "credits": _credits,
    "total_cap": _total_cap,
    "discount": _discount,
    "buyout": _buyout,
    "buyout_floor": _buyout_floor,
}
