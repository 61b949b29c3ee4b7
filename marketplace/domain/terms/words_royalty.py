"""Sentences about a running royalty, contract-grade, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.domain.terms.fields import below
from marketplace.domain.terms.model import Band, Royalty, TermSheet
from marketplace.domain.terms.words import PERIOD_RHYTHMS, PERIODS, YEAR_KINDS
from marketplace.domain.terms.words_components import Clause, cap_and_credit, component_path, due_words, title
from marketplace.domain.terms.words_figures import (
    Words,
    amount_words,
    counted,
    percent_words,
    unit_price_words,
)
from marketplace.domain.terms.words_triggers import trigger_words


def royalty_clauses(royalty: Royalty, index: int, terms: TermSheet) -> list[Clause]:
    """The clauses of one royalty: rates first, then what limits them, then reports and payment."""
    parts = [
        ("bands", _rates(royalty, terms)),
        *(
            (f"bands_from_year.{year}", _later_rates(year, bands, royalty, terms))
            for year, bands in royalty.bands_from_year
        ),
        ("starts", _span(royalty, terms)),
        ("free_allowance", _allowance(royalty, terms)),
        ("annual_cap", _annual_cap(royalty, terms)),
        ("annual_minimum", _minimum(royalty, terms)),
        ("period", _reports(royalty)),
        ("due_days", _payment(royalty, terms)),
    ]
    name = title(royalty)
    path = component_path(index)
    return [
        Clause(
            f"component.{royalty.id}.{part}",
            _place(path, part),
            f"{name.zh}：{words.zh}",
            f"{name.en}: {words.en}",
        )
        for part, words in parts
        if words is not None
    ]


def _place(path: str, part: str) -> str:
    member, _, year = part.partition(".")
    return below(f"{path}.{member}", year) if year else f"{path}.{member}"


def base_figure(figure: int, base: str, currency: str) -> Words:
    """A figure of a royalty's base: an amount, or a count of units."""
    if base == "units":
        return Words(f"{figure:,}件", counted(figure, "unit"))
    amount = amount_words(figure, currency)
    return Words(amount, amount)


def band_words(bands: Sequence[Band], base: str, currency: str) -> Words:
    """The bands as one phrase: ``2%``, or what each stretch bears."""
    if len(bands) == 1:
        return _rate(bands[0], base, currency)
    zh, en = [], []
    for place, band in enumerate(bands):
        rate = _rate(band, base, currency)
        over = base_figure(band.over, base, currency)
        upto = base_figure(bands[place + 1].over, base, currency) if place + 1 < len(bands) else None
        if upto is None:
            zh.append(f"超过{over.zh}的部分，{rate.zh}")
            en.append(f"{rate.en} on what exceeds {over.en}")
        elif place == 0:
            zh.append(f"不超过{upto.zh}的部分，{rate.zh}")
            en.append(f"{rate.en} on the first {upto.en}")
        else:
            zh.append(f"超过{over.zh}、不超过{upto.zh}的部分，{rate.zh}")
            en.append(f"{rate.en} on what exceeds {over.en} up to {upto.en}")
    return Words("；".join(zh), "; ".join(en))


def _rate(band: Band, base: str, currency: str) -> Words:
    if base == "units":
        price = unit_price_words(band.rate, currency)
        return Words(f"每件{price}", f"{price} per unit")
    return Words(percent_words(band.rate), percent_words(band.rate))


def _rates(royalty: Royalty, terms: TermSheet) -> Words:
    year = YEAR_KINDS[royalty.year]
    rates = band_words(royalty.bands, royalty.base, terms.currency)
    scope = _scope(royalty)
    first = (
        Words(
            "，其中第1个日历年度为许可生效之日所在的日历年度",
            "; calendar year 1 is that of the effective date",
        )
        if royalty.year == "calendar"
        else Words("", "")
    )
    if len(royalty.bands) > 1:
        lead = Words(
            f"被许可人按{_MEASURED[royalty.base].zh}分段支付提成：{rates.zh}",
            f"the licensee pays a royalty on {_MEASURED[royalty.base].en}: {rates.en}",
        )
    elif royalty.base == "units":
        lead = Words(
            f"被许可人按许可产品的数量支付提成，{rates.zh}",
            f"the licensee pays a royalty of {rates.en} of licensed product",
        )
    else:
        lead = Words(
            f"被许可人按{_MEASURED[royalty.base].zh}的{rates.zh}支付提成",
            f"the licensee pays a royalty of {rates.en} of {_MEASURED[royalty.base].en}",
        )
    return Words(
        f"{lead.zh}。{scope.zh}本项所称年度为{year.zh}{first.zh}。",
        f"{lead.en}.{scope.en} A year here is a {year.en}{first.en}.",
    )


_MEASURED = {
    "net_sales": Words("许可产品净销售额", "the net sales of licensed products"),
    "gross_profit": Words("许可产品毛利", "the gross profit on licensed products"),
    "saving": Words(
        "实施许可专利取得并经核定的节约额", "the verified saving from using the licensed patents"
    ),
    "units": Words("许可产品的数量", "the number of licensed products"),
}


def _scope(royalty: Royalty) -> Words:
    if royalty.band_scope == "life":
        return Words(
            "计算各段时以许可期内的累计数为准，不逐年重新起算；各段标准仅适用于落入该段的部分。",
            " Bands apply to the total since the start of the licence and do not start afresh each year; each rate"
            " applies only to what falls within its band.",
        )
    if max(len(bands) for bands in (royalty.bands, *(later for _, later in royalty.bands_from_year))) == 1:
        return Words("", "")
    return Words(
        "计算各段时以当年累计数为准，每年重新起算；各段标准仅适用于落入该段的部分。",
        " Bands apply to the total of the year and start afresh each year; each rate applies only to what falls within"
        " its band.",
    )


def _later_rates(year: int, bands: Sequence[Band], royalty: Royalty, terms: TermSheet) -> Words:
    rates = band_words(bands, royalty.base, terms.currency)
    kind = YEAR_KINDS[royalty.year]
    return Words(
        f"自第{year:,}个{kind.zh}起，提成标准为：{rates.zh}。",
        f"from {kind.en} {year:,} the royalty is: {rates.en}.",
    )


def _span(royalty: Royalty, terms: TermSheet) -> Words:
    start = (
        Words("许可生效之日", "the effective date")
        if royalty.starts is None
        else trigger_words(royalty.starts, terms.currency)
    )
    trial = (
        Words("，但不早于试用期届满之日", ", but not before the trial ends,")
        if terms.trial
        else Words("", "")
    )
    sell_off = (
        Words("清售期届满", "the end of the sell-off period")
        if terms.exit.sell_off_days
        else Words("许可的最后一日", "the last day of the licence")
    )
    return Words(
        f"提成自{start.zh}起计算{trial.zh}，至{sell_off.zh}止；专利权终止后的销售不再计算提成。",
        f"the royalty runs from {start.en}{trial.en} to {sell_off.en}; sales after the patent has ended bear none.",
    )


def _allowance(royalty: Royalty, terms: TermSheet) -> Words | None:
    if not royalty.free_allowance:
        return None
    allowance = base_figure(royalty.free_allowance, royalty.base, terms.currency)
    return Words(
        f"每年最先的{allowance.zh}免收提成，不占用各段额度；当年未用完的部分不结转。",
        f"the first {allowance.en} of each year bear no royalty and do not use up a band; what is left of it at the"
        " end of the year lapses.",
    )


def _annual_cap(royalty: Royalty, terms: TermSheet) -> Words | None:
    if royalty.annual_cap is None:
        return None
    cap = amount_words(royalty.annual_cap, terms.currency)
    return Words(f"每年的提成合计不超过{cap}。", f"the royalty of a year does not exceed {cap}.")


def _minimum(royalty: Royalty, terms: TermSheet) -> Words | None:
    if not royalty.annual_minimum:
        return None
    year = YEAR_KINDS[royalty.year]
    zh = "；".join(
        f"自第{entry.from_year:,}个{year.zh}起，每年的保底金额为{amount_words(entry.amount, terms.currency)}"
        for entry in royalty.annual_minimum
    )
    en = "; ".join(
        f"from {year.en} {entry.from_year:,} the annual minimum is {amount_words(entry.amount, terms.currency)}"
        for entry in royalty.annual_minimum
    )
    days = royalty.report_days
    return Words(
        f"{zh}。当年提成低于保底金额的，差额于当年各期报告全部提交之日产生，最迟于当年结束后第{days:,}日产生。"
        "许可期内实际计算提成的天数不足一年的，保底金额按天数占365日的比例折算；清售期不适用保底金额。",
        f"{en}. Where the royalty of a year is below it, the difference arises on the day the last missing report of"
        f" the year comes in, at the latest {counted(days, 'day')} after the end of the year. Where royalties run"
        " for part of a year within the licence only, the minimum is reduced to the days concerned out of 365; none"
        " applies to the sell-off period.",
    )


def _reports(royalty: Royalty) -> Words:
    period, year = PERIODS[royalty.period], YEAR_KINDS[royalty.year]
    by = (
        Words(
            f"结束后{royalty.report_days:,}日内",
            f"within {counted(royalty.report_days, 'day')} of the end of each",
        )
        if royalty.report_days
        else Words("结束后立即", "at once after the end of each")
    )
    return Words(
        f"被许可人按{period.zh}报告（自{year.zh}首日起算），应在每个{period.zh}{by.zh}提交报告；当期没有应计提成的，"
        "也应提交零报告。",
        f"the licensee reports {PERIOD_RHYTHMS[royalty.period]}, counted from the first day of the {year.en},"
        f" {by.en} {period.en}; a nil report is due where there is nothing to report.",
    )


def _payment(royalty: Royalty, terms: TermSheet) -> Words:
    due = due_words(royalty, Words("", "is"))
    more = cap_and_credit(royalty, terms)
    return Words(
        f"每期提成于报告提交之日产生，{due.zh}。{more.zh}",
        f"the royalty of a period arises on the day of its report and {due.en}.{more.en}",
    )
