"""The words of what happens next: code → (zh, en). `{about}` names a line, period or report, `{amount}` includes tax."""

from __future__ import annotations

from marketplace.domain.deals.next_step import Step
from marketplace.domain.terms.words_figures import amount_words

TITLES: dict[str, tuple[str, str]] = {
    "complete": ("填写使用说明", "Fill in the statement of use"),
    "send": ("核对内容并发出", "Check the answers and send"),
    "verification": ("等待核验被许可方身份", "The licensee's identity is being verified"),
    "answer_request": ("答复许可申请", "Answer the request"),
    "answer_offer": ("答复{about}报价", "Answer {about} of the offer"),
    "offer_lapsed": ("报价已过有效期，等待新的报价", "The offer has lapsed; a new one is awaited"),
    "first_payment": ("等待首笔付款 {amount}", "Waiting for the first payment of {amount}"),
    "judge_report": ("确认或退回报告：{about}", "Accept or reject the report: {about}"),
    "record_patent_end": ("登记许可专利 {about} 的权利终止", "Record that licensed patent {about} ended"),
    "settle_dispute": ("处理争议冻结款项 {amount}：{about}", "Settle the dispute about {amount}: {about}"),
    "choose": ("选择试用后的付费方案", "Choose how to pay after the trial"),
    "pay_overdue": ("支付逾期款项 {amount}：{about}", "Pay what is overdue, {amount}: {about}"),
    "pay": ("支付 {amount}：{about}", "Pay {amount}: {about}"),
    "report": ("提交销售报告：{about}", "Report sales: {about}"),
    "report_later": ("期满后提交销售报告：{about}", "Report sales when the period is over: {about}"),
    "scheduled": ("下一笔款项 {amount}：{about}", "Next payment, {amount}: {about}"),
    "waits": ("待条件成就的款项 {amount}：{about}", "Waits for an event, {amount}: {about}"),
    "nothing_due": ("目前没有待办事项", "Nothing is to be done at present"),
    "finished": ("许可已结束，没有未了事项", "The licence has ended and nothing is open"),
    "closed": ("已关闭，未达成许可", "Closed without a licence"),
}
ACTORS: dict[str, tuple[str, str]] = {
    "licensee": ("被许可方", "Licensee"),
    "office": ("许可方办理机构", "Licensor's office"),
    "site": ("平台核验人员", "Those who verify organisations here"),
    "": ("", ""),
}


def step_title(step: Step, currency: str, lang: str) -> str:
    """What is to happen, in one line."""
    words = TITLES[step.code][0 if lang == "zh" else 1]
    amount = "" if step.amount is None else amount_words(step.amount, currency)
    return words.format(about=step.about.zh if lang == "zh" else step.about.en, amount=amount)


def bare_title(code: str, lang: str) -> str:
    """What kind of step it is, where a list has no room for line and amount."""
    words = SHORT[code] if code in SHORT else TITLES[code]
    return words[0 if lang == "zh" else 1]


SHORT: dict[str, tuple[str, str]] = {
    "answer_offer": ("答复报价", "Answer the offer"),
    "first_payment": ("首笔付款", "First payment"),
    "judge_report": ("确认或退回报告", "Judge a report"),
    "record_patent_end": ("登记许可专利的权利终止", "Record that a licensed patent ended"),
    "settle_dispute": ("处理争议冻结款项", "Settle a dispute about a payment"),
    "pay_overdue": ("支付逾期款项", "Pay what is overdue"),
    "pay": ("支付款项", "Make a payment"),
    "report": ("提交销售报告", "Report sales"),
    "report_later": ("期满后提交销售报告", "Report sales when the period is over"),
    "scheduled": ("下一笔款项", "Next payment"),
    "waits": ("款项待条件成就", "A payment waits for its event"),
}
