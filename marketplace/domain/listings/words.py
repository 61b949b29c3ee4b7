"""Sentences of the publication gate in Chinese and English: (zh, en) for every code and reason."""

from __future__ import annotations

from marketplace.domain.listings.checks import CHECKS
from marketplace.domain.listings.gate import Outcome
from marketplace.domain.patents.status import PatentStatus
from marketplace.domain.patents.words import STATUSES

LISTING_KINDS: dict[str, tuple[str, str]] = {
    "statutory": ("法定开放许可", "Statutory open licence"),
    "platform": ("平台开放许可", "Platform open offer"),
    "negotiated": ("协商许可", "Negotiated licence"),
}

STATES: dict[str, tuple[str, str]] = {
    "pass": ("通过", "Passed"),
    "warn": ("提示", "Warning"),
    "block": ("不通过", "Blocked"),
    "unknown": ("待补充", "To be completed"),
}

EVIDENCE: dict[str, tuple[str, str]] = {
    "evaluation_report": ("专利权评价报告", "Patent evaluation report"),
    "pledgee_consent": ("质权人同意书", "Consent of the pledgee"),
    "co_owner_consent": ("共有权利人同意书", "Consent of the co-owners"),
    "fee_receipt": ("年费缴纳凭证", "Receipt of the annual fee"),
    "register_extract": ("专利登记簿副本", "Extract of the patent register"),
    "announcement": ("开放许可声明公告", "Announcement of the open-licence declaration"),
}

CHECKS_TITLES: dict[str, tuple[str, str]] = {
    "OL01": ("专利已公告授权", "The grant of the patent has been announced"),
    "OL02": ("专利权有效", "The patent is in force"),
    "OL03": ("年费已按规定缴纳", "Annual fees are paid"),
    "OL04": ("没有独占或排他许可", "No sole or exclusive licence stands in the way"),
    "OL05": ("没有处于中止或财产保全", "The patent is neither suspended nor under preservation"),
    "OL06": ("未出质，或质权人已同意", "The patent is not pledged, or the pledgee agrees"),
    "OL07": ("全体共有权利人同意", "All co-owners agree"),
    "OL08": ("实用新型、外观设计已提交合格的专利权评价报告", "Utility models and designs have a favourable evaluation report"),
    "OL09": ("已写明使用费支付方式、标准和许可期限", "Payment mode, fee standard and licence term are stated"),
    "OL10": ("使用费不高于一般上限", "Fees stay below the general ceilings"),
    "OL11": ("有简要的计费说明，且没有商业宣传用语", "The fee is briefly explained, without advertising language"),
    "OL12": ("没有正在审理的无效宣告请求", "No invalidation request is pending"),
    "OL13": ("不属于保密或国防专利", "The patent is neither secret nor a defence patent"),
    "OL14": ("单位内部审批和公示已完成", "Internal approval and public notice are finished"),
    "OL15": ("不在禁止、限制出口技术目录内", "The technology is on no export control list"),
    "OL16": ("没有同日申请的发明专利", "No invention of the same day stands behind it"),
    "OL17": ("声明已由国家知识产权局公告", "CNIPA has announced the declaration"),
}

REMEDIES: dict[str, tuple[str, str]] = {
    "OL01": ("请补充授权公告日；尚未授权的，待授权公告后再发布。", "Enter the day the grant was announced, or wait for the grant."),
    "OL02": ("请更新法律状态及其日期；权利已终止的不能发布。", "Update the legal status and its date; a right that has ended cannot be published."),
    "OL03": ("请缴清年费和滞纳金，并更新“年费缴至”日期。", "Pay the annual fee and any surcharge, and update the day it is paid until."),
    "OL04": ("请待该许可到期或解除备案后再发布，并更新许可信息。", "Wait until that licence ends or its record is cancelled, and update the entry."),
    "OL05": ("请待中止或保全解除后再发布，并更新登记信息。", "Wait until the suspension or preservation is lifted, and update the entry."),
    "OL06": ("请上传质权人同意书，或在质押注销后更新登记信息。", "Upload the pledgee's consent, or update the entry once the pledge is released."),
    "OL07": ("请上传全体共有权利人的书面同意书。", "Upload the written consent of all co-owners."),
    "OL08": ("请向国家知识产权局请求专利权评价报告，取得后上传。", "Ask CNIPA for an evaluation report and upload it."),
    "OL09": ("请添加至少一份条款单，以人民币计价，并处理其中的检查意见。", "Add at least one term sheet in yuan and settle what its checks found."),
    "OL10": ("请调低使用费，或由负责人写明理由后发布。", "Lower the fee, or have the head of office state a reason."),
    "OL11": ("请写明计费依据，删去宣传用语。", "Explain how the fee was found and delete the advertising language."),
    "OL12": ("请在页面中向被许可人如实告知。", "Tell licensees about it on the page."),
    "OL13": ("该专利不能在本站发布。", "This patent cannot be published here."),
    "OL14": ("请先完成单位内部审批和公示。", "Finish the internal approval and the public notice first."),
    "OL15": ("境外主体取得许可前须办理技术出口手续，页面将予以提示。", "A foreign licensee needs an export licence first; the page will say so."),
    "OL16": ("发明专利授权时须放弃本实用新型，请在页面中告知。", "This utility model must be given up when the invention is granted; say so on the page."),
    "OL17": ("请在国家知识产权局公告后填写公告编号和公告日。", "Enter number and day of the announcement once CNIPA has made it."),
}

# where what was found asks for something else than the check does as a rule
REMEDIES_OF_REASONS: dict[str, tuple[str, str]] = {
    "grant_unknown": ("请填写授权公告日。", "Enter the day the grant was announced."),
    "term_over": ("保护期届满的专利不能再许可，请勿列入。", "A patent whose term has ended cannot be licensed; leave it out."),
    "fee_unknown": ("请填写“年费缴至”日期。", "Enter the day until which it is paid."),
    "encumbrances_unknown": (
        "请查阅专利登记簿副本，并填写核对日期；有质押、许可、保全等情况的，请逐项登记。",
        "Look it up in the patent register and enter the day you did; enter any pledge, licence or suspension you find.",
    ),
    "open_licence_runs": (
        "请改为普通许可，或待开放许可的撤回公告后再发布。",
        "Offer an ordinary licence, or wait until the withdrawal of the open licence is announced.",
    ),
    "owners_unknown": ("请登记专利权人。", "Enter the owners."),
    "findings": ("请按检查意见修改条款单。", "Change the term sheet accordingly."),
}

REASONS: dict[str, tuple[str, str]] = {
    "no_patent": ("还没有选择专利。", "No patent has been chosen yet."),
    "not_granted": ("尚未授权。", "It has not been granted."),
    "grant_unknown": ("没有授权公告日。", "The day the grant was announced is not known."),
    "grant_to_come": ("授权公告日 {day} 尚未到来。", "The grant will only be announced on {day}."),
    "term_over": ("保护期已于 {day} 届满。", "Its term ended on {day}."),
    "application_pending": ("仍是专利申请，尚未取得专利权。", "It is still an application and no patent yet."),
    "status_unknown": ("法律状态未知。", "Its legal status is not known."),
    "status_undated": ("法律状态没有注明日期。", "Its legal status has no date."),
    "status_old": ("法律状态是 {day} 的，可能已经变化。", "Its legal status dates from {day} and may have changed."),
    "not_in_force": ("法律状态为“{status}”。", "Its legal status is “{status}”."),
    "fee_unknown": ("不知道年费缴至何日。", "It is not known until when annual fees are paid."),
    "fee_late_status": ("处于年费滞纳期。", "It is in the late-fee period."),
    "fee_late": ("年费应于 {due} 前缴纳，现已逾期；最迟可在 {until} 前补缴。", "The annual fee was due on {due}; it can be paid with a surcharge until {until}."),
    "fee_lapsing": ("年费应于 {due} 前缴纳，补缴期已于 {until} 届满，专利权可能已终止。", "The annual fee was due on {due} and the grace period ended on {until}; the patent has probably lapsed."),
    "encumbrances_unknown": ("没有关于质押、许可、保全等情况的说明。", "Nothing has been said about pledges, licences or suspensions."),
    "exclusive_licence": ("存在独占或排他许可，至 {until}。", "A sole or exclusive licence runs until {until}."),
    "exclusive_licence_open": ("存在独占或排他许可，未注明终止日期。", "A sole or exclusive licence runs without a known end."),
    "open_licence_runs": ("开放许可实施期间不得给予独占或排他许可。", "No sole or exclusive licence may be given while an open licence runs."),
    "suspended": ("处于中止或财产保全，至 {until}。", "It is suspended or under preservation until {until}."),
    "suspended_open": ("处于中止或财产保全，未注明解除日期。", "It is suspended or under preservation without a known end."),
    "pledged": ("已出质，至 {until}，没有质权人同意书。", "It is pledged until {until} and the pledgee's consent is missing."),
    "pledged_open": ("已出质，没有质权人同意书。", "It is pledged and the pledgee's consent is missing."),
    "owners_unknown": ("没有登记专利权人。", "Its owners are not entered."),
    "co_owners": ("有 {count} 名共有权利人，没有书面同意书。", "It has {count} co-owners and their written consent is missing."),
    "report_missing": ("没有专利权评价报告。", "There is no evaluation report."),
    "report_negative": ("专利权评价报告的结论为存在缺陷。", "The evaluation report found a defect."),
    "no_terms": ("还没有条款单。", "There is no term sheet."),
    "currency": ("条款单使用了 {currencies}，应以人民币计价。", "A term sheet is in {currencies} instead of yuan."),
    "findings": ("条款单的检查意见：{codes}。", "The checks of the term sheets found: {codes}."),
    "above_ceiling": ("使用费高于开放许可的一般上限（固定费用 2000 万元，净销售额的 20%，利润的 40%）。", "A fee is above what open licences generally may ask (20 million yuan, 20 % of net sales, 40 % of profit)."),
    "advertising": ("含有商业宣传用语：{words}。", "The text contains advertising language: {words}."),
    "fee_basis_missing": ("没有计费依据的简要说明。", "There is no explanation of how the fee was found."),
    "fee_basis_long": ("计费说明有 {length} 个字符，应不超过 {limit} 个。", "The explanation has {length} characters; at most {limit} are allowed."),
    "invalidation": ("有无效宣告请求正在审理，至 {until}。", "An invalidation request is pending until {until}."),
    "invalidation_open": ("有无效宣告请求正在审理。", "An invalidation request is pending."),
    "secret": ("属于保密或国防专利。", "It is a secret or defence patent."),
    "approval_pending": ("内部审批或公示尚未完成。", "Internal approval or public notice is not finished."),
    "export_restricted": ("属于禁止或限制出口的技术。", "The technology is on an export control list."),
    "dual_filing": ("同日就同样的发明创造申请了发明专利。", "An invention was filed for the same creation on the same day."),
    "withdrawn": ("声明已于 {day} 撤回。", "The declaration was withdrawn on {day}."),
    "not_announced": ("没有填写公告编号和公告日。", "Number and day of the announcement are missing."),
    "announcement_to_come": ("公告日 {day} 尚未到来。", "The declaration will only be announced on {day}."),
}


def word(pair: tuple[str, str], lang: str) -> str:
    """One of a pair; every language but Chinese gets the English one."""
    return pair[0] if lang == "zh" else pair[1]


def check_title(code: str, lang: str) -> str:
    """What a check asks."""
    return word(CHECKS_TITLES[code], lang)


def check_basis(code: str, lang: str) -> str:
    """The rule a check rests on."""
    return word(CHECKS[code].basis, lang)


def remedy(outcome: Outcome, lang: str) -> str:
    """What to do when a check is not met."""
    return word(REMEDIES_OF_REASONS.get(outcome.reason) or REMEDIES[outcome.code], lang)


def reason_sentence(outcome: Outcome, lang: str) -> str:
    """What a check found; "" when it passed."""
    if not outcome.reason:
        return ""
    params = dict(outcome.params)
    if "status" in params:
        known = params["status"] in PatentStatus.__members__.values()
        params["status"] = word(STATUSES[PatentStatus(params["status"])], lang) if known else params["status"]
    return word(REASONS[outcome.reason], lang).format_map(params)
