"""Words of the deals area, zh and en."""

from __future__ import annotations

STATES: dict[str, tuple[str, str]] = {
    "draft": ("准备中", "In preparation"),
    "held": ("待单位认证后送达", "Held until verification"),
    "awaiting_payment": ("待首笔付款", "Waiting for the first payment"),
    "requested": ("待许可方答复", "Waiting for the licensor"),
    "offered": ("报价协商中", "Offer on the table"),
    "active": ("履行中", "In effect"),
    "ended": ("已结束", "Ended"),
    "closed": ("已关闭", "Closed"),
}
LICENCE_STATES: dict[str, tuple[str, str]] = {
    "pending": ("待生效", "Not in effect yet"),
    "never": ("未曾生效", "Never took effect"),
    "trial": ("试用中", "On trial"),
    "active": ("有效", "In effect"),
    "lapsed": ("试用期满失效", "Lapsed"),
    "terminated": ("已终止", "Terminated"),
    "expired": ("已到期", "Expired"),
    "bought_out": ("已买断", "Bought out"),
}
KINDS: dict[str, tuple[str, str]] = {
    "notice": ("开放许可通知", "Notice taking an open licence"),
    "request": ("许可申请", "Request for a licence"),
}
REPORT_KINDS: dict[str, tuple[str, str]] = {
    "first_revenue": ("首次取得收入", "First revenue"),
    "milestone_accepted": ("阶段节点完成", "Milestone reached"),
    "product_registered": ("产品备案", "Product registered"),
    "financing": ("获得融资", "Financing received"),
    "sales": ("销售报告", "Sales report"),
    "choose": ("试用后选择", "Choice after the trial"),
    "settle_early": ("提前结清", "Early settlement"),
    "buyout": ("买断", "Buy-out"),
    "terminate": ("终止许可", "Termination"),
}
REPORT_STATES: dict[str, tuple[str, str]] = {
    "submitted": ("待确认", "To be judged"),
    "accepted": ("已确认", "Accepted"),
    "rejected": ("已退回", "Rejected"),
}
OFFER_STATES: dict[str, tuple[str, str]] = {
    "open": ("待答复", "Open"),
    "replaced": ("已被新报价取代", "Replaced"),
    "accepted": ("已接受", "Accepted"),
    "declined": ("未接受", "Declined"),
    "expired": ("已过期", "Expired"),
}
SIDES: dict[str, tuple[str, str]] = {
    "licensee": ("被许可方", "Licensee"),
    "office": ("许可方", "Licensor"),
}
STATIONS: dict[str, tuple[str, str]] = {
    "send": ("填写并发出", "Prepared and sent"),
    "arrive": ("送达许可方", "Reached the licensor"),
    "offer": ("协商报价", "Offer negotiated"),
    "pay": ("首笔付款", "First payment"),
    "effect": ("许可生效", "In effect"),
    "end": ("履行至期满", "Performed to its end"),
}
AUDIENCES: dict[str, tuple[str, str]] = {
    "both": ("双方可见", "Both sides read it"),
    "office": ("仅许可方办理机构可见", "Only the licensor's office reads it"),
    "licensee": ("仅被许可方可见", "Only the licensee reads it"),
}
LINE_FACTS: dict[str, tuple[str, str]] = {
    "hold": ("争议冻结", "Put on hold"),
    "release": ("解除冻结", "Released from hold"),
    "waive": ("免除", "Waived"),
    "patent_ended": ("许可专利权利终止", "Licensed patent ended"),
    "terminate": ("许可终止", "Licence ended"),
}
PATENT_ENDS: dict[str, tuple[str, str]] = {
    "expired": ("期限届满", "term expired"),
    "lapsed": ("期满前终止：未缴年费或放弃", "lapsed: fee not paid, or surrendered"),
    "invalidated": ("被宣告全部无效", "declared wholly invalid"),
}
END_REASONS: dict[str, tuple[str, str]] = {
    "breach": ("被许可方违约，许可方解除", "Breach by the licensee"),
    "agreement": ("双方协商一致解除", "Agreement of both sides"),
}
