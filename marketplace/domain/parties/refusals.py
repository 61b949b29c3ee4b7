"""Why something about organisations or people was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "person.name_taken": (
        "这个登录名已有账号。请直接登录，或使用“忘记密码”。",
        "There is an account with this sign-in name already. Sign in, or reset its password.",
    ),
    "person.too_many_tries": (
        "尝试次数过多。请在 {minutes} 分钟后再试；忘记密码的，可以重设密码，或向办理机构领取一次性登录码。",
        "Too many tries. Wait {minutes} minutes; if the password is forgotten, set a new one or ask the office for a "
        "one-time code.",
    ),
    "person.wrong_password": (
        "当前密码不正确，请重新输入。",
        "This is not the present password. Type it again.",
    ),
    "person.has_mail": (
        "该用户已有经确认的邮箱，请其在登录页使用“忘记密码”自行重设。",
        "This person has a confirmed e-mail address. Ask them to set a new password from the sign-in page.",
    ),
    "person.out_of_reach": (
        "该用户还属于您无权管理的单位，不能由您发放登录码。请联系本站运营单位办理。",
        "This person also belongs to organisations you do not look after, so the code must come from the operator of the site.",
    ),
    "person.unknown": (
        "没有使用这个登录名的账号。请先请其本人注册。",
        "There is no account with this sign-in name. Ask the person to register first.",
    ),
    "person.address_in_use": (
        "这个邮箱已登记在您的账号中。",
        "This address stands in your account already.",
    ),
    "password.too_short": (
        "密码过短，请至少使用 10 个字符。几个不相干的词连在一起，好记又安全。",
        "This password is too short. Use at least 10 characters; a few unrelated words are easy to remember and hard to guess.",
    ),
    "password.too_long": ("密码过长，最多 128 个字符。", "This password is too long; at most 128 characters."),
    "password.common": (
        "这个密码太常见，容易被猜中，请换一个。",
        "This password is among those anybody would try first. Choose another one.",
    ),
    "password.about_you": (
        "这个密码主要由您的姓名、登录名或单位名称组成，容易被猜中，请换一个。",
        "This password consists mainly of your name, sign-in name or organisation. Choose another one.",
    ),
    "token.spent": (
        "这个链接或代码已使用、已撤回或已过期，请重新申请。",
        "This link or code has been used, withdrawn, or has expired. Ask for a new one.",
    ),
    "member.exists": (
        "该登录名的用户已是本单位成员。请在成员列表中调整其角色。",
        "The person with this sign-in name is a member already. Change the roles in the list of members.",
    ),
    "organisation.uscc_taken": (
        "该统一社会信用代码的单位已在本站登记。请联系该单位的管理员邀请您加入。",
        "An organisation with this social credit code is registered here already. Ask its administrator to invite you.",
    ),
    "organisation.code_taken": (
        "这个单位简码已被使用，请换一个。",
        "This short code is taken. Choose another one.",
    ),
    "organisation.alias_length": (
        "“{alias}”不符合要求：每个名称为 {least} 至 {most} 个字符，每行一个。请修改后保存。",
        "“{alias}” cannot be kept: each name has {least} to {most} characters and a line of its own. Change it and save.",
    ),
    "organisation.aliases_many": (
        "最多保存 {most} 个简称或曾用名，现有 {found} 个。请删去不常用的。",
        "At most {most} short and former names are kept, and there are {found}. Take out those that are rarely used.",
    ),
    "organisation.individual_exists": (
        "您已以个人名义登记，请在“我的单位”中选择。",
        "You are registered as a person already. Choose it under “My organisations”.",
    ),
    "organisation.identity_fixed": (
        "单位通过认证后，类型、名称和证件号码不能自行修改。请联系办理机构退回认证后再修改。",
        "Kind, name and registry number are fixed once verified. Ask the office to return the verification first.",
    ),
    "organisation.verified_already": ("该单位已通过认证，无需再次办理。", "This organisation is verified already."),
    "organisation.not_own": (
        "不能认证自己的单位，请由本站运营单位办理。",
        "Nobody verifies the own organisation. Leave it to the operator of the site.",
    ),
    "organisation.uscc_reason": (
        "该统一社会信用代码的校验位不符。确认登记无误的，请写明核实经过。",
        "The check digit of the social credit code fails. If it is right all the same, say how that was established.",
    ),
    "organisation.last_administrator": (
        "每个单位至少保留一名管理员。请先为另一名成员增加管理员角色。",
        "An organisation keeps at least one administrator. Give the role to another member first.",
    ),
    "mandate.not_a_licensor": (
        "只有持有专利的单位或个人可以委托技术转移机构。",
        "Only an organisation that licenses patents can give a mandate.",
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
    "inventor.linked_already": (
        "该用户已关联为本专利的另一名发明人。",
        "This person is linked to another inventor of this patent already.",
    ),
    "site.exists": ("站点已经建立。", "The site exists already."),
    "site.has_administrator": (
        "本站已有管理员。请由现有管理员邀请新的成员。",
        "The site has an administrator already. Ask that person to invite further ones.",
    ),
}
