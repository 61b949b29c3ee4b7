"""How old the index is that answers: for the page that explains the search."""

from __future__ import annotations

from datetime import datetime

from marketplace.search.backends import backend
from marketplace.search.folder import NoIndex


def last_written() -> datetime | None:
    """When a change was last put into the index; None where there is none that can be read."""
    try:
        return backend().current().written_at()
    except NoIndex:
        return None
