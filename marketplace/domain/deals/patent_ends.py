"""When a licensed patent has ended: why, on which day, and whether the licence has any left (Patent Law Arts. 42, 44, 47)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from marketplace.domain.patents.numbers import NumberFault, display, parse_number
from marketplace.domain.patents.status import PatentStatus

CAUSES = ("expired", "lapsed", "invalidated")

#: the status of a patent that is no more → why a licence records its end
CAUSE_OF: dict[str, str] = {
    PatentStatus.EXPIRED: "expired",
    PatentStatus.LAPSED_FEE: "lapsed",
    PatentStatus.SURRENDERED: "lapsed",
    PatentStatus.ABANDONED_DUAL: "lapsed",
    PatentStatus.ENDED: "lapsed",
    PatentStatus.INVALID: "invalidated",
}


def patent_number(number: str) -> str:
    """A patent's canonical number as people write it; what is none stays as it is."""
    try:
        return display(parse_number(number), granted=True)
    except NumberFault:
        return number


def likely_day(
    cause: str, *, term_end: date | None, fee_paid_until: date | None, status_as_of: date | None, today: date
) -> date:
    """The last day of the right, as far as the patent's own data tell it; never after today.

    A patent whose fee was not paid ends with the day until which it was paid (Implementing Rules, Rule 115).
    """
    known = {"expired": term_end, "lapsed": fee_paid_until}.get(cause)
    return min(known or status_as_of or today, today)


def last_of_all(numbers: Collection[str], ended: dict[str, date]) -> date | None:
    """The day on which the last patent of a licence ended; None while one of them lives."""
    if not numbers or not set(numbers) <= ended.keys():
        return None
    return max(ended[number] for number in numbers)
