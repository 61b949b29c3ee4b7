"""Why something about listings was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {}
