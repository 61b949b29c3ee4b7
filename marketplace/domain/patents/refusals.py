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
}
