"""Checks of what a sheet asks: whether it says a price, how high it is and when it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from marketplace.domain import dates
from marketplace.domain.terms.check_facts import CheckFacts
from marketplace.domain.terms.checks_ceilings import CEILING_CHECKS, fixed_sum
from marketplace.domain.terms.findings import BLOCK, WARN, Finding, finding
from marketplace.domain.terms.model import Annual, TermSheet
from marketplace.domain.terms.naming import LONG_AGO, day_by_time_alone, model_name
from marketplace.domain.terms.triggers import FAR
from marketplace.domain.terms.walking import payables, singles, sums, triggers
from marketplace.domain.terms.words_components import title
from marketplace.domain.terms.words_figures import Words, amount_words
from marketplace.domain.terms.words_triggers import trigger_words


def _no_standard(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if facts.offer_type == "statutory" and not payables(terms):
        yield finding(
            "no_payment_standard",
            BLOCK,
            "$.terms.components",
            Words(
                "法定开放许可应当写明许可使用费的支付方式和标准，免费许可也应当明确写明金额为零。",
                "A statutory open licence must state how and how much is paid; a free licence states an amount of"
                " zero.",
            ),
            "fee_standard",
        )


def _currency(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if facts.offer_type == "statutory" and terms.currency != "CNY":
        yield finding(
            "currency_not_cny",
            BLOCK,
            "$.terms.currency",
            Words(
                "法定开放许可的使用费应当以人民币计价。",
                "A statutory open licence states its fees in renminbi.",
            ),
            "fee_standard",
        )


def _contingent(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if terms.exit.free_before_first_charge:
        return
    for path, component, amount, trigger in sums(terms):
        if amount and day_by_time_alone(trigger, terms, facts.effective_on) is FAR:
            yield _open_ended(path, title(component), trigger_words(trigger, terms.currency))


def _open_ended(path: str, name: Words, day: Words) -> Finding:
    return finding(
        "contingent_without_end",
        WARN,
        path,
        Words(
            f"{name.zh}等待{day.zh}，既没有最迟付款日，也没有约定无偿退出，建议补充其中之一。",
            f"{name.en} waits for {day.en}, with neither a latest day nor a free exit: add one of them.",
        ),
        "performance",
    )


def _after_the_end(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    start = facts.effective_on or LONG_AGO
    last = dates.last_day(start, terms.term_months)
    for path, trigger in triggers(terms):
        if facts.effective_on is None and any(single.on for single in singles(trigger)):
            continue
        day = day_by_time_alone(trigger, terms, facts.effective_on)
        if day is FAR or day <= last:
            continue
        if path.endswith(".starts"):
            words = Words(
                "提成起算日晚于许可最后一日，该项提成不会产生。",
                "The royalty would start after the last day of the licence and never run.",
            )
        else:
            words = Words(
                "款项的产生日期晚于许可最后一日，许可结束后仍须支付，请确认。",
                "A sum arises after the last day of the licence and is then still owed: make sure this is meant.",
            )
        yield finding("after_the_end", WARN, path, words, "arithmetic")


def _cap_below_sums(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    counting = [component for component in payables(terms) if component.counts_toward_cap]
    total = sum(fixed_sum(component, terms) for component in counting)
    if terms.total_cap is None or terms.options is not None or total <= terms.total_cap:
        return
    cap, asked = amount_words(terms.total_cap, terms.currency), amount_words(total, terms.currency)
    yield finding(
        "cap_below_sums",
        WARN,
        "$.terms.total_cap",
        Words(
            f"许可费总额上限{cap}低于计入上限的固定款项之和{asked}，超出部分不会产生。",
            f"The total cap of {cap} is below the fixed sums that count toward it, {asked}: what exceeds it never"
            " arises.",
        ),
        "arithmetic",
    )


def _nothing_on_day_one(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if facts.offer_type != "statutory" or not payables(terms) or _asks_at_once(terms, facts):
        return
    yield finding(
        "nothing_on_day_one",
        WARN,
        "$.terms.components",
        Words(
            "生效当日无应付款项，请在声明中写明：许可自书面通知到达专利权人之日起生效，并写明首笔款项的支付时间。",
            "Nothing is to be paid on the first day: state in the declaration that the licence takes effect on the"
            " day the written notice reaches the patentee, and when the first payment is due.",
        ),
        "obtaining",
    )


def _gratuitous(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    free = model_name(terms, facts.effective_on) == "free"
    if not free and terms.trial is None:
        return
    yield finding(
        "gratuitous",
        WARN,
        "$.terms.components",
        Words(
            f"{'免费许可' if free else '免费试用'}属于无偿提供，可能按视同应税交易缴纳增值税，请咨询税务人员。",
            f"A {'free licence' if free else 'free trial'} is given without payment and may count as a deemed taxable"
            " transaction for value added tax: ask a tax adviser.",
        ),
        "gratuitous",
    )


def _asks_at_once(terms: TermSheet, facts: CheckFacts) -> bool:
    start = facts.effective_on or LONG_AGO
    fees = [
        part for part in terms.components if isinstance(part, Annual) and part.from_year == 1 and part.amount
    ]
    days = [
        day_by_time_alone(trigger, terms, facts.effective_on)
        for _, _, amount, trigger in sums(terms)
        if amount
    ]
    return bool(fees) or start in days


PAYMENT_CHECKS: tuple[Callable[[TermSheet, CheckFacts], Iterator[Finding]], ...] = (
    _no_standard,
    _currency,
    *CEILING_CHECKS,
    _contingent,
    _nothing_on_day_one,
    _after_the_end,
    _cap_below_sums,
    _gratuitous,
)
