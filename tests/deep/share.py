"""How much of the long tests is run: DEEP_SHARE=0.05 runs a twentieth, for trying them out."""

from __future__ import annotations

import os


def share_of(full: int, *, least: int) -> int:
    """So many of `full` as DEEP_SHARE asks for, default all, but never fewer than `least`."""
    return max(least, round(full * float(os.environ.get("DEEP_SHARE") or 1)))
