"""A whole term sheet in words: complete clauses for listing, contract and notice, in Chinese and English.

The parties are called 许可人 / the licensor and 被许可人 / the licensee. The clauses say every figure of the sheet
exactly as it stands there; nothing is rounded and nothing is left to another text.
"""

from __future__ import annotations

from marketplace.domain.terms.model import Royalty, TermSheet
from marketplace.domain.terms.price import asks_on_day_one
from marketplace.domain.terms.words import LICENCE_KINDS
from marketplace.domain.terms.words_components import Clause, component_clause, title
from marketplace.domain.terms.words_ending import ending_clauses
from marketplace.domain.terms.words_figures import CURRENCIES, Words, amount_words, counted, percent_words
from marketplace.domain.terms.words_places import place_words
from marketplace.domain.terms.words_royalty import royalty_clauses

_KIND_MEANS = {
    "ordinary": Words(
        "许可人可以自行实施许可专利，也可以许可他人实施",
        "the licensor may work the licensed patents itself and license others",
    ),
    "sole": Words(
        "许可人可以自行实施许可专利，但不得再许可他人实施",
        "the licensor may work the licensed patents itself but may not license anybody else",
    ),
    "exclusive": Words(
        "仅由被许可人实施许可专利，许可人不得自行实施，也不得许可他人实施",
        "only the licensee may work the licensed patents; the licensor may neither work them itself nor license others",
    ),
}


def sheet_sentences(terms: TermSheet) -> list[Clause]:
    """The sheet as numbered clauses, in the order of a contract: what is licensed, what is paid, how it ends."""
    return [
        *_licence_clauses(terms),
        _currency(terms),
        *_component_clauses(terms),
        *_options_clauses(terms),
        _day_one(terms),
        _total_cap(terms),
        _late(terms),
        *ending_clauses(terms),
    ]


def _licence_clauses(terms: TermSheet) -> list[Clause]:
    licence = terms.licence
    kind, means = LICENCE_KINDS[licence.kind], _KIND_MEANS[licence.kind]
    article = "an" if kind.en[0] in "EO" else "a"
    field = (
        Words(
            f"许可专利的实施领域限于：{licence.field}。",
            f"The licensed patents may be worked in this field only: {licence.field}.",
        )
        if licence.field
        else Words(
            "许可专利的实施领域不受限制。",
            "The field in which the licensed patents may be worked is not limited.",
        )
    )
    sublicence = (
        Words("被许可人可以许可第三人实施许可专利。", "The licensee may grant sublicences to third parties.")
        if licence.sublicence
        else Words(
            "被许可人不得许可第三人实施许可专利。", "The licensee may not grant sublicences to third parties."
        )
    )
    return [
        Clause(
            "licence.kind",
            "$.terms.licence.kind",
            f"许可方式为{kind.zh}：{means.zh}。",
            f"The licence is {article} {kind.en.lower()}: {means.en}.",
        ),
        Clause("licence.territory", "$.terms.licence.territory", *_territory(terms)),
        Clause("licence.field", "$.terms.licence.field", *field),
        Clause("licence.sublicence", "$.terms.licence.sublicence", *sublicence),
        Clause(
            "term_months",
            "$.terms.term_months",
            f"许可期限为{terms.term_months:,}个月，自许可生效之日起计算；自许可生效之日起，每满12个月为一个合同年度。",
            f"The term is {counted(terms.term_months, 'month')} from the effective date; each 12 months from the"
            " effective date are a contract year.",
        ),
    ]


def _territory(terms: TermSheet) -> Words:
    places = [place_words(place) for place in terms.licence.territory]
    if not places:
        return Words(
            "许可地域不受限制，以许可专利有效的地域为准。",
            "The territory is not limited: the licence covers every place where a licensed patent is in force.",
        )
    return Words(
        f"许可地域为{'、'.join(place.zh for place in places)}。",
        f"The territory is {'; '.join(place.en for place in places)}.",
    )


def _currency(terms: TermSheet) -> Clause:
    name = CURRENCIES[terms.currency]
    mark_zh, mark_en = ("，符号为¥", ", written ¥") if terms.currency == "CNY" else ("", "")
    return Clause(
        "currency",
        "$.terms.currency",
        f"各项金额均以{name.zh}（{terms.currency}{mark_zh}）计价和支付，且不含增值税；增值税依法另行计算。",
        f"All amounts are stated and paid in {name.en} ({terms.currency}{mark_en}) and exclude value added tax,"
        " which is added as the law provides.",
    )


def _component_clauses(terms: TermSheet) -> list[Clause]:
    clauses: list[Clause] = []
    for index, component in enumerate(terms.components):
        if isinstance(component, Royalty):
            clauses += royalty_clauses(component, index, terms)
        else:
            clauses.append(component_clause(component, index, terms))
    return clauses


def _options_clauses(terms: TermSheet) -> list[Clause]:
    options = terms.options
    if options is None:
        return []
    plans_zh, plans_en = [], []
    for choice in options.choices:
        names = [title(terms.component(component_id)) for component_id in choice.components]
        plans_zh.append(
            f"方案{choice.name}：{'、'.join(name.zh for name in names) or '不支付列入方案的款项'}"
        )
        plans_en.append(
            f"option {choice.name}: {', '.join(name.en for name in names) or 'none of the payments'}"
        )
    days = options.choose_by_days_before
    last = (
        Words(f"试用期届满之日前第{days:,}日", f"the day {counted(days, 'day')} before the trial ends")
        if days
        else Words("试用期届满之日", "the day on which the trial ends")
    )
    return [
        Clause(
            "options",
            "$.terms.options",
            f"试用期内，被许可人最迟应于{last.zh}书面选择下列付费方案之一：{'；'.join(plans_zh)}。选择之前，列入方案"
            "的款项均不产生；选择之后，仅适用所选方案的款项，各笔款项最早于选择之日产生，年费仅就自该日起开始的合同年"
            "度计付。逾期未选择的，许可于试用期届满时失效，尚未产生的款项均不再产生。",
            f"During the trial, at the latest on {last.en}, the licensee chooses in writing one of:"
            f" {'; '.join(plans_en)}. Before the choice none of the payments listed in an option arises; after it"
            " only those of the option chosen apply, each arising on the day of the choice at the earliest, annual"
            " fees only for contract years that start from that day on. Without a choice the licence lapses when the"
            " trial ends and nothing that has not arisen will arise.",
        )
    ]


def _day_one(terms: TermSheet) -> Clause:
    asked = asks_on_day_one(terms)
    if asked == 0:
        words = Words("许可生效当日不产生任何应付款项。", "Nothing arises for payment on the effective date.")
    else:
        amount = amount_words(asked, terms.currency)
        words = Words(
            f"许可生效当日产生的款项合计{amount}，按上列各项的付款期限支付。",
            f"The sums that arise on the effective date come to {amount}, payable within the times stated above.",
        )
    return Clause("day_one", "$.terms.components", *words)


def _total_cap(terms: TermSheet) -> Clause:
    if terms.total_cap is None:
        words = Words("本许可不设许可费总额上限。", "There is no total cap.")
    else:
        cap = amount_words(terms.total_cap, terms.currency)
        words = Words(
            f"许可费总额上限为{cap}：计入上限的各项款项在抵扣之后合计不超过该金额，达到上限后，计入上限的款项不再产生"
            "应付金额。提前结清优惠和买断价款不计入上限。",
            f"The total cap is {cap}: all payments that count toward it, after credits, together do not exceed it,"
            " and once it is reached they come to nothing more. Discounts for early settlement and a buy-out price"
            " do not count.",
        )
    return Clause("total_cap", "$.terms.total_cap", *words)


def _late(terms: TermSheet) -> Clause:
    late = terms.late
    if late is None:
        return Clause("late", "$.terms.late", "本许可未约定逾期利息。", "No late interest is agreed.")
    rate = percent_words(late.annual_rate)
    grace = Words("", "")
    if late.grace_days:
        grace = Words(
            f"到期日后{late.grace_days:,}日内付清的部分不计利息。",
            f" What is paid within {counted(late.grace_days, 'day')} of the due date bears none.",
        )
    return Clause(
        "late",
        "$.terms.late",
        f"逾期付款的，自到期日起至实际付款之日止，就逾期且无争议的本金按年利率{rate}计付利息；利息按单利计算，一年按"
        f"365日计，不计入许可费总额上限。{grace.zh}",
        f"Principal that is overdue and undisputed bears simple interest at {rate} a year from the due date to the"
        f" day of payment, counted in actual days over 365; interest does not count toward a total cap.{grace.en}",
    )
