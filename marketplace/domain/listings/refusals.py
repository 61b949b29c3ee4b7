"""Why something about listings was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "listing.not_open": (
        "该项目目前未开放受理（未发布、已暂停或已撤回）。此前达成的许可不受影响。",
        "This listing cannot be taken now: it is not published, suspended or withdrawn. Licences given before stay as they are.",
    ),
    "listing.patent_not_in_force": (
        "项目中有专利目前不处于有效状态，暂不能受理。请联系许可方了解情况。",
        "A patent of this listing is not in force at present, so it cannot be taken. Ask the licensor how it stands.",
    ),
    "listing.patent_fee_unpaid": (
        "项目中有专利的年费未按期缴纳，暂不能受理（专利法实施细则第八十六条）。",
        "The annual fee of a patent in this listing is not paid up, so it cannot be taken (Implementing Rules, Rule 86).",
    ),
    "listing.patent_exclusive": (
        "项目中有专利正处于独占或排他许可期内，暂不能受理（专利法实施细则第八十六条）。",
        "A patent of this listing is under an exclusive or sole licence, so it cannot be taken (Implementing Rules, Rule 86).",
    ),
    "listing.patent_suspended": (
        "项目中有专利因权属纠纷或财产保全被中止，暂不能受理（专利法实施细则第八十六条）。",
        "A patent of this listing is suspended by a dispute or a court's preservation, so it cannot be taken "
        "(Implementing Rules, Rule 86).",
    ),
    "listing.not_a_draft": (
        "只有草稿可以修改。如需修改已提交或已发布的项目，请先退回或转入修订。",
        "Only a draft can be changed. Return it or take it back for revision first.",
    ),
    "listing.too_many_options": ("付费方案最多 {limit} 种。", "A listing has at most {limit} ways to pay."),
    "listing.no_patent": ("请至少选择一件专利。", "Choose at least one patent."),
    "listing.foreign_patent": (
        "所选专利中有不属于该许可方的专利，请重新选择。",
        "A chosen patent is not managed by this licensor; choose again.",
    ),
    "listing.statutory_is_open_to_all": (
        "法定开放许可面向任何单位和个人，不得限定规模或地区（专利法第五十条）。请取消限定，或改为平台开放许可。",
        "A statutory open licence is open to anybody and cannot be limited by size or region (Patent Law Art. 50). "
        "Remove the limits or make it a platform open licence.",
    ),
    "listing.two_persons": (
        "该许可方要求起草与审批由不同人员完成，请由另一位审批人办理。",
        "This licensor asks for two persons: whoever drafted a listing may not approve it. Ask another approver.",
    ),
    "listing.announced_in_future": ("公告日期不能晚于今天。", "The day of announcement cannot be later than today."),
    "listing.gate_blocks": (
        "以下检查项未通过，暂不能发布：{codes}。请在“发布检查”中查看所需材料和办法。",
        "These checks do not pass, so it cannot be published: {codes}. See under “Checks” what is needed.",
    ),
    "listing.not_overridable": (
        "该检查项不允许说明理由后放行。",
        "This check cannot be overridden with a reason.",
    ),
}
