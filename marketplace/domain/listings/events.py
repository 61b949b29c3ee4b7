"""What can happen to listings: kind → (data keys, zh, en), and the words of codes in their data."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.listings.words import CHECKS_TITLES

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "listing.drafted": ((), "起草了许可项目", "drafted the listing"),
    "listing.changed": (("fields",), "修改了许可项目（{fields}）", "changed the listing ({fields})"),
    "listing.submitted": ((), "提交审核", "submitted it for review"),
    "listing.returned": ((), "退回修改", "returned it for changes"),
    "listing.filed": ((), "审核通过，等待国家知识产权局公告", "approved it; awaiting CNIPA's announcement"),
    "listing.published": (("edition", "content_hash"), "发布了第 {edition} 版", "published edition {edition}"),
    "listing.suspended": ((), "暂停了许可项目", "suspended the listing"),
    "listing.withdrawn": (("withdrawn_on",), "自 {withdrawn_on} 起撤回", "withdrew it from {withdrawn_on}"),
    "listing.revised": ((), "转入修订", "took it back for revision"),
    "listing.confirmed": ((), "确认内容仍然有效", "confirmed that it still holds"),
    "listing.overridden": (("code",), "说明理由后放行检查项“{code}”", "overrode the check “{code}” with a reason"),
    "listing.blocked": (("code",), "“{code}”不再满足，已停止受理", "can no longer be taken: “{code}” does not hold any more"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "texts": ("文字", "texts"),
    "patents": ("专利", "patents"),
    "limits": ("适用范围", "limits"),
    "options": ("付费方案", "ways to pay"),
}
HINDRANCES: dict[str, tuple[str, str]] = {
    "listing.patent_not_in_force": CHECKS_TITLES["OL02"],
    "listing.patent_fee_unpaid": CHECKS_TITLES["OL03"],
    "listing.patent_exclusive": CHECKS_TITLES["OL04"],
    "listing.patent_suspended": CHECKS_TITLES["OL05"],
}

VALUES: dict[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "listing.changed": {"fields": FIELDS},
    "listing.overridden": {"code": CHECKS_TITLES},
    "listing.blocked": {"code": {**CHECKS_TITLES, **HINDRANCES}},
}
"""Event kind → data key → code → (zh, en)."""
