"""What can happen to organisations and people: kind → (data keys, zh, en)."""

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "organisation.founded": ((), "登记了单位", "registered the organisation"),
    "organisation.changed": (("fields",), "修改了单位资料（{fields}）", "changed the organisation's details ({fields})"),
    "organisation.asked": ((), "提交了认证申请", "asked for verification"),
    "organisation.verified": ((), "通过了认证", "verified the organisation"),
    "organisation.rejected": ((), "退回了认证申请", "returned the application for verification"),
    "organisation.account_set": (("tail",), "更新了收款账户（尾号 {tail}）", "set the bank account (ending {tail})"),
    "organisation.size_declared": (
        ("size_class", "basis_year"),
        "声明了企业规模：{size_class}（{basis_year} 年度数据）",
        "declared the size class {size_class} (figures of {basis_year})",
    ),
    "member.invited": (("roles",), "邀请了一名成员（{roles}）", "invited a member ({roles})"),
    "member.joined": (("roles",), "加入了单位（{roles}）", "joined the organisation ({roles})"),
    "member.changed": (("roles",), "调整了一名成员的角色（{roles}）", "changed a member's roles ({roles})"),
    "member.removed": ((), "移除了一名成员", "removed a member"),
    "mandate.given": (("office", "starts_on"), "委托转移机构自 {starts_on} 起代为办理", "gave a transfer office a mandate from {starts_on}"),
    "mandate.ended": (("office", "ends_on"), "转移机构的委托于 {ends_on} 终止", "ended a transfer office's mandate on {ends_on}"),
    "person.signed_up": ((), "注册了账号", "signed up"),
    "person.password_changed": ((), "修改了密码", "changed the password"),
    "person.code_issued": ((), "由机构发放了一次性登录码", "was given a one-time code by the office"),
    "site.changed": (("fields",), "修改了站点设置（{fields}）", "changed the site's settings ({fields})"),
}
