"""Why something about deals was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {}
