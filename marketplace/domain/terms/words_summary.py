"""A term sheet in one line and on a chip, in Chinese and English. For the binding text see :mod:`words_sheet`."""

from __future__ import annotations

from marketplace.domain.terms.model import Annual, AnyPayable, Fixed, Instalments, Royalty, Share, TermSheet
from marketplace.domain.terms.naming import MODELS, model_name
from marketplace.domain.terms.walking import payables
from marketplace.domain.terms.words import PERIOD_RHYTHMS, PERIODS, ROYALTY_BASES
from marketplace.domain.terms.words_figures import (
    Words,
    amount_words,
    counted,
    percent_words,
    unit_price_words,
)
from marketplace.domain.terms.words_royalty import band_words


def summary(terms: TermSheet) -> Words:
    """One line: the model, what each component asks, the total cap and the term."""
    model = MODELS[model_name(terms)]
    parts = []
    if terms.trial is not None:
        parts.append(
            Words(f"试用{terms.trial.months:,}个月", f"{counted(terms.trial.months, 'month')} of free trial")
        )
    parts += [_part(component, terms) for component in payables(terms)]
    if terms.total_cap is not None:
        cap = amount_words(terms.total_cap, terms.currency)
        parts.append(Words(f"总额不超过{cap}", f"at most {cap} in all"))
    parts.append(Words(f"期限{terms.term_months:,}个月", f"term {counted(terms.term_months, 'month')}"))
    return Words(
        f"{model.zh}：{'；'.join(part.zh for part in parts)}。",
        f"{model.en}: {'; '.join(part.en for part in parts)}.",
    )


def chip(terms: TermSheet) -> Words:
    """The short name of the model with its main figure: ``零门槛费 · 提成2%``, ``Royalty only · 1%–3%``."""
    name = model_name(terms)
    model = MODELS[name]
    figure = None if name in ("free", "composite") else _chip_figure(terms, name)
    if figure is None:
        return Words(model.short_zh, model.short_en)
    return Words(f"{model.short_zh} · {figure.zh}", f"{model.short_en} · {figure.en}")


def _chip_figure(terms: TermSheet, name: str) -> Words | None:
    if name == "trial_then_choice":
        if terms.trial is None:
            return None
        return Words(f"试用{terms.trial.months:,}个月", counted(terms.trial.months, "month"))
    royalty = next(iter(terms.royalties), None)
    if royalty is not None:
        rates = _rate_range(royalty, terms.currency)
        return Words(f"提成{rates.zh}", rates.en) if name == "zero_entry_staged_royalty" else rates
    sums = [_sum(component) for component in payables(terms)]
    amount = amount_words(sum(sums), terms.currency)
    return Words(f"每年{amount}", f"{amount} a year") if name == "subscription" else Words(amount, amount)


def _rate_range(royalty: Royalty, currency: str) -> Words:
    """``2%``, or ``1%–3%`` where the rate depends on volume or year."""
    bands = [*royalty.bands, *(band for _, later in royalty.bands_from_year for band in later)]
    rates = sorted({band.rate for band in bands})
    plain = "–".join(
        unit_price_words(rate, currency) if royalty.base == "units" else percent_words(rate)
        for rate in dict.fromkeys((rates[0], rates[-1]))
    )
    return Words(f"每件{plain}", f"{plain} per unit") if royalty.base == "units" else Words(plain, plain)


def _sum(component: AnyPayable) -> int:
    if isinstance(component, Fixed | Annual):
        return component.amount
    return component.total if isinstance(component, Instalments) else 0


def _part(component: AnyPayable, terms: TermSheet) -> Words:
    label = component.label
    if isinstance(component, Royalty):
        return _royalty(component, terms)
    if isinstance(component, Share):
        rate = percent_words(component.rate)
        most = amount_words(component.cap, terms.currency) if component.cap is not None else ""
        return Words(
            f"每次融资支付融资额的{rate}{f'，累计不超过{most}' if most else ''}",
            f"{rate} of each financing{f', at most {most} in all' if most else ''}",
        )
    amount = amount_words(_sum(component), terms.currency)
    if isinstance(component, Instalments):
        count = len(component.parts)
        return Words(f"{amount}分{count:,}期支付", f"{amount} in {counted(count, 'part')}")
    if isinstance(component, Annual):
        return Words(f"每年{amount}", f"{amount} a year")
    zh = (label.zh if label else "") or "一次性费用"
    en = (label.en if label else "") or "one payment of"
    return Words(f"{zh}{amount}", f"{en} {amount}")


def _royalty(royalty: Royalty, terms: TermSheet) -> Words:
    base, period = ROYALTY_BASES[royalty.base], PERIODS[royalty.period]
    rates = band_words(royalty.bands, royalty.base, terms.currency)
    several = len(royalty.bands) > 1
    zh = f"{base.zh}提成{'（' if several else ''}{rates.zh}{'）' if several else ''}，按{period.zh}结算"
    en = f"royalty on {base.en} ({rates.en}), settled {PERIOD_RHYTHMS[royalty.period]}"
    if royalty.free_allowance:
        in_units = royalty.base == "units"
        free = f"{royalty.free_allowance:,}" if in_units else amount_words(royalty.free_allowance, terms.currency)
        zh += f"，每年前{free}{'件' if in_units else ''}免提成"
        en += f", the first {free}{' units' if in_units else ''} of each year free"
    if royalty.annual_minimum:
        first = royalty.annual_minimum[0]
        least = amount_words(first.amount, terms.currency)
        zh += f"，第{first.from_year:,}年起每年保底{least}"
        en += f", at least {least} a year from year {first.from_year:,}"
    if royalty.annual_cap is not None:
        most = amount_words(royalty.annual_cap, terms.currency)
        zh += f"，每年不超过{most}"
        en += f", at most {most} a year"
    return Words(zh, en)
