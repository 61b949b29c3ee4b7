"""The columns of all segments side by side, made when first asked for and carried on from commit to commit.

A commit leaves most segments as they are and puts new ones behind them. Arrays therefore have room to spare at their
end, and the next snapshot fills in only what stands behind the segments it shares with the one before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.segments import Segment

_SPARE = 1024  # documents; beside it an eighth of those there are


class Stacks:
    """Arrays over all documents of a list of segments; `starts` tells where each segment begins, and the end."""

    def __init__(self, segments: Sequence[Segment], before: Stacks | None = None) -> None:
        self._segments = segments
        self.starts = np.concatenate(([0], np.cumsum([one.size for one in segments]))).astype(np.int64)
        self.size = int(self.starts[-1])
        self._whole: dict[str, NDArray[Any]] = {}
        self._rooms: dict[str, tuple[NDArray[Any], int]] = {}  # arrays, and up to where they are right
        if before is not None:
            shared = _shared([one.name for one in before._segments], [one.name for one in segments])
            right = int(self.starts[shared])
            self._rooms = {name: (room, min(upto, right)) for name, (room, upto) in before._rooms.items()}
            before._whole, before._rooms = {}, {}  # its arrays are written on

    def column(self, name: str, of_segment: Callable[[Segment], NDArray[Any]], dtype: Any) -> NDArray[Any]:
        """The array of that name, of what `of_segment` gives for each segment."""
        if name not in self._whole:
            self._whole[name] = self._filled(name, of_segment, np.dtype(dtype))
        return self._whole[name]

    def drop(self, names: Sequence[str]) -> None:
        """Forget columns that nobody will ask for again."""
        for name in names:
            self._whole.pop(name, None)
            self._rooms.pop(name, None)

    def _filled(
        self, name: str, of_segment: Callable[[Segment], NDArray[Any]], dtype: np.dtype[Any]
    ) -> NDArray[Any]:
        room, right = self._rooms.get(name, (np.empty(0, dtype), 0))
        if len(self._segments) == 1 and not right:
            room = of_segment(self._segments[0]).astype(dtype, copy=False)  # perhaps as it lies in the file
            self._rooms[name] = room, self.size
            return room
        if len(room) < self.size or not room.flags.writeable or room.dtype != dtype:
            larger = np.empty(self.size + self.size // 8 + _SPARE, dtype)
            larger[:right] = room[:right]
            room = larger
        for start, segment in zip(self.starts.tolist(), self._segments, strict=False):
            if start >= right:
                room[start : start + segment.size] = of_segment(segment)
        self._rooms[name] = room, self.size
        return room[: self.size]


def _shared(before: list[str], now: list[str]) -> int:
    """With how many of the same names two lists begin."""
    count = 0
    for one, other in zip(before, now, strict=False):
        if one != other:
            break
        count += 1
    return count
