"""Why something about deals was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "deal.size_individual": (
        "该项目只面向特定规模的企业，个人不在其列。您可以以企业名义办理，或联系许可方协商普通许可。",
        "This listing is open to enterprises of certain size classes only, not to a person alone. "
        "You can act for an enterprise, or ask the licensor for a negotiated licence.",
    ),
    "deal.size_not_declared": (
        "该项目只面向特定规模的企业，贵单位尚未声明企业规模或声明已过期。请在“单位资料—企业规模”中填报从业人员、营业收入和资产总额。",
        "This listing is open to certain size classes only, and your organisation has no valid declaration of size. "
        "Declare staff, revenue and assets under “Organisation – size”.",
    ),
    "deal.size_unknown": (
        "该项目只面向特定规模的企业，贵单位的规模声明缺少指标，无法划型。请在“单位资料—企业规模”中补齐。",
        "This listing is open to certain size classes only, and an indicator is missing from your declaration of size. "
        "Complete it under “Organisation – size”.",
    ),
    "deal.size_outside": (
        "该项目只面向特定规模的企业，贵单位不在其列。您可以联系许可方协商普通许可。",
        "This listing is open to certain size classes only and yours is not among them. "
        "You can ask the licensor for a negotiated licence.",
    ),
    "deal.region_outside": (
        "该项目只面向特定地区的单位，贵单位的登记地区不在其列。",
        "This listing is open to certain regions only and your organisation's region is not among them.",
    ),
    "deal.own_listing": (
        "不能接受或申请本单位发布或由本单位代办的项目。",
        "An organisation cannot take a listing of its own, nor one that it handles for the licensor.",
    ),
    "deal.under_way": (
        "贵单位对该项目已有一份未完成的通知或申请，请在“许可事务”中继续办理。",
        "Your organisation has a notice or request for this listing under way already. Go on with it under “Deals”.",
    ),
    "deal.option_missing": ("请选择一种付费方案。", "Choose one of the ways to pay."),
    "deal.use_missing": (
        "请填写拟生产的产品或方法以及实施地点。",
        "Fill in the product or process and the place where it will be worked.",
    ),
    "deal.terms_changed": (
        "许可条件在您阅读之后有更新。请重新阅读条件后再发出。",
        "The terms changed after you read them. Read the present terms, then send.",
    ),
    "deal.cannot_refuse": (
        "开放许可的通知不能拒绝；首笔款项逾期未付时方可关闭。",
        "A notice that takes an open licence cannot be refused; it can be closed only once the first payment is overdue.",
    ),
    "deal.event_refused": (
        "不能登记这一事项：{fault}。",
        "This cannot be entered: {fault}.",
    ),
    "deal.not_of_the_office": (
        "经办人须是本单位成员，请重新选择。",
        "Only a member of the acting office can be put in charge; choose again.",
    ),
    "deal.reason_missing": ("请填写原因，对方将看到该说明。", "Give a reason; the other side will read it."),
    "offer.newer_exists": (
        "对方已提出新的报价。请先阅读最新版本，再决定是否接受或还价。",
        "There is a newer offer on the table. Read it before you accept or counter.",
    ),
    "offer.expires_in_past": ("有效期须晚于今天。", "The offer must be open until a later day than today."),
    "offer.blocked": (
        "条件未通过检查，不能提出。请按提示修改后再试。",
        "The terms did not pass the checks and cannot be offered. Change what the findings name.",
    ),
    "offer.blocked_now": (
        "专利或许可项目的情况在报价之后有变化，按这些条件已不能许可。请对方提出新的报价。",
        "The patents or the listing changed after the offer was made, and these terms can no longer be agreed. "
        "Ask the other side for a new offer.",
    ),
    "offer.own": ("不能接受本方提出的报价，请等待对方答复。", "You cannot accept your own offer; the other side is to answer."),
    "offer.expired": ("该报价已过有效期，请对方重新报价。", "This offer has expired; ask the other side for a new one."),
    "report.waiting": (
        "同一事项或同一期间的报告已提交，正在等待许可方确认。如需改动，请待其退回后重新提交。",
        "A report on the same matter or period is waiting to be judged already. To change it, have it rejected first.",
    ),
    "report.reason_not_yours": ("不能以该理由终止许可。", "The licence cannot be ended for this reason by you."),
    "report.not_today": (
        "行使合同权利自提交当日起生效，不能填写其他日期。",
        "A right under the agreement is used on the day it is declared; no other day can be given.",
    ),
    "report.day_out_of_range": (
        "确认日期应在报告所载日期至今天之间。",
        "The day of acceptance must lie between the reported day and today.",
    ),
    "deal.patent_unknown": ("请选择本许可所含的专利。", "Choose a patent of this licence."),
    "deal.patent_end_known": ("该专利的权利终止已经登记。", "The end of this patent is recorded already."),
    "deal.patent_end_cause": ("请选择权利终止的原因。", "Choose why the patent ended."),
    "deal.patent_end_in_future": ("权利终止日不能晚于今天。", "The day on which the patent ended cannot be later than today."),
    "deal.patent_end_before_effect": (
        "权利终止日早于许可生效日。请填写许可生效日；许可因此自始没有依据的，请与对方协商终止许可。",
        "That day lies before the licence took effect. Enter the day it took effect; if the licence never had a patent to "
        "stand on, end it by agreement.",
    ),
    "payment.not_positive": ("收款金额须大于零。", "The amount received must be above zero."),
    "payment.in_future": ("到账日期不能晚于今天。", "The day of receipt cannot be later than today."),
    "payment.before_effect": (
        "到账日期早于许可生效日，请核对。",
        "The day of receipt lies before the licence took effect; check it.",
    ),
    "payment.reference_used": (
        "同一流水号、日期和金额的收款已登记过。",
        "A receipt with this reference, day and amount is entered already.",
    ),
}
