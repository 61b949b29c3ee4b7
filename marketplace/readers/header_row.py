"""Finds the row of headers below a title, a note or a search address."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.domain.patents.mapping import field_of

LOOK_AT = 20
_SURE = 2


def find_header(rows: Sequence[Sequence[object]]) -> int | None:
    """Index of the header row among the first rows; None when no row has two filled cells.

    It is the first row with two known headers, else the first one about as wide as the widest, of texts only.
    """
    for index, row in enumerate(rows[:LOOK_AT]):
        if sum(isinstance(cell, str) and field_of(cell) != "" for cell in row) >= _SURE:
            return index
    widths = [sum(cell not in (None, "") for cell in row) for row in rows[:LOOK_AT]]
    widest = max(widths, default=0)
    if widest < 2:
        return None
    enough = max(2, -(-widest * 3 // 5))
    for index, width in enumerate(widths):
        if width >= enough and all(isinstance(cell, str) for cell in rows[index] if cell is not None):
            return index
    return None
