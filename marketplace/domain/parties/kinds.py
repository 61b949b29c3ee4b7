"""The closed lists of the parties area. Their words stand in `words.py`."""

from __future__ import annotations

ORGANISATION_KINDS = (
    "university",  # 高校
    "institute",  # 科研院所
    "enterprise",  # 企业
    "agency",  # 服务机构
    "office",  # 技术转移机构 of a city or park, acts by mandate
    "public_body",  # 主管部门
    "individual",  # a person who takes a licence alone
)
LICENSOR_KINDS = ("university", "institute", "enterprise", "individual")
OFFICE_KINDS = ("university", "institute", "office")  # whose members begin the day with what waits for them
LICENSEE_KINDS = ("enterprise", "individual", "university", "institute", "agency")

ROLES = ("administrator", "editor", "approver", "signatory", "finance", "reader")

VERIFICATIONS = ("none", "pending", "verified", "rejected")

SIZE_CLASSES = ("LARGE", "MEDIUM", "SMALL", "MICRO", "UNKNOWN")
