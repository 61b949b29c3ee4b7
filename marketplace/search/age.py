"""How old the index is that answers: for the page that explains the search."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from marketplace.search import folder


def last_written() -> datetime | None:
    """When a change was last put into the index; None where there is none that can be read."""
    try:
        path = folder.current(folder.index_folder())
        newest = max((entry.stat().st_mtime for entry in os.scandir(path)), default=0.0)
    except (folder.NoIndex, OSError):
        return None
    return datetime.fromtimestamp(newest, UTC) if newest else None
