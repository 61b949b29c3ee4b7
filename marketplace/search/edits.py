"""How many letters apart words are, for many words at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

SHORTEST = 4  # letters of a word that may be mistyped
_LONG = 8  # letters from which on two mistakes are likely


def most_edits(word: str) -> int:
    """How many mistakes a word of this length may have."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < _LONG else 2


def distances(words: NDArray[np.uint8], typed: NDArray[np.uint8], most: int) -> NDArray[np.uint8]:
    """The letters to add, drop, change or swap with their neighbour between each row of `words` and `typed`.

    words u1 [n, length], typed u1 [m]. What is more than `most` is only said to be more.
    """
    count, length = words.shape
    far = most + 1
    columns = np.ascontiguousarray(words.T)
    line: list[NDArray[Any]] = [np.full(count, min(place, far), np.uint8) for place in range(length + 1)]
    before: list[NDArray[Any]] = line
    for row in range(1, len(typed) + 1):
        two_before, before = before, line
        line = [np.full(count, min(row, far), np.uint8)]
        for place in range(1, length + 1):
            if abs(row - place) > most:
                line.append(np.full(count, far, np.uint8))
                continue
            here = columns[place - 1]
            found = before[place - 1] + (here != typed[row - 1])
            np.minimum(found, before[place] + np.uint8(1), out=found)
            np.minimum(found, line[place - 1] + np.uint8(1), out=found)
            if row > 1 and place > 1:
                swapped = (here == typed[row - 2]) & (columns[place - 2] == typed[row - 1])
                np.minimum(
                    found, np.where(swapped, two_before[place - 2] + np.uint8(1), np.uint8(far)), out=found
                )
            line.append(np.minimum(found, np.uint8(far)))
    return line[length]
