"""One line of the account while the engine runs: its principal, its interest segments, what was paid and waived."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.domain.terms.interest import segment
from marketplace.domain.terms.model import AnyPayable
from marketplace.domain.terms.statement import Basis, Line


class AccountLine:
    """A line that has arisen. Amounts in minor units; `number` is its place in the order of lines.

    `payable`: principal that is open and not held. `interest`: what has run up to `since`, of which `interest_settled`
    is paid or waived. `paid` and `waived` are both principal and interest.
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
        "number",
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
        computed: int,
        number: int,
        basis: list[Basis],
        period: tuple[date, date] | None,
        capped_by: str | None,
    ) -> None:
        self.id = line_id
        self.component = component
        self.kind = kind
        self.arose_on = self.due_on = self.since = self.free_until = arose_on
        self.computed = computed
        self.number = number
        self.basis = basis
        self.period = period
        self.capped_by = capped_by
        self.amount = self.payable = self.held = self.credited = 0
        self.rate = self.interest = self.interest_settled = 0
        self.paid = self.waived = 0

    def start_interest(self, rate: int, grace: timedelta) -> None:
        """Interest at a scaled rate runs from the due date; none shows until the grace days are over."""
        self.rate = rate
        self.since = self.due_on
        self.free_until = self.due_on + grace

    @property
    def is_settled(self) -> bool:
        """Nothing is open, neither principal (held or not) nor interest that was rounded off."""
        return not self.payable and not self.held and self.interest == self.interest_settled

    def interest_until(self, day: date) -> int:
        """All interest up to a day, the running segment rounded as if it ended there."""
        if self.rate and self.payable and day > self.free_until:
            return self.interest + segment(self.payable, self.rate, self.since, day)
        return self.interest

    def close_segment(self, day: date) -> None:
        """End the running segment, because something is about to change the line on that day."""
        self.end_segment(day, self.interest_until(day))

    def end_segment(self, day: date, interest: int) -> None:
        """The same, with all interest up to that day known."""
        if self.rate and day > self.free_until:
            self.interest = interest
            self.since = day

    def shown(self, as_of: date) -> Line:
        """The line at the end of a day."""
        interest = self.interest_until(as_of)
        outstanding = self.amount + interest - self.paid - self.waived
        if outstanding == 0:
            status = "waived" if self.waived and not self.paid else "paid"
        elif outstanding == self.held:
            status = "held"
        elif as_of > self.due_on:
            status = "overdue"
        else:
            status = "part_paid" if self.paid or self.waived else "due"
        return Line(
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
            tuple(self.basis),
        )
