"""Why something about needs was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "need.deadline_past": ("期限不能早于今天。", "The deadline cannot be before today."),
    "need.budget_negative": ("预算不能为负数。", "The budget cannot be below zero."),
    "need.too_many": (
        "您已有 {limit} 条未办结的需求，请先关闭不再需要的。",
        "You have {limit} needs that are still open. Close those you no longer need first.",
    ),
    "need.answer_empty": (
        "请写明答复，或至少推荐一个许可项目。",
        "Write an answer or propose at least one listing.",
    ),
    "need.listing_unknown": (
        "找不到已发布的许可项目：{written}。请填写项目页面的网址或其末尾的编号，每行一个。",
        "No open listing is known as: {written}. Enter the address of a listing's page or the code at its end, one a line.",
    ),
    "need.promise_past": ("承诺答复的日期不能早于今天。", "The promised day cannot be before today."),
}
