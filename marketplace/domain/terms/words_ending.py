"""How a licence ends, in words: term, exit, sell-off of stock and buy-out."""

from __future__ import annotations

from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.words_components import Clause
from marketplace.domain.terms.words_figures import Words, amount_words, counted


def ending_clauses(terms: TermSheet) -> list[Clause]:
    """The clauses on the end of the licence."""
    clauses = [_ending(), _free_exit(terms), _sell_off(terms)]
    return [*clauses, _buyout(terms)] if terms.buyout is not None else clauses


def _ending() -> Clause:
    return Clause(
        "ending",
        "$.terms.exit",
        "许可期满或者提前终止的，已产生的款项仍应支付；产生日期已经确定的款项（包括仅因最迟日期而确定的款项）仍于该日"
        "产生；条件尚未成就的款项和此后各合同年度的年费不再产生。",
        "When the licence expires or ends early, what has arisen stays owed; a sum whose day is certain, be it only"
        " as a latest day, still arises on that day; sums whose conditions have not been met and annual fees of"
        " later contract years no longer arise.",
    )


def _free_exit(terms: TermSheet) -> Clause:
    if terms.exit.free_before_first_charge:
        royalty = Words("", "")
        if terms.royalties:
            royalty = Words(
                "保底金额不再适用；退出前和清售期（如有）内的销售仍应报告并计付提成。",
                " No annual minimum applies any more; sales made before leaving and in a sell-off period, if any,"
                " are still reported and bear royalty.",
            )
        words = Words(
            "首个付款条件成就之前，即尚未产生任何大于零的款项、也未发生任何待产生款项所等待的事件时，被许可人可以书面"
            f"通知许可人无偿退出许可：尚未产生的款项均不再产生。{royalty.zh}",
            "Before the first condition of payment is met, that is, while no sum above zero has arisen and no event"
            " has come that a waiting sum depends on, the licensee may leave the licence at no cost by written"
            f" notice: nothing that has not arisen will arise.{royalty.en}",
        )
    else:
        words = Words(
            "被许可人提前退出许可的，按照许可提前终止处理，付款义务不因退出而另行免除。",
            "Where the licensee leaves the licence early, this counts as its early end; leaving gives no further"
            " release from payment.",
        )
    return Clause("exit.free_before_first_charge", "$.terms.exit.free_before_first_charge", *words)


def _sell_off(terms: TermSheet) -> Clause:
    days = terms.exit.sell_off_days
    if days:
        royalty_zh = "，并继续报告和支付提成，但不适用保底金额" if terms.royalties else ""
        royalty_en = (
            "; it goes on reporting and paying royalty on these sales, without an annual minimum"
            if terms.royalties
            else ""
        )
        words = Words(
            f"许可最后一日之后的{days:,}日为清售期，被许可人可以在清售期内销售库存许可产品{royalty_zh}。",
            f"For {counted(days, 'day')} after the last day of the licence the licensee may sell off its stock of"
            f" licensed products{royalty_en}.",
        )
    else:
        words = Words(
            "不设清售期，许可结束后被许可人不得继续销售许可产品。",
            "There is no sell-off period: after the end of the licence the licensee may not go on selling licensed"
            " products.",
        )
    return Clause("exit.sell_off_days", "$.terms.exit.sell_off_days", *words)


def _buyout(terms: TermSheet) -> Clause:
    assert terms.buyout is not None
    floor = amount_words(terms.buyout.floor, terms.currency)
    if terms.buyout.of_total_cap:
        price = Words(
            f"下列两项中的较高者：{floor}；许可费总额上限减去已计入上限的金额后的余额",
            f"the higher of {floor} and what is left of the total cap after the amounts counted toward it",
        )
    else:
        price = Words(floor, floor)
    return Clause(
        "buyout",
        "$.terms.buyout",
        f"许可有效期间（试用期除外），被许可人可以买断许可，买断价款为{price.zh}，于买断当日产生并于当日付清，不计入"
        "许可费总额上限。买断后，尚未产生的款项和保底金额均不再产生，被许可人不再报告；此前已产生的款项仍应支付。",
        f"While the licence is active and no trial is running, the licensee may buy it out for {price.en}; the price"
        " arises on the day of the buy-out, is payable that day and stands outside the total cap. After it nothing"
        " that has not arisen will arise, no annual minimum applies and no reports are due; what has arisen stays"
        " owed.",
    )
