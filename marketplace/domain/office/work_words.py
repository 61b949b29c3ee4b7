"""Words of the lists of work, zh and en."""

from __future__ import annotations

#: in the order in which an office reads them
LISTS: dict[str, tuple[str, str]] = {
    "answers": ("待本机构答复", "Waiting for our answer"),
    "reports": ("待确认报告", "Reports to judge"),
    "reviews": ("待审核项目", "Listings to review"),
    "overdue-payments": ("逾期款项", "Overdue payments"),
    "expected-payments": ("近期应收款项", "Payments expected soon"),
    "expiring-offers": ("即将到期的报价", "Offers about to expire"),
    "reminders": ("到期提醒", "Reminders due"),
    "imports": ("有未导入行的导入", "Imports with refused rows"),
    "blocked-listings": ("不再符合受理条件的项目", "Listings that no longer pass the checks"),
    "unconfirmed-listings": ("待重新确认的项目", "Listings to confirm again"),
    "needs": ("待答复需求", "Needs to answer"),
    "verifications": ("待认证单位", "Organisations to verify"),
}

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "answers": (
        "轮到本机构答复的申请和还价，以及已过有效期、需要重新报价的事务。",
        "Requests and counter-offers that wait for this office, and deals whose offer has lapsed.",
    ),
    "reports": (
        "被许可方提交、尚未确认或退回的报告。",
        "Reports of licensees that nobody has accepted or rejected yet.",
    ),
    "reviews": ("已提交审核、等待审批的许可项目。", "Listings handed in for approval."),
    "overdue-payments": (
        "已过付款期限、尚未付清的款项，含许可生效前的首笔付款；金额含税。",
        "Sums past their due date, first payments of licences not yet in effect among them; tax included.",
    ),
    "expected-payments": (
        "三十天内到期、尚未付清的款项，含许可生效前的首笔付款；金额含税。",
        "Sums due within 30 days, first payments of licences not yet in effect among them; tax included.",
    ),
    "expiring-offers": (
        "七天内到期、等待对方答复的报价。",
        "Our open offers whose last day is within seven days.",
    ),
    "reminders": (
        "提醒日期已到的事务。在事务页面取消或改期后即不再列出。",
        "Deals whose reminder has fallen due. They leave the list when the reminder is cleared or moved.",
    ),
    "imports": (
        "已完成但有行未能导入的专利导入，更正或跳过这些行后即不再列出；以及最近七天内文件无法读取的导入。",
        "Finished imports in which rows were refused, until these are corrected or skipped, and files of the last seven days that could not be read.",
    ),
    "blocked-listings": (
        "已发布，但按目前的专利状态、年费、权利负担或材料不再符合受理条件的项目。",
        "Published listings that no longer pass: status, annual fee, encumbrances or documents have changed.",
    ),
    "unconfirmed-listings": (
        "距许可方上次确认内容有效已满九十天的已发布项目。",
        "Published listings whose owner last confirmed them 90 days ago or more.",
    ),
    "needs": (
        "用户在检索无果时留下的需求，尚未答复；由本站运营单位和办理机构共同处理。",
        "Needs that people left after searching in vain and that nobody has answered; the operator and the offices of the site share them.",
    ),
    "verifications": ("已提交认证申请、等待核验身份的单位。", "Organisations that have asked to be verified."),
}

TASKS: dict[str, tuple[str, str]] = {
    "reports": ("确认或退回报告：{about}", "Accept or reject: {about}"),
    "reviews": ("审核项目", "Review the listing"),
    "overdue-payments": ("催收逾期款项", "Ask for the overdue payment"),
    "expected-payments": ("等待付款", "Payment expected"),
    "expiring-offers": ("第 {number} 版报价待对方答复", "Offer {number} waits for the other side"),
    "reminders": ("提醒", "Reminder"),
    "imports": ("处理未导入的 {number} 行", "Rows refused: {number}"),
    "blocked-listings": ("未通过检查：{about}", "Fails: {about}"),
    "unconfirmed-listings": ("请许可方重新确认内容有效", "Confirm that everything still holds"),
    "needs": ("答复需求：{about}", "Answer: {about}"),
    "verifications": ("核验单位身份", "Verify the organisation"),
}

UNREADABLE_IMPORT: tuple[str, str] = ("文件无法读取", "The file could not be read")

COLUMNS: dict[str, tuple[str, str]] = {
    "task": ("待办事项", "What is to be done"),
    "title": ("所涉项目或单位", "About"),
    "party": ("相对方", "Other side"),
    "assignee": ("经办人", "In charge"),
    "due": ("期限", "Deadline"),
    "since": ("等待起始日", "Waiting since"),
    "amount": ("金额（元，含税）", "Amount (yuan, with tax)"),
    "list": ("类别", "List"),
}
