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
    "patent.status_unknown": ("请选择列表中的法律状态。", "Choose a legal status from the list."),
    "patent.as_of_in_future": ("截至日期不能晚于今天。", "The day this was known cannot be later than today."),
    "patent.overlay_unknown": ("请选择列表中的权利负担种类。", "Choose a kind of encumbrance from the list."),
    "patent.overlay_ends_before_start": (
        "结束日期不能早于开始日期。",
        "The last day cannot be before the first.",
    ),
    "patent.evidence_unknown": ("请选择列表中的材料种类。", "Choose a kind of document from the list."),
}
