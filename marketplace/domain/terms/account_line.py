"""One line of the account while the engine runs: its principal, its interest segments, what was paid and waived."""

from __future__ import annotations

from datetime import date

from marketplace.domain.terms.interest import NO_INTEREST
from marketplace.domain.terms.model import AnyPayable
from marketplace.domain.terms.statement import Basis, Line
from marketplace.domain.terms.triggers import FAR


class AccountLine:
    """A line that has arisen. Amounts in minor units; `computed` is the sum before credits and the total cap.

    `payable`: principal that is open and not held. `interest`: what has run up to `since`, of which `interest_settled`
    is paid or waived; it runs at `rate`, but none shows up to `free_until`. `paid` and `waived` are both principal and
    interest.
    """

    __slots__ = (
        "amount",
        "arose_on",
        "basis",
        "capped_by",
        "component",
        "computed",
        "credited",
        "due_on",
        "free_until",
        "held",
        "id",
        "interest",
        "interest_settled",
        "kind",
        "paid",
        "payable",
        "period",
        "rate",
        "since",
        "waived",
    )

    def __init__(
        self,
        line_id: str,
        component: AnyPayable | None,
        kind: str,
        arose_on: date,
        due_on: date,
        computed: int,
        basis: tuple[Basis, ...],
        period: tuple[date, date] | None = None,
        capped_by: str | None = None,
    ) -> None:
        self.id = line_id
        self.component = component
        self.kind = kind
        self.arose_on = arose_on
        self.due_on = self.since = due_on
        self.computed = computed
        self.basis = basis
        self.period = period
        self.capped_by = capped_by
        self.free_until = FAR
        self.rate = NO_INTEREST
        self.amount = self.payable = self.held = self.credited = 0
        self.interest = self.interest_settled = self.paid = self.waived = 0

    @property
    def is_settled(self) -> bool:
        """Nothing is open, neither principal (held or not) nor interest that was rounded off."""
        return not self.payable and not self.held and self.interest == self.interest_settled

    def close_segment(self, day: date) -> int:
        """End the running segment on a day, because something is about to change the line. Returns all interest."""
        if day > self.free_until:
            if self.payable:
                rate, days = self.rate, (day - self.since).days
                self.interest += (self.payable * rate.numerator * days + rate.half) // rate.denominator
            self.since = day
        return self.interest

    def shown(self, as_of: date) -> Line:
        """The line at the end of the last day, on which its segment ends."""
        interest = self.close_segment(as_of)
        outstanding = self.amount + interest - self.paid - self.waived
        if outstanding == 0:
            status = "waived" if self.waived and not self.paid else "paid"
        elif outstanding == self.held:
            status = "held"
        elif as_of > self.due_on:
            status = "overdue"
        else:
            status = "part_paid" if self.paid or self.waived else "due"
        return tuple.__new__(  # as Line(…) does, at half the price
            Line,
            (
                self.id,
                self.component.id if self.component is not None else None,
                self.kind,
                self.arose_on,
                self.due_on,
                self.computed,
                self.amount,
                interest,
                self.paid,
                self.waived,
                self.held,
                outstanding,
                status,
                self.period,
                self.credited,
                self.capped_by,
                self.basis,
            ),
        )
