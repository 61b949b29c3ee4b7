"""Why something the operator asked for was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "site.name_missing": ("请填写站点的中文名称。", "Enter the site's name in Chinese."),
    "site.not_an_office": (
        "只能指定已认证的技术转移机构。",
        "Only a verified transfer office can be appointed.",
    ),
    "site.not_a_body": ("只能指定已认证的主管部门。", "Only a verified public body can be appointed."),
    "site.appointed_already": ("该单位已在名单中。", "This organisation is on the list already."),
    "parameter.unknown": (
        "没有这个参数。只能为已有的参数和适用范围增加新的生效记录。",
        "There is no such parameter. Only a known one can get a new dated row.",
    ),
    "parameter.day_taken": (
        "该参数在这一天已有记录。已有记录不可修改，请换一个生效日期。",
        "There is a row for this day already. Rows are never changed; choose another day.",
    ),
    "parameter.value_wrong": ("数值须与现行记录的格式一致，例如 {example}。", "Write the value like the present one, for example {example}."),
    "parameter.in_past": (
        "生效日期不能早于该参数的最近一条记录（{latest}）。",
        "The first day cannot be before the newest row of this parameter ({latest}).",
    ),
    "job.not_dead": ("只有已停止重试的任务可以重新执行。", "Only a job that has given up can be tried again."),
    "job.secret_gone": (
        "该邮件中的一次性链接已按规定清除，无法重发。请收件人重新申请。",
        "The one-time link of this mail has been wiped, so it cannot be sent again. Its reader has to ask anew.",
    ),
}
