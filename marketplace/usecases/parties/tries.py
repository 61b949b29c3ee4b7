"""Tries at a secret: counted before the secret is looked at, so that nobody gets more of them than the limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.domain.faults import Refused
from marketplace.store.db import transaction
from marketplace.store.parties import tries


class TooManyTries(Refused):
    """Refused without looking; `seconds` to wait."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__("person.too_many_tries", minutes=-(-seconds // 60))
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in a window, which opens with the first of them."""

    tries: int
    window: timedelta


def count_try(limits: Mapping[str, Limit], *, now: datetime) -> None:
    """Count a try under each key and refuse it where one of them has had its share.

    Args:
        limits: by key (`store.parties.tries.key_of`).

    Raises:
        TooManyTries: the try is counted and must not be evaluated.
    """
    seconds = _count(limits, now=now)
    if seconds > 0:
        raise TooManyTries(seconds)


@transaction
def _count(limits: Mapping[str, Limit], *, now: datetime) -> int:
    wait = 0
    for key in sorted(limits):  # always in this order: two tries never wait for each other
        number, ends = tries.count(key, now=now, ends_at=now + limits[key].window)
        if number > limits[key].tries:
            wait = max(wait, 1, int((ends - now).total_seconds()))
    return wait


@transaction
def forget_tries(keys: list[str]) -> None:
    """After the right secret: the tries before it no longer count."""
    tries.forget(keys)
