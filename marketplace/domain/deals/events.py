"""What can happen to deals: kind → (data keys, zh, en)."""

from marketplace.domain.deals.words import PATENT_ENDS, REPORT_KINDS

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "deal.started": (("kind",), "开始准备", "started to prepare it"),
    "deal.sent": ((), "已发出", "sent it"),
    "deal.held": ((), "已提交，待认证通过后送达", "sent it; it will arrive once the licensee is verified"),
    "deal.arrived": (("kind",), "送达许可方办理机构", "reached the licensor's office"),
    "deal.assigned": (("person",), "变更了经办人", "changed who is in charge"),
    "deal.reminder_set": (("remind_on",), "设置了 {remind_on} 的提醒", "set a reminder for {remind_on}"),
    "deal.reminder_cleared": ((), "取消了提醒", "cleared the reminder"),
    "deal.reminded": ((), "到了设定的提醒日期", "the reminder fell due"),
    "deal.noted": (("audience",), "添加了内部备注", "added an internal note"),
    "deal.message_sent": ((), "发送了留言", "sent a message"),
    "deal.closed": ((), "已关闭", "closed it"),
    "offer.made": (("number", "side", "sheet_hash"), "提出了第 {number} 版报价", "made offer {number}"),
    "offer.accepted": (("number", "sheet_hash"), "接受了第 {number} 版报价", "accepted offer {number}"),
    "offer.expired": (("number",), "第 {number} 版报价已过期", "offer {number} expired"),
    "agreement.concluded": (("number", "sheet_hash", "facts_hash"), "许可合同 {number} 成立", "concluded agreement {number}"),
    "agreement.effective": (("number", "effective_on"), "许可自 {effective_on} 起生效", "licence in effect from {effective_on}"),
    "agreement.ended": (("number", "state", "ended_on"), "许可于 {ended_on} 结束", "licence ended on {ended_on}"),
    "report.submitted": (("kind",), "提交了报告（{kind}）", "submitted a report ({kind})"),
    "report.accepted": (("kind",), "确认了报告（{kind}）", "accepted a report ({kind})"),
    "report.rejected": (("kind",), "退回了报告（{kind}）", "rejected a report ({kind})"),
    "payment.confirmed": (
        ("received_on", "gross", "currency"),
        "确认收款 {gross}（{received_on} 到账）",
        "confirmed a payment of {gross} (received on {received_on})",
    ),
    "line.held": (("line", "amount", "currency"), "冻结争议款项 {amount}，暂不催收", "put {amount} on hold"),
    "line.released": (
        ("line", "amount", "written_off", "currency"),
        "解除争议款项 {amount} 的冻结，其中核销 {written_off}",
        "released {amount} from hold, of which {written_off} is written off",
    ),
    "line.waived": (("line", "amount", "currency"), "免除 {amount}", "waived {amount}"),
    "patent.end_seen": (
        ("patent",),
        "许可专利 {patent} 的权利已经终止，请在本事务中登记",
        "licensed patent {patent} has ended; it is to be recorded in this deal",
    ),
    "patent.end_recorded": (
        ("patent", "cause", "ended_on"),
        "登记许可专利 {patent} 的权利终止（{cause}，{ended_on}）",
        "recorded that licensed patent {patent} ended ({cause}, {ended_on})",
    ),
}

# kind → data key → code → (zh, en)
VALUES: dict[str, dict[str, dict[str, tuple[str, str]]]] = {
    **{kind: {"kind": REPORT_KINDS} for kind in ("report.submitted", "report.accepted", "report.rejected")},
    "patent.end_recorded": {"cause": PATENT_ENDS},
}
# kind → data keys that are amounts in the major unit, of the currency under the key "currency"
AMOUNTS: dict[str, tuple[str, ...]] = {
    "payment.confirmed": ("gross",),
    "line.held": ("amount",),
    "line.released": ("amount", "written_off"),
    "line.waived": ("amount",),
}
