"""Why something about patents was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {}
