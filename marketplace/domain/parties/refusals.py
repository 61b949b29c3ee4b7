"""Why something about organisations or people was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "person.name_taken": (
        "这个登录名已有账号。请直接登录，或使用“忘记密码”。",
        "There is an account with this sign-in name already. Sign in, or reset its password.",
    ),
    "organisation.uscc_taken": (
        "该统一社会信用代码的单位已在本站登记。请联系该单位的管理员邀请您加入。",
        "An organisation with this social credit code is registered here already. Ask its administrator to invite you.",
    ),
    "organisation.verified_already": ("该单位已通过认证，无需再次办理。", "This organisation is verified already."),
    "organisation.last_administrator": (
        "每个单位至少保留一名管理员。请先为另一名成员增加管理员角色。",
        "An organisation keeps at least one administrator. Give the role to another member first.",
    ),
    "mandate.not_an_office": (
        "只能委托已通过认证的技术转移机构。",
        "A mandate can only be given to a verified transfer office.",
    ),
    "mandate.exists": (
        "所选日期起已有委托。请先终止现有委托，再作新的委托。",
        "Another mandate covers that day or a later one. End it first.",
    ),
    "mandate.ends_before_start": (
        "终止日期不能早于委托开始日期。",
        "The last day cannot be before the first day of the mandate.",
    ),
    "site.exists": ("站点已经建立。", "The site exists already."),
}
