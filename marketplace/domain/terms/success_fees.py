"""Success fees: a share of each financing event."""

from __future__ import annotations

from datetime import date

from marketplace.domain.money import round_half_up
from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import Share
from marketplace.domain.terms.statement import Basis


class SuccessFee:
    """One `share` component: how many lines it has and what they add up to, within its own cap.

    `active` unless a choice must come first.
    """

    __slots__ = ("active", "component", "index", "lines", "total")

    def __init__(self, component: Share, index: int, *, active: bool) -> None:
        self.component = component
        self.index = index
        self.active = active
        self.lines = 0
        self.total = 0

    def arise(self, raised: int, day: date, ledger: Ledger) -> None:
        """The line of one financing event of `raised` (minor units)."""
        rate = self.component.rate
        fee = round_half_up(raised * int(rate.scaleb(RATE_PLACES)), 100 * 10**RATE_PLACES)
        basis: list[Basis] = [("share", (rate, raised, fee))]
        capped_by = None
        cap = self.component.cap
        if cap is not None and self.total + fee > cap:
            basis.append(("share_cap", (cap, self.total, cap - self.total)))
            fee = cap - self.total
            capped_by = "cap"
        self.total += fee
        self.lines += 1
        line_id = f"{self.component.id}#{self.lines}"
        due_on = day + self.component.due_after
        line = AccountLine(
            line_id, self.component, "charge", day, due_on, fee, tuple(basis), capped_by=capped_by
        )
        ledger.arise(line, fee)
