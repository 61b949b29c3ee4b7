"""What can happen to organisations and people: kind → (data keys, zh, en), and the words of codes in their data."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.parties.words import ROLES, SIZE_CLASSES

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "organisation.founded": ((), "登记了单位", "registered the organisation"),
    "organisation.changed": (("fields",), "修改了单位资料（{fields}）", "changed the organisation's details ({fields})"),
    "organisation.asked": ((), "提交了认证申请", "asked for verification"),
    "organisation.verified": ((), "通过了认证", "verified the organisation"),
    "organisation.uscc_overridden": (
        (),
        "人工核实了校验不符的统一社会信用代码",
        "confirmed by hand a social credit code whose check digit fails",
    ),
    "organisation.rejected": ((), "退回了认证申请", "returned the application for verification"),
    "organisation.verification_withdrawn": ((), "撤销了单位认证", "withdrew the verification of the organisation"),
    "organisation.account_set": (("tail",), "更新了收款账户（尾号 {tail}）", "set the bank account (ending {tail})"),
    "organisation.size_declared": (
        ("size_class", "basis_year"),
        "声明了企业规模：{size_class}（{basis_year} 年度数据）",
        "declared the size class {size_class} (figures of {basis_year})",
    ),
    "member.invited": (("roles",), "邀请了一名成员（{roles}）", "invited a member ({roles})"),
    "member.invitation_withdrawn": ((), "撤回了一份成员邀请", "withdrew the invitation of a member"),
    "member.joined": (("person", "roles"), "有成员加入单位（{roles}）", "a member joined ({roles})"),
    "member.changed": (("person", "roles"), "调整了一名成员的角色（{roles}）", "changed a member's roles ({roles})"),
    "member.removed": (("person",), "移除了一名成员", "removed a member"),
    "mandate.given": (("office", "starts_on"), "委托转移机构自 {starts_on} 起代为办理", "gave a transfer office a mandate from {starts_on}"),
    "mandate.ended": (("office", "ends_on"), "转移机构的委托于 {ends_on} 终止", "ended a transfer office's mandate on {ends_on}"),
    "person.signed_up": ((), "注册了账号", "signed up"),
    "person.profile_changed": ((), "修改了个人资料", "changed the personal details"),
    "person.address_confirmed": ((), "确认了邮箱地址", "confirmed an e-mail address"),
    "person.password_changed": ((), "修改了密码", "changed the password"),
    "person.code_issued": ((), "由机构发放了一次性登录码", "was given a one-time code by the office"),
    "inventor.linked": (
        ("person", "position"),
        "将第 {position} 发明人与本站账号关联",
        "linked inventor no. {position} to a person on this site",
    ),
    "inventor.unlinked": (
        ("person", "position"),
        "解除了第 {position} 发明人与本站账号的关联",
        "unlinked inventor no. {position} from a person on this site",
    ),
    "site.changed": (("fields",), "修改了站点设置（{fields}）", "changed the site's settings ({fields})"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "kind": ("类型", "kind"),
    "name_zh": ("中文名称", "name in Chinese"),
    "name_en": ("英文名称", "name in English"),
    "aliases": ("简称与曾用名", "short and former names"),
    "country": ("国家或地区", "country"),
    "uscc": ("统一社会信用代码", "social credit code"),
    "registry_number": ("登记号或证件号码", "registry number"),
    "region": ("行政区划代码", "administrative division"),
    "address": ("通信地址", "address"),
    "contact_name": ("联系人", "contact person"),
    "contact_phone": ("联系电话", "telephone"),
    "contact_email": ("业务邮箱", "e-mail"),
    "about_zh": ("中文简介", "profile in Chinese"),
    "about_en": ("英文简介", "profile in English"),
    "code": ("单位简码", "short code"),
    "vat_rate": ("增值税率", "value added tax"),
    "two_person_rule": ("两人办理规则", "two-person rule"),
    "operator": ("运营单位", "operator"),
    "office": ("办理机构", "office"),
    "body": ("主管部门", "public body"),
    "name": ("名称", "name"),
    "contact": ("联系方式", "contact"),
    "icp_number": ("ICP 备案号", "ICP number"),
    "psb_number": ("公安备案号", "public security number"),
}

VALUES: dict[str, Mapping[str, tuple[str, str]]] = {"roles": ROLES, "size_class": SIZE_CLASSES, "fields": FIELDS}
