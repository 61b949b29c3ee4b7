"""What is due to happen by date, in the order of a day.

A day goes: end of the trial or term, charges that arise by date, events, true-ups whose latest day it is. Charges of
one day go by component, then by part.
"""

from __future__ import annotations

from datetime import date
from heapq import heappop, heappush
from typing import Generic, TypeVar

ENDS = 0
CHARGES = 1
TRUE_UPS = 3

Item = TypeVar("Item")


class Agenda(Generic[Item]):
    """A queue of items by day, phase, component and part. What lies after the day looked at is not kept.

    `next_day`: the day of the next item, the last of all days where there is none.
    """

    __slots__ = ("_heap", "_serial", "as_of", "next_day")

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.next_day = date.max
        self._heap: list[tuple[date, int, int, int, int, Item]] = []
        self._serial = 0

    def put(self, day: date, phase: int, component: int, part: int, item: Item) -> None:
        """Note an item. An item may be noted again for another day: whoever takes it checks that it still holds."""
        if day <= self.as_of:
            self._serial += 1
            heappush(self._heap, (day, phase, component, part, self._serial, item))
            self.next_day = self._heap[0][0]

    def take(self, day: date, phase: int) -> tuple[date, int, Item] | None:
        """The next item up to that phase of that day, as (day, part, item)."""
        if not self._heap or self._heap[0] >= (day, phase + 1):
            return None
        first = heappop(self._heap)
        self.next_day = self._heap[0][0] if self._heap else date.max
        return first[0], first[3], first[5]
