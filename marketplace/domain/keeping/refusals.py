"""Why something about kept searches and collections was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "kept.too_many": (
        "最多保留 {limit} 个，请先删除不再需要的。",
        "At most {limit} can be kept. Delete some that you no longer need first.",
    ),
    "kept.gone": ("该内容已被删除。", "This has been deleted."),
}
