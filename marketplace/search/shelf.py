"""What was dear to make is kept until its room is needed: what nobody asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Things by their keys, of all together no more than `room` as `size_of` measures them; the last one always."""

    def __init__(self, room: int, size_of: Callable[[T], int]) -> None:
        self._room, self._size_of = room, size_of
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._taken = 0

    def get(self, key: Hashable) -> T | None:
        """What was kept under this key, if it still is."""
        found = self._things.get(key)
        if found is not None:
            self._things.move_to_end(key)
        return found

    def keep(self, key: Hashable, thing: T) -> T:
        """Keep something under a key that has nothing yet."""
        self._things[key] = thing
        self._taken += self._size_of(thing)
        while self._taken > self._room and len(self._things) > 1:
            self._taken -= self._size_of(self._things.popitem(last=False)[1])
        return thing

    def clear(self) -> None:
        self._things.clear()
        self._taken = 0
