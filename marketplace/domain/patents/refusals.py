"""Why something about patents was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "import.unknown_field": (
        "列的对应关系中有无法识别的列或字段，请重新选择。",
        "The mapping names a column or a field that does not exist; choose again.",
    ),
    "import.mapping_incomplete": (
        "请至少指定哪一列是专利号（或申请号、公开号），哪一列是名称。",
        "Say at least which column holds the patent number and which the title.",
    ),
    "patent.known": (
        "专利 {number} 已在本站登记。",
        "Patent {number} is entered here already.",
    ),
    "patent.title_missing": (
        "请至少填写中文或英文名称中的一项。",
        "Enter a title in Chinese or in English.",
    ),
    "patent.industry_unknown": ("请选择列表中的行业。", "Choose an industry from the list."),
    "patent.date_before_filing": ("该日期不能早于申请日。", "This day cannot be before the filing date."),
    "patent.date_in_future": ("该日期不能晚于今天。", "This day cannot be after today."),
    "patent.owners_missing": ("请至少填写一名专利权人。", "Enter at least one owner."),
    "patent.owner_twice": ("同一名称出现了两次：{name}。", "This name stands there twice: {name}."),
    "patent.shares_incomplete": (
        "份额合计应为 100%，目前为 {total}%；也可以全部留空。",
        "The shares add up to {total} %, not to 100 %. You may also leave all of them empty.",
    ),
    "patent.shares_for_some": (
        "请为每一名专利权人填写份额，或全部留空。",
        "Enter a share for every owner, or for none.",
    ),
    "patent.attachment_untitled": (
        "请填写中文或英文标题中的至少一项。",
        "Enter a heading in Chinese or in English.",
    ),
    "patent.status_unknown": ("请选择列表中的法律状态。", "Choose a legal status from the list."),
    "patent.as_of_in_future": ("截至日期不能晚于今天。", "The day this was known cannot be later than today."),
    "patent.overlay_unknown": ("请选择列表中的权利负担种类。", "Choose a kind of encumbrance from the list."),
    "patent.overlay_ends_before_start": (
        "结束日期不能早于开始日期。",
        "The last day cannot be before the first.",
    ),
    "patent.evidence_unknown": ("请选择列表中的材料种类。", "Choose a kind of document from the list."),
}
