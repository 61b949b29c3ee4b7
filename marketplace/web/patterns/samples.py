"""What the pattern page shows beside charts and forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from marketplace.web.patterns import deal, offers
from marketplace.web.patterns.both import in_language

HASH = "9f4c1a77d0be52c6e1a83b54f02d9c6688e7ab13c54d20f9b7e6a4c1d8305e2f"
CONTENT: dict[str, Any] = {
    "digest_value": HASH,
    "states": deal.STATES,
    "lines": deal.LINES,
    "events": deal.EVENTS,
    "steps": deal.STEPS,
    "clauses": deal.CLAUSES,
    "options": deal.OPTIONS,
    "tiles": deal.TILES,
    "offers": offers.OFFERS,
    "facet_lists": offers.FACETS,
    "accepted_at": datetime(2026, 11, 12, 6, 32, tzinfo=UTC),
}


def samples(language: str, today: date) -> dict[str, Any]:
    """The content in a language; `words(zh, en)` picks one for the page's own sentences."""

    def words(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    return in_language(CONTENT, language) | {"deadline": today + timedelta(days=12), "words": words}
