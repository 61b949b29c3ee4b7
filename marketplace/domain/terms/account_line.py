"""One line of the account while the engine runs: its principal, its interest segments, what was paid and waived."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.domain.terms.interest import segment
from marketplace.domain.terms.model import AnyPayable
from marketplace.domain.terms.statement import Basis, Line


class AccountLine:
    """A line that has arisen. Amounts in minor units; `number` is its place in the order of lines."""

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
        "interest_paid",
        "interest_waived",
        "kind",
        "number",
        "period",
        "principal_paid",
        "principal_waived",
        "rate",
        "since",
    )

    def __init__(
        self,
        line_id: str,
        component: AnyPayable | None,
        kind: str,
        arose_on: date,
        computed: int,
        number: int,
    ) -> None:
        self.id = line_id
        self.component = component
        self.kind = kind
        self.arose_on = self.due_on = self.since = self.free_until = arose_on
        self.computed = computed
        self.number = number
        self.amount = 0
        self.period: tuple[date, date] | None = None
        self.capped_by: str | None = None
        self.credited = 0
        self.basis: list[Basis] = []
        self.rate = 0
        self.interest = self.interest_paid = self.interest_waived = 0
        self.principal_paid = self.principal_waived = 0
        self.held = 0

    def start_interest(self, rate: int, grace: timedelta) -> None:
        """Interest at a scaled rate runs from the due date; none shows until the grace days are over."""
        self.rate = rate
        self.since = self.due_on
        self.free_until = self.due_on + grace

    @property
    def payable(self) -> int:
        """Principal that is open and not held."""
        return self.amount - self.principal_paid - self.principal_waived - self.held

    @property
    def is_settled(self) -> bool:
        """Nothing is open, neither principal (held or not) nor interest that was rounded off."""
        return (
            self.amount == self.principal_paid + self.principal_waived
            and self.interest == self.interest_paid + self.interest_waived
        )

    def interest_until(self, day: date) -> int:
        """All interest up to a day, the running segment rounded as if it ended there."""
        if self.rate and day > self.free_until:
            bearing = self.payable
            if bearing:
                return self.interest + segment(bearing, self.rate, self.since, day)
        return self.interest

    def interest_open(self, day: date) -> int:
        """Interest that is neither paid nor waived."""
        return self.interest_until(day) - self.interest_paid - self.interest_waived

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
        paid = self.principal_paid + self.interest_paid
        waived = self.principal_waived + self.interest_waived
        outstanding = self.amount + interest - paid - waived
        if outstanding == 0:
            status = "waived" if waived and not paid else "paid"
        elif outstanding == self.held:
            status = "held"
        elif as_of > self.due_on:
            status = "overdue"
        else:
            status = "part_paid" if paid or waived else "due"
        return Line(
            self.id,
            self.component.id if self.component is not None else None,
            self.kind,
            self.arose_on,
            self.due_on,
            self.computed,
            self.amount,
            interest,
            paid,
            waived,
            self.held,
            outstanding,
            status,
            self.period,
            self.credited,
            self.capped_by,
            tuple(self.basis),
        )
