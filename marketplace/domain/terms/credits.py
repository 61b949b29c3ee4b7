"""What has been paid elsewhere and lowers a royalty."""

from __future__ import annotations


class CreditPool:
    """The set-off of one royalty.

    `paid`: principal paid on the components set off against it, net of discounts; `used`: what lines of the royalty
    took of it; `lines`: the sum of those lines before credits. `used` never exceeds `lines`.
    """

    __slots__ = ("lines", "paid", "used")

    def __init__(self) -> None:
        self.paid = 0
        self.used = 0
        self.lines = 0

    def take(self, line: int) -> int:
        """The credit for the next line of that sum: at most the line itself; below zero where a line gives back."""
        self.lines += line
        if line >= 0:
            credited = max(0, min(self.paid - self.used, line, self.lines - self.used))
        else:
            credited = -max(0, self.used - max(0, self.lines))
        self.used += credited
        return credited
