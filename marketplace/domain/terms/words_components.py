"""Contract-grade sentences about the components of a sheet in Chinese and English, all but royalties."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.domain.terms.model import (
    Annual,
    AnyComponent,
    AnyPayable,
    Fixed,
    Instalments,
    Part,
    Share,
    TermSheet,
    Trial,
)
from marketplace.domain.terms.words import COMPONENT_TYPES
from marketplace.domain.terms.words_figures import Words, amount_words, counted, ordinal, percent_words
from marketplace.domain.terms.words_triggers import trigger_words


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered sentence or paragraph of a sheet in words.

    ``id`` is stable for what the clause is about (``total_cap``, ``component.M1``, ``component.R.bands``), ``path`` the
    place in the JSON sheet that it says ("$.terms.components[0]").
    """

    id: str
    path: str
    zh: str
    en: str


def component_path(index: int) -> str:
    """The JSON path of a component by its place."""
    return f"$.terms.components[{index}]"


def title(component: AnyComponent) -> Words:
    """A component's name with its id: ``样机验收款（M1）``."""
    plain = COMPONENT_TYPES[component.type]
    label = component.label
    zh = (label.zh if label else "") or plain.zh
    en = (label.en if label else "") or plain.en
    return Words(f"{zh}（{component.id}）", f"{en} ({component.id})")


def due_words(component: AnyPayable, lead: Words) -> Words:
    """When a charge falls due; ``lead`` names what is to be paid."""
    if component.due_days == 0:
        return Words(f"{lead.zh}应于产生当日付清", f"{lead.en} payable on the day it arises")
    return Words(
        f"{lead.zh}应自产生之日起{component.due_days:,}日内付清",
        f"{lead.en} payable within {counted(component.due_days, 'day')} of the day it arises",
    )


def cap_and_credit(component: AnyPayable, terms: TermSheet) -> Words:
    """Whether the component counts toward the total cap, and what its payments are set off against."""
    zh, en = "", ""
    if not component.counts_toward_cap:
        zh, en = "本项不计入许可费总额上限。", " It does not count toward the total cap."
    elif terms.total_cap is not None:
        zh, en = "本项计入许可费总额上限。", " It counts toward the total cap."
    if component.credit_against is not None:
        royalty = title(terms.component(component.credit_against))
        zh += f"本项已付本金抵扣此后产生的“{royalty.zh}”，每笔最多抵减至零。"
        en += (
            f" Principal paid under it is set off against later charges of “{royalty.en}”,"
            " each charge down to zero at most."
        )
    return Words(zh, en)


def component_clause(component: AnyComponent, index: int, terms: TermSheet) -> Clause:
    """The clause of a component other than a royalty."""
    if isinstance(component, Trial):
        words = _trial(component, terms)
    elif isinstance(component, Fixed):
        words = _fixed(component, terms)
    elif isinstance(component, Instalments):
        words = _instalments(component, terms)
    elif isinstance(component, Annual):
        words = _annual(component, terms)
    elif isinstance(component, Share):
        words = _share(component, terms)
    else:
        raise TypeError(f"{component.type} has clauses of its own")
    name = title(component)
    return Clause(
        f"component.{component.id}", component_path(index), f"{name.zh}：{words.zh}", f"{name.en}: {words.en}"
    )


def _fixed(component: Fixed, terms: TermSheet) -> Words:
    amount = amount_words(component.amount, terms.currency)
    day = trigger_words(component.trigger, terms.currency)
    due = due_words(component, Words("", "is"))
    more = cap_and_credit(component, terms)
    if component.amount == 0:
        return Words(
            f"金额为{amount}，即不收取费用；名义上于{day.zh}产生，{due.zh}。{more.zh}",
            f"the amount is {amount}, that is, nothing is charged; in form it arises on {day.en}"
            f" and {due.en}.{more.en}",
        )
    return Words(
        f"被许可人一次性支付{amount}。该款项于{day.zh}产生，{due.zh}。{more.zh}",
        f"the licensee pays {amount} once. The sum arises on {day.en} and {due.en}.{more.en}",
    )


def _instalments(component: Instalments, terms: TermSheet) -> Words:
    parts = [_part(number, part, terms) for number, part in enumerate(component.parts, start=1)]
    due = due_words(component, Words("各期款项", "Each part is"))
    more = cap_and_credit(component, terms)
    early = _early_settlement(component)
    total = amount_words(component.total, terms.currency)
    return Words(
        f"总额为{total}，分{len(parts):,}期支付：{'；'.join(part.zh for part in parts)}。{due.zh}。{early.zh}{more.zh}",
        f"the total is {total}, payable in {counted(len(parts), 'part')}: "
        f"{'; '.join(part.en for part in parts)}. {due.en}.{early.en}{more.en}",
    )


def _part(number: int, part: Part, terms: TermSheet) -> Words:
    amount = amount_words(part.amount, terms.currency)
    day = trigger_words(part.trigger, terms.currency)
    share_zh = share_en = ""
    if part.percent is not None:
        share_zh = f"总额的{percent_words(part.percent)}，计"
        share_en = f"{percent_words(part.percent)} of the total, being "
    return Words(
        f"第{number:,}期{share_zh}{amount}，于{day.zh}产生",
        f"the {ordinal(number)} part, {share_en}{amount}, arises on {day.en}",
    )


def _early_settlement(component: Instalments) -> Words:
    early = component.early_settlement
    if early is None:
        return Words("", "")
    rate = percent_words(early.percent)
    return Words(
        f"许可生效之日起满{early.by_months:,}个月之日（含当日）以前，被许可人可以选择提前结清：尚未产生的各期款项均于"
        f"选择当日产生并于当日付清，本项届时尚未支付且无争议的本金减免{rate}；此前已产生的各期，付款期限不变。",
        f" Until the day {counted(early.by_months, 'month')} after the effective date, that day included, the licensee"
        " may settle early: every part that has not arisen arises on the day of settlement and is payable that day, and"
        f" the principal of this item that is then unpaid and undisputed is reduced by {rate}; the due dates of parts"
        " that arose before stay as they are.",
    )


def _annual(component: Annual, terms: TermSheet) -> Words:
    amount = amount_words(component.amount, terms.currency)
    due = due_words(component, Words("各年款项", "Each year's fee is"))
    more = cap_and_credit(component, terms)
    first = component.from_year
    if component.to_year is None:
        years = Words(
            f"自第{first:,}个合同年度起，至许可期限内的最后一个合同年度止",
            f"from contract year {first:,} to the last",
        )
    else:
        years = Words(
            f"自第{first:,}个合同年度起，至第{component.to_year:,}个合同年度止",
            f"from contract year {first:,} to contract year {component.to_year:,}",
        )
    return Words(
        f"{years.zh}，被许可人每一合同年度支付{amount}。该款项于合同年度首日产生，不足一年的不按比例折减。"
        f"{due.zh}。{more.zh}",
        f"the licensee pays {amount} for each contract year, {years.en} that starts within the licence. The fee arises"
        f" on the first day of the contract year and is not reduced for part of a year. {due.en}.{more.en}",
    )


def _share(component: Share, terms: TermSheet) -> Words:
    rate = percent_words(component.rate)
    due = due_words(component, Words("各笔款项", "Each charge is"))
    more = cap_and_credit(component, terms)
    if component.cap is None:
        cap = Words("历次支付的合计金额不设上限。", "The sum of all such charges is not limited.")
    else:
        amount = amount_words(component.cap, terms.currency)
        cap = Words(
            f"历次支付的合计金额不超过{amount}。", f"All such charges together do not exceed {amount}."
        )
    return Words(
        f"被许可人每次取得融资款项，按该次融资金额的{rate}支付，该款项于取得融资之日产生。{cap.zh}{due.zh}。{more.zh}",
        f"on each financing it receives the licensee pays {rate} of the amount received; the charge arises on the day"
        f" of the financing. {cap.en} {due.en}.{more.en}",
    )


def _trial(component: Trial, terms: TermSheet) -> Words:
    after = (
        Words(
            "试用期届满后，许可按其余条款继续履行。",
            " After the trial the licence goes on under the other terms.",
        )
        if terms.options is None
        else Words("", "")
    )
    limits = component.limits
    zh = (limits.zh or limits.en) if limits else ""
    en = (limits.en or limits.zh) if limits else ""
    return Words(
        f"自许可生效之日起{component.months:,}个月为试用期，被许可人可以无偿使用许可专利进行评估，但不得销售许可产品；"
        f"许可生效之日起满{component.months:,}个月之日为试用期届满之日。"
        f"{f'试用限制：{zh}。' if zh else ''}{after.zh}",
        f"for {counted(component.months, 'month')} from the effective date the licensee may use the licensed patents"
        f" for evaluation without payment, but may not sell licensed products; the trial ends on the day"
        f" {counted(component.months, 'month')} after the effective date."
        f"{f' Limits of the trial: {en}.' if en else ''}{after.en}",
    )
